"""Members of a guild and bans."""

from __future__ import annotations

from bot.sandbox.access import (
    guild_permissions,
    member_of,
    own_guild,
    require_above_member,
    require_above_role,
    require_in_guild,
)
from bot.sandbox.clock import timestamp
from bot.sandbox.errors import (
    MISSING_PERMISSIONS,
    UNKNOWN_ROLE,
    UNKNOWN_USER,
    FormRefused,
    Refused,
)
from bot.sandbox.limits import EDIT_MEMBER
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.operations import audit, members
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.guilds import role_payload
from bot.sandbox.payloads.users import member_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Integer, ListOf, Moment, Object, Snowflake, Text, optional, required

routes = Routes()

_TIMEOUT_LIMIT_SECONDS = 28 * 86_400
_NICK = Text(maximum=32, strip=True)


@routes.add(
    "GET",
    "/guilds/{guild_id}/members",
    query=Object({"limit": optional(Integer(1, 1000)), "after": optional(Snowflake())}),
)
async def list_members(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    application = call.application
    if application is not None and "members" not in application.privileged:
        raise Refused(MISSING_PERMISSIONS)
    after = call.query.integer("after")
    chosen = sorted(user_id for user_id in guild.members if user_id > after)
    limit = call.query.integer("limit", 1)
    return [member_payload(call.world, guild.members[user_id]) for user_id in chosen[:limit]]


@routes.add(
    "GET",
    "/guilds/{guild_id}/members/search",
    query=Object({"query": required(Text(1, 100)), "limit": optional(Integer(1, 1000))}),
)
async def search_members(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    start = call.query.text("query").lower()
    found = [
        member
        for member in guild.members.values()
        if any(name.lower().startswith(start) for name in _names(call, member))
    ]
    return [member_payload(call.world, one) for one in found[: call.query.integer("limit", 1)]]


@routes.add("GET", "/guilds/{guild_id}/members/{user_id}")
async def get_member(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    user_id = call.id("user_id")
    if user_id not in call.world.users:
        raise Refused(UNKNOWN_USER)
    return member_payload(call.world, member_of(guild, user_id))


@routes.add(
    "PATCH",
    "/guilds/{guild_id}/members/@me",
    body=Object({"nick": optional(_NICK)}),
)
async def edit_own_member(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.CHANGE_NICKNAME)
    _rename(call, guild, member)
    members.announce_update(call.world, guild, member)
    return member_payload(call.world, member)


@routes.add(
    "PATCH",
    "/guilds/{guild_id}/members/{user_id}",
    body=Object(
        {
            "nick": optional(_NICK),
            "roles": optional(ListOf(Snowflake(), maximum=250)),
            "communication_disabled_until": optional(Moment()),
        }
    ),
    limit=EDIT_MEMBER,
)
async def edit_member(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    member = member_of(guild, call.id("user_id"))
    if "nick" in call.body:
        _require_may_rename(guild, me, member)
    roles = _roles_after(call, guild, me, member) if "roles" in call.body else None
    if "communication_disabled_until" in call.body:
        until = _timeout_end(call, guild, me, member)
        before = member.timed_out_until
        member.timed_out_until = until
        _record(
            call,
            guild,
            AuditAction.MEMBER_UPDATE,
            member,
            [
                *changed(
                    "communication_disabled_until",
                    None if before is None else timestamp(before),
                    None if until is None else timestamp(until),
                )
            ],
        )
    if "nick" in call.body:
        _rename(call, guild, member)
    if roles is not None:
        _set_roles(call, guild, member, roles)
    members.announce_update(call.world, guild, member)
    return member_payload(call.world, member)


@routes.add("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", limit=EDIT_MEMBER)
async def add_role(call: Call) -> Answer:
    guild, member = _role_change(call)
    _set_roles(call, guild, member, member.role_ids | {call.id("role_id")})
    members.announce_update(call.world, guild, member)
    return None


@routes.add("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", limit=EDIT_MEMBER)
async def remove_role(call: Call) -> Answer:
    guild, member = _role_change(call)
    _set_roles(call, guild, member, member.role_ids - {call.id("role_id")})
    members.announce_update(call.world, guild, member)
    return None


@routes.add("DELETE", "/guilds/{guild_id}/members/{user_id}")
async def kick_member(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.KICK_MEMBERS)
    member = member_of(guild, call.id("user_id"))
    require_above_member(guild, me, member)
    members.leave(call.world, guild, call.world.users[member.user_id])
    _record(call, guild, AuditAction.MEMBER_KICK, member, [])
    return None


def _names(call: Call, member: Member) -> list[str]:
    user = call.world.users[member.user_id]
    return [name for name in (user.username, user.global_name, member.nick) if name]


def _require_may_rename(guild: Guild, me: Member, member: Member) -> None:
    if member.user_id == me.user_id:
        require_in_guild(guild, me, Permission.CHANGE_NICKNAME)
        return
    require_in_guild(guild, me, Permission.MANAGE_NICKNAMES)
    require_above_member(guild, me, member)


def _rename(call: Call, guild: Guild, member: Member) -> None:
    before = member.nick
    member.nick = call.body.text("nick") or None
    _record(
        call,
        guild,
        AuditAction.MEMBER_UPDATE,
        member,
        changed("nick", before, member.nick),
    )


def _timeout_end(call: Call, guild: Guild, me: Member, member: Member) -> float | None:
    require_in_guild(guild, me, Permission.MODERATE_MEMBERS)
    require_above_member(guild, me, member)
    until = call.body.number_or_none("communication_disabled_until")
    if until is None:
        return None
    if guild_permissions(guild, member) & Permission.ADMINISTRATOR:
        raise Refused(MISSING_PERMISSIONS)
    if until > guild.clock.now() + _TIMEOUT_LIMIT_SECONDS:
        raise FormRefused.at(
            ("communication_disabled_until",),
            "COMMUNICATION_DISABLED_TIMESTAMP_TOO_LONG",
            "Timestamp must be within 28 days.",
        )
    return until


def _roles_after(call: Call, guild: Guild, me: Member, member: Member) -> set[int]:
    require_in_guild(guild, me, Permission.MANAGE_ROLES)
    wanted = set(call.body.integers("roles"))
    for role_id in wanted ^ member.role_ids:
        _require_assignable(guild, me, role_id)
    return wanted


def _role_change(call: Call) -> tuple[Guild, Member]:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.MANAGE_ROLES)
    member = member_of(guild, call.id("user_id"))
    _require_assignable(guild, me, call.id("role_id"))
    return guild, member


def _require_assignable(guild: Guild, me: Member, role_id: int) -> None:
    role = guild.roles.get(role_id)
    if role is None:
        raise Refused(UNKNOWN_ROLE)
    if role.managed or role.id == guild.id:
        raise Refused(MISSING_PERMISSIONS)
    require_above_role(guild, me, role)


def _set_roles(call: Call, guild: Guild, member: Member, wanted: set[int]) -> None:
    added, removed = wanted - member.role_ids, member.role_ids - wanted
    if not added and not removed:
        return
    member.role_ids = set(wanted)
    changes = []
    for key, ids in (("$add", added), ("$remove", removed)):
        if ids:
            named = [role_payload(guild.roles[one]) for one in sorted(ids)]
            brief = [{"id": one["id"], "name": one["name"]} for one in named]
            changes += changed(key, None, brief)
    _record(call, guild, AuditAction.MEMBER_ROLE_UPDATE, member, changes)


def _record(
    call: Call, guild: Guild, action: int, member: Member, changes: list[dict[str, object]]
) -> None:
    audit.record(
        call.world,
        guild,
        call.user.id,
        action,
        member.user_id,
        reason=call.reason,
        changes=changes,
    )
