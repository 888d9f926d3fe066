"""Free mode's way in: a typed message is stored and judged, and deleted where it must wait.

Every moment that a text stands unjudged counts here: storing and judging happen side by side, and
what must wait is deleted before anything else is done about it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.domain.actor import Actor
from bot.domain.comment import Comment, CommentState, Source, Submission
from bot.domain.errors import Conflict, StageUnavailable
from bot.domain.posted import Article
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.free.channels import FreeChannels
from bot.workflow.free.message import TypedMessage, blocked_finding, file_finding
from bot.workflow.jobs import card_job
from bot.workflow.judging import Bench, context_of
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.stage import CommentStage, Topic
from bot.workflow.submissions import Submissions
from bot.workflow.telling import Teller

_STANDING = frozenset({CommentState.RECEIVED, CommentState.PUBLISHED})
"""What may still stand in a thread as it was typed."""


@dataclass(frozen=True, slots=True)
class _Hearing:
    """The judging of a text that nobody has judged."""

    context: Context
    waits: bool
    """Whether it has to wait whatever its words say."""
    hurried: asyncio.Task[Verdict]


@dataclass(frozen=True, slots=True)
class _Case:
    """A message that is stored."""

    article: Article
    comment: Comment
    hearing: _Hearing | None = None
    """None where it says what it said when it was decided."""

    @property
    def must_go(self) -> bool:
        """Whether it was decided that it may not stand, and it does: the process ended first."""
        return self.comment.stands_as_typed and self.comment.state not in _STANDING


class FreeTyping:
    """Takes in what members type in the threads of channels in free mode."""

    def __init__(
        self,
        store: Store,
        bench: Bench,
        submissions: Submissions,
        stage: CommentStage,
        teller: Teller,
        clock: Clock,
        free: FreeChannels,
    ) -> None:
        self._free = free
        self._store = store
        self._bench = bench
        self._submissions = submissions
        self._stage = stage
        self._teller = teller
        self._clock = clock
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._deleting: set[int] = set()
        self.behind: set[int] | None = None
        """The articles of whose threads some older message may not have been taken in yet; None
        while that is true of all."""

    def is_free(self, channel_id: int | None) -> bool:
        """Whether members type freely below the articles of a channel."""
        return channel_id in self._free

    async def article_in(self, thread_id: int) -> Article | None:
        """The article in whose thread members type freely, if it is one."""
        async with self._store.read() as tx:
            article = await tx.articles.by_thread(thread_id)
        return article if article is not None and article.channel_id in self._free else None

    async def take(self, thread_id: int, message: TypedMessage, *, is_new: bool = False) -> None:
        """Take a message in as it stands: a new one, a changed one, or one taken in before.

        Args:
            is_new: Whether it was sent this moment, so that nothing is known of it.
        """
        turn = self._turns.setdefault(message.id, asyncio.Lock())
        async with turn:
            case = await self._stored(thread_id, message, is_new=is_new)
            if case is None:
                return
            if case.hearing is not None:
                await self._settle(case, case.hearing, message)
            elif case.must_go:
                gone_at = await self._remove(case, message)
                await self._note_removed(case, message, gone_at)
        article_id = case.article.id
        if self.behind is not None and article_id not in self.behind:
            async with self._store.write() as tx:
                await tx.articles.seen(article_id, message.id)

    async def vanished(self, message_id: int) -> bool:
        """A message is gone; True where it was one of these, whoever deleted it."""
        if message_id in self._deleting:
            return True
        async with self._store.read() as tx:
            if await tx.comments.by_source(Source.FREE, str(message_id)) is None:
                return False
        now = self._clock()
        async with self._store.write() as tx:
            comment = await tx.comments.by_source(Source.FREE, str(message_id))
            if comment is None or not comment.stands_as_typed:
                return comment is not None
            if comment.state in {CommentState.PUBLISHED, CommentState.RECEIVED}:
                await keep(tx, lifecycle.deleted(comment, now=now), now=now)
        return True

    async def may_stand(self, article: Article, name: str) -> bool:
        """Whether a thread's new name may be read before a moderator has seen it."""
        async with self._store.read() as tx:
            context = await context_of(tx, article, None)
        verdict = await self._bench.verdict(name, context)
        return verdict.decision < Decision.HOLD

    async def blocked(
        self, submission: Submission, author: Actor | None, keyword: str | None
    ) -> Comment:
        """Keep a text that AutoMod refused as a comment that waits for a moderator.

        Raises:
            NotFound, Closed, NotAllowed, NotYet: it cannot be taken; nothing is stored.
        """
        received = await self._submissions.receive(submission, author)
        if not received.is_new:
            return received.comment
        return await self._bench.decide(
            received.comment,
            received.number,
            received.context,
            received.text,
            besides=(blocked_finding(received.text, keyword),),
        )

    async def _stored(self, thread_id: int, message: TypedMessage, *, is_new: bool) -> _Case | None:
        """Store what it says, in one transaction, while it is being judged; None where it stands
        below no article."""
        async with self._store.write() as tx:
            article = await tx.articles.by_thread(thread_id)
            if article is None or article.channel_id not in self._free:
                return None
            known = None
            is_edited = False
            if not is_new:
                known = await tx.comments.by_source(Source.FREE, str(message.id))
            if known is not None:
                is_edited = await _is_edited(tx, known, message)
                if not is_edited and not _is_unjudged(known):
                    return _Case(article, known)
            settings = await tx.guilds.get(article.guild_id)
            parent_id = await _answered(tx, article, message)
            context = await context_of(tx, article, parent_id, settings)
            waits = message.has_files and settings.pictures_wait
            judging = asyncio.create_task(self._hurried(article, message, context, waits=waits))
            try:
                if known is None:
                    comment, is_new = await tx.comments.receive(
                        _submission(article, message, parent_id), channel_id=article.channel_id
                    )
                    if not is_new:
                        judging.cancel()
                        return _Case(article, comment)
                elif is_edited:
                    comment = await _edit(tx, known, message, self._clock())
                else:
                    comment = known
            except BaseException:
                judging.cancel()
                raise
        return _Case(article, comment, _Hearing(context, waits, judging))

    async def _settle(self, case: _Case, hearing: _Hearing, message: TypedMessage) -> None:
        """Delete it if it must wait, before anything else; then keep the verdict at leisure."""
        hurried = await hearing.hurried
        if hurried.decision < Decision.HOLD:
            await self._keep(case.comment, hearing, message, hurried)
            return
        gone_at = await self._remove(case, message)
        await self._keep(case.comment, hearing, message, hurried)
        await self._note_removed(case, message, gone_at)

    async def _remove(self, case: _Case, message: TypedMessage) -> datetime | None:
        """Delete it; returns when it was gone, or None where it still stands: then the outbox
        goes on trying."""
        self._deleting.add(message.id)
        try:
            await self._stage.delete_typed(case.article, message.id)
        except StageUnavailable as refused:
            self._deleting.discard(message.id)
            guild_id = case.article.guild_id
            await self._teller.tell_once(guild_id, Topic.CANNOT_DELETE, str(refused))
            return None
        return self._clock()

    async def _note_removed(
        self, case: _Case, message: TypedMessage, gone_at: datetime | None
    ) -> None:
        if gone_at is None:
            return
        stood = (gone_at - message.changed_at).total_seconds()
        comment_id = case.comment.id
        async with self._store.write() as tx:
            await tx.comments.set_exposed(comment_id, max(0, round(stood * 1000)))
            for card in await tx.cards.open_of(comment_id):
                await tx.jobs.add(card_job(card.guild_id, card.id, gone_at))
            current = await tx.comments.get(comment_id)
            if current is not None and current.stands_as_typed:
                await keep(tx, lifecycle.retracted(current, now=gone_at), now=gone_at)
            await tx.guilds.tell_again(case.article.guild_id, Topic.CANNOT_DELETE.value)
        self._deleting.discard(message.id)

    async def _keep(
        self, comment: Comment, hearing: _Hearing, message: TypedMessage, hurried: Verdict
    ) -> None:
        verdict = hurried
        if hurried.findings:
            # Moderators are shown every finding, and the words that it was found in.
            verdict = await self._bench.verdict_on(
                message.text, hearing.context, comment.guild_id, message.author
            )
        if hearing.waits:
            verdict = verdict.merge(Verdict.of((file_finding(message.text),), verdict.policy))
        try:
            await self._bench.keep(comment, comment.latest_number, hearing.context, verdict)
        except Conflict:
            # Its author changed or deleted it in this very moment: that has its own turn.
            return

    async def _hurried(
        self, article: Article, message: TypedMessage, context: Context, *, waits: bool
    ) -> Verdict:
        """Whether it must wait, as soon as that is certain."""
        if waits:
            return Verdict.of((file_finding(message.text),), context.deciding.label)
        hurried = replace(context, hurried=True)
        return await self._bench.verdict_on(message.text, hurried, article.guild_id, message.author)


