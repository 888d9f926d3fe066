"""What ``/setup mode`` shows before and after it changes anything."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, permissions, posts, safe
from bot.discord_io.rendering.setup import short_id, steps_text
from bot.domain.guild import ChannelMode
from bot.locales import _, mark, ngettext
from bot.workflow.automod.plan import AutoModPlan
from bot.workflow.modes import ModeProposal

PROMISES = {
    ChannelMode.FORMS: mark(
        "Members comment with the buttons: nobody can read a comment before it is judged."
    ),
    ChannelMode.FREE: mark(
        "Members type below the articles. AutoMod refuses the slurs it knows before anybody sees "
        "them. Everything else is judged when it arrives and **can be read for a moment** before "
        "it is deleted, if it has to wait."
    ),
}
"""What each mode can promise."""


@dataclass(frozen=True, slots=True)
class ShownMode:
    """What a proposal's button says that it would do."""

    channel_id: int
    mode: ChannelMode
    pictures_wait: bool
    everywhere: bool
    digest: str


def mode_embed(proposal: ModeProposal) -> discord.Embed:
    """Everything that would change."""
    plan = proposal.plan
    embed = discord.Embed(
        title=_("This will be changed") if not plan.missing else _("I cannot do this yet"),
        description=f"{_(PROMISES[proposal.mode])}\n\n{steps_text(plan.steps, plan.channel_id)}",
        colour=posts.COLOUR,
    )
    if plan.missing:
        embed.add_field(
            name=_("What I lack"),
            value=_(
                "**{missing}**. Give it to my role, then run `/setup mode` again.",
                missing=permissions.spoken(plan.missing),
            ),
            inline=False,
        )
    embed.add_field(name=_("AutoMod rules of mine"), value=rules_text(proposal.rules), inline=False)
    if proposal.mode is ChannelMode.FREE:
        pictures = (
            _("They wait for a moderator.")
            if proposal.settings.pictures_wait
            else _("They stand at once.")
        )
        embed.add_field(name=_("Pictures and files"), value=pictures, inline=False)
    return embed


def rules_text(rules: AutoModPlan | None) -> str:
    """What becomes of our own AutoMod rules; those of others are never touched."""
    if rules is None:
        return _("I may not see them without Manage Server.")
    lines = [
        ngettext(
            "- make **{name}**: {n} word", "- make **{name}**: {n} words", words, name=rule.name
        )
        for rule in rules.create
        if (words := len(rule.keywords))
    ]
    lines += [
        ngettext(
            "- change **{name}**: {n} word", "- change **{name}**: {n} words", words, name=rule.name
        )
        for _id, rule in rules.change
        if (words := len(rule.keywords))
    ]
    if rules.delete:
        lines.append(_("- delete {n}", n=len(rules.delete)))
    if not lines:
        lines.append(_("As they should be: nothing is changed."))
    if rules.keywords:
        where = (
            _("They hold **on the whole server**.")
            if rules.too_many_channels
            else ngettext(
                "They leave {n} other channel out.",
                "They leave {n} other channels out.",
                rules.exempt,
            )
        )
        refused = ngettext(
            "They refuse {n} word in all.", "They refuse {n} words in all.", rules.keywords
        )
        lines.append(f"{refused} {where}")
    if rules.left_out:
        mildest = max(term.severity for term in rules.left_out)
        lines.append(
            ngettext(
                "{n} word finds no room, of severity {severity} of 3 or less; it is judged when "
                "it arrives.",
                "{n} words find no room, of severity {severity} of 3 or less; they are judged when "
                "they arrive.",
                len(rules.left_out),
                severity=mildest,
            )
        )
    lines.append(_("Rules of others are left alone. Members with Manage Server are never refused."))
    return safe.fitting("\n".join(lines), 1024)


def mode_view(proposal: ModeProposal) -> discord.ui.View:
    """Apply, unless something is missing; Cancel."""
    settings = proposal.settings
    apply = discord.ui.Button[discord.ui.View](
        label=_("Apply"),
        style=discord.ButtonStyle.primary,
        disabled=bool(proposal.plan.missing),
        custom_id=custom_ids.make(
            "setup-mode",
            short_id(proposal.plan.channel_id),
            proposal.mode.value,
            int(settings.pictures_wait),
            int(settings.shield_everywhere),
            proposal.digest,
        ),
    )
    return buttons.row_of(apply, buttons.button(_("Cancel"), "setup-cancel"))


def parse_mode(arguments: tuple[str, ...]) -> ShownMode:
    """What the button of `mode_view` says."""
    channel, mode, pictures, everywhere, digest = arguments
    return ShownMode(
        int(channel, 36), ChannelMode(mode), pictures == "1", everywhere == "1", digest
    )


def mode_applied_embed(proposal: ModeProposal) -> discord.Embed:
    """It is done."""
    channel_id = proposal.plan.channel_id
    return discord.Embed(
        title=_("Ready"),
        description=f"<#{channel_id}>: {_(PROMISES[proposal.mode])}",
        colour=posts.COLOUR,
    )
