"""What a picture shows is what was counted, and the words beside it say the same."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comment import CommentState
from bot.workflow.statistics import sheets, times, wording
from bot.workflow.statistics.periods import Period, timeline
from bot.workflow.statistics.pictures import Picture, Sheet
from bot.workflow.statistics.series import (
    Outcome,
    discussion,
    false_holds,
    outcomes,
    spread,
)
from bot.workflow.statistics.tables import Quantiles, RuleCount, Said, StateCount, Waiting

NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
WEEK = timeline(Period.WEEK, NOW, "Europe/Berlin")
STATES = st.builds(
    StateCount,
    st.integers(0, 6),
    st.sampled_from(CommentState),
    st.booleans(),
    st.booleans(),
    st.integers(0, 5000),
)


def picture(sheet: Sheet) -> Picture:
    assert sheet.picture is not None
    return sheet.picture


@given(st.lists(STATES, max_size=30))
def test_every_comment_is_counted_once_and_stands_in_its_column(rows: list[StateCount]) -> None:
    found = outcomes(rows, WEEK)
    assert found.total == sum(row.count for row in rows)
    sheet = sheets.comments_sheet(found, WEEK, Period.WEEK)
    if not found.total:
        assert sheet.picture is None
        assert sheet.lines == ("Nothing was decided in this time.",)
        return
    (panel,) = picture(sheet).panels
    for day in range(7):
        shown = sum(one.values[day] or 0 for one in panel.series)
        assert shown == sum(row.count for row in rows if row.bin == day)
    for one in panel.series:
        assert one.name.endswith(f" {wording.count(sum(v or 0 for v in one.values))}")


@pytest.mark.parametrize(
    ("state", "by_moderator", "flagged", "outcome"),
    [
        (CommentState.PUBLISHED, False, False, Outcome.PUBLISHED),
        (CommentState.PUBLISHED, False, True, Outcome.FLAGGED),
        (CommentState.PUBLISHED, True, False, Outcome.APPROVED),
        (CommentState.RECEIVED, False, False, Outcome.HELD),
        (CommentState.HELD, False, False, Outcome.HELD),
        (CommentState.REJECTED, True, False, Outcome.REJECTED),
        (CommentState.REMOVED, True, False, Outcome.REMOVED),
        (CommentState.WITHDRAWN, False, False, Outcome.WITHDRAWN),
    ],
)
def test_what_became_of_a_comment(
    state: CommentState, by_moderator: bool, flagged: bool, outcome: Outcome
) -> None:
    found = outcomes([StateCount(2, state, by_moderator, flagged, 3)], WEEK)
    assert found.by_bin[outcome] == (0, 0, 3, 0, 0, 0, 0)


def test_false_holds_are_shares_of_what_moderators_decided_surest_first() -> None:
    rows = [
        RuleCount("one.of.one", "hate", 9, 1, 0),
        RuleCount("many", "hate", 200, 80, 20),
        RuleCount("undecided", "hate", 5, 0, 0),
        RuleCount("none", "slur", 10, 0, 10),
    ]
    found = false_holds(rows)
    assert [(one.rule, one.approved, one.decided) for one in found] == [
        ("many", 80, 100),
        ("one.of.one", 1, 1),
        ("none", 0, 10),
    ]
    (panel,) = picture(sheets.false_holds_sheet(found, Period.MONTH)).panels
    assert panel.labels == ("many", "one.of.one", "none")
    value, low, high = (one.values for one in panel.series)
    assert value == (0.8, 1.0, 0.0)
    assert low[0] == pytest.approx(0.711, abs=0.001)
    assert high[0] == pytest.approx(0.867, abs=0.001)
    assert panel.remarks == ("80 of 100", "1 of 1", "0 of 10")


def test_reasons_are_parted_by_what_moderators_made_of_them() -> None:
    rows = [RuleCount(f"rule.{nr}", "hate", 100 - nr, 30, 20) for nr in range(13)]
    sheet = sheets.reasons_sheet(rows, Period.MONTH)
    (panel,) = picture(sheet).panels
    assert len(panel.labels) == 10
    assert sheet.lines[-1] == "And 3 more rules."
    for place, row in enumerate(rows[:10]):
        assert sum(one.values[place] or 0 for one in panel.series) == row.held


def test_days_without_a_decision_are_gaps_and_not_zero() -> None:
    found = spread([Quantiles(1, 4, 60.0, 7500.0)], WEEK)
    waiting = Waiting(2, NOW - timedelta(minutes=51))
    whole = Quantiles(0, 4, 60.0, 7500.0)
    sheet = times.delays_sheet(found, whole, waiting, WEEK, Period.WEEK, NOW)
    (panel,) = picture(sheet).panels
    assert panel.series[0].values == (None, 7500.0, None, None, None, None, None)
    assert panel.series[1].values == (None, 60.0, None, None, None, None, None)
    assert "**1 min**" in sheet.lines[1]
    assert "**2 h 5 min**" in sheet.lines[1]
    assert sheet.lines[2] == "**2** texts wait at the moment, the oldest for **51 min**."


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**6), st.booleans()), max_size=40))
def test_a_discussion_has_each_comment_on_one_level_and_grows_to_all_of_them(
    made: list[tuple[int, int, bool]],
) -> None:
    said = [
        Said(
            number,
            parent if 0 < parent < number else None,
            parent % 5 or None,
            NOW + timedelta(seconds=seconds),
            CommentState.PUBLISHED,
            held,
        )
        for number, (parent, seconds, held) in enumerate(made, start=1)
    ]
    found = discussion(said)
    assert sum(found.depths) == found.comments == len(made)
    assert list(found.so_far) == sorted(found.so_far)
    assert not made or found.so_far[-1] == len(made)
    sheet = sheets.article_sheet(found, "Ferries", "UTC")
    if made:
        over_time, depth = picture(sheet).panels
        assert over_time.series[0].values == found.so_far
        assert depth.series[0].values == found.depths[:10]


def test_an_answer_to_an_answer_is_on_the_second_level() -> None:
    said = [
        Said(1, None, 7, NOW, CommentState.PUBLISHED, False),
        Said(2, 1, 8, NOW, CommentState.PUBLISHED, True),
        Said(3, 2, 7, NOW, CommentState.PUBLISHED, False),
        Said(4, 99, None, NOW, CommentState.PUBLISHED, False),
    ]
    found = discussion(said)
    assert found.depths == (2, 1, 1)
    assert found.participants == 2
    assert found.held_share == 0.25


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.4, "59 s"), (65, "1 min 5 s"), (600, "10 min"), (7500, "2 h 5 min"),
     (7200, "2 h"), (48 * 3600, "2 d"), (75 * 3600, "3 d 3 h")],
)  # fmt: skip
def test_durations_are_said_in_two_units_at_most(seconds: float, words: str) -> None:
    assert wording.duration(seconds) == words


def test_a_picture_survives_its_way_to_the_process_that_draws_it() -> None:
    rows = [StateCount(2, CommentState.HELD, False, False, 3)]
    drawn = picture(sheets.comments_sheet(outcomes(rows, WEEK), WEEK, Period.WEEK))
    assert Picture.from_json(drawn.to_json()) == drawn
