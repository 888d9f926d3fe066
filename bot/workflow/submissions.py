"""The way in: a text is stored, then judged, then decided. A crash at any point loses nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.comment import Author, Comment, ReplyHandle, Source, Submission
from bot.domain.errors import Conflict, NotFound, Refused
from bot.domain.posted import Article
from bot.domain.verdict import Finding
from bot.moderation import Context
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.free.message import blocked_finding, file_finding
from bot.workflow.jobs import answer_job, take_in_job
from bot.workflow.judging import Bench, context_of
from bot.workflow.limits import Limits, require_interval, require_length, require_turn
from bot.workflow.permissions import require_may_comment
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.tables import GuildFilter


@dataclass(frozen=True, slots=True)
class Received:
    """A submission that is safely stored."""

    comment: Comment
    number: int
    text: str
    context: Context
    is_new: bool
    """False if the same text came from the same person before: this is that first comment."""


@dataclass(frozen=True, slots=True)
class Door:
    """What stands before the form: the article, and what is answered, if anything."""

    article: Article
    parent: Comment | None = None
    parent_text: str = ""


class Submissions:
    """Takes comments and their edits in."""

    def __init__(self, store: Store, bench: Bench, clock: Clock, limits: Limits) -> None:
        self._store = store
        self._bench = bench
        self._clock = clock
        self.limits = limits

    async def open(self, actor: Actor, *, article_id: int, parent_id: int | None = None) -> Door:
        """The check before the form is shown.

        Raises:
            NotFound: there is no such article or comment on this server.
            Closed, NotAllowed, NotYet: this person may not comment here, or not now.
        """
        async with self._store.read() as tx:
            door = await _door(tx, actor.guild_id, article_id, parent_id)
            require_may_comment(actor, door.article, now=self._clock())
            await require_turn(
                tx,
                self.limits,
                article_id=article_id,
                author_id=actor.id,
                now=self._clock(),
            )
        return door

    async def receive(self, submission: Submission, actor: Actor | None) -> Received:
        """Store a text with the right to answer its author, before anything else happens to it.

        Args:
            actor: Who submits; none where nothing may keep a text from being stored: an import,
                or a message that stands in a thread already.

        Raises:
            NotFound: there is no such article or comment on this server.
            Closed, NotAllowed, NotYet, Refused: it cannot be taken; nothing is stored.
        """
        if submission.source is Source.FORM:
            require_length(submission.text, self.limits)
        now = self._clock()
        async with self._store.write() as tx:
            door = await _door(tx, submission.guild_id, submission.article_id, submission.parent_id)
            context = await context_of(tx, door.article, submission.parent_id)
            if actor is not None:
                twin = await tx.comments.twin(submission, since=now - self.limits.repeat_window)
                if twin is not None:
                    if submission.reply is not None:
                        await tx.comments.set_reply(twin.id, submission.reply)
                        await tx.jobs.add(answer_job(twin, now))
                    return Received(twin, twin.latest_number, submission.text, context, False)
                require_may_comment(actor, door.article, now=now)
                await require_turn(
                    tx,
                    self.limits,
                    article_id=submission.article_id,
                    author_id=actor.id,
                    now=now,
                    typed_freely=submission.source is Source.BLOCKED,
                )
            comment, is_new = await tx.comments.receive(
                submission, channel_id=door.article.channel_id
            )
            if submission.source is Source.TYPED:
                await tx.jobs.add(take_in_job(comment, now))
        return Received(comment, 1, submission.text, context, is_new)

    async def decide(self, received: Received) -> Comment:
        """Judge what was received and keep the outcome; a repeat is returned as it stands."""
        if not received.is_new:
            return received.comment
        return await self._bench.decide(
            received.comment, received.number, received.context, received.text
        )

    async def edit(
        self, comment_id: int, text: str, actor: Actor, reply: ReplyHandle | None
    ) -> Received:
        """Store a changed text as the next revision.

        Raises:
            NotFound, Refused: there is no such comment of theirs, or it cannot be changed.
        """
        require_length(text, self.limits)
        now = self._clock()
        async with self._store.write() as tx:
            comment = await tx.comments.get(comment_id)
            if comment is None or comment.guild_id != actor.guild_id:
                raise NotFound("You have no such comment.")
            article = await _article(tx, comment.guild_id, comment.article_id)
            require_may_comment(actor, article, now=now)
            context = await context_of(tx, article, comment.parent_id)
            latest = await tx.comments.revision(comment.id, comment.latest_number)
            if reply is not None:
                await tx.comments.set_reply(comment.id, reply)
            if comment.stands_as_typed:
                raise Refused("This comment is a message of your own: edit it where it stands.")
            change = lifecycle.edited(comment, actor, now=now)
            if latest is not None:
                if latest.text == text:
                    await tx.jobs.add(answer_job(comment, now))
                    return Received(comment, comment.latest_number, text, context, False)
                require_interval(self.limits, last=latest.created_at, now=now)
            number = change.comment.latest_number
            await tx.comments.add_revision(comment.id, number, text, now)
            comment = await keep(tx, change, now=now)
        return Received(comment, number, text, context, True)

    async def withdraw(self, comment_id: int, actor: Actor) -> Comment:
        """Take one's own comment back.

        Raises:
            NotFound, Refused: there is no such comment of theirs, or it is gone.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._own(tx, comment_id, actor)
            return await keep(tx, lifecycle.withdrawn(comment, actor, now=now), now=now)

    async def appeal(
        self, comment_id: int, actor: Actor, reply: ReplyHandle | None = None
    ) -> Comment:
        """Ask for a moderator after the policy refused a text.

        Raises:
            NotFound, Refused: there is no such comment of theirs, or it was not refused by the
            policy.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._own(tx, comment_id, actor)
            change = lifecycle.appealed(comment, actor, now=now)
            if reply is not None:
                await tx.comments.set_reply(comment.id, reply)
            return await keep(tx, change, now=now)

    async def by_message(self, message_id: int, article_id: int) -> int | None:
        """The comment of this article whose post this is."""
        async with self._store.read() as tx:
            comment = await tx.comments.by_message(message_id)
        return comment.id if comment is not None and comment.article_id == article_id else None

    async def comment(self, comment_id: int) -> Comment:
        """A comment, to find out where it belongs; who may see it is for others to check.

        Raises:
            NotFound: there is no such comment.
        """
        async with self._store.read() as tx:
            comment = await tx.comments.get(comment_id)
        if comment is None:
            raise NotFound("This comment is no longer there.")
        return comment

    async def own_text(self, comment_id: int, actor: Actor) -> tuple[Comment, str]:
        """One's own comment with its newest text.

        Raises:
            NotFound: there is no such comment of theirs.
        """
        async with self._store.read() as tx:
            comment = await self._own(tx, comment_id, actor)
            revision = await tx.comments.revision(comment.id, comment.latest_number)
        return comment, revision.text if revision is not None else ""

    async def finish_unjudged(self, guild_filter: GuildFilter) -> int:
        """Judge what was stored and not decided when the process ended; returns how many."""
        async with self._store.read() as tx:
            pending = await tx.comments.unjudged(guild_filter)
        for comment, number in pending:
            if comment.source is Source.TYPED and number == 1:
                continue  # Its message has to be deleted first; that is a job of its own.
            async with self._store.read() as tx:
                revision = await tx.comments.revision(comment.id, number)
                article = await _article(tx, comment.guild_id, comment.article_id)
                settings = await tx.guilds.get(comment.guild_id)
                context = await context_of(tx, article, comment.parent_id, settings)
            if revision is None:
                continue
            known: tuple[Finding, ...] = ()
            if comment.source is Source.BLOCKED:
                known = (blocked_finding(revision.text),)
            elif comment.source is Source.FREE and number == 1 and settings.pictures_wait:
                # Whether it has a file is not known any more, so it waits.
                known = (file_finding(revision.text),)
            try:
                await self._bench.decide(comment, number, context, revision.text, besides=known)
            except Conflict:
                # Its author changed it in this very moment: the newer text has its own turn.
                continue
        return len(pending)

    @staticmethod
    async def _own(tx: Transaction, comment_id: int, actor: Actor) -> Comment:
        comment = await tx.comments.get(comment_id)
        if comment is None or comment.guild_id != actor.guild_id or comment.author.id != actor.id:
            raise NotFound("You have no such comment.")
        return comment


async def _door(tx: Transaction, guild_id: int, article_id: int, parent_id: int | None) -> Door:
    article = await _article(tx, guild_id, article_id)
    if parent_id is None:
        return Door(article)
    parent = await tx.comments.get(parent_id)
    if parent is None or parent.article_id != article_id or not parent.is_on_stage:
        raise NotFound("The comment you are answering is no longer there.")
    shown = await tx.comments.revision(parent.id, parent.shown_number or parent.latest_number)
    return Door(article, parent, shown.text if shown is not None else "")


async def _article(tx: Transaction, guild_id: int, article_id: int) -> Article:
    article = await tx.articles.get(article_id)
    if article is None or article.guild_id != guild_id:
        raise NotFound("This article is no longer there.")
    return article


def author_of(actor: Actor) -> Author:
    """The author that a member is above their comments."""
    return Author(actor.id, actor.name, actor.avatar_url)
