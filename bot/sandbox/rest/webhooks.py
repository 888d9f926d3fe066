"""Webhooks, and what they and interactions post by the token in the path."""

from __future__ import annotations

import hashlib
from typing import Final

from bot.sandbox.access import (
    own_guild,
    permissions_of,
    require,
    require_in_guild,
    visible_guild_channel,
)
from bot.sandbox.errors import (
    MAXIMUM_WEBHOOKS,
    UNKNOWN_CHANNEL,
    UNKNOWN_WEBHOOK,
    WRONG_CHANNEL_TYPE,
    FormRefused,
    Refused,
)
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import WEBHOOK_KINDS, GuildChannel, Thread
from bot.sandbox.model.webhooks import PER_CHANNEL_LIMIT, Webhook
from bot.sandbox.operations import audit, webhooks
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.applications import webhook_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Object, Snowflake, Text, optional, required
from bot.sandbox.world import make_webhook_token

routes = Routes()

_EXECUTE: Final = "/webhooks/{webhook_id}/{webhook_token}"
_NAME: Final = Text(1, 80)


@routes.add(
    "POST",
    "/channels/{channel_id}/webhooks",
    body=Object({"name": required(_NAME), "avatar": optional(Text())}),
)
async def create_webhook(call: Call) -> Answer:
    world = call.world
    channel = visible_guild_channel(world, call.user, call.id("channel_id"))
    if isinstance(channel, Thread) or channel.kind not in WEBHOOK_KINDS:
        raise Refused(WRONG_CHANNEL_TYPE)
    require(permissions_of(world, channel, call.user.id), Permission.MANAGE_WEBHOOKS)
    name = call.body.text("name")
    webhooks.require_good_name(name, "name")
    if len(world.webhooks_by_channel[channel.id]) >= PER_CHANNEL_LIMIT:
        raise Refused(MAXIMUM_WEBHOOKS)
    webhook = Webhook(
        id=world.ids.next(),
        guild_id=channel.guild_id,
        channel_id=channel.id,
        name=name,
        token=make_webhook_token(),
        creator_id=call.user.id,
        application_id=call.application.id if call.application else None,
        avatar=_avatar_hash(call),
    )
    world.webhooks[webhook.id] = webhook
    world.webhooks_by_channel[channel.id].append(webhook)
    webhooks.announce(world, webhook)
    _record(call, webhook, AuditAction.WEBHOOK_CREATE, changed("name", None, name))
    return webhook_payload(world, webhook, with_token=True)


@routes.add("GET", "/channels/{channel_id}/webhooks")
async def list_channel_webhooks(call: Call) -> Answer:
    world = call.world
    channel = visible_guild_channel(world, call.user, call.id("channel_id"))
    require(permissions_of(world, channel, call.user.id), Permission.MANAGE_WEBHOOKS)
    return [_shown(call, webhook) for webhook in world.webhooks_by_channel[channel.id]]


@routes.add("GET", "/guilds/{guild_id}/webhooks")
async def list_guild_webhooks(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_WEBHOOKS)
    return [
        _shown(call, webhook)
        for webhook in call.world.webhooks.values()
        if webhook.guild_id == guild.id
    ]


@routes.add("GET", "/webhooks/{webhook_id}")
async def get_webhook(call: Call) -> Answer:
    webhook = call.world.webhooks.get(call.id("webhook_id"))
    if webhook is not None and webhook.application_id == call.user.id:
        # An application may always look at its own.
        return _shown(call, webhook)
    return _shown(call, _managed(call))


@routes.add(
    "PATCH",
    "/webhooks/{webhook_id}",
    body=Object(
        {
            "name": optional(_NAME),
            "avatar": optional(Text()),
            "channel_id": optional(Snowflake()),
        }
    ),
)
async def edit_webhook(call: Call) -> Answer:
    webhook = _managed(call)
    channel_id = call.body.integer_or_none("channel_id")
    if channel_id is not None and channel_id != webhook.channel_id:
        _move(call, webhook, channel_id)
    _rename(call, webhook)
    return _shown(call, webhook)


