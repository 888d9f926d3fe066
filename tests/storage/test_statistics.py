"""The database counts what pure arithmetic would, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.comment import Comment, CommentState
from bot.domain.weekly import WeeklySettings
from bot.storage.store import SqlStore
from bot.workflow.statistics.periods import Bin, Period, Span, timeline
from bot.workflow.statistics.tables import Discussed, Quantiles, RuleCount, StateCount
from tests.builders import GUILD, START, actor
from tests.workflow.house import OLIVIA, House

DAY = timedelta(days=1)
SPAN = Span(START - DAY, START + 9 * DAY)


@pytest.fixture
async def house(store: SqlStore) -> House:
    made = House(store)
    await made.open_article()
    return made


def bins(number: int = 3) -> list[Bin]:
    """Days from the start on."""
    return [
        Bin(one, (START + one * DAY).date(), START + one * DAY, START + (one + 1) * DAY)
        for one in range(number)
    ]


async def approved(house: House, comment: Comment, *, after: timedelta) -> None:
    house.clock.now += after
    await house.review.approve(comment.id, 1, OLIVIA)


async def rejected(house: House, comment: Comment, *, after: timedelta) -> None:
    house.clock.now += after
    await house.review.reject(comment.id, 1, OLIVIA, "No.")


async def test_comments_are_counted_in_the_day_they_came_by_what_became_of_them(
    house: House,
) -> None:
    await house.send("One.")
    await house.send("Two. [flag]")
    await approved(house, await house.send("Three. [hold]"), after=DAY)
    await rejected(house, await house.send("Four. [hold]"), after=timedelta(0))
    await house.send("Five. [hold]")
    async with house.store.read() as tx:
        found = await tx.statistics.states(GUILD, bins())
        elsewhere = await tx.statistics.states(GUILD + 1, bins())
    published = CommentState.PUBLISHED
    assert set(found) == {
        StateCount(0, published, False, False, 1),
        StateCount(0, published, False, True, 1),
        StateCount(0, published, True, False, 1),
        StateCount(1, CommentState.REJECTED, True, False, 1),
        StateCount(1, CommentState.HELD, False, False, 1),
    }
    assert elsewhere == []


async def test_a_rule_is_charged_with_what_moderators_decided_about_its_texts(
    house: House,
) -> None:
    await approved(house, await house.send("One. [hold]"), after=DAY)
    await rejected(house, await house.send("Two. [hold]"), after=DAY)
    await house.send("Three. [hold]")
    async with house.store.read() as tx:
        (found,) = await tx.statistics.rules(GUILD, SPAN)
        before = await tx.statistics.rules(GUILD, Span(START - DAY, START))
    assert isinstance(found, RuleCount)
    assert (found.held, found.approved, found.rejected) == (3, 1, 1)
    assert before == []


async def test_waits_are_measured_from_holding_to_a_moderators_decision(house: House) -> None:
    held = [await house.send(f"{nr} [hold]", actor(nr)) for nr in range(30, 34)]
    for comment, hours in zip(held, (1, 1, 1), strict=False):
        await approved(house, comment, after=timedelta(hours=hours))
    async with house.store.read() as tx:
        (found,) = await tx.statistics.delays(GUILD, bins())
        waiting = await tx.statistics.waiting(GUILD)
        slowest = await tx.statistics.slowest(GUILD, SPAN, limit=2)
    assert (found.bin, found.count) == (0, 3)
    # They were sent 20 s apart, so the second waited 1 h longer but for those seconds.
    assert found.middle == pytest.approx(2 * 3600 + 40, abs=0.01)
    assert found.far == pytest.approx(3 * 3600 + 20, abs=0.01)
    assert waiting.count == 1
    assert waiting.oldest == held[3].waiting_since
    assert [one.comment_id for one in slowest] == [held[2].id, held[1].id]


async def test_what_its_author_took_back_was_decided_by_no_moderator(house: House) -> None:
    comment = await house.send("One. [hold]")
    house.clock.now += DAY
    await house.submissions.withdraw(comment.id, replace(OLIVIA, id=7, name="Ada"))
    async with house.store.read() as tx:
        assert await tx.statistics.delays(GUILD, bins()) == []


async def test_exposure_counts_only_what_could_be_read(house: House, store: SqlStore) -> None:
    for number in range(100):
        comment = await house.send(f"Number {number}.")
        async with store.write() as tx:
            await tx.comments.set_exposed(comment.id, number)
    async with house.store.read() as tx:
        (found,) = await tx.statistics.exposures(GUILD, bins())
    assert found == Quantiles(0, 99, 50.0, 99.0)


async def test_the_shape_of_a_discussion_is_read_page_by_page(house: House) -> None:
    first = await house.send("One.")
    await house.work()
    await house.send("Two. [hold]", parent_id=first.id)
    async with house.store.read() as tx:
        page = await tx.statistics.said(house.article_id, after=0, limit=1)
        rest = await tx.statistics.said(house.article_id, after=page[0].id, limit=5)
        discussed = await tx.statistics.discussed(GUILD, SPAN, limit=3)
    assert [(one.id, one.parent_id, one.was_held) for one in (*page, *rest)] == [
        (first.id, None, False),
        (first.id + 1, first.id, True),
    ]
    title = "Harbour bridge closes for repairs"
    assert discussed == [Discussed(house.article_id, title, 2)]


async def test_decisions_are_exported_in_order_with_who_decided(house: House) -> None:
    comment = await house.send("One. [hold]")
    await approved(house, comment, after=timedelta(hours=1))
    await house.send("Two.")
    async with house.store.read() as tx:
        first = await tx.statistics.decisions(GUILD, SPAN, after=0, limit=2)
        rest = await tx.statistics.decisions(GUILD, SPAN, after=first[-1].id, limit=2)
    assert [(one.event, one.by) for one in (*first, *rest)] == [
        ("held", "policy"),
        ("approved", "moderator"),
        ("cleared", "policy"),
    ]
    assert first[1].waited_s == pytest.approx(3600, abs=0.01)
    assert first[0].waited_s is None
    assert first[0].rules


async def test_when_the_report_comes_is_read_back(store: SqlStore) -> None:
    chosen = WeeklySettings(GUILD, 3, 17, "2026-03-05")
    async with store.write() as tx:
        assert await tx.statistics.weekly(GUILD) == WeeklySettings(GUILD)
        await tx.statistics.put_weekly(chosen)
        await tx.statistics.put_weekly(WeeklySettings(GUILD + 1, None))
        assert await tx.statistics.weekly(GUILD) == chosen
        assert await tx.statistics.with_weekly() == [chosen]


async def test_all_begins_with_the_first_comment(house: House) -> None:
    async with house.store.read() as tx:
        assert await tx.statistics.first(GUILD) is None
    await house.send("One.")
    async with house.store.read() as tx:
        first = await tx.statistics.first(GUILD)
    assert first is not None
    line = timeline(Period.ALL, datetime(2026, 3, 3, tzinfo=UTC), "UTC", first)
    assert [str(one.day) for one in line.bins] == ["2026-03-01", "2026-03-02", "2026-03-03"]
