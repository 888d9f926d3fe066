"""Cases: proposed by the ladder or opened by hand, decided, undone, looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.case import LONGEST_TIMEOUT, Case, CaseKind, CaseState
from bot.domain.errors import Conflict, NotAllowed, NotFound, Refused
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.standing import strikes
from bot.workflow.standing.hierarchy import Sight, require_may
from bot.workflow.standing.jobs import case_card_job, sanction_job
from bot.workflow.standing.stage import SanctionStage

REASON = 300
"""Characters of a reason."""


class Cases:
    """What moderators do about members."""

    def __init__(self, store: Store, stage: SanctionStage, clock: Clock) -> None:
        self._store = store
        self._stage = stage
        self._clock = clock

    async def check(self, moderator: Actor, user_id: int, kind: CaseKind) -> Sight:
        """Whether the moderator may do this about a member, before they are asked for more.

        Raises:
            NotAllowed, Refused, NotFound: they may not, or it cannot be done; see `require_may`.
        """
        await self._require_moderator(moderator)
        _require_another(user_id, moderator)
        sight = await self._stage.look(moderator.guild_id, user_id, by=moderator.id)
        if kind.is_sanction:
            require_may(kind, sight)
        return sight

    async def by_hand(
        self,
        moderator: Actor,
        user_id: int,
        kind: CaseKind,
        reason: str,
        *,
        seconds: int | None = None,
    ) -> Case:
        """Do something about a member.

        Raises:
            NotAllowed, Refused, NotFound: see `check`; or no reason was given, or the time is
                longer than Discord allows.
        """
        reason = _given(reason)
        if kind is CaseKind.TIMEOUT and not 0 < (seconds or 0) <= LONGEST_TIMEOUT.total_seconds():
            raise Refused("Discord allows timeouts of at most 28 days.")
        sight = await self.check(moderator, user_id, kind)
        now = self._clock()
        async with self._store.write() as tx:
            if kind is CaseKind.UNBAN:
                for ban in await tx.cases.of_user(moderator.guild_id, user_id, limit=100):
                    if ban.kind is CaseKind.BAN and ban.state is CaseState.ACTIVE:
                        await tx.cases.update(replace(ban, state=CaseState.UNDONE))
                        await tx.cases.lifted(ban.id, now)
            case = await tx.cases.add(
                Case(
                    id=0,
                    guild_id=moderator.guild_id,
                    number=0,
                    user_id=user_id,
                    user_name=sight.subject.name,
                    kind=kind,
                    state=CaseState.ACTIVE,
                    reason=reason,
                    at=now,
                    version=1,
                    moderator_id=moderator.id,
                    moderator_name=moderator.name,
                    seconds=seconds,
                    active_at=now,
                    expires_at=now + timedelta(seconds=seconds) if seconds else None,
                )
            )
            if kind in strikes.MARKS:
                await tx.standing.mark(case.guild_id, user_id, strikes.MARKS[kind])
            else:
                await tx.jobs.add(sanction_job(case, now))
        return case

    async def carry_out(self, case_id: int, moderator: Actor) -> Case:
        """Do it: what the ladder proposed.

        Raises:
            NotAllowed, Refused, NotFound: see `check`.
            Conflict: somebody decided already.
        """
        case = await self._proposed(case_id, moderator)
        sight = await self._stage.look(
            case.guild_id, case.user_id, role_id=case.role_id, by=moderator.id
        )
        require_may(case.kind, sight)
        now = self._clock()
        length = timedelta(seconds=case.seconds) if case.seconds is not None else None
        async with self._store.write() as tx:
            case = await tx.cases.update(
                replace(
                    case,
                    state=CaseState.ACTIVE,
                    moderator_id=moderator.id,
                    moderator_name=moderator.name,
                    active_at=now,
                    expires_at=now + length if length is not None else None,
                )
            )
            await tx.jobs.add(sanction_job(case, now))
            await tx.jobs.add(case_card_job(case, now))
        return case

    async def decline(self, case_id: int, moderator: Actor) -> Case:
        """Not now: what the ladder proposed is not done.

        Raises:
            NotAllowed, NotFound: no moderator, or no such case here.
            Conflict: somebody decided already.
        """
        case = await self._proposed(case_id, moderator)
        now = self._clock()
        async with self._store.write() as tx:
            case = await tx.cases.update(
                replace(
                    case,
                    state=CaseState.DECLINED,
                    moderator_id=moderator.id,
                    moderator_name=moderator.name,
                )
            )
            await tx.jobs.add(case_card_job(case, now))
        return case

    async def undo(self, number: int, moderator: Actor) -> Case:
        """Take a case back, on Discord too, with the strikes that led to it.

        Raises:
            NotAllowed, Refused, NotFound: see `check`; or there is nothing to undo.
            Conflict: somebody else changed it since.
        """
        case = await self.show(number, moderator)
        _require_another(case.user_id, moderator)
        if case.state not in {CaseState.PROPOSED, CaseState.ACTIVE}:
            raise Refused(
                "Case {number} is {state}: there is nothing to undo.",
                number=number,
                state=case.state,
            )
        if case.state is CaseState.ACTIVE and case.kind.can_be_lifted:
            sight = await self._stage.look(case.guild_id, case.user_id, by=moderator.id)
            # Who may not ban may not unban; where the member stands now plays no part.
            require_may(CaseKind.UNBAN if case.kind is CaseKind.BAN else CaseKind.NOTICE, sight)
        now = self._clock()
        async with self._store.write() as tx:
            case = await strikes.undo(tx, case, now=now)
            for comment_id in case.comment_ids:
                await tx.standing.take_back(comment_id, now)
        return case

    async def change_reason(self, number: int, moderator: Actor, reason: str) -> Case:
        """Say better why; who opened the case stays.

        Raises:
            NotAllowed, Refused, NotFound: no moderator, no reason, or no such case here.
            Conflict: somebody else changed it since.
        """
        reason = _given(reason)
        case = await self.show(number, moderator)
        _require_another(case.user_id, moderator)
        async with self._store.write() as tx:
            case = await tx.cases.update(replace(case, reason=reason))
            if case.message_id is not None:
                await tx.jobs.add(case_card_job(case, self._clock()))
        return case

    async def show(self, number: int, moderator: Actor) -> Case:
        """Raises:
        NotAllowed, NotFound: no moderator, or no such case here.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            case = await tx.cases.by_number(moderator.guild_id, number)
        if case is None:
            raise NotFound(
                "There is no case {number} on this server. See /case list.", number=number
            )
        return case

    async def page(
        self,
        moderator: Actor,
        *,
        user_id: int | None = None,
        state: CaseState | None = None,
        limit: int = 15,
    ) -> Sequence[Case]:
        """The newest cases first.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            return await tx.cases.page(
                moderator.guild_id, user_id=user_id, state=state, limit=limit
            )

    async def _proposed(self, case_id: int, moderator: Actor) -> Case:
        async with self._store.read() as tx:
            case = await self._case(tx, case_id, moderator)
        _require_another(case.user_id, moderator)
        if case.state is not CaseState.PROPOSED:
            raise Conflict(
                "Case {number} is {state} already, by {name}.",
                number=case.number,
                state=case.state,
                name=case.moderator_name or "Greenroom",
            )
        return case

    @staticmethod
    async def _case(tx: Transaction, case_id: int, moderator: Actor) -> Case:
        require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
        case = await tx.cases.get(case_id)
        if case is None or case.guild_id != moderator.guild_id:
            raise NotFound("There is no such case on this server. See /case list.")
        return case

    async def _require_moderator(self, moderator: Actor) -> None:
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))


def _require_another(user_id: int, moderator: Actor) -> None:
    """Raises:
    NotAllowed: the moderator is the member in question.
    """
    if user_id == moderator.id:
        raise NotAllowed("This is you: another moderator would have to do that.")


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused("Give a reason: the member will read it.")
    return reason.strip()[:REASON]
