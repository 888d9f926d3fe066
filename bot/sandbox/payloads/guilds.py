"""Guilds, roles, bans and audit-log entries as JSON."""

from __future__ import annotations

from bot.sandbox.access import can_view
from bot.sandbox.clock import timestamp
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.guilds import AuditEntry, Ban, Guild, Member, Role
from bot.sandbox.payloads.channels import channel_payload, thread_payload
from bot.sandbox.payloads.users import member_payload, user_payload
from bot.sandbox.world import World


def role_payload(role: Role) -> Payload:
    payload: Payload = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {
            "primary_color": role.color,
            "secondary_color": None,
            "tertiary_color": None,
        },
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.bot_id is not None:
        payload["tags"] = {"bot_id": str(role.bot_id)}
    return payload


def guild_payload(guild: Guild, *, with_counts: bool = False) -> Payload:
    payload: Payload = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "description": guild.description,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": guild.features,
        "banner": None,
        "owner_id": str(guild.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": _id_or_none(guild.system_channel_id),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": guild.verification_level,
        "roles": [role_payload(role) for role in guild.roles.values()],
        "default_message_notifications": guild.default_message_notifications,
        "mfa_level": 0,
        "explicit_content_filter": guild.explicit_content_filter,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.preferred_locale,
        "rules_channel_id": _id_or_none(guild.rules_channel_id),
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": _id_or_none(guild.public_updates_channel_id),
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }
    if with_counts:
        payload["approximate_member_count"] = len(guild.members)
        payload["approximate_presence_count"] = len(guild.members)
    return payload


def guild_create_payload(
    world: World, guild: Guild, me: Member, *, large_threshold: int, with_presences: bool
) -> Payload:
    """GUILD_CREATE's data. Without the presences intent it holds oneself alone."""
    members = list(guild.members.values()) if with_presences else [me]
    return guild_payload(guild) | {
        "joined_at": timestamp(me.joined_at),
        "large": len(guild.members) > large_threshold,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [member_payload(world, member) for member in members[:large_threshold]],
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "threads": [
            thread_payload(thread, me.user_id)
            for thread in guild.active_threads()
            if can_view(world, thread, me.user_id)
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "activity_instances": [],
    }


def ban_payload(world: World, ban: Ban) -> Payload:
    return {"user": user_payload(world.users[ban.user_id]), "reason": ban.reason}


def audit_entry_payload(entry: AuditEntry) -> Payload:
    payload: Payload = {
        "id": str(entry.id),
        "action_type": entry.action,
        "user_id": str(entry.user_id),
        "target_id": _id_or_none(entry.target_id),
        "changes": entry.changes,
    }
    if entry.options:
        payload["options"] = entry.options
    if entry.reason is not None:
        payload["reason"] = entry.reason
    return payload


def _id_or_none(value: int | None) -> str | None:
    return None if value is None else str(value)
