"""Comments and their texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, text, update

from bot.domain.comment import (
    Comment,
    CommentState,
    Revision,
    Source,
    Submission,
)
from bot.domain.errors import Conflict
from bot.domain.verdict import Verdict
from bot.storage.codec import verdict_to_json
from bot.storage.connection import Connection
from bot.storage.counts import Counts, in_archive, on_stage
from bot.storage.filters import in_guilds
from bot.storage.grounds import keep_grounds
from bot.storage.records import Records
from bot.storage.rows import comment_of, revision_of
from bot.storage.schema import comments, revisions
from bot.workflow.tables import GuildFilter

_WAITS_NO_MORE = {"waiting_rank": None, "waiting_rule": None}
_GONE = (CommentState.WITHDRAWN.value, CommentState.REMOVED.value)


class Comments(Records, Counts):
    """`bot.workflow.ports.CommentTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    async def receive(self, submission: Submission, *, channel_id: int) -> tuple[Comment, bool]:
        statement = (
            self._connection.insert(comments)
            .values(
                guild_id=submission.guild_id,
                article_id=submission.article_id,
                channel_id=channel_id,
                author_id=submission.author.id,
                author_name=submission.author.name,
                avatar_url=submission.author.avatar_url,
                shown_name="",
                source=submission.source.value,
                source_id=submission.source_id,
                parent_id=submission.parent_id,
                text_hash=_text_hash(submission.text),
                state=CommentState.RECEIVED.value,
                version=1,
                latest_number=1,
                pending_number=1,
                message_id=submission.message_id,
                created_at=submission.at,
                reason="",
                exposed_ms=0,
            )
            .on_conflict_do_nothing(index_elements=["source", "source_id"])
            .returning(*comments.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            before = await self.by_source(submission.source, submission.source_id)
            if before is None:
                raise LookupError("a comment was there and is not there")
            return before, False
        comment = comment_of(row)
        await self.add_revision(comment.id, 1, submission.text, submission.at)
        await self.add_received(comment)
        if submission.reply is not None:
            await self.set_reply(comment.id, submission.reply)
        return comment, True

    async def twin(self, submission: Submission, *, since: datetime) -> Comment | None:
        if self._connection.dialect == "postgresql":
            # Two submissions of one person at the same moment: the second waits for the first.
            await self._connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"),
                {"key": _lock_key(submission)},
            )
        statement = (
            select(comments)
            .where(
                comments.c.article_id == submission.article_id,
                comments.c.author_id == submission.author.id,
                comments.c.created_at >= since,
                comments.c.text_hash == _text_hash(submission.text),
                comments.c.parent_id.is_not_distinct_from(submission.parent_id),
                comments.c.state.not_in(_GONE),
            )
            .order_by(comments.c.id)
            .limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return comment_of(row) if row is not None else None

    async def get(self, comment_id: int) -> Comment | None:
        return await self._one(comments.c.id == comment_id)

    async def by_message(self, message_id: int) -> Comment | None:
        return await self._one(comments.c.message_id == message_id)

    async def by_source(self, source: Source, source_id: str) -> Comment | None:
        return await self._one(
            (comments.c.source == source.value) & (comments.c.source_id == source_id)
        )

    async def revision(self, comment_id: int, number: int) -> Revision | None:
        statement = select(revisions).where(
            revisions.c.comment_id == comment_id, revisions.c.number == number
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return revision_of(row) if row is not None else None

    async def add_revision(self, comment_id: int, number: int, text: str, at: datetime) -> None:
        await self._connection.execute(
            insert(revisions).values(comment_id=comment_id, number=number, text=text, created_at=at)
        )
        if number > 1:
            await self._connection.execute(
                update(comments)
                .where(comments.c.id == comment_id)
                .values(text_hash=_text_hash(text), blanked_at=None)
            )

    async def set_verdict(
        self, comment_id: int, number: int, verdict: Verdict, at: datetime
    ) -> None:
        await self._connection.execute(
            update(revisions)
            .where(revisions.c.comment_id == comment_id, revisions.c.number == number)
            .values(verdict=verdict_to_json(verdict), judged_at=at)
        )
        await keep_grounds(self._connection, comment_id, number, verdict, at)

    async def update(self, comment: Comment) -> Comment:
        statement = (
            update(comments)
            .where(comments.c.id == comment.id, comments.c.version == comment.version)
            .values(
                shown_name=comment.shown_name,
                state=comment.state.value,
                version=comment.version + 1,
                latest_number=comment.latest_number,
                shown_number=comment.shown_number,
                pending_number=comment.pending_number,
                waiting_since=comment.waiting_since,
                message_id=comment.message_id,
                webhook_id=comment.webhook_id,
                decided_at=comment.decided_at,
                decided_by=comment.decided_by,
                reason=comment.reason,
                shown_at=comment.shown_at,
                **({} if comment.waiting_since is not None else _WAITS_NO_MORE),
            )
            .returning(*comments.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise Conflict("Somebody else changed this comment at the same moment. Try again.")
        return comment_of(row)

    async def set_exposed(self, comment_id: int, milliseconds: int) -> None:
        await self._connection.execute(
            update(comments).where(comments.c.id == comment_id).values(exposed_ms=milliseconds)
        )

    async def unjudged(self, guild_filter: GuildFilter) -> Sequence[tuple[Comment, int]]:
        statement = (
            select(comments)
            .where(
                comments.c.pending_number.is_not(None),
                comments.c.waiting_since.is_(None),
                in_guilds(comments.c.guild_id, guild_filter),
            )
            .order_by(comments.c.id)
        )
        found = [comment_of(row) for row in await self._connection.execute(statement)]
        return [(c, c.pending_number) for c in found if c.pending_number is not None]

    async def of_author(
        self, guild_id: int, author_id: int, *, article_id: int | None = None, limit: int = 25
    ) -> Sequence[Comment]:
        statement = (
            select(comments)
            .where(comments.c.guild_id == guild_id, comments.c.author_id == author_id)
            .order_by(comments.c.id.desc())
            .limit(limit)
        )
        if article_id is not None:
            statement = statement.where(comments.c.article_id == article_id)
        return await self._all(statement)

    async def last_by(self, article_id: int, author_id: int) -> datetime | None:
        statement = select(func.max(comments.c.created_at)).where(
            comments.c.article_id == article_id, comments.c.author_id == author_id
        )
        moment: datetime | None = (await self._connection.execute(statement)).scalar_one()
        return moment

    async def answers_on_stage(self, comment_id: int) -> Sequence[Comment]:
        statement = (
            select(comments)
            .where(comments.c.parent_id == comment_id, comments.c.message_id.is_not(None))
            .order_by(comments.c.id)
        )
        return await self._all(statement)

    async def cleared(self, article_id: int) -> Sequence[Comment]:
        statement = (
            select(comments)
            .where(
                comments.c.article_id == article_id,
                comments.c.state == CommentState.PUBLISHED.value,
                comments.c.message_id.is_(None),
                comments.c.source != Source.ARCHIVE.value,
            )
            .order_by(comments.c.id)
        )
        return await self._all(statement)

    async def archived(self, article_id: int, *, offset: int, limit: int) -> Sequence[Comment]:
        statement = select(comments).where(in_archive(article_id)).order_by(comments.c.id)
        return await self._all(statement.offset(offset).limit(limit))

    async def on_stage(self, article_id: int) -> Sequence[Comment]:
        return await self._all(select(comments).where(on_stage(article_id)).order_by(comments.c.id))

    async def known_messages(self, message_ids: Sequence[int]) -> frozenset[int]:
        statement = select(comments.c.message_id).where(comments.c.message_id.in_(message_ids))
        return frozenset((await self._connection.execute(statement)).scalars())

    async def _one(self, condition: ColumnElement[bool]) -> Comment | None:
        row = (await self._connection.execute(select(comments).where(condition))).one_or_none()
        return comment_of(row) if row is not None else None


def _text_hash(body: str) -> str:
    """The same for texts that differ in nothing but spaces and letter case."""
    return hashlib.sha256(" ".join(body.casefold().split()).encode()).hexdigest()


def _lock_key(submission: Submission) -> int:
    key = f"{submission.article_id}:{submission.author.id}".encode()
    return int.from_bytes(hashlib.sha256(key).digest()[:8], "big", signed=True)
