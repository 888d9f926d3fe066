"""Why a text waits, and what would have become of it without one of its passages."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.moderation import PRESETS
from bot.workflow.desk.why import reasons_of, without

TEXT = "Drown them all. Damn it. Their cousins must leave."
STANDARD = PRESETS["standard"]
WHOLE = Span(0, len(TEXT))


def finding(
    quote: str | None,
    decision: Decision,
    category: Category = Category.INCITEMENT,
    score: float = 0.9,
) -> Finding:
    """A finding about a passage, or about the whole text."""
    start = 0 if quote is None else TEXT.index(quote)
    span = WHOLE if quote is None else Span(start, start + len(quote))
    return Finding(decision, f"{category.value}.test", category, span, score, "A test.")


DROWN = finding("Drown them all", Decision.REJECT)
THEM = finding("them", Decision.HOLD, Category.HATE)
DAMN = finding("Damn it", Decision.FLAG, Category.PROFANITY, 0.5)
LEAVE = finding("cousins must leave", Decision.HOLD, Category.HATE, 0.8)
FOREIGN = finding(None, Decision.HOLD, Category.LANGUAGE, 1.0)
MODEL = finding(None, Decision.HOLD, Category.HATE, 0.7)


def judged(*findings: Finding) -> Verdict:
    """The verdict of these."""
    return Verdict.of(findings, "standard-1")


@pytest.mark.parametrize(
    ("found", "left_out", "decision"),
    [
        pytest.param([DROWN], DROWN, Decision.PUBLISH, id="the only one"),
        pytest.param([DROWN, DAMN], DROWN, Decision.FLAG, id="a milder one stays"),
        pytest.param([DROWN, DAMN], DAMN, Decision.REJECT, id="a stricter one stays"),
        pytest.param([DROWN, LEAVE], DROWN, Decision.HOLD, id="another passage stays"),
        pytest.param([DROWN, THEM], DROWN, Decision.PUBLISH, id="what lies within goes with it"),
        pytest.param([DROWN, THEM], THEM, Decision.PUBLISH, id="and what lies around"),
        pytest.param([DROWN, FOREIGN], DROWN, Decision.HOLD, id="what is about all of it stays"),
        pytest.param([LEAVE, FOREIGN], FOREIGN, Decision.HOLD, id="it goes alone"),
        pytest.param([DAMN, FOREIGN], FOREIGN, Decision.FLAG, id="passages stay without it"),
        pytest.param([MODEL, FOREIGN], FOREIGN, Decision.HOLD, id="of two about all one goes"),
    ],
)
def test_without_a_passage_the_rest_decides(
    found: list[Finding], left_out: Finding, decision: Decision
) -> None:
    left = without(judged(*found), left_out, TEXT)
    assert left.decision is decision
    assert left_out not in left.findings


def test_reasons_come_strictest_first_with_their_passages() -> None:
    found = reasons_of(TEXT, judged(DAMN, FOREIGN, DROWN, LEAVE), STANDARD)
    assert [(why.finding, why.quote) for why in found] == [
        (DROWN, "Drown them all"),
        (FOREIGN, ""),
        (LEAVE, "cousins must leave"),
        (DAMN, "Damn it"),
    ]


def test_what_does_not_count_is_no_reason() -> None:
    harmless = finding("cousins", Decision.PUBLISH, Category.HATE, 0.1)
    assert [why.finding for why in reasons_of(TEXT, judged(harmless, DAMN), STANDARD)] == [DAMN]


@pytest.mark.parametrize(
    ("one", "name"), [(DROWN, "reject"), (LEAVE, "hold"), (DAMN, "flag"), (MODEL, "hold")]
)
def test_the_threshold_is_that_of_the_policy_for_what_was_decided(one: Finding, name: str) -> None:
    (why,) = reasons_of(TEXT, judged(one), STANDARD)
    assert why.threshold == getattr(STANDARD.thresholds[one.category], name)


@pytest.mark.parametrize(
    "one", [FOREIGN, finding(None, Decision.HOLD, Category.FAILURE), finding("them", Decision.HOLD)]
)
def test_where_no_score_decides_or_the_policy_is_unknown_there_is_no_threshold(
    one: Finding,
) -> None:
    known = one.category in {Category.LANGUAGE, Category.FAILURE}
    (why,) = reasons_of(TEXT, judged(one), STANDARD if known else None)
    assert why.threshold is None
