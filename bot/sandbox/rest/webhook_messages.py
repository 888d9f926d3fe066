"""What webhooks and interactions post, by the token in the path."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from bot.sandbox.content.drafts import WEBHOOK_EDIT, WEBHOOK_EXECUTE, Draft
from bot.sandbox.limits import EDIT_WEBHOOK_MESSAGE, WEBHOOK, WEBHOOK_CHANNEL
from bot.sandbox.operations import messages, webhooks
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.rest import followups
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.rest.webhooks import by_path
from bot.sandbox.shapes import Flag, Object, Snowflake, optional
from bot.sandbox.world import World

routes = Routes()
_EXECUTE: Final = "/webhooks/{webhook_id}/{webhook_token}"

_MESSAGE: Final = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"


_THREAD_QUERY: Final = Object({"thread_id": optional(Snowflake())})


_EDIT_QUERY: Final = _THREAD_QUERY.with_fields(with_components=optional(Flag()))


def _channel_key(world: World, params: dict[str, str]) -> Hashable:
    """All webhooks of a channel count together; interactions count by themselves."""
    identifier = params["webhook_id"]
    webhook = world.webhooks.get(int(identifier)) if identifier.isdecimal() else None
    return webhook.channel_id if webhook else params["webhook_token"]


@routes.add(
    "POST",
    _EXECUTE,
    auth="path",
    body=WEBHOOK_EXECUTE,
    query=Object(
        {
            "wait": optional(Flag()),
            "thread_id": optional(Snowflake()),
            "with_components": optional(Flag()),
        }
    ),
    takes_files=True,
    limit=WEBHOOK,
    extra_limit=(WEBHOOK_CHANNEL, _channel_key),
)
async def execute(call: Call) -> Answer:
    draft = Draft(call.body, call.uploads)
    interaction = followups.find(call)
    if interaction is not None:
        return followups.create(call, interaction, draft)
    message = webhooks.execute(
        call.world,
        by_path(call),
        draft,
        thread_id=call.query.integer_or_none("thread_id"),
        with_components=call.query.flag("with_components"),
    )
    return message_payload(call.world, message) if call.query.flag("wait") else None


@routes.add("GET", _MESSAGE, auth="path", query=_THREAD_QUERY)
async def get_message(call: Call) -> Answer:
    interaction = followups.find(call)
    if interaction is not None:
        return followups.get(call, interaction)
    _, message = webhooks.own_message(
        call.world,
        by_path(call),
        call.id("message_id"),
        call.query.integer_or_none("thread_id"),
    )
    return message_payload(call.world, message)


@routes.add(
    "PATCH",
    _MESSAGE,
    auth="path",
    body=WEBHOOK_EDIT,
    query=_EDIT_QUERY,
    takes_files=True,
    limit=EDIT_WEBHOOK_MESSAGE,
)
async def edit_message(call: Call) -> Answer:
    draft = Draft(call.body, call.uploads)
    interaction = followups.find(call)
    if interaction is not None:
        return followups.edit(call, interaction, draft)
    webhook = by_path(call)
    channel, message = webhooks.own_message(
        call.world, webhook, call.id("message_id"), call.query.integer_or_none("thread_id")
    )
    webhooks.edit_own(
        call.world,
        webhook,
        channel,
        message,
        draft,
        with_components=call.query.flag("with_components"),
    )
    return message_payload(call.world, message)


@routes.add("DELETE", _MESSAGE, auth="path", query=_THREAD_QUERY)
async def delete_message(call: Call) -> Answer:
    interaction = followups.find(call)
    if interaction is not None:
        followups.delete(call, interaction)
        return None
    channel, message = webhooks.own_message(
        call.world,
        by_path(call),
        call.id("message_id"),
        call.query.integer_or_none("thread_id"),
    )
    messages.delete(call.world, channel, message)
    return None
