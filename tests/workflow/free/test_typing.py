"""Typed messages in free mode: stored before anything, gone if they must wait, whatever dies."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.comment import CommentState, Source
from bot.domain.errors import StageUnavailable
from bot.domain.guild import ChannelMode
from bot.domain.verdict import Verdict
from bot.moderation import Context
from bot.storage.store import SqlStore
from bot.workflow.free.channels import FreeChannels
from bot.workflow.free.message import TypedMessage
from bot.workflow.free.typing import FreeTyping
from bot.workflow.judging import Bench
from bot.workflow.stage import Standing, Topic
from bot.workflow.submissions import author_of
from bot.workflow.tables import GuildFilter, Prepared
from bot.workflow.telling import Teller
from tests.builders import CHANNEL, GUILD, START
from tests.workflow.house import ADA, OLIVIA, House, judge_by_word, no_staff

THREAD = 11
"""The thread of the house's article."""


class FreeHouse(House):
    """A house whose channel is in free mode."""

    typing: FreeTyping

    async def set_free(self, judge: Callable[[str, Context], Awaitable[Verdict]]) -> None:
        """Free mode, with a judge of its own."""
        async with self.store.write() as tx:
            await tx.guilds.put_prepared(
                Prepared(CHANNEL, GUILD, {}, {}, START, 1, ChannelMode.FREE)
            )
        free = FreeChannels(self.store)
        await free.refresh()
        bench = Bench(self.store, judge, self.clock, no_staff, self.weighing)  # type: ignore[arg-type]
        teller = Teller(self.store, self.desk, self.clock)
        self.typing = FreeTyping(
            self.store, bench, self.submissions, self.comments, teller, self.clock, free
        )

    def says(self, text: str, *, message_id: int = 500, has_files: bool = False) -> TypedMessage:
        """A message that was sent two seconds ago."""
        self.comments.typed.add(message_id)
        at = self.clock()
        self.clock.move(seconds=2)
        return TypedMessage(message_id, author_of(ADA), text, at, has_files=has_files)


@pytest.fixture
async def house(sqlite_store: SqlStore) -> FreeHouse:
    made = FreeHouse(sqlite_store)
    await made.open_article()
    await made.set_free(judge_by_word)
    return made


async def test_what_is_fine_stands_and_nobody_is_told(house: FreeHouse) -> None:
    await house.typing.take(THREAD, house.says("Good morning."), is_new=True)
    await house.work()
    comment = await house.comment(1)
    assert comment.state is CommentState.PUBLISHED
    assert comment.stands_as_typed
    assert house.comments.typed == {500}
    assert house.comments.shown() == []
    assert house.authors.messages == []


async def test_what_must_wait_goes_and_is_posted_once_it_is_approved(house: FreeHouse) -> None:
    await house.typing.take(THREAD, house.says("Wait. [hold]"), is_new=True)
    assert house.comments.typed == set()
    await house.work()
    comment = await house.comment(1)
    assert (comment.state, comment.message_id) == (CommentState.HELD, None)
    assert comment.exposed_ms == 2000
    assert house.authors.messages == [Standing.WAITING]
    await house.review.approve(1, 1, OLIVIA)
    await house.work()
    assert house.comments.shown() == [1]
    assert house.authors.messages == [Standing.WAITING, Standing.PUBLISHED]


async def test_an_event_that_comes_twice_is_one_comment(house: FreeHouse) -> None:
    message = house.says("Good morning.")
    await asyncio.gather(
        house.typing.take(THREAD, message, is_new=True),
        house.typing.take(THREAD, message),
        house.typing.take(THREAD, message, is_new=True),
    )
    assert await house.events(1) == ["received", "cleared"]
    async with house.store.read() as tx:
        assert await tx.comments.get(2) is None


async def test_a_process_that_ends_after_storing_leaves_it_to_the_next(house: FreeHouse) -> None:
    async def dies(_text: str, _context: Context) -> Verdict:
        raise asyncio.CancelledError

    message = house.says("Wait. [hold]")
    await house.set_free(dies)
    with pytest.raises(asyncio.CancelledError):
        await house.typing.take(THREAD, message, is_new=True)
    assert (await house.comment(1)).state is CommentState.RECEIVED
    await house.set_free(judge_by_word)
    await house.typing.take(THREAD, message)
    await house.work()
    assert (await house.comment(1)).state is CommentState.HELD
    assert house.comments.typed == set()


