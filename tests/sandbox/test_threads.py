"""Threads and forum posts: starting, archiving, locking, posting, limits."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.people import Application, Channel, Guild, Overwrite, Person
from tests.sandbox.clients import Clients
from tests.sandbox.expect import many, one, refuses

POWERS = [
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "read_message_history",
    "manage_webhooks",
]


@pytest.fixture
async def path(app: Application, guild: Guild) -> str:
    """#general, where the bot may start threads."""
    await guild.add_bot(app, POWERS)
    return f"/channels/{guild.general.id}"


@pytest.fixture
async def alice(guild: Guild) -> Person:
    return await guild.create_member("alice")


async def start(app: Application, path: str, name: str = "Comments") -> str:
    """A public thread; gives the path of its channel."""
    made = one(await app.request("POST", f"{path}/threads", {"name": name, "type": 11}))
    return f"/channels/{made['id']}"


async def test_a_thread_from_a_message_shares_its_id(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    sent = one(await app.request("POST", f"{path}/messages", {"content": "article"}))
    thread = one(
        await app.request("POST", f"{path}/messages/{sent['id']}/threads", {"name": "Comments"})
    )
    assert thread["id"] == sent["id"]
    message = await alice.wait_for_message(guild.general)
    assert message.thread_id == message.id
    with refuses(160004, 400):
        await app.request("POST", f"{path}/messages/{sent['id']}/threads", {"name": "Again"})
    assert [one.name for one in await alice.threads(guild.general)] == ["Comments"]


async def test_discord_py_starts_threads_and_hears_of_them(
    app: Application, guild: Guild, path: str, clients: Clients, alice: Person
) -> None:
    bot = await clients.start(app)
    channel = bot.get_channel(guild.general.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("article")
    thread = await message.create_thread(name="Comments", auto_archive_duration=1440)
    await thread.send("first")
    await alice.say(thread.id, "second")
    await bot.until(lambda: "second" in [one.content for one in bot.messages_heard])
    history = [one.content async for one in thread.history(oldest_first=True)]
    assert history[-2:] == ["first", "second"]
    await bot.until_event("thread_member_join")
    assert thread.message_count == 0, "the count of a cached thread comes with its updates"
    fetched = await guild_thread(bot, thread.id)
    assert fetched.message_count == 2
    assert {one.id for one in await fetched.fetch_members()} == {app.id, alice.id}


async def guild_thread(bot: discord.Client, thread_id: int) -> discord.Thread:
    found = await bot.fetch_channel(thread_id)
    assert isinstance(found, discord.Thread)
    return found


async def test_an_archived_thread_takes_no_edits_and_a_post_wakes_it(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    thread = await start(app, path)
    sent = one(await app.request("POST", f"{thread}/messages", {"content": "draft"}))
    message = f"{thread}/messages/{sent['id']}"
    await app.request("PATCH", thread, {"archived": True})
    with refuses(50083, 400):
        await app.request("PATCH", message, {"content": "final"})
    with refuses(50083, 400):
        await app.request("PUT", f"{message}/reactions/%F0%9F%91%8D/@me")
    with refuses(50083, 400):
        await app.request("PATCH", thread, {"name": "Renamed"})
    await alice.say(int(thread.rpartition("/")[2]), "good morning")
    (shown,) = await alice.threads(guild.general)
    assert not shown.archived
    await app.request("PATCH", message, {"content": "final"})


async def test_messages_of_an_archived_thread_can_be_deleted(app: Application, path: str) -> None:
    thread = await start(app, path)
    sent = one(await app.request("POST", f"{thread}/messages", {"content": "draft"}))
    await app.request("PATCH", thread, {"archived": True})
    await app.request("DELETE", f"{thread}/messages/{sent['id']}")


async def test_a_locked_thread_is_for_moderators(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    thread = await start(app, path)
    thread_id = int(thread.rpartition("/")[2])
    with refuses(50013, 403):
        await app.request("PATCH", thread, {"locked": True})
    await guild.owner.request("PATCH", thread, {"locked": True, "archived": True})
    with refuses(160005, 400):
        await alice.say(thread_id, "hello")
    with refuses(50013, 403):
        await app.request("PATCH", thread, {"archived": False})
    await guild.owner.say(thread_id, "still here")
    assert not (await alice.threads(guild.general))[0].archived


async def test_too_many_active_threads_are_refused_until_one_is_archived(
    app: Application, path: str, guild: Guild
) -> None:
    await guild.set_max_active_threads(2)
    first, _ = await start(app, path), await start(app, path)
    with refuses(160006, 400):
        await start(app, path)
    await app.request("PATCH", first, {"archived": True})
    await start(app, path)
    with refuses(160006, 400):
        await app.request("POST", f"{first}/messages", {"content": "wake"})


async def test_silent_threads_fall_asleep(
    app: Application, path: str, guild: Guild, clients: Clients, alice: Person
) -> None:
    thread = await start(app, path)
    bot = await clients.start(app)
    await app.request("PATCH", thread, {"auto_archive_duration": 60})
    await guild.advance_clock(3500)
    assert not (await alice.threads(guild.general))[0].archived
    await guild.advance_clock(200)
    assert (await alice.threads(guild.general))[0].archived
    await bot.until(lambda: bot.events_heard.count("thread_update") == 2)
    active = one(await app.request("GET", f"/guilds/{guild.id}/threads/active"))
    assert active["threads"] == []
    archived = one(await app.request("GET", f"{path}/threads/archived/public"))
    assert [one["name"] for one in many(archived["threads"])] == ["Comments"]


async def test_send_messages_does_not_matter_in_threads(
    app: Application, path: str, guild: Guild, alice: Person
) -> None:
    thread_id = int((await start(app, path)).rpartition("/")[2])
    await guild.set_overwrite(guild.general, Overwrite(guild.everyone, deny="send_messages"))
    await alice.say(thread_id, "threads are another matter")
    overwrite = Overwrite(guild.everyone, deny="send_messages_in_threads")
    await guild.set_overwrite(guild.general, overwrite)
    await alice.say(guild.general, "so is the channel")
    with refuses(50013, 403):
        await alice.say(thread_id, "but not here")


async def test_a_private_thread_is_for_its_members_and_moderators(
    guild: Guild, alice: Person
) -> None:
    bob = await guild.create_member("bob")
    thread = await alice.create_thread(guild.general, "secret", private=True)
    await alice.say(thread, "psst")
    assert await bob.threads(guild.general) == []
    with refuses(50001, 403):
        await bob.messages(thread)
    await alice.request("PUT", f"/channels/{thread.id}/thread-members/{bob.id}")
    assert [one.content for one in await bob.messages(thread)] == ["psst"]
    assert [one.name for one in await guild.owner.threads(guild.general)] == ["secret"]


@pytest.fixture
async def forum(guild: Guild) -> Channel:
    return await guild.create_channel(
        "articles", kind="forum", tags=["News", "Sport"], require_tag=True
    )


async def test_a_forum_post_is_a_thread_with_tags_and_a_first_message(
    app: Application, path: str, guild: Guild, forum: Channel, alice: Person
) -> None:
    body = {"name": "Turnips", "message": {"content": "The article"}}
    with refuses(40067, 400):
        await app.request("POST", f"/channels/{forum.id}/threads", body)
    tags = dict(forum.tags)
    made = one(
        await app.request(
            "POST", f"/channels/{forum.id}/threads", {**body, "applied_tags": [str(tags["News"])]}
        )
    )
    assert one(made["message"])["id"] == made["id"]
    (post,) = await alice.threads(forum)
    assert (post.name, post.tags, post.message_count) == ("Turnips", (tags["News"],), 0)
    shown = await alice.messages(post)
    assert [message.content for message in shown] == ["The article"]
    with refuses(50008, 400):
        await alice.say(forum, "not in a forum")


async def test_people_post_in_forums_too(guild: Guild, forum: Channel, alice: Person) -> None:
    post = await alice.create_thread(forum, "A question", text="Why?", tags=["Sport"])
    assert [one.content for one in await guild.owner.messages(post)] == ["Why?"]