@routes.add("DELETE", "/webhooks/{webhook_id}")
async def delete_webhook(call: Call) -> Answer:
    webhook = _managed(call)
    webhooks.delete(call.world, webhook)
    _record(call, webhook, AuditAction.WEBHOOK_DELETE, changed("name", webhook.name, None))
    return None


@routes.add("GET", _EXECUTE, auth="path")
async def get_webhookby_path(call: Call) -> Answer:
    return webhook_payload(call.world, by_path(call), with_token=True, with_user=False)


@routes.add(
    "PATCH",
    _EXECUTE,
    auth="path",
    body=Object({"name": optional(_NAME), "avatar": optional(Text())}),
)
async def edit_webhookby_path(call: Call) -> Answer:
    webhook = by_path(call)
    _rename(call, webhook)
    return webhook_payload(call.world, webhook, with_token=True, with_user=False)


@routes.add("DELETE", _EXECUTE, auth="path")
async def delete_webhookby_path(call: Call) -> Answer:
    webhooks.delete(call.world, by_path(call))
    return None


def _managed(call: Call) -> Webhook:
    webhook = call.world.webhooks.get(call.id("webhook_id"))
    if webhook is None:
        raise Refused(UNKNOWN_WEBHOOK)
    channel = call.world.channels[webhook.channel_id]
    require(permissions_of(call.world, channel, call.user.id), Permission.MANAGE_WEBHOOKS)
    return webhook


def by_path(call: Call) -> Webhook:
    """The webhook whose id and token the path holds; raises 10015 and 50027."""
    return webhooks.by_token(call.world, call.id("webhook_id"), call.params["webhook_token"])


def _shown(call: Call, webhook: Webhook) -> Payload:
    """The token is for the application that made the webhook, and for people."""
    reader = call.application.id if call.application else None
    is_own = reader is None or webhook.application_id in (None, reader)
    return webhook_payload(call.world, webhook, with_token=is_own)


def _rename(call: Call, webhook: Webhook) -> None:
    before = webhook.name
    name = call.body.text_or_none("name")
    if name is not None:
        webhooks.require_good_name(name, "name")
        webhook.name = name
    if "avatar" in call.body:
        webhook.avatar = _avatar_hash(call)
    webhooks.announce(call.world, webhook)
    if call.caller is not None:
        changes = changed("name", before, webhook.name)
        _record(call, webhook, AuditAction.WEBHOOK_UPDATE, changes)


def _move(call: Call, webhook: Webhook, channel_id: int) -> None:
    world = call.world
    target = world.channels.get(channel_id)
    if not isinstance(target, GuildChannel) or target.guild_id != webhook.guild_id:
        raise Refused(UNKNOWN_CHANNEL)
    require(permissions_of(world, target, call.user.id), Permission.MANAGE_WEBHOOKS)
    if len(world.webhooks_by_channel[target.id]) >= PER_CHANNEL_LIMIT:
        raise Refused(MAXIMUM_WEBHOOKS)
    world.webhooks_by_channel[webhook.channel_id].remove(webhook)
    world.webhooks_by_channel[target.id].append(webhook)
    webhook.channel_id = target.id


def _avatar_hash(call: Call) -> str | None:
    data = call.body.text_or_none("avatar")
    if data is None:
        return None
    if not data.startswith("data:image/"):
        message = "Invalid image data"
        raise FormRefused.at(("avatar",), "IMAGE_INVALID", message)
    return hashlib.blake2b(data.encode(), digest_size=16).hexdigest()


def _record(call: Call, webhook: Webhook, action: int, changes: list[Payload]) -> None:
    audit.record(
        call.world,
        call.world.guilds[webhook.guild_id],
        call.user.id,
        action,
        webhook.id,
        reason=call.reason,
        changes=changes,
    )
