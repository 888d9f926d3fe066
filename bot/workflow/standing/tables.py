"""What the store holds of standing, strikes, cases and appeals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.case import Appeal, Case, CaseState, Step
from bot.domain.standing import AuthorRecord, Mark, StandingSettings, Strike


class StandingTable(Protocol):
    """Servers' choices, authors' counts, marks and strikes, and the ladders."""

    async def settings(self, guild_id: int) -> StandingSettings:
        """The stored choices, or the defaults."""
        ...

    async def put_settings(self, settings: StandingSettings) -> None: ...

    async def record(self, settings: StandingSettings, user_id: int, now: datetime) -> AuthorRecord:
        """What is counted of an author, by two indexed queries that read a bounded number of
        rows."""
        ...

    async def mark(self, guild_id: int, user_id: int, mark: Mark) -> None: ...

    async def lock(self, guild_id: int, user_id: int) -> None:
        """Until this transaction ends, others who give this member a strike wait: of two at once
        the second counts the points of the first."""
        ...

    async def add_strike(self, strike: Strike) -> Strike: ...

    async def points(self, guild_id: int, user_id: int, now: datetime) -> int:
        """Of the living strikes."""
        ...

    async def strikes(self, guild_id: int, user_id: int, *, limit: int = 25) -> Sequence[Strike]:
        """Newest first, those that no longer count included."""
        ...

    async def take_back(self, comment_id: int, now: datetime) -> int:
        """Take a comment's living strikes back; returns how many."""
        ...

    async def ladder(self, guild_id: int) -> tuple[Step, ...] | None:
        """The server's own, mildest first; None where it has the default one."""
        ...

    async def put_ladder(self, guild_id: int, steps: Sequence[Step]) -> None: ...


class CaseTable(Protocol):
    """Cases."""

    async def add(self, case: Case) -> Case:
        """Store it under the server's next number: without gaps, whoever else adds one."""
        ...

    async def get(self, case_id: int) -> Case | None: ...

    async def by_number(self, guild_id: int, number: int) -> Case | None: ...

    async def update(self, case: Case) -> Case:
        """Store it on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since.
        """
        ...

    async def card_posted(self, case_id: int, *, channel_id: int, message_id: int) -> None: ...

    async def told(self, case_id: int, at: datetime) -> None:
        """The member knows of it."""
        ...

    async def applied(self, case_id: int, at: datetime) -> None: ...

    async def lifted(self, case_id: int, at: datetime) -> None: ...

    async def of_user(self, guild_id: int, user_id: int, *, limit: int = 10) -> Sequence[Case]:
        """Newest first."""
        ...

    async def of_comment(self, guild_id: int, user_id: int, comment_id: int) -> Sequence[Case]: ...

    async def page(
        self,
        guild_id: int,
        *,
        user_id: int | None = None,
        state: CaseState | None = None,
        limit: int = 10,
    ) -> Sequence[Case]:
        """Newest first."""
        ...

    async def others_active(self, case: Case) -> Sequence[Case]:
        """The other active cases of the same kind about the same member."""
        ...

    async def untold(self, guild_id: int, user_id: int) -> Sequence[Case]:
        """What was done, and is over perhaps, and the member could not be told of; oldest first."""
        ...

    async def expired(self, now: datetime, *, limit: int = 100) -> Sequence[Case]:
        """Active ones whose time has passed, of all servers."""
        ...


class AppealTable(Protocol):
    """Appeals."""

    async def add(self, appeal: Appeal) -> Appeal | None:
        """Store it; None if the decision was appealed before."""
        ...

    async def get(self, appeal_id: int) -> Appeal | None: ...

    async def against(self, guild_id: int, decision: str) -> Appeal | None: ...

    async def update(self, appeal: Appeal) -> Appeal:
        """Store it on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since.
        """
        ...

    async def card_posted(self, appeal_id: int, *, channel_id: int, message_id: int) -> None: ...

    async def told(self, appeal_id: int, at: datetime) -> None: ...

    async def untold(self, guild_id: int, user_id: int) -> Sequence[Appeal]:
        """Decided ones whose outcome could not reach the member, oldest first."""
        ...
