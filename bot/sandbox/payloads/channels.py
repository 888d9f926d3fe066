"""Channels, threads and direct messages as JSON."""

from __future__ import annotations

from bot.sandbox.clock import timestamp
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import (
    Channel,
    ChannelKind,
    DirectChannel,
    ForumTag,
    GuildChannel,
    Overwrite,
    Thread,
    ThreadMember,
)
from bot.sandbox.payloads.users import member_payload, user_payload
from bot.sandbox.world import World

_MEMBER_COUNT_SHOWN = 50


def any_channel_payload(world: World, channel: Channel, reader_id: int) -> Payload:
    if isinstance(channel, Thread):
        return thread_payload(channel, reader_id)
    if isinstance(channel, DirectChannel):
        return direct_channel_payload(world, channel, reader_id)
    return channel_payload(channel)


def channel_payload(channel: GuildChannel) -> Payload:
    payload: Payload = {
        "id": str(channel.id),
        "type": channel.kind,
        "flags": channel.flags,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": _id_or_none(channel.parent_id),
        "position": channel.position,
        "permission_overwrites": [
            overwrite_payload(overwrite) for overwrite in channel.overwrites.values()
        ],
        "nsfw": channel.nsfw,
    }
    if channel.kind == ChannelKind.CATEGORY:
        return payload
    payload |= {
        "last_message_id": _id_or_none(channel.last_message_id),
        "rate_limit_per_user": channel.slowmode,
    }
    if channel.last_pin_at is not None:
        payload["last_pin_timestamp"] = timestamp(channel.last_pin_at)
    if channel.kind in (ChannelKind.VOICE, ChannelKind.STAGE):
        payload |= {
            "bitrate": channel.bitrate,
            "user_limit": channel.user_limit,
            "rtc_region": channel.rtc_region,
            "video_quality_mode": channel.video_quality_mode,
        }
        return payload
    payload |= {
        "topic": channel.topic,
        "default_thread_rate_limit_per_user": channel.default_thread_slowmode,
    }
    if channel.default_auto_archive_duration is not None:
        payload["default_auto_archive_duration"] = channel.default_auto_archive_duration
    if channel.is_forum:
        reaction = channel.default_reaction_emoji
        payload |= {
            "available_tags": [tag_payload(tag) for tag in channel.tags],
            "default_reaction_emoji": None
            if reaction is None
            else {"emoji_id": _id_or_none(reaction[0]), "emoji_name": reaction[1]},
            "default_sort_order": channel.default_sort_order,
            "default_forum_layout": channel.default_forum_layout,
        }
    return payload


def thread_payload(thread: Thread, reader_id: int | None = None) -> Payload:
    """A thread; with ``member`` when the reader has joined it."""
    metadata: Payload = {
        "archived": thread.archived,
        "archive_timestamp": timestamp(thread.archive_changed_at),
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": timestamp(thread.created_at),
    }
    if thread.private:
        metadata["invitable"] = thread.invitable
    payload: Payload = {
        "id": str(thread.id),
        "type": thread.kind,
        "last_message_id": _id_or_none(thread.last_message_id),
        "flags": thread.flags,
        "guild_id": str(thread.guild_id),
        "name": thread.name,
        "parent_id": str(thread.parent_id),
        "rate_limit_per_user": thread.slowmode,
        "owner_id": str(thread.owner_id),
        "thread_metadata": metadata,
        "message_count": thread.message_count,
        "member_count": min(len(thread.members), _MEMBER_COUNT_SHOWN),
        "total_message_sent": thread.total_sent,
    }
    if thread.last_pin_at is not None:
        payload["last_pin_timestamp"] = timestamp(thread.last_pin_at)
    if thread.applied_tags:
        payload["applied_tags"] = [str(tag_id) for tag_id in thread.applied_tags]
    if reader_id is not None and reader_id in thread.members:
        payload["member"] = thread_member_payload(thread, thread.members[reader_id])
    return payload


def thread_member_payload(thread: Thread, member: ThreadMember) -> Payload:
    return {
        "id": str(thread.id),
        "user_id": str(member.user_id),
        "join_timestamp": timestamp(member.joined_at),
        "flags": member.flags,
    }


def full_thread_member_payload(world: World, thread: Thread, member: ThreadMember) -> Payload:
    payload = thread_member_payload(thread, member)
    guild_member = world.guilds[thread.guild_id].members.get(member.user_id)
    if guild_member is not None:
        payload["member"] = member_payload(world, guild_member)
    return payload


def direct_channel_payload(world: World, channel: DirectChannel, reader_id: int) -> Payload:
    payload: Payload = {
        "id": str(channel.id),
        "type": channel.kind,
        "last_message_id": _id_or_none(channel.last_message_id),
        "flags": 0,
        "recipients": [user_payload(world.users[channel.other(reader_id)])],
    }
    if channel.last_pin_at is not None:
        payload["last_pin_timestamp"] = timestamp(channel.last_pin_at)
    return payload


def overwrite_payload(overwrite: Overwrite) -> Payload:
    return {
        "id": str(overwrite.target_id),
        "type": 1 if overwrite.is_member else 0,
        "allow": str(overwrite.allow),
        "deny": str(overwrite.deny),
    }


def tag_payload(tag: ForumTag) -> Payload:
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": _id_or_none(tag.emoji_id),
        "emoji_name": tag.emoji_name,
    }


def _id_or_none(value: int | None) -> str | None:
    return None if value is None else str(value)
