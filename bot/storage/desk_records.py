"""What a desk keeps: its choices, who reads what, notes, and what became of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from bot.domain.desk import Blur, Claim, DeskSettings, Note, ReportOutcome
from bot.storage.connection import Connection
from bot.storage.rows import AnyRow
from bot.storage.schema import (
    cards,
    claims,
    comments,
    crowds,
    desk_settings,
    notes,
    reports,
)


class Desk:
    """`bot.workflow.desk.tables.DeskTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def settings(self, guild_id: int) -> DeskSettings:
        statement = select(desk_settings).where(desk_settings.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return DeskSettings(guild_id)
        return DeskSettings(**{**row._mapping, "blur": Blur(row.blur)})

    async def put_settings(self, settings: DeskSettings) -> None:
        await self._connection.put(
            desk_settings, **{**asdict(settings), "blur": settings.blur.value}
        )

    async def claim(self, guild_id: int, claim: Claim) -> None:
        await self._connection.put(claims, guild_id=guild_id, **asdict(claim))

    async def claim_of(self, comment_id: int, *, now: datetime) -> Claim | None:
        statement = select(claims).where(claims.c.comment_id == comment_id, claims.c.until > now)
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            return None
        return Claim(row.comment_id, row.moderator_id, row.moderator_name, row.until)

    async def release(self, comment_id: int) -> None:
        await self._connection.execute(delete(claims).where(claims.c.comment_id == comment_id))

    async def add_note(self, note: Note) -> Note:
        values = {key: value for key, value in asdict(note).items() if key != "id"}
        statement = insert(notes).values(values).returning(*notes.c)
        return _note_of((await self._connection.execute(statement)).one())

    async def notes(
        self, guild_id: int, *, comment_id: int | None = None, author_id: int | None = None
    ) -> Sequence[Note]:
        # Two questions, each with its index, rather than one that has none.
        found: dict[int, Note] = {}
        for column, value in ((notes.c.comment_id, comment_id), (notes.c.author_id, author_id)):
            if value is not None:
                statement = select(notes).where(notes.c.guild_id == guild_id, column == value)
                rows = await self._connection.execute(statement)
                found |= {row.id: _note_of(row) for row in rows}
        return [found[note_id] for note_id in sorted(found)]

    async def note(self, note_id: int) -> Note | None:
        row = (await self._connection.execute(select(notes).where(notes.c.id == note_id))).first()
        return _note_of(row) if row is not None else None

    async def drop_note(self, note_id: int) -> None:
        await self._connection.execute(delete(notes).where(notes.c.id == note_id))

    async def settle_reports(self, comment_id: int, outcome: ReportOutcome, at: datetime) -> None:
        await self._connection.execute(
            update(reports)
            .where(reports.c.comment_id == comment_id, reports.c.outcome.is_(None))
            .values(outcome=outcome.value, decided_at=at)
        )

    async def unsettle_reports(self, comment_id: int, at: datetime) -> None:
        await self._connection.execute(
            update(reports)
            .where(reports.c.comment_id == comment_id, reports.c.decided_at == at)
            .values(outcome=None, decided_at=None)
        )

    async def open_reporters(self, comment_id: int) -> Sequence[int]:
        statement = select(reports.c.reporter_id).where(
            reports.c.comment_id == comment_id, reports.c.outcome.is_(None)
        )
        return list((await self._connection.execute(statement)).scalars())

    async def outcomes(
        self, guild_id: int, reporter_id: int, *, limit: int
    ) -> Sequence[ReportOutcome]:
        statement = (
            select(reports.c.outcome)
            .join(comments, comments.c.id == reports.c.comment_id)
            .where(
                reports.c.reporter_id == reporter_id,
                reports.c.decided_at.is_not(None),
                comments.c.guild_id == guild_id,
            )
            .order_by(reports.c.decided_at.desc(), reports.c.comment_id.desc())
            .limit(limit)
        )
        rows = (await self._connection.execute(statement)).scalars()
        return [ReportOutcome(outcome) for outcome in rows]

    async def card_posted(self, card_id: int, at: datetime) -> None:
        await self._connection.execute(
            update(cards).where(cards.c.id == card_id).values(posted_at=at)
        )

    async def cards_since(self, guild_id: int, since: datetime) -> int:
        statement = (
            select(func.count())
            .select_from(cards)
            .where(cards.c.guild_id == guild_id, cards.c.posted_at > since)
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def count_unposted(self, guild_id: int) -> int:
        statement = (
            select(func.count())
            .select_from(cards)
            .join(comments, comments.c.id == cards.c.comment_id)
            .where(
                cards.c.guild_id == guild_id,
                cards.c.closed_at.is_(None),
                cards.c.message_id.is_(None),
                comments.c.incident_id.is_(None),
            )
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def crowd(self, guild_id: int) -> tuple[int, int] | None:
        statement = select(crowds).where(crowds.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return (row.channel_id, row.message_id) if row is not None else None

    async def put_crowd(self, guild_id: int, channel_id: int, message_id: int) -> None:
        await self._connection.put(
            crowds, guild_id=guild_id, channel_id=channel_id, message_id=message_id
        )

    async def drop_crowd(self, guild_id: int) -> None:
        await self._connection.execute(delete(crowds).where(crowds.c.guild_id == guild_id))


def _note_of(row: AnyRow) -> Note:
    return Note(**row._mapping)
