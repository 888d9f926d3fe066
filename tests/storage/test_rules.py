"""Rules, hits and policy versions are kept alike on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.errors import Conflict
from bot.domain.policy_version import Level, Override, PolicyChoice, PolicyVersion
from bot.domain.rule import HitCounts, RuleHit, RuleKind, RuleState
from bot.domain.verdict import Category, Decision
from bot.storage.store import SqlStore
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.rules.book import Rulebook
from tests.builders import CHANNEL, GUILD, START, document, moderator, submission, verdict
from tests.moderation.rules.builders import rule as made_rule


def rule(*terms: str, **fields: Any) -> Any:
    return made_rule(*terms, guild_id=GUILD, created_at=START, **fields)


@pytest.fixture
async def comment_ids(store: SqlStore) -> list[int]:
    """Three comments that wait: one is approved by a person, one refused."""
    async with store.write() as tx:
        draft = await tx.articles.add_draft(
            guild_id=GUILD, channel_id=CHANNEL, author_id=90, document=document(), at=START
        )
        article, _ = await tx.articles.add(draft, created_by=90, at=START)
        comments = []
        for number in range(3):
            sent = submission(
                f"Text {number}", article_id=article.id, source_id=str(number), at=START
            )
            comment, _ = await tx.comments.receive(sent, channel_id=CHANNEL)
            held = lifecycle.judged(comment, 1, verdict(Decision.HOLD), now=START)
            comments.append(await keep(tx, held, now=START))
        approved = lifecycle.approved(comments[0], 1, moderator(), now=START)
        await keep(tx, approved, now=START)
        refused = lifecycle.rejected(comments[1], 1, moderator(), "No.", now=START)
        await keep(tx, refused, now=START)
    return [comment.id for comment in comments]


@contextmanager
def statements(store: SqlStore) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(store.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine.sync_engine, "before_cursor_execute", note)


async def test_a_rule_is_read_back_whole_under_its_server_s_next_number(store: SqlStore) -> None:
    wanted = rule(
        "zorkmid", "Größe", allowed=("a zorkmid museum",), action=Decision.REJECT, severity=3,
        note="Spam", channel_id=5, expires_at=START + timedelta(days=1), spares_quotes=True,
        state=RuleState.SHADOW, replaces=4, created_by_name="Max",
    )  # fmt: skip
    async with store.write() as tx:
        first = await tx.rules.add(wanted)
        second = await tx.rules.add(rule(kind=RuleKind.INVITES))
        elsewhere = await tx.rules.add(replace(wanted, guild_id=2))
    assert first == replace(wanted, number=1)
    assert (second.number, elsewhere.number) == (2, 1)
    async with store.write() as tx:
        await tx.rules.remove(second)
        third = await tx.rules.add(rule("mid"))
        assert await tx.rules.all(GUILD) == [first, third]
    assert third.number == 3


async def test_of_two_changes_of_one_rule_the_later_is_told(store: SqlStore) -> None:
    async with store.write() as tx:
        made = await tx.rules.add(rule("zorkmid"))
        await tx.rules.update(replace(made, severity=3))
    for change in ("update", "remove"):
        with pytest.raises(Conflict):
            async with store.write() as tx:
                await getattr(tx.rules, change)(made)


async def test_the_book_costs_one_question_while_nothing_changes(store: SqlStore) -> None:
    async with store.read() as tx:
        assert await tx.rules.book(GUILD) == Rulebook()
    async with store.write() as tx:
        await tx.rules.add(rule("zorkmid"))
        await tx.rules.add(rule("mid", state=RuleState.DRAFT))
    async with store.read() as tx:
        first = await tx.rules.book(GUILD)
    assert list(first.rules.by_number) == [1]
    with statements(store) as asked:
        async with store.read() as tx:
            again = await tx.rules.book(GUILD)
    assert again.rules is first.rules
    assert len(asked) == 1


async def test_what_another_process_writes_is_in_the_next_book(
    store: SqlStore, database_url: str
) -> None:
    async with store.read() as tx:
        assert not (await tx.rules.book(GUILD)).rules
    other = SqlStore.at(database_url)
    async with other.write() as tx:
        await tx.rules.add(rule("zorkmid"))
    await other.close()
    async with store.read() as tx:
        assert (await tx.rules.book(GUILD)).rules


async def test_a_change_that_was_given_up_is_in_no_book(store: SqlStore) -> None:
    with suppress(RuntimeError):
        async with store.write() as tx:
            await tx.rules.add(rule("zorkmid"))
            assert (await tx.rules.book(GUILD)).rules
            raise RuntimeError
    async with store.write() as tx:
        await tx.rules.add(rule("wumpus"))
    async with store.read() as tx:
        (only,) = (await tx.rules.book(GUILD)).rules.by_number.values()
    assert only.terms == ("wumpus",)


async def test_hits_are_counted_with_what_people_decided(
    store: SqlStore, comment_ids: list[int]
) -> None:
    async with store.write() as tx:
        for comment_id in comment_ids:
            hits = {RuleHit(1, is_shadow=False), RuleHit(2, is_shadow=True)}
            await tx.rules.add_hits(GUILD, comment_id, 1, hits, START)
            await tx.rules.add_hits(GUILD, comment_id, 1, hits, START)
    async with store.read() as tx:
        counts = await tx.rules.hit_counts(GUILD, [1, 2, 3], since=START)
        later = await tx.rules.hit_counts(GUILD, [1], since=START + timedelta(seconds=1))
    assert counts == {
        1: HitCounts(fired=3, in_shadow=0, approved=1, rejected=1, waiting=1),
        2: HitCounts(fired=3, in_shadow=3, approved=1, rejected=1, waiting=1),
        3: HitCounts(),
    }
    assert later == {1: HitCounts()}


async def test_stored_comments_come_newest_first_page_by_page(
    store: SqlStore, comment_ids: list[int]
) -> None:
    async with store.read() as tx:
        first = await tx.rules.judged(GUILD, before=None, limit=2)
        rest = await tx.rules.judged(GUILD, before=first[-1].comment_id, limit=2)
    assert [one.comment_id for one in (*first, *rest)] == comment_ids[::-1]
    assert [one.text for one in first] == ["Text 2", "Text 1"]
    assert [one.is_waiting for one in first] == [True, False]


async def test_an_import_is_taken_once_and_forgotten_after_a_day(store: SqlStore) -> None:
    wanted = [rule("zorkmid", expires_at=START, number=0), rule(kind=RuleKind.INVITES, number=0)]
    async with store.write() as tx:
        old = await tx.rules.put_import(GUILD, 95, wanted, START)
        new = await tx.rules.put_import(GUILD, 95, wanted, START + timedelta(days=2))
        assert await tx.rules.take_import(old) is None
        taken = await tx.rules.take_import(new)
        assert await tx.rules.take_import(new) is None
    assert taken is not None
    assert (list(taken.rules), taken.author_id) == (wanted, 95)


async def test_versions_are_kept_and_none_is_written_twice(store: SqlStore) -> None:
    overrides = (
        Override(Category.SLUR, Level.HOLD, None),
        Override(Category.SLUR, Level.HOLD, 0.6, channel_id=5),
    )
    first = PolicyVersion(GUILD, 1, PolicyChoice("strict", overrides), START, 95, "Max", "Why")
    second = replace(first, version=2, choice=PolicyChoice("lenient"))
    async with store.write() as tx:
        await tx.policies.add(first)
        await tx.policies.add(second)
    async with store.read() as tx:
        assert await tx.policies.history(GUILD, limit=5) == [second, first]
        assert await tx.policies.get(GUILD, 1) == first
        assert (await tx.rules.book(GUILD)).policy == second
    with pytest.raises(Conflict):
        async with store.write() as tx:
            await tx.policies.add(first)
