"""Reactions to messages, and pinned messages."""

from __future__ import annotations

import re

from bot.sandbox.access import permissions_of, require, visible_channel, visible_message
from bot.sandbox.clock import timestamp
from bot.sandbox.errors import (
    CANNOT_ACT_ON_SYSTEM_MESSAGE,
    MAXIMUM_PINS,
    MAXIMUM_REACTIONS,
    UNKNOWN_EMOJI,
    UNKNOWN_USER,
    Refused,
)
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.limits import REACTION
from bot.sandbox.model.channels import Channel, Thread
from bot.sandbox.model.messages import ORDINARY_KINDS, Message, MessageKind, Reference
from bot.sandbox.operations import audit, messages, threads
from bot.sandbox.operations.audit import AuditAction
from bot.sandbox.payloads.messages import emoji_payload, message_payload, payload_for_bot
from bot.sandbox.payloads.users import member_payload, user_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Integer, Moment, Object, Snowflake, optional

routes = Routes()

_KINDS_LIMIT = 20
_PINS_LIMIT = 250
_CUSTOM_EMOJI = re.compile(r"^\w{2,32}:\d{1,20}$")
_OWN = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"
_OF_USER = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}"
_OF_EMOJI = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}"
_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"


@routes.add("PUT", _OWN, limit=REACTION)
async def add_reaction(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.READ_MESSAGE_HISTORY)
    key = _emoji(call)
    user_ids = message.reactions.get(key)
    if user_ids is None:
        require(bits, Permission.ADD_REACTIONS)
        if len(message.reactions) >= _KINDS_LIMIT:
            raise Refused(MAXIMUM_REACTIONS)
        user_ids = message.reactions[key] = []
    if call.user.id not in user_ids:
        user_ids.append(call.user.id)
        data = _event(call, message, key, call.user.id)
        guild = call.world.guild_of(channel)
        if guild is not None:
            data["member"] = member_payload(call.world, guild.members[call.user.id])
        if message.author_user_id is not None:
            data["message_author_id"] = str(message.author_user_id)
        _announce(call, channel, "MESSAGE_REACTION_ADD", data)
    return None


@routes.add("DELETE", _OWN, limit=REACTION)
async def remove_own_reaction(call: Call) -> Answer:
    channel, message, _ = _target(call)
    _remove(call, channel, message, call.user.id)
    return None


@routes.add("DELETE", _OF_USER, limit=REACTION)
async def remove_reaction(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.MANAGE_MESSAGES)
    if call.id("user_id") not in call.world.users:
        raise Refused(UNKNOWN_USER)
    _remove(call, channel, message, call.id("user_id"))
    return None


@routes.add(
    "GET",
    _OF_EMOJI,
    query=Object(
        {
            "after": optional(Snowflake()),
            "limit": optional(Integer(1, 100)),
            "type": optional(Integer(0, 1)),
        }
    ),
)
async def list_reactions(call: Call) -> Answer:
    _, message, _ = _target(call)
    if call.query.integer("type") == 1:
        return []
    after = call.query.integer("after")
    chosen = sorted(one for one in message.reactions.get(_emoji(call), ()) if one > after)
    limit = call.query.integer("limit", 25)
    return [user_payload(call.world.users[user_id]) for user_id in chosen[:limit]]


@routes.add("DELETE", _OF_EMOJI, limit=REACTION)
async def clear_emoji(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.MANAGE_MESSAGES)
    key = _emoji(call)
    if message.reactions.pop(key, None) is not None:
        data = _event(call, message, key, None)
        _announce(call, channel, "MESSAGE_REACTION_REMOVE_EMOJI", data)
    return None


@routes.add("DELETE", _ALL, limit=REACTION)
async def clear_reactions(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.MANAGE_MESSAGES)
    message.reactions.clear()
    data: Payload = {"message_id": str(message.id), "channel_id": str(channel.id)}
    _announce(call, channel, "MESSAGE_REACTION_REMOVE_ALL", data)
    return None


