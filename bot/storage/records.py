"""What is kept about a comment beside its text: history, reports, the right to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select

from bot.domain.card import Report
from bot.domain.comment import Comment, HistoryEntry, ReplyHandle
from bot.storage.connection import Connection
from bot.storage.rows import comment_of, history_of, reply_of, report_of
from bot.storage.schema import history, replies, reports


class Records:
    """The part of `bot.workflow.ports.CommentTable` that lies in tables of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add_history(self, entries: Sequence[HistoryEntry]) -> None:
        if not entries:
            return
        await self._connection.execute(
            insert(history),
            [
                {
                    "comment_id": entry.comment_id,
                    "at": entry.at,
                    "event": entry.event,
                    "from_state": entry.from_state.value if entry.from_state else None,
                    "to_state": entry.to_state.value,
                    "actor_id": entry.actor_id,
                    "actor_name": entry.actor_name,
                    "reason": entry.reason,
                    "policy": entry.policy,
                    "number": entry.number,
                }
                for entry in entries
            ],
        )

    async def add_received(self, comment: Comment) -> None:
        """The first row of a comment's history."""
        await self.add_history(
            [
                HistoryEntry(
                    comment_id=comment.id,
                    at=comment.created_at,
                    event="received",
                    from_state=None,
                    to_state=comment.state,
                    actor_id=comment.author.id,
                    actor_name=comment.author.name,
                    number=1,
                )
            ]
        )

    async def history(self, comment_id: int) -> Sequence[HistoryEntry]:
        statement = select(history).where(history.c.comment_id == comment_id).order_by(history.c.id)
        return [history_of(row) for row in await self._connection.execute(statement)]

    async def set_reply(self, comment_id: int, reply: ReplyHandle) -> None:
        await self._connection.put(
            replies,
            comment_id=comment_id,
            application_id=reply.application_id,
            token=reply.token,
            locale=reply.locale,
            expires_at=reply.expires_at,
        )

    async def reply(self, comment_id: int, *, now: datetime) -> ReplyHandle | None:
        statement = select(replies).where(
            replies.c.comment_id == comment_id, replies.c.expires_at > now
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return reply_of(row) if row is not None else None

    async def forget_replies(self, *, now: datetime) -> int:
        result = await self._connection.execute(delete(replies).where(replies.c.expires_at <= now))
        return result.rowcount

    async def add_report(self, report: Report) -> bool:
        statement = select(reports.c.comment_id).where(
            reports.c.comment_id == report.comment_id,
            reports.c.reporter_id == report.reporter_id,
        )
        if (await self._connection.execute(statement)).one_or_none() is not None:
            return False
        await self._connection.execute(
            insert(reports).values(
                comment_id=report.comment_id,
                reporter_id=report.reporter_id,
                reporter_name=report.reporter_name,
                reason=report.reason,
                at=report.at,
            )
        )
        return True

    async def reports(self, comment_id: int) -> Sequence[Report]:
        statement = select(reports).where(reports.c.comment_id == comment_id).order_by(reports.c.at)
        return [report_of(row) for row in await self._connection.execute(statement)]

    async def _all(self, statement: Select[Any]) -> list[Comment]:
        return [comment_of(row) for row in await self._connection.execute(statement)]
