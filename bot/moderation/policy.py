"""From evidence to decisions.

Detectors say what they saw and how sure they are; only the policy says what happens then. Every
preset is frozen and versioned: a verdict names the policy that decided it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.verdict import Category, Counter, Decision, Evidence, Finding


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores, from 0 to 1, at which a category is flagged, held or rejected; None: never."""

    flag: float | None
    hold: float | None
    reject: float | None = None
    """Only for severity 3 without any counter-evidence: what is beyond doubt."""


@dataclass(frozen=True)
class Policy:
    """What each category and each kind of counter-evidence brings."""

    name: str
    version: int
    thresholds: Mapping[Category, Thresholds]
    ceilings: Mapping[str, Decision]
    """Kind of counter-evidence -> the strictest decision it leaves. Kinds not named leave all."""
    revision: int = 0
    """Which of a server's own changes this is; 0 for a preset as it comes."""

    @property
    def label(self) -> str:
        """Name and version as stored with verdicts, e.g. ``standard-1`` or ``standard-1+v7``."""
        changed = f"+v{self.revision}" if self.revision else ""
        return f"{self.name}-{self.version}{changed}"

    def with_handling(self, category: Category, decision: Decision) -> Policy:
        """This policy with one category always decided so, whatever the score.

        Args:
            decision: PUBLISH, FLAG or HOLD: a setting alone never rejects a text.
        """
        if self.thresholds.get(category) == _HANDLINGS[decision]:
            return self
        thresholds = {**self.thresholds, category: _HANDLINGS[decision]}
        return replace(self, thresholds=MappingProxyType(thresholds))

    def decide(self, evidence: Evidence) -> Finding:
        """The finding that this evidence comes to.

        Where counter-evidence lowers the decision it lowers the score with it, below what the
        stricter decision takes: scores and decisions say the same.
        """
        by_score, ceiling = self._by_score(evidence), self._ceiling(evidence)
        score = evidence.score
        if ceiling < by_score:
            score = min(score, self._score_below(evidence.category, ceiling))
        return Finding(
            decision=min(by_score, ceiling),
            rule=evidence.rule,
            category=evidence.category,
            span=evidence.span,
            score=score,
            explanation=evidence.explanation,
            counters=evidence.counters,
        )

    def ceiling(self, counters: Iterable[Counter]) -> Decision:
        """The strictest decision that this counter-evidence leaves."""
        return min(
            (self.ceilings.get(counter.kind, Decision.REJECT) for counter in counters),
            default=Decision.REJECT,
        )

    def _score_below(self, category: Category, decision: Decision) -> float:
        thresholds = self.thresholds[category]
        stricter = {
            Decision.PUBLISH: thresholds.flag,
            Decision.FLAG: thresholds.hold,
            Decision.HOLD: thresholds.reject,
        }.get(decision)
        return 1.0 if stricter is None else max(0.0, round(stricter - 0.01, 2))

    def _by_score(self, evidence: Evidence) -> Decision:
        if evidence.category is Category.FAILURE:
            return Decision.HOLD
        thresholds = self.thresholds[evidence.category]
        # A rule's author has said that it is to be refused; whatever its severity.
        is_grave = evidence.severity >= 3 or evidence.category is Category.RULE
        beyond_doubt = is_grave and not evidence.counters
        if _reached(evidence.score, thresholds.reject) and beyond_doubt:
            return Decision.REJECT
        if _reached(evidence.score, thresholds.hold):
            return Decision.HOLD
        if _reached(evidence.score, thresholds.flag):
            return Decision.FLAG
        return Decision.PUBLISH

    def _ceiling(self, evidence: Evidence) -> Decision:
        if evidence.category is Category.FAILURE:
            return Decision.HOLD
        return self.ceiling(evidence.counters)


def _reached(score: float, threshold: float | None) -> bool:
    return threshold is not None and score >= threshold


