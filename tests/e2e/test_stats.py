"""Moderators see how it goes: figures with pictures, a file of decisions, a report every week."""

import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.charts import SubprocessPainter
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.transport import Refused
from bot.workflow.statistics.export import COLUMNS
from tests.e2e.house import HELD, House
from tests.e2e.newsdesk import TITLE

PNG = b"\x89PNG\r\n\x1a\n"
HARMLESS = "The last ferry was always full."


async def shown(house: House, what: str, period: str | None = None) -> Message:
    response = await house.olivia.slash("stats show", house.desk, what=what, period=period)
    return await response.wait_for(lambda message: bool(message.embeds), timeout=30)


async def a_day(house: House) -> None:
    """Two published, one approved, one rejected, one still waiting."""
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    await house.commented(house.ben, post, "I take it twice a week.")
    card = await house.held(house.ada, post, HELD)
    await house.olivia.press(card, "Approve")
    await house.quiet()
    card = await house.held(house.ben, post, f"{HELD} Now!")
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "We do not publish that."})
    await house.quiet()
    await house.held(house.ada, post, f"{HELD} Tonight!")
    await house.quiet()


async def picture_of(house: House, message: Message) -> Attachment:
    (picture,) = message.attachments
    assert (await house.olivia.download(picture)).startswith(PNG)
    return picture


async def test_the_figures_of_a_day_stand_in_words_beside_their_picture(house: House) -> None:
    await a_day(house)
    answer = await shown(house, what="comments", period="7 days")
    assert answer.ephemeral
    assert "5 comments came in the last 7 days." in answer.text
    assert "Published at once: **2** (40 %)" in answer.text
    assert "Approved: **1** (20 %)" in answer.text
    assert "Rejected: **1** (20 %)" in answer.text
    assert "Waiting: **1** (20 %)" in answer.text
    picture = await picture_of(house, answer)
    assert picture.description is not None
    assert "5 comments came in the last 7 days." in picture.description


async def test_reasons_false_holds_and_times_count_what_moderators_decided(house: House) -> None:
    await a_day(house)
    reasons = await shown(house, what="reasons")
    assert "**3** held, 1 approved, 1 rejected" in reasons.text
    await picture_of(house, reasons)
    false_holds = await shown(house, what="false holds", period="all")
    assert "1 of 2 approved, 50 % (9.5 % to 91 %)" in false_holds.text
    await picture_of(house, false_holds)
    times = await shown(house, what="time to decision", period="90 days")
    assert "Moderators decided about 2 texts" in times.text
    assert "**1** text waits at the moment" in times.text
    await picture_of(house, times)


async def test_where_nothing_was_decided_that_is_said(house: House) -> None:
    for what in ("comments", "reasons", "time to decision", "false holds"):
        answer = await shown(house, what=what)
        assert "Nothing was decided in this time." in answer.text
        assert not answer.attachments
    exposure = await shown(house, what="exposure in free mode")
    assert "No typed text had to be taken down" in exposure.text


async def test_an_articles_discussion_has_a_shape(house: House) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, HARMLESS)
    form = await house.ben.press(first, "Reply")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "Not in winter."})
    await house.held(house.ben, post, HELD)
    await house.quiet()
    choices = await house.olivia.autocomplete(
        "stats article", house.desk, focused="article", value="ferries"
    )
    assert [choice.name for choice in choices] == [f"#1 {TITLE}"]
    response = await house.olivia.slash("stats article", house.desk, article=choices[0].value)
    answer = await response.wait_for(lambda message: bool(message.embeds), timeout=30)
    assert "**3** comments" in answer.text
    assert "**2** members took part" in answer.text
    assert "**33 %** of the comments waited for a moderator (1)" in answer.text
    assert "Answers reach **1** level below" in answer.text
    await picture_of(house, answer)


