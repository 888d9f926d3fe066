"""Sanctions on Discord: done once, taken back once, and ended in time."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.case import Case, CaseKind, CaseState
from bot.domain.errors import Conflict, DoorClosed, NotFound, NotSetUp, Refused, StageGone
from bot.domain.job import Job
from bot.workflow.ports import Clock, Store
from bot.workflow.stage import Topic
from bot.workflow.standing.hierarchy import require_may
from bot.workflow.standing.jobs import case_card_job, sanction_job
from bot.workflow.standing.stage import CaseDesk, SanctionStage
from bot.workflow.telling import Teller

_TOLD_BEFORE = frozenset({CaseKind.NOTICE, CaseKind.KICK, CaseKind.BAN})
"""Afterwards there may be no server left that the bot and the member share."""


class Sanctions:
    """Does the jobs that concern cases. Each draws what the case says now."""

    def __init__(
        self, store: Store, stage: SanctionStage, desk: CaseDesk, teller: Teller, clock: Clock
    ) -> None:
        self._store = store
        self._stage = stage
        self._desk = desk
        self._teller = teller
        self._clock = clock

    async def carry_out(self, job: Job, _tried: bool) -> None:
        """Bring a member to what their case says: sanctioned, or not any more."""
        async with self._store.read() as tx:
            case = await tx.cases.get(job.target_id)
        if case is None:
            return
        if case.state is CaseState.ACTIVE:
            await self._apply(case)
        elif case.applied_at is not None and case.lifted_at is None and case.kind.can_be_lifted:
            await self._lift(case)

    async def card(self, job: Job, _tried: bool) -> None:
        """Post the card of a case, or draw it anew. Without a usable channel `/case list` has
        it."""
        async with self._store.read() as tx:
            case = await tx.cases.get(job.target_id)
        if case is None:
            return
        try:
            posted = await self._desk.case_card(case)
        except StageGone:
            return  # Somebody deleted the card.
        except NotSetUp as unusable:
            await self._teller.tell_once(case.guild_id, Topic.DESK_UNUSABLE, str(unusable))
            return
        if posted is not None:
            async with self._store.write() as tx:
                await tx.cases.card_posted(case.id, channel_id=posted[0], message_id=posted[1])

    async def expire_due(self) -> int:
        """End the cases whose time has passed; returns how many."""
        now = self._clock()
        async with self._store.read() as tx:
            due = await tx.cases.expired(now)
        ended = 0
        for case in due:
            try:
                async with self._store.write() as tx:
                    await tx.cases.update(replace(case, state=CaseState.EXPIRED))
                    if case.kind is CaseKind.TIMEOUT:
                        await tx.cases.lifted(case.id, now)  # Discord ends it by itself.
                    else:
                        await tx.jobs.add(sanction_job(case, now))
                    if case.message_id is not None:
                        await tx.jobs.add(case_card_job(case, now))
            except Conflict:
                continue  # Undone in this very moment.
            ended += 1
        return ended

    async def _apply(self, case: Case) -> None:
        if case.applied_at is None and self._is_over(case):
            return  # Its end is noted in its turn; there is nothing to tell.
        try:
            if case.applied_at is None:
                sight = await self._stage.look(case.guild_id, case.user_id, role_id=case.role_id)
                if case.kind is not CaseKind.KICK or sight.subject.is_present:
                    require_may(case.kind, sight)
                    if case.kind in _TOLD_BEFORE:
                        await self._tell(case)
                    await self._stage.apply(case)
        except (Refused, NotFound) as refused:
            await self._fail(case, str(refused))
            return
        if case.applied_at is None:
            async with self._store.write() as tx:
                await tx.cases.applied(case.id, self._clock())
        if case.kind not in _TOLD_BEFORE and case.kind is not CaseKind.UNBAN:
            await self._tell(case)

    def _is_over(self, case: Case) -> bool:
        """Whether its time has passed while it could not be done."""
        return case.expires_at is not None and case.expires_at <= self._clock()

    async def _lift(self, case: Case) -> None:
        now = self._clock()
        async with self._store.read() as tx:
            others = await tx.cases.others_active(case)
        goes_on = [one for one in others if one.role_id == case.role_id]
        ends = [one.expires_at for one in goes_on if one.expires_at is not None]
        try:
            if case.kind is CaseKind.TIMEOUT:
                await self._stage.lift(case, until=max(ends, default=None))
            elif not goes_on:
                await self._stage.lift(case, until=None)
        except (Refused, NotFound) as refused:
            await self._note_error(case, str(refused))
            return
        async with self._store.write() as tx:
            await tx.cases.lifted(case.id, now)

    async def _tell(self, case: Case) -> None:
        if case.told_at is not None:
            return
        try:
            await self._desk.tell_case(case)
        except DoorClosed:
            return  # They find it at their next press of a button.
        async with self._store.write() as tx:
            await tx.cases.told(case.id, self._clock())

    async def _fail(self, case: Case, error: str) -> None:
        await self._note_error(replace(case, state=CaseState.FAILED), error)

    async def _note_error(self, case: Case, error: str) -> None:
        """Keep why Discord refused, and show it to the moderators."""
        now = self._clock()
        try:
            async with self._store.write() as tx:
                kept = await tx.cases.update(replace(case, error=error))
                await tx.jobs.add(case_card_job(kept, now))
        except Conflict:
            # Changed in this very moment: its own job draws what it says now.
            return
