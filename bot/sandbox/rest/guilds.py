"""Guilds, their roles and audit log."""

from __future__ import annotations

from bot.sandbox.access import (
    guild_permissions,
    own_guild,
    require_above_role,
    require_held,
    require_in_guild,
)
from bot.sandbox.errors import (
    MAXIMUM_ROLES,
    MISSING_PERMISSIONS,
    UNKNOWN_ROLE,
    FormRefused,
    Refused,
)
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.guilds import AuditEntry, Guild, Role
from bot.sandbox.operations import audit, guilds
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.guilds import audit_entry_payload, guild_payload, role_payload
from bot.sandbox.payloads.users import user_payload
from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    Text,
    optional,
    required,
)

routes = Routes()

_ROLES_LIMIT = 250
_COLORS = Object(
    {
        "primary_color": optional(Integer(0, 0xFFFFFF)),
        "secondary_color": optional(Integer(0, 0xFFFFFF)),
        "tertiary_color": optional(Integer(0, 0xFFFFFF)),
    }
)
_ROLE = Object(
    {
        "name": optional(Text(1, 100)),
        "permissions": optional(Integer(0)),
        "color": optional(Integer(0, 0xFFFFFF)),
        "colors": optional(_COLORS),
        "hoist": optional(Flag()),
        "mentionable": optional(Flag()),
    }
)


