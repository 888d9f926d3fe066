"""Sanctions: done once, told, ended in time, refused by Discord, or opened by hand."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.actor import Actor
from bot.domain.case import DAY, HOUR, CaseKind, CaseState
from bot.domain.errors import Conflict, NotAllowed, NotFound, Refused, StageBusy
from bot.domain.permission import NOTHING
from bot.domain.standing import AuthorStanding
from bot.workflow.stage import Topic
from tests.builders import GUILD, actor, moderator
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court

PAUL = moderator(91, "Paul")
BEN = actor(8, "Ben")
STRANGER = replace(OLIVIA, guild_id=GUILD + 1)


async def test_a_timeout_ends_by_itself_and_a_ban_is_lifted(court: Court) -> None:
    timeout = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=HOUR)
    ban = await court.cases.by_hand(OLIVIA, 8, CaseKind.BAN, "Enough.", seconds=DAY)
    await court.work()
    assert await court.sanctions.expire_due() == 0
    court.clock.move(seconds=HOUR)
    assert await court.sanctions.expire_due() == 1
    court.clock.move(seconds=DAY)
    assert await court.sanctions.expire_due() == 1
    assert await court.sanctions.expire_due() == 0
    await court.work()
    assert court.members.calls == ["timeout 7", "ban 8", "lift ban 8"]
    for case in (timeout, ban):
        assert await court.state_of(case) is CaseState.EXPIRED


async def test_a_time_that_passed_before_anything_was_done_is_not_told_of(court: Court) -> None:
    case = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=HOUR)
    court.clock.move(hours=1)
    await court.work()
    assert await court.sanctions.expire_due() == 1
    await court.work()
    assert court.members.calls == court.case_desk.told == []
    assert await court.appeals.news(ADA) == ([], [])
    assert await court.state_of(case) is CaseState.EXPIRED


async def test_who_comes_back_after_a_timeout_is_told_of_it(court: Court) -> None:
    court.case_desk.takes_messages = False
    case = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=HOUR)
    await court.work()
    court.clock.move(hours=1)
    await court.sanctions.expire_due()
    ((told,), _) = await court.appeals.news(ADA)
    assert told.number == case.number
    assert await court.appeals.check(ADA, case_id=told.id) is None


async def test_a_refusal_by_discord_is_shown_with_its_reason(court: Court) -> None:
    case = await court.proposed()
    await court.cases.carry_out(case.id, PAUL)
    court.members.refusals = [Refused("Discord does not let me.")]
    await court.work()
    shown = court.case_desk.cases[case.id]
    assert (shown.state, shown.error) == (CaseState.FAILED, "Discord does not let me.")
    assert court.case_desk.told == []


async def test_who_has_left_meanwhile_is_not_timed_out(court: Court) -> None:
    case = await court.proposed()
    await court.cases.carry_out(case.id, PAUL)
    court.members.gone.add(7)
    await court.work()
    assert court.members.calls == []
    assert "not on this server" in court.case_desk.cases[case.id].error


async def test_who_takes_no_messages_is_told_at_their_next_press_once(court: Court) -> None:
    court.case_desk.takes_messages = False
    case = await court.proposed()
    await court.cases.carry_out(case.id, PAUL)
    assert await court.appeals.news(ADA) == ([], [])
    await court.work()
    cases, appeals = await court.appeals.news(ADA)
    assert [one.number for one in cases] == [case.number]
    assert await court.appeals.news(BEN) == ([], [])
    await court.appeals.told(cases, appeals)
    assert await court.appeals.news(ADA) == ([], [])


async def test_a_card_without_a_channel_is_told_of_once_and_the_case_stays(court: Court) -> None:
    court.case_desk.usable = False
    await court.refuse()
    await court.refuse()
    await court.work()
    assert court.desk.told == [Topic.DESK_UNUSABLE]
    assert [case.number for case in await court.cases.page(OLIVIA)] == [2, 1]


@pytest.mark.parametrize(
    ("kind", "seconds"), [(CaseKind.TIMEOUT, HOUR), (CaseKind.KICK, None), (CaseKind.NOTICE, None)]
)
async def test_a_moderator_sanctions_by_hand(
    court: Court, kind: CaseKind, seconds: int | None
) -> None:
    case = await court.cases.by_hand(OLIVIA, 7, kind, " Enough. ", seconds=seconds)
    await court.work()
    assert (case.reason, case.by_ladder, case.number) == ("Enough.", False, 1)
    assert court.members.calls == court.case_desk.told == [f"{kind.value} 7"]


@pytest.mark.parametrize("seconds", [None, 0, -1, 28 * DAY + 1])
async def test_a_timeout_by_hand_has_a_length_that_discord_allows(
    court: Court, seconds: int | None
) -> None:
    with pytest.raises(Refused, match="28 days"):
        await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=seconds)


async def test_nothing_is_done_without_a_reason(court: Court) -> None:
    with pytest.raises(Refused, match="Give a reason"):
        await court.cases.by_hand(OLIVIA, 7, CaseKind.NOTICE, "  ")
    case = await court.cases.by_hand(OLIVIA, 7, CaseKind.NOTICE, "Enough.")
    with pytest.raises(Refused, match="Give a reason"):
        await court.cases.change_reason(case.number, OLIVIA, " ")
    better = await court.cases.change_reason(case.number, PAUL, "Enough of this.")
    assert (better.reason, better.moderator_id) == ("Enough of this.", OLIVIA.id)


@pytest.mark.parametrize("who", [ADA, STRANGER])
async def test_strangers_neither_see_nor_decide_cases(court: Court, who: Actor) -> None:
    case = await court.proposed()
    for attempt in (
        court.cases.carry_out(case.id, who),
        court.cases.decline(case.id, who),
        court.cases.undo(case.number, who),
        court.cases.show(case.number, who),
        court.cases.change_reason(case.number, who, "Mine."),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            await attempt
    assert await court.state_of(case) is CaseState.PROPOSED


async def test_members_neither_list_nor_open_cases(court: Court) -> None:
    with pytest.raises(NotAllowed):
        await court.cases.page(ADA)
    with pytest.raises(NotAllowed):
        await court.cases.by_hand(ADA, 8, CaseKind.NOTICE, "Mine.")


async def test_a_moderator_decides_nothing_about_themselves(court: Court) -> None:
    await court.refuse(PAUL)
    case = await court.newest_case(PAUL)
    for attempt in (
        court.cases.decline(case.id, PAUL),
        court.cases.carry_out(case.id, PAUL),
        court.cases.undo(case.number, PAUL),
        court.cases.change_reason(case.number, PAUL, "It was nothing."),
        court.cases.by_hand(PAUL, PAUL.id, CaseKind.TRUST, "I know myself."),
    ):
        with pytest.raises(NotAllowed, match="This is you"):
            await attempt
    assert await court.points(PAUL) == 3
    await court.cases.decline(case.id, OLIVIA)


async def test_a_moderator_of_another_server_finds_no_case_here(court: Court) -> None:
    case = await court.proposed()
    with pytest.raises(NotFound, match="no such case"):
        await court.cases.carry_out(case.id, STRANGER)
    assert await court.cases.page(STRANGER) == []


async def test_who_lacks_the_permission_of_discord_does_nothing(court: Court) -> None:
    court.members.moderators_may = NOTHING
    case = await court.proposed()
    with pytest.raises(NotAllowed, match="Moderate Members"):
        await court.cases.carry_out(case.id, OLIVIA)
    with pytest.raises(NotAllowed, match="Ban Members"):
        await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.")
    assert await court.state_of(case) is CaseState.PROPOSED


async def test_who_may_not_ban_may_not_undo_a_ban(court: Court) -> None:
    ban = await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.")
    await court.work()
    court.members.moderators_may = NOTHING
    with pytest.raises(NotAllowed, match="Ban Members"):
        await court.cases.undo(ban.number, OLIVIA)


async def test_an_unban_ends_the_ban_and_lifts_it_once(court: Court) -> None:
    ban = await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.")
    await court.work()
    court.members.gone.add(7)
    await court.cases.by_hand(PAUL, 7, CaseKind.UNBAN, "Mistaken.")
    await court.work()
    ended = await court.cases.show(ban.number, OLIVIA)
    assert (ended.state, ended.lifted_at) == (CaseState.UNDONE, court.clock())
    assert court.members.calls == ["ban 7", "unban 7"]
    assert court.case_desk.told == ["ban 7"]


async def test_undoing_one_of_two_bans_leaves_the_other(court: Court) -> None:
    first = await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.", seconds=DAY)
    second = await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough for good.")
    await court.work()
    await court.cases.undo(first.number, OLIVIA)
    await court.work()
    assert court.members.calls == ["ban 7", "ban 7"]
    await court.cases.undo(second.number, OLIVIA)
    await court.work()
    assert court.members.calls[2:] == ["lift ban 7"]


async def test_a_busy_discord_is_asked_again_and_the_member_told_once(court: Court) -> None:
    await court.cases.by_hand(OLIVIA, 7, CaseKind.BAN, "Enough.")
    court.members.refusals = [StageBusy(0.01)]
    await court.work()
    assert court.members.calls == court.case_desk.told == ["ban 7"]


async def test_who_left_before_they_were_kicked_is_not_kicked(court: Court) -> None:
    case = await court.cases.by_hand(OLIVIA, 7, CaseKind.KICK, "Enough.")
    court.members.gone.add(7)
    await court.work()
    assert court.members.calls == court.case_desk.told == []
    assert await court.state_of(case) is CaseState.ACTIVE


async def test_a_sanction_that_discord_does_not_lift_says_why(court: Court) -> None:
    case = await court.proposed()
    await court.cases.carry_out(case.id, OLIVIA)
    await court.work()
    await court.cases.undo(case.number, OLIVIA)
    court.members.refusals = [Refused("Discord does not let me.")]
    await court.work()
    shown = court.case_desk.cases[case.id]
    assert (shown.state, shown.error) == (CaseState.UNDONE, "Discord does not let me.")
    assert shown.lifted_at is None


async def test_a_mark_set_by_hand_counts_until_it_is_taken_back(court: Court) -> None:
    for kind, standing in (
        (CaseKind.WATCH, AuthorStanding.WATCHED),
        (CaseKind.UNWATCH, AuthorStanding.NEW),
        (CaseKind.TRUST, AuthorStanding.TRUSTED),
    ):
        await court.cases.by_hand(OLIVIA, 7, kind, "We know them.")
        assert (await court.file_of()).standing is standing
    await court.cases.undo(3, PAUL)
    assert (await court.file_of()).standing is AuthorStanding.NEW
    await court.work()
    assert court.members.calls == court.case_desk.told == []


async def test_undoing_an_older_mark_leaves_the_newer(court: Court) -> None:
    watch = await court.cases.by_hand(OLIVIA, 7, CaseKind.WATCH, "Careful.")
    await court.cases.by_hand(OLIVIA, 7, CaseKind.TRUST, "We know them.")
    await court.cases.undo(watch.number, OLIVIA)
    assert (await court.file_of()).standing is AuthorStanding.TRUSTED


async def test_of_two_who_undo_at_once_one_is_told(court: Court) -> None:
    case = await court.cases.by_hand(OLIVIA, 7, CaseKind.TIMEOUT, "Enough.", seconds=HOUR)
    await court.work()
    results = await asyncio.gather(
        court.cases.undo(case.number, OLIVIA),
        court.cases.undo(case.number, PAUL),
        return_exceptions=True,
    )
    told = [result for result in results if isinstance(result, Exception)]
    assert [type(one) for one in told] in ([Conflict], [Refused])
    await court.work()
    assert court.members.calls == ["timeout 7", "lift timeout 7"]
