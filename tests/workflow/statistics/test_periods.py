"""Days, weeks and months are those of the server's clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workflow.statistics.periods import MOST_BINS, Period, Step, timeline

NOW = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "last"), [("UTC", "2026-03-31"), ("Europe/Berlin", "2026-04-01")])
def test_today_is_the_servers_own(zone: str, last: str) -> None:
    line = timeline(Period.WEEK, NOW, zone)
    assert len(line.bins) == 7
    assert str(line.bins[-1].day) == last


def test_the_day_on_which_clocks_go_forward_has_23_hours() -> None:
    line = timeline(Period.WEEK, NOW, "Europe/Berlin")
    hours = {str(one.day): (one.until - one.since) / timedelta(hours=1) for one in line.bins}
    assert hours["2026-03-29"] == 23
    assert hours["2026-03-30"] == 24


@pytest.mark.parametrize(
    ("days", "step", "number"),
    [(1, Step.DAY, 1), (92, Step.DAY, 92), (93, Step.WEEK, 14), (700, Step.MONTH, 23)],
)
def test_all_is_cut_into_as_many_parts_as_can_be_told_apart(
    days: int, step: Step, number: int
) -> None:
    line = timeline(Period.ALL, NOW, "UTC", NOW - timedelta(days=days - 1))
    assert (line.step, len(line.bins)) == (step, number)


@given(
    now=st.integers(0, 15 * 366 * 24).map(lambda hours: LONG_AGO + timedelta(hours=hours)),
    back=st.integers(0, 3000),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu", "America/Santiago", "Australia/Lord_Howe"]),
)
def test_every_moment_from_the_first_to_now_lies_in_exactly_one_bin(
    now: datetime, back: int, zone: str
) -> None:
    first = now - timedelta(days=back)
    line = timeline(Period.ALL, now, zone, first)
    for moment in (first, now, now - timedelta(days=back / 2)):
        assert sum(one.since <= moment < one.until for one in line.bins) == 1
    for one, following in zip(line.bins, line.bins[1:], strict=False):
        assert one.until == following.since
    assert line.step is Step.MONTH or len(line.bins) <= MOST_BINS + 1
