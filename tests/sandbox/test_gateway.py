"""The gateway as discord.py uses it, and its refusals."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild, Overwrite, Sandbox
from tests.sandbox.clients import NO_PRESENCES, Clients
from tests.sandbox.expect import one
from tests.sandbox.raw_gateway import identify, raw_socket


async def test_a_client_knows_its_guilds_channels_roles_and_members(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app, "administrator")
    await guild.create_role("mods")
    for name in ("alice", "bob"):
        await guild.create_member(name)
    bot = await clients.start(app)
    (found,) = bot.guilds
    assert found.name == "Daily"
    assert {one.name for one in found.members} == {"olivia", "alice", "bob", "Greenroom"}
    assert "general" in [one.name for one in found.text_channels]
    assert {"mods", "Greenroom"} <= {one.name for one in found.roles}
    assert found.owner is not None
    assert found.owner.name == "olivia"


async def test_a_client_hears_of_a_guild_it_joins_and_of_one_it_leaves(
    sandbox: Sandbox, app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    other = await sandbox.create_guild("Weekly")
    await other.add_bot(app)
    await bot.until_event("guild_join")
    assert {one.name for one in bot.guilds} == {"Daily", "Weekly"}
    await other.kick(app)
    await bot.until_event("guild_remove")
    assert {one.name for one in bot.guilds} == {"Daily"}


async def test_messages_reach_the_client_with_their_content(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    alice = await guild.create_member("alice", global_name="Alice A.", nick="Al")
    await alice.say(guild.general, "hello")
    await bot.until(lambda: len(bot.messages_heard) == 1)
    heard = bot.messages_heard[0]
    assert (heard.content, heard.author.display_name) == ("hello", "Al")


async def test_messages_of_channels_the_bot_cannot_see_do_not_reach_it(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    hidden = await guild.create_channel(
        "staff", overwrites=[Overwrite(guild.everyone, deny="view_channel")]
    )
    bot = await clients.start(app)
    await guild.owner.say(hidden, "secret")
    await guild.owner.say(guild.general, "public")
    await bot.until(lambda: len(bot.messages_heard) == 1)
    assert [one.content for one in bot.messages_heard] == ["public"]


async def test_without_the_content_intent_messages_come_blank(
    sandbox: Sandbox, guild: Guild, clients: Clients
) -> None:
    app = await sandbox.create_application("Blind", privileged={"members"})
    await guild.add_bot(app)
    intents = discord.Intents(guilds=True, messages=True, members=True)
    bot = await clients.start(app, intents=intents)
    alice = await guild.create_member("alice")
    await alice.say(guild.general, "not for bots")
    await alice.say(guild.general, f"for {app.mention}")
    await alice.say(app, "in private")
    await bot.until(lambda: len(bot.messages_heard) == 3)
    heard = [one.content for one in bot.messages_heard]
    assert heard == ["", f"for {app.mention}", "in private"]


async def test_a_reply_that_pings_the_bot_can_be_read_and_one_that_does_not_cannot(
    sandbox: Sandbox, guild: Guild, clients: Clients
) -> None:
    app = await sandbox.create_application("Blind")
    await guild.add_bot(app)
    bot = await clients.start(app, intents=discord.Intents(guilds=True, messages=True))
    alice = await guild.create_member("alice")
    channel = bot.get_channel(guild.general.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("ask me")
    question = await alice.wait_for_message(guild.general)
    await alice.say(guild.general, "silent reply", reply_to=question, ping_reply=False)
    await alice.say(guild.general, "pinging reply", reply_to=question)
    await bot.until(lambda: len(bot.messages_heard) == 3)
    assert [one.content for one in bot.messages_heard] == ["ask me", "", "pinging reply"]


async def test_without_the_messages_intent_no_messages_come(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app, intents=discord.Intents(guilds=True, members=True))
    alice = await guild.create_member("alice")
    await alice.say(guild.general, "unheard")
    await alice.set_nick("Al")
    await bot.until_event("member_update")
    assert bot.messages_heard == []


async def test_a_client_may_not_have_privileged_intents_it_was_not_granted(
    sandbox: Sandbox, clients: Clients
) -> None:
    app = await sandbox.create_application("Modest")
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await clients.start(app, intents=NO_PRESENCES)


async def test_a_wrong_token_cannot_log_in(app: Application, clients: Clients) -> None:
    app.token += "x"
    with pytest.raises(discord.LoginFailure):
        await clients.start(app)


async def test_a_dropped_socket_is_resumed_and_nothing_is_lost(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    assert await app.drop_sockets() == 1
    await guild.owner.say(guild.general, "while you were away")
    await bot.until(lambda: bot.resumes == 1)
    await bot.until(lambda: [one.content for one in bot.messages_heard] == ["while you were away"])
    assert len(await app.sessions()) == 1


async def test_a_client_asked_to_reconnect_resumes(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    await app.reconnect()
    await bot.until(lambda: bot.resumes == 1)


async def test_a_killed_session_is_replaced_by_a_new_one(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    (before,) = await app.sessions()
    await app.kill_sessions()
    await bot.until_event("ready")
    (after,) = await app.sessions()
    assert before["id"] != after["id"]
    assert bot.resumes == 0


async def test_an_invalid_session_is_resumed_or_replaced_as_the_packet_says(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    await app.invalidate_session(resumable=True)
    await bot.until(lambda: bot.resumes == 1)
    await app.invalidate_session(resumable=False)
    await bot.until_event("ready")
    assert bot.resumes == 1
    assert len(await app.sessions()) == 1


async def test_the_gateway_address_for_bots_can_be_set(sandbox: Sandbox, app: Application) -> None:
    path = "/gateway/bot"
    assert one(await app.request("GET", path))["url"] == sandbox.gateway_url
    await app.set_gateway_url("ws://127.0.0.1:9/gone")
    await app.set_shards(4, max_concurrency=2)
    answer = one(await app.request("GET", path))
    assert (answer["url"], answer["shards"]) == ("ws://127.0.0.1:9/gone", 4)


async def test_privileged_intents_can_be_withdrawn(sandbox: Sandbox, app: Application) -> None:
    await app.set_privileged([])
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app, 1 << 15))
        assert await socket.close_code() == 4014


async def test_ready_names_the_address_to_resume_at(
    sandbox: Sandbox, app: Application, guild: Guild
) -> None:
    await guild.add_bot(app)
    assert await _resume_url(sandbox, app) == sandbox.gateway_url
    await app.set_resume_gateway_url("ws://127.0.0.1:9/gone")
    assert await _resume_url(sandbox, app) == "ws://127.0.0.1:9/gone"


async def _resume_url(sandbox: Sandbox, app: Application) -> object:
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app))
        return (await socket.event("READY"))["resume_gateway_url"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "nonsense"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 30}, 4013),
        ({"intents": 1 << 8}, 4014),
        ({"large_threshold": 1}, 4002),
    ],
)
async def test_a_bad_identify_is_closed_with_discords_code(
    sandbox: Sandbox, app: Application, changes: Payload, code: int
) -> None:
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app) | changes)
        assert await socket.close_code() == code


async def test_other_versions_and_second_identifies_are_closed(
    sandbox: Sandbox, app: Application
) -> None:
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app))
        await socket.event("READY")
        await socket.send(2, identify(app))
        assert await socket.close_code() == 4005
    async with aiohttp.ClientSession() as session:
        opened = await session.ws_connect(f"{sandbox.gateway_url}?v=6&encoding=json")
        assert (await opened.receive()).data == 4012


async def test_operations_before_identifying_are_refused_and_heartbeats_answered(
    sandbox: Sandbox, app: Application
) -> None:
    async with raw_socket(sandbox) as socket:
        await socket.send(1, None)
        assert (await socket.receive())["op"] == 11
        await socket.send(8, {"guild_id": "1", "query": "", "limit": 0})
        assert await socket.close_code() == 4003


async def test_identifying_too_often_is_put_off_when_limits_are_on(
    sandbox: Sandbox, app: Application
) -> None:
    await app.set_limits(1.0)
    async with raw_socket(sandbox) as first, raw_socket(sandbox) as second:
        await first.send(2, identify(app))
        await first.event("READY")
        await second.send(2, identify(app))
        assert await second.receive() == {"t": None, "s": None, "op": 9, "d": False}
        await app.advance_clock(6)
        await second.send(2, identify(app))
        await second.event("READY")


async def test_a_resume_replays_what_was_missed_in_order(
    sandbox: Sandbox, app: Application, guild: Guild
) -> None:
    await guild.add_bot(app)
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app, 1 | 1 << 9 | 1 << 15))
        session_id = (await socket.event("READY"))["session_id"]
        await socket.event("GUILD_CREATE")
        await app.drop_sockets()
    for text in ("one", "two"):
        await guild.owner.say(guild.general, text)
    resume = {"token": app.token, "session_id": session_id, "seq": 2}
    async with raw_socket(sandbox) as socket:
        await socket.send(6, resume)
        assert (await socket.event("MESSAGE_CREATE"))["content"] == "one"
        assert (await socket.event("MESSAGE_CREATE"))["content"] == "two"
        await socket.event("RESUMED")
    async with raw_socket(sandbox) as socket:
        await socket.send(6, resume | {"session_id": "unknown"})
        assert (await socket.receive())["op"] == 9


async def test_an_expired_session_cannot_be_resumed(
    sandbox: Sandbox, app: Application, guild: Guild
) -> None:
    await guild.add_bot(app)
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app))
        session_id = (await socket.event("READY"))["session_id"]
        await app.drop_sockets()
    await app.advance_clock(600)
    async with raw_socket(sandbox) as socket:
        await socket.send(6, {"token": app.token, "session_id": session_id, "seq": 1})
        assert (await socket.receive())["op"] == 9


async def test_sending_too_much_closes_the_socket(sandbox: Sandbox, app: Application) -> None:
    await app.set_limits(0.05)
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app))
        await socket.event("READY")
        for _ in range(7):
            await socket.send(
                3, {"since": None, "activities": [], "status": "online", "afk": False}
            )
        assert await socket.close_code() == 4008


async def test_unknown_operations_and_fields_fail_loudly(sandbox: Sandbox) -> None:
    app = await sandbox.create_application("Explorer")
    await app.set_limits(None)
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app) | {"mood": "good"})
        assert await socket.close_code() == 4002
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app))
        await socket.event("READY")
        await socket.send(31, {"guild_ids": []})
        assert await socket.close_code() == 4001
    named = str(await sandbox.journal(app, kind="unsupported"))
    assert "mood" in named
    assert "31" in named
