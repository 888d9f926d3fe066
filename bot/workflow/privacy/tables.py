"""What the store does to keep no more than it has to: the contract that storage implements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.card import Card
from bot.domain.comment import Comment
from bot.domain.privacy import PrivacySettings, Purge
from bot.workflow.tables import GuildFilter

FORMER = "Former member"
"""The name above the comments of somebody who had their data deleted."""

Record = dict[str, Any]
"""A row for its owner to read: moments as ISO 8601, Discord's ids as strings."""


class PrivacyTable(Protocol):
    """What is stored about members and servers, as far as it is deleted again."""

    async def settings(self, guild_id: int) -> PrivacySettings:
        """The server's choices, or the defaults."""
        ...

    async def put(self, settings: PrivacySettings) -> None: ...

    async def chosen(self) -> Sequence[PrivacySettings]:
        """The choices of all servers that made any."""
        ...

    async def of_member(self, guild_id: int, user_id: int, *, limit: int) -> Sequence[Comment]:
        """Some of a member's comments, in no order."""
        ...

    async def count_of_member(self, guild_id: int, user_id: int) -> int: ...

    async def records(self, guild_id: int, user_id: int, *, after: int) -> Sequence[Record]:
        """Comments of a member with their texts, outcomes and events, by id, from the next id."""
        ...

    async def other_records(self, guild_id: int, user_id: int) -> Mapping[str, Sequence[Record]]:
        """Everything else that is stored about a member, by what it is."""
        ...

    async def unname(self, comment_ids: Sequence[int], user_id: int) -> None:
        """Take their author's id, name and picture from comments and from what the author did."""
        ...

    async def blank(self, comment_ids: Sequence[int], at: datetime) -> Sequence[int]:
        """Delete the texts of comments, also where verdicts repeat them; returns whose."""
        ...

    async def forget_member(self, guild_id: int, user_id: int) -> int:
        """Delete what is stored about a member beside their comments; returns how many rows."""
        ...

    async def cards_of(self, comment_ids: Sequence[int]) -> Sequence[Card]:
        """The cards, open or not, that stand in a channel."""
        ...

    async def to_blank(
        self, *, before: datetime, only: int | None = None, besides: Sequence[int] = (), limit: int
    ) -> Sequence[tuple[int, int]]:
        """(comment, server) of gone comments that were decided before then and still have texts,
        oldest first: of ``only`` this server, or of all ``besides`` these."""
        ...

    async def log(self, purge: Purge) -> None:
        """Note what was deleted; the same of the same day is one row."""
        ...

    async def purges(self, guild_id: int, *, limit: int) -> Sequence[Purge]:
        """Newest first."""
        ...

    async def left(self, guild_id: int, at: datetime) -> None:
        """The server removed the bot; what was noted before stays."""
        ...

    async def returned(self, guild_ids: Sequence[int]) -> None:
        """The bot is on these servers (again)."""
        ...

    async def departed(self, *, before: datetime) -> Sequence[int]:
        """The servers that were left before then and not joined again."""
        ...

    async def known_guilds(self, guild_filter: GuildFilter) -> Sequence[int]:
        """The servers of this process that were set up and are not known to be left."""
        ...

    async def wipe_some(self, guild_id: int, limit: int) -> int:
        """Delete rows of a server, at most about ``limit``; 0 when nothing is left."""
        ...
