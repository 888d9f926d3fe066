"""Rules of servers, what they fired on, and imports that wait for a yes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Integer, cast, delete, func, insert, select, update

from bot.domain.comment import CommentState
from bot.domain.errors import Conflict
from bot.domain.rule import HitCounts, Rule, RuleHit, RuleState
from bot.locales import mark
from bot.storage.connection import Connection
from bot.storage.rows import AnyRow
from bot.storage.rule_rows import (
    rule_columns,
    rule_from_json,
    rule_of,
    rule_to_json,
    version_of,
)
from bot.storage.rulebooks import BookCache, outdate
from bot.storage.schema import (
    articles,
    comments,
    history,
    policy_versions,
    revisions,
    rule_hits,
    rule_imports,
    rule_sets,
    rules,
)
from bot.workflow.rules.book import Rulebook, rulebook
from bot.workflow.rules.tables import Import, Judged

AT_ONCE = 400
"""Ids asked for in one statement; databases take a limited number of values."""
IMPORTS_LIVE = timedelta(days=1)

_IN_FORCE = (RuleState.ACTIVE.value, RuleState.SHADOW.value)
_STANDS = {"approved": True, "kept": True, "rejected": False, "removed": False}
_CHANGED = mark("Somebody else has changed this rule at the same moment. Look at it again.")


class Rules:
    """`bot.workflow.rules.tables.RuleTable` on SQL."""

    def __init__(self, connection: Connection, books: BookCache) -> None:
        self._connection = connection
        self._books = books
        self._has_changed = False

    async def book(self, guild_id: int) -> Rulebook:
        statement = select(rule_sets.c.version).where(rule_sets.c.guild_id == guild_id)
        version = (await self._connection.execute(statement)).scalar_one_or_none()
        if version is None:
            return Rulebook()
        known = self._books.get(guild_id, version)
        if known is not None and not self._has_changed:
            return known
        newest = (
            select(policy_versions)
            .where(policy_versions.c.guild_id == guild_id)
            .order_by(policy_versions.c.version.desc())
            .limit(1)
        )
        row = (await self._connection.execute(newest)).one_or_none()
        in_force = select(rules).where(rules.c.guild_id == guild_id, rules.c.state.in_(_IN_FORCE))
        found = [rule_of(one) for one in await self._connection.execute(in_force)]
        policy = version_of(row) if row is not None else None
        made = await asyncio.to_thread(rulebook, found, policy)
        if not self._has_changed:
            # What this transaction has changed may never be kept.
            self._books.put(guild_id, version, made)
        return made

    async def all(self, guild_id: int) -> Sequence[Rule]:
        statement = select(rules).where(rules.c.guild_id == guild_id).order_by(rules.c.number)
        return [rule_of(row) for row in await self._connection.execute(statement)]

    async def get(self, guild_id: int, number: int) -> Rule | None:
        statement = select(rules).where(rules.c.guild_id == guild_id, rules.c.number == number)
        row = (await self._connection.execute(statement)).one_or_none()
        return rule_of(row) if row is not None else None

    async def add(self, rule: Rule) -> Rule:
        number = await self._outdate(rule.guild_id)
        await self._connection.execute(
            update(rule_sets)
            .where(rule_sets.c.guild_id == rule.guild_id)
            .values(next_number=number + 1)
        )
        statement = (
            insert(rules).values(rule_columns(rule) | {"number": number}).returning(*rules.c)
        )
        return rule_of((await self._connection.execute(statement)).one())

    async def update(self, rule: Rule) -> Rule:
        await self._outdate(rule.guild_id)
        statement = (
            update(rules)
            .where(*_same(rule))
            .values(rule_columns(rule) | {"version": rule.version + 1})
            .returning(*rules.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise Conflict(_CHANGED)
        return rule_of(row)

    async def remove(self, rule: Rule) -> None:
        await self._outdate(rule.guild_id)
        statement = delete(rules).where(*_same(rule)).returning(rules.c.number)
        if (await self._connection.execute(statement)).one_or_none() is None:
            raise Conflict(_CHANGED)
        await self._connection.execute(
            delete(rule_hits).where(
                rule_hits.c.guild_id == rule.guild_id, rule_hits.c.number == rule.number
            )
        )

    async def add_hits(
        self, guild_id: int, comment_id: int, revision: int, hits: Collection[RuleHit], at: datetime
    ) -> None:
        for hit in sorted(hits, key=lambda one: one.number):
            await self._connection.execute(
                self._connection.insert(rule_hits)
                .values(
                    guild_id=guild_id,
                    number=hit.number,
                    comment_id=comment_id,
                    revision=revision,
                    at=at,
                    is_shadow=hit.is_shadow,
                )
                .on_conflict_do_nothing()
            )

    async def hit_counts(
        self, guild_id: int, numbers: Collection[int], *, since: datetime
    ) -> Mapping[int, HitCounts]:
        statement = (
            select(
                rule_hits.c.number,
                rule_hits.c.comment_id,
                func.max(cast(rule_hits.c.is_shadow, Integer)).label("is_shadow"),
                comments.c.waiting_since,
            )
            .join(comments, comments.c.id == rule_hits.c.comment_id)
            .where(
                rule_hits.c.guild_id == guild_id,
                rule_hits.c.number.in_(numbers),
                rule_hits.c.at >= since,
            )
            .group_by(rule_hits.c.number, rule_hits.c.comment_id, comments.c.waiting_since)
        )
        found = list(await self._connection.execute(statement))
        stands = await self.human_decisions({row.comment_id for row in found})
        return {
            number: _counted([row for row in found if row.number == number], stands)
            for number in numbers
        }

    async def human_decisions(self, comment_ids: Collection[int]) -> Mapping[int, bool]:
        stands: dict[int, bool] = {}
        for some in _portions(sorted(comment_ids)):
            statement = (
                select(history.c.comment_id, history.c.event)
                .where(
                    history.c.comment_id.in_(some),
                    history.c.event.in_(_STANDS),
                    history.c.actor_id.is_not(None),
                )
                .order_by(history.c.id)
            )
            for row in await self._connection.execute(statement):
                stands[row.comment_id] = _STANDS[row.event]
        return stands

    async def judged(self, guild_id: int, *, before: int | None, limit: int) -> Sequence[Judged]:
        statement = (
            select(comments, revisions.c.text, articles.c.thread_id)
            .join(articles, articles.c.id == comments.c.article_id)
            .join(
                revisions,
                (revisions.c.comment_id == comments.c.id)
                & (revisions.c.number == comments.c.latest_number),
            )
            .where(comments.c.guild_id == guild_id, comments.c.state != CommentState.RECEIVED.value)
            .order_by(comments.c.id.desc())
            .limit(limit)
        )
        if before is not None:
            statement = statement.where(comments.c.id < before)
        return [
            Judged(
                comment_id=row.id,
                article_id=row.article_id,
                channel_id=row.channel_id,
                thread_id=row.thread_id,
                message_id=row.message_id,
                parent_id=row.parent_id,
                text=row.text,
                at=row.created_at,
                is_waiting=row.waiting_since is not None,
            )
            for row in await self._connection.execute(statement)
        ]

    async def put_import(
        self, guild_id: int, author_id: int, wanted: Sequence[Rule], at: datetime
    ) -> int:
        await self._connection.execute(
            delete(rule_imports).where(rule_imports.c.at < at - IMPORTS_LIVE)
        )
        statement = (
            insert(rule_imports)
            .values(
                guild_id=guild_id,
                author_id=author_id,
                rules=[rule_to_json(rule) for rule in wanted],
                at=at,
            )
            .returning(rule_imports.c.id)
        )
        made: int = (await self._connection.execute(statement)).scalar_one()
        return made

    async def take_import(self, import_id: int) -> Import | None:
        statement = delete(rule_imports).where(rule_imports.c.id == import_id)
        row = (await self._connection.execute(statement.returning(*rule_imports.c))).one_or_none()
        if row is None:
            return None
        found = [rule_from_json(one) for one in row.rules]
        return Import(row.id, row.guild_id, row.author_id, found)

    async def _outdate(self, guild_id: int) -> int:
        self._has_changed = True
        return await outdate(self._connection, guild_id)


def _same(rule: Rule) -> tuple[ColumnElement[bool], ...]:
    """The row of a rule as it was read."""
    return (
        rules.c.guild_id == rule.guild_id,
        rules.c.number == rule.number,
        rules.c.version == rule.version,
    )


def _counted(hits: Sequence[AnyRow], stands: Mapping[int, bool]) -> HitCounts:
    decisions = [stands.get(hit.comment_id) for hit in hits]
    return HitCounts(
        fired=len(hits),
        in_shadow=sum(hit.is_shadow for hit in hits),
        approved=decisions.count(True),
        rejected=decisions.count(False),
        waiting=sum(
            hit.waiting_since is not None and decision is None
            for hit, decision in zip(hits, decisions, strict=True)
        ),
    )


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
