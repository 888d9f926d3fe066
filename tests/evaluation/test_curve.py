"""The operating curve's points, and where its thresholds are written."""

from __future__ import annotations

import pytest

from bot.evaluation.chart import labels_of
from bot.evaluation.curve import Point, operating_curve, points_at

SCORED = [(True, 0.9), (True, 0.5), (True, 0.0), (True, 0.5), (False, 0.5), (False, 0.0)]


def test_every_score_is_a_point_and_none_is_not() -> None:
    assert operating_curve(SCORED) == (Point(0.9, 0.25, 0.0), Point(0.5, 0.75, 0.5))


def test_a_threshold_holds_what_has_at_least_its_score() -> None:
    assert points_at(SCORED, (0.5, 0.51)) == (Point(0.5, 0.75, 0.5), Point(0.51, 0.25, 0.0))


def test_a_curve_needs_both_kinds_of_texts() -> None:
    with pytest.raises(ValueError, match="harmful and harmless"):
        operating_curve([(True, 0.5)])


def test_thresholds_that_lie_on_each_other_are_written_as_one() -> None:
    points = [
        Point(0.95, 0.0, 0.0),
        Point(0.9, 0.5, 0.1),
        Point(0.8, 0.51, 0.1),
        Point(0.7, 0.9, 0.5),
    ]
    assert labels_of(points, right=1.0, top=1.0) == [(points[2], "0.9 to 0.8"), (points[3], "0.7")]
