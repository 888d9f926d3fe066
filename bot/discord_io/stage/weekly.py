"""The weekly report in the moderators' channel."""

from __future__ import annotations

import hashlib

import discord

from bot.discord_io.desk import desk_channel
from bot.discord_io.failures import stage_errors
from bot.discord_io.rendering import statistics
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import available_guild
from bot.domain.errors import NotSetUp
from bot.workflow.ports import Store
from bot.workflow.statistics.pictures import NoPicture, Painter, Picture
from bot.workflow.statistics.weekly import WeeklyReport


class DiscordWeekly:
    """`bot.workflow.statistics.weekly.WeeklyStage` on discord.py."""

    def __init__(self, client: discord.Client, store: Store, painter: Painter) -> None:
        self._client = client
        self._store = store
        self._painter = painter

    async def post_weekly(self, report: WeeklyReport) -> None:
        guild = available_guild(self._client, report.guild_id)
        async with self._store.read() as tx:
            settings = await tx.guilds.get(report.guild_id)
        try:
            channel = desk_channel(guild, settings)
        except NotSetUp:
            return  # Moderators are told of that already, and a report of last week helps nobody.
        png = None
        if channel.permissions_for(guild.me).attach_files:
            png = await self._drawn(report.picture)
        words = statistics.weekly_words(report)
        with stage_errors():
            await channel.send(
                embed=statistics.weekly_embed(report, has_picture=png is not None),
                file=(
                    statistics.picture_file(png, words)
                    if png is not None
                    else discord.utils.MISSING
                ),
                nonce=_nonce(report),
                allowed_mentions=NO_PINGS,
            )

    async def _drawn(self, picture: Picture | None) -> bytes | None:
        if picture is None:
            return None
        try:
            return await self._painter(picture)
        except NoPicture:
            return None


def _nonce(report: WeeklyReport) -> str:
    """The same for the same week's; Discord takes 25 characters."""
    key = f"{report.guild_id}.{report.day}".encode()
    return f"gr-w-{hashlib.sha256(key).hexdigest()[:20]}"
