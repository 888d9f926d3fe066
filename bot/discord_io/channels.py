"""`bot.workflow.installation.ChannelStage` on discord.py."""

from __future__ import annotations

import discord

from bot.discord_io.failures import stage_errors
from bot.discord_io.stage.places import ArticleChannel
from bot.domain.errors import NotFound, NotSetUp
from bot.domain.permission import Permission
from bot.workflow.ports import Store
from bot.workflow.setup import ChannelFacts, Overwrite, TargetKind

POSTING_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.EMBED_LINKS
)
"""Without any of these an article cannot be posted, or its comments cannot. Without the others
that ``/setup`` asks for something works less well, and moderators are told when it does."""


def require_postable(channel: ArticleChannel) -> None:
    """Whether the bot can post articles and comments in a channel at all.

    Raises:
        NotSetUp: it lacks a permission there; the message names it.
    """
    held = channel.permissions_for(channel.guild.me)
    missing = POSTING_PERMISSIONS & ~Permission(held.value)
    if missing and not held.administrator:
        raise NotSetUp(
            "In {channel} I lack: {missing}. Give it to my role, or to me in the channel's "
            "permissions; `/setup channel` can do that too.",
            channel=channel.mention,
            missing=missing,
        )


class DiscordChannels:
    """What a channel allows and denies, and changing it."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def facts(self, guild_id: int, channel_id: int) -> ChannelFacts:
        guild, channel = self._find(guild_id, channel_id)
        me = guild.me
        return ChannelFacts(
            channel_id=channel.id,
            everyone_id=guild.default_role.id,
            bot_id=me.id,
            bot_permissions=Permission(channel.permissions_for(me).value),
            bot_guild_permissions=Permission(me.guild_permissions.value),
            overwrites=[_overwrite(t, o, me) for t, o in channel.overwrites.items()],
            administrators=[
                role.name
                for role in guild.roles
                if role.permissions.administrator and role != guild.self_role
            ],
            foreign_threads=await self._foreign_threads(channel),
            automod_rules=await _automod_rules(guild),
        )

    async def set_overwrite(self, guild_id: int, channel_id: int, overwrite: Overwrite) -> None:
        guild, channel = self._find(guild_id, channel_id)
        target: discord.Role | discord.Object | discord.Member | None
        if overwrite.kind is TargetKind.ROLE:
            target = guild.get_role(overwrite.target_id)
        elif overwrite.target_id == guild.me.id:
            target = guild.me
        else:
            target = discord.Object(overwrite.target_id, type=discord.Member)
        if target is None:
            raise NotFound("A role that the channel speaks of was deleted in the meantime.")
        empty = not overwrite.allow and not overwrite.deny
        bits = discord.PermissionOverwrite.from_pair(
            discord.Permissions(int(overwrite.allow)), discord.Permissions(int(overwrite.deny))
        )
        with stage_errors():
            await channel.set_permissions(
                target,  # type: ignore[arg-type]  # discord.py takes an Object with a type too
                overwrite=None if empty else bits,
                reason="/setup",
            )

    async def is_gone(self, guild_id: int, channel_id: int) -> bool:
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.get_channel(channel_id) is not None:
            return False
        with stage_errors():
            try:
                await guild.fetch_channel(channel_id)
            except discord.NotFound:
                return True
            except discord.Forbidden:
                return False
        return False

    async def _foreign_threads(self, channel: ArticleChannel) -> int:
        count = 0
        async with self._store.read() as tx:
            for thread in channel.threads:
                if not thread.archived and await tx.articles.by_thread(thread.id) is None:
                    count += 1
        return count

    def _find(self, guild_id: int, channel_id: int) -> tuple[discord.Guild, ArticleChannel]:
        guild = self._client.get_guild(guild_id)
        channel = guild.get_channel(channel_id) if guild is not None else None
        if guild is None or not isinstance(channel, ArticleChannel):
            raise NotFound(
                "I cannot see this channel. Give me View Channel there, and choose a text channel."
            )
        return guild, channel


def _overwrite(
    target: discord.Role | discord.Member | discord.Object,
    bits: discord.PermissionOverwrite,
    me: discord.Member,
) -> Overwrite:
    allow, deny = map(Permission, (bit.value for bit in bits.pair()))
    if isinstance(target, discord.Role):
        return Overwrite(target.id, TargetKind.ROLE, target.name, allow, deny)
    if isinstance(target, discord.Object) and target.type is discord.Role:
        return Overwrite(target.id, TargetKind.ROLE, "a deleted role", allow, deny)
    # Names of members are not known without the Members intent; a mention shows them.
    name = me.display_name if target.id == me.id else f"<@{target.id}>"
    return Overwrite(target.id, TargetKind.MEMBER, name, allow, deny)


async def _automod_rules(guild: discord.Guild) -> list[str] | None:
    if not guild.me.guild_permissions.manage_guild:
        return None
    with stage_errors():
        return [rule.name for rule in await guild.fetch_automod_rules() if rule.enabled]
