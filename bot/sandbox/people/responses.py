"""What an application answered to a press, a form or a command."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects, as_text
from bot.sandbox.people.messages import Message, parse_message

if TYPE_CHECKING:
    from bot.sandbox.people.watching import Watcher

ResponseKind: TypeAlias = Literal[
    "message", "deferred", "deferred_update", "update", "modal", "choices"
]


@dataclass(frozen=True, slots=True)
class ModalField:
    """One input of a form. ``value`` is what it comes with."""

    custom_id: str
    label: str
    kind: int
    value: str
    required: bool
    min_length: int | None
    max_length: int | None
    placeholder: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Modal:
    """A form as it was shown; it can be submitted later, and more than once."""

    id: int
    custom_id: str
    title: str
    fields: tuple[ModalField, ...]
    texts: tuple[str, ...]
    raw: Payload = field(repr=False, hash=False, compare=False)

    def field(self, custom_id: str) -> ModalField:
        for one in self.fields:
            if one.custom_id == custom_id:
                return one
        known = [one.custom_id for one in self.fields]
        raise LookupError(f"the form has no field {custom_id!r}, only {known}")


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str | float


@dataclass(frozen=True, slots=True)
class Response:
    """The first answer. ``message`` is what it showed or changed, if anything."""

    kind: ResponseKind
    interaction_id: int
    channel_id: int
    message: Message | None
    modal: Modal | None
    choices: tuple[Choice, ...]
    person: Watcher = field(repr=False, compare=False)
    # The feed's number when the interaction began: what came later belongs to it.
    began_at: int = field(repr=False, default=0)

    async def wait_for(
        self, predicate: Callable[[Message], bool] | None = None, timeout: float = 5.0
    ) -> Message:
        """The first state of the answer or of a follow-up that fulfils the predicate.

        Without one: the first that is no longer "thinking". Raises ``TimeoutError``
        that tells what was there instead.
        """
        wanted = predicate or (lambda message: not message.loading)
        deadline = time.monotonic() + timeout
        after, shown = self.began_at, ""
        while True:
            left = max(0.0, deadline - time.monotonic())
            last, events = await self.person.feed_after(after, left)
            for message in self._own_messages(events):
                if wanted(message):
                    return message
                shown = message.text
            if time.monotonic() >= deadline:
                raise TimeoutError(
                    f"no answer as awaited in {timeout} s; the last one said {shown!r}"
                )
            after = last

    def _own_messages(self, events: list[Payload]) -> Iterator[Message]:
        for event in events:
            if event["kind"] not in ("message_create", "message_update"):
                continue
            message = parse_message(as_object(event["data"]))
            is_own = message.interaction_id == self.interaction_id
            if is_own or (self.message is not None and message.id == self.message.id):
                yield message


def parse_response(person: Watcher, payload: Payload) -> Response:
    fields = Fields(payload)
    message = fields.object_or_none("message")
    modal = fields.object_or_none("modal")
    kinds: dict[str, ResponseKind] = {
        "message": "message",
        "deferred": "deferred",
        "deferred_update": "deferred_update",
        "update": "update",
        "modal": "modal",
        "choices": "choices",
    }
    return Response(
        kind=kinds[fields.text("kind")],
        interaction_id=int(fields.text("interaction_id")),
        channel_id=int(fields.text("channel_id")),
        message=parse_message(message.plain()) if message else None,
        modal=_modal(modal) if modal else None,
        choices=tuple(
            Choice(one.text("name"), _choice_value(one["value"]))
            for one in fields.objects("choices")
        ),
        person=person,
        began_at=fields.integer("began_at"),
    )


def _choice_value(value: object) -> str | float:
    return value if isinstance(value, int | float) else as_text(value)


def _modal(fields: Fields) -> Modal:
    parts: list[ModalField] = []
    texts: list[str] = []
    for component in fields.objects("components"):
        kind = component.integer("type")
        if kind == 1:
            parts += [_field(one, one.text("label")) for one in component.objects("components")]
        elif kind == 18:
            inner = Fields(as_object(component["component"]))
            parts.append(_field(inner, component.text("label")))
            texts.append(component.text("description"))
        else:
            texts.append(component.text("content"))
    return Modal(
        id=int(fields.text("id")),
        custom_id=fields.text("custom_id"),
        title=fields.text("title"),
        fields=tuple(parts),
        texts=tuple(filter(None, texts)),
        raw=fields.plain(),
    )


def _field(fields: Fields, label: str) -> ModalField:
    value = fields.get("value")
    return ModalField(
        custom_id=fields.text("custom_id"),
        label=label,
        kind=fields.integer("type"),
        value=value if isinstance(value, str) else "",
        required=fields.flag("required", True),
        min_length=fields.integer_or_none("min_length"),
        max_length=fields.integer_or_none("max_length"),
        placeholder=fields.text("placeholder"),
        options=tuple(
            (as_text(one["label"]), as_text(one["value"]))
            for one in as_objects(fields.get("options", []))
        ),
    )
