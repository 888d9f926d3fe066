"""A rule tried on what was decided before, so that its effect is known before it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.errors import NotFound, Refused
from bot.domain.rule import Rule, RuleState
from bot.domain.verdict import Category, Decision
from bot.moderation import Context, Detector, judge_with
from bot.moderation.detectors import rules as detector
from bot.moderation.rules import CompiledRules
from bot.workflow.permissions import require_reader
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.rules.tables import Judged

MOST = 20_000
"""Comments that a replay reads."""
DAYS = 90
"""How far it goes back, if nothing else is said."""
BATCH = 250
"""Comments that are read at once; between two batches others have their turn."""
EXAMPLES = 5
_TOLD_EVERY = 1_000


@dataclass(slots=True)
class Replay:
    """What a rule would have done, as far as has been read."""

    rule: Rule
    read: int = 0
    hits: list[int] = field(default_factory=list)
    """The comments that it would have fired on, newest first."""
    examples: list[Judged] = field(default_factory=list)
    approved: int = 0
    rejected: int = 0
    waiting: int = 0
    is_done: bool = False
    was_stopped: bool = False
    is_cut: bool = False
    """Whether there was more than is read."""


Progress = Callable[[Replay], Awaitable[None]]


class Replays:
    """Tries rules on stored comments; one at a time on each server."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._under_way: dict[int, asyncio.Event] = {}

    async def run(
        self, actor: Actor, number: int, *, days: int = DAYS, progress: Progress
    ) -> Replay:
        """Try a rule, newest comments first.

        Args:
            progress: Told at the beginning and every thousand comments.

        Raises:
            NotAllowed, NotFound: neither moderator nor manager, or no such rule.
            Refused: a replay is under way on this server.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            rule = await tx.rules.get(actor.guild_id, number)
        if rule is None:
            raise NotFound(
                "There is no rule {number} on this server. See /rules list.", number=number
            )
        if actor.guild_id in self._under_way:
            raise Refused("A replay is under way on this server already. Wait for it, or stop it.")
        stop = self._under_way[actor.guild_id] = asyncio.Event()
        try:
            return await self._run(rule, days, progress, stop)
        finally:
            del self._under_way[actor.guild_id]

    async def stop(self, actor: Actor) -> None:
        """Stop the replay of a server after the batch it is at.

        Raises:
            NotAllowed, Refused: neither moderator nor manager, or none is under way.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
        stop = self._under_way.get(actor.guild_id)
        if stop is None:
            raise Refused("No replay is under way any more.")
        stop.set()

    async def _run(self, rule: Rule, days: int, progress: Progress, stop: asyncio.Event) -> Replay:
        # Tried everywhere and for ever: where it is for one channel the comments are chosen.
        tried = replace(rule, state=RuleState.ACTIVE, channel_id=None, expires_at=None)
        compiled = await asyncio.to_thread(CompiledRules, [tried])
        since = self._clock() - timedelta(days=days)
        found, before, told, seen = Replay(rule), None, 0, 0
        await progress(found)
        while not found.is_done:
            if stop.is_set():
                found.was_stopped = found.is_done = True
                break
            async with self._store.read() as tx:
                batch = await tx.rules.judged(rule.guild_id, before=before, limit=BATCH)
                recent = [one for one in batch if one.at >= since]
                texts = [one for one in recent if rule.channel_id in {None, one.channel_id}]
                contexts = [await _context(tx, one, compiled, rule) for one in texts]
            fired = await asyncio.to_thread(_fired, texts, contexts)
            found.read += len(texts)
            found.hits += [one.comment_id for one in fired]
            found.examples += fired[: EXAMPLES - len(found.examples)]
            found.waiting += sum(one.is_waiting for one in fired)
            seen += len(batch)
            found.is_cut = seen >= MOST and len(recent) == BATCH
            found.is_done = len(recent) < BATCH or found.is_cut
            before = batch[-1].comment_id if batch else None
            if found.read - told >= _TOLD_EVERY and not found.is_done:
                told = found.read
                await progress(found)
        async with self._store.read() as tx:
            stands = await tx.rules.human_decisions(found.hits)
        found.approved = sum(stands.values())
        found.rejected = len(stands) - found.approved
        return found


def _fired(texts: Sequence[Judged], contexts: Sequence[Context]) -> list[Judged]:
    only = (Detector("the rule", detector.detect),)
    fired = []
    for one, context in zip(texts, contexts, strict=True):
        findings = judge_with(only, one.text, context).findings
        if any(
            finding.category is Category.RULE and finding.decision > Decision.PUBLISH
            for finding in findings
        ):
            fired.append(one)
    return fired


async def _context(tx: Transaction, one: Judged, compiled: CompiledRules, rule: Rule) -> Context:
    """What the rule has to know: only one that spares quotations asks what may be quoted."""
    if not rule.spares_quotes:
        return Context(rules=compiled)
    article = await tx.articles.get(one.article_id)
    parent = await tx.comments.get(one.parent_id) if one.parent_id is not None else None
    shown = None
    if parent is not None and parent.shown_number is not None:
        shown = await tx.comments.revision(parent.id, parent.shown_number)
    return Context(
        article_title=article.document.title if article is not None else "",
        article_text="\n\n".join(article.document.paragraphs) if article is not None else "",
        parent_text=shown.text if shown is not None else "",
        rules=compiled,
    )
