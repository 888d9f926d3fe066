"""What a verdict says of a server's own rules: which fired, and what of that is kept."""

from __future__ import annotations

from bot.domain.rule import RuleHit
from bot.domain.verdict import Verdict
from bot.moderation.detectors.rules import is_shadow, rule_number


def hits_of(verdict: Verdict) -> frozenset[RuleHit]:
    """The rules that fired."""
    return frozenset(
        RuleHit(number, is_shadow(finding))
        for finding in verdict.findings
        if (number := rule_number(finding)) is not None
    )


def kept_of(verdict: Verdict) -> Verdict:
    """The verdict without rules in shadow: moderators decide as if there were none."""
    if not any(map(is_shadow, verdict.findings)):
        return verdict
    findings = tuple(finding for finding in verdict.findings if not is_shadow(finding))
    return Verdict.of(findings, verdict.policy)
