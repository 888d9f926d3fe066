"""The gateway as discord.py uses it, and its refusals."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.sandbox.people import Application, Guild, Overwrite, Sandbox
from tests.sandbox.clients import NO_PRESENCES, Clients

Packet = dict[str, object]


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


async def test_ready_names_the_address_to_resume_at(
    sandbox: Sandbox, app: Application, guild: Guild
) -> None:
    await guild.add_bot(app)
    assert (await _ready(sandbox, app))["resume_gateway_url"] == sandbox.gateway_url
    await app.set_resume_gateway_url("ws://127.0.0.1:9/gone")
    assert (await _ready(sandbox, app))["resume_gateway_url"] == "ws://127.0.0.1:9/gone"


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
    sandbox: Sandbox, app: Application, changes: Packet, code: int
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json")
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": _identify(app) | changes})
        closing = await socket.receive()
        assert closing.type is aiohttp.WSMsgType.CLOSE
        assert closing.data == code


async def _ready(sandbox: Sandbox, app: Application) -> Packet:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json")
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": _identify(app)})
        packet = await socket.receive_json()
        assert packet["t"] == "READY"
        data: Packet = packet["d"]
        await socket.close()
        return data


def _identify(app: Application) -> Packet:
    return {"token": app.token, "intents": 1, "properties": {}}
