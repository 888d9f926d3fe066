"""Strikes: given with a moderator's decision, in its transaction, and taken back with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.case import DEFAULT_LADDER, Case, CaseKind, CaseState, Step
from bot.domain.comment import Comment, HistoryEntry
from bot.domain.standing import OTHER_WEIGHT, Mark, StandingSettings, Strike
from bot.workflow.ports import Transaction
from bot.workflow.standing.jobs import case_card_job, sanction_job
from bot.workflow.standing.ladder import step_reached

MARKS = {CaseKind.WATCH: Mark.WATCHED, CaseKind.TRUST: Mark.TRUSTED, CaseKind.UNWATCH: Mark.NONE}
"""What the kinds that only change a standing set it to."""


async def give(
    tx: Transaction, comment: Comment, decided: HistoryEntry, *, now: datetime
) -> Case | None:
    """The strike for a comment that a moderator refused or removed, and the step of the ladder
    that the author's points reach with it.

    A comment has one strike at the most: a new one takes the place of an earlier. Comments that
    came with an article, and decisions without a person, bring none.

    Returns:
        The case of the step that was reached, if one was.
    """
    author = comment.author
    if author.id is None or comment.is_imported or not decided.actor_id:
        return None
    settings = await tx.standing.settings(comment.guild_id)
    rule, points = await _weighed(tx, comment, decided, settings)
    await tx.standing.lock(comment.guild_id, author.id)
    before = await tx.standing.points(comment.guild_id, author.id, now)
    await tx.standing.take_back(comment.id, now)
    if not points:
        return None
    await tx.standing.add_strike(
        Strike(
            id=0,
            guild_id=comment.guild_id,
            user_id=author.id,
            comment_id=comment.id,
            rule=rule,
            points=points,
            at=now,
            expires_at=now + timedelta(days=settings.strike_days),
            moderator_id=decided.actor_id,
        )
    )
    after = await tx.standing.points(comment.guild_id, author.id, now)
    step = step_reached(await ladder_of(tx, comment.guild_id), before, after)
    if step is None:
        return None
    case = await tx.cases.add(_case(comment, author.id, step, after, decided.reason, now))
    await tx.jobs.add(case_card_job(case, now))
    if case.state is CaseState.ACTIVE:
        await tx.jobs.add(sanction_job(case, now))
    return case


async def take_back(tx: Transaction, comment: Comment, *, now: datetime) -> Sequence[Case]:
    """A decision about a comment was undone: its strike counts no more, and what the ladder made
    of it is taken back.

    Returns:
        The cases that were undone.
    """
    if comment.author.id is None:
        return ()
    await tx.standing.take_back(comment.id, now)
    cases = await tx.cases.of_comment(comment.guild_id, comment.author.id, comment.id)
    living = [case for case in cases if case.state in {CaseState.PROPOSED, CaseState.ACTIVE}]
    return [await undo(tx, case, now=now) for case in living]


async def undo(tx: Transaction, case: Case, *, now: datetime) -> Case:
    """Take a case back, with whatever it brought on Discord.

    Raises:
        Conflict: somebody else changed it since.
    """
    case = await tx.cases.update(replace(case, state=CaseState.UNDONE))
    if case.kind in MARKS:
        await tx.standing.mark(case.guild_id, case.user_id, await _mark_that_stands(tx, case))
    await tx.jobs.add(sanction_job(case, now))
    await tx.jobs.add(case_card_job(case, now))
    return case


async def _mark_that_stands(tx: Transaction, undone: Case) -> Mark:
    """What the newest of a member's cases that set one says, those undone left out."""
    cases = await tx.cases.of_user(undone.guild_id, undone.user_id, limit=100)
    for case in cases:
        if case.kind in MARKS and case.state is CaseState.ACTIVE:
            return MARKS[case.kind]
    return Mark.NONE


async def ladder_of(tx: Transaction, guild_id: int) -> tuple[Step, ...]:
    """A server's ladder: its own, else the default one."""
    own = await tx.standing.ladder(guild_id)
    return DEFAULT_LADDER if own is None else own


async def _weighed(
    tx: Transaction, comment: Comment, decided: HistoryEntry, settings: StandingSettings
) -> tuple[str, int]:
    """The rule that weighs most in the text decided about, with its points."""
    number = decided.number or comment.shown_number or comment.latest_number
    revision = await tx.comments.revision(comment.id, number)
    verdict = revision.verdict if revision is not None else None
    if verdict is None or not verdict.findings:
        return "", OTHER_WEIGHT
    strictest = verdict.strictest_first[0]
    return strictest.rule, settings.weight(strictest.rule, strictest.category.value)


def _case(
    comment: Comment, user_id: int, step: Step, points: int, reason: str, now: datetime
) -> Case:
    length = timedelta(seconds=step.seconds) if step.seconds is not None else None
    return Case(
        id=0,
        guild_id=comment.guild_id,
        number=0,
        user_id=user_id,
        user_name=comment.author.name,
        kind=step.kind,
        state=CaseState.ACTIVE if step.automatic else CaseState.PROPOSED,
        reason=reason,
        at=now,
        version=1,
        by_ladder=True,
        seconds=step.seconds,
        role_id=step.role_id,
        points=points,
        comment_ids=(comment.id,),
        active_at=now if step.automatic else None,
        expires_at=now + length if step.automatic and length is not None else None,
    )
