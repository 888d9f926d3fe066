"""What an author's standing makes of a verdict, when a text of theirs is judged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.standing import Scrutiny, StaffRule, StandingSettings
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context
from bot.moderation.policy import STRICT
from bot.workflow.ports import Clock, Store
from bot.workflow.standing.standing import (
    milder_for_staff,
    needs_stricter,
    reasons_to_wait,
    stricter_of,
)

IsStaff = Callable[[int, int | None, int], Awaitable[bool]]
"""(server, channel, person) → whether they are a moderator there at this moment."""
JudgeText = Callable[[str, Context], Awaitable[Verdict]]


class Weighing:
    """Weighs verdicts by who wrote the text. A server's choices are remembered: they are asked
    for with every comment."""

    def __init__(self, store: Store, clock: Clock, is_staff: IsStaff) -> None:
        self._store = store
        self._clock = clock
        self._is_staff = is_staff
        self._settings: dict[int, StandingSettings] = {}

    def forget(self, guild_id: int) -> None:
        """A server has chosen anew."""
        self._settings.pop(guild_id, None)

    async def weighed(
        self,
        verdict: Verdict,
        text: str,
        context: Context,
        judge: JudgeText,
        *,
        guild_id: int,
        author_id: int | None,
    ) -> Verdict:
        """The verdict on a text by this author: the same, or stricter for who is new or watched,
        or milder for moderators where the server wants that."""
        if author_id is None:
            return verdict
        settings = await self._of(guild_id)
        if settings.staff is StaffRule.FLAG and await self._is_staff(
            guild_id, context.channel_id, author_id
        ):
            return milder_for_staff(verdict, text)
        if verdict.decision >= Decision.HOLD:
            return verdict  # It waits already; nothing is asked while a message stands.
        if not settings.first_wait and settings.watched is Scrutiny.NOTHING:
            return verdict
        async with self._store.read() as tx:
            record = await tx.standing.record(settings, author_id, self._clock())
        if needs_stricter(record, settings):
            strict = await judge(text, replace(context, policy=STRICT))
            verdict = stricter_of(verdict, strict, record, text)
        waits = reasons_to_wait(record, settings, text)
        return verdict.merge(Verdict.of(waits, verdict.policy)) if waits else verdict

    async def _of(self, guild_id: int) -> StandingSettings:
        if guild_id not in self._settings:
            async with self._store.read() as tx:
                self._settings[guild_id] = await tx.standing.settings(guild_id)
        return self._settings[guild_id]
