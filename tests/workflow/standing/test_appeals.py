"""Appeals on a real store: made once and in time, decided by somebody else."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.actor import Actor
from bot.domain.case import AppealState, CaseKind
from bot.domain.errors import NotAllowed, NotFound, Refused
from tests.builders import GUILD, actor, manager, moderator
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court

PAUL = moderator(91, "Paul")
MAX = manager()
BEN = actor(8, "Ben")
STRANGER = replace(PAUL, guild_id=GUILD + 1)


async def test_an_appeal_is_made_once_against_each_decision(court: Court) -> None:
    comment, appeal = await court.contested()
    assert (appeal.against_ids, appeal.against_names) == ((OLIVIA.id,), "Olivia")
    with pytest.raises(Refused, match="one appeal"):
        await court.appeals.file(ADA, "Really.", comment_id=comment.id)
    assert await court.appeals.check(ADA, comment_id=comment.id) == appeal
    assert (await court.events(comment.id)).count("contested") == 1
    other = await court.refuse()
    assert await court.appeals.check(ADA, comment_id=other.id) is None


async def test_of_two_presses_at_once_one_makes_the_appeal(court: Court) -> None:
    comment = await court.refuse()
    results = await asyncio.gather(
        *(court.appeals.file(ADA, "Why?", comment_id=comment.id) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["Appeal", "Refused"]


async def test_an_appeal_says_something(court: Court) -> None:
    comment = await court.refuse()
    with pytest.raises(Refused, match="Say why"):
        await court.appeals.file(ADA, " \n ", comment_id=comment.id)


async def test_the_time_for_an_appeal_passes_and_is_the_servers_choice(court: Court) -> None:
    comment = await court.refuse()
    court.clock.move(days=14)
    await court.appeals.check(ADA, comment_id=comment.id)
    court.clock.move(seconds=1)
    with pytest.raises(Refused, match="it was 14 days"):
        await court.appeals.file(ADA, "Late.", comment_id=comment.id)
    await court.choices.choose(MAX, appeal_days=15)
    await court.appeals.file(ADA, "In time.", comment_id=comment.id)


@pytest.mark.parametrize("who", [BEN, OLIVIA, replace(ADA, guild_id=GUILD + 1)])
async def test_nobody_appeals_for_another(court: Court, who: Actor) -> None:
    comment, case = await court.timed_out(PAUL)
    with pytest.raises(NotFound, match="no such comment"):
        await court.appeals.file(who, "Mine.", comment_id=comment.id)
    with pytest.raises(NotFound, match="no such case about you"):
        await court.appeals.file(who, "Mine.", case_id=case.id)


async def test_only_what_a_moderator_decided_can_be_contested(court: Court) -> None:
    by_policy = await court.send("[reject] text")
    shown = await court.send("harmless")
    for comment in (by_policy, shown):
        with pytest.raises(Refused, match="No moderator has decided"):
            await court.appeals.check(ADA, comment_id=comment.id)
    proposed = await court.proposed()
    with pytest.raises(Refused, match="Nothing has been done"):
        await court.appeals.check(ADA, case_id=proposed.id)
    mark = await court.cases.by_hand(OLIVIA, 7, CaseKind.WATCH, "Careful.")
    with pytest.raises(Refused, match="Nothing has been done"):
        await court.appeals.check(ADA, case_id=mark.id)


async def test_what_is_appealed_says_where_it_belongs(court: Court) -> None:
    comment, case = await court.timed_out(PAUL)
    assert await court.appeals.guild_of(comment_id=comment.id) == GUILD
    assert await court.appeals.guild_of(case_id=case.id) == GUILD
    for missing in ({"comment_id": 999}, {"case_id": 999}):
        with pytest.raises(NotFound):
            await court.appeals.guild_of(**missing)


async def test_who_decided_first_does_not_decide_again(court: Court) -> None:
    _, appeal = await court.contested()
    for attempt in (
        court.appeals.require_may_decide(appeal.id, OLIVIA),
        court.appeals.grant(appeal.id, OLIVIA, ""),
        court.appeals.uphold(appeal.id, OLIVIA, "It stands."),
    ):
        with pytest.raises(NotAllowed, match="Another moderator decides"):
            await attempt
    assert await court.appeals.require_may_decide(appeal.id, PAUL) == appeal


async def test_who_carried_out_and_who_rejected_are_both_kept_from_a_cases_appeal(
    court: Court,
) -> None:
    _, case = await court.timed_out(PAUL)
    appeal = await court.appeals.file(ADA, "Too hard.", case_id=case.id)
    assert appeal.against_ids == (OLIVIA.id, PAUL.id)
    for who in (OLIVIA, PAUL):
        with pytest.raises(NotAllowed, match="Another moderator decides"):
            await court.appeals.grant(appeal.id, who, "")
    await court.appeals.grant(appeal.id, MAX, "")


@pytest.mark.parametrize("who", [BEN, STRANGER, ADA])
async def test_strangers_do_not_decide(court: Court, who: Actor) -> None:
    _, appeal = await court.contested()
    for attempt in (
        court.appeals.require_may_decide(appeal.id, who),
        court.appeals.grant(appeal.id, who, ""),
        court.appeals.uphold(appeal.id, who, "It stands."),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            await attempt
    assert (await court.appeals.of(appeal.id)).state is AppealState.OPEN


async def test_a_moderator_does_not_decide_their_own_appeal(court: Court) -> None:
    comment = await court.refuse(PAUL)
    appeal = await court.appeals.file(PAUL, "It was harmless.", comment_id=comment.id)
    with pytest.raises(NotAllowed, match="your own"):
        await court.appeals.grant(appeal.id, PAUL, "")


async def known(court: Court, *people: Actor) -> None:
    """These have acted as moderators here."""
    async with court.store.write() as tx:
        for one in people:
            await tx.guilds.put_staff(GUILD, one.id, one.name)


async def test_the_only_moderator_decides_alone_where_they_manage_the_server(
    court: Court,
) -> None:
    await known(court, MAX)
    comment = await court.refuse(by=MAX)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    with pytest.raises(NotAllowed):
        await court.appeals.grant(appeal.id, replace(MAX, manages_guild=False), "")
    decided = await court.appeals.uphold(appeal.id, MAX, "It stands.")
    assert decided.alone
    async with court.store.read() as tx:
        (upheld,) = [one for one in await tx.comments.history(comment.id) if "upheld" in one.event]
    assert "alone" in upheld.reason


async def test_a_manager_does_not_decide_alone_where_others_are_known(court: Court) -> None:
    comment = await court.refuse(by=MAX)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    await known(court, MAX, PAUL)
    with pytest.raises(NotAllowed, match="Another moderator decides"):
        await court.appeals.uphold(appeal.id, MAX, "It stands.")
    assert not (await court.appeals.uphold(appeal.id, PAUL, "It stands.")).alone


async def test_nobody_decides_alone_where_a_role_makes_moderators(court: Court) -> None:
    await known(court, MAX)
    async with court.store.write() as tx:
        settings = await tx.guilds.get(GUILD)
        await tx.guilds.put(replace(settings, moderator_role_id=66), by=95, at=court.clock())
    comment = await court.refuse(by=MAX)
    appeal = await court.appeals.file(ADA, "It was harmless.", comment_id=comment.id)
    with pytest.raises(NotAllowed, match="Another moderator decides"):
        await court.appeals.uphold(appeal.id, MAX, "It stands.")


async def test_a_comment_removed_again_can_be_appealed_again(court: Court) -> None:
    comment, appeal = await court.contested()
    await court.appeals.grant(appeal.id, PAUL, "")
    await court.work()
    await court.review.remove(comment.id, PAUL, "Reported by many.")
    again = await court.appeals.file(ADA, "Again?", comment_id=comment.id)
    assert again.id != appeal.id
    assert again.against_ids == (PAUL.id,)
