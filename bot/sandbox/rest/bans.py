"""Bans of a guild."""

from __future__ import annotations

from bot.sandbox.access import (
    own_guild,
    require_above_member,
    require_in_guild,
)
from bot.sandbox.errors import (
    UNKNOWN_BAN,
    UNKNOWN_USER,
    Refused,
)
from bot.sandbox.jsontypes import Fields
from bot.sandbox.model.users import User
from bot.sandbox.operations import audit, members
from bot.sandbox.operations.audit import AuditAction
from bot.sandbox.payloads.guilds import ban_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Integer, Object, Snowflake, optional

routes = Routes()

_BAN = Object(
    {
        "delete_message_seconds": optional(Integer(0, 604_800)),
        "delete_message_days": optional(Integer(0, 7)),
    }
)


@routes.add(
    "GET",
    "/guilds/{guild_id}/bans",
    query=Object(
        {
            "limit": optional(Integer(1, 1000)),
            "before": optional(Snowflake()),
            "after": optional(Snowflake()),
        }
    ),
)
async def list_bans(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.BAN_MEMBERS)
    before, after = call.query.integer("before", 1 << 63), call.query.integer("after")
    chosen = sorted(one for one in guild.bans if after < one < before)
    limit = call.query.integer("limit", 1000)
    return [ban_payload(call.world, guild.bans[user_id]) for user_id in chosen[:limit]]


@routes.add("GET", "/guilds/{guild_id}/bans/{user_id}")
async def get_ban(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.BAN_MEMBERS)
    ban = guild.bans.get(call.id("user_id"))
    if ban is None:
        raise Refused(UNKNOWN_BAN)
    return ban_payload(call.world, ban)


# Discord takes these in the body or, as discord.py sends them, in the query.
@routes.add("PUT", "/guilds/{guild_id}/bans/{user_id}", body=_BAN, query=_BAN)
async def ban_member(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.BAN_MEMBERS)
    user = _user(call)
    member = guild.members.get(user.id)
    if member is not None:
        require_above_member(guild, me, member)
    given = Fields({**call.query, **call.body})
    days = given.integer("delete_message_days")
    seconds = given.integer("delete_message_seconds", days * 86_400)
    members.ban(call.world, guild, user, reason=call.reason, delete_seconds=seconds)
    audit.record(
        call.world, guild, call.user.id, AuditAction.MEMBER_BAN, user.id, reason=call.reason
    )
    return None


@routes.add("DELETE", "/guilds/{guild_id}/bans/{user_id}", body=Object({}))
async def unban_member(call: Call) -> Answer:
    guild, me = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, me, Permission.BAN_MEMBERS)
    user = _user(call)
    if user.id not in guild.bans:
        raise Refused(UNKNOWN_BAN)
    members.unban(call.world, guild, user)
    audit.record(
        call.world, guild, call.user.id, AuditAction.MEMBER_UNBAN, user.id, reason=call.reason
    )
    return None


def _user(call: Call) -> User:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise Refused(UNKNOWN_USER)
    return user
