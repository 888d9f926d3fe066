"""Webhooks: making them, posting with them, and reading what they posted."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild, Person, Sandbox
from tests.sandbox.clients import Clients
from tests.sandbox.expect import many, one, refuses

BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Reply", "custom_id": "r:1"}]}


@pytest.fixture
async def path(app: Application, guild: Guild) -> str:
    await guild.add_bot(app, ["manage_webhooks", "create_public_threads", "manage_threads"])
    return f"/channels/{guild.general.id}"


@pytest.fixture
async def hook(app: Application, path: str) -> str:
    """The path of a webhook with its token."""
    made = one(await app.request("POST", f"{path}/webhooks", {"name": "Readers"}))
    return f"/webhooks/{made['id']}/{made['token']}"


@pytest.fixture
async def alice(guild: Guild) -> Person:
    return await guild.create_member("alice")


async def execute(app: Application, hook: str, body: Payload, **query: str | int) -> Payload:
    return one(await app.request("POST", hook, body, query={"wait": "1", **query}))


@pytest.mark.parametrize("name", ["Clyde's fan", "my DISCORD hook", "", " ", "x" * 81])
async def test_names_that_discord_keeps_for_itself_are_refused(
    app: Application, path: str, hook: str, name: str
) -> None:
    with refuses(50035, 400, naming="name"):
        await app.request("POST", f"{path}/webhooks", {"name": name})
    if name:
        with refuses(50035, 400, naming="username"):
            await execute(app, hook, {"content": "x", "username": name})


async def test_a_channel_has_room_for_fifteen(app: Application, path: str, guild: Guild) -> None:
    for number in range(15):
        await app.request("POST", f"{path}/webhooks", {"name": f"hook {number}"})
    with refuses(30007, 400):
        await app.request("POST", f"{path}/webhooks", {"name": "one too many"})
    listed = many(await app.request("GET", f"/guilds/{guild.id}/webhooks"))
    assert len(listed) == 15
    assert all(one["token"] for one in listed)


async def test_making_one_takes_manage_webhooks(
    sandbox: Sandbox, guild: Guild, app: Application, path: str
) -> None:
    weak = await sandbox.create_application("Weak")
    await guild.add_bot(weak)
    with refuses(50013, 403):
        await weak.request("POST", f"{path}/webhooks", {"name": "x"})


async def test_a_post_appears_under_the_name_it_gives(
    app: Application, hook: str, guild: Guild, alice: Person
) -> None:
    avatar = "https://example.org/a.png"
    body = {"content": "a comment", "username": "Reader 12", "avatar_url": avatar}
    assert await app.request("POST", hook, body) is None, "without wait there is no answer"
    message = await alice.wait_for_message(guild.general)
    assert (message.author.name, message.content) == ("Reader 12", "a comment")
    assert message.webhook_id == message.author.id


async def test_thread_id_must_belong_to_the_webhooks_channel(
    app: Application, path: str, hook: str, guild: Guild, alice: Person
) -> None:
    inside = one(await app.request("POST", f"{path}/threads", {"name": "in", "type": 11}))
    other = await guild.create_channel("other")
    outside = await alice.create_thread(other, "out")
    sent = await execute(app, hook, {"content": "here"}, thread_id=str(inside["id"]))
    assert sent["channel_id"] == inside["id"]
    with refuses(10003, 404):
        await execute(app, hook, {"content": "there"}, thread_id=outside.id)


async def test_a_post_in_a_thread_is_found_edited_and_deleted_there_only(
    app: Application, path: str, hook: str, alice: Person
) -> None:
    thread = one(await app.request("POST", f"{path}/threads", {"name": "in", "type": 11}))
    thread_id = str(thread["id"])
    sent = await execute(app, hook, {"content": "draft"}, thread_id=thread_id)
    message, place = f"{hook}/messages/{sent['id']}", {"thread_id": thread_id}
    with refuses(10008, 404):
        await app.request("PATCH", message, {"content": "final"})
    await app.request("PATCH", message, {"content": "final"}, query=place)
    assert one(await app.request("GET", message, query=place))["content"] == "final"
    await app.request("PATCH", f"/channels/{thread_id}", {"archived": True})
    with refuses(50083, 400):
        await app.request("PATCH", message, {"content": "too late"}, query=place)
    await app.request("DELETE", message, query=place)
    assert "final" not in [one.content for one in await alice.messages(int(thread_id))]


async def test_without_the_intent_even_own_posts_read_blank_but_not_with_the_token(
    sandbox: Sandbox, guild: Guild
) -> None:
    blind = await sandbox.create_application("Blind")
    await guild.add_bot(blind, "manage_webhooks")
    path = f"/channels/{guild.general.id}"
    made = one(await blind.request("POST", f"{path}/webhooks", {"name": "Readers"}))
    hook = f"/webhooks/{made['id']}/{made['token']}"
    sent = await execute(blind, hook, {"content": "a comment", "components": [BUTTON]})
    read = one(await blind.request("GET", f"{path}/messages/{sent['id']}"))
    assert (read["content"], read["components"]) == ("", [])
    read = one(await blind.request("GET", f"{hook}/messages/{sent['id']}"))
    assert read["content"] == "a comment"
    assert "r:1" in str(read["components"])


async def test_only_an_applications_own_webhook_carries_buttons(
    app: Application, hook: str, guild: Guild
) -> None:
    sent = await execute(app, hook, {"content": "x", "components": [BUTTON]})
    assert "r:1" in str(sent["components"])
    made = one(
        await guild.owner.request(
            "POST", f"/channels/{guild.general.id}/webhooks", {"name": "Olivia's"}
        )
    )
    others = f"/webhooks/{made['id']}/{made['token']}"
    sent = await execute(app, others, {"content": "x", "components": [BUTTON]})
    assert sent["components"] == [], "without with_components they are ignored"
    with refuses(50035, 400, naming="COMPONENT"):
        await execute(app, others, {"content": "x", "components": [BUTTON]}, with_components=1)


async def test_a_wrong_token_and_a_deleted_webhook_are_told_apart(
    app: Application, hook: str
) -> None:
    with refuses(50027, 401):
        await execute(app, f"{hook}x", {"content": "x"})
    await app.request("DELETE", hook)
    with refuses(10015, 404):
        await execute(app, hook, {"content": "x"})


async def test_webhooks_of_a_forum_need_a_thread(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    forum = await guild.create_channel("articles", kind="forum")
    made = one(await app.request("POST", f"/channels/{forum.id}/webhooks", {"name": "Readers"}))
    hook = f"/webhooks/{made['id']}/{made['token']}"
    with refuses(220001, 400):
        await execute(app, hook, {"content": "x"})
    sent = await execute(app, hook, {"content": "x", "thread_name": "A post"})
    (post,) = await alice.threads(forum)
    assert str(post.id) == sent["channel_id"]
    with refuses(220002, 400):
        await execute(app, hook, {"content": "x", "thread_name": "B"}, thread_id=post.id)


async def test_discord_py_posts_edits_and_answers_buttons_of_webhook_posts(
    app: Application, path: str, guild: Guild, clients: Clients, alice: Person
) -> None:
    bot = await clients.start(app)
    channel = bot.get_channel(guild.general.id)
    assert isinstance(channel, discord.TextChannel)
    webhook = await channel.create_webhook(name="Readers", reason="comments")
    partial = discord.Webhook.partial(webhook.id, str(webhook.token), client=bot)
    view = discord.ui.View(timeout=None)
    button: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Reply", custom_id="r")

    async def pressed(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("replying", ephemeral=True)

    button.callback = pressed  # type: ignore[method-assign]
    view.add_item(button)
    sent = await partial.send("a comment", username="Reader", wait=True, view=view)
    message = await alice.wait_for_message(guild.general, lambda one: bool(one.buttons))
    response = await alice.press(message, "Reply")
    assert response.message is not None
    assert response.message.content == "replying"
    await sent.edit(content="a better comment")
    assert (await alice.message(message)).content == "a better comment"
    assert [one.name for one in await channel.webhooks()] == ["Readers"]
    entry = (await guild.audit_log())[0]
    assert (entry["action_type"], entry["reason"]) == (50, "comments")
