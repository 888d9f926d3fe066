"""Rules for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Decision, Verdict
from bot.moderation import STANDARD, Context, Policy, judge
from bot.moderation.rules import CompiledRules

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def rule(*terms: str, kind: RuleKind = RuleKind.WORDS, number: int = 1, **fields: object) -> Rule:
    """An active rule that holds, unless told otherwise."""
    values: dict[str, object] = {
        "guild_id": 1,
        "number": number,
        "kind": kind,
        "terms": terms,
        "action": Decision.HOLD,
        "created_at": NOW,
        "created_by": 95,
        "state": RuleState.ACTIVE,
        **fields,
    }
    return Rule(**values)  # type: ignore[arg-type]


def verdict_of(text: str, *rules: Rule, policy: Policy = STANDARD, **context: object) -> Verdict:
    """The verdict on a text with these rules."""
    return judge(text, Context(policy=policy, rules=CompiledRules(rules), **context))  # type: ignore[arg-type]


def found_in(text: str, *rules: Rule) -> list[str]:
    """What the rules find, as it is written there."""
    return [
        finding.span.of(text)
        for finding in verdict_of(text, *rules).findings
        if finding.rule.startswith("rule.")
    ]
