"""What people were shown, and what the journal says."""

from __future__ import annotations

from bot.sandbox.access import can_view
from bot.sandbox.control import lookup
from bot.sandbox.journal import ENTRY_KINDS
from bot.sandbox.jsontypes import Payload
from bot.sandbox.operations.components import shown_message
from bot.sandbox.payloads.channels import direct_channel_payload, thread_payload
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Integer, Object, Snowflake, Text, optional

routes = Routes()

_LONGEST_POLL_SECONDS = 60.0


@routes.add(
    "GET",
    "/people/{user_id}/feed",
    query=Object({"after": optional(Integer(0)), "timeout_ms": optional(Integer(0))}),
    auth="none",
)
async def read_feed(call: Call) -> Answer:
    """Events after a number; with a time-out, waits for the first one."""
    user = lookup.person(call)
    timeout = min(call.query.integer("timeout_ms") / 1000, _LONGEST_POLL_SECONDS)
    feed = call.world.feed
    last = feed.last_number
    events = await feed.wait(user.id, user.scopes, call.query.integer("after"), timeout)
    return {
        "last": events[-1].number if events else last,
        "events": [event.payload() for event in events],
    }


@routes.add("GET", "/people/{user_id}/messages/{channel_id}/{message_id}", auth="none")
async def read_message(call: Call) -> Answer:
    """A message as it is now on this person's screen, ephemeral ones included."""
    user = lookup.person(call)
    _, message = shown_message(call.world, user, call.id("channel_id"), call.id("message_id"))
    return message_payload(call.world, message, user.id)


@routes.add("GET", "/people/{user_id}/ephemerals", auth="none")
async def list_ephemerals(call: Call) -> Answer:
    user = lookup.person(call)
    return [
        message_payload(call.world, message, user.id)
        for message in call.world.ephemerals.values()
        if message.ephemeral_for == user.id
    ]


@routes.add("GET", "/people/{user_id}/direct-channels", auth="none")
async def list_direct_channels(call: Call) -> Answer:
    user = lookup.person(call)
    return [
        direct_channel_payload(call.world, channel, user.id)
        for channel in call.world.direct_channels.values()
        if user.id in channel.recipient_ids
    ]


@routes.add("GET", "/people/{user_id}/threads/{channel_id}", auth="none")
async def list_threads(call: Call) -> Answer:
    """All threads of a channel that the person can see, archived ones included."""
    user = lookup.person(call)
    parent_id = call.id("channel_id")
    return [
        thread_payload(thread, user.id)
        for guild_id in user.guild_ids
        for thread in call.world.guilds[guild_id].threads.values()
        if thread.parent_id == parent_id and can_view(call.world, thread, user.id)
    ]


@routes.add(
    "GET",
    "/journal",
    query=Object(
        {
            "application_id": optional(Snowflake()),
            "kinds": optional(Text()),
            "since": optional(Integer(0)),
        }
    ),
    auth="none",
)
async def read_journal(call: Call) -> Answer:
    kinds = frozenset(filter(None, call.query.text("kinds").split(",")))
    if unknown := kinds - ENTRY_KINDS:
        raise ValueError(f"no journal entry is of the kind {', '.join(sorted(unknown))}")
    entries = call.world.journal.read(
        call.query.integer_or_none("application_id"),
        kinds=kinds or None,
        since=call.query.integer("since"),
    )
    found: list[Payload] = [entry.payload() for entry in entries]
    return found
