"""Decisions as a file: CSV or JSON lines, written page by page, never larger than Discord takes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import cast

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.locales import mark
from bot.workflow.permissions import require_manager, require_moderator
from bot.workflow.ports import Clock, Store
from bot.workflow.statistics.periods import Period, timeline
from bot.workflow.statistics.tables import DecisionRow

PAGE = 1000
"""Decisions that are read at once."""
IN_MEMORY = 1_000_000
"""Bytes of a file that are kept in memory; the rest goes to the disk."""

COLUMNS = {
    "at": mark("when it was decided, ISO 8601 in UTC"),
    "comment": mark("the comment's number"),
    "article": mark("the article's number"),
    "text": mark("which text of the comment, 1 for the first"),
    "decision": mark(
        "cleared, flagged, held, rejected, approved, kept, removed, withdrawn, deleted, appealed, "
        "erased"
    ),
    "from": mark("the comment's state before"),
    "to": mark("its state after"),
    "by": mark("policy, moderator or member"),
    "policy": mark("name and version of the policy that decided"),
    "rules": mark("the rules that decided about this text, with spaces between"),
    "waited_s": mark("seconds from holding to a moderator's decision"),
    "author": mark("Discord's id of the author; only where a manager asks for it"),
}
"""Every column and what stands in it."""


class Format(StrEnum):
    """What kind of file."""

    CSV = "csv"
    JSON = "json"
    """One object a line."""


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file, from its beginning."""

    name: str
    file: io.BufferedIOBase
    decisions: int
    columns: tuple[str, ...]


class Exports:
    """``/stats export``."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def decisions(
        self, actor: Actor, period: Period, kind: Format, *, authors: bool, limit: int
    ) -> Export:
        """The decisions of a period, oldest first.

        Args:
            authors: With the authors' ids: for managers only.
            limit: Bytes that Discord takes.

        Raises:
            NotAllowed: no moderator, or authors are asked for by no manager.
            Refused: there are none, or the file would be too large.
        """
        async with self._store.read() as tx:
            settings = await tx.guilds.get(actor.guild_id)
            require_moderator(actor, settings)
            first = await tx.statistics.first(actor.guild_id)
        if authors:
            require_manager(actor)
        columns = tuple(name for name in COLUMNS if authors or name != "author")
        span = timeline(period, self._clock(), settings.time_zone, first).span
        # The caller closes it, after it was sent.
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        if kind is Format.CSV:
            file.write(_csv_line(columns))
        count = after = 0
        while True:
            async with self._store.read() as tx:
                page = await tx.statistics.decisions(actor.guild_id, span, after=after, limit=PAGE)
            for row in page:
                file.write(_line(row, columns, kind))
            if file.tell() > limit:
                file.close()
                raise Refused(
                    "The file would be larger than the {limit:,.0f} MB that Discord takes here. "
                    "Choose a shorter period; whoever runs the bot gets all of it with "
                    "greenroom db export.",
                    limit=limit / 2**20,
                )
            count += len(page)
            if len(page) < PAGE:
                break
            after = page[-1].id
        if not count:
            file.close()
            raise Refused("Nothing was decided in this time.")
        file.seek(0)
        return Export(
            f"decisions.{_ENDINGS[kind]}", cast("io.BufferedIOBase", file), count, columns
        )


_ENDINGS = {Format.CSV: "csv", Format.JSON: "jsonl"}


def _line(row: DecisionRow, columns: tuple[str, ...], kind: Format) -> bytes:
    values = _values(row)
    if kind is Format.CSV:
        return _csv_line(["" if values[name] is None else values[name] for name in columns])
    return json.dumps({name: values[name] for name in columns}).encode() + b"\n"


def _csv_line(values: object) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(values)  # type: ignore[arg-type]
    return line.getvalue().encode()


def _values(row: DecisionRow) -> Mapping[str, object]:
    return {
        "at": row.at.isoformat(),
        "comment": row.comment_id,
        "article": row.article_id,
        "text": row.text_number,
        "decision": row.event,
        "from": row.from_state,
        "to": row.to_state,
        "by": row.by,
        "policy": row.policy,
        "rules": row.rules,
        "waited_s": row.waited_s,
        "author": str(row.author_id) if row.author_id is not None else None,
    }
