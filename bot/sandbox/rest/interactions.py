"""The first answer to an interaction."""

from __future__ import annotations

from typing import Final

from bot.sandbox.content.components import MODAL
from bot.sandbox.content.drafts import INTERACTION_MESSAGE, Draft
from bot.sandbox.content.modals import require_sound_modal
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.limits import INTERACTION
from bot.sandbox.model.interactions import CallbackKind, Interaction
from bot.sandbox.model.messages import Message, MessageFlag
from bot.sandbox.operations import interactions
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    ByType,
    Flag,
    Given,
    Integer,
    ListOf,
    MapOf,
    Object,
    Scalar,
    Text,
    optional,
    required,
)

routes = Routes()

_CHOICES: Final = Object(
    {
        "choices": required(
            ListOf(
                Object(
                    {
                        "name": required(Text(1, 100)),
                        "name_localizations": optional(MapOf(Text(1, 100))),
                        "value": required(Scalar(100)),
                    }
                ),
                maximum=25,
            )
        )
    }
)


def _callback(data: Given) -> Object:
    return Object({"type": required(Integer()), "data": data})


_CALLBACK: Final = ByType(
    "type",
    {
        CallbackKind.PONG: _callback(optional(Object({}))),
        CallbackKind.MESSAGE: _callback(required(INTERACTION_MESSAGE)),
        CallbackKind.DEFERRED_MESSAGE: _callback(optional(INTERACTION_MESSAGE)),
        CallbackKind.DEFERRED_UPDATE: _callback(optional(INTERACTION_MESSAGE)),
        CallbackKind.UPDATE: _callback(optional(INTERACTION_MESSAGE)),
        CallbackKind.AUTOCOMPLETE: _callback(required(_CHOICES)),
        CallbackKind.MODAL: _callback(required(MODAL)),
    },
)


@routes.add(
    "POST",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    auth="path",
    body=_CALLBACK,
    query=Object({"with_response": optional(Flag())}),
    takes_files=True,
    limit=INTERACTION,
)
async def answer(call: Call) -> Answer:
    callback = call.body.integer("type")
    data = call.body.object_or_none("data") or Fields()
    if callback == CallbackKind.MODAL:
        require_sound_modal(data, ("data",))
    interaction, message = interactions.answer(
        call.world,
        call.id("interaction_id"),
        call.params["interaction_token"],
        callback,
        data,
        Draft(data, call.uploads, path=("data",)),
    )
    if not call.query.flag("with_response"):
        return None
    return _response(call, interaction, callback, message)


def _response(
    call: Call, interaction: Interaction, callback: int, message: Message | None
) -> Payload:
    about: Payload = {"id": str(interaction.id), "type": interaction.kind}
    response: Payload = {"interaction": about}
    if message is None:
        return response
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": bool(message.flags & MessageFlag.LOADING),
        "response_message_ephemeral": message.ephemeral_for is not None,
    }
    # A deferred answer has nothing to show yet.
    if callback in (CallbackKind.MESSAGE, CallbackKind.UPDATE):
        response["resource"] = {
            "type": callback,
            "message": message_payload(call.world, message, message.application_id),
        }
    return response
