"""Forms. Sent stopped, like rows of buttons, so that no process has to remember an open one."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import safe
from bot.locales import _

TITLE = 45
"""Characters of a form's title and of a label. Source: Discord's documentation, "Modals"."""
TEXT = "text"
"""The field that a comment's text, a reason or a title is entered into."""


@dataclass(frozen=True, slots=True)
class Field:
    """One text field of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """A line below the label."""
    placeholder: str = ""
    longest: int = 4000
    is_long: bool = True
    is_required: bool = True


def form(
    title: str, verb: str, *arguments: int | str, fields: list[Field], note: str = ""
) -> discord.ui.Modal:
    """A form with text fields.

    Args:
        title: Cut to what Discord allows.
        note: Shown above the fields.
    """
    modal = discord.ui.Modal(
        title=safe.one_line(title, TITLE), custom_id=custom_ids.make(verb, *arguments)
    )
    if note:
        modal.add_item(discord.ui.TextDisplay(note))
    for field in fields:
        modal.add_item(
            discord.ui.Label(
                text=safe.one_line(field.label, TITLE),
                description=field.hint or None,
                component=discord.ui.TextInput(
                    custom_id=field.name,
                    style=discord.TextStyle.long if field.is_long else discord.TextStyle.short,
                    default=field.value or None,
                    placeholder=safe.one_line(field.placeholder, 100) or None,
                    required=field.is_required,
                    max_length=field.longest,
                ),
            )
        )
    modal.stop()
    return modal


def reason_form(title: str, verb: str, *arguments: int | str) -> discord.ui.Modal:
    """The form for the reason that an author will read."""
    field = Field(TEXT, _("Reason"), hint=_("The author will read it."), longest=300)
    return form(title, verb, *arguments, fields=[field])


def comment_form(
    title: str, verb: str, *arguments: int, longest: int, text: str = "", note: str = ""
) -> discord.ui.Modal:
    """The form that a comment is written into; a text too long for it is cut, and that is said."""
    if len(text) > longest:
        text = text[:longest]
        cut = _(
            "Your text was cut to the {longest} characters that this form takes.", longest=longest
        )
        note = f"{note}\n{cut}" if note else cut
    return form(
        title,
        verb,
        *arguments,
        note=note,
        fields=[
            Field(
                TEXT,
                _("Your comment"),
                value=text,
                hint=_("It is read before anyone can see it."),
                longest=longest,
            )
        ],
    )
