"""The laws of a policy that a server has changed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.policy_version import Level, Override, PolicyChoice
from bot.domain.verdict import Category, Decision, Evidence, Span
from bot.moderation import PRESETS
from bot.moderation.thresholds import (
    LOCKED,
    SETTABLE,
    channels_of,
    differences,
    effective,
    with_thresholds,
)

_levels = st.sampled_from(list(Level))
_numbers = st.one_of(st.none(), st.integers(0, 20).map(lambda n: n / 20))
_overrides = st.lists(
    st.builds(
        Override, st.sampled_from(SETTABLE), _levels, _numbers, st.sampled_from([None, 5, 6])
    ),
    max_size=8,
    unique_by=lambda one: one.place,
).map(lambda found: tuple(sorted(found, key=lambda one: one.place)))
_choices = st.builds(PolicyChoice, st.sampled_from(list(PRESETS)), _overrides)
_evidence = st.builds(
    Evidence,
    rule=st.just("test"),
    category=st.sampled_from(SETTABLE),
    span=st.just(Span(0, 1)),
    score=st.integers(0, 20).map(lambda n: n / 20),
    explanation=st.just("Seen."),
    severity=st.integers(1, 3),
)


def stricter(one: float | None, other: float | None) -> bool:
    """Whether the first threshold is reached wherever the other is."""
    return other is None or (one is not None and one <= other)


@given(_choices, _choices, _evidence)
def test_thresholds_that_are_stricter_everywhere_never_lower_a_decision(
    one: PolicyChoice, other: PolicyChoice, seen: Evidence
) -> None:
    # The same preset: another one has other ceilings for counter-evidence as well.
    policy = effective(one)
    milder = effective(PolicyChoice(one.preset, other.overrides))
    now, then = policy.thresholds[seen.category], milder.thresholds[seen.category]
    assume(all(stricter(getattr(now, level.value), getattr(then, level.value)) for level in Level))
    assert policy.decide(seen).decision >= milder.decide(seen).decision


@given(_choices, _levels, st.sampled_from(SETTABLE), _evidence, st.integers(0, 20))
def test_lowering_one_threshold_never_lowers_a_decision(
    choice: PolicyChoice, level: Level, category: Category, seen: Evidence, number: int
) -> None:
    before = effective(choice)
    now: float | None = getattr(before.thresholds[category], level.value)
    assume(stricter(number / 20, now))
    try:
        after = effective(with_thresholds(choice, category, {level: number / 20}, None))
    except Refused:
        return
    assert after.decide(seen).decision >= before.decide(seen).decision


@given(_choices)
def test_without_thresholds_of_its_own_a_channel_is_judged_as_all_are(choice: PolicyChoice) -> None:
    assert effective(choice, 7).thresholds == effective(choice).thresholds


@given(_choices, st.sampled_from([5, 6]))
def test_a_channel_s_own_threshold_counts_before_the_server_s_and_the_preset_s(
    choice: PolicyChoice, channel_id: int
) -> None:
    there = effective(choice, channel_id)
    by_place = {one.place: one for one in choice.overrides}
    for category in SETTABLE:
        preset = PRESETS[choice.preset].thresholds[category]
        for level in Level:
            own = by_place.get((channel_id, category.value, level.value))
            all_ = by_place.get((0, category.value, level.value))
            expected = getattr(preset, level.value)
            if (one := own or all_) is not None:
                expected = one.threshold
            assert getattr(there.thresholds[category], level.value) == expected


@given(_choices, st.sampled_from([None, 5]))
def test_what_cannot_be_changed_is_as_in_the_preset(
    choice: PolicyChoice, channel_id: int | None
) -> None:
    policy, preset = effective(choice, channel_id), PRESETS[choice.preset]
    assert {one: policy.thresholds[one] for one in LOCKED} == {
        one: preset.thresholds[one] for one in LOCKED
    }
    assert policy.ceilings == preset.ceilings


@given(_choices, _choices)
def test_two_choices_differ_in_nothing_if_and_only_if_they_are_the_same(
    one: PolicyChoice, other: PolicyChoice
) -> None:
    assert (differences(one, other) == []) == (one == other)


@given(_choices, st.sampled_from(SETTABLE), _levels, _numbers, st.sampled_from([None, 5]))
def test_a_change_that_is_taken_back_leaves_no_trace(
    choice: PolicyChoice,
    category: Category,
    level: Level,
    number: float | None,
    channel_id: int | None,
) -> None:
    place = Override(category, level, None, channel_id).place
    assume(all(one.place != place for one in choice.overrides))
    try:
        changed = with_thresholds(choice, category, {level: number}, channel_id)
        back = with_thresholds(changed, category, {level: "preset"}, channel_id)
    except Refused:
        return
    assert back == choice


@given(_choices, st.sampled_from(SETTABLE), st.dictionaries(_levels, _numbers, min_size=1))
def test_what_is_accepted_is_ordered_in_every_channel(
    choice: PolicyChoice, category: Category, levels: dict[Level, float | None]
) -> None:
    try:
        changed = with_thresholds(choice, category, dict(levels), None)
    except Refused:
        return
    for channel_id in (None, *channels_of(changed)):
        for one in SETTABLE:
            found = effective(changed, channel_id).thresholds[one]
            steps = [x for x in (found.flag, found.hold, found.reject) if x is not None]
            assert steps == sorted(steps)


@pytest.mark.parametrize("category", list(Category))
def test_every_category_is_either_settable_or_says_why_not(category: Category) -> None:
    assert (category in SETTABLE) != (category in LOCKED)
    if category in LOCKED:
        with pytest.raises(Refused) as refused:
            with_thresholds(PolicyChoice("standard"), category, {Level.HOLD: None}, None)
        assert str(refused.value) == LOCKED[category]


def test_a_failed_check_is_held_whatever_was_changed() -> None:
    overrides = tuple(Override(one, level, None) for one in SETTABLE for level in Level)
    policy = effective(PolicyChoice("lenient", overrides), revision=7)
    failure = Evidence("detector-failed", Category.FAILURE, Span(0, 1), 0.0, "It failed.")
    assert policy.decide(failure).decision is Decision.HOLD
    assert policy.label == "lenient-1+v7"
    assert len(effective(PolicyChoice("standard"), revision=10**9).label) <= 64
