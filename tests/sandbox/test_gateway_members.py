"""Member chunks, shards and several processes of one bot."""

from __future__ import annotations

import asyncio

import discord

from bot.sandbox.people import Application, Guild, Sandbox
from tests.sandbox.clients import NO_PRESENCES, Clients


async def test_a_large_guild_is_chunked_into_the_cache(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    await asyncio.gather(*(guild.create_member(f"reader-{number}") for number in range(1100)))
    bot = await clients.start(app)
    (known,) = bot.guilds
    assert known.large
    assert known.chunked
    assert len(known.members) == 1102


async def test_members_can_be_queried_by_name_and_by_id(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    people = [await guild.create_member(name) for name in ("anna", "anton", "berta")]
    bot = await clients.start(app)
    (known,) = bot.guilds
    found = await known.query_members("an", limit=10)
    assert {one.name for one in found} == {"anna", "anton"}
    found = await known.query_members(user_ids=[people[2].id, 12345])
    assert [one.name for one in found] == ["berta"]


async def test_members_come_and_go_in_the_cache(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    bot = await clients.start(app)
    alice = await guild.create_member("alice")
    await bot.until_event("member_join")
    role = await guild.create_role("readers")
    await alice.add_role(role)
    await bot.until_event("member_update")
    (known,) = bot.guilds
    member = known.get_member(alice.id)
    assert member is not None
    assert [one.name for one in member.roles] == ["@everyone", "readers"]
    await alice.leave()
    await bot.until_event("member_remove")
    assert known.get_member(alice.id) is None


async def test_each_shard_carries_its_guilds(
    sandbox: Sandbox, app: Application, clients: Clients
) -> None:
    guilds = [await sandbox.create_guild(f"guild {number}") for number in range(6)]
    for guild in guilds:
        await guild.add_bot(app)
    shards = [await clients.start(app, shard=(index, 2)) for index in range(2)]
    for index, shard in enumerate(shards):
        expected = {guild.id for guild in guilds if (guild.id >> 22) % 2 == index}
        assert {known.id for known in shard.guilds} == expected
    owner = guilds[0].owner
    await owner.say(app, "direct messages go to shard 0")
    await shards[0].until(lambda: len(shards[0].messages_heard) == 1)
    assert shards[1].messages_heard == []


class Sharded(discord.AutoShardedClient):
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once; discord.py would wait five seconds between shards."""


async def test_an_auto_sharded_client_follows_the_recommendation(
    sandbox: Sandbox, app: Application, clients: Clients
) -> None:
    guilds = [await sandbox.create_guild(f"guild {number}") for number in range(4)]
    for guild in guilds:
        await guild.add_bot(app)
    await app.set_shards(3, max_concurrency=3)
    async with Sharded(intents=NO_PRESENCES, guild_ready_timeout=0.05) as bot:
        task = asyncio.create_task(bot.start(app.token))
        await app.wait_until_connected(sockets=3)
        async with asyncio.timeout(10):
            while len(bot.guilds) < 4:
                await bot.wait_for("guild_available", timeout=10)
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


async def test_two_processes_of_one_bot_hear_the_same(
    app: Application, guild: Guild, clients: Clients
) -> None:
    await guild.add_bot(app)
    first, second = await clients.start(app), await clients.start(app)
    await guild.owner.say(guild.general, "hello both")
    await first.until(lambda: len(first.messages_heard) == 1)
    await second.until(lambda: len(second.messages_heard) == 1)
    assert len(await app.sessions()) == 2
