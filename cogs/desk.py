"""The desk's own choices, reasons and texts on request, undoing, and notes."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.rendering import buttons, cards, desk, forms, outcomes, safe, whys
from bot.discord_io.replies import NO_PINGS, tell
from bot.discord_io.router import form_values, handles
from bot.domain.actor import Actor
from bot.domain.desk import Blur
from bot.locales import _
from bot.workflow.desk.choices import MOST_CARDS, MOST_REPORTS
from bot.workflow.desk.notes import LONGEST
from bot.workflow.desk.undoing import OthersDecision
from bot.workflow.permissions import require_manager, require_moderator

Arguments = tuple[str, ...]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class DeskChoices(commands.GroupCog, group_name="desk"):
    """The review desk."""

    def __init__(self, bot: Greenroom) -> None:
        self._choices = bot.services.desk.choices

    @app_commands.command(name="settings")
    @app_commands.describe(
        reports="Reports of a comment that open a card; 1 unless you choose otherwise",
        hide="Reports that hide a comment until a moderator decides; 0 for never",
        cards="New cards within ten minutes after which the rest is only counted",
        blur="Texts that a card does not even show behind a spoiler",
    )
    @app_commands.choices(
        blur=[
            app_commands.Choice(name="none", value=Blur.NOTHING.value),
            app_commands.Choice(name="slurs", value=Blur.SLURS.value),
            app_commands.Choice(name="slurs, hatred and incitement", value=Blur.HATRED.value),
            app_commands.Choice(name="every text", value=Blur.EVERYTHING.value),
        ]
    )
    async def settings(
        self,
        interaction: discord.Interaction,
        reports: app_commands.Range[int, 1, MOST_REPORTS] | None = None,
        hide: app_commands.Range[int, 0, MOST_REPORTS] | None = None,
        cards: app_commands.Range[int, 1, MOST_CARDS] | None = None,
        blur: str | None = None,
    ) -> None:
        """What reports bring about, how many cards come at once, and which texts are hidden."""
        actor = actor_of(interaction)
        require_manager(actor)
        chosen = await self._choices.get(actor.guild_id)
        changed = replace(
            chosen,
            report_threshold=reports if reports is not None else chosen.report_threshold,
            hide_threshold=hide if hide is not None else chosen.hide_threshold,
            card_cap=cards if cards is not None else chosen.card_cap,
            blur=Blur(blur) if blur is not None else chosen.blur,
        )
        if changed != chosen:
            await self._choices.put(changed, actor)
        await tell(interaction, desk.settings_text(changed))


class OnRequest(commands.Cog):
    """What the buttons of cards show, and what they take back."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._desk = bot.services.desk

    @handles("why")
    async def why(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Why: every finding with its passage, and the moderators' notes."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        dossier = await self._services.review.dossier(comment_id, actor)
        items = [buttons.button(_("Add note"), "note", comment_id)]
        if dossier.comment.author.id is not None:
            author_id = dossier.comment.author.id
            items.append(buttons.button(_("Note on the author"), "note-author", author_id))
        await tell(interaction, embed=whys.embed(dossier), view=buttons.row_of(*items))

    @handles("show-text")
    async def show_text(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Show text: of a text that its card does not show, for the one who pressed."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        dossier = await self._services.review.dossier(comment_id, actor)
        revision = dossier.revision
        embed = discord.Embed(description=cards.marked_spoiler(revision.text, revision.verdict))
        embed.set_footer(text=_("Comment {number}", number=comment_id))
        await tell(interaction, embed=embed)

    @handles("false-report")
    async def false_report(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """False report: the comment stays, and its reporters count less."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        await self._desk.reports.false_report(comment_id, actor)
        await interaction.response.defer()

    @handles("take-over")
    async def take_over(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Take over: read what another moderator has opened."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        dossier = await self._desk.queue.opened(comment_id, actor, take_over=True)
        await interaction.response.edit_message(**desk.opened(dossier, actor.id))

    @handles("undo")
    async def undo(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Undo the decision about one comment."""
        comment_id, *anyway = arguments
        actor = await self._moderator_of(interaction, int(comment_id))
        try:
            await self._desk.undoing.undo_one(int(comment_id), actor, anyway=bool(anyway))
        except OthersDecision as other:
            said, view = outcomes.anyway(str(other.values["name"]), "undo", int(comment_id))
            await tell(interaction, said, view=view)
            return
        await tell(interaction, _("Undone: comment {number} waits again.", number=comment_id))

    @handles("undo-batch")
    async def undo_batch(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Undo what was decided together."""
        batch, *anyway = arguments
        actor = await self._services.moderators.acting(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            outcome = await self._desk.undoing.undo(
                int(batch),
                actor,
                lambda channel_id: actor_of(interaction, channel_id=channel_id),
                anyway=bool(anyway),
            )
        except OthersDecision as other:
            said, view = outcomes.anyway(str(other.values["name"]), "undo-batch", int(batch))
            await interaction.edit_original_response(content=said, view=view)
            return
        await interaction.edit_original_response(
            content=outcomes.undone(outcome), allowed_mentions=NO_PINGS
        )

    @handles("note")
    async def note(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Add note: on this comment."""
        actor = await self._moderator_of(interaction, int(arguments[0]))
        await self._require_moderator(actor)
        await interaction.response.send_modal(
            desk.note_form(_("A note on this comment"), "send-note", arguments[0], longest=LONGEST)
        )

    @handles("send-note")
    async def send_note(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The note on a comment was written."""
        actor = await self._moderator_of(interaction, int(arguments[0]))
        text = form_values(interaction).get(forms.TEXT, "")
        await self._desk.notes.add(actor, text, comment_id=int(arguments[0]))
        await tell(interaction, _("Noted. Only moderators see it."))

    @handles("note-author")
    async def note_author(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Note on the author."""
        await self._require_moderator(await self._services.moderators.acting(interaction))
        await interaction.response.send_modal(
            desk.note_form(
                _("A note on this author"), "send-note-author", arguments[0], longest=LONGEST
            )
        )

    @handles("send-note-author")
    async def send_note_author(
        self, interaction: discord.Interaction, arguments: Arguments
    ) -> None:
        """The note on an author was written."""
        actor = await self._services.moderators.acting(interaction)
        text = form_values(interaction).get(forms.TEXT, "")
        await self._desk.notes.add(actor, text, author_id=int(arguments[0]))
        await tell(interaction, _("Noted. Only moderators see it."))

    notes = app_commands.Group(
        name="note",
        description="Notes between moderators",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    @notes.command(name="add")
    @app_commands.describe(member="Who the note is about", text="What other moderators should know")
    async def add(
        self,
        interaction: discord.Interaction,
        member: discord.User,
        text: app_commands.Range[str, 1, LONGEST],
    ) -> None:
        """Leave the other moderators a note on somebody. Members never see it."""
        actor = await self._services.moderators.acting_anywhere(interaction)
        note = await self._desk.notes.add(actor, text, author_id=member.id)
        await tell(interaction, _("Noted as #{number}.", number=note.id))

    @notes.command(name="list")
    @app_commands.describe(member="Who the notes are about")
    async def list(self, interaction: discord.Interaction, member: discord.User) -> None:
        """The moderators' notes on somebody."""
        actor = await self._services.moderators.acting_anywhere(interaction)
        found = await self._desk.notes.of_author(actor, member.id)
        name = safe.literal(member.display_name)
        text = whys.note_lines(found) or _("No notes on {name}.", name=name)
        await tell(interaction, text)

    @notes.command(name="remove")
    @app_commands.describe(number="The number before the note")
    async def remove(
        self, interaction: discord.Interaction, number: app_commands.Range[int, 1, 2**53 - 1]
    ) -> None:
        """Take a note away: your own, or with Manage Server anybody's."""
        actor = await self._services.moderators.acting_anywhere(interaction)
        await self._desk.notes.remove(actor, number)
        await tell(interaction, _("Note #{number} is removed.", number=number))

    async def _moderator_of(self, interaction: discord.Interaction, comment_id: int) -> Actor:
        channel_id = await self._services.review.channel_of(comment_id)
        return await self._services.moderators.acting(interaction, channel_id=channel_id)

    async def _require_moderator(self, actor: Actor) -> None:
        require_moderator(actor, await self._services.installation.settings(actor.guild_id))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(DeskChoices(bot))
    await bot.add_cog(OnRequest(bot))
