"""Judging in its context: what the judge is told about the article and the comment answered."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.domain.comment import Author, Comment
from bot.domain.guild import GuildSettings
from bot.domain.posted import Article
from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.moderation import Context, Policy, shipped_judge, wording
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.naming import shown_name
from bot.workflow.ports import Clock, Judge, StaffNames, Store, Transaction
from bot.workflow.rules.book import Rulebook
from bot.workflow.rules.hits import hits_of, kept_of
from bot.workflow.standing.weighing import Weighing

log = logging.getLogger(__name__)


class OfflineJudge:
    """`bot.workflow.ports.Judge` on this machine: one text at a time, beside the event loop."""

    def __init__(self, classifier: str = "off") -> None:
        """Args:
        classifier: ``default`` or ``off``.
        """
        self._classifier = classifier
        # One thread: the classifier uses one core, and verdicts come in the order of arrival.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="judge")

    async def __call__(self, text: str, context: Context) -> Verdict:
        """Raises:
        ModelBroken: the classifier cannot be loaded.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._judge, text, context)

    async def warm_up(self) -> None:
        """Load what judging needs, so that the first comment does not wait for it.

        Raises:
            ModelBroken: the classifier cannot be loaded.
        """
        # One text in another language and one that the classifier reads.
        await self("Hier gibt es nichts zu sehen.", Context())
        await self("There is nothing to see here, thank you all the same.", Context())

    def close(self) -> None:
        """End the thread; what waits for it is not judged."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _judge(self, text: str, context: Context) -> Verdict:
        return shipped_judge(self._classifier)(text, context)


async def context_of(
    tx: Transaction,
    article: Article,
    parent_id: int | None,
    settings: GuildSettings | None = None,
) -> Context:
    """What the judge should know: the article, the comment answered, the guild's choices.

    Args:
        settings: Those choices, where they have been read already.
    """
    settings = settings or await tx.guilds.get(article.guild_id)
    parent_text = ""
    if parent_id is not None:
        parent = await tx.comments.get(parent_id)
        if parent is not None and parent.shown_number is not None:
            shown = await tx.comments.revision(parent.id, parent.shown_number)
            parent_text = shown.text if shown is not None else ""
    book = await tx.rules.book(article.guild_id)
    return replace(
        guild_context(settings, book, article.channel_id),
        article_title=article.document.title,
        article_text="\n\n".join(article.document.paragraphs),
        parent_text=parent_text,
    )


def guild_context(
    settings: GuildSettings, book: Rulebook, channel_id: int | None = None
) -> Context:
    """The context that a server's choices give to every text in a channel.

    Args:
        channel_id: The article's; None for what holds everywhere.
    """
    return Context(
        policy=book.policy_in(channel_id, settings.policy),
        foreign=settings.foreign_comments,
        rules=book.rules,
        channel_id=channel_id,
    )


async def context_in(tx: Transaction, guild_id: int, channel_id: int | None = None) -> Context:
    """What the judge should know of a text that belongs to no article."""
    settings = await tx.guilds.get(guild_id)
    return guild_context(settings, await tx.rules.book(guild_id), channel_id)


class Bench:
    """Judges stored revisions and keeps what follows from the verdict."""

    def __init__(
        self,
        store: Store,
        judge: Judge,
        clock: Clock,
        staff_names: StaffNames,
        weighing: Weighing,
        *,
        time_limit: float = 5.0,
    ) -> None:
        """Args:
        time_limit: Seconds after which a text that is still being judged is held.
        """
        self._store = store
        self._judge = judge
        self._clock = clock
        self._staff_names = staff_names
        self._weighing = weighing
        self._time_limit = time_limit

    async def decide(
        self,
        comment: Comment,
        number: int,
        context: Context,
        text: str,
        *,
        besides: tuple[Finding, ...] = (),
    ) -> Comment:
        """Judge a revision and keep the outcome.

        Args:
            besides: What is known against it already.

        Raises:
            Conflict: the comment was changed while it was judged; the newer text has its own turn.
        """
        verdict = await self.verdict_on(text, context, comment.guild_id, comment.author)
        if besides:
            verdict = verdict.merge(Verdict.of(besides, verdict.policy))
        return await self.keep(comment, number, context, verdict)

    async def keep(
        self, comment: Comment, number: int, context: Context, verdict: Verdict
    ) -> Comment:
        """Keep the outcome of a verdict.

        Raises:
            Conflict: the comment was changed while it was judged; the newer text has its own turn.
        """
        name = await self._name_above(comment, context)
        hits, verdict = hits_of(verdict), kept_of(verdict)
        now = self._clock()
        async with self._store.write() as tx:
            current = await tx.comments.get(comment.id)
            if current is None:
                raise LookupError(f"comment {comment.id} is not stored")
            await tx.comments.set_verdict(comment.id, number, verdict, now)
            if hits:
                await tx.rules.add_hits(comment.guild_id, comment.id, number, hits, now)
            named = replace(current, shown_name=name)
            return await keep(tx, lifecycle.judged(named, number, verdict, now=now), now=now)

    async def _name_above(self, comment: Comment, context: Context) -> str:
        if comment.shown_name:
            return comment.shown_name
        return await shown_name(
            comment.author,
            guild_id=comment.guild_id,
            staff_names=await self._staff_names(comment.guild_id, besides=comment.author.id),
            judge=self.verdict,
            policy=context.policy,
        )

    async def verdict_on(
        self, text: str, context: Context, guild_id: int, author: Author
    ) -> Verdict:
        """The verdict on a text of this author, whose standing on the server counts as well."""
        verdict = await self.verdict(text, context)
        return await self._weighing.weighed(
            verdict, text, context, self.verdict, guild_id=guild_id, author_id=author.id
        )

    async def verdict(self, text: str, context: Context) -> Verdict:
        """The verdict on a text. A judge that fails or is late means HOLD, never a pass."""
        if context.rules:
            context = replace(context, now=self._clock())
        try:
            async with asyncio.timeout(self._time_limit):
                return await self._judge(text, context)
        except TimeoutError:
            log.error("judging took longer than %.1f s; the text is held", self._time_limit)
            return _not_judged(text, context.policy, wording.NOT_IN_TIME)
        except Exception:
            # Whatever a judge raises, uncertainty holds a comment; it never publishes it.
            log.exception("judging failed; the text is held")
            return _not_judged(text, context.policy, wording.NOT_JUDGED)


def _not_judged(text: str, policy: Policy, explanation: str) -> Verdict:
    finding = Finding(
        decision=Decision.HOLD,
        rule="judge-failed",
        category=Category.FAILURE,
        span=Span(0, len(text)),
        score=1.0,
        explanation=explanation,
    )
    return Verdict.of((finding,), policy.label)
