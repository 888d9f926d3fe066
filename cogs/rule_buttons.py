"""The buttons and forms of rules; every one checks anew who presses it."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.rendering import rule_form, rules
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles
from bot.discord_io.rule_answers import RuleAnswers
from bot.domain.rule import RuleKind, RuleState
from bot.locales import _
from bot.workflow.rules.replay import DAYS
from bot.workflow.rules.writing import Edit

Arguments = tuple[str, ...]


class RuleButtons(commands.Cog):
    """What stands below a rule, and the forms that its terms are written into."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._rules = bot.services.rules
        self._answers = RuleAnswers(self._rules, bot.services.replays, bot.services.clock)
        self._acting = bot.services.moderators.acting_anywhere

    @handles("rules-new")
    async def new(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The form of a new rule."""
        wanted = self._answers.wanted(arguments, *rule_form.entered(form_values(interaction)))
        await self._answers.added(interaction, await self._acting(interaction), wanted)

    @handles("rules-edit")
    async def edit_terms(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Edit: the form for a rule's terms."""
        await self._answers.open_form(
            interaction, await self._acting(interaction), int(arguments[0])
        )

    @handles("rules-change")
    async def change(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The form of a changed rule."""
        terms, allowed, note = rule_form.entered(form_values(interaction))
        number, version, kind = int(arguments[0]), int(arguments[1]), RuleKind(arguments[2])
        wanted = Edit(
            terms=None if kind is RuleKind.INVITES else terms,
            allowed=None if kind is RuleKind.REGEX else allowed,
            note=note,
        )
        actor = await self._acting(interaction)
        await self._answers.edited(interaction, actor, number, wanted, version=version)

    @handles("rules-remove")
    async def removed(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Remove, after the question."""
        actor = await self._acting(interaction)
        gone = await self._rules.remove(actor, int(arguments[0]), int(arguments[1]))
        await interaction.response.edit_message(
            content=_("Rule {number} is removed.", number=gone.number), embed=None, view=None
        )

    @handles("rules-cancel")
    async def cancel(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """Nothing is done."""
        await interaction.response.edit_message(
            content=_("Nothing was changed."), embed=None, view=None
        )

    @handles("rules-page")
    async def page(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Another page of the list."""
        found = await self._rules.all(await self._acting(interaction))
        offset = int(arguments[0])
        await interaction.response.edit_message(
            embed=rules.list_embed(found, offset), view=rules.list_view(found, offset)
        )

    @handles("rules-activate")
    async def activate(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Activate: offer the replay first."""
        actor = await self._acting(interaction)
        self._rules.require_manager(actor)
        shown = await self._rules.show(actor, int(arguments[0]))
        await tell(
            interaction,
            _(
                "Rule {number} counts for every new comment from then on. A replay says first "
                "what it would have done in the last {days} days.",
                number=shown.rule.number,
                days=DAYS,
            ),
            view=rules.activate_view(shown.rule),
        )

    @handles("rules-state")
    async def settle(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Activate, shadow or pause a rule."""
        number, version, state = int(arguments[0]), int(arguments[1]), RuleState(arguments[2])
        actor = await self._acting(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        settled = await self._rules.settle(actor, number, version, state)
        await tell(interaction, rules.settled_text(settled), view=rules.rule_view(settled.rule))

    @handles("rules-replay")
    async def replay(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Replay: what the rule would have done."""
        await self._answers.replay(interaction, await self._acting(interaction), int(arguments[0]))

    @handles("rules-stop")
    async def stop(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """Stop a replay."""
        await self._services.replays.stop(await self._acting(interaction))
        await interaction.response.defer()

    @handles("rules-import")
    async def imported(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Apply: add what was shown."""
        actor = await self._acting(interaction)
        added = await self._services.imports.apply(actor, int(arguments[0]))
        await interaction.response.edit_message(
            content=_(
                "Added as drafts: rules {first} to {last}. `/rules show` tries and activates them.",
                first=added[0].number,
                last=added[-1].number,
            ),
            embed=None,
            view=None,
        )


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(RuleButtons(bot))
