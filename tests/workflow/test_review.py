import asyncio
from dataclasses import replace

import pytest

from bot.domain.card import CardKind
from bot.domain.comment import CommentState
from bot.domain.errors import Conflict, NotAllowed, NotFound, Refused
from bot.storage.store import SqlStore
from bot.workflow.desk.wishes import Wish
from bot.workflow.stage import Standing, Topic
from tests.builders import GUILD, actor, moderator
from tests.workflow.house import ADA, OLIVIA, House

MAX = moderator(91, "Max")
BEN = actor(8, "Ben")


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    return made


async def test_of_two_moderators_at_once_one_decides_and_the_other_hears_who(
    house: House,
) -> None:
    comment = await house.send("[hold] text")
    results = await asyncio.gather(
        house.review.approve(comment.id, 1, OLIVIA),
        house.review.reject(comment.id, 1, MAX, "No."),
        return_exceptions=True,
    )
    conflicts = [result for result in results if isinstance(result, Conflict)]
    assert len(conflicts) == 1
    decided = await house.comment(comment.id)
    winner = OLIVIA if decided.state is CommentState.PUBLISHED else MAX
    assert winner.name in str(conflicts[0])


async def test_a_text_changed_since_the_card_was_made_is_not_approved_by_it(
    house: House,
) -> None:
    comment = await house.send("[hold] text")
    await house.work()
    house.clock.move(seconds=20)
    received = await house.submissions.edit(comment.id, "[hold] another text", ADA, None)
    await house.submissions.decide(received)
    with pytest.raises(Conflict, match="changed this text"):
        await house.review.approve(comment.id, 1, OLIVIA)
    await house.review.approve(comment.id, 2, OLIVIA)
    await house.work()
    assert list(house.comments.texts.values()) == ["[hold] another text"]


@pytest.mark.parametrize(
    "who",
    [ADA, replace(OLIVIA, guild_id=GUILD + 1), replace(OLIVIA, manages_messages=False)],
)
async def test_nobody_but_a_moderator_of_this_server_decides(house: House, who: object) -> None:
    comment = await house.send("[hold] text")
    with pytest.raises((NotAllowed, NotFound)):
        await house.review.approve(comment.id, 1, who)  # type: ignore[arg-type]
    with pytest.raises((NotAllowed, NotFound)):
        await house.review.dossier(comment.id, who)  # type: ignore[arg-type]
    assert (await house.comment(comment.id)).state is CommentState.HELD


async def test_the_moderator_role_is_enough(house: House) -> None:
    async with house.store.write() as tx:
        settings = await tx.guilds.get(GUILD)
        await tx.guilds.put(replace(settings, moderator_role_id=66), by=95, at=house.clock())
    comment = await house.send("[hold] text")
    editor = actor(92, "Edna", role_ids=frozenset({66}))
    await house.review.approve(comment.id, 1, editor)
    assert (await house.comment(comment.id)).decided_by == editor.id


async def test_a_rejection_needs_a_reason_and_its_author_reads_it(house: House) -> None:
    comment = await house.send("[hold] text")
    with pytest.raises(Refused, match="reason"):
        await house.review.reject(comment.id, 1, OLIVIA, "  ")
    await house.review.reject(comment.id, 1, OLIVIA, "Insulting.")
    await house.work()
    assert house.authors.last is not None
    assert house.authors.last.standing is Standing.REJECTED
    assert house.authors.last.because == ("Insulting.",)
    assert not house.authors.last.may_appeal


async def test_the_policys_refusal_says_why_and_can_be_appealed(house: House) -> None:
    comment = await house.send("[reject] text")
    await house.work()
    assert house.authors.last is not None
    assert house.authors.last.because == ("Because of a test.",)
    assert house.authors.last.may_appeal
    await house.submissions.appeal(comment.id, ADA)
    await house.work()
    assert (await house.comment(comment.id)).state is CommentState.HELD
    assert len(house.desk.cards) == 1


async def test_a_report_makes_one_card_and_the_comment_stays(house: House) -> None:
    comment = await house.send("debatable")
    await house.work()
    await house.review_desk.reports.report(comment.id, BEN, "rude")
    await house.review_desk.reports.report(comment.id, actor(9, "Cy"), "")
    with pytest.raises(Refused, match="reported this comment before"):
        await house.review_desk.reports.report(comment.id, BEN, "very rude")
    await house.work()
    assert len(house.desk.cards) == 1
    (dossier,) = house.desk.cards.values()
    assert [report.reporter_name for report in dossier.reports] == ["Ben", "Cy"]
    assert house.comments.shown() == [comment.id]


async def test_a_kept_comment_stays_and_its_card_is_closed(house: House) -> None:
    comment = await house.send("debatable")
    await house.work()
    await house.review_desk.reports.report(comment.id, BEN, "rude")
    await house.review.keep(comment.id, OLIVIA)
    await house.work()
    assert house.comments.shown() == [comment.id]
    assert house.desk.closed == set(house.desk.cards)


async def test_a_removed_comment_is_gone_and_its_author_reads_why(house: House) -> None:
    comment = await house.send("debatable")
    await house.work()
    await house.review.remove(comment.id, OLIVIA, "Off topic.")
    await house.work()
    assert house.comments.shown() == []
    assert house.authors.last is not None
    assert house.authors.last.because == ("Off topic.",)


async def test_nobody_reports_their_own_comment_or_one_that_is_gone(house: House) -> None:
    comment = await house.send("mine")
    await house.work()
    with pytest.raises(Refused, match="your own"):
        await house.review_desk.reports.report(comment.id, ADA, "")
    await house.submissions.withdraw(comment.id, ADA)
    with pytest.raises(NotFound):
        await house.review_desk.reports.report(comment.id, BEN, "")


async def test_a_flagged_comment_is_shown_and_has_a_card(house: House) -> None:
    comment = await house.send("[flag] text")
    await house.work()
    assert house.comments.shown() == [comment.id]
    async with house.store.read() as tx:
        (card,) = await tx.cards.open_of(comment.id)
    assert card.kind is CardKind.LOOK


async def test_without_a_usable_channel_cards_wait_and_somebody_is_told_once(
    house: House,
) -> None:
    house.desk.usable = False
    await house.send("[hold] one")
    await house.send("[hold] two")
    await house.work()
    assert house.desk.cards == {}
    assert house.desk.told == [Topic.DESK_UNUSABLE]
    page = await house.review_desk.queue.page(OLIVIA, Wish())
    assert [line.text for line in page.lines] == ["[hold] one", "[hold] two"]


async def test_the_queue_has_pages_and_the_last_one_never_runs_empty(house: House) -> None:
    for index in range(7):
        await house.send(f"[hold] {index}", actor(100 + index, f"Reader {index}"))
    queue = house.review_desk.queue
    first = await queue.page(OLIVIA, Wish())
    last = await queue.page(OLIVIA, Wish(), after=str(first.lines[-1].place))
    assert (len(last.lines), last.before, last.total) == (2, 5, 7)
    beyond = await queue.page(OLIVIA, Wish(), after=str(last.lines[-1].place))
    assert [line.comment_id for line in beyond.lines] == [3, 4, 5, 6, 7]
    back = await queue.page(OLIVIA, Wish(), before=str(last.lines[0].place))
    assert back.lines == first.lines


async def test_a_held_text_says_how_many_wait_before_it(house: House) -> None:
    await house.send("[hold] one", BEN)
    second = await house.send("[hold] two", ADA)
    await house.work()
    told = house.authors.newest[second.id]
    assert (told.standing, told.ahead) == (Standing.WAITING, 1)
