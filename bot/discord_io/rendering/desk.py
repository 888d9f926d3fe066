"""The desk's choices, the form for a note, and a comment opened for one moderator."""

from __future__ import annotations

from typing import TypedDict

import discord

from bot.discord_io.rendering import forms, queue
from bot.domain.desk import Blur, DeskSettings
from bot.locales import _, mark, ngettext
from bot.workflow.review import Dossier

_BLURS = {
    Blur.NOTHING: mark("Cards show every text, behind a spoiler."),
    Blur.SLURS: mark("Cards do not show texts that are held for a slur."),
    Blur.HATRED: mark("Cards do not show texts that are held for a slur, hatred or incitement."),
    Blur.EVERYTHING: mark("Cards show no texts."),
}


class Opened(TypedDict):
    """What a message with one comment consists of."""

    embed: discord.Embed
    view: discord.ui.View


def opened(dossier: Dossier, reader_id: int) -> Opened:
    """One comment, as a moderator who has it to themselves sees it."""
    return Opened(
        embed=queue.dossier_embed(dossier, reader_id=reader_id),
        view=queue.dossier_view(dossier, reader_id=reader_id),
    )


def settings_text(settings: DeskSettings) -> str:
    """What a server has chosen, line by line."""
    lines = [
        ngettext(
            "A card is opened by {n} report.",
            "A card is opened by {n} reports.",
            settings.report_threshold,
        )
    ]
    if settings.hide_threshold:
        lines.append(
            ngettext(
                "A comment with {n} report is hidden until a moderator decides.",
                "A comment with {n} reports is hidden until a moderator decides.",
                settings.hide_threshold,
            )
        )
    else:
        lines.append(_("Reported comments stay visible until a moderator decides."))
    lines.append(
        ngettext(
            "After {n} new card within ten minutes the rest is only counted.",
            "After {n} new cards within ten minutes the rest is only counted.",
            settings.card_cap,
        )
    )
    lines.append(_(_BLURS[settings.blur]))
    return "\n".join(lines)


def note_form(title: str, verb: str, *arguments: int | str, longest: int) -> discord.ui.Modal:
    """The form for a note."""
    field = forms.Field(
        forms.TEXT, _("Note"), hint=_("Only moderators will see it."), longest=longest
    )
    return forms.form(title, verb, *arguments, fields=[field])
