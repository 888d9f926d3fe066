"""What moderators decided lately, and what was held together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from bot.domain.comment import CommentState
from bot.domain.desk import Decided, Incident
from bot.storage.connection import Connection
from bot.storage.rows import AnyRow
from bot.storage.schema import cards, comments, decisions, incidents, likenesses


class Decisions:
    """`bot.workflow.desk.tables.DecisionTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, decided: Decided, *, batch: int | None) -> int:
        values = {
            **asdict(decided),
            "before_state": decided.before_state.value,
            "batch": batch or 0,
        }
        statement = insert(decisions).values(values).returning(decisions.c.id)
        first = int((await self._connection.execute(statement)).scalar_one())
        if batch is not None:
            return batch
        await self._connection.execute(
            update(decisions).where(decisions.c.id == first).values(batch=first)
        )
        return first

    async def of_batch(self, batch: int) -> Sequence[Decided]:
        statement = select(decisions).where(decisions.c.batch == batch).order_by(decisions.c.id)
        return [_decided_of(row) for row in await self._connection.execute(statement)]

    async def newest_of(self, comment_id: int) -> Decided | None:
        statement = (
            select(decisions)
            .where(decisions.c.comment_id == comment_id)
            .order_by(decisions.c.at.desc(), decisions.c.id.desc())
            .limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return _decided_of(row) if row is not None else None

    async def undone(self, batch: int, comment_ids: Sequence[int]) -> None:
        await self._connection.execute(
            update(decisions)
            .where(decisions.c.batch == batch, decisions.c.comment_id.in_(comment_ids))
            .values(undone=True)
        )

    async def forget(self, *, before: datetime) -> None:
        await self._connection.execute(delete(decisions).where(decisions.c.at < before))


class Incidents:
    """`bot.workflow.desk.tables.IncidentTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def alike(self, article_id: int, bands: Sequence[int], *, limit: int) -> Sequence[int]:
        statement = (
            select(likenesses.c.comment_id)
            .where(likenesses.c.article_id == article_id, likenesses.c.band.in_(bands))
            .group_by(likenesses.c.comment_id)
            .order_by(func.count().desc(), likenesses.c.comment_id.desc())
            .limit(limit)
        )
        return list((await self._connection.execute(statement)).scalars())

    async def keep_likeness(self, article_id: int, comment_id: int, bands: Sequence[int]) -> None:
        await self.forget_likeness(comment_id)
        if bands:
            await self._connection.execute(
                insert(likenesses),
                [
                    {"article_id": article_id, "comment_id": comment_id, "band": band}
                    for band in bands
                ],
            )

    async def forget_likeness(self, comment_id: int) -> None:
        await self._connection.execute(
            delete(likenesses).where(likenesses.c.comment_id == comment_id)
        )

    async def incident_of(self, comment_id: int) -> int | None:
        statement = select(comments.c.incident_id).where(comments.c.id == comment_id)
        found: int | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return found

    async def open(self, guild_id: int, article_id: int, at: datetime) -> Incident:
        statement = (
            insert(incidents)
            .values(guild_id=guild_id, article_id=article_id, opened_at=at)
            .returning(*incidents.c)
        )
        return Incident(**(await self._connection.execute(statement)).one()._mapping)

    async def get(self, incident_id: int) -> Incident | None:
        statement = select(incidents).where(incidents.c.id == incident_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return Incident(**row._mapping) if row is not None else None

    async def join(self, incident_id: int, comment_id: int) -> None:
        await self._connection.execute(
            update(comments).where(comments.c.id == comment_id).values(incident_id=incident_id)
        )

    async def posted(self, incident_id: int, *, channel_id: int, message_id: int) -> None:
        await self._connection.execute(
            update(incidents)
            .where(incidents.c.id == incident_id)
            .values(channel_id=channel_id, message_id=message_id)
        )

    async def adopt(self, incident_id: int) -> tuple[int, int] | None:
        statement = (
            select(cards.c.id, cards.c.channel_id, cards.c.message_id)
            .join(comments, comments.c.id == cards.c.comment_id)
            .where(
                comments.c.incident_id == incident_id,
                cards.c.message_id.is_not(None),
                cards.c.closed_at.is_(None),
                cards.c.kind == "review",
            )
            .order_by(cards.c.id)
            .limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return None
        await self._connection.execute(
            update(cards).where(cards.c.id == row.id).values(channel_id=None, message_id=None)
        )
        await self.posted(incident_id, channel_id=row.channel_id, message_id=row.message_id)
        return row.channel_id, row.message_id

    async def members(
        self, incident_id: int, *, limit: int, until: datetime | None = None
    ) -> Sequence[tuple[int, int, datetime]]:
        statement = (
            select(comments.c.id, comments.c.pending_number, comments.c.waiting_since)
            .where(comments.c.incident_id == incident_id, comments.c.waiting_since.is_not(None))
            .order_by(comments.c.id)
            .limit(limit)
        )
        if until is not None:
            statement = statement.where(comments.c.waiting_since <= until)
        rows = await self._connection.execute(statement)
        return [(row.id, row.pending_number, row.waiting_since) for row in rows]

    async def newest(self, incident_id: int) -> datetime | None:
        statement = select(func.max(comments.c.waiting_since)).where(
            comments.c.incident_id == incident_id
        )
        found: datetime | None = (await self._connection.execute(statement)).scalar_one()
        return found

    async def eldest(self, incident_id: int) -> int | None:
        statement = select(func.min(comments.c.id)).where(comments.c.incident_id == incident_id)
        found: int | None = (await self._connection.execute(statement)).scalar_one()
        return found

    async def counts(self, incident_id: int) -> Mapping[str, int]:
        waits = comments.c.waiting_since.is_not(None).label("waits")
        statement = (
            select(comments.c.state, waits, func.count().label("many"))
            .where(comments.c.incident_id == incident_id)
            .group_by(comments.c.state, comments.c.waiting_since.is_not(None))
        )
        counts: dict[str, int] = {}
        for row in await self._connection.execute(statement):
            standing = "waiting" if row.waits else row.state
            counts[standing] = counts.get(standing, 0) + row.many
        return counts

    async def authors(self, incident_id: int) -> Sequence[tuple[int | None, str]]:
        statement = (
            select(comments.c.author_id, func.max(comments.c.author_name).label("name"))
            .where(comments.c.incident_id == incident_id)
            .group_by(comments.c.author_id)
            .order_by(func.min(comments.c.id))
        )
        rows = await self._connection.execute(statement)
        return [(row.author_id, row.name) for row in rows]


def _decided_of(row: AnyRow) -> Decided:
    values = {key: value for key, value in row._mapping.items() if key != "id"}
    return Decided(**{**values, "before_state": CommentState(row.before_state)})
