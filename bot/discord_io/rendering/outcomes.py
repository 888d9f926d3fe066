"""What came of deciding several comments at once, and of undoing that."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io.rendering import buttons, safe
from bot.domain.errors import GreenroomError
from bot.locales import _, ngettext
from bot.workflow.desk.bulk import Bulk
from bot.workflow.desk.undoing import Undone

_MOST = 10


def bulk(outcome: Bulk, *, approved: bool) -> str:
    """How many were decided, and which were not and why."""
    done = len(outcome.done)
    if approved:
        head = ngettext("Approved {n} comment.", "Approved {n} comments.", done)
    else:
        head = ngettext("Rejected {n} comment.", "Rejected {n} comments.", done)
    return _with_left(head, outcome.left)


def bulk_view(outcome: Bulk) -> discord.ui.View | None:
    """Undo, where something was done."""
    if outcome.batch is None:
        return None
    return buttons.row_of(buttons.button(_("Undo"), "undo-batch", outcome.batch))


def undone(outcome: Undone) -> str:
    """How many wait again, and which do not and why."""
    head = ngettext(
        "Undone: {n} comment waits again.", "Undone: {n} comments wait again.", len(outcome.done)
    )
    return _with_left(head, outcome.left)


def anyway(name: str, verb: str, number: int) -> tuple[str, discord.ui.View]:
    """Another moderator decided: undo it all the same?"""
    said = _(
        "{name} decided this. Undo it all the same? The history will say that you did.",
        name=safe.literal(name),
    )
    return said, buttons.row_of(
        buttons.button(_("Undo anyway"), verb, number, "anyway", style=discord.ButtonStyle.danger)
    )


def _with_left(head: str, left: Sequence[tuple[int, GreenroomError]]) -> str:
    lines = [head]
    if left:
        lines.append(ngettext("{n} was left alone:", "{n} were left alone:", len(left)))
    lines += [
        _("Comment {number}: {reason}", number=number, reason=_(error.message, **error.values))
        for number, error in left[:_MOST]
    ]
    if len(left) > _MOST:
        lines.append(_("… and {count} more.", count=len(left) - _MOST))
    return safe.fitting("\n".join(lines), 1900)
