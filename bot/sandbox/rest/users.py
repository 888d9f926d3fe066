"""Accounts and applications: who am I, who is that, and direct messages."""

from __future__ import annotations

from bot.sandbox.access import guild_permissions, own_guild
from bot.sandbox.errors import INVALID_RECIPIENTS, UNKNOWN_USER, Refused
from bot.sandbox.gateway.protocol import IDENTIFIES_PER_DAY
from bot.sandbox.jsontypes import Payload
from bot.sandbox.operations import members
from bot.sandbox.operations.channels import direct_channel
from bot.sandbox.payloads.applications import application_payload
from bot.sandbox.payloads.channels import direct_channel_payload
from bot.sandbox.payloads.users import own_user_payload, user_payload
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    Text,
    optional,
)

routes = Routes()


@routes.add("GET", "/users/@me")
async def get_own_user(call: Call) -> Answer:
    return own_user_payload(call.user)


@routes.add(
    "PATCH",
    "/users/@me",
    body=Object(
        {
            "username": optional(Text(2, 32)),
            "avatar": optional(Text()),
            "banner": optional(Text()),
        }
    ),
)
async def edit_own_user(call: Call) -> Answer:
    call.user.username = call.body.text("username", call.user.username)
    return own_user_payload(call.user)


@routes.add("GET", "/users/{user_id}")
async def get_user(call: Call) -> Answer:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise Refused(UNKNOWN_USER)
    return user_payload(user)


@routes.add(
    "POST",
    "/users/@me/channels",
    body=Object(
        {
            "recipient_id": optional(Snowflake()),
            "recipients": optional(ListOf(Snowflake(), maximum=9)),
        }
    ),
)
async def create_direct_channel(call: Call) -> Answer:
    wanted = call.body.integer_or_none("recipient_id")
    listed = call.body.integers("recipients")
    recipient = wanted if wanted is not None else listed[0] if len(listed) == 1 else None
    other = call.world.users.get(recipient or 0)
    if other is None or other.id == call.user.id or (other.bot and call.user.bot):
        raise Refused(INVALID_RECIPIENTS)
    channel = direct_channel(call.world, call.user.id, other.id)
    return direct_channel_payload(call.world, channel, call.user.id)


@routes.add(
    "GET",
    "/users/@me/guilds",
    query=Object(
        {
            "before": optional(Snowflake()),
            "after": optional(Snowflake()),
            "limit": optional(Integer(1, 200)),
            "with_counts": optional(Flag()),
        }
    ),
)
async def list_own_guilds(call: Call) -> Answer:
    before = call.query.integer("before", 1 << 63)
    after = call.query.integer("after")
    chosen = sorted(one for one in call.user.guild_ids if after < one < before)
    found: list[Payload] = []
    for guild_id in chosen[: call.query.integer("limit", 200)]:
        guild, member = own_guild(call.world, call.user, guild_id)
        payload: Payload = {
            "id": str(guild.id),
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == call.user.id,
            "permissions": str(guild_permissions(guild, member)),
            "features": guild.features,
        }
        if call.query.flag("with_counts"):
            payload["approximate_member_count"] = len(guild.members)
            payload["approximate_presence_count"] = len(guild.members)
        found.append(payload)
    return found


@routes.add("DELETE", "/users/@me/guilds/{guild_id}")
async def leave_guild(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    members.leave(call.world, guild, call.user)
    return None


@routes.add("GET", "/applications/@me", for_bots_only=True)
@routes.add("GET", "/oauth2/applications/@me", for_bots_only=True)
async def get_own_application(call: Call) -> Answer:
    return application_payload(call.world, call.own_application)


@routes.add("GET", "/gateway", auth="none")
async def get_gateway(call: Call) -> Answer:
    return {"url": call.world.gateway_url}


@routes.add("GET", "/gateway/bot", for_bots_only=True)
async def get_gateway_for_bot(call: Call) -> Answer:
    application = call.own_application
    return {
        "url": application.gateway_url or call.world.gateway_url,
        "shards": application.shards,
        "session_start_limit": {
            "total": IDENTIFIES_PER_DAY,
            "remaining": max(0, IDENTIFIES_PER_DAY - len(application.identifies)),
            "reset_after": 0 if not application.identifies else 86_400_000,
            "max_concurrency": application.max_concurrency,
        },
    }
