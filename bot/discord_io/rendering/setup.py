"""What ``/setup`` shows before and after it changes anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, permissions, posts, safe
from bot.domain.guild import FOREIGN_CHOICES
from bot.domain.permission import Permission
from bot.domain.verdict import Decision
from bot.locales import _, mark, ngettext
from bot.workflow.installation import Proposal
from bot.workflow.setup import Overwrite, Step

_MENTION = re.compile(r"<@\d+>")

FOREIGN: Mapping[Decision, str] = {
    Decision.HOLD: mark("Held for a moderator"),
    Decision.FLAG: mark("Published, and a moderator is asked to look"),
    Decision.PUBLISH: mark("Published like the others"),
}
"""What may become of comments in other languages, in words."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """What a proposal's button says that it would do."""

    channel_id: int
    moderators_channel_id: int | None
    moderator_role_id: int | None
    time_zone: str
    policy: str
    foreign_comments: Decision
    digest: str


def proposal_embed(proposal: Proposal) -> discord.Embed:
    """Everything that would change, and what a manager should know first."""
    plan, settings = proposal.plan, proposal.settings
    embed = discord.Embed(
        title=_("This will be changed") if not plan.missing else _("I cannot do this yet"),
        description=steps_text(plan.steps, plan.channel_id),
        colour=posts.COLOUR,
    )
    if plan.missing:
        embed.add_field(
            name=_("What I lack"),
            value=_(
                "**{missing}** in {channel}. Give it to my role or to me in the channel's "
                "permissions, then run `/setup channel` again.",
                missing=permissions.spoken(plan.missing),
                channel=f"<#{plan.channel_id}>",
            ),
            inline=False,
        )
    embed.add_field(name=_("Held comments wait in"), value=f"<#{settings.moderators_channel_id}>")
    moderators = _("members with Manage Messages")
    if settings.moderator_role_id:
        moderators = _(
            "members with Manage Messages and {role}", role=f"<@&{settings.moderator_role_id}>"
        )
    embed.add_field(name=_("Moderators"), value=moderators)
    embed.add_field(name=_("Policy"), value=settings.policy)
    embed.add_field(name=_("Comments not in English"), value=_(FOREIGN[settings.foreign_comments]))
    embed.add_field(name=_("Time zone"), value=settings.time_zone)
    if plan.still_write:
        lines = [_named(line) for line in plan.still_write[:20]]
        if len(plan.still_write) > len(lines):
            lines.append(_("… and {n} more", n=len(plan.still_write) - len(lines)))
        lines.append(_("What they type is readable for a moment before I take it in."))
        embed.add_field(
            name=_("Can still write there"),
            value=safe.fitting("\n".join(lines), 1024),
            inline=False,
        )
    if plan.foreign_threads:
        embed.add_field(
            name=_("Other people's threads"),
            value=ngettext(
                "{n} active thread in this channel is not mine. Nobody but those above will be "
                "able to write in it.",
                "{n} active threads in this channel are not mine. Nobody but those above will be "
                "able to write in them.",
                plan.foreign_threads,
            ),
            inline=False,
        )
    embed.add_field(name=_("AutoMod rules"), value=_automod(plan.automod_rules), inline=False)
    return embed


def _automod(rules: Sequence[str] | None) -> str:
    if rules is None:
        return _("I may not see them without Manage Server. They are left alone.")
    if not rules:
        return _("None.")
    names = ", ".join(safe.literal(name) for name in rules)
    return safe.fitting(_("{names}. They are left alone.", names=names), 1024)


def steps_text(steps: Sequence[Step], channel_id: int) -> str:
    if not steps:
        return _("The permissions of {channel} are right already.", channel=f"<#{channel_id}>")
    lines = [_("In {channel}, in this order:", channel=f"<#{channel_id}>")]
    for step in steps:
        who = _target(step.after)
        if step.newly_allowed:
            lines.append(
                _("- allow {who}: {what}", who=who, what=permissions.spoken(step.newly_allowed))
            )
        if step.newly_denied:
            lines.append(
                _("- deny {who}: {what}", who=who, what=permissions.spoken(step.newly_denied))
            )
    lines.append(_("`/setup undo` gives all of it back."))
    return "\n".join(lines)


def _target(overwrite: Overwrite) -> str:
    if overwrite.name == "@everyone":
        return "@everyone"
    return f"**{_named(overwrite.name)}**"


def _named(text: str) -> str:
    """The text literally, but for the mention at its beginning that stands for a member."""
    mention = _MENTION.match(text)
    start = mention.end() if mention is not None else 0
    return text[:start] + safe.literal(text[start:])


def proposal_view(proposal: Proposal) -> discord.ui.View:
    """Apply, unless something is missing; Cancel."""
    plan, settings = proposal.plan, proposal.settings
    label = _("Apply")
    if plan.foreign_threads:
        label = ngettext(
            "Apply, also to {n} thread of others",
            "Apply, also to {n} threads of others",
            plan.foreign_threads,
        )
    apply = discord.ui.Button[discord.ui.View](
        label=label,
        style=discord.ButtonStyle.primary,
        disabled=bool(plan.missing),
        custom_id=custom_ids.make(
            "setup",
            short_id(plan.channel_id),
            short_id(settings.moderators_channel_id or 0),
            short_id(settings.moderator_role_id or 0),
            settings.time_zone,
            settings.policy,
            FOREIGN_CHOICES.index(settings.foreign_comments),
            plan.digest,
        ),
    )
    return buttons.row_of(apply, buttons.button(_("Cancel"), "setup-cancel"))


def parse_proposal(arguments: tuple[str, ...]) -> ShownProposal:
    """What the button of `proposal_view` says."""
    channel, moderators, role, time_zone, policy, foreign, digest = arguments
    return ShownProposal(
        channel_id=int(channel, 36),
        moderators_channel_id=int(moderators, 36) or None,
        moderator_role_id=int(role, 36) or None,
        time_zone=time_zone,
        policy=policy,
        foreign_comments=FOREIGN_CHOICES[int(foreign)],
        digest=digest,
    )


def applied_embed(proposal: Proposal) -> discord.Embed:
    """It is done; what comes next."""
    channel_id = proposal.plan.channel_id
    return discord.Embed(
        title=_("Ready"),
        description=_(
            "{channel} is ready. Post the first article with `/article post`, in {desk} for "
            "instance: Discord takes commands only where you may write. What waits for review "
            "appears there and in `/queue`.",
            channel=f"<#{channel_id}>",
            desk=f"<#{proposal.settings.moderators_channel_id}>",
        ),
        colour=posts.COLOUR,
    )


def undone_embed(channel_id: int, restored: Sequence[Overwrite]) -> discord.Embed:
    """What was given back."""
    lines = [_("{channel} has its permissions of before again:", channel=f"<#{channel_id}>")]
    lines += [
        _(
            "- {who}: allows {allowed}, denies {denied}",
            who=_target(one),
            allowed=_bits(one.allow),
            denied=_bits(one.deny),
        )
        for one in restored
    ]
    return discord.Embed(title=_("Undone"), description="\n".join(lines), colour=posts.COLOUR)


def _bits(bits: Permission) -> str:
    return permissions.spoken(bits) or _("nothing")


def short_id(number: int) -> str:
    """An id in base 36: custom ids are short of room."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
