"""Single decisions for export, and when a server wants its weekly report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, cast, extract, func, select, tuple_

from bot.domain.card import CardKind
from bot.domain.weekly import WeeklySettings
from bot.storage.connection import Connection
from bot.storage.schema import cards, comments, grounds, history, weekly_reports
from bot.workflow.statistics.periods import Span
from bot.workflow.statistics.tables import DecisionRow

DECISIONS = (
    "cleared", "flagged", "held", "rejected", "approved", "kept", "removed", "withdrawn",
    "deleted", "appealed", "erased",
)  # fmt: skip
"""Events of a comment's history that decide about it."""


class Decisions:
    """The part of `bot.workflow.statistics.tables.StatisticsTable` that does not count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def decisions(
        self, guild_id: int, span: Span, *, after: int, limit: int
    ) -> Sequence[DecisionRow]:
        statement = (
            select(history, comments.c.article_id, comments.c.author_id)
            .join(comments, comments.c.id == history.c.comment_id)
            .where(
                comments.c.guild_id == guild_id,
                history.c.id > after,
                history.c.at >= span.since,
                history.c.at < span.until,
                history.c.event.in_(DECISIONS),
            )
            .order_by(history.c.id)
            .limit(limit)
        )
        rows = (await self._connection.execute(statement)).all()
        texts = [(row.comment_id, row.number or 1) for row in rows]
        rules = await self._rules_of(texts)
        waits = await self._waits_of([row.comment_id for row in rows])
        return [
            DecisionRow(
                id=row.id,
                at=row.at,
                comment_id=row.comment_id,
                article_id=row.article_id,
                text_number=row.number,
                event=row.event,
                from_state=row.from_state or "",
                to_state=row.to_state,
                by=_who(row),
                policy=row.policy,
                rules=" ".join(rules.get((row.comment_id, row.number or 1), ())),
                waited_s=waits.get((row.comment_id, row.at)) if _who(row) == "moderator" else None,
                author_id=row.author_id,
            )
            for row in rows
        ]

    async def weekly(self, guild_id: int) -> WeeklySettings:
        statement = select(weekly_reports).where(weekly_reports.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return WeeklySettings(guild_id)
        return WeeklySettings(row.guild_id, row.weekday, row.hour, row.asked_on)

    async def put_weekly(self, settings: WeeklySettings) -> None:
        guild_id = settings.guild_id
        await self._connection.put(
            weekly_reports,
            guild_id=guild_id,
            weekday=settings.weekday,
            hour=settings.hour,
            asked_on=settings.asked_on,
        )

    async def with_weekly(self) -> Sequence[WeeklySettings]:
        statement = select(weekly_reports).where(weekly_reports.c.weekday.is_not(None))
        return [
            WeeklySettings(row.guild_id, row.weekday, row.hour, row.asked_on)
            for row in await self._connection.execute(statement)
        ]

    async def _rules_of(self, texts: Sequence[tuple[int, int]]) -> Mapping[Any, list[str]]:
        statement = (
            select(grounds.c.comment_id, grounds.c.number, grounds.c.rule)
            .where(tuple_(grounds.c.comment_id, grounds.c.number).in_(texts))
            .order_by(grounds.c.rule)
        )
        found: dict[tuple[int, int], list[str]] = {}
        for row in await self._connection.execute(statement):
            found.setdefault((row.comment_id, row.number), []).append(row.rule)
        return found

    async def _waits_of(self, comment_ids: Sequence[int]) -> Mapping[Any, float]:
        """(comment, moment of the decision) → seconds; a card closes as its text is decided."""
        statement = select(
            cards.c.comment_id,
            cards.c.closed_at,
            seconds_between(self._connection, cards.c.opened_at, cards.c.closed_at).label("value"),
        ).where(
            cards.c.comment_id.in_(comment_ids),
            cards.c.kind == CardKind.REVIEW.value,
            cards.c.closed_at.is_not(None),
        )
        rows = await self._connection.execute(statement)
        return {(row.comment_id, row.closed_at): round(row.value, 3) for row in rows}


def seconds_between(
    connection: Connection, since: ColumnElement[Any], until: ColumnElement[Any]
) -> ColumnElement[Any]:
    """From one moment to another, in the database's own words."""
    if connection.dialect == "postgresql":
        return cast(extract("epoch", until - since), Float)
    return (func.julianday(until) - func.julianday(since)) * 86400.0


def _who(row: Any) -> str:
    if row.event in {"withdrawn", "deleted", "appealed", "erased"}:
        return "member"
    return "policy" if row.actor_id is None else "moderator"
