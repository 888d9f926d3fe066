"""Cards of cases and appeals, and what members are told of them."""

from __future__ import annotations

import discord

from bot.discord_io.desk import desk_channel
from bot.discord_io.failures import stage_errors
from bot.discord_io.rendering import appeals, cases
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import available_guild
from bot.domain.case import Appeal, Case
from bot.domain.errors import DoorClosed
from bot.workflow.ports import Store
from bot.workflow.standing.stage import AppealFile


class DiscordCases:
    """`bot.workflow.standing.stage.CaseDesk` on discord.py."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def case_card(self, case: Case) -> tuple[int, int] | None:
        return await self._card(
            case.guild_id,
            (case.channel_id, case.message_id),
            cases.embed(case),
            cases.view(case),
            f"gr-case-{case.id}",
        )

    async def appeal_card(self, file: AppealFile) -> tuple[int, int] | None:
        appeal = file.appeal
        return await self._card(
            appeal.guild_id,
            (appeal.channel_id, appeal.message_id),
            appeals.embed(file),
            appeals.view(file),
            f"gr-appeal-{appeal.id}",
        )

    async def tell_case(self, case: Case) -> None:
        guild = available_guild(self._client, case.guild_id)
        await self._message(case.user_id, cases.told(case, guild.name), cases.below_told(case))

    async def tell_outcome(self, appeal: Appeal) -> None:
        guild = available_guild(self._client, appeal.guild_id)
        await self._message(
            appeal.user_id, appeals.told(appeal, guild.name), appeals.below_told(appeal)
        )

    async def _card(
        self,
        guild_id: int,
        known: tuple[int | None, int | None],
        embed: discord.Embed,
        view: discord.ui.View | None,
        nonce: str,
    ) -> tuple[int, int] | None:
        channel_id, message_id = known
        if channel_id is not None and message_id is not None:
            place = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
            with stage_errors():
                await place.get_partial_message(message_id).edit(
                    embed=embed, view=view, allowed_mentions=NO_PINGS
                )
            return None
        async with self._store.read() as tx:
            settings = await tx.guilds.get(guild_id)
        channel = desk_channel(available_guild(self._client, guild_id), settings)
        with stage_errors():
            message = await channel.send(
                embed=embed,
                view=view or discord.utils.MISSING,
                nonce=nonce,
                allowed_mentions=NO_PINGS,
            )
        return channel.id, message.id

    async def _message(self, user_id: int, text: str, view: discord.ui.View | None) -> None:
        with stage_errors():
            try:
                user = self._client.get_user(user_id) or await self._client.fetch_user(user_id)
                await user.send(text, view=view or discord.utils.MISSING, allowed_mentions=NO_PINGS)
            except discord.NotFound:
                raise DoorClosed("This person is not on Discord any more.") from None
