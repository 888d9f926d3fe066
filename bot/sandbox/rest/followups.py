"""Interactions' own webhooks: follow-ups and ``@original``, by the interaction's token."""

from __future__ import annotations

from bot.sandbox.content.drafts import Draft
from bot.sandbox.errors import INVALID_WEBHOOK_TOKEN, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, Refused
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.interactions import Interaction
from bot.sandbox.model.messages import Message
from bot.sandbox.operations import interaction_messages, messages
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.rest.routing import Call


def find(call: Call) -> Interaction | None:
    """The interaction whose token the path holds; None for a webhook's token.

    Raises 10015 when an application's id comes with a token that is none of its.
    """
    interaction = call.world.interactions_by_token.get(call.params["webhook_token"])
    application_id = call.id("webhook_id")
    if interaction is not None and interaction.application_id == application_id:
        return interaction
    if application_id in call.world.applications:
        is_old = call.params["webhook_token"].startswith("aW50ZXJhY3Rpb246")
        raise Refused(INVALID_WEBHOOK_TOKEN if is_old else UNKNOWN_WEBHOOK)
    return None


def create(call: Call, interaction: Interaction, draft: Draft) -> Payload:
    channel = interaction_messages.live(call.world, interaction)
    message = interaction_messages.follow_up(call.world, interaction, channel, draft)
    return _shown(call, message)


def get(call: Call, interaction: Interaction) -> Payload:
    _, message = _message(call, interaction)
    return _shown(call, message)


def edit(call: Call, interaction: Interaction, draft: Draft) -> Payload:
    channel, message = _message(call, interaction)
    if message.id == interaction.original_id:
        message = interaction_messages.edit_original(call.world, interaction, channel, draft)
    else:
        messages.change(call.world, channel, message, draft, pings_everyone=False)
    return _shown(call, message)


def delete(call: Call, interaction: Interaction) -> None:
    channel, message = _message(call, interaction)
    messages.delete(call.world, channel, message)


def _message(call: Call, interaction: Interaction) -> tuple[Channel, Message]:
    channel = interaction_messages.live(call.world, interaction)
    if call.params["message_id"] == "@original":
        return channel, interaction_messages.original(call.world, interaction, channel)
    message_id = call.id("message_id")
    if message_id not in interaction.message_ids and message_id != interaction.original_id:
        raise Refused(UNKNOWN_MESSAGE)
    return channel, interaction_messages.posted(call.world, channel, message_id)


def _shown(call: Call, message: Message) -> Payload:
    application_id = message.application_id
    return message_payload(call.world, message, application_id)
