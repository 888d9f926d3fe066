"""Cards and words in the moderators' channels."""

from __future__ import annotations

import discord
from discord.utils import MISSING

from bot.discord_io.desk import desk_channel
from bot.discord_io.failures import stage_errors
from bot.discord_io.rendering import buttons, cards, incidents, sentences
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import available_guild
from bot.domain.card import Card
from bot.domain.errors import NotSetUp, StageGone
from bot.workflow.desk.carding import IncidentDossier
from bot.workflow.ports import Store
from bot.workflow.review import Dossier
from bot.workflow.stage import Topic


class DiscordModerators:
    """`bot.workflow.stage.DeskStage` on discord.py."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def post_card(self, card: Card, dossier: Dossier) -> tuple[int, int]:
        async with self._store.read() as tx:
            settings = await tx.guilds.get(card.guild_id)
        channel = desk_channel(available_guild(self._client, card.guild_id), settings)
        with stage_errors():
            message = await channel.send(
                embed=cards.card_embed(card, dossier),
                view=buttons.below_card(card, dossier),
                nonce=f"gr-card-{card.id}",
                allowed_mentions=NO_PINGS,
            )
        return channel.id, message.id

    async def refresh_card(self, card: Card, dossier: Dossier) -> None:
        if card.channel_id is None or card.message_id is None:
            raise StageGone("the card was not posted")
        channel = self._client.get_partial_messageable(card.channel_id, guild_id=card.guild_id)
        with stage_errors():
            await channel.get_partial_message(card.message_id).edit(
                embed=cards.card_embed(card, dossier),
                view=buttons.below_card(card, dossier),
                allowed_mentions=NO_PINGS,
            )

    async def post_incident(self, dossier: IncidentDossier) -> tuple[int, int]:
        guild_id = dossier.incident.guild_id
        async with self._store.read() as tx:
            settings = await tx.guilds.get(guild_id)
        channel = desk_channel(available_guild(self._client, guild_id), settings)
        with stage_errors():
            message = await channel.send(
                embed=incidents.embed(dossier),
                view=incidents.view(dossier) or MISSING,
                nonce=f"gr-incident-{dossier.incident.id}",
                allowed_mentions=NO_PINGS,
            )
        return channel.id, message.id

    async def refresh_incident(self, dossier: IncidentDossier) -> None:
        incident = dossier.incident
        if incident.channel_id is None or incident.message_id is None:
            raise StageGone("the card was not posted")
        channel = self._client.get_partial_messageable(
            incident.channel_id, guild_id=incident.guild_id
        )
        with stage_errors():
            await channel.get_partial_message(incident.message_id).edit(
                embed=incidents.embed(dossier),
                view=incidents.view(dossier),
                allowed_mentions=NO_PINGS,
            )

    async def show_crowd(
        self, guild_id: int, count: int, known: tuple[int, int] | None
    ) -> tuple[int, int]:
        if known is not None:
            channel = self._client.get_partial_messageable(known[0], guild_id=guild_id)
            with stage_errors():
                await channel.get_partial_message(known[1]).edit(content=incidents.crowd(count))
            return known
        async with self._store.read() as tx:
            settings = await tx.guilds.get(guild_id)
        desk = desk_channel(available_guild(self._client, guild_id), settings)
        with stage_errors():
            message = await desk.send(incidents.crowd(count), allowed_mentions=NO_PINGS)
        return desk.id, message.id

    async def tell(self, guild_id: int, topic: Topic, detail: str) -> None:
        guild = available_guild(self._client, guild_id)
        async with self._store.read() as tx:
            settings = await tx.guilds.get(guild_id)
        sentence = sentences.topic_sentence(topic, detail)
        with stage_errors():
            try:
                channel = desk_channel(guild, settings)
            except NotSetUp:
                await self._tell_owner(guild, sentence)
            else:
                await channel.send(sentence, allowed_mentions=NO_PINGS)

    async def _tell_owner(self, guild: discord.Guild, sentence: str) -> None:
        if guild.owner_id is None:
            return
        owner = await self._client.fetch_user(guild.owner_id)
        try:
            await owner.send(f"**{guild.name}**: {sentence}", allowed_mentions=NO_PINGS)
        except discord.Forbidden:
            return  # The owner takes no messages; /queue and /setup show the same.
