"""Undoing what was decided about a waiting text: it waits again, as if nobody had decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.card import CardKind
from bot.domain.comment import Comment, CommentState
from bot.domain.desk import UNDO_WITHIN, Decided
from bot.domain.errors import Conflict, GreenroomError, NotFound, NotYet, Refused
from bot.domain.job import Job, JobKind, Priority
from bot.workflow.changes import keep
from bot.workflow.desk.bulk import Powers
from bot.workflow.jobs import answer_job, recount_job, retract_job, stage_job
from bot.workflow.outcomes import Change, entry
from bot.workflow.permissions import require_moderator, require_not_involved
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.standing import strikes


class OthersDecision(Refused):
    """Another moderator decided: undoing that has to be asked for in so many words."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone of a batch, and what was not and why."""

    done: tuple[int, ...]
    left: tuple[tuple[int, GreenroomError], ...]


def undone(comment: Comment, decided: Decided, moderator: Actor, *, now: datetime) -> Change:
    """The text waits again; what was shown of it because of the decision is shown no more.

    Raises:
        NotYet: the time in which it can be undone is over.
        Conflict: it was undone before, or something has happened to the comment since.
    """
    if decided.undone:
        raise Conflict("This decision has been undone already.")
    if now - decided.at > UNDO_WITHIN:
        raise NotYet("A decision can be undone for ten minutes; these are over.")
    if comment.state is CommentState.WITHDRAWN:
        raise Conflict("Its author has withdrawn it.")
    if comment.latest_number != decided.number or comment.pending_number is not None:
        raise Conflict("Its author has changed the text since, or it waits again.")
    if comment.decided_at != decided.at or comment.decided_by != decided.by_id:
        raise Conflict("Another moderator has decided about it since.")
    after = replace(
        comment,
        state=decided.before_state,
        shown_number=decided.before_shown,
        pending_number=decided.number,
        waiting_since=decided.before_waiting,
        decided_by=None,
        reason="",
    )
    return Change(
        after,
        history=(entry(comment, after, "undone", now, by=moderator, number=decided.number),),
        jobs=(*_shown_as_before(after, now), answer_job(comment, now)),
        open_card=CardKind.REVIEW,
        requote=comment.message_id is not None,
    )


def _shown_as_before(comment: Comment, now: datetime) -> tuple[Job, ...]:
    if comment.message_id is None:
        return (recount_job(comment, now),)
    if comment.state is CommentState.PUBLISHED:
        return (stage_job(comment, JobKind.REVISE, Priority.CHANGED, now),)
    return retract_job(comment, now), recount_job(comment, now)


class Undoing:
    """Undoes decisions, one alone or all of a batch."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def undo(
        self, batch: int, moderator: Actor, powers: Powers, *, anyway: bool = False
    ) -> Undone:
        """Undo what was decided together, each where nothing has happened to it since.

        Args:
            anyway: Also where another moderator decided.

        Raises:
            NotAllowed: no moderator.
            NotFound: nothing of the kind was decided here lately.
            OthersDecision: another moderator decided, and ``anyway`` was not said.
        """
        async with self._store.read() as tx:
            decided = await _batch(tx, batch, moderator)
        first = decided[0]
        if first.by_id != moderator.id and not anyway:
            raise OthersDecision("{name} decided this.", name=first.by_name)
        done: list[int] = []
        left: list[tuple[int, GreenroomError]] = []
        for one in decided:
            try:
                moderator = powers(await self._channel_of(one.comment_id))
                await self._undo_one(batch, one, moderator)
            except GreenroomError as refused:
                left.append((one.comment_id, refused))
            else:
                done.append(one.comment_id)
        return Undone(tuple(done), tuple(left))

    async def batch_of(self, comment_id: int, moderator: Actor) -> int:
        """The batch that the newest decision about a comment belongs to.

        Raises:
            NotAllowed: no moderator.
            NotFound: nothing was decided about it lately.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            newest = await tx.decisions.newest_of(comment_id)
        if newest is None or newest.guild_id != moderator.guild_id:
            raise NotFound("Nothing was decided about this that could be undone.")
        return newest.batch

    async def undo_one(self, comment_id: int, moderator: Actor, *, anyway: bool = False) -> None:
        """Undo the newest decision about one comment, whatever was decided with it.

        Raises:
            NotAllowed, NotFound, OthersDecision: see `undo`.
            NotYet, Conflict: see `undone`.
        """
        batch = await self.batch_of(comment_id, moderator)
        async with self._store.read() as tx:
            decided = await _batch(tx, batch, moderator)
        one = next(one for one in decided if one.comment_id == comment_id)
        if one.by_id != moderator.id and not anyway:
            raise OthersDecision("{name} decided this.", name=one.by_name)
        await self._undo_one(batch, one, moderator)

    async def _channel_of(self, comment_id: int) -> int:
        async with self._store.read() as tx:
            comment = await tx.comments.get(comment_id)
        if comment is None:
            raise NotFound("There is no comment with this number on this server.")
        return comment.channel_id

    async def _undo_one(self, batch: int, decided: Decided, moderator: Actor) -> None:
        now = self._clock()
        async with self._store.write() as tx:
            comment = await tx.comments.get(decided.comment_id)
            if comment is None:
                raise NotFound("There is no comment with this number on this server.")
            require_moderator(moderator, await tx.guilds.get(comment.guild_id))
            await require_not_involved(tx, comment, moderator)
            current = await tx.decisions.newest_of(decided.comment_id)
            await keep(tx, undone(comment, current or decided, moderator, now=now), now=now)
            await strikes.take_back(tx, comment, now=now)
            await tx.decisions.undone(batch, [decided.comment_id])
            await tx.desk.unsettle_reports(decided.comment_id, decided.at)


async def _batch(tx: Transaction, batch: int, moderator: Actor) -> list[Decided]:
    require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
    decided = list(await tx.decisions.of_batch(batch))
    if not decided or decided[0].guild_id != moderator.guild_id:
        raise NotFound("Nothing was decided about this that could be undone.")
    return decided
