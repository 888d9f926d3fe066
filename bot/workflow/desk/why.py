"""Why a text waits, and what would have to be different: answered from the verdict alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.verdict import Category, Decision, Finding, Verdict
from bot.moderation import Policy


@dataclass(frozen=True, slots=True)
class Why:
    """One finding, with what it weighed."""

    finding: Finding
    quote: str
    """The passage as its author wrote it; empty where the finding is about the whole text."""
    threshold: float | None
    """The score from which the policy decides so; None where it is not known or no score decides,
    as with a check that failed."""
    without: Decision
    """What the verdict would have been without what was found in this passage."""


def reasons_of(text: str, verdict: Verdict, policy: Policy | None) -> tuple[Why, ...]:
    """Every finding that counts, the strictest first.

    Args:
        policy: What the verdict was reached by; None where that is not known any more.
    """
    return tuple(
        Why(
            finding,
            "" if _is_whole(finding, text) else finding.span.of(text),
            _threshold(finding, policy),
            without(verdict, finding, text).decision,
        )
        for finding in verdict.strictest_first
        if finding.decision > Decision.PUBLISH
    )


def without(verdict: Verdict, finding: Finding, text: str) -> Verdict:
    """The verdict of what was found elsewhere, decided by the law that merges findings.

    Of a passage everything that was found in it goes. What is about the whole text, such as its
    language, goes alone: the passages in it stay.
    """
    if _is_whole(finding, text):
        left = tuple(one for one in verdict.findings if one != finding)
    else:
        left = tuple(one for one in verdict.findings if not _overlap(one, finding, text))
    return Verdict.of(left, verdict.policy)


def _threshold(finding: Finding, policy: Policy | None) -> float | None:
    # What becomes of other languages is a server's choice, and a failed check has no score.
    if policy is None or finding.category in {Category.LANGUAGE, Category.FAILURE}:
        return None
    thresholds = policy.thresholds.get(finding.category)
    if thresholds is None:
        return None
    by_decision = {
        Decision.FLAG: thresholds.flag,
        Decision.HOLD: thresholds.hold,
        Decision.REJECT: thresholds.reject,
    }
    return by_decision.get(finding.decision)


def _is_whole(finding: Finding, text: str) -> bool:
    return finding.span.end - finding.span.start >= len(text)


def _overlap(one: Finding, finding: Finding, text: str) -> bool:
    if _is_whole(one, text):
        return False
    return one.span.start < finding.span.end and finding.span.start < one.span.end