@routes.add(
    "GET",
    "/channels/{channel_id}/messages/pins",
    query=Object({"before": optional(Moment()), "limit": optional(Integer(1, 50))}),
)
async def list_pins(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    pinned = [message for message in channel.messages if message.pinned]
    limit = call.query.integer("limit", 50)
    items: list[Payload] = []
    for message in pinned[::-1][:limit]:
        shown = (
            payload_for_bot(call.world, message, call.application)
            if call.application
            else message_payload(call.world, message, call.user.id)
        )
        items.append({"pinned_at": timestamp(message.created_at), "message": shown})
    return {"items": items, "has_more": len(pinned) > limit}


@routes.add("PUT", "/channels/{channel_id}/messages/pins/{message_id}")
async def pin_message(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.PIN_MESSAGES)
    if message.kind not in ORDINARY_KINDS:
        raise Refused(CANNOT_ACT_ON_SYSTEM_MESSAGE)
    if sum(one.pinned for one in channel.messages) >= _PINS_LIMIT:
        raise Refused(MAXIMUM_PINS)
    _set_pinned(call, channel, message, True)
    messages.post_system_message(
        call.world,
        channel,
        call.user.id,
        MessageKind.PIN_ADDED,
        reference=Reference(channel.id, message.id, message.guild_id),
    )
    return None


@routes.add("DELETE", "/channels/{channel_id}/messages/pins/{message_id}")
async def unpin_message(call: Call) -> Answer:
    channel, message, bits = _target(call)
    require(bits, Permission.PIN_MESSAGES)
    _set_pinned(call, channel, message, False)
    return None


def _target(call: Call) -> tuple[Channel, Message, int]:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    message = visible_message(call.world, call.user, channel, call.id("message_id"))
    if isinstance(channel, Thread):
        threads.require_awake(channel)
    return channel, message, permissions_of(call.world, channel, call.user.id)


def _emoji(call: Call) -> str:
    """The emoji's key; custom emoji of other guilds are not known here."""
    name = call.params["emoji_name"]
    if _CUSTOM_EMOJI.match(name) or not name or name.isascii():
        raise Refused(UNKNOWN_EMOJI)
    return name


def _remove(call: Call, channel: Channel, message: Message, user_id: int) -> None:
    key = _emoji(call)
    user_ids = message.reactions.get(key, [])
    if user_id not in user_ids:
        return
    user_ids.remove(user_id)
    if not user_ids:
        del message.reactions[key]
    _announce(call, channel, "MESSAGE_REACTION_REMOVE", _event(call, message, key, user_id))


def _event(call: Call, message: Message, key: str, user_id: int | None) -> Payload:
    data: Payload = {
        "message_id": str(message.id),
        "channel_id": str(message.channel_id),
        "emoji": emoji_payload(key),
    }
    if user_id is not None:
        data |= {"user_id": str(user_id), "burst": False, "type": 0}
    return data


def _announce(call: Call, channel: Channel, event: str, data: Payload) -> None:
    call.world.hub.channel_event(
        channel,
        event,
        data,
        guild_intent=Intent.GUILD_MESSAGE_REACTIONS,
        direct_intent=Intent.DIRECT_MESSAGE_REACTIONS,
    )


def _set_pinned(call: Call, channel: Channel, message: Message, pinned: bool) -> None:
    world = call.world
    message.pinned = pinned
    world.hub.message_updated(channel, message)
    guild = world.guild_of(channel)
    now = guild.clock.now() if guild else world.clock.now()
    if pinned:
        channel.last_pin_at = now
    data: Payload = {"channel_id": str(channel.id)}
    if channel.last_pin_at is not None:
        data["last_pin_timestamp"] = timestamp(channel.last_pin_at)
    world.hub.channel_event(channel, "CHANNEL_PINS_UPDATE", data, guild_intent=Intent.GUILDS)
    if guild is not None:
        audit.record(
            world,
            guild,
            call.user.id,
            AuditAction.MESSAGE_PIN if pinned else AuditAction.MESSAGE_UNPIN,
            message.author_user_id,
            reason=call.reason,
            options={"channel_id": str(channel.id), "message_id": str(message.id)},
        )
