"""Cases: looked up, undone, and decided where the ladder proposed them."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.rendering import cases
from bot.discord_io.replies import tell
from bot.discord_io.router import handles
from bot.domain.case import CaseState
from bot.domain.errors import NotAllowed
from bot.workflow.standing.cases import REASON

Arguments = tuple[str, ...]
Number = app_commands.Range[int, 1, 2**53 - 1]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Cases(commands.GroupCog, group_name="case"):
    """What was done about members."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._cases = bot.services.cases

    @app_commands.command(name="show")
    @app_commands.describe(number="The number of the case")
    async def show(self, interaction: discord.Interaction, number: Number) -> None:
        """One case, with what can be done about it."""
        case = await self._cases.show(number, await self._services.moderators.acting(interaction))
        await tell(interaction, embed=cases.embed(case), view=cases.view(case))

    @app_commands.command(name="list")
    @app_commands.describe(member="Only cases about this person", state="Only cases that stand so")
    @app_commands.choices(
        state=[app_commands.Choice(name=one.value, value=one.value) for one in CaseState]
    )
    async def page(
        self,
        interaction: discord.Interaction,
        member: discord.User | None = None,
        state: str | None = None,
    ) -> None:
        """The newest cases."""
        found = await self._cases.page(
            await self._services.moderators.acting(interaction),
            user_id=member.id if member is not None else None,
            state=CaseState(state) if state is not None else None,
        )
        await tell(interaction, embed=cases.list_embed(found))

    @app_commands.command(name="reason")
    @app_commands.describe(number="The number of the case", reason="Why it was done")
    async def reason(
        self,
        interaction: discord.Interaction,
        number: Number,
        reason: app_commands.Range[str, 1, REASON],
    ) -> None:
        """Say better why something was done."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.change_reason(number, actor, reason)
        await tell(interaction, embed=cases.embed(case), view=cases.view(case))

    @app_commands.command(name="undo")
    @app_commands.describe(number="The number of the case")
    async def undo(self, interaction: discord.Interaction, number: Number) -> None:
        """Take a case back, with the strikes that led to it."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.undo(number, actor)
        await tell(interaction, embed=cases.embed(case), view=cases.view(case))

    @show.autocomplete("number")
    @reason.autocomplete("number")
    @undo.autocomplete("number")
    async def numbers(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[int]]:
        """The newest cases; none for who may not list them."""
        actor = await self._services.moderators.acting(interaction)
        try:
            found = await self._cases.page(actor, limit=100)
        except NotAllowed:
            return []
        labels = [(one.number, cases.label(one)) for one in found]
        return [
            app_commands.Choice(name=label, value=number)
            for number, label in labels
            if current.lower() in label.lower()
        ][:25]

    @handles("case-do")
    async def do(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Do it: what the ladder proposed."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.carry_out(int(arguments[0]), actor)
        await self._drawn(interaction, case.number)

    @handles("case-decline")
    async def decline(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Not now."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.decline(int(arguments[0]), actor)
        await self._drawn(interaction, case.number)

    @handles("case-undo")
    async def undo_pressed(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Undo, on a case's card."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.undo(int(arguments[0]), actor)
        await self._drawn(interaction, case.number)

    async def _drawn(self, interaction: discord.Interaction, number: int) -> None:
        """The message with the case shows what it says now."""
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.show(number, actor)
        await interaction.response.edit_message(embed=cases.embed(case), view=cases.view(case))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Cases(bot))
