"""The ladder: which step points reach, and which steps a manager can put on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import DAY, DEFAULT_LADDER, CaseKind, Step
from bot.domain.errors import Refused
from bot.workflow.standing.ladder import STEPS, require_sensible, step_reached, with_step

steps = st.builds(Step, points=st.integers(1, 20), kind=st.sampled_from(STEPS))
ladders = st.lists(steps, max_size=8, unique_by=lambda step: step.points)


@pytest.mark.parametrize(
    ("before", "after", "reached"),
    [
        (0, 0, None),
        (0, 1, 1),
        (1, 2, None),
        (2, 3, 3),
        (0, 3, 3),
        (0, 7, 5),
        (3, 3, None),
        (5, 3, None),
        (11, 40, 12),
        (12, 40, None),
    ],
)
def test_the_highest_step_that_the_new_points_pass_is_reached(
    before: int, after: int, reached: int | None
) -> None:
    step = step_reached(DEFAULT_LADDER, before, after)
    assert (step.points if step is not None else None) == reached


@given(ladders, st.integers(0, 25), st.integers(0, 25))
def test_no_step_is_reached_twice_and_none_without_more_points(
    ladder: list[Step], before: int, after: int
) -> None:
    step = step_reached(ladder, before, after)
    passed = [one.points for one in ladder if before < one.points <= after]
    assert (step.points if step is not None else None) == max(passed, default=None)
    assert step_reached(ladder, max(before, after), after) is None


@given(ladders, steps)
def test_a_step_takes_the_place_of_the_one_at_its_points_and_of_no_other(
    ladder: list[Step], step: Step
) -> None:
    made = with_step(ladder, step)
    assert [one.points for one in made] == sorted({*(one.points for one in ladder), step.points})
    assert step in made
    assert set(made) - {step} == {one for one in ladder if one.points != step.points}
    assert with_step(made, step) == made


@pytest.mark.parametrize(
    "step",
    [
        *DEFAULT_LADDER,
        Step(1, CaseKind.TIMEOUT, 28 * DAY, automatic=True),
        Step(1, CaseKind.NOTICE, automatic=True),
        Step(1, CaseKind.ROLE, role_id=5),
        Step(1, CaseKind.ROLE, DAY, role_id=5, automatic=True),
        Step(1, CaseKind.BAN, 100 * DAY),
        Step(1, CaseKind.KICK),
    ],
)
def test_these_steps_make_sense(step: Step) -> None:
    require_sensible(step, agreed=False)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(1, CaseKind.WATCH), "A step is a notice"),
        (Step(1, CaseKind.UNBAN), "A step is a notice"),
        (Step(1, CaseKind.TIMEOUT), "how long"),
        (Step(1, CaseKind.TIMEOUT, 28 * DAY + 1), "28 days"),
        (Step(1, CaseKind.NOTICE, DAY), "have a length"),
        (Step(1, CaseKind.KICK, DAY), "have a length"),
        (Step(1, CaseKind.ROLE), "Name a role"),
        (Step(1, CaseKind.BAN, role_id=5), "Name a role"),
        (Step(1, CaseKind.KICK, automatic=True), "agreed to"),
        (Step(1, CaseKind.BAN, DAY, automatic=True), "agreed to"),
    ],
)
def test_these_steps_are_refused_with_what_to_do_instead(step: Step, said: str) -> None:
    with pytest.raises(Refused, match=said):
        require_sensible(step, agreed=False)


@pytest.mark.parametrize("kind", [CaseKind.KICK, CaseKind.BAN])
def test_who_agrees_may_kick_and_ban_without_a_moderator(kind: CaseKind) -> None:
    require_sensible(Step(9, kind, automatic=True), agreed=True)
