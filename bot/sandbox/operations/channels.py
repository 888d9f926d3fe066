"""Channels of a guild are made, changed and removed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.access import can_view, channel_permissions, guild_permissions
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import (
    ChannelKind,
    DirectChannel,
    GuildChannel,
    Overwrite,
)
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.payloads.channels import channel_payload, thread_member_payload, thread_payload
from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.world import World


def announce(world: World, guild: Guild, event: str, channel: GuildChannel) -> None:
    world.hub.guild_event(guild, event, channel_payload(channel))


def change_overwrites(world: World, channel: GuildChannel, overwrites: Iterable[Overwrite]) -> None:
    """Replace all overwrites; bots that now see the channel get its threads."""
    guild = world.guilds[channel.guild_id]
    blind = [
        application
        for application in world.applications_in(guild)
        if not can_view(world, channel, application.id)
    ]
    channel.overwrites = {one.target_id: one for one in overwrites}
    announce(world, guild, "CHANNEL_UPDATE", channel)
    for application in blind:
        if can_view(world, channel, application.id):
            _sync_threads(world, guild, channel, application.id)


def _sync_threads(world: World, guild: Guild, channel: GuildChannel, bot_id: int) -> None:
    visible = [
        thread
        for thread in guild.active_threads()
        if thread.parent_id == channel.id and can_view(world, thread, bot_id)
    ]
    data: Payload = {
        "guild_id": str(guild.id),
        "channel_ids": [str(channel.id)],
        "threads": [thread_payload(thread, bot_id) for thread in visible],
        "members": [
            thread_member_payload(thread, thread.members[bot_id])
            for thread in visible
            if bot_id in thread.members
        ],
    }
    world.hub.guild_event(guild, "THREAD_LIST_SYNC", data, only=bot_id)


def delete_channel(world: World, channel: GuildChannel) -> None:
    guild = world.guilds[channel.guild_id]
    for thread in [one for one in guild.threads.values() if one.parent_id == channel.id]:
        # Discord says nothing of the threads that go with their channel.
        del guild.threads[thread.id]
        del world.channels[thread.id]
    for webhook in world.webhooks_by_channel.pop(channel.id, []):
        del world.webhooks[webhook.id]
    del guild.channels[channel.id]
    del world.channels[channel.id]
    if channel.kind == ChannelKind.CATEGORY:
        for child in guild.channels.values():
            if child.parent_id == channel.id:
                child.parent_id = None
                announce(world, guild, "CHANNEL_UPDATE", child)
    announce(world, guild, "CHANNEL_DELETE", channel)


def settable_bits(world: World, channel: GuildChannel, member: Member) -> int:
    """The permissions that a member may allow or deny in a channel.

    Those they hold in the guild or in the parent category; all of them where the
    channel itself allows them Manage Roles.
    Source: https://docs.discord.com/developers/resources/channel#edit-channel-permissions
    """
    guild = world.guilds[channel.guild_id]
    base = guild_permissions(guild, member)
    if base & Permission.ADMINISTRATOR:
        return ALL
    for target_id in (member.user_id, *member.role_ids):
        overwrite = channel.overwrites.get(target_id)
        if overwrite is not None and overwrite.allow & Permission.MANAGE_ROLES:
            return ALL
    parent = guild.channels.get(channel.parent_id or 0)
    return base | (channel_permissions(world, parent, member) if parent else 0)


def overwrite_changes(before: Overwrite | None, after: Overwrite | None) -> int:
    """The bits that differ between two overwrites."""
    old_allow, old_deny = (before.allow, before.deny) if before else (0, 0)
    new_allow, new_deny = (after.allow, after.deny) if after else (0, 0)
    return (old_allow ^ new_allow) | (old_deny ^ new_deny)


def direct_channel(world: World, first_id: int, second_id: int) -> DirectChannel:
    """The two users' channel, opened if need be."""
    pair = frozenset({first_id, second_id})
    channel = world.direct_channels.get(pair)
    if channel is None:
        channel = DirectChannel(id=world.ids.next(), recipient_ids=pair)
        world.add_channel(channel)
        for user_id in pair:
            world.users[user_id].scopes.add(channel.id)
    return channel
