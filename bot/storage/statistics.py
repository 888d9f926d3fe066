"""Counting, in SQL. Every query walks an index from one moment to another, bin by bin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    case,
    column,
    func,
    select,
    values,
)

from bot.domain.card import CardKind
from bot.domain.comment import CommentState
from bot.storage.connection import Connection
from bot.storage.decisions import Decisions, seconds_between
from bot.storage.schema import (
    WAS_EXPOSED,
    articles,
    cards,
    comments,
    grounds,
    history,
)
from bot.storage.types import Moment
from bot.workflow.statistics.periods import Bin, Span
from bot.workflow.statistics.tables import (
    Discussed,
    Quantiles,
    RuleCount,
    Said,
    StateCount,
    Wait,
    Waiting,
)

BY_MODERATORS = ("approved", "rejected")


class Statistics(Decisions):
    """`bot.workflow.statistics.tables.StatisticsTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    async def first(self, guild_id: int) -> datetime | None:
        statement = select(func.min(comments.c.created_at)).where(comments.c.guild_id == guild_id)
        moment: datetime | None = (await self._connection.execute(statement)).scalar_one()
        return moment

    async def states(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[StateCount]:
        times = _bins(bins)
        by_moderator = comments.c.decided_by.is_not(None)
        counts = (
            select(
                times.c.n, comments.c.state, by_moderator.label("decided"), func.count().label("nr")
            )
            .join(times, _within(comments.c.created_at, times))
            .where(comments.c.guild_id == guild_id)
            .group_by(times.c.n, comments.c.state, by_moderator)
        )
        flags = (
            select(times.c.n, func.count(comments.c.id.distinct()).label("nr"))
            .select_from(grounds)
            .join(comments, comments.c.id == grounds.c.comment_id)
            .join(times, _within(comments.c.created_at, times))
            .where(
                grounds.c.guild_id == guild_id,
                grounds.c.decision == "flag",
                grounds.c.at >= bins[0].since,
                grounds.c.number == comments.c.shown_number,
                comments.c.state == CommentState.PUBLISHED.value,
                comments.c.decided_by.is_(None),
            )
            .group_by(times.c.n)
        )
        flagged = {row.n: row.nr for row in await self._connection.execute(flags)}
        found = []
        for row in await self._connection.execute(counts):
            state, count = CommentState(row.state), row.nr
            if state is CommentState.PUBLISHED and not row.decided and row.n in flagged:
                found.append(StateCount(row.n, state, False, True, flagged[row.n]))
                count -= flagged[row.n]
            if count:
                found.append(StateCount(row.n, state, bool(row.decided), False, count))
        return found

    async def rules(self, guild_id: int, span: Span) -> Sequence[RuleCount]:
        decided = _decision_of(grounds.c.comment_id, grounds.c.number)
        held = (
            select(grounds.c.rule, grounds.c.category, decided.label("outcome"))
            .where(
                grounds.c.guild_id == guild_id,
                grounds.c.decision == "hold",
                grounds.c.at >= span.since,
                grounds.c.at < span.until,
            )
            .subquery()
        )
        approved = func.sum(case((held.c.outcome == "approved", 1), else_=0)).label("approved")
        rejected = func.sum(case((held.c.outcome == "rejected", 1), else_=0)).label("rejected")
        number = func.count().label("nr")
        statement = (
            select(held.c.rule, held.c.category, number, approved, rejected)
            .group_by(held.c.rule, held.c.category)
            .order_by(number.desc(), held.c.rule)
        )
        return [
            RuleCount(row.rule, row.category, row.nr, row.approved, row.rejected)
            for row in await self._connection.execute(statement)
        ]

    async def delays(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[Quantiles]:
        times = _bins(bins)
        statement = (
            select(
                times.c.n,
                seconds_between(self._connection, cards.c.opened_at, cards.c.closed_at).label(
                    "value"
                ),
            )
            .join(times, _within(cards.c.closed_at, times))
            .where(*_decided_cards(guild_id))
        )
        return await self._quantiles(statement, far=90)

    async def exposures(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[Quantiles]:
        times = _bins(bins)
        statement = (
            select(times.c.n, comments.c.exposed_ms.label("value"))
            .join(times, _within(comments.c.created_at, times))
            .where(comments.c.guild_id == guild_id, WAS_EXPOSED)
        )
        return await self._quantiles(statement, far=99)

    async def waiting(self, guild_id: int) -> Waiting:
        statement = select(func.count().label("nr"), func.min(comments.c.waiting_since)).where(
            comments.c.guild_id == guild_id, comments.c.waiting_since.is_not(None)
        )
        row = (await self._connection.execute(statement)).one()
        return Waiting(row[0], row[1])

    async def said(self, article_id: int, *, after: int, limit: int) -> Sequence[Said]:
        was_held = (
            select(cards.c.id)
            .where(cards.c.comment_id == comments.c.id, cards.c.kind == CardKind.REVIEW.value)
            .exists()
        )
        statement = (
            select(
                comments.c.id,
                comments.c.parent_id,
                comments.c.author_id,
                comments.c.created_at,
                comments.c.state,
                was_held.label("was_held"),
            )
            .where(comments.c.article_id == article_id, comments.c.id > after)
            .order_by(comments.c.id)
            .limit(limit)
        )
        return [
            Said(
                row.id,
                row.parent_id,
                row.author_id,
                row.created_at,
                CommentState(row.state),
                bool(row.was_held),
            )
            for row in await self._connection.execute(statement)
        ]

    async def slowest(self, guild_id: int, span: Span, *, limit: int) -> Sequence[Wait]:
        seconds = seconds_between(self._connection, cards.c.opened_at, cards.c.closed_at).label(
            "value"
        )
        statement = (
            select(cards.c.comment_id, comments.c.article_id, articles.c.title, seconds)
            .join(comments, comments.c.id == cards.c.comment_id)
            .join(articles, articles.c.id == comments.c.article_id)
            .where(
                *_decided_cards(guild_id),
                cards.c.closed_at >= span.since,
                cards.c.closed_at < span.until,
            )
            .order_by(seconds.desc(), cards.c.id)
            .limit(limit)
        )
        return [
            Wait(row.comment_id, row.article_id, row.title, row.value)
            for row in await self._connection.execute(statement)
        ]

    async def discussed(self, guild_id: int, span: Span, *, limit: int) -> Sequence[Discussed]:
        count = func.count().label("nr")
        most = (
            select(comments.c.article_id, count)
            .where(
                comments.c.guild_id == guild_id,
                comments.c.created_at >= span.since,
                comments.c.created_at < span.until,
            )
            .group_by(comments.c.article_id)
            .order_by(count.desc(), comments.c.article_id)
            .limit(limit)
            .subquery()
        )
        statement = (
            select(most.c.article_id, most.c.nr, articles.c.title)
            .join(articles, articles.c.id == most.c.article_id)
            .order_by(most.c.nr.desc(), most.c.article_id)
        )
        return [
            Discussed(row.article_id, row.title, row.nr)
            for row in await self._connection.execute(statement)
        ]

    async def _quantiles(self, statement: Select[Any], *, far: int) -> Sequence[Quantiles]:
        """Of each bin the smallest value that half, and ``far`` of 100, do not exceed."""
        found = statement.subquery()
        place = func.row_number().over(partition_by=found.c.n, order_by=found.c.value)
        number = func.count().over(partition_by=found.c.n)
        ranked = select(
            found.c.n, found.c.value, place.label("place"), number.label("nr")
        ).subquery()

        def at(share: int) -> ColumnElement[Any]:
            return func.min(case((ranked.c.place * 100 >= ranked.c.nr * share, ranked.c.value)))

        counted = select(ranked.c.n, ranked.c.nr, at(50).label("middle"), at(far).label("far"))
        rows = await self._connection.execute(
            counted.group_by(ranked.c.n, ranked.c.nr).order_by(ranked.c.n)
        )
        return [Quantiles(row.n, row.nr, float(row.middle), float(row.far)) for row in rows]


def _bins(bins: Sequence[Bin]) -> CTE:
    return (
        values(
            column("n", Integer), column("since", Moment()), column("until", Moment()), name="bins"
        )
        .data([(one.number, one.since, one.until) for one in bins])
        .cte("bins")
    )


def _within(moment: ColumnElement[Any], times: CTE) -> ColumnElement[bool]:
    return (moment >= times.c.since) & (moment < times.c.until)


def _decision_of(comment_id: ColumnElement[Any], number: ColumnElement[Any]) -> ColumnElement[Any]:
    """What a moderator decided last about a text: ``approved``, ``rejected`` or nothing."""
    return (
        select(history.c.event)
        .where(
            history.c.comment_id == comment_id,
            history.c.number == number,
            history.c.event.in_(BY_MODERATORS),
            history.c.actor_id.is_not(None),
        )
        .order_by(history.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _decided_cards(guild_id: int) -> tuple[ColumnElement[bool], ...]:
    """Cards of texts that waited and that a moderator decided about."""
    return (
        cards.c.guild_id == guild_id,
        cards.c.kind == CardKind.REVIEW.value,
        cards.c.closed_at.is_not(None),
        _decision_of(cards.c.comment_id, cards.c.number).is_not(None),
    )
