"""Cases, appeals, strikes and choices are kept alike on both engines."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import DEFAULT_LADDER, Appeal, AppealState, Case, CaseKind, CaseState, Step
from bot.domain.errors import Conflict
from bot.domain.standing import (
    Scrutiny,
    StaffRule,
    StandingSettings,
)
from bot.storage.store import SqlStore
from tests.builders import GUILD, START

OTHER = GUILD + (1 << 30)
DAY = timedelta(days=1)
CHOICES = StandingSettings(GUILD)


def case(**fields: object) -> Case:
    """A proposed timeout, under no number yet."""
    values: dict[str, object] = {
        "id": 0, "guild_id": GUILD, "number": 0, "user_id": 7, "user_name": "Ada",
        "kind": CaseKind.TIMEOUT, "state": CaseState.PROPOSED, "reason": "Enough.",
        "at": START, "version": 1,
    }  # fmt: skip
    return Case(**{**values, **fields})  # type: ignore[arg-type]


def appeal(**fields: object) -> Appeal:
    """An appeal against a comment's rejection."""
    values: dict[str, object] = {
        "id": 0, "guild_id": GUILD, "user_id": 7, "user_name": "Ada", "decision": "comment:1:5",
        "text": "It was harmless.", "state": AppealState.OPEN, "at": START, "version": 1,
        "against_ids": (90, 91), "against_names": "Olivia, Paul",
    }  # fmt: skip
    return Appeal(**{**values, **fields})  # type: ignore[arg-type]


async def add(store: SqlStore, **fields: object) -> Case:
    async with store.write() as tx:
        return await tx.cases.add(case(**fields))


async def test_cases_are_numbered_without_gaps_on_each_server(store: SqlStore) -> None:
    first = await add(store)
    elsewhere = await add(store, guild_id=OTHER)
    with suppress(RuntimeError):
        async with store.write() as tx:
            assert (await tx.cases.add(case())).number == 2
            raise RuntimeError
    second = await add(store)
    assert (first.number, elsewhere.number, second.number) == (1, 1, 2)
    async with store.read() as tx:
        assert await tx.cases.by_number(GUILD, 2) == second
        assert await tx.cases.by_number(OTHER, 2) is None


async def test_cases_opened_at_once_have_numbers_of_their_own(store: SqlStore) -> None:
    made = await asyncio.gather(*(add(store, user_id=number) for number in range(8)))
    assert sorted(one.number for one in made) == list(range(1, 9))


async def test_a_case_is_read_back_whole(store: SqlStore) -> None:
    wanted = case(
        by_ladder=True, moderator_id=90, moderator_name="Olivia", seconds=3600, role_id=5,
        points=9, comment_ids=(3, 4), active_at=START, expires_at=START + DAY,
        applied_at=START + DAY, lifted_at=START + 2 * DAY, told_at=START, error="No.",
        channel_id=77, message_id=6001, state=CaseState.FAILED,
    )  # fmt: skip
    async with store.write() as tx:
        made = await tx.cases.add(wanted)
    assert made == replace(wanted, id=made.id, number=1)
    async with store.read() as tx:
        assert await tx.cases.get(made.id) == made
        assert await tx.cases.get(made.id + 1) is None


async def test_of_two_changes_of_one_case_the_later_is_told(store: SqlStore) -> None:
    made = await add(store)
    async with store.write() as tx:
        changed = await tx.cases.update(replace(made, state=CaseState.ACTIVE))
    assert changed == replace(made, state=CaseState.ACTIVE, version=2)
    with pytest.raises(Conflict):
        async with store.write() as tx:
            await tx.cases.update(replace(made, state=CaseState.DECLINED))
    async with store.read() as tx:
        assert await tx.cases.get(made.id) == changed


async def test_what_jobs_note_meets_no_conflict_and_is_not_overwritten(store: SqlStore) -> None:
    made = await add(store, state=CaseState.ACTIVE)
    async with store.write() as tx:
        await tx.cases.card_posted(made.id, channel_id=77, message_id=6001)
        await tx.cases.applied(made.id, START)
        await tx.cases.told(made.id, START + DAY)
        await tx.cases.lifted(made.id, START + 2 * DAY)
        changed = await tx.cases.update(replace(made, reason="Better said."))
    assert changed == replace(
        made, reason="Better said.", version=2, channel_id=77, message_id=6001,
        applied_at=START, told_at=START + DAY, lifted_at=START + 2 * DAY,
    )  # fmt: skip


async def test_cases_are_listed_newest_first_by_person_and_state(store: SqlStore) -> None:
    await add(store)
    await add(store, user_id=8, state=CaseState.ACTIVE)
    await add(store, state=CaseState.ACTIVE, comment_ids=(3,))
    await add(store, guild_id=OTHER)
    async with store.read() as tx:
        assert [one.number for one in await tx.cases.page(GUILD)] == [3, 2, 1]
        assert [one.number for one in await tx.cases.page(GUILD, limit=1)] == [3]
        assert [one.number for one in await tx.cases.of_user(GUILD, 7)] == [3, 1]
        active = await tx.cases.page(GUILD, user_id=7, state=CaseState.ACTIVE)
        assert [one.number for one in active] == [3]
        assert list(await tx.cases.of_comment(GUILD, 7, 3)) == list(active)
        assert list(await tx.cases.of_comment(GUILD, 7, 4)) == []


