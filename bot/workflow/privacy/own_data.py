"""What is stored about a member: all of it to take away, and its end when they ask for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.comment import Comment, CommentState
from bot.domain.errors import Conflict
from bot.domain.job import Job, JobKind, Priority
from bot.domain.privacy import Deletion, Purge, PurgeReason
from bot.workflow.changes import keep
from bot.workflow.jobs import card_job, repost_job
from bot.workflow.outcomes import take_down
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.privacy.tables import Record

AT_ONCE = 50
"""Comments that are seen to in one transaction."""
ATTEMPTS = 5

_GONE = {CommentState.REJECTED, CommentState.WITHDRAWN, CommentState.REMOVED}
_WHAT = {
    Deletion.ANONYMISE: "comments made anonymous",
    Deletion.ERASE: "comments erased",
}


@dataclass(frozen=True, slots=True)
class Stock:
    """What would be deleted, and how."""

    deletion: Deletion
    comments: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted."""

    deletion: Deletion
    comments: int
    standing_messages: int
    """Messages of their own that stand as they typed them, under their own name."""


class OwnData:
    """A member's own data."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def download(self, actor: Actor) -> Mapping[str, object]:
        """Everything stored about them on this server, for JSON."""
        comments: list[Record] = []
        after = 0
        while True:
            async with self._store.read() as tx:
                page = await tx.privacy.records(actor.guild_id, actor.id, after=after)
            if not page:
                break
            comments += page
            after = int(page[-1]["number"])
        async with self._store.read() as tx:
            others = await tx.privacy.other_records(actor.guild_id, actor.id)
        return {
            "server": str(actor.guild_id),
            "member": str(actor.id),
            "made_at": self._clock().isoformat(),
            "comments": comments,
            **others,
        }

    async def stock(self, actor: Actor) -> Stock:
        """What `delete` would do."""
        async with self._store.read() as tx:
            settings = await tx.privacy.settings(actor.guild_id)
            count = await tx.privacy.count_of_member(actor.guild_id, actor.id)
        return Stock(settings.deletion, count)

    async def delete(self, actor: Actor, expected: Deletion) -> Deleted:
        """Delete what is stored about them, as the server's policy says.

        Comments lose author, name and picture; the rest as in `bot.storage.personal`. Each batch
        is a transaction: what was broken off is taken up by asking again.

        Args:
            expected: What the member was told would happen.

        Raises:
            Conflict: the server has chosen otherwise since, or the comments keep changing.
        """
        done = standing = 0
        async with self._store.read() as tx:
            deletion = (await tx.privacy.settings(actor.guild_id)).deletion
        if deletion is not expected:
            raise Conflict(
                "This server has changed what becomes of comments. Run /my data delete again, "
                "and read what would happen now."
            )
        while True:
            batch = await self._batch(actor, deletion)
            if not batch:
                break
            done += len(batch)
            if deletion is Deletion.ANONYMISE:
                standing += sum(one.stands_as_typed and one.is_on_stage for one in batch)
        async with self._store.write() as tx:
            rows = await tx.privacy.forget_member(actor.guild_id, actor.id)
            now = self._clock()
            for what, count in ((_WHAT[deletion], done), ("other rows about a member", rows)):
                if count:
                    await tx.privacy.log(
                        Purge(actor.guild_id, now, what, count, PurgeReason.MEMBER)
                    )
        return Deleted(deletion, done, standing)

    async def _batch(self, actor: Actor, deletion: Deletion) -> Sequence[Comment]:
        """See to some of their comments; returns those as they were."""
        for attempt in range(ATTEMPTS):
            try:
                async with self._store.write() as tx:
                    return await self._see_to(tx, actor, deletion)
            except Conflict:
                # A moderator decided at the same moment: the newer state is read and seen to.
                if attempt == ATTEMPTS - 1:
                    raise
        return ()

    async def _see_to(self, tx: Transaction, actor: Actor, deletion: Deletion) -> Sequence[Comment]:
        now = self._clock()
        found = await tx.privacy.of_member(actor.guild_id, actor.id, limit=AT_ONCE)
        if not found:
            return ()
        ids = [comment.id for comment in found]
        for comment in found:
            if deletion is Deletion.ERASE:
                if comment.state not in _GONE:
                    change = take_down(
                        comment,
                        CommentState.WITHDRAWN,
                        event="erased",
                        by=actor,
                        reason="",
                        now=now,
                    )
                    await keep(tx, change, now=now)
            elif await _bears_a_name(tx, comment):
                await tx.jobs.add(repost_job(comment, now))
        await tx.privacy.unname(ids, actor.id)
        if deletion is Deletion.ERASE:
            await tx.privacy.blank(ids, now)
        await redraw_cards(tx, ids, now)
        return found


async def _bears_a_name(tx: Transaction, comment: Comment) -> bool:
    """Whether a post of ours shows, or is just about to show, the author's name."""
    if comment.state is not CommentState.PUBLISHED or comment.stands_as_typed:
        return False
    under_way = await tx.jobs.ahead(JobKind.PUBLISH, comment.id) is not None
    return comment.message_id is not None or under_way


async def redraw_cards(tx: Transaction, comment_ids: Sequence[int], now: datetime) -> None:
    """Draw the cards of comments anew, after everything that moderators wait for."""
    for card in await tx.privacy.cards_of(comment_ids):
        job: Job = replace(card_job(card.guild_id, card.id, now), priority=Priority.COUNTS)
        await tx.jobs.add(job)
