"""Faults, latency, rate limits and the journal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild, Person, Sandbox
from tests.sandbox.clients import Clients
from tests.sandbox.expect import one, refuses
from tests.sandbox.raw_gateway import identify, raw_socket

HOOK_ROUTE = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGES_ROUTE = "/channels/{channel_id}/messages"


@pytest.fixture
async def hook(app: Application, guild: Guild) -> str:
    await guild.add_bot(app, ["manage_webhooks", "send_messages"])
    path = f"/channels/{guild.general.id}/webhooks"
    made = one(await app.request("POST", path, {"name": "Readers"}))
    return f"/webhooks/{made['id']}/{made['token']}"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def test_an_answer_that_is_lost_leaves_the_work_done(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild
) -> None:
    await sandbox.faults.add(app, method="POST", route=HOOK_ROUTE, kind="answer_lost")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await app.request("POST", hook, {"content": "a comment"}, query={"wait": 1})
    assert [one.content for one in await guild.owner.messages(guild.general)] == ["a comment"]
    assert await sandbox.faults.pending(app) == []
    await app.request("POST", hook, {"content": "the next one gets through"})


async def test_a_reset_before_the_work_leaves_nothing_done(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild
) -> None:
    await sandbox.faults.add(app, method="POST", route=HOOK_ROUTE, kind="reset_before")
    with pytest.raises((ConnectionResetError, aiohttp.ClientOSError)):
        await app.request("POST", hook, {"content": "a comment"})
    assert await guild.owner.messages(guild.general) == []


@pytest.mark.parametrize("kind", ["500", "502", "503", "504"])
async def test_server_errors_are_answered_without_the_work(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild, kind: str
) -> None:
    await sandbox.faults.add(app, kind=kind, times=2)  # type: ignore[arg-type]
    for _ in range(2):
        with refuses(0, int(kind)):
            await app.request("POST", hook, {"content": "a comment"})
    await app.request("POST", hook, {"content": "a comment"})
    assert len(await guild.owner.messages(guild.general)) == 1


async def test_faults_strike_their_route_and_application_only(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild
) -> None:
    other = await sandbox.create_application("Other")
    await guild.add_bot(other, "send_messages")
    await sandbox.faults.add(app, route=MESSAGES_ROUTE, method="POST", kind="500", times=None)
    path = f"/channels/{guild.general.id}/messages"
    await other.request("POST", path, {"content": "untouched"})
    await app.request("GET", path)
    await guild.owner.say(guild.general, "untouched too")
    with refuses(0, 500):
        await app.request("POST", path, {"content": "x"})
    await sandbox.faults.clear(app)
    await app.request("POST", path, {"content": "x"})


async def test_a_fault_for_an_unknown_route_is_an_error(sandbox: Sandbox, app: Application) -> None:
    with refuses(0, 400):
        await sandbox.faults.add(app, route="/webhook/{id}", kind="500")


async def test_discord_py_outlives_a_429_and_a_server_error(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild, clients: Clients
) -> None:
    bot = await clients.start(app)
    await sandbox.faults.add(app, route=MESSAGES_ROUTE, method="POST", kind="429", retry_after=0.05)
    await sandbox.faults.add(app, route=MESSAGES_ROUTE, method="POST", kind="502")
    channel = bot.get_channel(guild.general.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("in the end")
    assert [one.content for one in await guild.owner.messages(guild.general)] == ["in the end"]
    struck = await sandbox.journal(app, kind="fault")
    assert [entry.detail["fault"] for entry in struck] == ["429", "502"]


async def test_latency_is_added_to_every_answer_of_the_application(
    app: Application, hook: str, guild: Guild
) -> None:
    await app.set_latency(80)
    started = time.perf_counter()
    await app.request("POST", hook, {"content": "x"})
    await app.request("GET", "/users/@me")
    assert time.perf_counter() - started >= 0.16
    await app.set_latency(0)


async def test_a_bucket_runs_empty_and_says_when_to_come_back(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild, session: aiohttp.ClientSession
) -> None:
    await app.set_limits(1.0)
    url = f"{sandbox.api_base}/channels/{guild.general.id}/messages"
    headers = {"Authorization": f"Bot {app.token}"}
    remaining = []
    for number in range(5):
        async with session.post(url, json={"content": str(number)}, headers=headers) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == "application/json"
            remaining.append(answer.headers["X-RateLimit-Remaining"])
    assert remaining == ["4", "3", "2", "1", "0"]
    async with session.post(url, json={"content": "six"}, headers=headers) as answer:
        body = await answer.json()
        assert answer.status == 429
        assert answer.headers["Via"]
        assert answer.headers["X-RateLimit-Scope"] == "user"
        assert body["global"] is False
        assert 0 < body["retry_after"] <= 5
    assert len(await guild.owner.messages(guild.general)) == 5


async def test_webhooks_have_a_limit_each_and_one_for_their_channel(
    app: Application, hook: str, guild: Guild
) -> None:
    await app.set_limits(1.0)
    for number in range(5):
        await app.request("POST", hook, {"content": str(number)})
    with refuses(0, 429):
        await app.request("POST", hook, {"content": "six"})
    made = one(
        await app.request("POST", f"/channels/{guild.general.id}/webhooks", {"name": "Second"})
    )
    await app.request("POST", f"/webhooks/{made['id']}/{made['token']}", {"content": "fresh"})


async def test_fifty_requests_a_second_are_the_global_limit(app: Application, hook: str) -> None:
    await app.set_limits(1.0)
    answers = await asyncio.gather(
        *(app.request("GET", path) for path in ("/users/@me", "/gateway/bot") * 30),
        return_exceptions=True,
    )
    assert 0 < sum(isinstance(answer, Exception) for answer in answers) <= 10


async def test_limits_can_be_scaled_for_load(app: Application, hook: str) -> None:
    await app.set_limits(10.0)
    await asyncio.gather(*(app.request("POST", hook, {"content": "x"}) for _ in range(50)))


async def test_the_journal_tells_requests_events_and_what_the_bot_sent(
    sandbox: Sandbox, app: Application, hook: str, guild: Guild, clients: Clients
) -> None:
    await clients.start(app)
    await guild.owner.say(guild.general, "hello")
    await app.request("POST", hook, {"content": "a comment"}, reason="a reason")
    requests = await sandbox.journal(app, kind="request")
    assert requests[-1].detail["route"] == HOOK_ROUTE
    assert requests[-1].detail["body"] == {"content": "a comment"}
    events = [entry.detail["event"] for entry in await sandbox.journal(app, kind="event")]
    assert events[:2] == ["READY", "GUILD_CREATE"]
    assert events.count("MESSAGE_CREATE") == 2
    received = await sandbox.journal(app, kind="gateway")
    assert "token" not in str(received).replace("'token': '...'", "")
    since = requests[-1].number
    assert all(entry.number > since for entry in await sandbox.journal(app, since=since))


async def test_an_interactions_token_lives_fifteen_minutes(
    sandbox: Sandbox, app: Application, guild: Guild, hook: str
) -> None:
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
    row = {"type": 1, "components": [button]}
    sent = one(await app.request("POST", hook, {"components": [row]}, query={"wait": 1}))
    alice = await guild.create_member("alice")
    message = await alice.wait_for_message(guild.general)
    assert str(message.id) == sent["id"]
    interaction = await pressed(sandbox, app, alice, message.id)
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    followup = f"/webhooks/{app.id}/{interaction['token']}"
    with refuses(10015, 404):
        await app.request("POST", followup, {"content": "too early"})
    await app.request("POST", callback, {"type": 5, "data": {"flags": 64}})
    with refuses(40060, 400):
        await app.request("POST", callback, {"type": 5})
    await app.advance_clock(14 * 60)
    await app.request("PATCH", f"{followup}/messages/@original", {"content": "in time"})
    await app.advance_clock(61)
    with refuses(50027, 401):
        await app.request("POST", followup, {"content": "too late"})


async def test_an_answer_after_three_seconds_is_to_an_unknown_interaction(
    sandbox: Sandbox, app: Application, guild: Guild, hook: str
) -> None:
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
    await app.request("POST", hook, {"components": [{"type": 1, "components": [button]}]})
    alice = await guild.create_member("alice")
    message = await alice.wait_for_message(guild.general)
    interaction = await pressed(sandbox, app, alice, message.id)
    await app.advance_clock(3.1)
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    with refuses(10062, 404):
        await app.request("POST", callback, {"type": 5})


async def pressed(sandbox: Sandbox, app: Application, person: Person, message_id: int) -> Payload:
    """Press "Go" without waiting for the answer; gives what the bot would receive."""
    async with raw_socket(sandbox) as socket:
        await socket.send(2, identify(app, intents=0))
        message = await person.message(message_id, person.guild.general)
        pressing = asyncio.create_task(person.press(message, "Go"))
        try:
            return await socket.event("INTERACTION_CREATE")
        finally:
            pressing.cancel()