async def test_other_sanctions_of_the_kind_are_those_that_go_on(store: SqlStore) -> None:
    one = await add(store, state=CaseState.ACTIVE)
    other = await add(store, state=CaseState.ACTIVE)
    await add(store, state=CaseState.EXPIRED)
    await add(store, state=CaseState.ACTIVE, kind=CaseKind.ROLE)
    await add(store, state=CaseState.ACTIVE, user_id=8)
    await add(store, state=CaseState.ACTIVE, guild_id=OTHER)
    async with store.read() as tx:
        assert list(await tx.cases.others_active(one)) == [other]


async def test_what_has_ended_on_any_server_is_found_in_its_order(store: SqlStore) -> None:
    late = await add(store, state=CaseState.ACTIVE, expires_at=START + 2 * DAY)
    soon = await add(store, state=CaseState.ACTIVE, expires_at=START + DAY, guild_id=OTHER)
    await add(store, state=CaseState.UNDONE, expires_at=START)
    await add(store, state=CaseState.ACTIVE)
    async with store.read() as tx:
        assert list(await tx.cases.expired(START)) == []
        assert list(await tx.cases.expired(START + DAY)) == [soon]
        assert list(await tx.cases.expired(START + 9 * DAY)) == [soon, late]
        assert list(await tx.cases.expired(START + 9 * DAY, limit=1)) == [soon]


async def test_only_sanctions_that_were_done_and_not_told_are_news(store: SqlStore) -> None:
    done: dict[str, object] = {"state": CaseState.ACTIVE, "applied_at": START}
    first = await add(store, **done)
    second = await add(store, **{**done, "kind": CaseKind.NOTICE})
    over = await add(store, **{**done, "state": CaseState.EXPIRED})
    await add(store, state=CaseState.ACTIVE)
    await add(store, **{**done, "told_at": START})
    await add(store, **{**done, "state": CaseState.UNDONE})
    await add(store, **{**done, "kind": CaseKind.WATCH})
    await add(store, **{**done, "kind": CaseKind.UNBAN})
    await add(store, **{**done, "user_id": 8})
    async with store.read() as tx:
        assert list(await tx.cases.untold(GUILD, 7)) == [first, second, over]


async def test_a_decision_has_one_appeal(store: SqlStore) -> None:
    async with store.write() as tx:
        made = await tx.appeals.add(appeal())
        assert await tx.appeals.add(appeal(text="Again.")) is None
        assert await tx.appeals.add(appeal(guild_id=OTHER)) is not None
        assert await tx.appeals.add(appeal(decision="case:1")) is not None
    assert made is not None
    assert made == appeal(id=made.id)
    async with store.read() as tx:
        assert await tx.appeals.get(made.id) == made
        assert await tx.appeals.against(GUILD, "comment:1:5") == made
        assert await tx.appeals.against(GUILD, "comment:2:5") is None


async def test_of_two_decisions_about_one_appeal_the_later_is_told(store: SqlStore) -> None:
    async with store.write() as tx:
        made = await tx.appeals.add(appeal())
        assert made is not None
        await tx.appeals.card_posted(made.id, channel_id=77, message_id=6500)
        granted = replace(made, state=AppealState.GRANTED, decided_by=91, reply="Yes.")
        decided = await tx.appeals.update(granted)
        assert list(await tx.appeals.untold(GUILD, 7)) == [decided]
    assert (decided.message_id, decided.version) == (6500, 2)
    with pytest.raises(Conflict):
        async with store.write() as tx:
            await tx.appeals.update(replace(made, state=AppealState.UPHELD))
    async with store.write() as tx:
        assert await tx.appeals.get(made.id) == decided
        await tx.appeals.told(made.id, START)
        assert list(await tx.appeals.untold(GUILD, 7)) == []


async def test_choices_and_ladders_are_read_back_whole(store: SqlStore) -> None:
    wanted = StandingSettings(
        GUILD, 1, 2, 30, 6, 10, 50, 5, Scrutiny.WAIT, StaffRule.FLAG, 30, 7, {"hate.exclusion": 0}
    )
    steps = (Step(1, CaseKind.NOTICE), Step(4, CaseKind.ROLE, 60, role_id=5, automatic=True))
    async with store.write() as tx:
        assert await tx.standing.settings(GUILD) == CHOICES
        assert await tx.standing.ladder(GUILD) is None
        await tx.standing.put_settings(CHOICES)
        await tx.standing.put_settings(wanted)
        await tx.standing.put_ladder(GUILD, DEFAULT_LADDER)
        await tx.standing.put_ladder(GUILD, steps)
        await tx.standing.put_ladder(OTHER, ())
    async with store.read() as tx:
        assert await tx.standing.settings(GUILD) == wanted
        assert await tx.standing.settings(OTHER) == StandingSettings(OTHER)
        assert await tx.standing.ladder(GUILD) == steps
        assert await tx.standing.ladder(OTHER) == ()
