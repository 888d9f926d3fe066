"""What an author's history comes to, and what that makes of a verdict: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.comment import CommentState
from bot.domain.standing import (
    AuthorRecord,
    AuthorStanding,
    Mark,
    Scrutiny,
    StandingSettings,
)
from bot.domain.verdict import Category, Counter, Decision, Finding, Span, Verdict
from bot.moderation import wording

LOOK_BACK = 200
"""An author's newest comments that are counted. What lies before says little about them now."""
FEWEST_DECIDED = 5
"""Decided comments below which a share of them says nothing."""

_REJECTED = frozenset({CommentState.REJECTED, CommentState.REMOVED})


def record_of(
    newest_first: Sequence[CommentState], settings: StandingSettings, *, points: int, mark: Mark
) -> AuthorRecord:
    """The counts of an author's comments, by their states."""
    decided = [one for one in newest_first if one in _REJECTED or one is CommentState.PUBLISHED]
    recent = decided[: settings.watched_last]
    return AuthorRecord(
        published=sum(one is CommentState.PUBLISHED for one in decided),
        decided=len(decided),
        rejected=sum(one in _REJECTED for one in decided),
        recent_decided=len(recent),
        recent_rejected=sum(one in _REJECTED for one in recent),
        points=points,
        mark=mark,
    )


def standing_of(record: AuthorRecord, settings: StandingSettings) -> AuthorStanding:
    """How an author stands on a server. What a moderator set by hand comes first, then what
    speaks against them, then what speaks for them."""
    if record.mark is not Mark.NONE:
        return AuthorStanding(record.mark.value)
    share_counts = record.recent_decided >= FEWEST_DECIDED
    rejected_share = _per_cent(record.recent_rejected, record.recent_decided)
    if record.points > settings.watched_points or (
        share_counts and rejected_share > settings.watched_rejected
    ):
        return AuthorStanding.WATCHED
    if record.published < max(settings.new_below, 1):
        return AuthorStanding.NEW
    if (
        record.published >= settings.trusted_from
        and _per_cent(record.rejected, record.decided) < settings.trusted_rejected
        and not record.points
    ):
        return AuthorStanding.TRUSTED
    return AuthorStanding.REGULAR


def reasons_to_wait(
    record: AuthorRecord, settings: StandingSettings, text: str
) -> tuple[Finding, ...]:
    """What an author's standing adds to the findings on a text of theirs."""
    standing = standing_of(record, settings)
    if standing is AuthorStanding.WATCHED and settings.watched is Scrutiny.WAIT:
        said = wording.WATCHED_WAIT.format(why=_why_watched(record))
        return (_finding("standing.watched", Decision.HOLD, said, text),)
    if standing is not AuthorStanding.TRUSTED and record.published < settings.first_wait:
        said = wording.NEW_AUTHOR.format(published=record.published, first=settings.first_wait)
        return (_finding("standing.new", Decision.HOLD, said, text),)
    return ()


def needs_stricter(record: AuthorRecord, settings: StandingSettings) -> bool:
    """Whether texts of this author are judged under the strict preset as well."""
    return (
        settings.watched is Scrutiny.STRICTER
        and standing_of(record, settings) is AuthorStanding.WATCHED
    )


def stricter_of(verdict: Verdict, strict: Verdict, record: AuthorRecord, text: str) -> Verdict:
    """The verdict, with what a stricter policy makes of each finding where that is stricter.

    It keeps the name of its own policy, and never becomes milder.
    """
    strictest: dict[tuple[str, Category, Span], Finding] = {}
    for finding in (*verdict.findings, *strict.findings):
        key = (finding.rule, finding.category, finding.span)
        known = strictest.get(key)
        if known is None or finding.decision > known.decision:
            strictest[key] = finding
    findings = tuple(strictest.values())
    raised = Verdict.of(findings, verdict.policy)
    if raised.decision <= verdict.decision:
        return verdict
    said = wording.WATCHED_STRICTER.format(why=_why_watched(record))
    return Verdict.of(
        (*findings, _finding("standing.watched", raised.decision, said, text)), verdict.policy
    )


def milder_for_staff(verdict: Verdict, text: str) -> Verdict:
    """What a moderator wrote: what would wait is shown, with a card.

    Only HOLD becomes FLAG. A rejection stays one, and so does what waits because a check could not
    be done.
    """
    if verdict.decision is not Decision.HOLD:
        return verdict
    if any(_must_wait(finding) for finding in verdict.findings):
        return verdict
    counter = Counter("staff", wording.STAFF_SHOWN)
    findings = tuple(
        replace(finding, decision=Decision.FLAG, counters=(*finding.counters, counter))
        if finding.decision is Decision.HOLD
        else finding
        for finding in verdict.findings
    )
    noted = _finding("standing.staff", Decision.FLAG, wording.BY_STAFF, text)
    return Verdict.of((*findings, noted), verdict.policy)


def _must_wait(finding: Finding) -> bool:
    return finding.decision is Decision.HOLD and finding.category is Category.FAILURE


def _why_watched(record: AuthorRecord) -> str:
    if record.mark is Mark.WATCHED:
        return wording.BY_HAND
    return wording.BY_RECORD.format(
        rejected=record.recent_rejected, decided=record.recent_decided, points=record.points
    )


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _finding(rule: str, decision: Decision, explanation: str, text: str) -> Finding:
    """A finding about who wrote a text. It says nothing of what was written, so that comes before
    it wherever the worst of a text counts: in the queue, in the weight of a strike."""
    return Finding(
        decision=decision,
        rule=rule,
        category=Category.FORM,
        span=Span(0, len(text)),
        score=0.0,
        explanation=explanation,
    )
