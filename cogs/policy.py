"""The moderation policy: from a card's button, and ``/policy show``."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.options import ArticleChannelOption
from bot.discord_io.rendering import policy, policy_versions
from bot.discord_io.replies import tell
from bot.discord_io.router import handles, picked
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.guild import GuildSettings
from bot.domain.policy_version import Level
from bot.domain.verdict import Category
from bot.moderation import PRESETS
from bot.moderation.policy_page import (
    Section,
    policy_page,
    section_for,
    section_named,
    sections_with,
)
from bot.workflow.permissions import require_moderator

Arguments = tuple[str, ...]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Policy(commands.GroupCog, group_name="policy"):
    """What is a slur, incitement, hatred, harassment, and what is not."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._policies = bot.services.policies
        self._acting = bot.services.moderators.acting_anywhere

    @app_commands.command(name="show")
    @app_commands.describe(section="The section to read; the page's beginning if left out")
    async def show(self, interaction: discord.Interaction, section: str | None = None) -> None:
        """The moderation policy, section by section."""
        settings = await self._settings_for_moderator(interaction)
        found = _found(section) if section else policy_page()[0]
        await tell(
            interaction,
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found),
        )

    @show.autocomplete("section")
    async def sections(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Sections whose title has what was typed; none for who may not read them."""
        try:
            await self._settings_for_moderator(interaction)
        except NotAllowed:
            return []
        return [
            app_commands.Choice(name=one.title, value=one.name) for one in sections_with(current)
        ]

    @app_commands.command(name="thresholds")
    @app_commands.describe(channel="The articles' channel; what holds everywhere if left out")
    async def thresholds(
        self, interaction: discord.Interaction, channel: ArticleChannelOption | None = None
    ) -> None:
        """The present numbers: how sure the judge must be to flag, hold or reject."""
        actor = await self._acting(interaction)
        standing = await self._policies.now(actor, channel.id if channel is not None else None)
        await tell(interaction, embed=policy_versions.thresholds_embed(standing))

    @app_commands.command(name="set")
    @app_commands.describe(
        category="What the judge has found",
        flag="From how sure on it is published and shown to moderators: 40%, off or preset",
        hold="From how sure on it waits: 70%, off or preset",
        reject="From how sure on the worst of it is refused: 95%, off or preset",
        channel="Only for articles in this channel",
        note="Why",
    )
    @app_commands.choices(
        category=[app_commands.Choice(name=one.value, value=one.value) for one in Category]
    )
    async def set_thresholds(
        self,
        interaction: discord.Interaction,
        category: str,
        flag: str | None = None,
        hold: str | None = None,
        reject: str | None = None,
        channel: ArticleChannelOption | None = None,
        note: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        """Change how sure the judge must be of a category, as a new version."""
        actor = await self._acting(interaction)
        typed = {Level.FLAG: flag, Level.HOLD: hold, Level.REJECT: reject}
        changed = await self._policies.set_thresholds(
            actor,
            Category(category),
            {
                level: policy_versions.threshold_of(said)
                for level, said in typed.items()
                if said is not None
            },
            channel_id=channel.id if channel is not None else None,
            note=note,
        )
        await tell(interaction, policy_versions.changed_text(changed))

    @app_commands.command(name="preset")
    @app_commands.describe(preset="From which all numbers start", note="Why")
    @app_commands.choices(preset=[app_commands.Choice(name=name, value=name) for name in PRESETS])
    async def preset(
        self,
        interaction: discord.Interaction,
        preset: str,
        note: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        """Start from another preset, as a new version; changed numbers stay changed."""
        changed = await self._policies.choose_preset(await self._acting(interaction), preset, note)
        await tell(interaction, policy_versions.changed_text(changed))

    @app_commands.command(name="history")
    async def history(self, interaction: discord.Interaction) -> None:
        """The policy's versions: who changed what, when and why."""
        found = await self._policies.history(await self._acting(interaction))
        await tell(interaction, embed=policy_versions.history_embed(found))

    @app_commands.command(name="diff")
    @app_commands.describe(
        version="From this version", other="To this one; the present one if left out"
    )
    async def diff(
        self,
        interaction: discord.Interaction,
        version: app_commands.Range[int, 0, 1_000_000],
        other: app_commands.Range[int, 0, 1_000_000] | None = None,
    ) -> None:
        """In what two versions of the policy differ."""
        found = await self._policies.diff(await self._acting(interaction), version, other)
        await tell(interaction, policy_versions.diff_text(found))

    @app_commands.command(name="revert")
    @app_commands.describe(version="The version to go back to")
    async def revert(
        self, interaction: discord.Interaction, version: app_commands.Range[int, 0, 1_000_000]
    ) -> None:
        """Make a new version that is like an old one."""
        changed = await self._policies.revert(await self._acting(interaction), version)
        await tell(interaction, policy_versions.changed_text(changed))

    @set_thresholds.autocomplete("flag")
    @set_thresholds.autocomplete("hold")
    @set_thresholds.autocomplete("reject")
    async def numbers(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The present number first; none for who may not see them."""
        level = next((one for one in Level if one.value == _focused(interaction)), Level.HOLD)
        category = str(getattr(interaction.namespace, "category", ""))
        try:
            standing = await self._policies.now(await self._acting(interaction))
        except NotAllowed:
            return []
        offered = policy_versions.threshold_choices(standing.policy, category, level, current)
        return [app_commands.Choice(name=one, value=one) for one in offered]

    @diff.autocomplete("version")
    @diff.autocomplete("other")
    @revert.autocomplete("version")
    async def versions(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[int]]:
        """Versions, newest first; none for who may not see them."""
        try:
            found = await self._policies.history(await self._acting(interaction))
        except NotAllowed:
            return []
        offered = [
            app_commands.Choice(name=policy_versions.version_name(one), value=one.version.version)
            for one in found
        ]
        return [one for one in offered if str(current) in one.name][:25]

    @handles("policy")
    async def of_card(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Policy: what the page says about what weighs most on this card."""
        comment_id, *categories = arguments
        settings = await self._settings_for_moderator(interaction, int(comment_id))
        found = section_for(*categories)
        await tell(
            interaction,
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found, int(comment_id)),
        )

    @handles("policy-section")
    async def another(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Another section in place of the one that is shown."""
        comment_ids = [int(argument) for argument in arguments]
        settings = await self._settings_for_moderator(interaction, *comment_ids)
        found = _found(picked(interaction)[0])
        await interaction.response.edit_message(
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found, *comment_ids),
        )

    async def _settings_for_moderator(
        self, interaction: discord.Interaction, comment_id: int | None = None
    ) -> GuildSettings:
        """The server's settings, for a moderator of the comment, or of where they act."""
        channel_id = None
        if comment_id is not None:
            channel_id = await self._services.review.channel_of(comment_id)
        actor = actor_of(interaction, channel_id=channel_id)
        settings = await self._services.installation.settings(actor.guild_id)
        require_moderator(actor, settings)
        return settings


def _focused(interaction: discord.Interaction) -> str:
    """The option that is being typed."""
    data: dict[str, Any] = dict(interaction.data or {})
    pending: list[dict[str, Any]] = list(data.get("options", []))
    while pending:
        option = pending.pop()
        if option.get("focused"):
            return str(option["name"])
        pending.extend(option.get("options", []))
    return ""


def _found(name: str) -> Section:
    found = section_named(name)
    if found is None:
        raise NotFound(
            "The policy has no section “{name}”. Choose one from the list.", name=name[:64]
        )
    return found


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Policy(bot))
