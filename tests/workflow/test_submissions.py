from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.comment import CommentState
from bot.domain.errors import (
    Closed,
    DoorClosed,
    NotAllowed,
    NotFound,
    NotYet,
    Refused,
    StageGone,
)
from bot.storage.store import SqlStore
from bot.workflow.stage import Standing
from tests.builders import GUILD, actor
from tests.workflow.house import ADA, OLIVIA, House


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    return made


async def test_the_same_text_again_is_the_same_comment(house: House) -> None:
    first = await house.send("Ferries at midnight!")
    await house.work()
    again = await house.send("ferries  at midnight!")
    await house.work()
    assert again.id == first.id
    assert house.comments.shown() == [first.id]
    assert house.authors.answers[-1] is Standing.PUBLISHED


async def test_the_same_text_after_a_quarter_of_an_hour_is_another_comment(house: House) -> None:
    first = await house.send("Ferries at midnight!")
    house.clock.move(minutes=16)
    assert (await house.send("Ferries at midnight!")).id != first.id


async def test_one_comment_in_fifteen_seconds(house: House) -> None:
    await house.send("one")
    house.clock.move(seconds=-10)
    with pytest.raises(NotYet, match="in 5 s"):
        await house.send("two")


async def test_three_may_wait_and_the_fourth_is_refused_at_the_door(house: House) -> None:
    for index in range(3):
        await house.send(f"[hold] {index}")
    house.clock.move(seconds=20)
    with pytest.raises(NotYet, match="3 of your comments"):
        await house.submissions.open(ADA, article_id=house.article_id)
    with pytest.raises(NotYet, match="3 of your comments"):
        await house.send("four")
    other = actor(8, "Ben")
    await house.submissions.open(other, article_id=house.article_id)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1501])
async def test_a_text_that_no_form_takes_is_refused(house: House, text: str) -> None:
    with pytest.raises(Refused):
        await house.send(text)


async def test_who_may_not_comment_is_told_why_at_the_door_and_at_submit(house: House) -> None:
    until = house.clock() + timedelta(hours=1)
    cases = {
        "timed out": replace(ADA, timed_out_until=until),
        "accept its rules": replace(ADA, passed_screening=False),
        "cannot see": replace(ADA, views_channel=False),
    }
    for said, who in cases.items():
        with pytest.raises(NotAllowed, match=said):
            await house.submissions.open(who, article_id=house.article_id)
        with pytest.raises(NotAllowed, match=said):
            await house.send("text", who)
    over = replace(ADA, timed_out_until=house.clock() - timedelta(seconds=1))
    await house.submissions.open(over, article_id=house.article_id)


async def test_a_closed_article_takes_no_comments_and_held_ones_can_still_be_approved(
    house: House,
) -> None:
    waiting = await house.send("[hold] text")
    await house.closing.close(house.article_id, OLIVIA)
    with pytest.raises(Closed):
        await house.submissions.open(ADA, article_id=house.article_id)
    with pytest.raises(Closed):
        await house.send("late")
    await house.review.approve(waiting.id, 1, OLIVIA)
    await house.work()
    assert house.comments.shown() == [waiting.id]
    await house.closing.reopen(house.article_id, OLIVIA)
    await house.send("again")


async def test_an_answer_to_a_comment_that_is_gone_is_refused(house: House) -> None:
    parent = await house.send("first")
    await house.work()
    await house.submissions.withdraw(parent.id, ADA)
    with pytest.raises(NotFound):
        await house.send("answer", actor(8, "Ben"), parent_id=parent.id)


async def test_another_server_cannot_reach_this_ones_articles_and_comments(house: House) -> None:
    comment = await house.send("text")
    stranger = replace(ADA, guild_id=GUILD + 1)
    with pytest.raises(NotFound):
        await house.submissions.open(stranger, article_id=house.article_id)
    with pytest.raises(NotFound):
        await house.submissions.withdraw(comment.id, stranger)
    with pytest.raises(NotFound):
        await house.submissions.edit(comment.id, "new", stranger, None)


async def test_news_goes_by_message_when_the_answer_is_gone_and_waits_when_that_is_closed(
    house: House,
) -> None:
    comment = await house.send("[hold] text")
    await house.work()
    house.clock.move(minutes=20)
    await house.review.reject(comment.id, 1, OLIVIA, "Insulting.")
    await house.work()
    assert house.authors.messages == [Standing.REJECTED]

    closed = await house.send("[hold] another")
    house.authors.answers_fail = StageGone("dismissed")
    house.authors.messages_fail = DoorClosed("no messages")
    await house.review.reject(closed.id, 1, OLIVIA, "Insulting too.")
    await house.work()
    ((notice, status),) = await house.mine.news(ADA)
    assert (status.standing, status.because) == (Standing.REJECTED, ("Insulting too.",))
    await house.mine.told([notice])
    assert await house.mine.news(ADA) == []


async def test_a_change_is_judged_and_the_same_text_again_is_no_change(house: House) -> None:
    comment = await house.send("text")
    await house.work()
    house.clock.move(seconds=20)
    same = await house.submissions.edit(comment.id, "text", ADA, None)
    assert not same.is_new
    changed = await house.submissions.edit(comment.id, "[hold] text", ADA, None)
    after = await house.submissions.decide(changed)
    assert (after.state, after.pending_number) == (CommentState.PUBLISHED, 2)
    await house.work()
    assert list(house.comments.texts.values()) == ["text"]


async def test_changes_come_no_faster_than_comments(house: House) -> None:
    comment = await house.send("text")
    with pytest.raises(NotYet):
        await house.submissions.edit(comment.id, "other", ADA, None)


async def test_own_comments_are_listed_with_their_newest_text(house: House) -> None:
    first = await house.send("one")
    second = await house.send("[hold] two")
    await house.work()
    own = await house.mine.comments(ADA, article_id=house.article_id)
    assert [(one.comment.id, one.text, one.status.standing) for one in own] == [
        (second.id, "[hold] two", Standing.WAITING),
        (first.id, "one", Standing.PUBLISHED),
    ]


async def test_a_decided_comment_keeps_no_token_after_a_quarter_of_an_hour(house: House) -> None:
    comment = await house.send("text")
    async with house.store.write() as tx:
        later = house.clock() + timedelta(minutes=16)
        assert await tx.comments.forget_replies(now=later) == 1
        assert await tx.comments.reply(comment.id, now=house.clock()) is None
