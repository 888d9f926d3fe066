"""Appeals: made by members, here or in a direct message; decided by another moderator."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of, guild_actor
from bot.discord_io.rendering import appeals, forms
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles
from bot.domain.actor import Actor
from bot.domain.case import Appeal, AppealState
from bot.domain.errors import Refused
from bot.locales import _
from bot.workflow.standing.appeals import LONGEST

Arguments = tuple[str, ...]


class Appeals(commands.Cog):
    """A member's word against a decision."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._appeals = bot.services.appeals

    @handles("contest")
    async def contest(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Appeal, below what became of a comment."""
        await self._ask(interaction, "send-contest", comment_id=int(arguments[0]))

    @handles("contest-case")
    async def contest_case(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Appeal, below what was done about oneself."""
        await self._ask(interaction, "send-contest-case", case_id=int(arguments[0]))

    @handles("send-contest")
    async def send_contest(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The appeal was written."""
        await self._file(interaction, comment_id=int(arguments[0]))

    @handles("send-contest-case")
    async def send_contest_case(
        self, interaction: discord.Interaction, arguments: Arguments
    ) -> None:
        """The appeal against a case was written."""
        await self._file(interaction, case_id=int(arguments[0]))

    @handles("appeal-grant")
    async def grant(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Take it back: with a word to the member, if one is wanted."""
        await self._ask_reply(interaction, int(arguments[0]), "send-grant", is_required=False)

    @handles("appeal-uphold")
    async def uphold(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Let it stand: the member is told why."""
        await self._ask_reply(interaction, int(arguments[0]), "send-uphold", is_required=True)

    @handles("send-grant")
    async def send_grant(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Taken back."""
        moderator = await self._services.moderators.acting_anywhere(interaction)
        reply = form_values(interaction).get(forms.TEXT, "")
        await self._appeals.grant(int(arguments[0]), moderator, reply)
        await tell(interaction, _("The decision is taken back, and the member is told."))

    @handles("send-uphold")
    async def send_uphold(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """It stands."""
        moderator = await self._services.moderators.acting_anywhere(interaction)
        reply = form_values(interaction).get(forms.TEXT, "")
        await self._appeals.uphold(int(arguments[0]), moderator, reply)
        await tell(interaction, _("The decision stands, and the member is told."))

    @handles("appeal-answer")
    async def answer(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Answer: one word back from the member."""
        appeal_id = int(arguments[0])
        await self._appeals.check_answer(appeal_id, await self._party(interaction, appeal_id))
        field = forms.Field(
            forms.TEXT, _("Your answer"), hint=_("Moderators will read it."), longest=LONGEST
        )
        await interaction.response.send_modal(
            forms.form(_("Answer the moderators"), "send-answer", appeal_id, fields=[field])
        )

    @handles("send-answer")
    async def send_answer(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The answer was written."""
        appeal_id = int(arguments[0])
        member = await self._party(interaction, appeal_id)
        text = form_values(interaction).get(forms.TEXT, "")
        await self._appeals.answer(appeal_id, member, text)
        await tell(interaction, _("Thank you. The moderators have your answer."))

    async def _ask(
        self,
        interaction: discord.Interaction,
        verb: str,
        *,
        comment_id: int | None = None,
        case_id: int | None = None,
    ) -> None:
        member = await self._member(interaction, comment_id=comment_id, case_id=case_id)
        before = await self._appeals.check(member, comment_id=comment_id, case_id=case_id)
        if before is not None and before.state is AppealState.OPEN:
            raise Refused("You have appealed this decision before. It is not decided yet.")
        if before is not None:
            await self._tell_outcome(interaction, before)
            return
        field = forms.Field(
            forms.TEXT,
            _("Why was it wrong?"),
            hint=_("Another moderator than the first will decide."),
            longest=LONGEST,
        )
        subject = comment_id if comment_id is not None else case_id
        await interaction.response.send_modal(
            forms.form(_("Appeal"), verb, subject or 0, fields=[field])
        )

    async def _tell_outcome(self, interaction: discord.Interaction, appeal: Appeal) -> None:
        """The outcome once more: no message of ours may have reached them."""
        guild = interaction.client.get_guild(appeal.guild_id)
        said = appeals.told(appeal, guild.name if guild is not None else "Discord")
        await tell(interaction, said, view=appeals.below_told(appeal))
        await self._appeals.told([], [appeal])

    async def _file(
        self,
        interaction: discord.Interaction,
        *,
        comment_id: int | None = None,
        case_id: int | None = None,
    ) -> None:
        member = await self._member(interaction, comment_id=comment_id, case_id=case_id)
        text = form_values(interaction).get(forms.TEXT, "")
        await self._appeals.file(member, text, comment_id=comment_id, case_id=case_id)
        await tell(interaction, _("Your appeal is with the moderators. The answer will come here."))

    async def _ask_reply(
        self, interaction: discord.Interaction, appeal_id: int, verb: str, *, is_required: bool
    ) -> None:
        moderator = await self._services.moderators.acting_anywhere(interaction)
        await self._appeals.require_may_decide(appeal_id, moderator)
        field = forms.Field(
            forms.TEXT,
            _("Your reply"),
            hint=_("The member will read it."),
            longest=LONGEST,
            is_required=is_required,
        )
        await interaction.response.send_modal(
            forms.form(_("Reply to the appeal"), verb, appeal_id, fields=[field])
        )

    async def _member(
        self, interaction: discord.Interaction, *, comment_id: int | None, case_id: int | None
    ) -> Actor:
        """Who appeals: on the server, from a direct message, or banned from it."""
        if interaction.guild is not None:
            return actor_of(interaction)
        guild_id = await self._appeals.guild_of(comment_id=comment_id, case_id=case_id)
        return guild_actor(interaction, guild_id)

    async def _party(self, interaction: discord.Interaction, appeal_id: int) -> Actor:
        if interaction.guild is not None:
            return actor_of(interaction)
        return guild_actor(interaction, (await self._appeals.of(appeal_id)).guild_id)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Appeals(bot))
