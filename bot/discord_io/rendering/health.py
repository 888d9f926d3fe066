"""What a server has chosen, and what stands in the way."""

from __future__ import annotations

import discord

from bot.discord_io.failures import said
from bot.discord_io.rendering import posts, safe
from bot.discord_io.rendering.setup import FOREIGN
from bot.domain.guild import ChannelMode, GuildSettings
from bot.locales import LANGUAGES, _, ngettext
from bot.workflow.installation import Health
from bot.workflow.tables import Prepared


def health_embed(health: Health) -> discord.Embed:
    """What was chosen, and what is missing."""
    settings = health.settings
    embed = discord.Embed(
        title=_("Everything works") if not health.problems else _("Something is missing"),
        description="\n".join(f"- {said(problem)}" for problem in health.problems) or None,
        colour=posts.COLOUR if not health.problems else discord.Colour(0xD9752B),
    )
    desk = settings.moderators_channel_id
    embed.add_field(
        name=_("Held comments wait in"), value=f"<#{desk}>" if desk else _("not chosen")
    )
    role = settings.moderator_role_id
    embed.add_field(name=_("Moderator role"), value=f"<@&{role}>" if role else _("none"))
    embed.add_field(name=_("Policy"), value=settings.policy)
    embed.add_field(name=_("Comments not in English"), value=_(FOREIGN[settings.foreign_comments]))
    embed.add_field(name=_("Time zone"), value=settings.time_zone)
    ready = " ".join(
        _("{channel} (typing)", channel=f"<#{one.channel_id}>")
        if one.mode is ChannelMode.FREE
        else f"<#{one.channel_id}>"
        for one in health.prepared
    )
    embed.add_field(name=_("Channels made ready"), value=ready[:1024] or _("none"), inline=False)
    rules = [one for one in health.prepared if one.close_days or one.close_comments]
    if rules:
        closing = "\n".join(map(closing_sentence, rules))
        embed.add_field(name=_("Closing"), value=safe.fitting(closing, 1024), inline=False)
    if settings.digest_channel_id is not None:
        embed.add_field(name=_("Digest"), value=digest_sentence(settings), inline=False)
    return embed


def closing_sentence(rule: Prepared) -> str:
    """When articles in a channel close."""
    channel = f"<#{rule.channel_id}>"
    if not rule.close_days and not rule.close_comments:
        return _("Articles in {channel} stay open until a moderator closes them.", channel=channel)
    days = ngettext("{n} day", "{n} days", rule.close_days)
    comments = ngettext("{n:,} comment", "{n:,} comments", rule.close_comments)
    if not rule.close_comments:
        said = _(
            "Articles in {channel} close {days} after they were posted.", channel=channel, days=days
        )
    elif not rule.close_days:
        said = _("Articles in {channel} close with {comments}.", channel=channel, comments=comments)
    else:
        said = _(
            "Articles in {channel} close {days} after they were posted, or with {comments}.",
            channel=channel,
            days=days,
            comments=comments,
        )
    return f"{said} {_('What a moderator reopens after that stays open.')}"


def digest_sentence(settings: GuildSettings) -> str:
    """Where and when the digest is posted."""
    if settings.digest_channel_id is None:
        return _("There is no daily digest.")
    return _(
        "The most discussed articles of the last day are named in {channel} once a day from "
        "{hour}:00 ({zone}), if anybody commented.",
        channel=f"<#{settings.digest_channel_id}>",
        hour=settings.digest_hour,
        zone=settings.time_zone,
    )


def language_sentence(language: str) -> str:
    """What is spoken on the server from now on."""
    return _(
        "Posts, cards and buttons that are drawn from now on are in: {language}. "
        "Answers that only one person sees are in that person's own language.",
        language=LANGUAGES[language],
    )
