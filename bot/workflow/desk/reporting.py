"""Members report comments; moderators say what became of it, and that is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.card import CardKind, Report
from bot.domain.comment import Comment, CommentState, HistoryEntry
from bot.domain.desk import DeskSettings, ReportOutcome
from bot.domain.errors import Conflict, NotFound, Refused
from bot.workflow.changes import keep
from bot.workflow.jobs import answer_job, card_job, recount_job, retract_job
from bot.workflow.lifecycle import kept
from bot.workflow.outcomes import Change, entry
from bot.workflow.permissions import require_moderator, require_not_involved
from bot.workflow.ports import Clock, Store, Transaction

REMEMBERED = 10
"""A reporter's last decided reports that count."""
DOUBTED_FROM = 3
"""Decided reports from which a reporter whose reports were mostly dismissed counts half."""
DISTRUSTED_FROM = 5
"""Decided reports from which one of whose reports four of five were dismissed hides nothing."""


@dataclass(frozen=True, slots=True)
class ReporterStanding:
    """How a member's last reports fared."""

    decided: int
    upheld: int

    @property
    def weight(self) -> float:
        """What a report of theirs counts towards hiding a comment: 1, 0.5 or 0."""
        dismissed = self.decided - self.upheld
        if self.decided >= DISTRUSTED_FROM and dismissed >= 0.8 * self.decided:
            return 0.0
        if self.decided >= DOUBTED_FROM and dismissed > 0.5 * self.decided:
            return 0.5
        return 1.0


def standing_of(outcomes: Sequence[ReportOutcome]) -> ReporterStanding:
    """The standing that outcomes come to, the newest first."""
    last = outcomes[:REMEMBERED]
    return ReporterStanding(len(last), sum(one is ReportOutcome.UPHELD for one in last))


def hidden(comment: Comment, *, now: datetime) -> Change:
    """Enough members reported it: it is shown to nobody until a moderator has decided."""
    after = replace(
        comment,
        state=CommentState.HELD,
        pending_number=comment.shown_number,
        shown_number=None,
        waiting_since=now,
        decided_at=now,
        decided_by=None,
    )
    return Change(
        after,
        history=(entry(comment, after, "hidden", now, number=after.pending_number),),
        jobs=(retract_job(comment, now), recount_job(comment, now), answer_job(comment, now)),
        open_card=CardKind.REVIEW,
        close_cards=True,
        requote=True,
    )


class Reports:
    """What members bring before moderators."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def report(self, comment_id: int, reporter: Actor, reason: str) -> float:
        """A member asks moderators to look at a published comment, which stays visible unless the
        server hides what so many report.

        Returns:
            What their report weighs; 0 for somebody whose reports were mostly dismissed.

        Raises:
            NotFound: there is no such comment on the stage.
            Refused: it is their own, or they reported it before.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await _reportable(tx, comment_id, reporter)
            report = Report(comment_id, reporter.id, reporter.name, reason.strip(), now)
            if not await tx.comments.add_report(report):
                raise Refused("You have reported this comment before. Moderators have it.")
            await tx.comments.add_history([_reported(comment, report)])
            settings = await tx.desk.settings(comment.guild_id)
            reporters = await tx.desk.open_reporters(comment_id)
            weights = {one: await _weight(tx, comment.guild_id, one) for one in reporters}
            if _hides(settings, comment, sum(weights.values())):
                await keep(tx, hidden(comment, now=now), now=now)
            elif len(reporters) >= settings.report_threshold:
                await _open_card(tx, comment, now)
            return weights.get(reporter.id, 1.0)

    async def check(self, comment_id: int, reporter: Actor) -> None:
        """The check before the report form is shown.

        Raises:
            NotFound, Refused: see `report`.
        """
        async with self._store.read() as tx:
            await _reportable(tx, comment_id, reporter)
            if any(r.reporter_id == reporter.id for r in await tx.comments.reports(comment_id)):
                raise Refused("You have reported this comment before. Moderators have it.")

    async def false_report(self, comment_id: int, moderator: Actor) -> Comment:
        """There was nothing to report: the comment stays, and its reporters count less.

        Raises:
            NotFound, NotAllowed: no such comment here, no moderator, or one who is involved.
            Conflict: it is not published any more, or no report of it waits.
        """
        now = self._clock()
        async with self._store.write() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            comment = await tx.comments.get(comment_id)
            if comment is None or comment.guild_id != moderator.guild_id:
                raise NotFound("There is no comment with this number on this server.")
            await require_not_involved(tx, comment, moderator)
            if not await tx.desk.open_reporters(comment_id):
                raise Conflict("No report of this comment waits for a decision.")
            change = kept(comment, moderator, now=now)
            told = replace(change.history[0], reason="False report.")
            await tx.desk.settle_reports(comment_id, ReportOutcome.FALSE, now)
            return await keep(tx, replace(change, history=(told,)), now=now)


def _hides(settings: DeskSettings, comment: Comment, weight: float) -> bool:
    return (
        settings.hide_threshold > 0
        and weight >= settings.hide_threshold
        and comment.pending_number is None
        and not comment.is_imported
    )


async def _weight(tx: Transaction, guild_id: int, reporter_id: int) -> float:
    outcomes = await tx.desk.outcomes(guild_id, reporter_id, limit=REMEMBERED)
    return standing_of(outcomes).weight


async def _open_card(tx: Transaction, comment: Comment, now: datetime) -> None:
    card = await tx.cards.open(
        guild_id=comment.guild_id,
        comment_id=comment.id,
        number=comment.shown_number or comment.latest_number,
        kind=CardKind.LOOK,
        at=now,
    )
    await tx.jobs.add(card_job(card.guild_id, card.id, now))


def _reported(comment: Comment, report: Report) -> HistoryEntry:
    return HistoryEntry(
        comment_id=comment.id,
        at=report.at,
        event="reported",
        from_state=comment.state,
        to_state=comment.state,
        actor_id=report.reporter_id,
        actor_name=report.reporter_name,
        reason=report.reason,
    )


async def _reportable(tx: Transaction, comment_id: int, reporter: Actor) -> Comment:
    comment = await tx.comments.get(comment_id)
    if comment is None or comment.guild_id != reporter.guild_id or not comment.is_on_stage:
        raise NotFound("This comment is no longer there.")
    if comment.author.id == reporter.id:
        raise Refused("This comment is your own. You can withdraw it under My comments.")
    return comment
