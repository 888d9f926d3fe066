"""Several comments at once: those picked in the queue, and all of an incident."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.rendering import forms, outcomes, queue
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.router import form_values, handles, picked
from bot.domain.errors import NotFound
from bot.locales import _
from bot.workflow.desk.queue import WIDE
from bot.workflow.desk.wishes import Place
from bot.workflow.permissions import require_moderator

Arguments = tuple[str, ...]


class Bulk(commands.Cog):
    """What is decided together."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._desk = bot.services.desk

    @handles("queue-several")
    async def several(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Select several: a longer page with a menu that takes more than one."""
        short, after = arguments
        actor = await self._services.moderators.acting(interaction)
        wish = await self._desk.queue.wish(actor, short)
        page = await self._desk.queue.page(actor, wish, short=short, after=after, limit=WIDE)
        await interaction.response.edit_message(
            embed=queue.page_embed(page), view=queue.several_view(page)
        )

    @handles("queue-pick")
    async def pick(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Some were picked: the message remembers which."""
        short, last, has_more = arguments
        await self._require_moderator(interaction)
        chosen = set(picked(interaction))
        options = _options(interaction)
        for option in options:
            option.default = option.value in chosen
        view = queue.several_controls(options, last, short, has_more == "1")
        await interaction.response.edit_message(view=view)

    @handles("bulk-approve")
    async def bulk_approve(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """Approve selected."""
        await self._require_moderator(interaction)
        await self._decide_all(interaction, _selected(interaction), None)

    @handles("bulk-reject")
    async def bulk_reject(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """Reject selected: one reason for all of them."""
        await self._require_moderator(interaction)
        await interaction.response.send_modal(
            forms.reason_form(_("Reject all of these"), "bulk-send-reject")
        )

    @handles("bulk-send-reject")
    async def bulk_send_reject(
        self, interaction: discord.Interaction, _arguments: Arguments
    ) -> None:
        """Reject selected, with the reason."""
        await self._require_moderator(interaction)
        reason = form_values(interaction).get(forms.TEXT, "")
        await self._decide_all(interaction, _selected(interaction), reason)

    @handles("incident-approve")
    async def incident_approve(
        self, interaction: discord.Interaction, arguments: Arguments
    ) -> None:
        """Approve all that the card showed."""
        await self._decide_all(interaction, await self._members(interaction, arguments), None)

    @handles("incident-reject")
    async def incident_reject(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reject all that the card showed: one reason for them."""
        await self._require_moderator(interaction)
        await interaction.response.send_modal(
            forms.reason_form(_("Reject all of these"), "incident-send-reject", *arguments)
        )

    @handles("incident-send-reject")
    async def incident_send_reject(
        self, interaction: discord.Interaction, arguments: Arguments
    ) -> None:
        """Reject all that the card showed, with the reason."""
        members = await self._members(interaction, arguments)
        reason = form_values(interaction).get(forms.TEXT, "")
        await self._decide_all(interaction, members, reason)

    async def _members(
        self, interaction: discord.Interaction, arguments: Arguments
    ) -> Sequence[tuple[int, int]]:
        actor = await self._services.moderators.acting(interaction)
        newest = Place(int(arguments[1]), 0).moment
        return await self._desk.bulks.of_incident(int(arguments[0]), actor, until=newest)

    async def _decide_all(
        self,
        interaction: discord.Interaction,
        texts: Sequence[tuple[int, int]],
        reason: str | None,
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        outcome = await self._desk.bulks.decide(
            texts, lambda channel_id: actor_of(interaction, channel_id=channel_id), reason
        )
        view = outcomes.bulk_view(outcome)
        await interaction.edit_original_response(
            content=outcomes.bulk(outcome, approved=reason is None),
            view=view,
            allowed_mentions=NO_PINGS,
        )

    async def _require_moderator(self, interaction: discord.Interaction) -> None:
        actor = await self._services.moderators.acting(interaction)
        require_moderator(actor, await self._services.installation.settings(actor.guild_id))


def _options(interaction: discord.Interaction) -> list[discord.SelectOption]:
    """The options of the menu in the message that was used, with what is picked of them."""
    message = interaction.message
    for row in message.components if message is not None else ():
        children: Any = getattr(row, "children", ())
        for child in children:
            if isinstance(child, discord.SelectMenu):
                return child.options
    raise NotFound("The list is no longer there. Ask again with /queue.")


def _selected(interaction: discord.Interaction) -> list[tuple[int, int]]:
    """(Comment, revision) of what is picked."""
    picked_values = [one.value for one in _options(interaction) if one.default]
    return [(int(value.split(".")[0]), int(value.split(".")[1])) for value in picked_values]


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Bulk(bot))
