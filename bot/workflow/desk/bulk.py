"""Many comments decided at once, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.errors import GreenroomError, NotFound
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Store
from bot.workflow.review import Review, reasonable

AT_ONCE = 200
"""Comments of an incident that are decided with one press."""

Powers = Callable[[int], Actor]
"""The moderator with the powers they have in a channel, by the channel's id."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was decided of several comments, and what was not and why."""

    done: tuple[int, ...]
    left: tuple[tuple[int, GreenroomError], ...]
    batch: int | None
    """The number by which all of it is undone; None where nothing was done."""


class Bulks:
    """Decides about several comments, each by a compare-and-set of its own."""

    def __init__(self, store: Store, review: Review) -> None:
        self._store = store
        self._review = review

    async def decide(
        self, texts: Sequence[tuple[int, int]], powers: Powers, reason: str | None
    ) -> Bulk:
        """Approve these (comment, revision), or refuse them all for one reason.

        Raises:
            Refused: an empty reason.
        """
        reason = None if reason is None else reasonable(reason)
        done: list[int] = []
        left: list[tuple[int, GreenroomError]] = []
        batch: int | None = None
        for comment_id, number in texts:
            try:
                moderator = powers(await self._review.channel_of(comment_id))
                _, batch = await self._review.decide(
                    comment_id, number, moderator, reason, batch=batch
                )
            except GreenroomError as refused:
                left.append((comment_id, refused))
            else:
                done.append(comment_id)
        return Bulk(tuple(done), tuple(left), batch)

    async def of_incident(
        self, incident_id: int, moderator: Actor, *, until: datetime
    ) -> Sequence[tuple[int, int]]:
        """What waits of an incident since ``until`` at the latest, as (comment, revision).

        Raises:
            NotAllowed: no moderator.
            NotFound: there is no such incident on this server.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            incident = await tx.incidents.get(incident_id)
            if incident is None or incident.guild_id != moderator.guild_id:
                raise NotFound("These comments are no longer there.")
            members = await tx.incidents.members(incident_id, limit=AT_ONCE, until=until)
        return [(comment_id, number) for comment_id, number, _ in members]
