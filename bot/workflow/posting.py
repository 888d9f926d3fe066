"""Articles on the stage: the post, its thread, and what the post says as things change."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.domain.errors import (
    OutcomeUnknown,
    StageBusy,
    StageGone,
    StageUnavailable,
)
from bot.domain.guild import ChannelMode
from bot.domain.job import Job, JobKind, Priority
from bot.domain.posted import Article, ArticleState
from bot.workflow.dispatcher import Postponed
from bot.workflow.jobs import stage_job
from bot.workflow.ports import Clock, Store
from bot.workflow.room import Room
from bot.workflow.stage import ArticleStage, Topic
from bot.workflow.telling import Teller

log = logging.getLogger(__name__)


class Posting:
    """Does the jobs that change an article's own post."""

    def __init__(
        self, store: Store, stage: ArticleStage, room: Room, teller: Teller, clock: Clock
    ) -> None:
        self._store = store
        self._stage = stage
        self._room = room
        self._teller = teller
        self._clock = clock

    async def post(self, job: Job, tried: bool) -> None:
        """Make the post and its thread, each once, and open the article for comments."""
        article = await self._article(job.target_id)
        if article is None:
            return
        try:
            await self._post(article, tried)
        except (StageBusy, OutcomeUnknown):
            raise
        except StageUnavailable as refused:
            detail = f"{article.document.title} (article {article.id}): {refused}"
            await self._teller.tell_once(article.guild_id, Topic.STAGE_UNAVAILABLE, detail)
            raise
        async with self._store.write() as tx:
            await tx.guilds.tell_again(article.guild_id, Topic.STAGE_UNAVAILABLE.value)

    async def _post(self, article: Article, tried: bool) -> None:
        if article.message_id is None:
            unposted = article
            stands = await self._room.for_thread_of(
                unposted, lambda: self._stage.post_article(unposted, look_first=tried)
            )
            article = replace(
                article, message_id=stands.message_id, in_forum=stands.thread_id is not None
            )
            article = await self._keep(article)
            if article.thread_id is not None:
                # It was posted before, and its thread has outlived the post.
                article = await self._open(article, article.thread_id)
        if article.thread_id is None:
            posted = article
            thread_id = await self._room.for_thread_of(
                posted, lambda: self._stage.open_thread(posted)
            )
            article = await self._open(posted, thread_id)
        await self._refresh(article)
        await self._stage.prepare_comments(article)

    async def refresh(self, job: Job, _tried: bool) -> None:
        """Draw the post anew: title, lead, open or closed, number of comments."""
        article = await self._article(job.target_id)
        if article is None:
            return
        if not article.is_posted:
            raise Postponed(0.5)
        await self._refresh(article)

    async def _refresh(self, article: Article) -> None:
        async with self._store.read() as tx:
            comments = await tx.comments.count_on_stage(article.id)
            archived = await tx.comments.count_archived(article.id)
            prepared = await tx.guilds.prepared(article.channel_id)
        mode = prepared.mode if prepared is not None else ChannelMode.FORMS
        try:
            await self._stage.refresh_article(
                article, comments=comments, archived=archived, mode=mode
            )
        except StageGone:
            # Somebody deleted the post. Its thread, and the comments in it, live on.
            log.warning("the post of article %d is gone", article.id)

    async def _open(self, article: Article, thread_id: int) -> Article:
        """Open it for comments; those that came with it go to the stage now, in their order."""
        now = self._clock()
        is_new = article.state is ArticleState.POSTING
        opened = replace(
            article,
            thread_id=thread_id,
            state=ArticleState.OPEN if is_new else article.state,
            last_activity_at=now,
        )
        async with self._store.write() as tx:
            opened = await tx.articles.update(opened)
            for comment in await tx.comments.cleared(article.id):
                await tx.jobs.add(stage_job(comment, JobKind.PUBLISH, Priority.NEW, now))
        return opened

    async def _article(self, article_id: int) -> Article | None:
        async with self._store.read() as tx:
            return await tx.articles.get(article_id)

    async def _keep(self, article: Article) -> Article:
        async with self._store.write() as tx:
            return await tx.articles.update(article)
