import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.comment import CommentState, Source
from bot.domain.errors import (
    OutcomeUnknown,
    StageBusy,
    StageGone,
    StageUnavailable,
    ThreadsExhausted,
)
from bot.domain.guild import GuildSettings
from bot.domain.job import Job, JobKind
from bot.storage.store import SqlStore
from bot.workflow.dispatcher import Postponed
from bot.workflow.stage import Standing, Topic
from bot.workflow.tables import GuildFilter
from tests.builders import CHANNEL, GUILD, START, document
from tests.workflow.house import ADA, OLIVIA, House, running


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    return made


async def test_a_harmless_comment_stands_once_and_its_author_is_told(house: House) -> None:
    comment = await house.send("A ferry at midnight helps nobody.")
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert (await house.comment(comment.id)).is_on_stage
    assert house.authors.answers[-1] is Standing.PUBLISHED
    assert await house.events(comment.id) == ["received", "cleared", "shown"]


async def test_a_held_comment_never_reaches_the_stage_before_its_approval(house: House) -> None:
    comment = await house.send("[hold] text")
    await house.work()
    assert house.comments.calls == []
    assert house.authors.answers == [Standing.WAITING]
    await house.review.approve(comment.id, 1, OLIVIA)
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert house.desk.closed == set(house.desk.cards)


async def test_a_lost_answer_makes_one_post_not_two(house: House) -> None:
    house.comments.lost_answers = 1
    comment = await house.send("once")
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert house.comments.calls.count(f"publish {comment.id}") == 1
    assert (await house.comment(comment.id)).is_on_stage


async def test_a_post_that_was_not_made_after_all_is_made(house: House) -> None:
    house.comments.failures = [OutcomeUnknown("broken before the work")]
    comment = await house.send("once")
    await house.work()
    assert house.comments.shown() == [comment.id]


async def test_a_process_that_died_after_posting_leaves_one_post(house: House) -> None:
    comment = await house.send("once")
    house.comments.gate = asyncio.Event()
    async with running(house.dispatcher):
        await house.comments.reached.wait()
    # The process is gone; Discord had taken the request and made the post.
    house.comments.gate = None
    house.comments.posts[999] = comment.id
    await house.work(house.new_dispatcher())
    assert house.comments.shown() == [comment.id]
    assert (await house.comment(comment.id)).message_id == 999


async def test_a_process_that_died_before_judging_loses_nothing(house: House) -> None:
    async def dies(text: str, context: object) -> object:
        raise asyncio.CancelledError

    dying = House(house.store, dies)
    dying.article_id = house.article_id
    with pytest.raises(asyncio.CancelledError):
        await dying.send("not lost")
    assert house.comments.shown() == []
    assert await house.submissions.finish_unjudged(GuildFilter()) == 1
    await house.work(house.new_dispatcher())
    assert len(house.comments.shown()) == 1


async def test_a_judge_that_fails_holds(house: House) -> None:
    async def broken(text: str, context: object) -> object:
        raise RuntimeError("model missing")

    house = House(house.store, broken)
    await house.open_article()
    comment = await house.send("harmless")
    assert comment.state is CommentState.HELD


async def test_approvals_go_before_new_comments(house: House) -> None:
    waiting = await house.send("[hold] one")
    first = await house.send("first")
    second = await house.send("second")
    await house.review.approve(waiting.id, 1, OLIVIA)
    await house.work()
    assert house.comments.shown() == [waiting.id, first.id, second.id]


async def test_a_rate_limit_delays_and_keeps_the_order(house: House) -> None:
    house.comments.failures = [StageBusy(0.01), StageBusy(0.01)]
    sent = [(await house.send(f"text {index}")).id for index in range(3)]
    await house.work()
    assert house.comments.shown() == sent


async def test_a_stage_that_refuses_is_asked_again_and_moderators_hear_of_it_once(
    house: House,
) -> None:
    house.comments.failures = [StageGone("no thread"), StageGone("no thread")]
    comment = await house.send("patience")
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert house.desk.told == [Topic.STAGE_UNAVAILABLE]


async def test_an_edit_that_may_be_shown_changes_the_post_and_its_quotes(house: House) -> None:
    parent = await house.send("first words")
    await house.work()
    answer = await house.send("an answer", parent_id=parent.id)
    await house.work()
    house.clock.move(seconds=20)
    received = await house.submissions.edit(parent.id, "better words", ADA, None)
    await house.submissions.decide(received)
    house.comments.calls.clear()
    await house.work()
    assert "better words" in house.comments.texts.values()
    assert sorted(house.comments.calls) == sorted([f"revise {parent.id}", f"revise {answer.id}"])


async def test_withdrawing_takes_the_post_down_and_changes_the_quotes(house: House) -> None:
    parent = await house.send("first words")
    await house.work()
    answer = await house.send("an answer", parent_id=parent.id)
    await house.work()
    house.comments.calls.clear()
    await house.submissions.withdraw(parent.id, ADA)
    await house.work()
    assert house.comments.shown() == [answer.id]
    assert house.comments.calls[0] == f"retract {parent.id}"
    assert f"revise {answer.id}" in house.comments.calls


async def test_a_comment_withdrawn_while_it_is_posted_does_not_stay(house: House) -> None:
    house.comments.gate = asyncio.Event()
    comment = await house.send("second thoughts")
    async with running(house.dispatcher):
        await house.comments.reached.wait()
        await house.submissions.withdraw(comment.id, ADA)
        house.comments.gate.set()
    await house.work()
    assert house.comments.shown() == []


