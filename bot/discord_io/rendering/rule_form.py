"""The form for a rule with many terms, one a line."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from bot.discord_io.rendering import forms
from bot.domain.errors import Refused
from bot.domain.rule import Rule, RuleKind
from bot.locales import _
from bot.moderation.rules.limits import LONGEST_NOTE

FORM = 4_000
"""Characters of a form's field. Source: Discord's documentation, "Text Inputs"."""
_TERMS, _ALLOWED, _NOTE = "terms", "allowed", "note"


def require_fits(rule: Rule) -> None:
    """Raises:
    Refused: the rule has more terms than a form takes.
    """
    if max(len("\n".join(rule.terms)), len("\n".join(rule.allowed))) > FORM:
        raise Refused(
            "Rule {number} has more terms than a form takes. Export it, change the file and import "
            "it again; then remove this one.",
            number=rule.number,
        )


def entered(values: Mapping[str, str]) -> tuple[list[str], list[str], str]:
    """Terms, what does not count, and the note, out of the form."""
    return (
        values.get(_TERMS, "").splitlines(),
        values.get(_ALLOWED, "").splitlines(),
        values.get(_NOTE, ""),
    )


def terms_form(
    title: str, verb: str, *arguments: int | str, kind: RuleKind, rule: Rule | None = None
) -> discord.ui.Modal:
    """The form for many terms, one a line; without terms for invitations, which have none."""
    fields = []
    if kind is not RuleKind.INVITES:
        fields.append(
            forms.Field(
                _TERMS,
                _("Terms, one a line"),
                value="\n".join(rule.terms) if rule else "",
                hint=_("* at an end lets a word go on.") if kind is RuleKind.WORDS else "",
                longest=FORM,
            )
        )
    if kind is not RuleKind.REGEX:
        fields.append(
            forms.Field(
                _ALLOWED,
                _("What does not count, one a line"),
                value="\n".join(rule.allowed) if rule else "",
                longest=FORM,
                is_required=False,
            )
        )
    fields.append(
        forms.Field(
            _NOTE,
            _("Why there is this rule"),
            value=rule.note if rule else "",
            longest=LONGEST_NOTE,
            is_long=False,
            is_required=False,
        )
    )
    return forms.form(title, verb, *arguments, fields=fields)
