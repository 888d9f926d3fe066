"""Figures, intervals and percentiles against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import Figure, proportion
from bot.evaluation.figures import Counts, percentile

COUNTS = Counts(caught=8, missed=2, false_alarms=4, passed=36)


def test_pairs_of_label_and_outcome_are_counted() -> None:
    outcomes = [(True, True), (True, False), (False, True), (False, False), (False, False)]
    assert Counts.of(outcomes) == Counts(caught=1, missed=1, false_alarms=1, passed=2)
    assert Counts.of(outcomes).total == 5


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (COUNTS.accuracy, 44 / 50),
        (COUNTS.precision, 8 / 12),
        (COUNTS.recall, 8 / 10),
        (COUNTS.false_alarm_rate, 4 / 40),
        (COUNTS.f1, 16 / 22),
    ],
)
def test_figures_are_the_quotients_of_their_counts(figure: Figure | None, value: float) -> None:
    assert figure is not None
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        # (2 n p + z² ± z sqrt(z² + 4 n p (1 - p))) / (2 (n + z²)) with z = 1.95996
        (8, 10, 0.49016, 0.94332),
        (0, 10, 0.0, 0.27753),
        (10, 10, 0.72247, 1.0),
        (1, 1000, 0.000177, 0.005643),
        (50, 100, 0.40383, 0.59617),
    ],
)
def test_proportions_have_wilsons_interval(hits: int, trials: int, low: float, high: float) -> None:
    figure = proportion(hits, trials)
    assert figure is not None
    assert (figure.low, figure.high) == pytest.approx((low, high), abs=5e-6)


def test_f1_has_the_interval_of_the_quotient_it_grows_with() -> None:
    # Wilson of 8 of 14 is 0.32590 to 0.78616; 2j / (1 + j) of these.
    assert COUNTS.f1 is not None
    assert (COUNTS.f1.low, COUNTS.f1.high) == pytest.approx((0.49158, 0.88028), abs=5e-5)


@given(*(st.integers(0, 10_000) for _ in range(4)))
def test_every_figure_lies_in_its_interval(
    caught: int, missed: int, false_alarms: int, passed: int
) -> None:
    counts = Counts(caught, missed, false_alarms, passed)
    for figure in (
        counts.accuracy,
        counts.precision,
        counts.recall,
        counts.false_alarm_rate,
        counts.f1,
    ):
        if figure is not None:
            assert 0 <= figure.low <= figure.value <= figure.high <= 1


def test_what_has_no_trials_is_no_figure() -> None:
    only_harmless = Counts(passed=3)
    assert only_harmless.recall is None
    assert only_harmless.precision is None
    assert only_harmless.f1 is None
    assert only_harmless.accuracy == proportion(3, 3)
    assert Counts(caught=3).false_alarm_rate is None


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 2.0), (0.51, 3.0), (0.99, 4.0), (0.0, 1.0), (1.0, 4.0)]
)
def test_a_percentile_is_the_smallest_value_that_enough_do_not_exceed(
    share: float, value: float
) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == value


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
