"""Cases and appeals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, insert, select, update

from bot.domain.case import Appeal, AppealState, Case, CaseKind, CaseState
from bot.domain.errors import Conflict
from bot.storage.connection import Connection
from bot.storage.rows import AnyRow
from bot.storage.schema import appeals, case_numbers, cases

NOT_KEPT = ("id", "version", "channel_id", "message_id", "told_at", "applied_at", "lifted_at")
"""What `update` leaves alone: jobs note these without a new version."""


class Cases:
    """`bot.workflow.standing.tables.CaseTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, case: Case) -> Case:
        counting = self._connection.insert(case_numbers).values(guild_id=case.guild_id, last=1)
        counted = counting.on_conflict_do_update(
            index_elements=["guild_id"], set_={"last": case_numbers.c.last + 1}
        ).returning(case_numbers.c.last)
        number = (await self._connection.execute(counted)).scalar_one()
        values = {**_values(case), "number": number}
        del values["id"]
        statement = insert(cases).values(**values).returning(*cases.c)
        return _case_of((await self._connection.execute(statement)).one())

    async def get(self, case_id: int) -> Case | None:
        return await self._one(cases.c.id == case_id)

    async def by_number(self, guild_id: int, number: int) -> Case | None:
        return await self._one((cases.c.guild_id == guild_id) & (cases.c.number == number))

    async def update(self, case: Case) -> Case:
        row = await _updated(self._connection, cases, case.id, case.version, _values(case))
        if row is None:
            raise Conflict("Somebody else changed this case at the same moment. Try again.")
        return _case_of(row)

    async def card_posted(self, case_id: int, *, channel_id: int, message_id: int) -> None:
        await self._note(case_id, channel_id=channel_id, message_id=message_id)

    async def told(self, case_id: int, at: datetime) -> None:
        await self._note(case_id, told_at=at)

    async def applied(self, case_id: int, at: datetime) -> None:
        await self._note(case_id, applied_at=at)

    async def lifted(self, case_id: int, at: datetime) -> None:
        await self._note(case_id, lifted_at=at)

    async def of_user(self, guild_id: int, user_id: int, *, limit: int = 10) -> Sequence[Case]:
        return await self.page(guild_id, user_id=user_id, limit=limit)

    async def of_comment(self, guild_id: int, user_id: int, comment_id: int) -> Sequence[Case]:
        found = await self.of_user(guild_id, user_id, limit=100)
        return [case for case in found if comment_id in case.comment_ids]

    async def page(
        self,
        guild_id: int,
        *,
        user_id: int | None = None,
        state: CaseState | None = None,
        limit: int = 10,
    ) -> Sequence[Case]:
        statement = select(cases).where(cases.c.guild_id == guild_id)
        if user_id is not None:
            statement = statement.where(cases.c.user_id == user_id).order_by(cases.c.id.desc())
        else:
            statement = statement.order_by(cases.c.number.desc())
        if state is not None:
            statement = statement.where(cases.c.state == state.value)
        return await self._all(statement.limit(limit))

    async def others_active(self, case: Case) -> Sequence[Case]:
        statement = select(cases).where(
            cases.c.guild_id == case.guild_id,
            cases.c.user_id == case.user_id,
            cases.c.kind == case.kind.value,
            cases.c.state == CaseState.ACTIVE.value,
            cases.c.id != case.id,
        )
        return await self._all(statement)

    async def untold(self, guild_id: int, user_id: int) -> Sequence[Case]:
        statement = (
            select(cases)
            .where(
                cases.c.guild_id == guild_id,
                cases.c.user_id == user_id,
                cases.c.state.in_([CaseState.ACTIVE.value, CaseState.EXPIRED.value]),
                cases.c.kind.in_([kind.value for kind in CaseKind if kind.is_sanction]),
                cases.c.kind != CaseKind.UNBAN.value,
                cases.c.applied_at.is_not(None),
                cases.c.told_at.is_(None),
            )
            .order_by(cases.c.id)
        )
        return await self._all(statement)

    async def expired(self, now: datetime, *, limit: int = 100) -> Sequence[Case]:
        statement = (
            select(cases)
            .where(cases.c.state == CaseState.ACTIVE.value, cases.c.expires_at <= now)
            .order_by(cases.c.expires_at)
            .limit(limit)
        )
        return await self._all(statement)

    async def _one(self, condition: ColumnElement[bool]) -> Case | None:
        row = (await self._connection.execute(select(cases).where(condition))).one_or_none()
        return _case_of(row) if row is not None else None

    async def _all(self, statement: Select[Any]) -> list[Case]:
        return [_case_of(row) for row in await self._connection.execute(statement)]

    async def _note(self, case_id: int, **values: object) -> None:
        await self._connection.execute(update(cases).where(cases.c.id == case_id).values(**values))


class Appeals:
    """`bot.workflow.standing.tables.AppealTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, appeal: Appeal) -> Appeal | None:
        values = _values(appeal)
        del values["id"]
        statement = (
            self._connection.insert(appeals)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["guild_id", "decision"])
            .returning(*appeals.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return _appeal_of(row) if row is not None else None

    async def get(self, appeal_id: int) -> Appeal | None:
        return await self._one(appeals.c.id == appeal_id)

    async def against(self, guild_id: int, decision: str) -> Appeal | None:
        return await self._one((appeals.c.guild_id == guild_id) & (appeals.c.decision == decision))

    async def update(self, appeal: Appeal) -> Appeal:
        row = await _updated(self._connection, appeals, appeal.id, appeal.version, _values(appeal))
        if row is None:
            raise Conflict("Somebody else changed this appeal at the same moment. Try again.")
        return _appeal_of(row)

    async def card_posted(self, appeal_id: int, *, channel_id: int, message_id: int) -> None:
        await self._note(appeal_id, channel_id=channel_id, message_id=message_id)

    async def told(self, appeal_id: int, at: datetime) -> None:
        await self._note(appeal_id, told_at=at)

    async def untold(self, guild_id: int, user_id: int) -> Sequence[Appeal]:
        statement = (
            select(appeals)
            .where(
                appeals.c.guild_id == guild_id,
                appeals.c.user_id == user_id,
                appeals.c.state != AppealState.OPEN.value,
                appeals.c.told_at.is_(None),
            )
            .order_by(appeals.c.id)
        )
        return [_appeal_of(row) for row in await self._connection.execute(statement)]

    async def _one(self, condition: ColumnElement[bool]) -> Appeal | None:
        row = (await self._connection.execute(select(appeals).where(condition))).one_or_none()
        return _appeal_of(row) if row is not None else None

    async def _note(self, appeal_id: int, **values: object) -> None:
        await self._connection.execute(
            update(appeals).where(appeals.c.id == appeal_id).values(**values)
        )


async def _updated(
    connection: Connection, table: Table, row_id: int, version: int, values: dict[str, Any]
) -> AnyRow | None:
    kept = {name: value for name, value in values.items() if name not in NOT_KEPT}
    statement = (
        update(table)
        .where(table.c.id == row_id, table.c.version == version)
        .values(**kept, version=version + 1)
        .returning(*table.c)
    )
    return (await connection.execute(statement)).one_or_none()


def _values(stored: Case | Appeal) -> dict[str, Any]:
    """The columns' values: tuples are kept as JSON lists, enumerations as their text."""
    values = asdict(stored)
    for name in ("kind", "state"):
        if name in values:
            values[name] = values[name].value
    for name in ("comment_ids", "against_ids"):
        if name in values:
            values[name] = list(values[name])
    return values


def _case_of(row: AnyRow) -> Case:
    values = dict(row._mapping)
    return Case(
        **{
            **values,
            "kind": CaseKind(values["kind"]),
            "state": CaseState(values["state"]),
            "comment_ids": tuple(values["comment_ids"]),
        }
    )


def _appeal_of(row: AnyRow) -> Appeal:
    values = dict(row._mapping)
    return Appeal(
        **{
            **values,
            "state": AppealState(values["state"]),
            "against_ids": tuple(values["against_ids"]),
        }
    )
