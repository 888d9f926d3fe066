"""What judging a text returns: evidence, findings and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Decision(IntEnum):
    """What happens to a text, from the mildest to the strictest.

    The order is the meaning: of several decisions the strictest counts.
    """

    PUBLISH = 0
    """Shown at once."""
    FLAG = 1
    """Shown at once, and a card asks a moderator to look at it afterwards."""
    HOLD = 2
    """Shown to nobody until a moderator approves it."""
    REJECT = 3
    """Never shown; the author may rewrite it or ask for a moderator."""

    @property
    def label(self) -> str:
        """The lower-case name used in JSON, settings and tables."""
        return self.name.lower()


class Category(StrEnum):
    """What a finding speaks of; thresholds and settings are kept per category."""

    SLUR = "slur"
    INCITEMENT = "incitement"
    HATE = "hate"
    HARASSMENT = "harassment"
    PROFANITY = "profanity"
    NAME = "name"
    """A display name that may not stand above a comment."""
    FORM = "form"
    """The message as such: too long to judge, nothing but markup, with files, or refused by
    AutoMod."""
    LANGUAGE = "language"
    """A text in a language whose sense is not judged; the server says what becomes of it."""
    RULE = "rule"
    """A rule that the server's own managers wrote."""
    FAILURE = "failure"
    """A check that could not be done; never a reason to publish."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in the text as its author wrote it."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of ``text`` that lie in this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Counter:
    """Counter-evidence: why a finding may be harmless where it stands."""

    kind: str
    """A short name, e.g. ``quotes-article``, ``negated``, ``reported-speech``, ``other-sense``."""
    explanation: str
    """One sentence that a moderator understands."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one detector saw, before any policy has weighed it."""

    rule: str
    """Dotted name of the rule that fired, e.g. ``slur.ethnic`` or ``incitement.call``."""
    category: Category
    span: Span
    score: float
    """How sure the detector is, from 0 to 1."""
    explanation: str
    """One sentence that a moderator understands."""
    counters: tuple[Counter, ...] = ()
    severity: int = 2
    """1 mild, 2 serious, 3 beyond doubt the worst of its kind."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies between 0 and 1, not {self.score}")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Evidence with what the policy made of it."""

    decision: Decision
    rule: str
    category: Category
    span: Span
    score: float
    explanation: str
    counters: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of judging one text.

    ``decision`` is the maximum of the findings' decisions: the order of detectors changes
    nothing, and merging is commutative, associative, idempotent and never lowers a decision.
    """

    decision: Decision
    findings: tuple[Finding, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    """The highest score per category, from 0 to 1; categories that nothing spoke of are absent."""
    policy: str = ""
    """Name and version of the policy that decided."""

    @classmethod
    def of(cls, findings: tuple[Finding, ...], policy: str) -> Verdict:
        """A verdict of exactly these findings."""
        scores: dict[str, float] = {}
        for finding in findings:
            key = finding.category.value
            scores[key] = max(scores.get(key, 0.0), finding.score)
        return cls(
            decision=max((f.decision for f in findings), default=Decision.PUBLISH),
            findings=tuple(sorted(set(findings), key=_reading_order)),
            scores=dict(sorted(scores.items())),
            policy=policy,
        )

    @property
    def strictest_first(self) -> tuple[Finding, ...]:
        """The findings as a moderator reads them: what weighs most comes first."""
        return tuple(sorted(self.findings, key=lambda f: (-f.decision, -f.score, f.span)))

    def merge(self, other: Verdict) -> Verdict:
        """Both verdicts on the same text as one.

        Raises:
            ValueError: the two were decided under different policies.
        """
        if self.policy != other.policy:
            raise ValueError(f"cannot merge verdicts of policies {self.policy} and {other.policy}")
        return Verdict.of(self.findings + other.findings, self.policy)


def _reading_order(finding: Finding) -> tuple[int, int, str, Finding]:
    return (finding.span.start, finding.span.end, finding.rule, finding)
