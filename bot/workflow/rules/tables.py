"""What the store holds of rules and of policies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.policy_version import PolicyVersion
from bot.domain.rule import HitCounts, Rule, RuleHit
from bot.workflow.rules.book import Rulebook


@dataclass(frozen=True, slots=True)
class Judged:
    """A stored text that a rule can be tried on."""

    comment_id: int
    article_id: int
    channel_id: int
    thread_id: int | None
    """The article's thread, that the post stands in."""
    message_id: int | None
    parent_id: int | None
    text: str
    at: datetime
    """When the comment came."""
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Import:
    """Rules that somebody wants to add and has not agreed to yet."""

    id: int
    guild_id: int
    author_id: int
    rules: Sequence[Rule]


class RuleTable(Protocol):
    """A server's rules, what they fired on, and imports that wait for a yes."""

    async def book(self, guild_id: int) -> Rulebook:
        """What is in force: one query where nothing has changed since it was asked last."""
        ...

    async def all(self, guild_id: int) -> Sequence[Rule]:
        """By number."""
        ...

    async def get(self, guild_id: int, number: int) -> Rule | None: ...

    async def add(self, rule: Rule) -> Rule:
        """Store it with the next number of its server."""
        ...

    async def update(self, rule: Rule) -> Rule:
        """Store it on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since, or it is gone.
        """
        ...

    async def remove(self, rule: Rule) -> None:
        """Forget it with its hits, on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since, or it is gone.
        """
        ...

    async def add_hits(
        self, guild_id: int, comment_id: int, revision: int, hits: Collection[RuleHit], at: datetime
    ) -> None:
        """These rules fired on a text; known ones stay as they are."""
        ...

    async def hit_counts(
        self, guild_id: int, numbers: Collection[int], *, since: datetime
    ) -> Mapping[int, HitCounts]:
        """What became of the comments that each rule fired on, by the rule's number."""
        ...

    async def human_decisions(self, comment_ids: Collection[int]) -> Mapping[int, bool]:
        """Comment → whether the last moderator who decided let it stand."""
        ...

    async def judged(self, guild_id: int, *, before: int | None, limit: int) -> Sequence[Judged]:
        """Stored comments with their newest text, newest first.

        Args:
            before: Only those with a smaller id; all if None.
        """
        ...

    async def put_import(
        self, guild_id: int, author_id: int, wanted: Sequence[Rule], at: datetime
    ) -> int:
        """Keep them until somebody agrees; those older than a day are forgotten."""
        ...

    async def take_import(self, import_id: int) -> Import | None:
        """The import, which is forgotten with that."""
        ...


class PolicyTable(Protocol):
    """The versions of each server's policy."""

    async def newest(self, guild_id: int) -> PolicyVersion | None: ...

    async def get(self, guild_id: int, version: int) -> PolicyVersion | None: ...

    async def history(self, guild_id: int, *, limit: int) -> Sequence[PolicyVersion]:
        """Newest first."""
        ...

    async def add(self, version: PolicyVersion) -> None:
        """Raises:
        Conflict: there is one of this number already: somebody else was faster.
        """
        ...
