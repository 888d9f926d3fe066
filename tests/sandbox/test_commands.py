"""Registering application commands."""

from __future__ import annotations

import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild
from tests.sandbox.expect import many, one, refuses


@pytest.fixture
def path(app: Application) -> str:
    return f"/applications/{app.id}/commands"


def command(name: str = "queue", **fields: object) -> Payload:
    return {"name": name, "description": "What waits", "type": 1, **fields}


def option(name: str, kind: int = 3, **fields: object) -> Payload:
    return {"type": kind, "name": name, "description": "An option", **fields}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (command("Queue"), "name"),
        (command("two words"), "name"),
        (command("x" * 33), "name"),
        (command(description=""), "description"),
        (command(description="x" * 101), "description"),
        (command(options=[option(f"o{n}") for n in range(26)]), "options"),
        (command(options=[option("same"), option("same")]), "ALREADY_EXISTS"),
        (command(options=[option("a"), option("b", required=True)]), "REQUIRED_INVALID"),
        (command(options=[option("a", autocomplete=True, choices=[{"name": "n", "value": "v"}])]),
         "AUTOCOMPLETE"),
        ({"name": "Report", "type": 3, "description": "no"}, "CONTEXT_MENU"),
    ],
)  # fmt: skip
async def test_a_bad_command_is_refused(
    app: Application, path: str, body: Payload, named: str
) -> None:
    with refuses(50035, 400, naming=named):
        await app.request("POST", path, body)
    assert await app.request("GET", path) == []


async def test_a_command_of_the_same_name_is_overwritten_and_keeps_its_id(
    app: Application, path: str
) -> None:
    first = one(await app.request("POST", path, command()))
    second = one(await app.request("POST", path, command(description="changed")))
    assert second["id"] == first["id"]
    assert second["version"] != first["version"]
    menu = one(await app.request("POST", path, {"name": "queue", "type": 3}))
    assert menu["id"] != first["id"]


async def test_a_bulk_overwrite_replaces_everything_and_keeps_known_ids(
    app: Application, path: str
) -> None:
    kept = one(await app.request("POST", path, command("kept")))
    await app.request("POST", path, command("dropped"))
    made = many(await app.request("PUT", path, [command("kept"), command("new")]))
    assert [one["name"] for one in made] == ["kept", "new"]
    assert made[0]["id"] == kept["id"]
    with refuses(50035, 400, naming="DUPLICATE_NAME"):
        await app.request("PUT", path, [command("a"), command("a")])


async def test_commands_are_read_edited_and_deleted_by_id(app: Application, path: str) -> None:
    made = one(await app.request("POST", path, command(options=[option("title")])))
    its = f"{path}/{made['id']}"
    changed = one(await app.request("PATCH", its, {"default_member_permissions": "8192"}))
    assert changed["default_member_permissions"] == "8192"
    assert changed["options"] == made["options"]
    await app.request("DELETE", its)
    with refuses(10063, 404):
        await app.request("GET", its)


async def test_a_hundred_slash_commands_and_fifteen_of_each_menu_fit(
    app: Application, path: str
) -> None:
    slash = [command(f"c{number}") for number in range(100)]
    menus = [{"name": f"m{number}", "type": 3} for number in range(15)]
    await app.request("PUT", path, [*slash, *menus])
    with refuses(30032, 400):
        await app.request("POST", path, command("one-more"))
    with refuses(30032, 400):
        await app.request("POST", path, {"name": "one more", "type": 3})


async def test_two_hundred_creations_a_day_are_the_limit(app: Application, path: str) -> None:
    for round_ in range(2):
        await app.request("PUT", path, [command(f"r{round_}c{n}") for n in range(100)])
    with refuses(30034, 429):
        await app.request("PUT", path, [command("new")])
    await app.request("PUT", path, [command("r1c1", description="a change is no creation")])
    await app.advance_clock(86_401)
    await app.request("PUT", path, [command("new")])


async def test_commands_of_a_guild_are_apart_and_need_membership(
    app: Application, path: str, guild: Guild
) -> None:
    its = f"/applications/{app.id}/guilds/{guild.id}/commands"
    with refuses(50001, 403):
        await app.request("POST", its, command())
    await guild.add_bot(app)
    made = one(await app.request("POST", its, command()))
    assert made["guild_id"] == str(guild.id)
    assert await app.request("GET", path) == []
    assert len(many(await app.request("GET", its))) == 1


async def test_overrides_of_a_guild_can_be_read(app: Application, guild: Guild) -> None:
    await guild.add_bot(app)
    its = f"/applications/{app.id}/guilds/{guild.id}/commands"
    made = one(await app.request("POST", its, command()))
    command_id = str(made["id"])
    with refuses(10066, 404):
        await app.request("GET", f"{its}/{command_id}/permissions")
    await guild.allow_command(app, int(command_id), {guild.everyone: False})
    read = one(await app.request("GET", f"{its}/{command_id}/permissions"))
    assert many(read["permissions"]) == [{"id": str(guild.id), "type": 1, "permission": False}]
    assert len(many(await app.request("GET", f"{its}/permissions"))) == 1


async def test_another_applications_commands_are_out_of_reach(app: Application) -> None:
    with refuses(10002, 404):
        await app.request("GET", "/applications/12345/commands")
