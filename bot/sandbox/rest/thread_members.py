"""Who takes part in a thread."""

from __future__ import annotations

from bot.sandbox.access import (
    member_of,
    permissions_of,
    require,
    visible_channel,
)
from bot.sandbox.errors import (
    UNKNOWN_MEMBER,
    WRONG_CHANNEL_TYPE,
    Refused,
)
from bot.sandbox.model.channels import (
    DirectChannel,
    GuildChannel,
    Thread,
)
from bot.sandbox.operations import threads
from bot.sandbox.payloads.channels import (
    full_thread_member_payload,
    thread_member_payload,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Flag,
    Integer,
    Object,
    Snowflake,
    optional,
)

routes = Routes()


@routes.add(
    "GET",
    "/channels/{channel_id}/thread-members",
    query=Object(
        {
            "with_member": optional(Flag()),
            "after": optional(Snowflake()),
            "limit": optional(Integer(1, 100)),
        }
    ),
)
async def list_members(call: Call) -> Answer:
    thread = _thread(call)
    after, limit = call.query.integer("after"), call.query.integer("limit", 100)
    chosen = [one for user_id, one in sorted(thread.members.items()) if user_id > after]
    if call.query.flag("with_member"):
        chosen = chosen[:limit]
        return [full_thread_member_payload(call.world, thread, one) for one in chosen]
    return [thread_member_payload(thread, one) for one in chosen]


@routes.add(
    "GET",
    "/channels/{channel_id}/thread-members/{user_id}",
    query=Object({"with_member": optional(Flag())}),
)
async def get_member(call: Call) -> Answer:
    thread = _thread(call)
    member = thread.members.get(_user_id(call))
    if member is None:
        raise Refused(UNKNOWN_MEMBER)
    if call.query.flag("with_member"):
        return full_thread_member_payload(call.world, thread, member)
    return thread_member_payload(thread, member)


@routes.add("PUT", "/channels/{channel_id}/thread-members/{user_id}")
async def add_member(call: Call) -> Answer:
    thread = _thread(call)
    threads.require_awake(thread)
    user_id = _user_id(call)
    guild = call.world.guilds[thread.guild_id]
    member_of(guild, user_id)
    if user_id != call.user.id:
        bits = permissions_of(call.world, thread, call.user.id)
        require(bits, Permission.SEND_MESSAGES_IN_THREADS)
        is_closed = thread.private and not thread.invitable and thread.owner_id != call.user.id
        if is_closed:
            require(bits, Permission.MANAGE_THREADS)
    threads.add_member(call.world, thread, user_id)
    return None


@routes.add("DELETE", "/channels/{channel_id}/thread-members/{user_id}")
async def remove_member(call: Call) -> Answer:
    thread = _thread(call)
    threads.require_awake(thread)
    user_id = _user_id(call)
    is_own_private = thread.private and thread.owner_id == call.user.id
    if user_id != call.user.id and not is_own_private:
        bits = permissions_of(call.world, thread, call.user.id)
        require(bits, Permission.MANAGE_THREADS)
    threads.remove_member(call.world, thread, user_id)
    return None


def _thread(call: Call) -> Thread:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, GuildChannel | DirectChannel):
        raise Refused(WRONG_CHANNEL_TYPE)
    return channel


def _user_id(call: Call) -> int:
    return call.user.id if call.params["user_id"] == "@me" else call.id("user_id")
