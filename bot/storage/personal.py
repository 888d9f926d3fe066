"""Which columns say who somebody is, table by table.

`PERSONAL` is where a new family adds its tables: what stands there is part of a member's download
(unless others wrote it in confidence) and goes when they have their data deleted. A test fails for
a column with a person's id that stands neither there nor in `KEPT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Table, select

from bot.storage.schema import (
    appeals,
    articles,
    cases,
    claims,
    comments,
    decisions,
    drafts,
    feeds,
    guilds,
    history,
    likenesses,
    marks,
    notes,
    notices,
    policy_versions,
    prepared_channels,
    reports,
    rule_imports,
    rules,
    staff,
    strikes,
)
from bot.storage.types import RowId, Snowflake


@dataclass(frozen=True, slots=True)
class Personal:
    """A table whose rows are about one member each."""

    name: str
    """What its rows are called in the download."""
    person: Column[int]
    """Whose row it is. The table has a ``guild_id``, or a ``comment_id`` that leads to one."""
    is_shown: bool = True
    """Whether it is part of the download; what others wrote in confidence is not."""
    is_deleted: bool = True
    """Whether it goes at its person's wish; what was decided about them stays."""
    left_out: frozenset[str] = frozenset()
    """Columns that are not part of the download: they say who others are."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.person.table


PERSONAL = (
    Personal("reports", reports.c.reporter_id),
    Personal("notices", notices.c.user_id),
    Personal("drafts", drafts.c.author_id),
    Personal("rule_imports", rule_imports.c.author_id),
    Personal(
        "appeals",
        appeals.c.user_id,
        left_out=frozenset({"against_ids", "against_names", "decided_by", "decided_name"}),
    ),
    Personal(
        "cases",
        cases.c.user_id,
        is_deleted=False,
        left_out=frozenset({"moderator_id", "moderator_name", "error"}),
    ),
    Personal("strikes", strikes.c.user_id, is_deleted=False, left_out=frozenset({"moderator_id"})),
    Personal("notes", notes.c.author_id, is_shown=False),
    Personal("known_as_moderator", staff.c.user_id),
)
"""Rows that are about members. Strikes and cases stay: they would otherwise be shed at will.
Comments have their own way: see
`bot.workflow.privacy.own_data`."""

KEPT = {
    comments.c.author_id: "set to nothing when its person asks",
    comments.c.decided_by: "which moderator decided is the server's record",
    history.c.actor_id: "what members did is unnamed; what moderators did is the server's record",
    guilds.c.changed_by: "which manager chose is the server's record",
    prepared_channels.c.by: "the same",
    articles.c.created_by: "which moderator posted is the server's record",
    feeds.c.created_by: "the same",
    rules.c.created_by: "which manager wrote a rule is the server's record",
    cases.c.moderator_id: "which moderator decided is the server's record",
    strikes.c.moderator_id: "which moderator decided is the server's record",
    marks.c.user_id: "whom moderators watch or trust is the server's record",
    appeals.c.decided_by: "which moderator decided is the server's record",
    claims.c.moderator_id: "who reads a comment is forgotten within minutes",
    decisions.c.by_id: "which moderator decided is forgotten once it cannot be undone any more",
    notes.c.by_id: "which moderator wrote a note is the server's record",
    likenesses.c.band: "a sum over words, and nobody's id",
    policy_versions.c.author_id: "which manager changed the policy is the server's record",
}
"""Columns with a person's id that stay, or are seen to elsewhere, and why."""


def of_person(one: Personal, guild_id: int, user_id: int) -> ColumnElement[bool]:
    """The rows of a person on one server."""
    theirs = one.person == user_id
    if "guild_id" in one.table.c:
        return theirs & (one.table.c.guild_id == guild_id)
    there = select(comments.c.id).where(
        comments.c.id == one.table.c.comment_id, comments.c.guild_id == guild_id
    )
    return theirs & there.exists()


def plain(value: object, *, table: Table | None = None, column: str = "") -> object:
    """A value for JSON: moments as ISO 8601; Discord's ids as strings, which JavaScript would
    round otherwise."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int) and table is not None and is_discord_id(table.c[column]):
        return str(value)
    return value


def is_discord_id(column: Column[object]) -> bool:
    """Whether a column holds ids that Discord gave."""
    return isinstance(column.type, Snowflake) and column.type is not RowId
