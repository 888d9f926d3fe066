"""Standing, marks, strikes and ladders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, select, text, update

from bot.domain.case import CaseKind, Step
from bot.domain.comment import CommentState
from bot.domain.standing import (
    AuthorRecord,
    Mark,
    Scrutiny,
    StaffRule,
    StandingSettings,
    Strike,
)
from bot.storage.connection import Connection
from bot.storage.rows import AnyRow
from bot.storage.schema import comments, ladders, marks, standing_settings, strikes
from bot.workflow.standing.standing import LOOK_BACK, record_of


class Standings:
    """`bot.workflow.standing.tables.StandingTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def settings(self, guild_id: int) -> StandingSettings:
        statement = select(standing_settings).where(standing_settings.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return StandingSettings(guild_id)
        values = dict(row._mapping)
        return StandingSettings(
            **{
                **values,
                "watched": Scrutiny(values["watched"]),
                "staff": StaffRule(values["staff"]),
            }
        )

    async def put_settings(self, settings: StandingSettings) -> None:
        values = {
            **asdict(settings),
            "watched": settings.watched.value,
            "staff": settings.staff.value,
        }
        await self._connection.put(standing_settings, **values)

    async def record(self, settings: StandingSettings, user_id: int, now: datetime) -> AuthorRecord:
        mine = (settings.guild_id, user_id)
        mark = select(marks.c.mark).where(_of_member(marks, *mine)).scalar_subquery()
        against = await self._connection.execute(
            select(_living_points(*mine, now).scalar_subquery().label("points"), mark.label("mark"))
        )
        row = against.one()
        newest = (
            select(comments.c.state)
            .where(comments.c.guild_id == settings.guild_id, comments.c.author_id == user_id)
            .order_by(comments.c.id.desc())
            .limit(LOOK_BACK)
        )
        states = (await self._connection.execute(newest)).scalars()
        return record_of(
            [CommentState(state) for state in states],
            settings,
            points=int(row.points),
            mark=Mark(row.mark or Mark.NONE),
        )

    async def mark(self, guild_id: int, user_id: int, mark: Mark) -> None:
        if mark is Mark.NONE:
            same = _of_member(marks, guild_id, user_id)
            await self._connection.execute(delete(marks).where(same))
        else:
            await self._connection.put(marks, guild_id=guild_id, user_id=user_id, mark=mark.value)

    async def lock(self, guild_id: int, user_id: int) -> None:
        if self._connection.dialect == "postgresql":
            await self._connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
                {"key": f"strikes:{guild_id}:{user_id}"},
            )

    async def add_strike(self, strike: Strike) -> Strike:
        values = asdict(strike)
        del values["id"]
        statement = insert(strikes).values(**values).returning(*strikes.c)
        return _strike_of((await self._connection.execute(statement)).one())

    async def points(self, guild_id: int, user_id: int, now: datetime) -> int:
        statement = _living_points(guild_id, user_id, now)
        return int((await self._connection.execute(statement)).scalar_one())

    async def strikes(self, guild_id: int, user_id: int, *, limit: int = 25) -> Sequence[Strike]:
        statement = (
            select(strikes)
            .where(_of_member(strikes, guild_id, user_id))
            .order_by(strikes.c.id.desc())
            .limit(limit)
        )
        return [_strike_of(row) for row in await self._connection.execute(statement)]

    async def take_back(self, comment_id: int, now: datetime) -> int:
        statement = (
            update(strikes)
            .where(strikes.c.comment_id == comment_id, strikes.c.taken_back_at.is_(None))
            .values(taken_back_at=now)
        )
        return (await self._connection.execute(statement)).rowcount

    async def ladder(self, guild_id: int) -> tuple[Step, ...] | None:
        statement = select(ladders.c.steps).where(ladders.c.guild_id == guild_id)
        steps = (await self._connection.execute(statement)).scalar_one_or_none()
        if steps is None:
            return None
        return tuple(Step(**{**one, "kind": CaseKind(one["kind"])}) for one in steps)

    async def put_ladder(self, guild_id: int, steps: Sequence[Step]) -> None:
        written = [{**asdict(step), "kind": step.kind.value} for step in steps]
        await self._connection.put(ladders, guild_id=guild_id, steps=written)


def _of_member(table: Table, guild_id: int, user_id: int) -> ColumnElement[bool]:
    return (table.c.guild_id == guild_id) & (table.c.user_id == user_id)


def _living_points(guild_id: int, user_id: int, now: datetime) -> Select[Any]:
    return select(func.coalesce(func.sum(strikes.c.points), 0)).where(
        _of_member(strikes, guild_id, user_id),
        strikes.c.expires_at > now,
        strikes.c.taken_back_at.is_(None),
    )


def _strike_of(row: AnyRow) -> Strike:
    return Strike(**row._mapping)
