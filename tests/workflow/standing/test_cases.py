"""Strikes, and what the ladder makes of them, on a real store with members in memory."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.case import DAY, HOUR, CaseKind, CaseState, Step
from bot.domain.comment import CommentState
from bot.domain.errors import Conflict, Refused
from tests.builders import actor, manager, moderator
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court

MAX = manager()
PAUL = moderator(91, "Paul")
BEN = actor(8, "Ben")


async def test_a_rejection_gives_a_strike_that_weighs_what_its_rule_does(court: Court) -> None:
    comment = await court.refuse()
    (strike,) = (await court.file_of()).strikes
    assert (strike.comment_id, strike.rule, strike.points) == (comment.id, "incitement.call", 3)
    assert strike.moderator_id == OLIVIA.id
    await court.choices.weigh(MAX, "incitement.call", 7)
    await court.refuse(BEN)
    assert await court.points(BEN) == 7


async def test_a_removal_gives_a_strike_and_a_comment_has_one_at_the_most(court: Court) -> None:
    comment = await court.send("[flag] text")
    await court.work()
    await court.review.remove(comment.id, OLIVIA, "Insulting.")
    assert await court.points() == 3
    appeal = await court.appeals.file(ADA, "It was not.", comment_id=comment.id)
    await court.appeals.grant(appeal.id, PAUL, "")
    assert await court.points() == 0
    await court.work()
    await court.review.remove(comment.id, PAUL, "It was.")
    assert await court.points() == 3


async def test_a_changed_text_that_is_refused_as_well_brings_no_second_strike(
    court: Court,
) -> None:
    comment = await court.refuse()
    court.clock.move(seconds=20)
    changed = await court.submissions.edit(comment.id, "[hold] changed", ADA, None)
    await court.submissions.decide(changed)
    await court.review.reject(comment.id, 2, PAUL, "Insulting as before.")
    (strike,) = (await court.file_of()).strikes
    assert (strike.points, strike.moderator_id) == (3, PAUL.id)
    assert len((await court.file_of()).cases) == 1


async def test_a_post_that_somebody_deleted_in_discord_brings_no_strike(court: Court) -> None:
    comment = await court.send("[flag] text")
    await court.work()
    (message_id,) = court.comments.posts
    removed = await court.review.vanished(message_id)
    assert removed is not None
    assert (removed.id, removed.state) == (comment.id, CommentState.REMOVED)
    assert await court.points() == 0


async def test_what_the_policy_refuses_by_itself_brings_no_strike(court: Court) -> None:
    comment = await court.send("[reject] text")
    assert comment.state is CommentState.REJECTED
    assert await court.points() == 0


async def test_an_approval_brings_no_strike(court: Court) -> None:
    comment = await court.send("[hold] text")
    await court.review.approve(comment.id, 1, OLIVIA)
    assert await court.points() == 0
    assert (await court.file_of()).cases == []


async def test_strikes_weigh_on_no_other_member(court: Court) -> None:
    await court.refuse()
    assert await court.points(BEN) == 0


async def test_the_ladder_proposes_its_steps_at_their_points(court: Court) -> None:
    proposed = []
    for _ in range(4):
        await court.refuse()
        case = await court.newest_case()
        proposed.append((case.number, case.points, case.kind, case.seconds))
    await court.work()
    assert proposed == [
        (1, 3, CaseKind.TIMEOUT, HOUR),
        (2, 6, CaseKind.TIMEOUT, DAY),
        (3, 9, CaseKind.TIMEOUT, 7 * DAY),
        (4, 12, CaseKind.BAN, None),
    ]
    assert {case.state for case in court.case_desk.cases.values()} == {CaseState.PROPOSED}
    assert court.members.calls == []
    assert court.case_desk.told == []


async def test_points_between_two_steps_propose_nothing(court: Court) -> None:
    await court.choices.weigh(MAX, "incitement", 1)
    await court.refuse()
    await court.refuse()
    assert [case.points for case in (await court.file_of()).cases] == [1]


async def test_a_proposed_step_is_carried_out_once_and_the_member_told(court: Court) -> None:
    case = await court.proposed()
    done = await court.cases.carry_out(case.id, PAUL)
    await court.work()
    assert court.members.calls == ["timeout 7"]
    assert court.case_desk.told == ["timeout 7"]
    assert (done.moderator_id, done.expires_at) == (PAUL.id, court.clock() + timedelta(hours=1))
    assert court.case_desk.cases[case.id].state is CaseState.ACTIVE
    with pytest.raises(Conflict, match="active already, by Paul"):
        await court.cases.carry_out(case.id, OLIVIA)


async def test_a_declined_step_is_not_done(court: Court) -> None:
    case = await court.proposed()
    await court.cases.decline(case.id, PAUL)
    await court.work()
    assert court.members.calls == court.case_desk.told == []
    assert court.case_desk.cases[case.id].state is CaseState.DECLINED
    with pytest.raises(Conflict, match="declined already"):
        await court.cases.carry_out(case.id, OLIVIA)


async def test_of_two_moderators_at_once_one_decides_about_a_case(court: Court) -> None:
    case = await court.proposed()
    results = await asyncio.gather(
        court.cases.carry_out(case.id, OLIVIA),
        court.cases.decline(case.id, PAUL),
        return_exceptions=True,
    )
    assert [type(one) for one in results if isinstance(one, Exception)] == [Conflict]
    await court.work()
    done = await court.state_of(case) is CaseState.ACTIVE
    assert court.members.calls == (["timeout 7"] if done else [])


async def test_undoing_a_case_lifts_it_and_takes_its_strikes_back(court: Court) -> None:
    case = await court.proposed()
    await court.cases.carry_out(case.id, PAUL)
    await court.work()
    await court.cases.undo(case.number, PAUL)
    await court.work()
    assert court.members.calls == ["timeout 7", "lift timeout 7"]
    assert await court.points() == 0
    assert court.case_desk.cases[case.id].state is CaseState.UNDONE
    with pytest.raises(Refused, match="nothing to undo"):
        await court.cases.undo(case.number, PAUL)


async def test_what_was_undone_before_it_was_done_is_never_done(court: Court) -> None:
    case = await court.proposed()
    await court.cases.carry_out(case.id, PAUL)
    await court.cases.undo(case.number, PAUL)
    await court.work()
    assert court.members.calls == court.case_desk.told == []


async def test_lifting_one_of_two_timeouts_leaves_the_longer(court: Court) -> None:
    long = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Again.", seconds=2 * HOUR)
    short = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Once.", seconds=HOUR)
    await court.work()
    await court.cases.undo(short.number, OLIVIA)
    await court.work()
    assert long.expires_at is not None
    assert court.members.calls[-1] == f"lift timeout 7 until {long.expires_at:%H:%M}"


async def test_an_automatic_step_is_done_at_once(court: Court) -> None:
    step = Step(3, CaseKind.TIMEOUT, HOUR, automatic=True)
    await court.choices.set_step(MAX, step, agreed=False)
    await court.refuse()
    await court.work()
    case = await court.newest_case()
    assert (case.state, case.moderator_id) == (CaseState.ACTIVE, None)
    assert case.applied_at is not None
    assert court.members.calls == court.case_desk.told == ["timeout 7"]


async def test_undoing_a_rejection_takes_its_strike_and_its_case_back(court: Court) -> None:
    comment = await court.send("[hold] text")
    _, batch = await court.review.decide(comment.id, 1, OLIVIA, "Insulting.")
    case = await court.newest_case()
    await court.cases.carry_out(case.id, PAUL)
    await court.work()
    await court.review_desk.undoing.undo(batch, OLIVIA, lambda _channel: OLIVIA)
    await court.work()
    assert await court.points() == 0
    assert await court.state_of(case) is CaseState.UNDONE
    assert court.members.calls == ["timeout 7", "lift timeout 7"]
    assert (await court.comment(comment.id)).state is CommentState.HELD


async def test_who_is_rejected_again_after_an_undone_rejection_has_one_strike(
    court: Court,
) -> None:
    comment = await court.send("[hold] text")
    _, batch = await court.review.decide(comment.id, 1, OLIVIA, "Insulting.")
    await court.review_desk.undoing.undo(batch, OLIVIA, lambda _channel: OLIVIA)
    await court.review.reject(comment.id, 1, PAUL, "Insulting.")
    assert await court.points() == 3
    cases = (await court.file_of()).cases
    assert [case.state for case in cases] == [CaseState.PROPOSED, CaseState.UNDONE]
