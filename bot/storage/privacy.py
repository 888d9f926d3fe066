"""Deleting what need not be kept, and the log of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from bot.domain.card import Card
from bot.domain.comment import Comment
from bot.domain.privacy import Deletion, PrivacySettings, Purge, PurgeReason
from bot.storage.connection import Connection
from bot.storage.leaving import Leaving
from bot.storage.personal import PERSONAL, of_person, plain
from bot.storage.rows import AnyRow, card_of, comment_of
from bot.storage.schema import (
    TO_BLANK,
    articles,
    cards,
    comments,
    history,
    privacy,
    purges,
    replies,
    reports,
    revisions,
    waiting_texts,
)
from bot.workflow.privacy.tables import FORMER, Record

PAGE = 200
"""Comments of a member that are read at once."""

BY_MEMBERS = ("received", "edited", "withdrawn", "deleted", "appealed", "reported", "erased")
"""Events of a comment's history that a member brings about. What moderators did stays theirs."""


class Privacy(Leaving):
    """`bot.workflow.privacy.tables.PrivacyTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    async def settings(self, guild_id: int) -> PrivacySettings:
        statement = select(privacy).where(privacy.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return _settings_of(row) if row is not None else PrivacySettings(guild_id)

    async def put(self, settings: PrivacySettings) -> None:
        guild_id = settings.guild_id
        await self._connection.put(
            privacy,
            guild_id=guild_id,
            retention_days=settings.retention_days,
            deletion=settings.deletion.value,
        )

    async def chosen(self) -> Sequence[PrivacySettings]:
        return [_settings_of(row) for row in await self._connection.execute(select(privacy))]

    async def of_member(self, guild_id: int, user_id: int, *, limit: int) -> Sequence[Comment]:
        statement = (
            select(comments)
            .where(comments.c.guild_id == guild_id, comments.c.author_id == user_id)
            .limit(limit)
        )
        return [comment_of(row) for row in await self._connection.execute(statement)]

    async def count_of_member(self, guild_id: int, user_id: int) -> int:
        statement = (
            select(func.count())
            .select_from(comments)
            .where(comments.c.guild_id == guild_id, comments.c.author_id == user_id)
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def records(self, guild_id: int, user_id: int, *, after: int) -> Sequence[Record]:
        statement = (
            select(comments, articles.c.title)
            .join(articles, articles.c.id == comments.c.article_id)
            .where(
                comments.c.guild_id == guild_id,
                comments.c.author_id == user_id,
                comments.c.id > after,
            )
            .order_by(comments.c.id)
            .limit(PAGE)
        )
        found = {row.id: _record(row) for row in await self._connection.execute(statement)}
        texts = (
            select(revisions)
            .where(revisions.c.comment_id.in_(found))
            .order_by(revisions.c.comment_id, revisions.c.number)
        )
        for row in await self._connection.execute(texts):
            found[row.comment_id]["texts"].append(
                {
                    "number": row.number,
                    "text": row.text,
                    "written_at": plain(row.created_at),
                    "judged_at": plain(row.judged_at),
                    "outcome": row.verdict["decision"] if row.verdict else None,
                }
            )
        events = select(history).where(history.c.comment_id.in_(found)).order_by(history.c.id)
        for row in await self._connection.execute(events):
            if row.event == "reported":
                continue  # Who reports a comment is not told to its author.
            found[row.comment_id]["events"].append(
                {"at": plain(row.at), "event": row.event, "reason": row.reason}
            )
        return list(found.values())

    async def other_records(self, guild_id: int, user_id: int) -> Mapping[str, Sequence[Record]]:
        return {
            one.name: [
                {
                    key: plain(value, table=one.table, column=key)
                    for key, value in row.items()
                    if key not in one.left_out
                }
                for row in (
                    await self._connection.execute(
                        select(one.table).where(of_person(one, guild_id, user_id))
                    )
                ).mappings()
            ]
            for one in PERSONAL
            if one.is_shown
        }

    async def unname(self, comment_ids: Sequence[int], user_id: int) -> None:
        await self._connection.execute(
            update(comments)
            .where(comments.c.id.in_(comment_ids))
            .values(
                author_id=None,
                author_name=FORMER,
                avatar_url=None,
                shown_name=FORMER,
                # Whoever read it before may not write the name back.
                version=comments.c.version + 1,
            )
        )
        await self._unname_events(comment_ids, user_id)
        await self._connection.execute(delete(replies).where(replies.c.comment_id.in_(comment_ids)))

    async def blank(self, comment_ids: Sequence[int], at: datetime) -> Sequence[int]:
        statement = (
            update(comments)
            .where(comments.c.id.in_(comment_ids), comments.c.blanked_at.is_(None))
            .values(blanked_at=at, text_hash="")
            .returning(comments.c.id)
        )
        blanked = list((await self._connection.execute(statement)).scalars())
        await self._connection.execute(
            delete(waiting_texts).where(waiting_texts.c.comment_id.in_(comment_ids))
        )
        texts = select(revisions.c.comment_id, revisions.c.number, revisions.c.verdict).where(
            revisions.c.comment_id.in_(comment_ids)
        )
        rows = [
            {"of": row.comment_id, "nr": row.number, "to": without_words(row.verdict)}
            for row in await self._connection.execute(texts)
        ]
        if rows:
            await self._connection.execute(
                update(revisions)
                .where(
                    revisions.c.comment_id == bindparam("of"),
                    revisions.c.number == bindparam("nr"),
                )
                .values(text="", verdict=bindparam("to")),
                rows,
            )
        return blanked

    async def forget_member(self, guild_id: int, user_id: int) -> int:
        reported = (
            select(reports.c.comment_id)
            .join(comments, comments.c.id == reports.c.comment_id)
            .where(reports.c.reporter_id == user_id, comments.c.guild_id == guild_id)
        )
        ids = list((await self._connection.execute(reported)).scalars())
        await self._unname_events(ids, user_id)
        gone = 0
        for one in PERSONAL:
            if not one.is_deleted:
                continue
            result = await self._connection.execute(
                delete(one.table).where(of_person(one, guild_id, user_id))
            )
            gone += result.rowcount
        return gone

    async def cards_of(self, comment_ids: Sequence[int]) -> Sequence[Card]:
        statement = select(cards).where(
            cards.c.comment_id.in_(comment_ids), cards.c.message_id.is_not(None)
        )
        return [card_of(row) for row in await self._connection.execute(statement)]

    async def to_blank(
        self, *, before: datetime, only: int | None = None, besides: Sequence[int] = (), limit: int
    ) -> Sequence[tuple[int, int]]:
        where: ColumnElement[bool] = comments.c.guild_id.not_in(besides)
        if only is not None:
            where = comments.c.guild_id == only
        statement = (
            select(comments.c.id, comments.c.guild_id)
            .where(TO_BLANK, comments.c.decided_at < before, where)
            .order_by(comments.c.decided_at)
            .limit(limit)
        )
        return [(row.id, row.guild_id) for row in await self._connection.execute(statement)]

    async def log(self, purge: Purge) -> None:
        day = datetime.combine(purge.at.astimezone(UTC).date(), time(), UTC)
        same = (
            update(purges)
            .where(
                purges.c.guild_id == purge.guild_id,
                purges.c.at >= day,
                purges.c.what == purge.what,
                purges.c.why == purge.why.value,
            )
            .values(at=purge.at, count=purges.c.count + purge.count)
        )
        # Each member's wish is a row of its own; the daily sweep is one a day.
        if purge.why is PurgeReason.RETENTION:
            result = await self._connection.execute(same)
            if result.rowcount:
                return
        await self._connection.execute(
            insert(purges).values(
                guild_id=purge.guild_id,
                at=purge.at,
                what=purge.what,
                count=purge.count,
                why=purge.why.value,
            )
        )

    async def purges(self, guild_id: int, *, limit: int) -> Sequence[Purge]:
        statement = (
            select(purges)
            .where(purges.c.guild_id == guild_id)
            .order_by(purges.c.at.desc(), purges.c.id.desc())
            .limit(limit)
        )
        return [
            Purge(row.guild_id, row.at, row.what, row._mapping["count"], PurgeReason(row.why))
            for row in await self._connection.execute(statement)
        ]

    async def _unname_events(self, comment_ids: Sequence[int], user_id: int) -> None:
        await self._connection.execute(
            update(history)
            .where(
                history.c.comment_id.in_(comment_ids),
                history.c.actor_id == user_id,
                history.c.event.in_(BY_MEMBERS),
            )
            .values(actor_id=None, actor_name=FORMER, reason="")
        )


def without_words(verdict: dict[str, Any] | None) -> dict[str, Any] | None:
    """A stored verdict without anything that it repeats of the text."""
    if verdict is None:
        return None
    bare = {"start": 0, "end": 0, "explanation": "", "counters": []}
    return {**verdict, "findings": [{**finding, **bare} for finding in verdict["findings"]]}


def _settings_of(row: AnyRow) -> PrivacySettings:
    return PrivacySettings(row.guild_id, row.retention_days, Deletion(row.deletion))


def _record(row: AnyRow) -> Record:
    return {
        "number": row.id,
        "article": row.title,
        "name": row.author_name,
        "picture": row.avatar_url,
        "written_at": plain(row.created_at),
        "sent_by": row.source,
        "answers": row.parent_id,
        "state": row.state,
        "reason": row.reason,
        "message_id": str(row.message_id) if row.message_id is not None else None,
        "readable_before_judged_ms": row.exposed_ms,
        "texts": [],
        "events": [],
    }
