"""Posting, reading, changing and deleting messages over REST, as a bot does."""

from __future__ import annotations

import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild, Overwrite, Person, Sandbox
from tests.sandbox.expect import many, one, refuses

POWERS = [
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
]


@pytest.fixture
async def path(app: Application, guild: Guild) -> str:
    """Messages of #general, where the bot may write."""
    await guild.add_bot(app, POWERS)
    return f"/channels/{guild.general.id}/messages"


@pytest.fixture
async def alice(guild: Guild) -> Person:
    return await guild.create_member("alice")


def button(**fields: object) -> Payload:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **fields}


def row(*components: Payload) -> Payload:
    return {"type": 1, "components": list(components)}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "x" * 257}]}, "title"),
        ({"embeds": [{"description": "x" * 4097}]}, "description"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "fields"),
        ({"embeds": [{"fields": [{"name": "n", "value": ""}]}]}, "value"),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds"),
        ({"components": [row(button(label="x" * 81))]}, "label"),
        ({"components": [row(button(custom_id="x" * 101))]}, "custom_id"),
        ({"components": [row(button(), button())]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ({"components": [row(button(custom_id=None))]}, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"),
        ({"components": [row(*[button(custom_id=str(n)) for n in range(6)])]}, "components"),
        ({"components": [row(button(custom_id=str(n))) for n in range(6)]}, "components"),
        ({"components": [{"type": 10, "content": "text"}]}, "UNION_TYPE_CHOICES"),
        ({"nonce": "x" * 26, "content": "x"}, "nonce"),
    ],
)
async def test_a_message_out_of_bounds_is_refused_with_the_field(
    sandbox: Sandbox, guild: Guild, body: Payload, field: str
) -> None:
    app = await sandbox.create_application("Careless")
    await app.set_limits(None)
    await guild.add_bot(app, POWERS)
    with refuses(50035, 400, naming=field):
        await app.request("POST", f"/channels/{guild.general.id}/messages", {"tts": False, **body})


async def test_a_message_needs_something_to_show(app: Application, path: str) -> None:
    with refuses(50006, 400):
        await app.request("POST", path, {"content": " "})
    sent = one(await app.request("POST", path, {"components": [row(button())]}))
    assert sent["content"] == ""


async def test_what_a_bot_posts_is_what_people_see(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    embed = {"title": "A title", "description": "Text", "url": "https://example.org/a"}
    body = {"content": "news", "embeds": [embed], "components": [row(button())]}
    await app.request("POST", path, body)
    message = await alice.wait_for_message(guild.general)
    assert message.text.splitlines() == ["news", "A title", "Text", "Go"]
    assert message.button("Go").custom_id == "go"
    assert message.author.bot


async def test_the_same_nonce_returns_the_first_message(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    body = {"content": "once", "nonce": "job-1", "enforce_nonce": True}
    first = one(await app.request("POST", path, body))
    again = one(await app.request("POST", path, {**body, "content": "twice?"}))
    assert again["id"] == first["id"]
    assert again["content"] == "once"
    assert len(await alice.messages(guild.general)) == 1


async def test_a_nonce_is_forgotten_after_some_minutes_and_ignored_unless_enforced(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    body = {"content": "once", "nonce": "job-1", "enforce_nonce": True}
    await app.request("POST", path, body)
    await app.request("POST", path, {"content": "unenforced", "nonce": "job-1"})
    await app.advance_clock(600)
    await app.request("POST", path, body)
    shown = [message.content for message in await alice.messages(guild.general)]
    assert shown == ["once", "unenforced", "once"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": 2}, [5, 4]),
        ({"before": 3, "limit": 2}, [2, 1]),
        ({"after": 1, "limit": 2}, [3, 2]),
        ({"around": 3, "limit": 3}, [4, 3, 2]),
        ({"after": 0}, [5, 4, 3, 2, 1]),
    ],
)
async def test_history_is_listed_newest_first(
    app: Application, path: str, alice: Person, query: dict[str, int], expected: list[int]
) -> None:
    said = [await alice.say(alice.guild.general, str(number)) for number in range(1, 6)]
    ids = [0, *(message.id for message in said)]
    asked: dict[str, str | int] = {
        name: value if name == "limit" else ids[value] for name, value in query.items()
    }
    found = many(await app.request("GET", path, query=asked))
    assert [message["content"] for message in found] == [str(number) for number in expected]


async def test_without_read_message_history_the_list_is_empty(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    message = await alice.say(guild.general, "hello")
    overwrite = Overwrite(guild.everyone, deny="read_message_history")
    await guild.set_overwrite(guild.general, overwrite)
    await guild.edit_role((await guild.roles())[1], permissions="view_channel")
    assert await app.request("GET", path) == []
    with refuses(50013, 403):
        await app.request("GET", f"{path}/{message.id}")


async def test_a_bot_can_edit_its_own_messages_only(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    own = one(await app.request("POST", path, {"content": "draft"}))
    await app.request("PATCH", f"{path}/{own['id']}", {"content": "final"})
    others = await alice.say(guild.general, "mine")
    with refuses(50005, 403):
        await app.request("PATCH", f"{path}/{others.id}", {"content": "yours"})
    shown = [message.content for message in await alice.messages(guild.general)]
    assert shown == ["final", "mine"]


async def test_deleting_others_messages_takes_manage_messages(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    message = await alice.say(guild.general, "oops")
    with refuses(50013, 403):
        await app.request("DELETE", f"{path}/{message.id}")
    bot_role = (await guild.roles())[1]
    await guild.edit_role(bot_role, permissions=[*POWERS, "manage_messages"])
    await app.request("DELETE", f"{path}/{message.id}", reason="off topic")
    with refuses(10008, 404):
        await app.request("GET", f"{path}/{message.id}")
    assert (await guild.audit_log())[0]["reason"] == "off topic"


async def test_bulk_delete_takes_two_to_a_hundred_recent_messages(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    await guild.edit_role((await guild.roles())[1], permissions="manage_messages")
    sent = [await alice.say(guild.general, str(number)) for number in range(3)]
    with refuses(50016, 400):
        await app.request("POST", f"{path}/bulk-delete", {"messages": [str(sent[0].id)]})
    with refuses(50034, 400):
        old = [str(1 << 40), str(sent[0].id)]
        await app.request("POST", f"{path}/bulk-delete", {"messages": old})
    doomed = [str(message.id) for message in sent[:2]]
    await app.request("POST", f"{path}/bulk-delete", {"messages": doomed})
    assert [message.content for message in await alice.messages(guild.general)] == ["2"]


@pytest.mark.parametrize(
    ("allowed", "pinged"),
    [
        (None, True),
        ({"parse": []}, False),
        ({"parse": ["users"]}, True),
        ({"parse": ["roles", "everyone"]}, False),
    ],
)
async def test_allowed_mentions_decide_who_is_pinged(
    app: Application,
    path: str,
    guild: Guild,
    alice: Person,
    allowed: Payload | None,
    pinged: bool,
) -> None:
    await guild.edit_role(guild.everyone, permissions=POWERS)
    body = {"content": f"hi {alice.mention} and @everyone", "allowed_mentions": allowed}
    sent = one(await app.request("POST", path, body))
    assert [user["id"] for user in many(sent["mentions"])] == [str(alice.id)] * pinged
    assert sent["mention_everyone"] is False, "the bot may not ping everyone"
    assert len(await alice.notifications()) == pinged


async def test_everyone_and_roles_are_pinged_by_those_who_may(
    app: Application, path: str, guild: Guild
) -> None:
    await guild.edit_role(guild.everyone, permissions=POWERS)
    role = await guild.create_role("readers")
    reader = await guild.create_member("reader", roles=[role])
    other = await guild.create_member("other")
    text = f"{role.mention} @everyone `<@{other.id}>`"
    await app.request("POST", path, {"content": text})
    assert await reader.notifications() == []
    bot_role = next(one for one in await guild.roles() if one.name == "Greenroom")
    await guild.edit_role(bot_role, permissions=[*POWERS, "mention_everyone"])
    sent = one(await app.request("POST", path, {"content": text}))
    assert sent["mention_everyone"] is True
    assert sent["mention_roles"] == [str(role.id)]
    assert [note.why for note in await reader.notifications()] == ["role"]
    assert [note.why for note in await other.notifications()] == ["everyone"]


async def test_a_silent_message_notifies_nobody(app: Application, path: str, alice: Person) -> None:
    await app.request("POST", path, {"content": alice.mention, "flags": 1 << 12})
    assert await alice.notifications() == []


async def test_a_reply_to_a_message_that_is_gone_is_refused_unless_that_is_fine(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    message = await alice.say(guild.general, "soon gone")
    await alice.delete(message)
    reference: Payload = {"message_id": str(message.id)}
    with refuses(50035, 400, naming="MESSAGE_REFERENCE_UNKNOWN_MESSAGE"):
        await app.request("POST", path, {"content": "re", "message_reference": reference})
    reference["fail_if_not_exists"] = False
    await app.request("POST", path, {"content": "re", "message_reference": reference})


async def test_embeds_and_files_take_permissions_of_their_own(
    sandbox: Sandbox, app: Application, path: str, guild: Guild
) -> None:
    await guild.edit_role((await guild.roles())[1], permissions="send_messages")
    await guild.edit_role(guild.everyone, permissions="view_channel")
    with refuses(50013, 403):
        await app.request("POST", path, {"embeds": [{"title": "t"}]})
    with refuses(50013, 403):
        await app.request("POST", path, {"content": "x"}, files=[("a.txt", b"a")])
    await app.request("POST", path, {"content": "x"})


async def test_files_and_their_embeds_are_served_and_replaced_by_an_edit(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    body = {"embeds": [{"image": {"url": "attachment://a.txt"}}]}
    await app.request("POST", path, body, files=[("a.txt", b"first")])
    message = await alice.wait_for_message(guild.general)
    assert await alice.download(message.attachments[0]) == b"first"
    assert message.attachments[0].url in str(message.embeds)
    change = {"attachments": [{"id": 0, "filename": "b.txt"}], "embeds": []}
    await app.request("PATCH", f"{path}/{message.id}", change, files=[("b.txt", b"second")])
    changed = await alice.message(message)
    assert [attachment.filename for attachment in changed.attachments] == ["b.txt"]


async def test_a_message_of_the_new_components_holds_nothing_else(
    app: Application, path: str
) -> None:
    text = {"type": 10, "content": "a text"}
    container = {"type": 17, "components": [text, row(button())]}
    body: Payload = {"components": [container], "flags": 1 << 15}
    sent = one(await app.request("POST", path, body))
    assert many(sent["components"])[0]["type"] == 17
    with refuses(50035, 400, naming="LEGACY"):
        await app.request("POST", path, {**body, "content": "too much"})


async def test_a_bot_without_the_intent_reads_blanks_over_rest_too(
    sandbox: Sandbox, guild: Guild
) -> None:
    blind = await sandbox.create_application("Blind")
    await guild.add_bot(blind, POWERS)
    alice = await guild.create_member("alice")
    path = f"/channels/{guild.general.id}/messages"
    files = await alice.say(guild.general, "hidden")
    await alice.say(guild.general, f"for {blind.mention}")
    await blind.request("POST", path, {"content": "own"})
    found = many(await blind.request("GET", path))
    assert [message["content"] for message in found] == ["own", f"for {blind.mention}", ""]
    assert one(await blind.request("GET", f"{path}/{files.id}"))["content"] == ""


async def test_closed_direct_messages_and_strangers_cannot_be_written_to(
    sandbox: Sandbox, app: Application, guild: Guild, path: str, alice: Person
) -> None:
    opened = one(await app.request("POST", "/users/@me/channels", {"recipient_id": str(alice.id)}))
    direct = f"/channels/{opened['id']}/messages"
    await app.request("POST", direct, {"content": "hello"})
    assert (await alice.wait_for_dm()).content == "hello"
    await alice.close_dms()
    with refuses(50007, 403):
        await app.request("POST", direct, {"content": "hello?"})
    await alice.open_dms()
    await alice.leave()
    with refuses(50278, 403):
        await app.request("POST", direct, {"content": "hello?"})


@pytest.mark.parametrize(
    ("method", "suffix", "body", "query", "named"),
    [
        ("POST", "", {"content": "x", "colour": "red"}, {}, "colour"),
        ("POST", "", {"embeds": [{"title": "t", "sparkle": 1}]}, {}, "embeds.0.sparkle"),
        ("GET", "", None, {"sort": "asc"}, "sort"),
        ("GET", "/search", None, {}, "/search"),
        ("POST", "/1/crosspost", None, {}, "crosspost"),
    ],
)
async def test_what_the_sandbox_does_not_know_fails_loudly(
    sandbox: Sandbox,
    guild: Guild,
    method: str,
    suffix: str,
    body: Payload | None,
    query: dict[str, str | int],
    named: str,
) -> None:
    app = await sandbox.create_application("Explorer")
    await guild.add_bot(app, POWERS)
    path = f"/channels/{guild.general.id}/messages{suffix}"
    if suffix == "/search":
        path = f"/guilds/{guild.id}/messages/search"
    with refuses(0, 501):
        await app.request(method, path, body, query=query)
    (entry,) = await sandbox.journal(app, kind="unsupported")
    assert named in str(entry.detail["what"])
    with pytest.raises(AssertionError, match="unsupported"):
        await sandbox.assert_clean(app)
