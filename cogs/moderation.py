"""The review desk: cards, single comments, and how a text would be judged."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.rendering import cards, desk, forms
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles, picked
from bot.domain.actor import Actor
from bot.domain.comment import Comment
from bot.locales import _
from bot.moderation import PRESETS
from bot.workflow.permissions import require_moderator
from bot.workflow.review import Dossier

Arguments = tuple[str, ...]


class Moderation(commands.Cog):
    """What moderators decide."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services

    @handles("approve")
    async def approve(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Approve: publish the text on this card."""
        comment_id, number = int(arguments[0]), int(arguments[1])
        actor = await self._moderator_of(interaction, comment_id)
        await self._decide(interaction, self._services.review.approve(comment_id, number, actor))

    @handles("reject")
    async def reject(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reject: ask for the reason that the author will see."""
        await self._require_moderator_of(interaction, int(arguments[0]))
        await interaction.response.send_modal(
            forms.reason_form(_("Reject this comment"), "send-reject", *arguments)
        )

    @handles("send-reject")
    async def send_reject(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reject, with its reason."""
        comment_id, number = int(arguments[0]), int(arguments[1])
        actor = await self._moderator_of(interaction, comment_id)
        reason = form_values(interaction).get(forms.TEXT, "")
        work = self._services.review.reject(comment_id, number, actor, reason)
        await self._decide(interaction, work)

    @handles("keep")
    async def keep(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Keep: leave a flagged or reported comment where it is."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        await self._decide(interaction, self._services.review.keep(comment_id, actor))

    @handles("remove")
    async def remove(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Remove: ask for the reason that the author will see."""
        await self._require_moderator_of(interaction, int(arguments[0]))
        await interaction.response.send_modal(
            forms.reason_form(_("Remove this comment"), "send-remove", *arguments)
        )

    @handles("send-remove")
    async def send_remove(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Remove, with its reason."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        reason = form_values(interaction).get(forms.TEXT, "")
        await self._decide(interaction, self._services.review.remove(comment_id, actor, reason))

    @handles("history")
    async def history(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """History: everything that happened to the comment."""
        dossier = await self._dossier(interaction, int(arguments[0]))
        await tell(interaction, cards.history_text(dossier.comment, dossier.history))

    @handles("queue-one")
    async def queue_one(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """One comment of the queue, with its buttons."""
        await self._show(interaction, int(picked(interaction)[0]))

    comment = app_commands.Group(
        name="comment",
        description="Single comments",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    @comment.command(name="show")
    @app_commands.describe(number="The number below the comment's card")
    async def show(
        self, interaction: discord.Interaction, number: app_commands.Range[int, 1, 2**53 - 1]
    ) -> None:
        """A comment with everything that is known about it."""
        await self._show(interaction, number)

    @app_commands.command(name="check")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.describe(
        text="The text to judge", policy="The policy to judge it under; the server's if left out"
    )
    @app_commands.choices(policy=[app_commands.Choice(name=name, value=name) for name in PRESETS])
    async def check(
        self,
        interaction: discord.Interaction,
        text: app_commands.Range[str, 1, 4000],
        policy: str | None = None,
    ) -> None:
        """How a text would be judged, and why. Nothing is stored or shown to anybody else."""
        actor = await self._services.moderators.acting(interaction)
        settings = await self._services.installation.settings(actor.guild_id)
        require_moderator(actor, settings)
        context = await self._services.rules.context(actor)
        if policy is not None:
            context = replace(context, policy=PRESETS[policy])
        verdict = await self._services.bench.verdict(text, context)
        await tell(interaction, embed=cards.verdict_embed(text, verdict, context.policy))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A moderator deleted a comment's post in Discord itself, or its author did."""
        if event.guild_id is not None:
            await self._vanished(event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Several posts were deleted at once."""
        if event.guild_id is not None:
            for message_id in event.message_ids:
                await self._vanished(message_id)

    async def _vanished(self, message_id: int) -> None:
        if not await self._services.typing.vanished(message_id):
            await self._services.review.vanished(message_id)

    async def _show(self, interaction: discord.Interaction, comment_id: int) -> None:
        actor = await self._moderator_of(interaction, comment_id)
        dossier = await self._services.desk.queue.opened(comment_id, actor)
        await tell(interaction, **desk.opened(dossier, actor.id))

    async def _dossier(self, interaction: discord.Interaction, comment_id: int) -> Dossier:
        actor = await self._moderator_of(interaction, comment_id)
        return await self._services.review.dossier(comment_id, actor)

    async def _decide(self, interaction: discord.Interaction, decision: Awaitable[Comment]) -> None:
        """Decide, then acknowledge. A card is drawn anew from the outbox, for everyone; a
        comment that the moderator had opened alone is drawn anew here."""
        comment = await decision
        message = interaction.message
        if message is None or not message.flags.ephemeral:
            await interaction.response.defer()
            return
        dossier = await self._dossier(interaction, comment.id)
        await interaction.response.edit_message(**desk.opened(dossier, interaction.user.id))

    async def _moderator_of(self, interaction: discord.Interaction, comment_id: int) -> Actor:
        """Who acts, with their powers in the channel of the comment's article."""
        channel_id = await self._services.review.channel_of(comment_id)
        return await self._services.moderators.acting(interaction, channel_id=channel_id)

    async def _require_moderator_of(
        self, interaction: discord.Interaction, comment_id: int
    ) -> None:
        actor = await self._moderator_of(interaction, comment_id)
        require_moderator(actor, await self._services.installation.settings(actor.guild_id))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Moderation(bot))