async def test_a_bot_without_matplotlib_answers_in_numbers_and_says_what_to_install(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_day(house)
    painter = house.bot.services.painter
    assert isinstance(painter, SubprocessPainter)
    monkeypatch.setattr(painter, "_is_installed", lambda: False)
    answer = await shown(house, what="comments")
    assert "Published at once: **2** (40 %)" in answer.text
    assert "uv sync --extra charts" in answer.text
    assert not answer.attachments


async def test_decisions_come_as_a_table_without_texts_and_without_authors(house: House) -> None:
    await a_day(house)
    response = await house.olivia.slash("stats export", house.desk)
    answer = await response.wait_for(lambda message: bool(message.attachments))
    assert answer.ephemeral
    assert "`waited_s`: seconds from holding to a moderator's decision" in answer.text
    (file,) = answer.attachments
    text = (await house.olivia.download(file)).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert set(rows[0]) == set(COLUMNS) - {"author"}
    assert [row["decision"] for row in rows].count("held") == 3
    approved = next(row for row in rows if row["decision"] == "approved")
    assert approved["by"] == "moderator"
    assert float(approved["waited_s"]) >= 0
    assert "incitement" in approved["rules"]
    assert HELD not in text
    assert str(house.ada.id) not in text


async def test_only_managers_get_the_authors_ids(house: House) -> None:
    await a_day(house)
    refused = await house.olivia.slash("stats export", house.desk, authors=True)
    assert "Only members with Manage Server" in (await refused.wait_for()).text
    response = await house.owner.slash("stats export", house.desk, format="json", authors=True)
    answer = await response.wait_for(lambda message: bool(message.attachments))
    lines = (await house.owner.download(answer.attachments[0])).decode().splitlines()
    assert {json.loads(line)["author"] for line in lines} == {
        str(house.ada.id),
        str(house.ben.id),
    }


async def test_that_there_is_nothing_to_export_is_said(house: House) -> None:
    response = await house.olivia.slash("stats export", house.desk)
    assert "Nothing was decided in this time." in (await response.wait_for()).text


async def test_members_see_no_statistics(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    with pytest.raises(Refused):
        await house.ada.slash("stats show", house.news, what="comments")
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    lobby = await house.guild.create_channel("lobby")
    for response in (
        await house.ada.slash("stats show", lobby, what="comments"),
        await house.ada.slash("stats article", lobby, article="1"),
        await house.ada.slash("stats export", lobby),
    ):
        assert "Only moderators can do this" in (await response.wait_for()).text
    response = await house.ada.slash("stats report", lobby, day=0)
    assert "Only members with Manage Server" in (await response.wait_for()).text
    assert not await house.ada.autocomplete(
        "stats article", lobby, focused="article", value="ferries"
    )


@asynccontextmanager
async def due(house: House) -> AsyncIterator[None]:
    """The report of this week is due."""
    async with house.bot.store.write() as tx:
        settings = await tx.statistics.weekly(house.guild.id)
        await tx.statistics.put_weekly(replace(settings, asked_on="2026-01-01"))
    yield


async def reports(house: House) -> list[Message]:
    found = await house.olivia.messages(house.desk, limit=100)
    return [one for one in found if "The last seven days" in one.text]


async def test_the_weekly_report_comes_once_also_across_restarts(house: House) -> None:
    await a_day(house)
    response = await house.owner.slash("stats report", house.desk, day=0, hour=9)
    assert "on Monday from 9:00" in (await response.wait_for()).text
    await house.bot.services.weekly.ask_due()
    await house.quiet()
    assert await reports(house) == []
    async with due(house):
        await house.restart()
    await house.bot.services.weekly.ask_due()
    await house.quiet(timeout=30)
    await house.restart()
    assert await house.bot.services.weekly.ask_due() == 0
    await house.quiet()
    (report,) = await reports(house)
    assert "**5** comments came." in report.text
    assert "Moderators decided about **2** held texts" in report.text
    assert "Longest waits" in report.text
    assert "1 of 2, 50 %" in report.text
    assert TITLE in report.text
    await picture_of(house, report)


async def test_the_report_can_be_switched_off_and_only_managers_may(house: House) -> None:
    response = await house.olivia.slash("stats report", house.desk, day=0)
    assert "Only members with Manage Server" in (await response.wait_for()).text
    await house.owner.slash("stats report", house.desk, day=2)
    response = await house.owner.slash("stats report", house.desk, day=-1)
    assert "There is no weekly report." in (await response.wait_for()).text
    async with house.bot.store.read() as tx:
        assert await tx.statistics.with_weekly() == []
