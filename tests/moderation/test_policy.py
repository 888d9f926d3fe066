"""The laws of deciding and merging, for every preset."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.verdict import Category, Counter, Decision, Evidence, Span, Verdict
from bot.moderation import LENIENT, PRESETS, STANDARD, STRICT, Context, Detector, Policy, judge_with
from tests.moderation.builders import evidence

_KINDS = sorted({kind for policy in PRESETS.values() for kind in policy.ceilings})

_counters = st.lists(
    st.builds(Counter, st.sampled_from([*_KINDS, "something-new"]), st.just("It may be harmless.")),
    max_size=3,
    unique_by=lambda counter: counter.kind,
).map(tuple)
_evidence = st.builds(
    Evidence,
    rule=st.sampled_from(["slur.a", "incitement.b", "hate.c"]),
    category=st.sampled_from(list(Category)),
    span=st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda s: Span(s[0], sum(s))),
    score=st.floats(0, 1).map(lambda score: round(score, 2)),
    explanation=st.just("Something was seen."),
    counters=_counters,
    severity=st.integers(1, 3),
)
_policies = st.sampled_from(list(PRESETS.values()))


def verdict_of(found: list[Evidence], policy: Policy) -> Verdict:
    return judge_with((Detector("given", lambda *_: found),), "some text", Context(policy=policy))


@given(st.lists(_evidence, max_size=4), st.lists(_evidence, max_size=4), _policies)
def test_merging_is_commutative(one: list[Evidence], other: list[Evidence], policy: Policy) -> None:
    first, second = verdict_of(one, policy), verdict_of(other, policy)
    assert first.merge(second) == second.merge(first)


@given(*(st.lists(_evidence, max_size=3) for _ in range(3)), _policies)
def test_merging_is_associative(
    one: list[Evidence], two: list[Evidence], three: list[Evidence], policy: Policy
) -> None:
    a, b, c = (verdict_of(found, policy) for found in (one, two, three))
    assert a.merge(b).merge(c) == a.merge(b.merge(c))


@given(st.lists(_evidence, max_size=4), _policies)
def test_merging_with_itself_changes_nothing(found: list[Evidence], policy: Policy) -> None:
    verdict = verdict_of(found, policy)
    assert verdict.merge(verdict) == verdict


@given(st.lists(_evidence, max_size=4), _policies)
def test_the_strictest_finding_is_read_first(found: list[Evidence], policy: Policy) -> None:
    verdict = verdict_of(found, policy)
    assert sorted(verdict.strictest_first) == sorted(verdict.findings)
    assert verdict.decision == max(
        (finding.decision for finding in verdict.strictest_first[:1]), default=Decision.PUBLISH
    )


@given(st.lists(_evidence, max_size=4), st.lists(_evidence, max_size=4), _policies)
def test_more_evidence_never_lowers_a_decision(
    found: list[Evidence], more: list[Evidence], policy: Policy
) -> None:
    assert verdict_of(found + more, policy).decision >= verdict_of(found, policy).decision


@given(st.lists(st.lists(_evidence, max_size=2), max_size=4), st.randoms(), _policies)
def test_the_order_of_detectors_changes_nothing(
    found: list[list[Evidence]], random: st.DataObject, policy: Policy
) -> None:
    detectors = [
        Detector(str(number), lambda *_, given=given: given) for number, given in enumerate(found)
    ]
    shuffled = detectors.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    context = Context(policy=policy)
    assert judge_with(detectors, "text", context) == judge_with(shuffled, "text", context)


@given(_evidence, _counters, _policies)
def test_counter_evidence_never_raises_a_decision(
    found: Evidence, counters: tuple[Counter, ...], policy: Policy
) -> None:
    bare = replace(found, counters=())
    countered = replace(found, counters=counters)
    assert policy.decide(countered).decision <= policy.decide(bare).decision
    assert policy.decide(countered).score <= policy.decide(bare).score


@given(_evidence)
def test_the_presets_grow_stricter(found: Evidence) -> None:
    decisions = [policy.decide(found).decision for policy in (LENIENT, STANDARD, STRICT)]
    assert decisions == sorted(decisions)


@given(_evidence, _policies)
def test_a_higher_score_never_lowers_a_decision(found: Evidence, policy: Policy) -> None:
    surer = replace(found, score=1.0)
    assert policy.decide(surer).decision >= policy.decide(found).decision


@given(_evidence, _policies)
def test_scores_and_decisions_say_the_same(found: Evidence, policy: Policy) -> None:
    finding = policy.decide(found)
    hold = policy.thresholds[found.category].hold
    if found.category is not Category.FAILURE and hold is not None and finding.score < hold:
        assert finding.decision < Decision.HOLD


@pytest.mark.parametrize("policy", list(PRESETS.values()), ids=list(PRESETS))
def test_a_check_that_failed_is_held_whatever_the_preset(policy: Policy) -> None:
    failure = evidence(0.0, category=Category.FAILURE, counters=("quotes-article",))
    assert policy.decide(failure).decision is Decision.HOLD


@pytest.mark.parametrize("category", [Category.SLUR, Category.INCITEMENT, Category.HATE])
def test_by_default_slurs_incitement_and_hate_are_held_and_nothing_is_rejected(
    category: Category,
) -> None:
    gravest = evidence(1.0, category=category, severity=3)
    assert STANDARD.decide(gravest).decision is Decision.HOLD


def test_only_the_strict_preset_rejects_and_only_what_is_beyond_doubt() -> None:
    assert STRICT.decide(evidence(0.97, severity=3)).decision is Decision.REJECT
    assert STRICT.decide(evidence(0.97, severity=2)).decision is Decision.HOLD
    assert STRICT.decide(evidence(0.97, severity=3, counters=("asked",))).decision is Decision.HOLD


def test_profanity_is_off_by_default() -> None:
    coarse = evidence(1.0, category=Category.PROFANITY)
    assert STANDARD.decide(coarse).decision is Decision.PUBLISH
    assert STRICT.decide(coarse).decision is Decision.FLAG


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.FLAG, Decision.HOLD])
@pytest.mark.parametrize("policy", list(PRESETS.values()), ids=list(PRESETS))
@given(found=_evidence)
def test_a_handling_decides_its_category_and_no_other(
    policy: Policy, decision: Decision, found: Evidence
) -> None:
    handled = policy.with_handling(Category.LANGUAGE, decision)
    if found.category is Category.LANGUAGE:
        assert handled.decide(replace(found, counters=())).decision is decision
    else:
        assert handled.decide(found) == policy.decide(found)


def test_a_setting_alone_never_rejects_a_text() -> None:
    with pytest.raises(KeyError):
        STANDARD.with_handling(Category.LANGUAGE, Decision.REJECT)


def test_counter_evidence_of_a_kind_that_the_policy_does_not_know_lowers_nothing() -> None:
    assert STANDARD.decide(evidence(counters=("something-new",))).decision is Decision.HOLD


def test_a_preset_cannot_be_changed_by_those_who_use_it() -> None:
    with pytest.raises(TypeError):
        STANDARD.thresholds[Category.SLUR] = None  # type: ignore[index]


def test_a_verdict_names_preset_and_version() -> None:
    assert verdict_of([], STANDARD).policy == "standard-1"


def test_the_presets_are_listed_from_the_mildest_to_the_strictest() -> None:
    assert list(PRESETS) == ["lenient", "standard", "strict"]
