"""Using an application: buttons, selects, forms and commands."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from bot.sandbox.jsontypes import Payload, as_object
from bot.sandbox.people.account import Place
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.places import Channel, Recipient, Role, Thread
from bot.sandbox.people.responses import Choice, Modal, Response, parse_response
from bot.sandbox.people.transport import InteractionFailed
from bot.sandbox.people.watching import Watcher


class Operator(Watcher):
    """Uses what applications offer, and waits for their first answer."""

    async def press(self, message: Message, button: str) -> Response:
        """Press a button by its label or ``custom_id`` and wait for the first answer.

        Raises ``InteractionFailed`` when none comes within three seconds.
        """
        return await self._act(
            "press",
            {
                "channel_id": str(message.channel_id),
                "message_id": str(message.id),
                "component": button,
            },
        )

    async def pick(
        self,
        message: Message,
        select: str,
        values: Sequence[str | Recipient | Role | Channel | Thread],
    ) -> Response:
        """Choose in a select: options by value or label, or people, roles, channels."""
        chosen = [one if isinstance(one, str) else str(one.id) for one in values]
        return await self._act(
            "pick",
            {
                "channel_id": str(message.channel_id),
                "message_id": str(message.id),
                "component": select,
                "values": chosen,
            },
        )

    async def submit(self, modal: Modal, values: Mapping[str, object]) -> Response:
        """Send off a form; fields go by ``custom_id``, what is left out stays as shown.

        Texts, ``Attachment`` for uploads, people, roles and channels, or lists of them.
        """
        sent = {custom_id: _option(value) for custom_id, value in values.items()}
        return await self._act("submit", {"modal_id": str(modal.id), "values": sent})

    async def slash(
        self, command: str, place: Place, /, *, app: Recipient | None = None, **options: object
    ) -> Response:
        """Run a command by its full name, such as ``article post``."""
        channel_id = await self.channel_id(place)
        body = _command(command, channel_id, app)
        body["options"] = {name: _option(value) for name, value in options.items()}
        return await self._act("slash", body)

    async def autocomplete(
        self,
        command: str,
        place: Place,
        /,
        *,
        focused: str,
        value: str,
        app: Recipient | None = None,
        **options: object,
    ) -> list[Choice]:
        """What is offered while typing ``value`` into the option ``focused``."""
        channel_id = await self.channel_id(place)
        body = _command(command, channel_id, app)
        body |= {
            "focused": focused,
            "typed": value,
            "options": {name: _option(one) for name, one in options.items()},
        }
        return list((await self._act("autocomplete", body)).choices)

    async def context_menu(
        self,
        command: str,
        target: Message | Recipient,
        place: Place | None = None,
        *,
        app: Recipient | None = None,
    ) -> Response:
        """Use a command from the menu of a message, or of a person met in ``place``."""
        if isinstance(target, Message):
            body = _command(command, target.channel_id, app)
            body["message_id"] = str(target.id)
        else:
            if place is None:
                raise TypeError("a command about a person needs the place it is used in")
            body = _command(command, await self.channel_id(place), app)
            body["target_user_id"] = str(target.id)
        return await self._act("context-menu", body)

    async def _act(self, what: str, body: Payload) -> Response:
        payload = as_object(await self.control("POST", f"/{what}", body))
        if payload["kind"] == "failed":
            raise InteractionFailed
        return parse_response(self, payload)


def _command(name: str, channel_id: int, app: Recipient | None) -> Payload:
    body: Payload = {"command": name, "channel_id": str(channel_id)}
    if app is not None:
        body["application_id"] = str(app.id)
    return body


def _option(value: object) -> object:
    if isinstance(value, Attachment):
        content = base64.b64encode(value.content).decode()
        return {"filename": value.filename, "content": content}
    if isinstance(value, Recipient | Role | Channel | Thread):
        return str(value.id)
    if isinstance(value, list | tuple):
        return [_option(one) for one in value]
    return value
