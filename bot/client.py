"""The Discord client: intents, cogs, one listener for buttons and forms, one place for errors."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sys
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_io.failures import sentence_for
from bot.discord_io.languages import CommandTexts
from bot.discord_io.replies import NO_PINGS, tell
from bot.discord_io.router import Router
from bot.domain.errors import StoreClosed
from bot.locales import speak
from bot.services import Services
from bot.settings import Settings

log = logging.getLogger(__name__)

COGS = (
    "cogs.articles",
    "cogs.feeds",
    "cogs.comments",
    "cogs.typed",
    "cogs.free",
    "cogs.shield",
    "cogs.moderation",
    "cogs.queue",
    "cogs.bulk",
    "cogs.desk",
    "cogs.cases",
    "cogs.member",
    "cogs.standing",
    "cogs.appeals",
    "cogs.policy",
    "cogs.rules",
    "cogs.rule_buttons",
    "cogs.setup",
    "cogs.stats",
    "cogs.my",
    "cogs.privacy",
)
"""One cog a family, loaded in this order."""

_TREE_KEY = "command-tree"

# There is no voice here, so nobody needs to hear at every start that it would not work.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class Greenroom(commands.AutoShardedBot):
    """The bot. Its services are set by the composition root before it starts."""

    def __init__(self, settings: Settings) -> None:
        shards: dict[str, Any] = {}
        if settings.shard_count:
            shards["shard_count"] = settings.shard_count
        if settings.shard_ids:
            shards["shard_ids"] = list(settings.shard_ids)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(settings),
            allowed_mentions=NO_PINGS,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            tree_cls=Tree,
            **shards,
        )
        self.settings = settings
        self.router = Router()
        self.services: Services
        self.became_ready = asyncio.Event()
        """Set once the guilds of all shards are known."""
        self.has_gap = asyncio.Event()
        """Set after a reconnection in which events were lost."""
        self._lost_events = False
        self._shards_identified = 0

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord of the commands if they have changed."""
        for name in COGS:
            await self.load_extension(name)
        await self.tree.set_translator(CommandTexts())
        await self._sync_commands()

    async def on_socket_event_type(self, event_type: str) -> None:
        """Ready as soon as every guild has been told of.

        discord.py's own ready comes two seconds after the last of them: it cannot know that it
        was the last.
        """
        if event_type == "READY":
            self._shards_identified += 1
            if self.became_ready.is_set():
                # A new session: what happened since the old one ended was told to nobody.
                self._lost_events = True
                self.services.typing.behind = None
        expected = len(self.shard_ids or range(self.shard_count or 1))
        if self._shards_identified >= expected and not any(
            guild.unavailable for guild in self.guilds
        ):
            self.became_ready.set()

    async def on_message(self, _message: discord.Message, /) -> None:
        """There are no commands in messages; cogs hear of them by themselves."""

    async def on_ready(self) -> None:
        """Ready, though a guild may be missing for an outage of Discord's."""
        self.became_ready.set()

    async def on_shard_ready(self, _shard_id: int) -> None:
        """The guilds of a shard are known again after a reconnection."""
        if self._lost_events:
            self._lost_events = False
            self.has_gap.set()

    async def add_cog(
        self,
        cog: commands.Cog,
        /,
        *,
        override: bool = False,
        guild: discord.abc.Snowflake | None = discord.utils.MISSING,
        guilds: Sequence[discord.abc.Snowflake] = discord.utils.MISSING,
    ) -> None:
        """Add a cog and register its buttons and forms."""
        await super().add_cog(cog, override=override, guild=guild, guilds=guilds)
        self.router.register(cog)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Buttons, menus and forms; commands go to the tree by themselves."""
        speak(str(interaction.locale))
        try:
            await self.router.dispatch(interaction)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await answer_error(interaction, error)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """A listener failed: log the trace, never the event's content."""
        error = sys.exception()
        if isinstance(error, StoreClosed):
            log.info("listener %s came too late: the bot is shutting down", event_method)
        else:
            log.error("listener %s failed", event_method, exc_info=error)

    async def _sync_commands(self) -> None:
        """Discord allows 200 command creations a day, so only a changed tree is sent."""
        texts = CommandTexts()
        payload = [
            await command.get_translated_payload(self.tree, texts)
            for command in self.tree.get_commands()
        ]
        text = json.dumps(payload, sort_keys=True, default=str)
        digest = hashlib.sha256(f"{self.application_id}{text}".encode()).hexdigest()
        async with self.services.store.read() as tx:
            known = await tx.guilds.meta(_TREE_KEY)
        if known == digest:
            return
        await self.tree.sync()
        async with self.services.store.write() as tx:
            await tx.guilds.put_meta(_TREE_KEY, digest)


class Tree(app_commands.CommandTree[Greenroom]):
    """The slash commands; every error is answered, in the language of whoever asks."""

    async def interaction_check(self, interaction: discord.Interaction[Greenroom], /) -> bool:
        """Whoever asks may; what they may do is checked where it is done."""
        speak(str(interaction.locale))
        return True

    async def on_error(
        self, interaction: discord.Interaction[Greenroom], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person what went wrong."""
        await answer_error(interaction, error)


def intents(settings: Settings) -> discord.Intents:
    """The least that works: guilds, messages so that typed ones can be taken in, and AutoMod."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.message_content = settings.message_content
    wanted.auto_moderation_configuration = True
    wanted.auto_moderation_execution = True
    return wanted


async def answer_error(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person alone what went wrong, in a sentence."""
    sentence = sentence_for(error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await tell(interaction, sentence)
    except discord.HTTPException as refused:
        log.warning("could not answer an interaction: %s %s", refused.status, refused.code)
