"""Typed messages that may not stand, or are not taken: deleted, and their text given back."""

from __future__ import annotations

import logging

import discord

from bot.discord_io.failures import said, stage_errors
from bot.discord_io.rendering import safe
from bot.discord_io.replies import NO_PINGS, NOTICE_SECONDS
from bot.domain.errors import GreenroomError, StageUnavailable
from bot.domain.posted import Article
from bot.locales import _
from bot.workflow.stage import Topic
from bot.workflow.telling import Teller

log = logging.getLogger(__name__)


async def remove(
    message: discord.Message, article: Article, teller: Teller, *, notice: str = ""
) -> None:
    """Delete a message; a notice, if there is one, says why and disappears. Moderators hear of one
    that cannot be deleted."""
    try:
        with stage_errors():
            await message.delete()
            if notice:
                await message.channel.send(
                    notice, delete_after=NOTICE_SECONDS, allowed_mentions=NO_PINGS
                )
    except StageUnavailable as refused:
        await teller.tell_once(article.guild_id, Topic.CANNOT_DELETE, str(refused))


async def give_back(
    author: discord.User | discord.Member, text: str, refused: GreenroomError
) -> None:
    """A text was not taken in: its author is told why, with the text, if they take messages."""
    sentence = _("Your message was not taken as a comment. Here it is, to copy:")
    try:
        with stage_errors():
            await author.send(
                f"{said(refused)}\n{sentence}",
                embed=discord.Embed(description=safe.fitting(safe.literal(text), 4096)),
                allowed_mentions=NO_PINGS,
            )
    except StageUnavailable:
        log.info("the author of a message that was not taken takes no direct messages")
