"""The moderators' channel: whether it is usable, and the cards in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import discord

from bot.domain.actor import Actor
from bot.domain.errors import NotSetUp
from bot.domain.guild import GuildSettings
from bot.domain.permission import DESK_PERMISSIONS, Permission
from bot.workflow.ports import Store

GuildById = Callable[[int], discord.Guild | None]


def desk_channel(guild: discord.Guild | None, settings: GuildSettings) -> discord.TextChannel:
    """The channel that held comments wait in.

    Raises:
        NotSetUp: none was chosen, it is gone, everybody can view it, or the bot cannot use it.
    """
    if settings.moderators_channel_id is None:
        raise NotSetUp(
            "No moderators' channel has been chosen. Run `/setup channel` and name one that "
            "@everyone cannot view: held comments need a place where only moderators see them."
        )
    channel = guild.get_channel(settings.moderators_channel_id) if guild is not None else None
    if guild is None or not isinstance(channel, discord.TextChannel):
        raise NotSetUp(
            "The moderators' channel was deleted, or I cannot see it. "
            "Run `/setup channel` and name another."
        )
    if channel.permissions_for(guild.default_role).view_channel:
        raise NotSetUp(
            "Everyone can view the moderators' channel {channel}. Deny View Channel to @everyone "
            "there, or run `/setup channel` and name another.",
            channel=channel.mention,
        )
    missing = DESK_PERMISSIONS & ~Permission(channel.permissions_for(guild.me).value)
    if missing and not channel.permissions_for(guild.me).administrator:
        raise NotSetUp(
            "In the moderators' channel {channel} I lack: {missing}.",
            channel=channel.mention,
            missing=missing,
        )
    return channel


class DeskCheck:
    """`bot.workflow.ports.RequireDesk` on discord.py."""

    def __init__(self, guild_by_id: GuildById) -> None:
        self._guild_by_id = guild_by_id

    async def __call__(self, settings: GuildSettings) -> None:
        """Raises:
        NotSetUp: see `desk_channel`.
        """
        desk_channel(self._guild_by_id(settings.guild_id), settings)


class Staff:
    """`bot.workflow.ports.StaffNames` on discord.py.

    Without the Members intent Discord does not tell who holds which role. Known are the server's,
    the bot's and the powerful roles' names, and everybody who has acted as a moderator.
    """

    def __init__(self, guild_by_id: GuildById, store: Store) -> None:
        self._guild_by_id = guild_by_id
        self._store = store
        self._known: dict[int, dict[int, str]] = {}

    async def __call__(self, guild_id: int, *, besides: int | None) -> Sequence[str]:
        """The names on one server; ``besides`` is the author, whose own name is theirs."""
        known = await self._of(guild_id)
        names = [name for user_id, name in known.items() if user_id != besides]
        guild = self._guild_by_id(guild_id)
        if guild is not None:
            powerful = [role for role in guild.roles if _is_powerful(role)]
            names += [guild.name, guild.me.display_name, *(role.name for role in powerful)]
        return names

    async def note(self, actor: Actor) -> None:
        """This person acts as a moderator under this name."""
        known = await self._of(actor.guild_id)
        if known.get(actor.id) == actor.name:
            return
        known[actor.id] = actor.name
        async with self._store.write() as tx:
            await tx.guilds.put_staff(actor.guild_id, actor.id, actor.name)

    async def _of(self, guild_id: int) -> dict[int, str]:
        if guild_id not in self._known:
            async with self._store.read() as tx:
                self._known[guild_id] = dict(await tx.guilds.staff(guild_id))
        return self._known[guild_id]


def _is_powerful(role: discord.Role) -> bool:
    may = role.permissions
    return not role.is_default() and (
        may.administrator or may.manage_messages or may.manage_guild or may.moderate_members
    )