_OFF = Thresholds(flag=None, hold=None)
_ALWAYS_FLAGGED = Thresholds(flag=0.0, hold=None)
_ALWAYS_HELD = Thresholds(flag=0.0, hold=0.0)
RULES = Thresholds(flag=0.3, hold=0.6, reject=1.0)
"""A server's rule says itself what it wants done, and weighs as much as that takes."""
_HANDLINGS: Mapping[Decision, Thresholds] = MappingProxyType(
    {Decision.PUBLISH: _OFF, Decision.FLAG: _ALWAYS_FLAGGED, Decision.HOLD: _ALWAYS_HELD}
)

STANDARD = Policy(
    name="standard",
    version=1,
    thresholds=MappingProxyType(
        {
            Category.SLUR: Thresholds(flag=0.4, hold=0.7),
            Category.INCITEMENT: Thresholds(flag=0.4, hold=0.7),
            Category.HATE: Thresholds(flag=0.4, hold=0.7),
            Category.HARASSMENT: Thresholds(flag=0.6, hold=0.95),
            Category.PROFANITY: _OFF,
            Category.NAME: _ALWAYS_HELD,
            Category.FORM: _ALWAYS_HELD,
            Category.LANGUAGE: _ALWAYS_HELD,
            Category.RULE: RULES,
            Category.FAILURE: _ALWAYS_HELD,
        }
    ),
    ceilings=MappingProxyType(
        {
            "quotes-article": Decision.PUBLISH,
            "other-sense": Decision.PUBLISH,
            "name": Decision.PUBLISH,
            "negated": Decision.PUBLISH,
            "condemned": Decision.PUBLISH,
            "reported": Decision.PUBLISH,
            "figurative": Decision.PUBLISH,
            "quoted": Decision.FLAG,
            "mentioned": Decision.FLAG,
            "word-in-article": Decision.FLAG,
            "quotes-parent": Decision.FLAG,
            "asked": Decision.FLAG,
            "about-oneself": Decision.FLAG,
            "joking": Decision.FLAG,
        }
    ),
)
"""For a newsroom: slurs, incitement and hate wait for a moderator, the rest is shown."""

LENIENT = Policy(
    name="lenient",
    version=1,
    thresholds=MappingProxyType(
        {
            **STANDARD.thresholds,
            Category.SLUR: Thresholds(flag=0.6, hold=0.8),
            Category.INCITEMENT: Thresholds(flag=0.6, hold=0.8),
            Category.HATE: Thresholds(flag=0.6, hold=0.85),
            Category.HARASSMENT: Thresholds(flag=0.9, hold=None),
        }
    ),
    ceilings=MappingProxyType(
        {
            **STANDARD.ceilings,
            "quoted": Decision.PUBLISH,
            "mentioned": Decision.PUBLISH,
            "word-in-article": Decision.PUBLISH,
            "about-oneself": Decision.PUBLISH,
        }
    ),
)
"""For communities that know each other: only what is plain is held, doubts are flagged."""

STRICT = Policy(
    name="strict",
    version=1,
    thresholds=MappingProxyType(
        {
            **STANDARD.thresholds,
            Category.SLUR: Thresholds(flag=0.3, hold=0.5, reject=0.95),
            Category.INCITEMENT: Thresholds(flag=0.3, hold=0.5, reject=0.95),
            Category.HATE: Thresholds(flag=0.3, hold=0.5, reject=0.95),
            Category.HARASSMENT: Thresholds(flag=0.4, hold=0.8),
            Category.PROFANITY: Thresholds(flag=0.5, hold=None),
        }
    ),
    ceilings=MappingProxyType(
        {
            **STANDARD.ceilings,
            "quoted": Decision.HOLD,
            "mentioned": Decision.HOLD,
            "asked": Decision.HOLD,
            "joking": Decision.HOLD,
            "about-oneself": Decision.HOLD,
            "word-in-article": Decision.HOLD,
        }
    ),
)
"""For hot topics: doubts are held, and what is beyond doubt is not shown at all."""

PRESETS: Mapping[str, Policy] = MappingProxyType(
    {policy.name: policy for policy in (LENIENT, STANDARD, STRICT)}
)
"""The presets by name, from the mildest to the strictest."""
