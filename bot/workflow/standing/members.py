"""What moderators know of a member: how they stand, their strikes, their cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.case import Case
from bot.domain.desk import Note
from bot.domain.standing import AuthorRecord, AuthorStanding, StandingSettings, Strike
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Clock, Store
from bot.workflow.standing.standing import standing_of

CASES = 10
"""Cases that the file of a member shows."""


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Everything that is known of one member on one server."""

    user_id: int
    standing: AuthorStanding
    record: AuthorRecord
    settings: StandingSettings
    counts: Mapping[str, int]
    """How many of their comments are in each state."""
    strikes: Sequence[Strike]
    """The living ones, newest first."""
    cases: Sequence[Case]
    """Newest first."""
    notes: Sequence[Note]


class Members:
    """Tells moderators of members."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def file(self, moderator: Actor, user_id: int) -> MemberFile:
        """Raises:
        NotAllowed: no moderator.
        """
        guild_id, now = moderator.guild_id, self._clock()
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(guild_id))
            settings = await tx.standing.settings(guild_id)
            record = await tx.standing.record(settings, user_id, now)
            strikes = await tx.standing.strikes(guild_id, user_id)
            return MemberFile(
                user_id=user_id,
                standing=standing_of(record, settings),
                record=record,
                settings=settings,
                counts=await tx.comments.counts_of_author(guild_id, user_id),
                strikes=[one for one in strikes if one.is_living(now)],
                cases=await tx.cases.of_user(guild_id, user_id, limit=CASES),
                notes=await tx.desk.notes(guild_id, author_id=user_id),
            )