async def test_what_is_out_of_sight_of_the_thread_is_judged_all_the_same(house: FreeHouse) -> None:
    async def dies(_text: str, _context: Context) -> Verdict:
        raise asyncio.CancelledError

    await house.set_free(dies)
    with pytest.raises(asyncio.CancelledError):
        await house.typing.take(THREAD, house.says("Wait. [hold]"), is_new=True)
    await house.submissions.finish_unjudged(GuildFilter())
    await house.work()
    assert (await house.comment(1)).state is CommentState.HELD
    assert house.comments.calls == ["retract 1"]


async def test_what_cannot_be_deleted_is_tried_again_and_moderators_hear_of_it(
    house: FreeHouse,
) -> None:
    house.comments.failures.append(StageUnavailable("403 Missing Permissions"))
    await house.typing.take(THREAD, house.says("Wait. [hold]"), is_new=True)
    assert house.desk.told == [Topic.CANNOT_DELETE]
    assert (await house.comment(1)).state is CommentState.HELD
    await house.work()
    assert "retract 1" in house.comments.calls
    assert (await house.comment(1)).message_id is None


async def test_an_edit_that_must_wait_takes_the_message_down(house: FreeHouse) -> None:
    message = house.says("Good morning.")
    await house.typing.take(THREAD, message, is_new=True)
    edited = replace(
        message, text="Good [hold] morning.", edited_at=house.clock() - timedelta(seconds=1)
    )
    await house.typing.take(THREAD, edited)
    comment = await house.comment(1)
    assert (comment.state, comment.pending_number) == (CommentState.HELD, 2)
    assert comment.exposed_ms == 1000
    assert house.comments.typed == set()


async def test_an_update_that_changes_no_word_is_not_judged_again(house: FreeHouse) -> None:
    message = house.says("See https://example.org.")
    await house.typing.take(THREAD, message, is_new=True)
    before = await house.events(1)
    await house.typing.take(THREAD, message)
    assert await house.events(1) == before


async def test_our_own_deleting_is_not_taken_for_the_authors(house: FreeHouse) -> None:
    deleted: list[bool] = []

    class Telling(type(house.comments)):  # type: ignore[misc]
        async def delete_typed(self, article: object, message_id: int) -> bool:
            deleted.append(await house.typing.vanished(message_id))
            return True

    house.comments.__class__ = Telling
    await house.typing.take(THREAD, house.says("Wait. [hold]"), is_new=True)
    assert deleted == [True]
    assert (await house.comment(1)).state is CommentState.HELD
    assert await house.typing.vanished(500)
    assert (await house.comment(1)).state is CommentState.HELD


async def test_a_message_with_a_file_waits_where_a_server_wants_that(house: FreeHouse) -> None:
    async with house.store.write() as tx:
        settings = await tx.guilds.get(GUILD)
        await tx.guilds.put(replace(settings, pictures_wait=True), by=1, at=START)
    await house.typing.take(THREAD, house.says("Look. [file: a.png]", has_files=True), is_new=True)
    assert (await house.comment(1)).state is CommentState.HELD
    async with house.store.read() as tx:
        revision = await tx.comments.revision(1, 1)
    assert revision is not None
    assert revision.verdict is not None
    assert [finding.rule for finding in revision.verdict.findings] == ["form.file"]


async def test_a_late_second_look_that_lets_it_pass_puts_it_back(house: FreeHouse) -> None:
    async def hasty(text: str, context: Context) -> Verdict:
        return await judge_by_word("[hold]" if context.hurried else text, context)

    await house.set_free(hasty)
    # Held only because judging it in a hurry failed: at leisure nothing is found.
    await house.typing.take(THREAD, house.says("Good morning."), is_new=True)
    await house.work()
    assert (await house.comment(1)).state is CommentState.PUBLISHED
    assert house.comments.shown() == [1]


async def test_a_typed_comment_is_changed_where_it_stands(house: FreeHouse) -> None:
    await house.typing.take(THREAD, house.says("Good morning."), is_new=True)
    with pytest.raises(Exception, match="edit it where it stands"):
        await house.submissions.edit(1, "Good evening.", ADA, None)


async def test_a_member_takes_a_typed_comment_back(house: FreeHouse) -> None:
    await house.typing.take(THREAD, house.says("Good morning."), is_new=True)
    await house.submissions.withdraw(1, ADA)
    await house.work()
    assert "retract 1" in house.comments.calls


async def test_messages_elsewhere_are_none_of_ours(house: FreeHouse) -> None:
    await house.typing.take(999, house.says("Good morning."), is_new=True)
    async with house.store.read() as tx:
        assert await tx.comments.by_source(Source.FREE, "500") is None
