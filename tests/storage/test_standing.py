"""An author's comments, strikes and mark are counted alike on both engines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.comment import Author
from bot.domain.standing import AuthorRecord, Mark, StandingSettings, Strike
from bot.domain.verdict import Decision
from bot.storage.store import SqlStore
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.standing import standing as counting
from tests.builders import CHANNEL, GUILD, START, document, moderator, submission, verdict
from tests.workflow.house import OLIVIA, House

OTHER = GUILD + (1 << 30)
DAY = timedelta(days=1)
CHOICES = StandingSettings(GUILD)
ADA, BEN = Author(7, "Ada"), Author(8, "Ben")


class Desk:
    """An article on which comments come in and are decided about."""

    def __init__(self, store: SqlStore, article_id: int) -> None:
        self._store = store
        self._article_id = article_id
        self._count = 0

    async def comment(self, fate: str, author: Author = ADA) -> int:
        """A comment that came to this: published, held, rejected, removed or withdrawn."""
        self._count += 1
        sent = submission(
            f"Text {self._count}",
            article_id=self._article_id,
            author=author,
            source_id=str(self._count),
        )
        found = verdict(Decision.HOLD if fate in {"held", "rejected"} else Decision.PUBLISH)
        async with self._store.write() as tx:
            comment, _ = await tx.comments.receive(sent, channel_id=CHANNEL)
            await tx.comments.set_verdict(comment.id, 1, found, START)
            comment = await keep(tx, lifecycle.judged(comment, 1, found, now=START), now=START)
            if fate == "rejected":
                change = lifecycle.rejected(comment, 1, moderator(), "No.", now=START)
                # The strikes are those that a test gives.
                await keep(tx, replace(change, strikes=False), now=START)
            elif fate == "removed":
                change = lifecycle.removed(comment, moderator(), "No.", now=START)
                await keep(tx, replace(change, strikes=False), now=START)
            elif fate == "withdrawn":
                author_of = replace(moderator(), id=author.id or 0)
                await keep(tx, lifecycle.withdrawn(comment, author_of, now=START), now=START)
        return comment.id


@pytest.fixture
async def desk(store: SqlStore) -> Desk:
    async with store.write() as tx:
        draft = await tx.articles.add_draft(
            guild_id=GUILD, channel_id=CHANNEL, author_id=90, document=document(), at=START
        )
        article, _ = await tx.articles.add(draft, created_by=90, at=START)
    return Desk(store, article.id)


def strike(comment_id: int, points: int = 3, **fields: object) -> Strike:
    values: dict[str, object] = {
        "id": 0, "guild_id": GUILD, "user_id": 7, "comment_id": comment_id,
        "rule": "hate.exclusion", "points": points, "at": START,
        "expires_at": START + 90 * DAY, "moderator_id": 90,
    }  # fmt: skip
    return Strike(**{**values, **fields})  # type: ignore[arg-type]


async def record(store: SqlStore, user_id: int = 7, guild_id: int = GUILD) -> AuthorRecord:
    async with store.read() as tx:
        return await tx.standing.record(replace(CHOICES, guild_id=guild_id), user_id, START)


async def test_who_has_written_nothing_has_an_empty_record(store: SqlStore) -> None:
    assert await record(store) == AuthorRecord()


async def test_a_record_counts_what_was_decided_about_one_author(
    store: SqlStore, desk: Desk
) -> None:
    fates = ["published", "published", "held", "rejected", "removed", "withdrawn", "published"]
    ids = [await desk.comment(fate) for fate in fates]
    await desk.comment("rejected", BEN)
    async with store.write() as tx:
        await tx.standing.add_strike(strike(ids[3]))
        await tx.standing.add_strike(strike(ids[4], 2))
        await tx.standing.mark(GUILD, 7, Mark.WATCHED)
    assert await record(store) == AuthorRecord(
        published=3, decided=5, rejected=2, recent_decided=5, recent_rejected=2, points=5,
        mark=Mark.WATCHED,
    )  # fmt: skip
    assert (await record(store, 8)).rejected == 1
    assert await record(store, guild_id=OTHER) == AuthorRecord()


async def test_a_record_looks_back_on_the_newest_comments_only(
    store: SqlStore, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.standing.LOOK_BACK", 3)
    for fate in ["rejected", "published", "held", "published"]:
        await desk.comment(fate)
    found = await record(store)
    assert (found.decided, found.rejected) == (2, 0)
    assert CHOICES.trusted_from <= counting.LOOK_BACK


async def test_strikes_count_until_they_expire_or_are_taken_back(
    store: SqlStore, desk: Desk
) -> None:
    first, second = await desk.comment("rejected"), await desk.comment("rejected")
    async with store.write() as tx:
        one = await tx.standing.add_strike(strike(first))
        other = await tx.standing.add_strike(strike(second, 2, expires_at=START + DAY))
        await tx.standing.add_strike(strike(second, 9, user_id=8))
        await tx.standing.add_strike(strike(second, 9, guild_id=OTHER))
    async with store.read() as tx:
        assert await tx.standing.strikes(GUILD, 7) == [other, one]
        assert await tx.standing.strikes(GUILD, 7, limit=1) == [other]
        at = [START, START + DAY - timedelta(seconds=1), START + DAY, START + 90 * DAY]
        assert [await tx.standing.points(GUILD, 7, now) for now in at] == [5, 5, 3, 0]
    async with store.write() as tx:
        assert await tx.standing.take_back(first, START) == 1
        assert await tx.standing.take_back(first, START + DAY) == 0
        assert await tx.standing.points(GUILD, 7, START) == 2
        (_, taken) = await tx.standing.strikes(GUILD, 7)
    assert taken == replace(one, taken_back_at=START)


async def test_a_mark_takes_the_place_of_the_one_before(store: SqlStore) -> None:
    for mark in (Mark.WATCHED, Mark.TRUSTED, Mark.NONE, Mark.NONE):
        async with store.write() as tx:
            await tx.standing.mark(GUILD, 7, mark)
            await tx.standing.mark(OTHER, 7, Mark.WATCHED)
        assert (await record(store)).mark is mark
        assert (await record(store, guild_id=OTHER)).mark is Mark.WATCHED


async def test_rejections_at_once_reach_each_step_of_the_ladder_once(store: SqlStore) -> None:
    house = House(store)
    await house.open_article()
    held = [await house.send(f"[hold] {number}") for number in range(3)]
    await asyncio.gather(*(house.review.reject(one.id, 1, OLIVIA, "No.") for one in held))
    async with store.read() as tx:
        cases = await tx.cases.of_user(GUILD, 7)
    assert sorted(case.points for case in cases) == [3, 6, 9]
