"""The small parts: ids, clocks, histories, sessions, the feed and the journal."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import Clock, parse_timestamp, timestamp
from bot.sandbox.feed import Feed
from bot.sandbox.gateway.session import Session
from bot.sandbox.journal import Journal
from bot.sandbox.model.applications import Application
from bot.sandbox.model.messages import Message, MessageHistory, UserAuthor
from bot.sandbox.model.users import User
from bot.sandbox.snowflake import SnowflakeSource, at_ms, created_at_ms
from bot.sandbox.world import make_account_token


def test_ids_grow_even_when_the_clock_stands_still() -> None:
    source = SnowflakeSource(lambda: 1_800_000_000.0)
    ids = [source.next() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert created_at_ms(ids[0]) == 1_800_000_000_000


@given(st.integers(1_420_070_400_000, 4_000_000_000_000))
def test_an_id_tells_its_time(unix_ms: int) -> None:
    assert created_at_ms(at_ms(unix_ms)) == unix_ms


@given(st.integers(0, 4_000_000_000))
def test_timestamps_can_be_read_back(seconds: int) -> None:
    assert parse_timestamp(timestamp(float(seconds))) == seconds


def test_a_clock_goes_forward_only() -> None:
    clock = Clock()
    before = clock.now()
    clock.advance(60)
    assert clock.now() >= before + 60
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)


def history(*ids: int) -> MessageHistory:
    made = MessageHistory()
    for message_id in ids:
        made.add(Message(message_id, 1, None, UserAuthor(1), 0.0))
    return made


@given(st.lists(st.integers(1, 100), unique=True), st.integers(1, 10), st.integers(1, 100))
def test_pages_of_a_history_are_what_sorting_would_give(
    ids: list[int], limit: int, pivot: int
) -> None:
    messages = history(*ids)
    older = sorted((one for one in ids if one < pivot), reverse=True)
    newer = sorted(one for one in ids if one > pivot)
    assert [one.id for one in messages.page(limit, before=pivot)] == older[:limit]
    assert [one.id for one in messages.page(limit, after=pivot)] == newer[:limit][::-1]
    assert [one.id for one in messages.page(limit)] == sorted(ids, reverse=True)[:limit]


def test_what_is_removed_is_gone_from_pages() -> None:
    messages = history(1, 2, 3)
    removed = messages.remove(2)
    assert removed is not None
    assert removed.id == 2
    assert messages.remove(2) is None
    assert [one.id for one in messages] == [1, 3]


def session() -> Session:
    bot = User(1, "bot", "token", bot=True)
    application = Application(1, "bot", bot, 2, frozenset())
    return Session(application, intents=0, shard=(0, 1), large_threshold=50)


def test_a_session_replays_what_came_after_a_sequence_number() -> None:
    kept = session()
    for number in range(3):
        kept.dispatch("EVENT", str(number))
    assert kept.missed_since(3) == []
    assert kept.missed_since(1) == [
        '{"t":"EVENT","s":2,"op":0,"d":1}',
        '{"t":"EVENT","s":3,"op":0,"d":2}',
    ]
    assert kept.missed_since(9) is None, "a number that was never sent"


def test_a_session_expires_some_time_after_its_socket_is_gone() -> None:
    kept = session()
    assert not kept.is_expired(1e12)
    kept.detach(100.0)
    assert not kept.is_expired(200.0)
    assert kept.is_expired(1000.0)


async def test_the_feed_shows_everybody_what_is_theirs_and_wakes_who_waits() -> None:
    feed = Feed()
    feed.record(7, "message_create", frozenset({1, 2}), {"id": "10"})
    feed.record(7, "message_create", frozenset({2}), {"id": "11"})
    assert [event.number for event in feed.shown_to(1, {7})] == [1]
    assert feed.has_shown(2, 11)
    assert not feed.has_shown(1, 11)
    waiting = asyncio.create_task(feed.wait(1, {7}, 1, timeout=5))
    await asyncio.sleep(0)
    feed.record(1, "notification", frozenset({1}), {"message_id": "10"})
    (event,) = await waiting
    assert event.payload()["data"] == {"message_id": "10"}
    assert await feed.wait(1, {7}, 3, timeout=0.01) == []


def test_the_journal_forgets_ordinary_entries_but_no_problem() -> None:
    journal = Journal(size=2)
    journal.write("unsupported", None, what="a route")
    for number in range(3):
        journal.write("request", 5, path=str(number))
    journal.write("request", 6, path="another's")
    assert [entry.detail.get("path") for entry in journal.read(5)] == [None, "2"]
    assert [entry.kind for entry in journal.read(kinds=frozenset({"unsupported"}))] == [
        "unsupported"
    ]
    assert [entry.detail["path"] for entry in journal.read(6, since=2)] == ["another's"]


def test_tokens_look_like_tokens_and_are_marked() -> None:
    head, mark, tail = make_account_token(1574161912751587328, "bot").split(".")
    assert mark == "sandbx"
    assert len(head) >= 24
    assert tail.startswith("bot_")
    assert 27 <= len(tail) <= 38
