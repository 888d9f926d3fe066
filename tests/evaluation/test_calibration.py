"""Thresholds for a wanted share, and what they do, against cases worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.verdict import Category, Counter, Decision, Evidence, Span, Verdict
from bot.evaluation.calibration import (
    Weighed,
    effect,
    effect_alone,
    probing,
    propose,
    thresholds_of,
    weighed,
)
from bot.evaluation.figures import Counts
from bot.evaluation.measuring import Judged
from bot.evaluation.reading import Example
from bot.moderation import LENIENT, STANDARD, STRICT, Policy

HATE, SLUR, HARASSMENT = Category.HATE, Category.SLUR, Category.HARASSMENT
TEN = [Weighed({HATE: number / 10}) for number in range(1, 10)] + [Weighed({})]


def seen(policy: Policy, *evidence: Evidence) -> Weighed:
    """What thresholds have to do with a text of which this was seen."""
    verdict = Verdict.of(tuple(map(probing(policy).decide, evidence)), policy.label)
    return weighed(Judged(Example(1, "text", True), verdict, 0.0), policy)


def evidence(category: Category, score: float, *counters: str) -> Evidence:
    return Evidence(
        "rule",
        category,
        Span(0, 1),
        score,
        "Because.",
        counters=tuple(Counter(kind, "Because.") for kind in counters),
        severity=3,
    )


def test_only_what_a_policy_holds_by_score_is_moved() -> None:
    assert thresholds_of(STANDARD) == {
        Category.SLUR: 0.7,
        Category.INCITEMENT: 0.7,
        Category.HATE: 0.7,
        Category.HARASSMENT: 0.95,
    }
    assert HARASSMENT not in thresholds_of(LENIENT)


def test_what_counter_evidence_lets_pass_is_held_by_no_threshold() -> None:
    told = seen(
        STANDARD,
        evidence(HATE, 0.9, "reported"),
        evidence(HATE, 0.6),
        evidence(SLUR, 0.8, "mentioned"),
    )
    assert told == Weighed({HATE: 0.6}, harmful=True)


def test_a_strict_policys_scores_are_those_that_were_seen() -> None:
    assert seen(STRICT, evidence(HATE, 0.99, "quoted")).scores == {HATE: 0.99}


def test_what_is_held_for_its_form_is_held_anyway() -> None:
    assert seen(STANDARD, evidence(Category.FORM, 1.0)).held_anyway
    assert not seen(STANDARD, evidence(Category.PROFANITY, 1.0)).held_anyway


@pytest.mark.parametrize(("share", "held"), [(0.1, 1), (0.3, 3), (0.25, 2), (0.9, 9), (0.99, 9)])
def test_as_many_are_held_as_scores_allow(share: float, held: int) -> None:
    assert effect(TEN, propose(TEN, STANDARD, share)).held == held


def test_texts_of_one_score_are_held_together_or_not_at_all() -> None:
    texts = [Weighed({HATE: 0.8})] * 5 + [Weighed({})] * 5
    assert effect(texts, propose(texts, STANDARD, 0.1)).held == 0
    assert effect(texts, propose(texts, STANDARD, 0.3)).held == 5


def test_what_is_held_anyway_counts_as_held() -> None:
    texts = [Weighed({}, held_anyway=True), *TEN[:-1]]
    assert effect(texts, propose(texts, STANDARD, 0.1)).held == 1


def test_what_is_judged_more_mildly_stays_the_milder() -> None:
    for share in (0.1, 0.5, 0.9):
        proposed = propose(TEN, STANDARD, share)
        assert proposed[HATE] == proposed[SLUR] < proposed[HARASSMENT]


def test_without_any_score_the_thresholds_stay() -> None:
    assert propose([Weighed({})], STANDARD, 0.5) == thresholds_of(STANDARD)


@given(
    st.lists(st.floats(0.01, 0.99), min_size=1, max_size=50),
    st.floats(0.01, 0.99),
    st.floats(0.01, 0.99),
)
def test_who_wishes_to_hold_more_never_holds_less(
    scores: list[float], one: float, other: float
) -> None:
    texts = [Weighed({HATE: score}) for score in scores]
    fewer, more = (propose(texts, STANDARD, share)[HATE] for share in sorted((one, other)))
    assert more <= fewer


def test_effects_count_labels_where_there_are_some() -> None:
    texts = [
        Weighed({HATE: 0.9, SLUR: 0.1}, harmful=True),
        Weighed({SLUR: 0.8}, harmful=False),
        Weighed({HATE: 0.8}),
        Weighed({}, harmful=True),
    ]
    found = effect(texts, {HATE: 0.7, SLUR: 0.7})
    assert (found.held, found.texts) == (3, 4)
    assert found.of_labelled == Counts(caught=1, missed=1, false_alarms=1)
    assert effect_alone(texts, HATE, 0.7).held == 2
    assert effect_alone(texts, SLUR, 0.7).of_labelled.precision is not None


def test_a_held_decision_of_the_policy_is_one_of_its_thresholds() -> None:
    for score in (0.69, 0.7, 0.71):
        text = evidence(HATE, score)
        is_held = STANDARD.decide(text).decision >= Decision.HOLD
        assert seen(STANDARD, text).is_held(thresholds_of(STANDARD)) is is_held
