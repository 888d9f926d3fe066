"""Articles closed and opened again: by moderators, or by themselves after days or comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.errors import NotFound, Refused
from bot.domain.job import JobKind, Priority
from bot.domain.posted import Article, ArticleState
from bot.workflow.articles import own_article
from bot.workflow.jobs import article_job, revise_job
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.tables import Prepared


class Closing:
    """Closes and opens articles, and keeps each channel's rule."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def choose(
        self, manager: Actor, channel_id: int, *, days: int, comments: int
    ) -> Prepared:
        """Keep a channel's rule; 0 for never.

        Raises:
            NotAllowed, NotFound: no manager, or the channel was never made ready.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            prepared = await tx.guilds.prepared(channel_id)
            if prepared is None or prepared.guild_id != manager.guild_id:
                raise NotFound("This channel was not made ready. Run `/setup channel` first.")
            prepared = replace(prepared, close_days=days, close_comments=comments)
            await tx.guilds.put_prepared(prepared)
        return prepared

    async def close(self, article_id: int, actor: Actor) -> Article:
        """Switch Comment and Reply off; held comments can still be approved.

        Raises:
            NotFound, NotAllowed: no such article here, or no moderator.
            Refused: it is closed already.
        """
        return await self._turn(
            article_id, actor, ArticleState.CLOSED, "Comments on this article are closed already."
        )

    async def reopen(self, article_id: int, actor: Actor) -> Article:
        """Switch Comment and Reply on again.

        Raises:
            NotFound, NotAllowed: no such article here, or no moderator.
            Refused: it is open already.
        """
        return await self._turn(
            article_id, actor, ArticleState.OPEN, "Comments on this article are open already."
        )

    async def close_due(self) -> int:
        """Close what has reached its channel's rule; returns how many articles.

        Once: what a moderator opens again after that stays open.
        """
        now = self._clock()
        closed = 0
        async with self._store.read() as tx:
            rules = await tx.guilds.closing()
            due = [rule for rule in rules if await tx.articles.to_close(rule, now)]
        for rule in due:
            async with self._store.write() as tx:
                for article in await tx.articles.to_close(rule, now):
                    shut = replace(article, state=ArticleState.CLOSED, closed_by_rule=True)
                    await turn(tx, shut, now)
                    closed += 1
        return closed

    async def _turn(
        self, article_id: int, actor: Actor, state: ArticleState, already: str
    ) -> Article:
        now = self._clock()
        async with self._store.write() as tx:
            article = await own_article(tx, article_id, actor)
            if article.state is ArticleState.POSTING:
                raise Refused("This article is still being posted. Try again in a moment.")
            if article.state is state:
                raise Refused(already)
            return await turn(tx, replace(article, state=state), now)


async def turn(tx: Transaction, article: Article, now: datetime) -> Article:
    """Keep an article that was opened or closed, and draw it and its comments anew."""
    article = await tx.articles.update(article)
    await tx.jobs.add(article_job(article, JobKind.REFRESH_ARTICLE, Priority.CHANGED, now))
    for comment in await tx.comments.on_stage(article.id):
        if not comment.stands_as_typed:
            await tx.jobs.add(revise_job(comment, now))
    return article
