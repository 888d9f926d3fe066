"""A rule tried on what was decided before: what is counted, how far it goes, how it stops."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import NotAllowed, NotFound, Refused
from bot.domain.guild import GuildSettings
from bot.domain.rule import Rule, RuleState
from bot.domain.verdict import Decision
from bot.storage.store import SqlStore
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.rules import replay as replaying
from bot.workflow.rules.replay import Replay, Replays
from tests.builders import (
    CHANNEL,
    GUILD,
    START,
    HandClock,
    actor,
    document,
    moderator,
    submission,
    verdict,
)
from tests.moderation.rules.builders import rule as made_rule

OLIVIA = moderator()


async def nobody(_: Replay) -> None:
    """Nobody is told."""


async def filled(store: SqlStore, count: int, *, every: int = 10, channels: int = 1) -> None:
    """So many comments, an hour apart, oldest first; each tenth has the word."""
    async with store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=1, at=START)
        articles = []
        for channel_id in range(CHANNEL, CHANNEL + channels):
            draft = await tx.articles.add_draft(
                guild_id=GUILD, channel_id=channel_id, author_id=90, document=document(), at=START
            )
            articles.append((await tx.articles.add(draft, created_by=90, at=START))[0])
        for number in range(count):
            article = articles[number % channels]
            text = "a zorkmid" if number % every == 0 else "a ferry"
            sent = submission(
                text,
                article_id=article.id,
                source_id=str(number),
                at=START - timedelta(hours=count - number),
            )
            comment, _ = await tx.comments.receive(sent, channel_id=article.channel_id)
            held = lifecycle.judged(comment, 1, verdict(Decision.HOLD), now=START)
            waiting = await keep(tx, held, now=START)
            if number % (every * 2) == 0:
                change = lifecycle.approved(waiting, 1, OLIVIA, now=START)
                await keep(tx, change, now=START)


async def drafted(store: SqlStore, **fields: Any) -> Rule:
    """A draft about the word."""
    async with store.write() as tx:
        return await tx.rules.add(
            made_rule("zorkmid", guild_id=GUILD, state=RuleState.DRAFT, **fields)
        )


async def test_it_counts_what_people_decided_and_shows_the_newest(sqlite_store: SqlStore) -> None:
    await filled(sqlite_store, 600)
    draft = await drafted(sqlite_store)
    told: list[int] = []

    async def progress(replay: Replay) -> None:
        told.append(replay.read)

    found = await Replays(sqlite_store, HandClock()).run(OLIVIA, draft.number, progress=progress)
    assert (found.read, len(found.hits)) == (600, 60)
    assert (found.approved, found.rejected, found.waiting) == (30, 0, 30)
    assert len(found.examples) == replaying.EXAMPLES
    assert found.hits[0] == 591
    assert found.is_done
    assert not found.is_cut
    assert told[0] == 0


async def test_it_goes_back_so_many_days_and_so_many_comments(
    sqlite_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(sqlite_store, 600)
    draft = await drafted(sqlite_store)
    replays = Replays(sqlite_store, HandClock())
    short = await replays.run(OLIVIA, draft.number, days=10, progress=nobody)
    assert short.read == 240
    monkeypatch.setattr(replaying, "MOST", 500)
    cut = await replays.run(OLIVIA, draft.number, progress=nobody)
    assert (cut.read, cut.is_cut) == (500, True)


async def test_a_rule_for_one_channel_is_tried_there(sqlite_store: SqlStore) -> None:
    await filled(sqlite_store, 40, every=5, channels=2)
    draft = await drafted(sqlite_store, channel_id=CHANNEL + 1)
    found = await Replays(sqlite_store, HandClock()).run(OLIVIA, draft.number, progress=nobody)
    assert (found.read, len(found.hits)) == (20, 4)


async def test_an_expired_or_active_rule_is_tried_like_a_draft(sqlite_store: SqlStore) -> None:
    await filled(sqlite_store, 20)
    async with sqlite_store.write() as tx:
        old = await tx.rules.add(
            made_rule("zorkmid", guild_id=GUILD, expires_at=START - timedelta(days=9))
        )
    found = await Replays(sqlite_store, HandClock()).run(OLIVIA, old.number, progress=nobody)
    assert len(found.hits) == 2


async def test_it_can_be_stopped_and_only_one_runs_at_a_time(sqlite_store: SqlStore) -> None:
    await filled(sqlite_store, 600)
    draft = await drafted(sqlite_store)
    replays = Replays(sqlite_store, HandClock())
    with pytest.raises(Refused):
        await replays.stop(OLIVIA)

    async def stop(_: Replay) -> None:
        with pytest.raises(Refused):
            await replays.run(OLIVIA, draft.number, progress=nobody)
        with pytest.raises(NotAllowed):
            await replays.stop(actor())
        await replays.stop(OLIVIA)

    found = await asyncio.wait_for(replays.run(OLIVIA, draft.number, progress=stop), 60)
    assert (found.was_stopped, found.read) == (True, 0)
    again = await replays.run(OLIVIA, draft.number, progress=nobody)
    assert again.read == 600


async def test_members_replay_nothing(sqlite_store: SqlStore) -> None:
    await filled(sqlite_store, 1)
    draft = await drafted(sqlite_store)
    replays = Replays(sqlite_store, HandClock())
    with pytest.raises(NotAllowed):
        await replays.run(actor(), draft.number, progress=nobody)
    with pytest.raises(NotFound):
        await replays.run(OLIVIA, 99, progress=nobody)
