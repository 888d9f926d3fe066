"""Discord's own description as a judge of requests and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.openapi import Description
from bot.sandbox.people import Sandbox
from bot.sandbox.rest import make_router
from tests.sandbox.conftest import openapi_path
from tests.sandbox.expect import refuses


@pytest.fixture(scope="module")
def description() -> Description:
    path = openapi_path()
    if path is None:
        pytest.skip("Discord's OpenAPI description is not here; name it by GREENROOM_OPENAPI")
    return Description.read(path)


def test_every_route_is_one_of_discords(description: Description) -> None:
    foreign = {
        (route.method, route.template)
        for route in make_router().routes
        if not description.describes(route.method, route.template)
    }
    assert foreign == set()


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"content": "fine", "nonce": "12", "message_reference": {"message_id": 5}}, None),
        ({"content": 5}, "$.content"),
        ({"content": "x", "colour": "red"}, "$.colour is not described"),
        ({"embeds": [{"title": "t", "sparkle": 1}]}, "$.embeds[0].sparkle is not described"),
        ({"components": [{"type": 1, "components": [{"type": 2}]}]}, "$.components"),
    ],
)
def test_requests_are_judged_down_to_unknown_fields(
    description: Description, body: object, problem: str | None
) -> None:
    found = description.request_problems("POST", "/channels/{id}/messages", body, False)
    if problem is None:
        assert found == []
    else:
        assert problem in found[0]


def test_what_was_right_once_is_right_with_another_id_and_with_nothing_else_changed(
    description: Description,
) -> None:
    def problems(body: object) -> list[str]:
        return description.request_problems("POST", "/channels/{id}/messages", body, False)

    refers = {"content": "fine", "message_reference": {"message_id": "111111111111111111"}}
    other = {"content": "fine", "message_reference": {"message_id": "222222222222222222"}}
    assert problems(refers) == problems(other) == []
    assert problems(other | {"content": 111111111111111111}) != []
    assert problems(other | {"colour": "red"}) != []


def test_answers_are_judged(description: Description) -> None:
    user = {"id": "1", "username": "a"}
    (problem,) = description.answer_problems("GET", "/users/{user_id}", 200, user)
    assert "required" in problem
    (problem,) = description.answer_problems("GET", "/users/{user_id}", 202, user)
    assert "202" in problem


def test_permissions_may_come_as_strings_of_digits(description: Description) -> None:
    for permissions in (8, "8"):
        body = {"name": "r", "permissions": permissions}
        assert description.request_problems("POST", "/guilds/{id}/roles", body, False) == []
    body = {"name": "r", "permissions": "all"}
    assert description.request_problems("POST", "/guilds/{id}/roles", body, False) != []


def test_a_file_that_is_no_description_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    for content in ("not JSON", "[]"):
        path.write_text(content)
        with pytest.raises(ValueError, match=r"wrong\.json"):
            Description.read(path)


async def test_a_request_against_the_description_is_journalled_and_answered_400(
    description: Description, sandbox: Sandbox
) -> None:
    app = await sandbox.create_application("Careless")
    guild = await sandbox.create_guild("Daily")
    await guild.add_bot(app)
    with refuses(0, 400):
        path = f"/channels/{guild.general.id}/messages"
        await app.request("POST", path, {"content": "x", "nonce": 2.5})
    (entry,) = await sandbox.journal(app, kind="openapi")
    assert entry.detail["side"] == "request"
