"""Appeals: a member's word against a decision, decided by somebody else than the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.case import Appeal, AppealState, Case, CaseState
from bot.domain.errors import Conflict, NotAllowed, NotFound, Refused
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.standing import strikes
from bot.workflow.standing.decisions import about_case, about_comment, note, reverse
from bot.workflow.standing.jobs import appeal_card_job, outcome_job

LONGEST = 1000
"""Characters of an appeal, and of what is answered to it."""


class Appeals:
    """Takes appeals in, and decides them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def guild_of(self, *, comment_id: int | None = None, case_id: int | None = None) -> int:
        """The server of what is appealed against.

        Raises:
            NotFound: there is no such thing.
        """
        async with self._store.read() as tx:
            if comment_id is not None:
                comment = await tx.comments.get(comment_id)
                found = comment.guild_id if comment is not None else None
            else:
                case = await tx.cases.get(case_id or 0)
                found = case.guild_id if case is not None else None
        if found is None:
            raise NotFound("This decision is not there any more.")
        return found

    async def check(
        self, member: Actor, *, comment_id: int | None = None, case_id: int | None = None
    ) -> Appeal | None:
        """The check before the form is shown.

        Returns:
            The appeal that was made against this decision before, if one was.

        Raises:
            NotFound, Refused: there is no such decision about them, or its time has passed.
        """
        async with self._store.read() as tx:
            draft = await self._draft(tx, member, "", comment_id=comment_id, case_id=case_id)
            return await tx.appeals.against(member.guild_id, draft.decision)

    async def file(
        self,
        member: Actor,
        text: str,
        *,
        comment_id: int | None = None,
        case_id: int | None = None,
    ) -> Appeal:
        """Take an appeal in.

        Raises:
            NotFound, Refused: see `check`; or the decision was appealed before.
        """
        text = _said(text, "Say why the decision was wrong.")
        now = self._clock()
        async with self._store.write() as tx:
            draft = await self._draft(tx, member, text, comment_id=comment_id, case_id=case_id)
            appeal = await tx.appeals.add(draft)
            if appeal is None:
                raise Refused("You have appealed this decision before; there is one appeal.")
            if appeal.comment_id is not None:
                await note(tx, appeal, appeal.comment_id, "contested", member, now)
            await tx.jobs.add(appeal_card_job(appeal, now))
        return appeal

    async def require_may_decide(self, appeal_id: int, moderator: Actor) -> Appeal:
        """The check before a moderator is asked what to reply.

        Raises:
            NotFound, NotAllowed: no such appeal here, no moderator, or the one who decided first.
            Conflict: it is decided already.
        """
        async with self._store.read() as tx:
            appeal, _alone = await self._to_decide(tx, appeal_id, moderator)
        return appeal

    async def uphold(self, appeal_id: int, moderator: Actor, reply: str) -> Appeal:
        """The decision stands.

        Raises:
            NotFound, NotAllowed, Conflict: see `require_may_decide`.
            Refused: no reply was given.
        """
        reply = _said(reply, "Reply to the member: they will read it.")
        return await self._decide(appeal_id, moderator, AppealState.UPHELD, reply)

    async def grant(self, appeal_id: int, moderator: Actor, reply: str) -> Appeal:
        """The decision is taken back: strike and sanction are undone, the comment is published.

        Raises:
            NotFound, NotAllowed, Conflict: see `require_may_decide`.
        """
        return await self._decide(appeal_id, moderator, AppealState.GRANTED, reply.strip())

    async def answer(self, appeal_id: int, member: Actor, text: str) -> Appeal:
        """What the member says to the outcome, once.

        Raises:
            NotFound, Refused: it is not theirs, not decided, or answered before.
        """
        text = _said(text, "Write something first.")
        now = self._clock()
        async with self._store.write() as tx:
            appeal = await self._answerable(tx, appeal_id, member)
            appeal = await tx.appeals.update(replace(appeal, answer=text))
            await tx.jobs.add(appeal_card_job(appeal, now))
        return appeal

    async def check_answer(self, appeal_id: int, member: Actor) -> Appeal:
        """Raises:
        NotFound, Refused: see `answer`.
        """
        async with self._store.read() as tx:
            return await self._answerable(tx, appeal_id, member)

    async def of(self, appeal_id: int) -> Appeal:
        """An appeal, to find out where it belongs; who may see it is for others to check.

        Raises:
            NotFound: there is no such appeal.
        """
        async with self._store.read() as tx:
            appeal = await tx.appeals.get(appeal_id)
        if appeal is None:
            raise NotFound("This appeal is not there any more.")
        return appeal

    async def news(self, member: Actor) -> tuple[Sequence[Case], Sequence[Appeal]]:
        """Cases and outcomes that no direct message could tell a member."""
        async with self._store.read() as tx:
            return (
                await tx.cases.untold(member.guild_id, member.id),
                await tx.appeals.untold(member.guild_id, member.id),
            )

    async def told(self, cases: Sequence[Case], appeals: Sequence[Appeal]) -> None:
        """They have been shown these."""
        if not cases and not appeals:
            return
        now = self._clock()
        async with self._store.write() as tx:
            for case in cases:
                await tx.cases.told(case.id, now)
            for appeal in appeals:
                await tx.appeals.told(appeal.id, now)

    async def _decide(
        self, appeal_id: int, moderator: Actor, state: AppealState, reply: str
    ) -> Appeal:
        now = self._clock()
        async with self._store.write() as tx:
            appeal, alone = await self._to_decide(tx, appeal_id, moderator)
            appeal = await tx.appeals.update(
                replace(
                    appeal,
                    state=state,
                    decided_by=moderator.id,
                    decided_name=moderator.name,
                    decided_at=now,
                    alone=alone,
                    reply=reply[:LONGEST],
                )
            )
            reason = "Decided alone: no other moderator is known." if alone else ""
            case = await tx.cases.get(appeal.case_id) if appeal.case_id is not None else None
            comment_ids = {appeal.comment_id, *(case.comment_ids if case is not None else ())}
            for comment_id in sorted(one for one in comment_ids if one is not None):
                event = f"appeal {state.value}"
                await note(tx, appeal, comment_id, event, moderator, now, reason)
                if state is AppealState.GRANTED:
                    await reverse(tx, comment_id, moderator, now)
            if state is AppealState.GRANTED and case is not None:
                case = await tx.cases.get(case.id)
                if case is not None and case.state in {CaseState.ACTIVE, CaseState.EXPIRED}:
                    await strikes.undo(tx, case, now=now)
            await tx.jobs.add(appeal_card_job(appeal, now))
            await tx.jobs.add(outcome_job(appeal, now))
        return appeal

    async def _to_decide(
        self, tx: Transaction, appeal_id: int, moderator: Actor
    ) -> tuple[Appeal, bool]:
        """The appeal, and whether a manager decides about their own decision for want of others."""
        settings = await tx.guilds.get(moderator.guild_id)
        require_moderator(moderator, settings)
        appeal = await tx.appeals.get(appeal_id)
        if appeal is None or appeal.guild_id != moderator.guild_id:
            raise NotFound("There is no such appeal on this server.")
        if appeal.state is not AppealState.OPEN:
            raise Conflict(
                "{name} has decided this appeal already: {state}.",
                name=appeal.decided_name,
                state=appeal.state,
            )
        if appeal.user_id == moderator.id:
            raise NotAllowed("This appeal is your own: another moderator decides it.")
        if moderator.id not in appeal.against_ids:
            return appeal, False
        known = set(await tx.guilds.staff(moderator.guild_id)) | set(appeal.against_ids)
        is_only_one = settings.moderator_role_id is None and known == {moderator.id}
        if is_only_one and moderator.manages_guild:
            return appeal, True
        raise NotAllowed(
            "You made the decision that this appeal is against. Another moderator decides it."
        )

    async def _draft(
        self,
        tx: Transaction,
        member: Actor,
        text: str,
        *,
        comment_id: int | None,
        case_id: int | None,
    ) -> Appeal:
        now = self._clock()
        if comment_id is not None:
            decision, at, against = await about_comment(tx, member, comment_id)
        else:
            decision, at, against = await about_case(tx, member, case_id or 0)
        settings = await tx.standing.settings(member.guild_id)
        if now - at > timedelta(days=settings.appeal_days):
            raise Refused(
                "The time for an appeal has passed: it was {days} days.",
                days=settings.appeal_days,
            )
        return Appeal(
            id=0,
            guild_id=member.guild_id,
            user_id=member.id,
            user_name=member.name,
            decision=decision,
            text=text,
            state=AppealState.OPEN,
            at=now,
            version=1,
            comment_id=comment_id,
            case_id=case_id,
            against_ids=tuple(sorted(against)),
            against_names=", ".join(against.values()),
        )

    @staticmethod
    async def _answerable(tx: Transaction, appeal_id: int, member: Actor) -> Appeal:
        appeal = await tx.appeals.get(appeal_id)
        if appeal is None or appeal.user_id != member.id or appeal.guild_id != member.guild_id:
            raise NotFound("You have no such appeal.")
        if appeal.state is AppealState.OPEN:
            raise Refused("This appeal is not decided yet.")
        if appeal.answer:
            raise Refused("You have answered this before; there is one answer.")
        return appeal


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(otherwise)
    return text.strip()[:LONGEST]
