"""Which language is spoken on a server, and commands in each."""

from __future__ import annotations

from collections.abc import Callable

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.locales import _, command_name, language_of, speaking
from bot.workflow.ports import Store


class ServerLanguages:
    """The language of each server: the one chosen there, else the server's own."""

    def __init__(self, guild_by_id: Callable[[int], discord.Guild | None], store: Store) -> None:
        self._guild_by_id = guild_by_id
        self._store = store
        self._chosen: dict[int, str] = {}

    async def __call__(self, guild_id: int) -> str:
        """A code of `bot.locales.LANGUAGES`."""
        if guild_id not in self._chosen:
            async with self._store.read() as tx:
                self._chosen[guild_id] = (await tx.guilds.get(guild_id)).language
        if self._chosen[guild_id]:
            return self._chosen[guild_id]
        guild = self._guild_by_id(guild_id)
        return language_of(str(guild.preferred_locale)) if guild is not None else language_of("en")

    def forget(self, guild_id: int) -> None:
        """The server has chosen another."""
        self._chosen.pop(guild_id, None)


class CommandTexts(app_commands.Translator):
    """Commands' names and descriptions in every language, as Discord asks for them."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text for a locale; None where it is the English one."""
        with speaking(str(locale)):
            is_name = context.location in NAMES
            said = command_name(string.message) if is_name else _(string.message)
        return said if said != string.message else None


NAMES = frozenset({Place.command_name, Place.group_name, Place.parameter_name})
"""Where Discord takes nothing but a short name."""
