"""Statistics for moderators: figures with pictures, a file of decisions, the weekly report."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.options import article_number, upload_limit
from bot.discord_io.rendering import articles, statistics
from bot.discord_io.replies import tell
from bot.domain.errors import NotAllowed
from bot.locales import _
from bot.workflow.statistics.export import Format
from bot.workflow.statistics.periods import Period
from bot.workflow.statistics.pictures import NoPicture, Sheet
from bot.workflow.statistics.statistics import Topic

PERIODS = [app_commands.Choice(name=one.value, value=one.value) for one in Period]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Stats(commands.GroupCog, group_name="stats"):
    """How discussions and moderation go."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._moderators = bot.services.moderators

    @app_commands.command(name="show")
    @app_commands.describe(what="What to look at", period="How far back; 30 days if left out")
    @app_commands.choices(
        what=[app_commands.Choice(name=one.value, value=one.value) for one in Topic],
        period=PERIODS,
    )
    async def show(
        self, interaction: discord.Interaction, what: str, period: str = Period.MONTH.value
    ) -> None:
        """Figures and a picture: comments, reasons, waiting times, exposure or false holds."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = await self._moderators.acting_anywhere(interaction)
        sheet = await self._services.statistics.sheet(actor, Topic(what), Period(period))
        await self._answer(interaction, sheet)

    @app_commands.command(name="article")
    @app_commands.describe(article="The article")
    async def article(self, interaction: discord.Interaction, article: str) -> None:
        """The shape of one article's discussion: over time, how deep, how many took part."""
        article_id = article_number(article)
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel_id = await self._services.articles.channel_of(article_id)
        actor = await self._moderators.acting(interaction, channel_id=channel_id)
        await self._answer(interaction, await self._services.statistics.article(actor, article_id))

    @article.autocomplete("article")
    async def article_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Articles whose title has what was typed; none for who may not list them."""
        try:
            actor = await self._moderators.acting_anywhere(interaction)
            page = await self._services.articles.page(actor, search=current)
        except NotAllowed:
            return []
        return articles.choices(page)

    @app_commands.command(name="export")
    @app_commands.rename(kind="format")
    @app_commands.describe(
        kind="csv for tables, json for one object a line",
        period="How far back; 30 days if left out",
        authors="With the authors' ids; for managers only",
    )
    @app_commands.choices(
        kind=[app_commands.Choice(name=one.value, value=one.value) for one in Format],
        period=PERIODS,
    )
    async def export(
        self,
        interaction: discord.Interaction,
        kind: str = Format.CSV.value,
        period: str = Period.MONTH.value,
        authors: bool = False,
    ) -> None:
        """All decisions of a period as a file, without texts."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = await self._moderators.acting_anywhere(interaction)
        export = await self._services.exports.decisions(
            actor, Period(period), Format(kind), authors=authors, limit=upload_limit(interaction)
        )
        with export.file:
            await tell(
                interaction,
                statistics.export_text(export),
                file=discord.File(export.file, filename=export.name),
            )

    @app_commands.command(name="report")
    @app_commands.describe(
        day="On which day the report comes in the moderators' channel, or off",
        hour="From which hour, in the server's time zone; 9 if left out",
    )
    @app_commands.choices(
        day=[
            *(
                app_commands.Choice(name=name, value=day)
                for day, name in enumerate(statistics.DAYS)
            ),
            app_commands.Choice(name="off", value=-1),
        ]
    )
    async def report(
        self,
        interaction: discord.Interaction,
        day: int,
        hour: app_commands.Range[int, 0, 23] = 9,
    ) -> None:
        """When the moderators' weekly report comes. For members with Manage Server."""
        manager = actor_of(interaction)
        settings = await self._services.weekly.choose(manager, day if day >= 0 else None, hour)
        await tell(interaction, statistics.weekly_sentence(settings))

    async def _answer(self, interaction: discord.Interaction, sheet: Sheet) -> None:
        """The figures, with their picture if it can be drawn."""
        png, note = None, ""
        if sheet.picture is not None:
            try:
                png = await self._services.painter(sheet.picture)
            except NoPicture as missing:
                note = _(missing.message)
        await tell(
            interaction,
            embed=statistics.sheet_embed(sheet, has_picture=png is not None, note=note),
            file=statistics.picture_file(png, sheet.lines) if png is not None else None,
        )


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Stats(bot))
