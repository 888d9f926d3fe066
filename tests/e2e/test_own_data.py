"""Members take their data away or have it deleted; texts and servers' data end in time."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.domain.comment import CommentState
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel
from bot.sandbox.people.transport import Refused
from bot.storage.schema import comments, metadata
from bot.workflow.privacy.retention import Retention
from tests.e2e.house import HELD, INVITED, House

HARMLESS = "The last ferry was always full."
LATER = "I take it twice a week."


async def lobby(house: House) -> Channel:
    """Where members can write, and so use commands."""
    return await house.guild.create_channel("lobby")


async def download(house: House, who: Person, place: Channel) -> dict[str, Any]:
    response = await who.slash("my data download", place)
    answer = await response.wait_for(lambda message: bool(message.attachments))
    assert answer.ephemeral
    content = await who.download(answer.attachments[0])
    if answer.attachments[0].filename.endswith(".gz"):
        content = gzip.decompress(content)
    found: dict[str, Any] = json.loads(content)
    return found


async def delete(house: House, who: Person, place: Channel) -> tuple[str, str]:
    """Ask, confirm; returns the question and what was done."""
    response = await who.slash("my data delete", place)
    question = await response.wait_for(lambda message: bool(message.buttons))
    assert question.ephemeral
    answer = await who.press(question, "Delete for good")
    done = await answer.wait_for(lambda message: "Done" in message.text)
    await house.quiet()
    return question.text, done.text


async def decided(house: House, comment_id: int, *, ago: timedelta) -> None:
    """As if a comment had been decided so long ago."""
    async with house.bot.store.engine.begin() as connection:
        await connection.execute(
            update(comments)
            .where(comments.c.id == comment_id)
            .values(decided_at=datetime.now(UTC) - ago)
        )


async def everything(house: House) -> str:
    """All that the database holds, as text."""
    async with house.bot.store.engine.connect() as connection:
        return "\n".join(
            [
                str(tuple(row))
                for table in metadata.sorted_tables
                if table.name not in {"staff", "articles", "guilds", "prepared_channels"}
                for row in await connection.execute(select(table))
            ]
        )


async def test_members_download_all_that_is_stored_about_them_and_nothing_of_others(
    house: House,
) -> None:
    place = await lobby(house)
    post = await house.post()
    mine = await house.commented(house.ada, post, HARMLESS)
    theirs = await house.commented(house.ben, post, LATER)
    card = await house.held(house.ada, post, HELD)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "We do not publish that."})
    form = await house.ada.press(theirs, "Report")
    assert form.modal is not None
    await house.ada.submit(form.modal, {"text": "It is an advertisement."})
    form = await house.ben.press(mine, "Report")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "Ben tells on Ada."})
    await house.quiet()
    data = await download(house, house.ada, place)
    mine_all = data["comments"]
    assert isinstance(mine_all, list)
    assert [one["texts"][0]["text"] for one in mine_all] == [HARMLESS, HELD]
    assert [one["texts"][0]["outcome"] for one in mine_all] == ["publish", "hold"]
    assert [one["state"] for one in mine_all] == ["published", "rejected"]
    assert mine_all[1]["reason"] == "We do not publish that."
    reports = data["reports"]
    assert isinstance(reports, list)
    assert [one["reason"] for one in reports] == ["It is an advertisement."]
    assert data["member"] == str(house.ada.id)
    said = json.dumps(data)
    assert LATER not in said
    assert "Ben" not in said
    assert "Olivia" not in said


async def test_anonymous_comments_keep_their_texts_and_lose_everything_of_their_author(
    house: House,
) -> None:
    place = await lobby(house)
    post = await house.post()
    first = await house.commented(house.ada, post, HARMLESS)
    form = await house.ben.press(first, "Reply")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "Not in winter."})
    card = await house.held(house.ada, post, HELD)
    question, done = await delete(house, house.ada, place)
    assert "That is 2 comments" in question
    assert "Former member" in question
    assert "2 comments are anonymous" in done
    stands = {message.content.split("\n")[0]: message for message in await house.shown(post)}
    anew = stands[HARMLESS]
    assert anew.id != first.id
    assert anew.author.name == "Former member"
    assert str(house.ada.id) not in anew.content
    answer = next(one for one in stands.values() if "Not in winter." in one.content)
    assert "Former member" in answer.content
    assert "Ada" not in answer.content
    refreshed = await house.card(lambda message: message.id == card.id)
    assert "Ada" not in refreshed.text
    assert str(house.ada.id) not in refreshed.text
    kept = await everything(house)
    assert str(house.ada.id) not in kept
    assert "'Ada'" not in kept
    assert HARMLESS in kept
    assert (await house.stored(1)).state is CommentState.PUBLISHED
    await house.olivia.press(card, "Approve")
    await house.quiet()
    approved = await house.ben.wait_for_message(
        await house.thread(post), lambda message: HELD in message.content
    )
    assert approved.author.name == "Former member"
    assert (await download(house, house.ada, place))["comments"] == []


async def test_erased_comments_are_taken_down_and_the_audit_stays_without_a_text(
    house: House,
) -> None:
    place = await lobby(house)
    response = await house.owner.slash("privacy settings", house.desk, deletion="erase")
    assert "(`erase`)" in (await response.wait_for()).text
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    await house.commented(house.ben, post, LATER)
    card = await house.held(house.ada, post, HELD)
    _question, done = await delete(house, house.ada, place)
    assert "2 comments are erased" in done
    (left,) = await house.shown(post)
    assert LATER in left.content
    refreshed = await house.card(lambda message: message.id == card.id)
    assert HELD not in refreshed.text.replace("\\", "")
    assert "kill" not in refreshed.text
    kept = await everything(house)
    for trace in (str(house.ada.id), "'Ada'", HARMLESS, HELD, "kill every"):
        assert trace not in kept, trace
    assert LATER in kept
    async with house.bot.store.read() as tx:
        events = [one.event for one in await tx.comments.history(1)]
    assert events[0] == "received"
    assert events[-1] == "erased"
    log = await house.owner.slash("privacy log", house.desk)
    assert "2 × comments erased, at the wish of the member" in (await log.wait_for()).text


async def test_the_policy_that_was_read_is_the_one_that_is_done(house: House) -> None:
    place = await lobby(house)
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    response = await house.ada.slash("my data delete", place)
    question = await response.wait_for(lambda message: bool(message.buttons))
    await house.owner.slash("privacy settings", house.desk, deletion="erase")
    answer = await house.ada.press(question, "Delete for good")
    said = await answer.wait_for(lambda message: "has changed what becomes" in message.text)
    assert said.ephemeral
    assert len(await house.shown(post)) == 1


async def test_only_managers_choose_and_read_the_log(house: House) -> None:
    with pytest.raises(Refused):
        await house.olivia.slash("privacy settings", house.desk, days=1)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    for response in (
        await house.olivia.slash("privacy settings", house.desk, days=1),
        await house.olivia.slash("privacy log", house.desk),
    ):
        assert "Only members with Manage Server" in (await response.wait_for()).text
    response = await house.owner.slash("privacy settings", house.desk)
    assert "deleted after 90 days" in (await response.wait_for()).text
    response = await house.owner.slash("privacy settings", house.desk, days=0)
    assert "comments are kept." in (await response.wait_for()).text


async def test_texts_of_rejected_comments_end_after_the_chosen_days_also_on_cards(
    house: House,
) -> None:
    await house.owner.slash("privacy settings", house.desk, days=7)
    post = await house.post()
    await house.commented(house.ben, post, LATER)
    card = await house.held(house.ada, post, HELD)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "We do not publish that."})
    await house.quiet()
    retention = house.bot.services.retention
    await decided(house, 2, ago=timedelta(days=6, hours=23))
    assert await retention.blank_due() == 0
    await decided(house, 2, ago=timedelta(days=7, hours=1))
    assert await retention.blank_due() == 1
    assert await retention.blank_due() == 0
    await house.quiet()
    kept = await everything(house)
    assert "kill every" not in kept
    assert "We do not publish that." in kept
    assert LATER in kept
    refreshed = await house.card(lambda message: message.id == card.id)
    assert "kill" not in refreshed.text
    assert "Its text was deleted" in refreshed.text
    response = await house.olivia.slash("comment show", house.desk, number=2)
    assert "Its text was deleted" in (await response.wait_for()).text
    log = await house.owner.slash("privacy log", house.desk)
    said = (await log.wait_for()).text
    assert "1 × texts of rejected, withdrawn and removed comments" in said
    assert "by Greenroom" in said


async def test_a_server_that_removed_the_bot_is_forgotten_after_30_days(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    await house.held(house.ada, post, HELD)
    await house.quiet()
    await house.guild.kick(house.app)

    async def is_noted() -> bool:
        async with house.bot.store.read() as tx:
            return bool(await tx.privacy.departed(before=datetime.now(UTC) + timedelta(days=1)))

    await house.eventually(is_noted)
    early = Retention(house.bot.store, lambda: datetime.now(UTC) + timedelta(days=29))
    assert await early.wipe_departed() == 0
    assert HARMLESS in await everything(house)
    due = Retention(house.bot.store, lambda: datetime.now(UTC) + timedelta(days=31))
    assert await due.wipe_departed() == 1
    async with house.bot.store.engine.connect() as connection:
        left = {
            table.name: len((await connection.execute(select(table))).all())
            for table in metadata.sorted_tables
        }
    left.pop("meta")
    assert not any(left.values()), left


async def test_a_server_that_comes_back_in_time_keeps_its_data(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    await house.guild.kick(house.app)
    await house.stop()
    await house.start()

    async def departed() -> bool:
        async with house.bot.store.read() as tx:
            return bool(await tx.privacy.departed(before=datetime.now(UTC) + timedelta(days=1)))

    await house.eventually(departed)
    await house.guild.add_bot(house.app, permissions=int(INVITED))

    async def is_back() -> bool:
        return not await departed()

    await house.eventually(is_back)
    due = Retention(house.bot.store, lambda: datetime.now(UTC) + timedelta(days=31))
    assert await due.wipe_departed() == 0
    assert HARMLESS in await everything(house)


async def test_what_happened_while_the_bot_was_away_is_noted_at_its_start(house: House) -> None:
    await house.stop()
    await house.guild.kick(house.app)
    await house.start()

    async def is_noted() -> bool:
        async with house.bot.store.read() as tx:
            return bool(await tx.privacy.departed(before=datetime.now(UTC) + timedelta(days=1)))

    await house.eventually(is_noted)
