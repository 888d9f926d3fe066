"""What becomes of appeals: taken back or not, once, with words to the member, answered once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.case import HOUR, AppealState, CaseKind, CaseState
from bot.domain.comment import CommentState
from bot.domain.errors import Conflict, NotFound, Refused
from bot.workflow.stage import Topic
from tests.builders import GUILD, actor, manager, moderator
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court

PAUL = moderator(91, "Paul")
MAX = manager()
BEN = actor(8, "Ben")
STRANGER = replace(PAUL, guild_id=GUILD + 1)


async def test_success_publishes_and_takes_strike_and_sanction_back(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    await court.appeals.grant(appeal.id, MAX, " You are right. ")
    await court.work()
    assert court.comments.shown() == [comment.id]
    assert await court.points() == 0
    assert await court.state_of(case) is CaseState.UNDONE
    assert court.members.calls == ["timeout 7", "lift timeout 7"]
    assert court.case_desk.told == ["timeout 7", "granted 7"]
    shown = court.case_desk.appeals[appeal.id].appeal
    assert (shown.state, shown.decided_name, shown.reply) == (
        AppealState.GRANTED, "Max", "You are right.",
    )  # fmt: skip
    assert {"contested", "appeal granted", "granted"} <= set(await court.events(comment.id))


async def test_success_against_a_case_takes_back_what_led_to_it(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    appeal = await court.appeals.file(ADA, "Too hard.", case_id=case.id)
    await court.appeals.grant(appeal.id, MAX, "")
    await court.work()
    assert (await court.comment(comment.id)).state is CommentState.PUBLISHED
    assert await court.points() == 0
    assert await court.state_of(case) is CaseState.UNDONE
    assert court.members.calls == ["timeout 7", "lift timeout 7"]


async def test_success_after_a_timeout_has_ended_clears_it_from_the_record(court: Court) -> None:
    _, case = await court.timed_out(PAUL)
    court.clock.move(hours=1)
    await court.sanctions.expire_due()
    appeal = await court.appeals.file(ADA, "Too hard.", case_id=case.id)
    await court.appeals.grant(appeal.id, MAX, "")
    await court.work()
    assert await court.state_of(case) is CaseState.UNDONE
    assert court.members.calls == ["timeout 7"]


async def test_success_of_a_ban_by_hand_lifts_it(court: Court) -> None:
    ban = await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.")
    await court.work()
    appeal = await court.appeals.file(ADA, "Too hard.", case_id=ban.id)
    await court.appeals.grant(appeal.id, PAUL, "")
    await court.work()
    assert court.members.calls == ["ban 7", "lift ban 7"]


async def test_success_with_a_text_that_is_deleted_takes_the_rest_back(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    async with court.store.write() as tx:
        await tx.privacy.blank([comment.id], court.clock())
    appeal = await court.appeals.file(ADA, "Too hard.", case_id=case.id)
    await court.appeals.grant(appeal.id, MAX, "")
    await court.work()
    assert (await court.comment(comment.id)).state is CommentState.REJECTED
    assert await court.points() == 0
    assert await court.state_of(case) is CaseState.UNDONE


async def test_a_decision_that_stands_needs_a_reply_and_changes_nothing(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    with pytest.raises(Refused, match="Reply to the member"):
        await court.appeals.uphold(appeal.id, MAX, "  ")
    await court.appeals.uphold(appeal.id, MAX, "It insults others.")
    await court.work()
    assert (await court.comment(comment.id)).state is CommentState.REJECTED
    assert await court.points() == 3
    assert await court.state_of(case) is CaseState.ACTIVE
    assert court.case_desk.told == ["timeout 7", "upheld 7"]


async def test_an_appeal_is_decided_once(court: Court) -> None:
    _, appeal = await court.contested()
    results = await asyncio.gather(
        court.appeals.grant(appeal.id, PAUL, ""),
        court.appeals.uphold(appeal.id, MAX, "It stands."),
        return_exceptions=True,
    )
    (conflict,) = [one for one in results if isinstance(one, Exception)]
    assert isinstance(conflict, Conflict)
    decided = await court.appeals.of(appeal.id)
    assert decided.decided_name in str(conflict)
    with pytest.raises(Conflict, match="decided this appeal already"):
        await court.appeals.require_may_decide(appeal.id, MAX)


async def test_an_outcome_is_answered_once_by_the_member_alone(court: Court) -> None:
    _, appeal = await court.contested()
    with pytest.raises(Refused, match="not decided yet"):
        await court.appeals.answer(appeal.id, ADA, "Thank you.")
    await court.appeals.uphold(appeal.id, PAUL, "It stands.")
    for who in (BEN, PAUL, replace(ADA, guild_id=GUILD + 1)):
        with pytest.raises(NotFound):
            await court.appeals.answer(appeal.id, who, "Thank you.")
    with pytest.raises(Refused, match="Write something"):
        await court.appeals.answer(appeal.id, ADA, "  ")
    await court.appeals.answer(appeal.id, ADA, " I see. ")
    with pytest.raises(Refused, match="one answer"):
        await court.appeals.check_answer(appeal.id, ADA)
    await court.work()
    assert court.case_desk.appeals[appeal.id].appeal.answer == "I see."


async def test_who_takes_no_messages_finds_the_outcome_at_their_next_press(court: Court) -> None:
    court.case_desk.takes_messages = False
    _, appeal = await court.contested()
    await court.appeals.uphold(appeal.id, PAUL, "It stands.")
    await court.work()
    cases, appeals = await court.appeals.news(ADA)
    assert [one.id for one in appeals] == [appeal.id]
    await court.appeals.told(cases, appeals)
    assert await court.appeals.news(ADA) == ([], [])


async def test_the_card_of_an_appeal_shows_what_it_is_against(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    await court.work()
    file = court.case_desk.appeals[appeal.id]
    assert (file.comment, file.text) == (await court.comment(comment.id), "[hold] text 1")
    assert file.case is not None
    assert (file.case.number, file.appeal.text) == (case.number, "It was harmless.")
    by_hand = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=HOUR)
    other = await court.appeals.file(ADA, "Too hard.", case_id=by_hand.id)
    await court.work()
    alone = court.case_desk.appeals[other.id]
    assert (alone.comment, alone.text) == (None, "")


async def test_without_a_channel_an_appeal_is_kept_and_somebody_told(court: Court) -> None:
    court.case_desk.usable = False
    _, appeal = await court.contested()
    await court.work()
    assert court.desk.told == [Topic.DESK_UNUSABLE]
    await court.appeals.uphold(appeal.id, PAUL, "It stands.")
