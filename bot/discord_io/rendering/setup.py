"""What ``/setup`` shows before and after it changes anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, posts, safe
from bot.domain.guild import FOREIGN_CHOICES, ChannelMode, GuildSettings
from bot.domain.permission import Permission
from bot.domain.verdict import Decision
from bot.locales import LANGUAGES, _
from bot.workflow.installation import Health, Proposal
from bot.workflow.setup import Overwrite, Step
from bot.workflow.tables import Prepared

_MENTION = re.compile(r"<@\d+>")

FOREIGN: Mapping[Decision, str] = {
    Decision.HOLD: "Held for a moderator",
    Decision.FLAG: "Published, and a moderator is asked to look",
    Decision.PUBLISH: "Published like the others",
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
        title="This will be changed" if not plan.missing else "I cannot do this yet",
        description=steps_text(plan.steps, plan.channel_id),
        colour=posts.COLOUR,
    )
    if plan.missing:
        embed.add_field(
            name="What I lack",
            value=f"**{plan.missing.spoken}** in <#{plan.channel_id}>. Give it to my role or to "
            "me in the channel's permissions, then run `/setup channel` again.",
            inline=False,
        )
    embed.add_field(name="Held comments wait in", value=f"<#{settings.moderators_channel_id}>")
    role = f" and <@&{settings.moderator_role_id}>" if settings.moderator_role_id else ""
    embed.add_field(name="Moderators", value=f"members with Manage Messages{role}")
    embed.add_field(name="Policy", value=settings.policy)
    embed.add_field(name="Comments not in English", value=FOREIGN[settings.foreign_comments])
    embed.add_field(name="Time zone", value=settings.time_zone)
    if plan.still_write:
        lines = [_named(line) for line in plan.still_write[:20]]
        if len(plan.still_write) > len(lines):
            lines.append(f"… and {len(plan.still_write) - len(lines)} more")
        embed.add_field(
            name="Can still write there",
            value=safe.fitting(
                "\n".join(lines) + "\nWhat they type is readable for a moment before I take it in.",
                1024,
            ),
            inline=False,
        )
    if plan.foreign_threads:
        embed.add_field(
            name="Other people's threads",
            value=f"{plan.foreign_threads} active threads in this channel are not mine. "
            "Nobody but those above will be able to write in them.",
            inline=False,
        )
    embed.add_field(name="AutoMod rules", value=_automod(plan.automod_rules), inline=False)
    return embed


def language_sentence(language: str) -> str:
    """What is spoken on the server from now on."""
    return _(
        "Posts, cards and buttons that are drawn from now on are in: {language}. "
        "Answers that only one person sees are in that person's own language.",
        language=LANGUAGES[language],
    )


def _automod(rules: Sequence[str] | None) -> str:
    if rules is None:
        return "I may not see them without Manage Server. They are left alone."
    if not rules:
        return "None."
    names = ", ".join(safe.literal(name) for name in rules)
    return safe.fitting(f"{names}. They are left alone.", 1024)


def steps_text(steps: Sequence[Step], channel_id: int) -> str:
    if not steps:
        return f"The permissions of <#{channel_id}> are right already."
    lines = [f"In <#{channel_id}>, in this order:"]
    for step in steps:
        who = _target(step.after)
        if step.newly_allowed:
            lines.append(f"- allow {who}: {step.newly_allowed.spoken}")
        if step.newly_denied:
            lines.append(f"- deny {who}: {step.newly_denied.spoken}")
    lines.append("`/setup undo` gives all of it back.")
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
    label = "Apply"
    if plan.foreign_threads:
        label = f"Apply, also to {plan.foreign_threads} threads of others"
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
    return buttons.row_of(apply, buttons.button("Cancel", "setup-cancel"))


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
        title="Ready",
        description=(
            f"<#{channel_id}> is ready. Post the first article with `/article post`, in "
            f"<#{proposal.settings.moderators_channel_id}> for instance: Discord takes commands "
            "only where you may write. What waits for review appears there and in `/queue`."
        ),
        colour=posts.COLOUR,
    )


def undone_embed(channel_id: int, restored: Sequence[Overwrite]) -> discord.Embed:
    """What was given back."""
    lines = [f"<#{channel_id}> has its permissions of before again:"]
    lines += [
        f"- {_target(one)}: {_bits('allows', one.allow)}, {_bits('denies', one.deny)}"
        for one in restored
    ]
    return discord.Embed(title="Undone", description="\n".join(lines), colour=posts.COLOUR)


def _bits(verb: str, bits: Permission) -> str:
    return f"{verb} {bits.spoken}" if bits else f"{verb} nothing"


def health_embed(health: Health) -> discord.Embed:
    """What was chosen, and what is missing."""
    settings = health.settings
    embed = discord.Embed(
        title="Everything works" if not health.problems else "Something is missing",
        description="\n".join(f"- {problem}" for problem in health.problems) or None,
        colour=posts.COLOUR if not health.problems else discord.Colour(0xD9752B),
    )
    desk = settings.moderators_channel_id
    embed.add_field(name="Held comments wait in", value=f"<#{desk}>" if desk else "not chosen")
    role = settings.moderator_role_id
    embed.add_field(name="Moderator role", value=f"<@&{role}>" if role else "none")
    embed.add_field(name="Policy", value=settings.policy)
    embed.add_field(name="Comments not in English", value=FOREIGN[settings.foreign_comments])
    embed.add_field(name="Time zone", value=settings.time_zone)
    ready = " ".join(
        f"<#{one.channel_id}>{' (typing)' if one.mode is ChannelMode.FREE else ''}"
        for one in health.prepared
    )
    embed.add_field(name="Channels made ready", value=ready[:1024] or "none", inline=False)
    rules = [one for one in health.prepared if one.close_days or one.close_comments]
    if rules:
        said = "\n".join(map(closing_sentence, rules))
        embed.add_field(name="Closing", value=safe.fitting(said, 1024), inline=False)
    if settings.digest_channel_id is not None:
        embed.add_field(name="Digest", value=digest_sentence(settings), inline=False)
    return embed


def closing_sentence(rule: Prepared) -> str:
    """When articles in a channel close."""
    when = []
    if rule.close_days:
        when.append(f"{rule.close_days} days after they were posted")
    if rule.close_comments:
        when.append(f"with {rule.close_comments:,} comments")
    if not when:
        return f"Articles in <#{rule.channel_id}> stay open until a moderator closes them."
    return (
        f"Articles in <#{rule.channel_id}> close {', or '.join(when)}. What a moderator reopens "
        "after that stays open."
    )


def digest_sentence(settings: GuildSettings) -> str:
    """Where and when the digest is posted."""
    if settings.digest_channel_id is None:
        return "There is no daily digest."
    return (
        f"The most discussed articles of the last day are named in "
        f"<#{settings.digest_channel_id}> once a day from {settings.digest_hour}:00 "
        f"({settings.time_zone}), if anybody commented."
    )


def short_id(number: int) -> str:
    """An id in base 36: custom ids are short of room."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
