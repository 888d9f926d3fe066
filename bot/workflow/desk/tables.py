"""What the store holds of the review desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.desk import Claim, Decided, DeskSettings, Incident, Note, ReportOutcome
from bot.domain.verdict import Verdict
from bot.workflow.desk.wishes import Place, Wish


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment that waits, as the queue lists it."""

    comment_id: int
    number: int
    article_id: int
    article_title: str
    author_id: int | None
    author_name: str
    since: datetime
    text: str
    verdict: Verdict | None
    place: Place
    """Its place in the order asked for."""
    reader: str = ""
    """The name of the moderator who reads it at this moment, if anybody does."""


class QueueTable(Protocol):
    """What waits, in the orders that moderators ask for."""

    async def rank(
        self, comment_id: int, *, rank: int, rule: str, text: str, incident_id: int | None
    ) -> None:
        """Where a comment that has begun to wait belongs, and the text it is found by."""
        ...

    async def leave(self, comment_id: int) -> None:
        """It waits no more: its text is searched no more."""
        ...

    async def page(
        self,
        guild_id: int,
        wish: Wish,
        *,
        now: datetime,
        after: Place | None = None,
        before: Place | None = None,
        limit: int,
        unread_for: int | None = None,
    ) -> Sequence[Waiting]:
        """Those beyond a place, or the last ones before it, always in the order of the wish.

        Args:
            unread_for: A moderator: leave out what others read at this moment.
        """
        ...

    async def count(self, guild_id: int, wish: Wish, *, first: Place | None) -> tuple[int, int]:
        """(How many there are, how many of them come before ``first``)."""
        ...

    async def rules(self, guild_id: int) -> Sequence[str]:
        """The rules that what waits was held for, most often first."""
        ...

    async def remember(self, guild_id: int, wish: Wish, at: datetime) -> int:
        """Store a wish that does not fit into a custom id; those of a week ago are forgotten."""
        ...

    async def remembered(self, guild_id: int, search_id: int) -> Wish | None: ...


class DeskTable(Protocol):
    """Choices, claims, notes, and what became of reports."""

    async def settings(self, guild_id: int) -> DeskSettings: ...

    async def put_settings(self, settings: DeskSettings) -> None: ...

    async def claim(self, guild_id: int, claim: Claim) -> None:
        """In the place of another's claim, if there is one."""
        ...

    async def claim_of(self, comment_id: int, *, now: datetime) -> Claim | None: ...

    async def release(self, comment_id: int) -> None: ...

    async def add_note(self, note: Note) -> Note: ...

    async def notes(
        self, guild_id: int, *, comment_id: int | None = None, author_id: int | None = None
    ) -> Sequence[Note]:
        """On the comment or on the author, oldest first."""
        ...

    async def note(self, note_id: int) -> Note | None: ...

    async def drop_note(self, note_id: int) -> None: ...

    async def settle_reports(self, comment_id: int, outcome: ReportOutcome, at: datetime) -> None:
        """What became of those that were not decided yet."""
        ...

    async def unsettle_reports(self, comment_id: int, at: datetime) -> None:
        """The decision of that moment was undone."""
        ...

    async def open_reporters(self, comment_id: int) -> Sequence[int]:
        """Who reported it and waits for a decision."""
        ...

    async def outcomes(
        self, guild_id: int, reporter_id: int, *, limit: int
    ) -> Sequence[ReportOutcome]:
        """What became of a member's reports, the newest first."""
        ...

    async def card_posted(self, card_id: int, at: datetime) -> None: ...

    async def cards_since(self, guild_id: int, since: datetime) -> int:
        """How many cards were posted since then."""
        ...

    async def count_unposted(self, guild_id: int) -> int:
        """Open cards that stand in no channel and belong to no incident's card."""
        ...

    async def crowd(self, guild_id: int) -> tuple[int, int] | None:
        """Channel and message of the line that counts what was not posted."""
        ...

    async def put_crowd(self, guild_id: int, channel_id: int, message_id: int) -> None: ...

    async def drop_crowd(self, guild_id: int) -> None: ...


class DecisionTable(Protocol):
    """What moderators decided lately, so that it can be undone."""

    async def add(self, decided: Decided, *, batch: int | None) -> int:
        """Store it, with what was decided together before; returns the number of the batch."""
        ...

    async def of_batch(self, batch: int) -> Sequence[Decided]: ...

    async def newest_of(self, comment_id: int) -> Decided | None: ...

    async def undone(self, batch: int, comment_ids: Sequence[int]) -> None: ...

    async def forget(self, *, before: datetime) -> None:
        """What can be undone no more."""
        ...


class IncidentTable(Protocol):
    """Similar comments that were held on one article."""

    async def alike(self, article_id: int, bands: Sequence[int], *, limit: int) -> Sequence[int]:
        """Waiting comments on the article that share a band, those that share the most first."""
        ...

    async def keep_likeness(
        self, article_id: int, comment_id: int, bands: Sequence[int]
    ) -> None: ...

    async def forget_likeness(self, comment_id: int) -> None: ...

    async def incident_of(self, comment_id: int) -> int | None: ...

    async def open(self, guild_id: int, article_id: int, at: datetime) -> Incident: ...

    async def get(self, incident_id: int) -> Incident | None: ...

    async def join(self, incident_id: int, comment_id: int) -> None: ...

    async def posted(self, incident_id: int, *, channel_id: int, message_id: int) -> None: ...

    async def adopt(self, incident_id: int) -> tuple[int, int] | None:
        """Take over the message of a member's own card; None where no member has one."""
        ...

    async def members(
        self, incident_id: int, *, limit: int, until: datetime | None = None
    ) -> Sequence[tuple[int, int, datetime]]:
        """(Comment, revision, since when it waits) of those that wait, oldest first.

        Args:
            until: Leave out what has begun to wait later.
        """
        ...

    async def newest(self, incident_id: int) -> datetime | None:
        """Since when the newest of those that wait does."""
        ...

    async def eldest(self, incident_id: int) -> int | None:
        """The comment that it began with, whether it waits or not."""
        ...

    async def counts(self, incident_id: int) -> Mapping[str, int]:
        """How many of its comments are in which state; ``waiting`` for those that wait."""
        ...

    async def authors(self, incident_id: int) -> Sequence[tuple[int | None, str]]:
        """Who wrote them: (id, name), each once."""
        ...
