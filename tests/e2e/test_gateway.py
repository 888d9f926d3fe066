"""The gateway: through our own address only, and whatever breaks, nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.sandbox.people.sandbox import JournalEntry
from tests.e2e.gate import Gate
from tests.e2e.house import House
from tests.e2e.newsdesk import TITLE, journal_mark, open_post, posts_of, preview, titled

DEAD = "ws://127.0.0.1:9/gone"
"""The discard port: nothing listens there."""
RESUME = 6


async def received(house: House, operation: int, *, since: int) -> list[JournalEntry]:
    """What came over the gateway with this operation, of any bot."""
    entries = await house.sandbox.journal(kind="gateway", since=since)
    return [one for one in entries if one.detail.get("op") == operation]


async def session_ids(house: House) -> set[str]:
    return {str(session["id"]) for session in await house.app.sessions()}


@pytest.fixture
async def gate(bare_house: House) -> AsyncIterator[Gate]:
    """A way to the sandbox, shut."""
    made = Gate(bare_house.sandbox.address)
    yield made
    await bare_house.stop()
    await made.shut()


async def test_the_address_in_the_settings_goes_over_all_that_discord_names(
    bare_house: House, gate: Gate
) -> None:
    house = bare_house
    await house.app.set_gateway_url(DEAD)
    await house.app.set_resume_gateway_url(DEAD)
    await gate.open()
    await house.start(DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{gate.port}/gateway")
    await house.set_up()
    post = await house.post()
    assert gate.passed == 1
    since = await journal_mark(house)
    sessions = await session_ids(house)
    await house.app.drop_sockets()
    await house.commented(house.ada, post, "Sent while the line was down.")
    resumed = await received(house, RESUME, since=since)
    assert [one.detail["data"] for one in resumed if _session(one) in sessions]
    assert gate.passed == 2
    assert await session_ids(house) == sessions


def _session(entry: JournalEntry) -> str:
    data = entry.detail["data"]
    assert isinstance(data, dict)
    return str(data["session_id"])


async def test_no_disturbance_of_the_gateway_loses_a_comment_or_raises_a_false_alarm(
    house: House,
) -> None:
    post = await house.post()
    for name, disturb in (
        ("dropped", house.app.drop_sockets),
        ("asked to reconnect", house.app.reconnect),
        ("invalid, to be resumed", lambda: house.app.invalidate_session(resumable=True)),
        ("invalid", house.app.invalidate_session),
    ):
        form = await house.ada.press(post, "Comment")
        assert form.modal is not None
        before = await session_ids(house)
        assert await disturb() == 1
        if name == "invalid":
            await house.app.wait_until_connected()
            assert not await session_ids(house) & before
        response = await house.ada.submit(form.modal, {"text": f"After it was {name}."})
        await response.wait_for(lambda message: "Published" in message.text)
    await house.quiet()
    assert len(await house.shown(post)) == 4
    assert await house.olivia.messages(house.desk) == []


async def test_what_is_under_way_when_the_session_dies_is_finished(house: House) -> None:
    shown = await preview(house)
    await house.olivia.press(shown, "Post")
    await house.app.kill_sessions()
    post = await open_post(house, TITLE)
    await house.app.wait_until_connected()
    await house.commented(house.ada, post, "Good news for the island.")
    await house.quiet()
    assert len(await posts_of(house, TITLE)) == 1
    assert await house.olivia.messages(house.desk) == []


async def test_a_discord_out_of_reach_at_start_is_tried_again(
    bare_house: House, gate: Gate
) -> None:
    house = bare_house
    way = f"127.0.0.1:{gate.port}"
    async with house.started(
        DISCORD_API_BASE=f"http://{way}/api/v10", DISCORD_GATEWAY_URL=f"ws://{way}/gateway"
    ) as process:
        assert process.stderr is not None
        async with asyncio.timeout(20):
            while b"cannot be reached" not in await process.stderr.readline():
                assert process.returncode is None
        await gate.open()
        await house.app.wait_until_connected(20)
        await house.set_up()
        await house.post()


async def test_a_gateway_out_of_reach_at_start_is_tried_again(
    bare_house: House, gate: Gate
) -> None:
    house = bare_house
    async with house.started(DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{gate.port}/gateway") as process:
        assert process.stderr is not None
        async with asyncio.timeout(20):
            while b"Failed to connect" not in await process.stderr.readline():
                assert process.returncode is None
        await gate.open()
        await house.app.wait_until_connected(20)
        await house.set_up()


async def test_it_can_be_stopped_while_the_gateway_does_not_answer(
    bare_house: House, gate: Gate
) -> None:
    house = bare_house
    await gate.open()
    async with house.started(DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{gate.port}/gateway") as process:
        await house.app.wait_until_connected(20)
        await gate.shut()
        await gate.hold()
        await asyncio.wait_for(gate.held.wait(), 20)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_two_processes_with_a_shard_each_serve_their_guilds_on_one_database(
    bare_house: House,
) -> None:
    first = bare_house
    async with AsyncExitStack() as stack:
        second = await House.build(first.sandbox, first.folder, stack, app=first.app)
        while _shard(second) == _shard(first):
            second = await House.build(first.sandbox, first.folder, stack, app=first.app)
        await first.app.set_shards(2)
        for shard in ("0", "1"):
            await stack.enter_async_context(first.started(SHARD_COUNT="2", SHARD_IDS=shard))
        await first.app.wait_until_connected(20, sockets=2)
        await asyncio.gather(first.set_up(), second.set_up())
        posts = await asyncio.gather(first.post(), second.post(titled("The other island")))
        await asyncio.gather(
            first.commented(first.ada, posts[0], "Good news for the island."),
            second.commented(second.ada, posts[1], "Good news for the other island."),
        )
        shards = [str(session["shard"]) for session in await first.app.sessions()]
        assert sorted(shards) == ["[0, 2]", "[1, 2]"]
        assert len(await first.shown(posts[0])) == 1
        assert len(await second.shown(posts[1])) == 1


def _shard(house: House) -> int:
    return (house.guild.id >> 22) % 2


async def test_a_token_that_discord_does_not_take_ends_it_with_a_sentence(
    bare_house: House,
) -> None:
    code, told = await ended(bare_house, DISCORD_TOKEN="aaaa.bbbb.cccc")
    assert code == 2
    assert "DISCORD_TOKEN" in told
    assert "discord.com/developers" in told
    assert "Traceback" not in told
    assert "aaaa.bbbb.cccc" not in told


async def test_an_intent_that_was_not_given_ends_it_with_a_sentence(bare_house: House) -> None:
    await bare_house.app.set_privileged([])
    code, told = await ended(bare_house, MESSAGE_CONTENT_INTENT="yes")
    assert code == 2
    assert "MESSAGE_CONTENT_INTENT=no" in told
    assert "Privileged Gateway Intents" in told
    assert "Traceback" not in told


async def test_a_token_that_is_revoked_while_it_runs_ends_it_with_a_sentence(
    bare_house: House,
) -> None:
    house = bare_house
    async with house.started() as process:
        await house.app.wait_until_connected(20)
        # The sandbox refuses a session above the day's limit as it does a wrong token.
        await house.app.set_limits(0.0001)
        await house.app.kill_sessions()
        assert process.stderr is not None
        told = (await asyncio.wait_for(process.stderr.read(), 20)).decode()
        assert await process.wait() == 2
    assert "DISCORD_TOKEN" in told
    assert "Traceback" not in told


async def ended(house: House, **changes: str) -> tuple[int, str]:
    """Run the bot until it ends by itself; its exit code and what it wrote."""
    async with house.started(**changes) as process:
        _, told = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode is not None
        return process.returncode, told.decode()
