"""Lists of threads: active ones of a guild, archived ones of a channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.sandbox.access import (
    can_view,
    own_guild,
    permissions_of,
    require,
    visible_guild_channel,
)
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import (
    Thread,
)
from bot.sandbox.payloads.channels import (
    thread_member_payload,
    thread_payload,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Integer,
    Moment,
    Object,
    Snowflake,
    optional,
)

routes = Routes()


@routes.add("GET", "/guilds/{guild_id}/threads/active")
async def list_active(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    visible = [
        thread for thread in guild.active_threads() if can_view(call.world, thread, call.user.id)
    ]
    visible.sort(key=lambda thread: thread.id, reverse=True)
    return _listing(call, visible, has_more=False)


_ARCHIVED_QUERY = Object({"before": optional(Moment()), "limit": optional(Integer(2, 100))})


@routes.add("GET", "/channels/{channel_id}/threads/archived/public", query=_ARCHIVED_QUERY)
async def list_archived_public(call: Call) -> Answer:
    return _archived(call, lambda thread: not thread.private)


@routes.add("GET", "/channels/{channel_id}/threads/archived/private", query=_ARCHIVED_QUERY)
async def list_archived_private(call: Call) -> Answer:
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    require(permissions_of(call.world, channel, call.user.id), Permission.MANAGE_THREADS)
    return _archived(call, lambda thread: thread.private)


@routes.add(
    "GET",
    "/channels/{channel_id}/users/@me/threads/archived/private",
    query=Object({"before": optional(Snowflake()), "limit": optional(Integer(2, 100))}),
)
async def list_archived_joined(call: Call) -> Answer:
    """Private ones that one has joined; ``before`` is a thread's id here."""
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    bits = permissions_of(call.world, channel, call.user.id)
    require(bits, Permission.READ_MESSAGE_HISTORY)
    before = call.query.integer("before", 1 << 63)
    found = [
        thread
        for thread in call.world.guilds[channel.guild_id].threads.values()
        if thread.parent_id == channel.id
        and thread.archived
        and thread.private
        and call.user.id in thread.members
        and thread.id < before
    ]
    found.sort(key=lambda thread: thread.id, reverse=True)
    limit = call.query.integer("limit", 50)
    return _listing(call, found[:limit], has_more=len(found) > limit)


def _archived(call: Call, wanted: Callable[[Thread], bool]) -> Payload:
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    require(permissions_of(call.world, channel, call.user.id), Permission.READ_MESSAGE_HISTORY)
    before = call.query.number_or_none("before")
    found = [
        thread
        for thread in call.world.guilds[channel.guild_id].threads.values()
        if thread.parent_id == channel.id
        and thread.archived
        and wanted(thread)
        and (before is None or thread.archive_changed_at < before)
    ]
    found.sort(key=lambda thread: thread.archive_changed_at, reverse=True)
    limit = call.query.integer("limit", 50)
    return _listing(call, found[:limit], has_more=len(found) > limit)


def _listing(call: Call, found: Sequence[Thread], *, has_more: bool) -> Payload:
    user_id = call.user.id
    listing: Payload = {
        "threads": [thread_payload(thread) for thread in found],
        "members": [
            thread_member_payload(thread, thread.members[user_id])
            for thread in found
            if user_id in thread.members
        ],
        "has_more": has_more,
    }
    return listing
