"""Cards in the moderators' channels, and news that waits for its reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.domain.card import Card, CardKind
from bot.storage.connection import Connection
from bot.storage.rows import card_of, notice_of
from bot.storage.schema import cards, notices
from bot.workflow.tables import Notice


class Cards:
    """`bot.workflow.ports.CardTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def open(
        self, *, guild_id: int, comment_id: int, number: int, kind: CardKind, at: datetime
    ) -> Card:
        same = select(cards).where(
            cards.c.comment_id == comment_id,
            cards.c.number == number,
            cards.c.kind == kind.value,
            cards.c.closed_at.is_(None),
        )
        found = (await self._connection.execute(same)).one_or_none()
        if found is not None:
            return card_of(found)
        statement = (
            insert(cards)
            .values(
                guild_id=guild_id,
                comment_id=comment_id,
                number=number,
                kind=kind.value,
                opened_at=at,
            )
            .returning(*cards.c)
        )
        return card_of((await self._connection.execute(statement)).one())

    async def close(self, comment_id: int, at: datetime) -> Sequence[Card]:
        statement = (
            update(cards)
            .where(cards.c.comment_id == comment_id, cards.c.closed_at.is_(None))
            .values(closed_at=at)
            .returning(*cards.c)
        )
        return [card_of(row) for row in await self._connection.execute(statement)]

    async def get(self, card_id: int) -> Card | None:
        statement = select(cards).where(cards.c.id == card_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return card_of(row) if row is not None else None

    async def posted(self, card_id: int, *, channel_id: int, message_id: int) -> None:
        await self._connection.execute(
            update(cards)
            .where(cards.c.id == card_id)
            .values(channel_id=channel_id, message_id=message_id)
        )

    async def open_of(self, comment_id: int) -> Sequence[Card]:
        statement = (
            select(cards)
            .where(cards.c.comment_id == comment_id, cards.c.closed_at.is_(None))
            .order_by(cards.c.id)
        )
        return [card_of(row) for row in await self._connection.execute(statement)]

    async def unposted(self, guild_id: int) -> Sequence[Card]:
        statement = (
            select(cards)
            .where(
                cards.c.guild_id == guild_id,
                cards.c.closed_at.is_(None),
                cards.c.message_id.is_(None),
            )
            .order_by(cards.c.id)
        )
        return [card_of(row) for row in await self._connection.execute(statement)]


class Notices:
    """`bot.workflow.ports.NoticeTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, *, guild_id: int, user_id: int, comment_id: int, at: datetime) -> None:
        await self._connection.execute(delete(notices).where(notices.c.comment_id == comment_id))
        await self._connection.execute(
            insert(notices).values(guild_id=guild_id, user_id=user_id, comment_id=comment_id, at=at)
        )

    async def of(self, guild_id: int, user_id: int) -> Sequence[Notice]:
        statement = (
            select(notices)
            .where(notices.c.guild_id == guild_id, notices.c.user_id == user_id)
            .order_by(notices.c.id)
        )
        return [notice_of(row) for row in await self._connection.execute(statement)]

    async def delivered(self, notice_ids: Sequence[int]) -> None:
        await self._connection.execute(delete(notices).where(notices.c.id.in_(notice_ids)))
