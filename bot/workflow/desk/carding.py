"""Cards in the moderators' channel: of one comment, of similar ones, and the count of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.card import Card, CardKind
from bot.domain.desk import Incident
from bot.domain.errors import NotSetUp, StageGone
from bot.domain.job import Job
from bot.workflow.jobs import crowd_job
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.review import Dossier, dossier_of
from bot.workflow.stage import DeskStage, Topic
from bot.workflow.telling import Teller

CAPPED_WITHIN = timedelta(minutes=10)
"""New cards within this time count towards the cap."""
IN_FULL = 3
"""Comments of an incident whose texts its card shows."""


@dataclass(frozen=True, slots=True)
class IncidentDossier:
    """What the card of similar comments shows."""

    incident: Incident
    first: Sequence[Dossier]
    """The first that wait; the first one at all where nothing waits any more."""
    counts: Mapping[str, int]
    """How many wait (``waiting``) and how many are in which state."""
    authors: Sequence[tuple[int | None, str]]
    newest: datetime
    """Since when the newest of them waits: later ones are not decided by this card."""

    @property
    def waiting(self) -> int:
        """How many wait."""
        return self.counts.get("waiting", 0)


class Carding:
    """Does the jobs that show moderators what waits."""

    def __init__(self, store: Store, desk: DeskStage, teller: Teller, clock: Clock) -> None:
        self._store = store
        self._desk = desk
        self._teller = teller
        self._clock = clock

    async def card(self, job: Job, _tried: bool) -> None:
        """Post a card, or draw it anew. Without a usable channel it waits in the queue."""
        async with self._store.read() as tx:
            card = await tx.cards.get(job.target_id)
            comment = await tx.comments.get(card.comment_id) if card is not None else None
            if card is None or comment is None:
                return
            dossier = await dossier_of(tx, comment, card)
            is_shown_together = (
                card.kind is CardKind.REVIEW
                and await tx.incidents.incident_of(comment.id) is not None
            )
            is_counted = await tx.desk.crowd(card.guild_id) is not None
        if card.message_id is not None:
            try:
                await self._desk.refresh_card(card, dossier)
            except StageGone:
                return  # Somebody deleted the card; the queue still has the comment.
            return
        if is_counted:
            await self._count_later(card.guild_id)
        if card.closed_at is not None or is_shown_together:
            return
        if await self._is_capped(card):
            await self._count_later(card.guild_id)
            return
        try:
            channel_id, message_id = await self._desk.post_card(card, dossier)
        except NotSetUp as unusable:
            await self._teller.tell_once(card.guild_id, Topic.DESK_UNUSABLE, str(unusable))
            return
        async with self._store.write() as tx:
            await tx.cards.posted(card.id, channel_id=channel_id, message_id=message_id)
            await tx.desk.card_posted(card.id, self._clock())
            await tx.guilds.tell_again(card.guild_id, Topic.DESK_UNUSABLE.value)

    async def incident(self, job: Job, _tried: bool) -> None:
        """Draw the card of similar comments, in the place of the first one's own card."""
        async with self._store.write() as tx:
            incident = await tx.incidents.get(job.target_id)
            if incident is None:
                return
            if incident.message_id is None:
                adopted = await tx.incidents.adopt(incident.id)
                if adopted is not None:
                    channel_id, message_id = adopted
                    incident = replace(incident, channel_id=channel_id, message_id=message_id)
            dossier = await _incident_dossier(tx, incident)
        if dossier is None:
            return
        if incident.message_id is not None:
            try:
                await self._desk.refresh_incident(dossier)
            except StageGone:
                return
            return
        if not dossier.waiting:
            return
        try:
            channel_id, message_id = await self._desk.post_incident(dossier)
        except NotSetUp as unusable:
            await self._teller.tell_once(incident.guild_id, Topic.DESK_UNUSABLE, str(unusable))
            return
        async with self._store.write() as tx:
            await tx.incidents.posted(incident.id, channel_id=channel_id, message_id=message_id)

    async def crowd(self, job: Job, _tried: bool) -> None:
        """Say how many cards were not posted, in one message that is drawn anew."""
        async with self._store.read() as tx:
            count = await tx.desk.count_unposted(job.guild_id)
            known = await tx.desk.crowd(job.guild_id)
        if known is None and not count:
            return
        posted: tuple[int, int] | None
        try:
            posted = await self._desk.show_crowd(job.guild_id, count, known)
        except StageGone:
            # Somebody deleted it: said anew, if there is something to say.
            posted = None
            if count:
                posted = await self._desk.show_crowd(job.guild_id, count, None)
        except NotSetUp:
            return
        async with self._store.write() as tx:
            if posted is None or not count:
                await tx.desk.drop_crowd(job.guild_id)
            else:
                await tx.desk.put_crowd(job.guild_id, *posted)

    async def _is_capped(self, card: Card) -> bool:
        async with self._store.read() as tx:
            cap = (await tx.desk.settings(card.guild_id)).card_cap
            since = self._clock() - CAPPED_WITHIN
            return await tx.desk.cards_since(card.guild_id, since) >= cap

    async def _count_later(self, guild_id: int) -> None:
        async with self._store.write() as tx:
            await tx.jobs.add(crowd_job(guild_id, self._clock()))


async def _incident_dossier(tx: Transaction, incident: Incident) -> IncidentDossier | None:
    members = await tx.incidents.members(incident.id, limit=IN_FULL)
    newest = await tx.incidents.newest(incident.id)
    first: list[Dossier] = []
    for comment_id, _, _ in members:
        comment = await tx.comments.get(comment_id)
        if comment is not None:
            first.append(await dossier_of(tx, comment))
    if not first:
        eldest = await tx.incidents.eldest(incident.id)
        comment = await tx.comments.get(eldest) if eldest is not None else None
        if comment is None:
            return None
        first.append(await dossier_of(tx, comment))
    return IncidentDossier(
        incident=incident,
        first=first,
        counts=await tx.incidents.counts(incident.id),
        authors=await tx.incidents.authors(incident.id),
        newest=newest or incident.opened_at,
    )
