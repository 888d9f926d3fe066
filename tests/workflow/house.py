"""The whole workflow on a real store, with stages in memory: texts in, posts and cards out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.comment import Comment, ReplyHandle, Source
from bot.domain.errors import NotSetUp
from bot.domain.guild import GuildSettings
from bot.domain.job import JobKind
from bot.domain.posted import ArticleState
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context, TextKind
from bot.storage.store import SqlStore
from bot.workflow.answering import Answering
from bot.workflow.articles import Articles
from bot.workflow.closing import Closing
from bot.workflow.desk.carding import Carding
from bot.workflow.desk.desk import Desk
from bot.workflow.dispatcher import Dispatcher, Handler
from bot.workflow.judging import Bench
from bot.workflow.limits import Limits
from bot.workflow.mine import Mine
from bot.workflow.posting import Posting
from bot.workflow.publishing import Publishing
from bot.workflow.review import Review
from bot.workflow.room import Room
from bot.workflow.standing.weighing import Weighing
from bot.workflow.submissions import Submissions, author_of
from bot.workflow.tables import GuildFilter
from bot.workflow.telling import Teller
from tests.builders import (
    CHANNEL,
    GUILD,
    START,
    HandClock,
    actor,
    document,
    moderator,
    submission,
    verdict,
)
from tests.workflow.stages import MemoryArticles, MemoryAuthors, MemoryComments, MemoryDesk

ADA = actor(7)
OLIVIA = moderator()

_BY_WORD = {"[hold]": Decision.HOLD, "[reject]": Decision.REJECT, "[flag]": Decision.FLAG}


async def judge_by_word(text: str, context: Context) -> Verdict:
    """A judge that does what a text asks it to."""
    if context.kind is TextKind.DISPLAY_NAME:
        return verdict(Decision.PUBLISH)
    for word, decision in _BY_WORD.items():
        if word in text:
            return verdict(decision)
    return verdict(Decision.PUBLISH)


async def no_staff(guild_id: int, *, besides: int | None) -> Sequence[str]:
    """Nobody's name is taken."""
    return ()


async def nobody(guild_id: int, channel_id: int | None, user_id: int) -> bool:
    """There are no moderators among those who comment."""
    return False


async def require_chosen_desk(settings: GuildSettings) -> None:
    """A moderators' channel is usable if it was chosen."""
    if settings.moderators_channel_id is None:
        raise NotSetUp("Choose a moderators' channel.")


class House:
    """Everything wired, on a clock that moves by hand."""

    def __init__(self, store: SqlStore, judge: object = judge_by_word) -> None:
        self.store = store
        self.clock = HandClock()
        self.stage = MemoryArticles()
        self.comments = MemoryComments()
        self.desk = MemoryDesk()
        self.authors = MemoryAuthors()
        self.weighing = Weighing(store, self.clock, nobody)
        self.bench = Bench(store, judge, self.clock, no_staff, self.weighing)  # type: ignore[arg-type]
        self.submissions = Submissions(store, self.bench, self.clock, Limits())
        self.review = Review(store, self.clock)
        self.review_desk = Desk(store, self.review, self.clock)
        self.mine = Mine(store)
        self.articles = Articles(store, self.bench, self.clock, require_chosen_desk)
        self.closing = Closing(store, self.clock)
        self.article_id = 0
        self._next = 5000
        self.dispatcher = self.new_dispatcher()

    def new_dispatcher(self) -> Dispatcher:
        """A dispatcher as a new process has it."""
        return Dispatcher(self.store, self.handlers(), self.clock, GuildFilter())

    def handlers(self) -> dict[JobKind, Handler]:
        """Who does which kind of job."""
        teller = Teller(self.store, self.desk, self.clock)
        room = Room(self.store, self.stage)
        publishing = Publishing(self.store, self.comments, room, self.bench, teller, self.clock)
        posting = Posting(self.store, self.stage, room, teller, self.clock)
        answering = Answering(self.store, self.authors, self.clock)
        carding = Carding(self.store, self.desk, teller, self.clock)
        return {
            JobKind.PUBLISH: publishing.publish,
            JobKind.REVISE: publishing.revise,
            JobKind.RETRACT: publishing.retract,
            JobKind.TAKE_IN: publishing.take_in,
            JobKind.CARD: carding.card,
            JobKind.INCIDENT: carding.incident,
            JobKind.CROWD: carding.crowd,
            JobKind.ANSWER: answering.answer,
            JobKind.POST_ARTICLE: posting.post,
            JobKind.REFRESH_ARTICLE: posting.refresh,
        }

    async def open_article(self) -> int:
        """A posted article in a guild that is set up."""
        async with self.store.write() as tx:
            settings = GuildSettings(GUILD, moderators_channel_id=77)
            await tx.guilds.put(settings, by=95, at=START)
            draft = await tx.articles.add_draft(
                guild_id=GUILD, channel_id=CHANNEL, author_id=90, document=document(), at=START
            )
            article, _ = await tx.articles.add(draft, created_by=90, at=START)
            await tx.articles.update(
                replace(article, state=ArticleState.OPEN, message_id=10, thread_id=11)
            )
        self.article_id = article.id
        return article.id

    async def send(
        self,
        text: str,
        who: Actor = ADA,
        *,
        parent_id: int | None = None,
        source: Source = Source.FORM,
        with_reply: bool = True,
    ) -> Comment:
        """A member sends a form, or types; the outbox is not worked yet."""
        self._next += 1
        self.clock.move(seconds=20)
        reply = ReplyHandle(1, f"token {self._next}", self.clock() + timedelta(minutes=15))
        sent = submission(
            text,
            article_id=self.article_id,
            author=author_of(who),
            source=source,
            source_id=str(self._next),
            at=self.clock(),
            parent_id=parent_id,
            reply=reply if with_reply and source is Source.FORM else None,
        )
        received = await self.submissions.receive(sent, who)
        if source is Source.TYPED:
            self.comments.typed.add(self._next)
            return received.comment
        return await self.submissions.decide(received)

    async def work(self, dispatcher: Dispatcher | None = None, *, seconds: float = 10) -> None:
        """Work the outbox until nothing in it may be done within so many seconds."""
        worker = dispatcher or self.dispatcher
        end = self.clock() + timedelta(seconds=seconds)
        while True:
            async with running(worker):
                await self._quiet()
            async with self.store.read() as tx:
                following = await tx.jobs.next_time(GuildFilter(), after=self.clock())
            if following is None or following > end:
                return
            self.clock.now = following

    async def comment(self, comment_id: int) -> Comment:
        """A comment as it stands."""
        async with self.store.read() as tx:
            found = await tx.comments.get(comment_id)
        assert found is not None
        return found

    async def events(self, comment_id: int) -> list[str]:
        """What has happened to a comment."""
        async with self.store.read() as tx:
            return [entry.event for entry in await tx.comments.history(comment_id)]

    async def _quiet(self) -> None:
        async with asyncio.timeout(10):
            while True:
                async with self.store.read() as tx:
                    ready = await tx.jobs.ready(
                        GuildFilter(), now=self.clock(), besides=(), limit=1
                    )
                if not ready:
                    return
                await asyncio.sleep(0.002)


@asynccontextmanager
async def running(dispatcher: Dispatcher) -> AsyncIterator[None]:
    """A dispatcher at work."""
    task = asyncio.create_task(dispatcher.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
