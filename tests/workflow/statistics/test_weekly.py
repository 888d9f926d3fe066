"""Moderators have one report a week, in their server's own hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import NotAllowed, Refused
from bot.domain.job import Job, JobKind, Priority
from bot.storage.store import SqlStore
from bot.workflow.statistics.export import Exports, Format
from bot.workflow.statistics.periods import Period
from bot.workflow.statistics.weekly import WeeklyReport, WeeklyReports
from tests.builders import GUILD, START, manager
from tests.workflow.house import ADA, OLIVIA, House

MAX = manager()
JOB = Job(GUILD, f"weekly:{GUILD}", JobKind.WEEKLY, GUILD, Priority.COUNTS, START)
MONDAY, FRIDAY = 0, 4


class Wall:
    """Where reports are posted."""

    def __init__(self) -> None:
        self.posted: list[WeeklyReport] = []

    async def post_weekly(self, report: WeeklyReport) -> None:
        self.posted.append(report)


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    return made


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def weekly(house: House, wall: Wall) -> WeeklyReports:
    return WeeklyReports(house.store, wall, house.clock)


async def test_it_is_asked_for_once_a_week_from_its_hour_in_the_servers_time_zone(
    house: House, weekly: WeeklyReports
) -> None:
    async with house.store.write() as tx:
        settings = replace(await tx.guilds.get(GUILD), time_zone="Europe/Istanbul")
        await tx.guilds.put(settings, by=1, at=START)
    house.clock.now = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # Monday, 3:00 in Istanbul.
    await weekly.choose(MAX, FRIDAY, 8)
    asked = []
    for hour in range(24 * 15):
        house.clock.now = datetime(2026, 3, 2, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        if await weekly.ask_due():
            asked.append((house.clock.now.strftime("%A"), house.clock.now.hour, hour // 168))
    assert asked == [("Friday", 5, 0), ("Friday", 5, 1)]


async def test_after_weeks_of_absence_there_is_one_and_not_one_for_each(
    house: House, weekly: WeeklyReports
) -> None:
    house.clock.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    await weekly.choose(MAX, MONDAY, 9)
    house.clock.now += timedelta(days=40)
    assert await weekly.ask_due() == 1
    assert await weekly.ask_due() == 0


async def test_chosen_after_its_hour_it_begins_the_next_week(
    house: House, weekly: WeeklyReports
) -> None:
    house.clock.now = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    await weekly.choose(MAX, MONDAY, 9)
    assert await weekly.ask_due() == 0
    house.clock.now += timedelta(days=7)
    assert await weekly.ask_due() == 1


async def test_it_says_how_the_week_went(house: House, weekly: WeeklyReports, wall: Wall) -> None:
    await weekly.choose(MAX, MONDAY, 9)
    await house.send("The first.")
    held = await house.send("The second. [hold]")
    house.clock.now += timedelta(hours=3)
    await house.review.approve(held.id, 1, OLIVIA)
    await house.send("The third. [hold]")
    await weekly.post(JOB, False)
    (report,) = wall.posted
    assert report.came.total == 3
    assert report.decided is not None
    assert report.decided.middle == pytest.approx(3 * 3600, abs=0.01)
    assert report.waiting.count == 1
    assert [one.comment_id for one in report.slowest] == [held.id]
    assert [(one.approved, one.decided) for one in report.false_holds] == [(1, 1)]
    assert [one.count for one in report.discussed] == [3]
    assert report.picture is not None


async def test_none_is_posted_once_it_is_switched_off(
    house: House, weekly: WeeklyReports, wall: Wall
) -> None:
    await weekly.choose(MAX, MONDAY, 9)
    house.clock.now += timedelta(days=8)
    assert await weekly.ask_due() == 1
    await weekly.choose(MAX, None, 9)
    await weekly.post(JOB, False)
    assert wall.posted == []
    assert await weekly.ask_due() == 0


async def test_only_managers_choose(weekly: WeeklyReports) -> None:
    with pytest.raises(NotAllowed):
        await weekly.choose(OLIVIA, MONDAY, 9)


async def test_an_export_that_discord_would_not_take_says_what_to_do(house: House) -> None:
    exports = Exports(house.store, house.clock)
    with pytest.raises(Refused, match="Nothing was decided"):
        await exports.decisions(OLIVIA, Period.WEEK, Format.CSV, authors=False, limit=10**6)
    await house.send("The first.")
    with pytest.raises(Refused, match="Choose a shorter period"):
        await exports.decisions(OLIVIA, Period.WEEK, Format.CSV, authors=False, limit=100)
    found = await exports.decisions(OLIVIA, Period.WEEK, Format.JSON, authors=False, limit=10**6)
    assert found.decisions == 1
    found.file.close()
    with pytest.raises(NotAllowed):
        await exports.decisions(ADA, Period.WEEK, Format.CSV, authors=False, limit=10**6)
    with pytest.raises(NotAllowed):
        await exports.decisions(OLIVIA, Period.WEEK, Format.CSV, authors=True, limit=10**6)
