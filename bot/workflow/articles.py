"""An article's way: read, previewed, posted once, edited, closed and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.article import ArticleDocument
from bot.domain.comment import Source
from bot.domain.errors import NotFound, Refused
from bot.domain.guild import GuildSettings
from bot.domain.job import JobKind, Priority
from bot.domain.look import Look
from bot.domain.posted import Article, Draft
from bot.workflow.archives import imports_of
from bot.workflow.jobs import article_job
from bot.workflow.judging import Bench, context_of
from bot.workflow.permissions import require_moderator, require_sees
from bot.workflow.ports import Clock, RequireDesk, Store, Transaction

PAGE = 10
"""Articles on one page of a list."""
DRAFT_LIFE = timedelta(days=7)
"""How long a preview that was neither posted nor dropped is kept."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of a request to post."""

    article: Article
    is_new: bool
    """False if that channel had the same article already; nothing was posted again."""
    imported: int = 0
    """How many of the document's comments were handed to the judge."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Some of a guild's articles, newest first, with their numbers of shown comments."""

    articles: Sequence[tuple[Article, int]]
    offset: int
    total: int


class Articles:
    """What moderators do with articles."""

    def __init__(self, store: Store, bench: Bench, clock: Clock, require_desk: RequireDesk) -> None:
        """Args:
        require_desk: Raises NotSetUp unless held comments have a place to wait.
        """
        self._store = store
        self._bench = bench
        self._clock = clock
        self._require_desk = require_desk

    async def require_poster(self, actor: Actor, *, channel_id: int) -> None:
        """The check before a document is even looked at.

        Raises:
            NotAllowed, NotSetUp: this person may not post, or the server is not ready for it.
            Refused: that channel is the moderators' own.
        """
        async with self._store.read() as tx:
            settings = await tx.guilds.get(actor.guild_id)
        await self._require_poster(actor, settings, channel_id)

    async def draft(
        self,
        document: ArticleDocument,
        *,
        channel_id: int,
        actor: Actor,
        tags: tuple[str, ...] = (),
    ) -> Draft:
        """Keep a document until it has been looked at.

        Raises:
            NotAllowed, NotSetUp: this person may not post, or the server is not ready for it.
            Refused: that channel is the moderators' own.
        """
        await self.require_poster(actor, channel_id=channel_id)
        async with self._store.write() as tx:
            await tx.articles.drop_drafts(before=self._clock() - DRAFT_LIFE)
            return await tx.articles.add_draft(
                guild_id=actor.guild_id,
                channel_id=channel_id,
                author_id=actor.id,
                document=document,
                at=self._clock(),
                look=Look(tags=tags),
            )

    async def get_draft(self, draft_id: int, actor: Actor) -> Draft:
        """Raises:
        NotFound: it has been posted or dropped.
        """
        async with self._store.read() as tx:
            draft = await tx.articles.draft(draft_id)
        if draft is None or draft.guild_id != actor.guild_id:
            raise NotFound("This preview has been posted or dropped already.")
        return draft

    async def drop(self, draft_id: int, actor: Actor) -> None:
        """Forget a draft without posting it.

        Raises:
            NotFound, NotAllowed: it is gone, or this person is no moderator.
        """
        await self.get_draft(draft_id, actor)
        async with self._store.write() as tx:
            require_moderator(actor, await tx.guilds.get(actor.guild_id))
            await tx.articles.drop_draft(draft_id)

    async def post(
        self, draft_id: int, actor: Actor, *, with_comments: bool, as_archive: bool = False
    ) -> Posting:
        """Post a draft, once for each channel.

        Args:
            with_comments: Whether the document's comments come too, judged like all others.
            as_archive: Whether those are not posted one by one, but shown to who asks for them.

        Raises:
            NotFound, NotAllowed, NotSetUp: it is gone, or this person may not post.
            Refused: that channel is the moderators' own.
        """
        draft = await self.get_draft(draft_id, actor)
        now = self._clock()
        async with self._store.write() as tx:
            settings = await tx.guilds.get(actor.guild_id)
            await self._require_poster(actor, settings, draft.channel_id)
            article, is_new = await tx.articles.add(draft, created_by=actor.id, at=now)
            await tx.articles.drop_draft(draft_id)
            if is_new:
                await tx.jobs.add(article_job(article, JobKind.POST_ARTICLE, Priority.NEW, now))
            received = []
            if is_new and with_comments:
                source = Source.ARCHIVE if as_archive else Source.IMPORT
                for submission in imports_of(article, at=now, source=source):
                    comment, _ = await tx.comments.receive(
                        submission, channel_id=article.channel_id
                    )
                    received.append((comment, submission.text))
            context = await context_of(tx, article, None)
        for comment, text in received:
            await self._bench.decide(comment, comment.latest_number, context, text)
        return Posting(article, is_new, len(received))

    async def repost(self, article_id: int, actor: Actor, *, thread_is_there: bool) -> Article:
        """Post an article anew whose post was deleted by hand; its comments stay where they are.

        Args:
            thread_is_there: Whether its thread still is; if not, a new one is opened.

        Raises:
            NotFound, NotAllowed: no such article here, or no moderator.
            Refused: it is still being posted.
        """
        now = self._clock()
        async with self._store.write() as tx:
            article = await own_article(tx, article_id, actor)
            if not article.is_posted:
                raise Refused("This article is still being posted. Try again in a moment.")
            thread_id = article.thread_id if thread_is_there else None
            article = await tx.articles.update(
                replace(article, message_id=None, thread_id=thread_id)
            )
            await tx.jobs.add(article_job(article, JobKind.POST_ARTICLE, Priority.NEW, now))
        return article

    async def edit(
        self, article_id: int, actor: Actor, *, title: str, lead: str, attribution: str
    ) -> Article:
        """Correct what the post says; an empty field leaves title and lead as they are.

        Raises:
            NotFound, NotAllowed: no such article here, or no moderator.
        """
        now = self._clock()
        async with self._store.write() as tx:
            article = await own_article(tx, article_id, actor)
            old = article.document
            paragraphs = (lead, *old.paragraphs[1:]) if lead else old.paragraphs
            document = replace(
                old,
                title=title or old.title,
                paragraphs=paragraphs,
                attribution=attribution or None,
            )
            article = await tx.articles.update(replace(article, document=document))
            await tx.jobs.add(article_job(article, JobKind.REFRESH_ARTICLE, Priority.CHANGED, now))
        return article

    async def get(self, article_id: int, actor: Actor) -> Article:
        """Raises:
        NotFound, NotAllowed: no such article here, or no moderator.
        """
        async with self._store.read() as tx:
            return await own_article(tx, article_id, actor)

    async def by_thread(self, thread_id: int) -> Article | None:
        """The article whose thread this is."""
        async with self._store.read() as tx:
            return await tx.articles.by_thread(thread_id)

    async def by_message(self, message_id: int) -> Article | None:
        """The article whose post this is."""
        async with self._store.read() as tx:
            return await tx.articles.by_message(message_id)

    async def channel_of(self, article_id: int) -> int:
        """The channel that an article is posted in, where its members' powers count.

        Raises:
            NotFound: there is no such article.
        """
        async with self._store.read() as tx:
            article = await tx.articles.get(article_id)
        if article is None:
            raise NotFound("This article is no longer there.")
        return article.channel_id

    async def read(self, article_id: int, actor: Actor) -> ArticleDocument:
        """An article's whole text, for anybody who sees its channel.

        Raises:
            NotFound: no such article on this server, or its channel cannot be seen.
        """
        async with self._store.read() as tx:
            return require_sees(actor, await tx.articles.get(article_id)).document

    async def page(self, actor: Actor, *, search: str = "", offset: int = 0) -> ArticlePage:
        """A page of the guild's articles.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(actor, await tx.guilds.get(actor.guild_id))
            total = await tx.articles.count(actor.guild_id, search=search)
            articles = await tx.articles.page(
                actor.guild_id, search=search, offset=offset, limit=PAGE
            )
            counted = [(a, await tx.comments.count_on_stage(a.id)) for a in articles]
        return ArticlePage(counted, offset, total)

    async def _require_poster(self, actor: Actor, settings: GuildSettings, channel_id: int) -> None:
        require_moderator(actor, settings)
        await self._require_desk(settings)
        if channel_id == settings.moderators_channel_id:
            raise Refused(
                "Articles cannot be posted in the moderators' channel: nobody else can view it. "
                "Name another with the option channel."
            )


async def own_article(tx: Transaction, article_id: int, actor: Actor) -> Article:
    """An article of the server that a moderator acts on.

    Raises:
        NotFound, NotAllowed: no such article there, or no moderator.
    """
    require_moderator(actor, await tx.guilds.get(actor.guild_id))
    article = await tx.articles.get(article_id)
    if article is None or article.guild_id != actor.guild_id:
        raise NotFound("There is no such article on this server. See /article list.")
    return article
