"""People as `bot.domain.actor.Actor`: with the powers that Discord gives them at this moment."""

from __future__ import annotations

import discord

from bot.domain.actor import Actor
from bot.domain.errors import NotAllowed


def actor_of(interaction: discord.Interaction, *, channel_id: int | None = None) -> Actor:
    """Who acts in an interaction.

    Args:
        channel_id: The article's parent channel, where the person's powers count; none for the
            channel (of a thread: its parent) where they act.

    Raises:
        NotAllowed: they act outside a server.
    """
    member = interaction.user
    if interaction.guild is None or not isinstance(member, discord.Member):
        raise NotAllowed("This works on a server only, not in direct messages.")
    channel = _channel(interaction, channel_id)
    if channel is None:
        # Without the channel its overwrites are unknown: powers of the roles alone, no view.
        permissions = discord.Permissions.none()
        if interaction.channel_id == channel_id:
            permissions = interaction.permissions
    else:
        permissions = channel.permissions_for(member)
    return _actor(member, permissions)


async def author_actor(
    interaction: discord.Interaction, *, guild_id: int, channel_id: int
) -> Actor:
    """Who acts on a comment of their own, also from a direct message of the bot's.

    Raises:
        NotAllowed: they are no longer on the comment's server.
    """
    if interaction.guild is not None:
        return actor_of(interaction, channel_id=channel_id)
    guild = interaction.client.get_guild(guild_id)
    channel = guild.get_channel(channel_id) if guild is not None else None
    if guild is None or channel is None:
        raise NotAllowed("I am no longer on that server, or its channel was deleted.")
    try:
        member = await guild.fetch_member(interaction.user.id)
    except discord.NotFound:
        raise NotAllowed("You are no longer on that server.") from None
    return member_actor(member, channel)


def guild_actor(interaction: discord.Interaction, guild_id: int) -> Actor:
    """Who acts on a server from a direct message, whether they are still on it or not: with their
    name and no powers at all."""
    user = interaction.user
    return Actor(
        id=user.id,
        name=user.display_name,
        guild_id=guild_id,
        views_channel=False,
        passed_screening=False,
        avatar_url=user.display_avatar.url,
    )


def member_actor(member: discord.Member, channel: discord.abc.GuildChannel) -> Actor:
    """Who wrote a message below an article in ``channel``."""
    return _actor(member, channel.permissions_for(member))


def _actor(member: discord.Member, permissions: discord.Permissions) -> Actor:
    return Actor(
        id=member.id,
        name=member.display_name,
        guild_id=member.guild.id,
        role_ids=frozenset(role.id for role in member.roles),
        manages_messages=permissions.manage_messages,
        manages_guild=member.guild_permissions.manage_guild,
        views_channel=permissions.view_channel,
        timed_out_until=member.timed_out_until,
        passed_screening=not member.pending,
        avatar_url=member.display_avatar.url,
    )


def _channel(
    interaction: discord.Interaction, channel_id: int | None
) -> discord.abc.GuildChannel | None:
    guild = interaction.guild
    if guild is None:
        return None
    if channel_id is not None:
        return guild.get_channel(channel_id)
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return channel.parent
    return channel if isinstance(channel, discord.abc.GuildChannel) else None
