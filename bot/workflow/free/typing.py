"""Free mode's way in: a typed message is stored and judged, and deleted where it must wait.

Every moment that a text stands unjudged counts here: storing and judging happen side by side, and
so do deleting and keeping the decision.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from bot.domain.actor import Actor
from bot.domain.comment import Comment, CommentState, Source, Submission
from bot.domain.errors import Conflict, StageUnavailable
from bot.domain.guild import ChannelMode
from bot.domain.posted import Article
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.free.message import TypedMessage, blocked_finding, file_finding
from bot.workflow.jobs import card_job
from bot.workflow.judging import Bench, context_of
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.stage import CommentStage, Topic
from bot.workflow.submissions import Submissions
from bot.workflow.telling import Teller


@dataclass(frozen=True, slots=True)
class _Case:
    """What has to be known to judge a message."""

    context: Context
    parent_id: int | None
    files_wait: bool


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
    ) -> None:
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

    async def article_in(self, thread_id: int) -> Article | None:
        """The article in whose thread members type freely, if it is one."""
        async with self._store.read() as tx:
            article = await tx.articles.by_thread(thread_id)
            if article is None:
                return None
            prepared = await tx.guilds.prepared(article.channel_id)
        is_free = prepared is not None and prepared.mode is ChannelMode.FREE
        return article if is_free else None

    async def take(self, article: Article, message: TypedMessage) -> None:
        """Take a message in as it stands: a new one, a changed one, or one taken in before."""
        turn = self._turns.setdefault(message.id, asyncio.Lock())
        async with turn:
            async with self._store.read() as tx:
                known = await tx.comments.by_source(Source.FREE, str(message.id))
                case = await self._case(tx, article, message)
            if known is None:
                await self._take_new(article, message, case)
            else:
                await self._take_again(article, message, case, known)
        if self.behind is not None and article.id not in self.behind:
            async with self._store.write() as tx:
                await tx.articles.seen(article.id, message.id)

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

    async def _take_new(self, article: Article, message: TypedMessage, case: _Case) -> None:
        judging = asyncio.create_task(self._verdict(message, case))
        try:
            received = await self._submissions.receive(
                Submission(
                    guild_id=article.guild_id,
                    article_id=article.id,
                    author=message.author,
                    text=message.text,
                    source=Source.FREE,
                    source_id=str(message.id),
                    at=message.at,
                    parent_id=case.parent_id,
                ),
                None,
            )
        except BaseException:
            judging.cancel()
            raise
        await self._settle(article, message, case, received.comment, 1, await judging)

    async def _take_again(
        self, article: Article, message: TypedMessage, case: _Case, comment: Comment
    ) -> None:
        """An edit is a new text; one that was stored and never judged is judged now."""
        if not comment.stands_as_typed:
            return  # It has been taken down, and may stand there as a post of ours.
        if comment.state not in {CommentState.PUBLISHED, CommentState.RECEIVED}:
            # It must not stand there: the process ended before it was deleted.
            gone_at = await self._remove(article, message)
            await self._note_removed(article, message, comment, gone_at)
            return
        now = self._clock()
        async with self._store.write() as tx:
            latest = await tx.comments.revision(comment.id, comment.latest_number)
            is_same = latest is not None and latest.text == message.text
            if is_same and comment.pending_number is None:
                return
            if not is_same:
                author = Actor(
                    id=message.author.id or 0, name=message.author.name, guild_id=article.guild_id
                )
                change = lifecycle.edited(comment, author, now=now)
                number = change.comment.latest_number
                await tx.comments.add_revision(comment.id, number, message.text, message.changed_at)
                comment = await keep(tx, change, now=now)
        verdict = await self._verdict(message, case)
        await self._settle(article, message, case, comment, comment.latest_number, verdict)

    async def _settle(
        self,
        article: Article,
        message: TypedMessage,
        case: _Case,
        comment: Comment,
        number: int,
        verdict: Verdict,
    ) -> None:
        if verdict.decision < Decision.HOLD:
            await self._keep(comment, number, case, verdict)
            return
        deleting = asyncio.create_task(self._remove(article, message))
        try:
            await self._keep(comment, number, case, verdict)
        finally:
            gone_at = await deleting
        await self._note_removed(article, message, comment, gone_at)

    async def _remove(self, article: Article, message: TypedMessage) -> datetime | None:
        """Delete it; returns when it was gone, or None where it still stands: then the outbox
        goes on trying."""
        self._deleting.add(message.id)
        try:
            await self._stage.delete_typed(article, message.id)
        except StageUnavailable as refused:
            self._deleting.discard(message.id)
            await self._teller.tell_once(article.guild_id, Topic.CANNOT_DELETE, str(refused))
            return None
        return self._clock()

    async def _note_removed(
        self, article: Article, message: TypedMessage, comment: Comment, gone_at: datetime | None
    ) -> None:
        if gone_at is None:
            return
        stood = (gone_at - message.changed_at).total_seconds()
        async with self._store.write() as tx:
            await tx.comments.set_exposed(comment.id, max(0, round(stood * 1000)))
            for card in await tx.cards.open_of(comment.id):
                await tx.jobs.add(card_job(card.guild_id, card.id, gone_at))
            current = await tx.comments.get(comment.id)
            if current is not None and current.stands_as_typed:
                await keep(tx, lifecycle.retracted(current, now=gone_at), now=gone_at)
            await tx.guilds.tell_again(article.guild_id, Topic.CANNOT_DELETE.value)
        self._deleting.discard(message.id)

    async def _keep(self, comment: Comment, number: int, case: _Case, verdict: Verdict) -> None:
        try:
            await self._bench.keep(comment, number, case.context, verdict)
        except Conflict:
            # Its author changed or deleted it in this very moment: that has its own turn.
            return

    async def _verdict(self, message: TypedMessage, case: _Case) -> Verdict:
        verdict = await self._bench.verdict(message.text, case.context)
        if not (message.has_files and case.files_wait):
            return verdict
        return verdict.merge(Verdict.of((file_finding(message.text),), verdict.policy))

    async def _case(self, tx: Transaction, article: Article, message: TypedMessage) -> _Case:
        settings = await tx.guilds.get(article.guild_id)
        parent_id = None
        if message.answers is not None:
            answered = await tx.comments.by_message(message.answers)
            if answered is not None and answered.article_id == article.id and answered.is_on_stage:
                parent_id = answered.id
        context = await context_of(tx, article, parent_id)
        return _Case(context, parent_id, settings.pictures_wait)
