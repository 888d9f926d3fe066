"""Members: how they stand, and what a moderator does about them."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.rendering import cases, forms, standing
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles
from bot.domain.case import CaseKind
from bot.locales import _, mark
from bot.workflow.standing.cases import REASON
from bot.workflow.standing.strikes import MARKS

Arguments = tuple[str, ...]

_ASKED = {
    CaseKind.NOTICE: mark("Write to {name}"),
    CaseKind.TIMEOUT: mark("Time out {name} for {length}"),
    CaseKind.KICK: mark("Kick {name}? It cannot be undone"),
    CaseKind.BAN: mark("Ban {name}?"),
    CaseKind.UNBAN: mark("Unban {name}"),
    CaseKind.WATCH: mark("Watch {name}"),
    CaseKind.TRUST: mark("Trust {name}"),
    CaseKind.UNWATCH: mark("Judge {name} by their record"),
}


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Member(commands.GroupCog, group_name="member"):
    """One member: standing, strikes, cases, sanctions."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._cases = bot.services.cases

    @app_commands.command(name="show")
    @app_commands.describe(member="Who it is about")
    async def show(self, interaction: discord.Interaction, member: discord.User) -> None:
        """How a member stands: comments, strikes, cases, notes."""
        await self._show(interaction, member.id)

    @app_commands.command(name="notice")
    @app_commands.describe(member="Who it is about")
    async def notice(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Tell a member something officially; it becomes a case."""
        await self._ask(interaction, member, CaseKind.NOTICE)

    @app_commands.command(name="timeout")
    @app_commands.describe(member="Who it is about", length="Such as 30m, 12h or 7d; at most 28d")
    async def timeout(
        self,
        interaction: discord.Interaction,
        member: discord.User,
        length: app_commands.Range[str, 2, 10],
    ) -> None:
        """Time a member out."""
        await self._ask(interaction, member, CaseKind.TIMEOUT, cases.seconds_of(length))

    @app_commands.command(name="kick")
    @app_commands.describe(member="Who it is about")
    async def kick(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Remove a member from the server."""
        await self._ask(interaction, member, CaseKind.KICK)

    @app_commands.command(name="ban")
    @app_commands.describe(
        member="Who it is about", length="Such as 12h or 30d; for ever if left out"
    )
    async def ban(
        self,
        interaction: discord.Interaction,
        member: discord.User,
        length: app_commands.Range[str, 2, 10] | None = None,
    ) -> None:
        """Ban somebody from the server."""
        seconds = cases.seconds_of(length) if length is not None else None
        await self._ask(interaction, member, CaseKind.BAN, seconds)

    @app_commands.command(name="unban")
    @app_commands.describe(member="Who it is about")
    async def unban(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Let somebody join again."""
        await self._ask(interaction, member, CaseKind.UNBAN)

    @app_commands.command(name="watch")
    @app_commands.describe(member="Who it is about")
    async def watch(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Look closely at what a member writes, whatever their record says."""
        await self._ask(interaction, member, CaseKind.WATCH)

    @app_commands.command(name="trust")
    @app_commands.describe(member="Who it is about")
    async def trust(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Trust a member, whatever their record says."""
        await self._ask(interaction, member, CaseKind.TRUST)

    @app_commands.command(name="unwatch")
    @app_commands.describe(member="Who it is about")
    async def unwatch(self, interaction: discord.Interaction, member: discord.User) -> None:
        """Neither watched nor trusted by hand: the record counts again."""
        await self._ask(interaction, member, CaseKind.UNWATCH)

    @handles("member")
    async def opened(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Member, on a card."""
        await self._show(interaction, int(arguments[0]))

    @handles("member-do")
    async def do(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The form with the reason was sent: do it."""
        kind, user_id = CaseKind(arguments[0]), int(arguments[1])
        seconds = int(arguments[2]) or None
        reason = form_values(interaction).get(forms.TEXT, "")
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = await self._services.moderators.acting(interaction)
        case = await self._cases.by_hand(actor, user_id, kind, reason, seconds=seconds)
        await tell(interaction, embed=cases.embed(case), view=cases.view(case))

    async def _ask(
        self,
        interaction: discord.Interaction,
        member: discord.User | discord.Member,
        kind: CaseKind,
        seconds: int | None = None,
    ) -> None:
        """Check first; then the form for the reason, which is the confirmation as well."""
        actor = await self._services.moderators.acting(interaction)
        await self._cases.check(actor, member.id, kind)
        length = cases.length(seconds) if seconds is not None else ""
        title = _(_ASKED[kind], name=member.display_name, length=length)
        hint = "" if kind in MARKS else _("The member will read it.")
        field = forms.Field(forms.TEXT, _("Reason"), hint=hint, longest=REASON)
        await interaction.response.send_modal(
            forms.form(title, "member-do", kind.value, member.id, seconds or 0, fields=[field])
        )

    async def _show(self, interaction: discord.Interaction, user_id: int) -> None:
        actor = await self._services.moderators.acting(interaction)
        file = await self._services.members.file(actor, user_id)
        await tell(interaction, embed=standing.file_embed(file), view=standing.file_view(file))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Member(bot))