@routes.add("GET", "/guilds/{guild_id}", query=Object({"with_counts": optional(Flag())}))
async def get_guild(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    return guild_payload(guild, with_counts=call.query.flag("with_counts"))


@routes.add(
    "PATCH",
    "/guilds/{guild_id}",
    body=Object(
        {
            "name": optional(Text(2, 100)),
            "description": optional(Text(maximum=300)),
            "preferred_locale": optional(Text()),
            "verification_level": optional(Choice((0, 1, 2, 3, 4))),
            "explicit_content_filter": optional(Choice((0, 1, 2))),
            "default_message_notifications": optional(Choice((0, 1))),
            "system_channel_id": optional(Snowflake()),
            "rules_channel_id": optional(Snowflake()),
            "public_updates_channel_id": optional(Snowflake()),
        }
    ),
)
async def edit_guild(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_GUILD)
    body, before = call.body, guild.name
    guild.name = body.text("name", guild.name)
    guild.preferred_locale = body.text("preferred_locale", guild.preferred_locale)
    guild.verification_level = body.integer("verification_level", guild.verification_level)
    guild.explicit_content_filter = body.integer(
        "explicit_content_filter", guild.explicit_content_filter
    )
    guild.default_message_notifications = body.integer(
        "default_message_notifications", guild.default_message_notifications
    )
    if "description" in body:
        guild.description = body.text_or_none("description")
    if "system_channel_id" in body:
        guild.system_channel_id = body.integer_or_none("system_channel_id")
    if "rules_channel_id" in body:
        guild.rules_channel_id = body.integer_or_none("rules_channel_id")
    if "public_updates_channel_id" in body:
        guild.public_updates_channel_id = body.integer_or_none("public_updates_channel_id")
    guilds.announce_guild(call.world, guild)
    audit.record(
        call.world,
        guild,
        call.user.id,
        AuditAction.GUILD_UPDATE,
        guild.id,
        reason=call.reason,
        changes=changed("name", before, guild.name),
    )
    return guild_payload(guild)


@routes.add("GET", "/guilds/{guild_id}/roles")
async def list_roles(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    return [role_payload(role) for role in guild.roles.values()]


@routes.add("GET", "/guilds/{guild_id}/roles/{role_id}")
async def get_role(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    return role_payload(_role(guild, call.id("role_id")))


@routes.add("POST", "/guilds/{guild_id}/roles", body=_ROLE)
async def create_role(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_ROLES)
    if len(guild.roles) >= _ROLES_LIMIT:
        raise Refused(MAXIMUM_ROLES)
    everyone = guild.everyone.permissions
    permissions = call.body.integer("permissions", everyone) & ALL
    require_held(guild_permissions(guild, member) | everyone, permissions)
    role = guilds.create_role(
        call.world,
        guild,
        call.body.text("name", "new role"),
        permissions=permissions,
        color=_color(call, 0),
        hoist=call.body.flag("hoist"),
        mentionable=call.body.flag("mentionable"),
    )
    _record(call, guild, AuditAction.ROLE_CREATE, role, changed("name", None, role.name))
    return role_payload(role)


@routes.add("PATCH", "/guilds/{guild_id}/roles/{role_id}", body=_ROLE)
async def edit_role(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_ROLES)
    role = _role(guild, call.id("role_id"))
    require_above_role(guild, member, role)
    old_name, old_permissions = role.name, role.permissions
    permissions = call.body.integer("permissions", role.permissions) & ALL
    require_held(guild_permissions(guild, member), permissions ^ old_permissions)
    role.permissions = permissions
    role.name = call.body.text("name", role.name)
    role.color = _color(call, role.color)
    role.hoist = call.body.flag("hoist", role.hoist)
    role.mentionable = call.body.flag("mentionable", role.mentionable)
    guilds.announce_role(call.world, guild, "GUILD_ROLE_UPDATE", role)
    changes = changed("name", old_name, role.name) + changed(
        "permissions", str(old_permissions), str(role.permissions)
    )
    _record(call, guild, AuditAction.ROLE_UPDATE, role, changes)
    return role_payload(role)


@routes.add(
    "PATCH",
    "/guilds/{guild_id}/roles",
    body_list=ListOf(
        Object({"id": required(Snowflake()), "position": optional(Integer(0))}), maximum=250
    ),
)
async def move_roles(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_ROLES)
    wanted: list[tuple[Role, int]] = []
    top = guild.top_position(member)
    for item in call.items:
        role = _role(guild, item.integer("id"))
        position = item.integer("position", role.position)
        if position == role.position:
            continue
        require_above_role(guild, member, role)
        if guild.owner_id != member.user_id and position >= top:
            raise Refused(MISSING_PERMISSIONS)
        wanted.append((role, position))
    guilds.move_roles(call.world, guild, wanted)
    return [role_payload(role) for role in guild.roles.values()]


@routes.add("DELETE", "/guilds/{guild_id}/roles/{role_id}")
async def delete_role(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_ROLES)
    role = _role(guild, call.id("role_id"))
    require_above_role(guild, member, role)
    if role.managed or role.id == guild.id:
        raise FormRefused.at(("role_id",), "ROLE_INVALID", "Invalid role")
    guilds.delete_role(call.world, guild, role)
    _record(call, guild, AuditAction.ROLE_DELETE, role, changed("name", role.name, None))
    return None


@routes.add(
    "GET",
    "/guilds/{guild_id}/audit-logs",
    query=Object(
        {
            "user_id": optional(Snowflake()),
            "target_id": optional(Snowflake()),
            "action_type": optional(Integer()),
            "before": optional(Snowflake()),
            "after": optional(Snowflake()),
            "limit": optional(Integer(1, 100)),
        }
    ),
)
async def read_audit_log(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.VIEW_AUDIT_LOG)
    query = call.query
    after = query.integer_or_none("after")

    def asked_for(entry: AuditEntry) -> bool:
        return (
            query.integer_or_none("user_id") in (None, entry.user_id)
            and query.integer_or_none("target_id") in (None, entry.target_id)
            and query.integer_or_none("action_type") in (None, entry.action)
            and entry.id < query.integer("before", 1 << 63)
            and entry.id > (after or 0)
        )

    limit = query.integer("limit", 50)
    entries = [entry for entry in guild.audit_log if asked_for(entry)]
    chosen = entries[:limit] if after is not None else entries[-limit:][::-1]
    users = call.world.users
    concerned = {entry.user_id for entry in chosen} | {
        entry.target_id for entry in chosen if entry.target_id in users
    }
    return {
        "audit_log_entries": [audit_entry_payload(entry) for entry in chosen],
        "users": [user_payload(users[one]) for one in sorted(filter(None, concerned))],
        "integrations": [],
        "webhooks": [],
        "guild_scheduled_events": [],
        "threads": [],
        "application_commands": [],
        "auto_moderation_rules": [],
    }


def _role(guild: Guild, role_id: int) -> Role:
    role = guild.roles.get(role_id)
    if role is None:
        raise Refused(UNKNOWN_ROLE)
    return role


def _color(call: Call, default: int) -> int:
    colors = call.body.object_or_none("colors")
    if colors is not None:
        return colors.integer("primary_color", default)
    return call.body.integer("color", default)


def _record(call: Call, guild: Guild, action: int, role: Role, changes: list[Payload]) -> None:
    audit.record(
        call.world, guild, call.user.id, action, role.id, reason=call.reason, changes=changes
    )
