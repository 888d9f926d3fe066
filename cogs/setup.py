"""``/setup``: choose the moderators' channel, make a channel ready, see and undo that."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.channels import require_postable
from bot.discord_io.failures import said
from bot.discord_io.options import ArticleChannelOption
from bot.discord_io.rendering import health, modes
from bot.discord_io.rendering import setup as rendering
from bot.discord_io.replies import tell
from bot.discord_io.router import handles
from bot.discord_io.stage.places import ArticleChannel
from bot.domain.errors import Conflict, Refused
from bot.domain.guild import FOREIGN_CHOICES, ChannelMode
from bot.domain.verdict import Decision
from bot.locales import LANGUAGES, _
from bot.moderation import PRESETS
from bot.workflow.installation import require_same

Arguments = tuple[str, ...]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Setup(commands.GroupCog, group_name="setup"):
    """Make this server ready for articles and comments."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services

    @app_commands.command(name="channel")
    @app_commands.describe(
        channel="Where articles will be posted; here if you name none",
        moderators="Where held comments wait; @everyone must not be able to view it",
        moderator_role="Its members are moderators, beside those with Manage Messages",
        time_zone="For dates in articles and reports, e.g. Europe/Berlin",
        policy="How strictly comments are judged",
        foreign_comments="What becomes of comments in other languages than English",
    )
    @app_commands.choices(
        policy=[app_commands.Choice(name=name, value=name) for name in PRESETS],
        foreign_comments=[
            app_commands.Choice(name=rendering.FOREIGN[choice], value=choice.label)
            for choice in FOREIGN_CHOICES
        ],
    )
    async def channel(
        self,
        interaction: discord.Interaction,
        channel: ArticleChannelOption | None = None,
        moderators: discord.TextChannel | None = None,
        moderator_role: discord.Role | None = None,
        time_zone: str | None = None,
        policy: str | None = None,
        foreign_comments: str | None = None,
    ) -> None:
        """Make a channel ready for articles. Shows what will change before it does."""
        target = channel or _here(interaction)
        manager = actor_of(interaction)
        # To see what is there takes requests to Discord, which may be slow to answer.
        await interaction.response.defer(ephemeral=True, thinking=True)
        settings = await self._services.installation.settings(manager.guild_id)
        if time_zone is not None and time_zone not in available_timezones():
            raise Refused(
                "There is no time zone “{name}”. Choose one from the list, e.g. Europe/Berlin.",
                name=time_zone[:64],
            )
        if moderator_role is not None and moderator_role.is_default():
            raise Refused("@everyone cannot be the moderator role.")
        wanted = replace(
            settings,
            moderators_channel_id=moderators.id if moderators else settings.moderators_channel_id,
            moderator_role_id=moderator_role.id if moderator_role else settings.moderator_role_id,
            time_zone=time_zone or settings.time_zone,
            policy=policy or settings.policy,
            foreign_comments=(
                Decision[foreign_comments.upper()]
                if foreign_comments
                else settings.foreign_comments
            ),
        )
        proposal = await self._services.installation.propose(
            manager, channel_id=target.id, settings=wanted
        )
        await tell(
            interaction,
            embed=rendering.proposal_embed(proposal),
            view=rendering.proposal_view(proposal),
        )

    @channel.autocomplete("time_zone")
    async def time_zones(
        self, _interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Time zones whose name has what was typed."""
        wanted = current.casefold().replace(" ", "_")
        names = sorted(name for name in available_timezones() if wanted in name.casefold())
        return [app_commands.Choice(name=name, value=name) for name in names[:25]]

    @handles("setup")
    async def apply(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Apply what was shown, unless the channel has changed since."""
        shown = rendering.parse_proposal(arguments)
        manager = actor_of(interaction)
        await interaction.response.defer()
        installation = self._services.installation
        settings = replace(
            await installation.settings(manager.guild_id),
            moderators_channel_id=shown.moderators_channel_id,
            moderator_role_id=shown.moderator_role_id,
            time_zone=shown.time_zone,
            policy=shown.policy,
            foreign_comments=shown.foreign_comments,
        )
        proposal = await installation.propose(
            manager, channel_id=shown.channel_id, settings=settings
        )
        try:
            require_same(shown.digest, proposal)
        except Conflict as conflict:
            await interaction.edit_original_response(
                content=said(conflict),
                embed=rendering.proposal_embed(proposal),
                view=rendering.proposal_view(proposal),
            )
            return
        await installation.apply(manager, proposal)
        await interaction.edit_original_response(
            content=None, embed=rendering.applied_embed(proposal), view=None
        )

    @handles("setup-cancel")
    async def cancel(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """Change nothing."""
        await interaction.response.edit_message(
            content=_("Nothing was changed."), embed=None, view=None
        )

    @app_commands.command(name="mode")
    @app_commands.describe(
        mode="forms: with buttons, judged before anybody reads it. free: by typing",
        channel="The channel with the articles; here if you name none",
        pictures="Whether pictures and files wait for a moderator where members type",
        everywhere="Let AutoMod's rules hold on the whole server, if it has too many channels",
    )
    @app_commands.choices(
        mode=[app_commands.Choice(name=one.value, value=one.value) for one in ChannelMode],
        pictures=[
            app_commands.Choice(name="wait", value="wait"),
            app_commands.Choice(name="stand", value="stand"),
        ],
    )
    async def mode(
        self,
        interaction: discord.Interaction,
        mode: str,
        channel: ArticleChannelOption | None = None,
        pictures: str | None = None,
        everywhere: bool | None = None,
    ) -> None:
        """Choose how members comment in a channel. Shows what will change before it does."""
        target = channel or _here(interaction)
        manager = actor_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        settings = await self._services.installation.settings(manager.guild_id)
        wanted = replace(
            settings,
            pictures_wait=settings.pictures_wait if pictures is None else pictures == "wait",
            shield_everywhere=settings.shield_everywhere if everywhere is None else everywhere,
        )
        proposal = await self._services.modes.propose(
            manager, channel_id=target.id, mode=ChannelMode(mode), settings=wanted
        )
        await tell(interaction, embed=modes.mode_embed(proposal), view=modes.mode_view(proposal))

    @handles("setup-mode")
    async def apply_mode(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Apply what was shown, unless something has changed since."""
        shown = modes.parse_mode(arguments)
        manager = actor_of(interaction)
        await interaction.response.defer()
        settings = replace(
            await self._services.installation.settings(manager.guild_id),
            pictures_wait=shown.pictures_wait,
            shield_everywhere=shown.everywhere,
        )
        proposal = await self._services.modes.propose(
            manager, channel_id=shown.channel_id, mode=shown.mode, settings=settings
        )
        if shown.digest != proposal.digest:
            await interaction.edit_original_response(
                content=_("Something has changed since. This is what would be done now:"),
                embed=modes.mode_embed(proposal),
                view=modes.mode_view(proposal),
            )
            return
        await self._services.modes.apply(manager, proposal)
        await interaction.edit_original_response(
            content=None, embed=modes.mode_applied_embed(proposal), view=None
        )

    @app_commands.command(name="closing")
    @app_commands.describe(
        channel="A channel that is ready for articles",
        days="Articles take no more comments after so many days; 0 for never",
        comments="Nor after so many comments; 0 for no limit",
    )
    async def closing(
        self,
        interaction: discord.Interaction,
        channel: ArticleChannelOption,
        days: app_commands.Range[int, 0, 3650] = 0,
        comments: app_commands.Range[int, 0, 100_000] = 0,
    ) -> None:
        """When articles in a channel close by themselves."""
        manager = actor_of(interaction)
        rule = await self._services.closing.choose(
            manager, channel.id, days=days, comments=comments
        )
        await tell(interaction, health.closing_sentence(rule))

    @app_commands.command(name="digest")
    @app_commands.describe(
        channel="Where the most discussed articles are named once a day; nowhere if left out",
        hour="From which hour, in the server's time zone",
    )
    async def digest(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        hour: app_commands.Range[int, 0, 23] = 8,
    ) -> None:
        """Name the most discussed articles once a day."""
        manager = actor_of(interaction)
        if channel is not None:
            require_postable(channel)
        settings = await self._services.digests.choose(
            manager, channel.id if channel is not None else None, hour
        )
        await tell(interaction, health.digest_sentence(settings))

    @app_commands.command(name="language")
    @app_commands.describe(language="What everybody reads; each answer is in its reader's own")
    @app_commands.choices(
        language=[
            app_commands.Choice(name="the server's own", value="own"),
            *(app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()),
        ]
    )
    async def language(self, interaction: discord.Interaction, language: str) -> None:
        """Choose the language of posts, cards and buttons."""
        manager = actor_of(interaction)
        await self._services.installation.choose_language(
            manager, "" if language == "own" else language
        )
        self._services.languages.forget(manager.guild_id)
        spoken = await self._services.languages(manager.guild_id)
        await tell(interaction, health.language_sentence(spoken))

    @app_commands.command(name="undo")
    @app_commands.describe(channel="The channel to give back")
    async def undo(self, interaction: discord.Interaction, channel: ArticleChannelOption) -> None:
        """Give a channel's permissions back as they were before /setup channel."""
        manager = actor_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        restored = await self._services.installation.undo(manager, channel.id)
        self._services.shield.wake(manager.guild_id)
        await tell(interaction, embed=rendering.undone_embed(channel.id, restored))

    @app_commands.command(name="show")
    async def show(self, interaction: discord.Interaction) -> None:
        """What was chosen, which channels are ready, and what is missing."""
        manager = actor_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._services.installation.health(manager)
        await tell(interaction, embed=health.health_embed(found))


def _here(interaction: discord.Interaction) -> ArticleChannel:
    """The channel that a command was used in.

    Raises:
        Refused: no articles can be posted in it.
    """
    if not isinstance(interaction.channel, ArticleChannel):
        raise Refused("Name a text channel or a forum with the option channel.")
    return interaction.channel


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Setup(bot))
