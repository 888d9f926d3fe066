"""The server's own rules: what its managers have written down themselves.

A rule says what it wants done, and its score says that to the policy. What an article or another
comment says in the same words lowers nothing, unless the rule itself spares quotations: whoever
writes a rule has said that the words may not stand here.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Category, Counter, Decision, Evidence, Finding
from bot.moderation import wording
from bot.moderation.context import Context, TextKind
from bot.moderation.counters import quotation
from bot.moderation.folding import Folded
from bot.moderation.passage import Passage
from bot.moderation.rules import RuleMatch

ACTIVE, SHADOW = "rule.", "shadow."
"""How the ids of findings begin, before the number of their rule."""

SCORES = {Decision.FLAG: 0.3, Decision.HOLD: 0.6, Decision.REJECT: 1.0}
"""What each action weighs; `bot.moderation.policy.RULES` makes the same decision of it."""

_WATCHED = {RuleState.ACTIVE: ACTIVE, RuleState.SHADOW: SHADOW}

_WHAT = {
    RuleKind.WORDS: wording.RULE_TERM,
    RuleKind.REGEX: wording.RULE_EXPRESSION,
    RuleKind.DOMAINS: wording.RULE_DOMAIN,
    RuleKind.INVITES: wording.RULE_INVITATION,
}


def detect(folded: Folded, context: Context) -> Iterator[Evidence]:
    """Evidence for every rule that is in force here and fires; shadows weigh nothing."""
    if not context.rules or context.kind is not TextKind.COMMENT:
        return
    for match in context.rules.find(folded):
        rule = match.rule
        if rule.state in _WATCHED and rule.counts_in(context.channel_id, context.now):
            yield evidence_of(match, folded, context)


def evidence_of(match: RuleMatch, folded: Folded, context: Context) -> Evidence:
    """What a rule's firing is worth."""
    rule = match.rule
    is_shadow = rule.state is RuleState.SHADOW
    written = match.span.of(folded.original)
    return Evidence(
        rule=f"{SHADOW if is_shadow else ACTIVE}{rule.number}",
        category=Category.RULE,
        span=match.span,
        score=0.0 if is_shadow else SCORES[rule.action],
        explanation=_sentence(rule, written, match.term),
        counters=tuple(_counters(match.passage, context)) if rule.spares_quotes else (),
        severity=rule.severity,
    )


def is_shadow(finding: Finding) -> bool:
    """Whether a finding is of a rule that is only watched."""
    return finding.category is Category.RULE and finding.rule.startswith(SHADOW)


def rule_number(finding: Finding) -> int | None:
    """The number of the rule that a finding is of, watched or not; None for any other finding."""
    for prefix in (ACTIVE, SHADOW):
        if finding.category is Category.RULE and finding.rule.startswith(prefix):
            return int(finding.rule.removeprefix(prefix))
    return None


def _sentence(rule: Rule, written: str, term: str) -> str:
    said = _WHAT[rule.kind].format(
        written=written if len(written) <= 60 else f"{written[:59]}…", term=term, number=rule.number
    )
    if rule.state is RuleState.SHADOW:
        said = wording.RULE_ON_TRIAL.format(sentence=said)
    return wording.RULE_NOTED.format(sentence=said, note=rule.note) if rule.note else said


def _counters(passage: Passage | None, context: Context) -> Iterator[Counter]:
    if passage is None:
        return
    for counts in (quotation.of_article, quotation.of_parent, quotation.in_quotation_marks):
        if counter := counts(passage, context):
            yield counter
