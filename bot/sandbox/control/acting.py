"""People use components, forms and commands, and wait for the answer."""

from __future__ import annotations

from typing import Final

from bot.sandbox.control import lookup
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.interactions import CallbackKind, Interaction, Modal
from bot.sandbox.operations import commands, components
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Anything, ListOf, MapOf, Object, Snowflake, Text, optional, required

routes = Routes()

_ON_MESSAGE = {
    "channel_id": required(Snowflake()),
    "message_id": required(Snowflake()),
    "component": required(Text(1, 100)),
}
_COMMAND = {
    "channel_id": required(Snowflake()),
    "command": required(Text(1)),
    "application_id": optional(Snowflake()),
}
_KINDS: Final = {
    CallbackKind.MESSAGE: "message",
    CallbackKind.DEFERRED_MESSAGE: "deferred",
    CallbackKind.DEFERRED_UPDATE: "deferred_update",
    CallbackKind.UPDATE: "update",
    CallbackKind.AUTOCOMPLETE: "choices",
    CallbackKind.MODAL: "modal",
}


@routes.add("POST", "/people/{user_id}/press", body=Object(_ON_MESSAGE), auth="none")
async def press(call: Call) -> Answer:
    body = call.body
    return await _answered(
        call,
        components.press(
            call.world,
            lookup.person(call),
            body.integer("channel_id"),
            body.integer("message_id"),
            body.text("component"),
        ),
    )


@routes.add(
    "POST",
    "/people/{user_id}/pick",
    body=Object({**_ON_MESSAGE, "values": required(ListOf(Text(), maximum=25))}),
    auth="none",
)
async def pick(call: Call) -> Answer:
    body = call.body
    return await _answered(
        call,
        components.pick(
            call.world,
            lookup.person(call),
            body.integer("channel_id"),
            body.integer("message_id"),
            body.text("component"),
            body.texts("values"),
        ),
    )


@routes.add(
    "POST",
    "/people/{user_id}/submit",
    body=Object({"modal_id": required(Snowflake()), "values": required(MapOf(Anything()))}),
    auth="none",
)
async def submit(call: Call) -> Answer:
    values = call.body.object("values")
    modal_id = call.body.integer("modal_id")
    return await _answered(
        call, components.submit(call.world, lookup.person(call), modal_id, values)
    )


@routes.add(
    "POST",
    "/people/{user_id}/slash",
    body=Object({**_COMMAND, "options": required(MapOf(Anything()))}),
    auth="none",
)
async def slash(call: Call) -> Answer:
    body = call.body
    return await _answered(
        call,
        commands.slash(
            call.world,
            lookup.person(call),
            body.integer("channel_id"),
            body.text("command"),
            body.object("options"),
            body.integer_or_none("application_id"),
        ),
    )


@routes.add(
    "POST",
    "/people/{user_id}/autocomplete",
    body=Object(
        {
            **_COMMAND,
            "focused": required(Text(1)),
            "typed": required(Text()),
            "options": required(MapOf(Anything())),
        }
    ),
    auth="none",
)
async def autocomplete(call: Call) -> Answer:
    body = call.body
    return await _answered(
        call,
        commands.autocomplete(
            call.world,
            lookup.person(call),
            body.integer("channel_id"),
            body.text("command"),
            body.text("focused"),
            body.text("typed"),
            body.object("options"),
            body.integer_or_none("application_id"),
        ),
    )


@routes.add(
    "POST",
    "/people/{user_id}/context-menu",
    body=Object(
        {
            **_COMMAND,
            "message_id": optional(Snowflake()),
            "target_user_id": optional(Snowflake()),
        }
    ),
    auth="none",
)
async def context_menu(call: Call) -> Answer:
    body = call.body
    return await _answered(
        call,
        commands.context_menu(
            call.world,
            lookup.person(call),
            body.integer("channel_id"),
            body.text("command"),
            message_id=body.integer_or_none("message_id"),
            user_id=body.integer_or_none("target_user_id"),
            application_id=body.integer_or_none("application_id"),
        ),
    )


async def _answered(call: Call, interaction: Interaction) -> Payload:
    """Wait for the first answer; the deadline settles the interaction in any case."""
    answer = await interaction.answered
    result: Payload = {
        "interaction_id": str(interaction.id),
        "channel_id": str(interaction.channel_id),
        "began_at": interaction.feed_mark,
        "kind": "failed" if answer is None else _KINDS[answer.callback],
    }
    if answer is None:
        return result
    if answer.modal is not None:
        result["modal"] = modal_payload(answer.modal)
    result["choices"] = answer.choices
    if answer.message_id is not None:
        channel = call.world.channels[interaction.channel_id]
        message = channel.messages.get(answer.message_id) or call.world.ephemerals.get(
            answer.message_id
        )
        if message is not None:
            result["message"] = message_payload(call.world, message, interaction.user_id)
    return result


def modal_payload(modal: Modal) -> Payload:
    return {
        "id": str(modal.id),
        "interaction_id": str(modal.interaction_id),
        "custom_id": modal.custom_id,
        "title": modal.title,
        "components": modal.components,
    }