async def test_a_comment_withdrawn_after_a_lost_answer_does_not_stay(house: House) -> None:
    house.comments.lost_answers = 1
    comment = await house.send("second thoughts")
    await house.work(seconds=0)
    assert house.comments.shown() == [comment.id]
    await house.submissions.withdraw(comment.id, ADA)
    await house.work()
    assert house.comments.shown() == []


async def test_a_post_whose_webhook_is_gone_is_made_anew_with_the_changed_text(
    house: House,
) -> None:
    comment = await house.send("first words")
    await house.work()
    house.clock.move(seconds=20)
    received = await house.submissions.edit(comment.id, "better words", ADA, None)
    await house.submissions.decide(received)
    house.comments.failures = [StageGone("the webhook is gone")]
    await house.work()
    assert list(house.comments.texts.values()) == ["better words"]
    assert (await house.comment(comment.id)).state is CommentState.PUBLISHED


async def test_a_typed_text_is_deleted_before_it_is_judged_and_its_exposure_noted(
    house: House,
) -> None:
    comment = await house.send("typed", source=Source.TYPED)
    house.clock.move(milliseconds=140)
    await house.work()
    assert house.comments.calls[:2] == [
        f"delete {comment.source_id}",
        f"publish {comment.id}",
    ]
    assert (await house.comment(comment.id)).exposed_ms == 140
    assert house.authors.messages == []


async def test_a_typed_text_that_cannot_be_deleted_is_not_posted_a_second_time(
    house: House,
) -> None:
    house.comments.failures = [StageUnavailable("Missing Permissions")] * 50
    await house.send("typed", source=Source.TYPED)
    await house.work()
    assert house.comments.shown() == []
    assert house.desk.told == [Topic.CANNOT_DELETE]


async def test_the_author_of_a_typed_text_that_waits_is_told_in_private(house: House) -> None:
    await house.send("[hold] typed", source=Source.TYPED)
    await house.work()
    assert house.authors.messages == [Standing.WAITING]


async def test_a_post_deleted_in_discord_counts_as_removed(house: House) -> None:
    comment = await house.send("somebody deletes this")
    await house.work()
    message_id = (await house.comment(comment.id)).message_id
    assert message_id is not None
    assert await house.review.vanished(message_id) is not None
    await house.work()
    assert (await house.comment(comment.id)).state is CommentState.REMOVED
    assert house.authors.last is not None
    assert house.authors.last.standing is Standing.REMOVED


async def test_what_came_with_an_article_is_posted_in_its_order_once_the_thread_is_open(
    sqlite_store: SqlStore,
) -> None:
    house = House(sqlite_store)
    async with house.store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=95, at=START)
    read = document("Title", *[(f"Reader {n}", f"Comment {n}.") for n in range(8)])
    draft = await house.articles.draft(read, channel_id=CHANNEL, actor=OLIVIA)
    async with running(house.dispatcher):
        await house.articles.post(draft.id, OLIVIA, with_comments=True)
    await house.work()
    assert house.comments.shown() == list(range(1, 9))


async def test_what_came_with_an_article_keeps_its_order_if_the_thread_opens_in_between(
    sqlite_store: SqlStore,
) -> None:
    house = House(sqlite_store)
    async with house.store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=95, at=START)
    read = document("Title", ("Reader 1", "First."), ("Reader 2", "Second."))
    draft = await house.articles.draft(read, channel_id=CHANNEL, actor=OLIVIA)
    await house.articles.post(draft.id, OLIVIA, with_comments=True)
    handlers = house.handlers()
    first, second = await _to_publish(house, wait=True), await _to_publish(house, wait=False)
    posting = next(job for job in await _ready(house) if job.kind is JobKind.POST_ARTICLE)
    await handlers[JobKind.POST_ARTICLE](posting, False)
    with pytest.raises(Postponed):
        await handlers[JobKind.PUBLISH](second, False)
    await house.work()
    assert house.comments.shown() == [first.target_id, second.target_id]


async def _ready(house: House) -> Sequence[Job]:
    async with house.store.read() as tx:
        return await tx.jobs.ready(GuildFilter(), now=house.clock(), besides=(), limit=9)


async def _to_publish(house: House, *, wait: bool) -> Job:
    """The next comment's job; ``wait`` puts it back, as one whose article has no thread yet."""
    job = next(job for job in await _ready(house) if job.kind is JobKind.PUBLISH)
    if wait:
        async with house.store.write() as tx:
            later = house.clock() + timedelta(hours=1)
            await tx.jobs.postpone(job, until=later, error="waits", count=False)
    return job


async def test_a_comment_makes_room_for_its_thread_among_the_quiet_ones_of_ours(
    house: House,
) -> None:
    other = await house.articles.draft(document("Quiet"), channel_id=CHANNEL, actor=OLIVIA)
    quiet = (await house.articles.post(other.id, OLIVIA, with_comments=False)).article
    await house.work()
    house.stage.active = [999, 10_000 + quiet.id]
    house.comments.failures = [ThreadsExhausted("no room")]
    comment = await house.send("Wake up.")
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert house.stage.archived == [10_000 + quiet.id]
    assert house.stage.active == [999]