def _may_stand(comment: Comment) -> bool:
    return comment.stands_as_typed and comment.state in _STANDING


def _is_unjudged(comment: Comment) -> bool:
    """Whether it was stored and never judged: the process ended first."""
    return _may_stand(comment) and comment.pending_number is not None


async def _is_edited(tx: Transaction, comment: Comment, message: TypedMessage) -> bool:
    """Whether it says something else than it said last, where it may stand at all."""
    if not _may_stand(comment):
        return False
    latest = await tx.comments.revision(comment.id, comment.latest_number)
    return latest is None or latest.text != message.text


async def _edit(tx: Transaction, comment: Comment, message: TypedMessage, now: datetime) -> Comment:
    """The comment with what it says now as its newest revision."""
    author = Actor(message.author.id or 0, message.author.name, comment.guild_id)
    # Whose data were deleted can still edit what stands in the thread, and that is judged too.
    change = lifecycle.edited(replace(comment, author=message.author), author, now=now)
    number = change.comment.latest_number
    await tx.comments.add_revision(comment.id, number, message.text, message.changed_at)
    return await keep(tx, change, now=now)


async def _answered(tx: Transaction, article: Article, message: TypedMessage) -> int | None:
    """The comment that a message answers."""
    if message.answers is None:
        return None
    answered = await tx.comments.by_message(message.answers)
    if answered is None or answered.article_id != article.id or not answered.is_on_stage:
        return None
    return answered.id


def _submission(article: Article, message: TypedMessage, parent_id: int | None) -> Submission:
    return Submission(
        guild_id=article.guild_id,
        article_id=article.id,
        author=message.author,
        text=message.text,
        source=Source.FREE,
        source_id=str(message.id),
        at=message.at,
        parent_id=parent_id,
    )
