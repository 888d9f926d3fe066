"""Messages as a Discord client shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects

_EPHEMERAL: Final = 1 << 6
_LOADING: Final = 1 << 7
_BUTTON: Final = 2
_SELECTS: Final = (3, 5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Author:
    """``id`` is the webhook's for what a webhook posted.

    ``avatar`` is an image's hash, or the address that a webhook's post gave.
    """

    id: int
    name: str
    avatar: str | None
    bot: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: one to send (name and content), or one that was received (with ``url``)."""

    filename: str
    content: bytes = b""
    id: int = 0
    url: str = ""
    size: int = 0
    content_type: str = ""
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    custom_id: str | None
    style: int
    disabled: bool
    url: str | None
    emoji: str | None


@dataclass(frozen=True, slots=True)
class Select:
    custom_id: str
    kind: int
    placeholder: str
    disabled: bool
    # (label, value) of each option; empty for selects of users, roles and channels.
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Times are Unix milliseconds. ``kind`` is Discord's message type."""

    id: int
    channel_id: int
    guild_id: int | None
    author: Author
    kind: int
    content: str
    embeds: tuple[Payload, ...]
    components: tuple[Payload, ...]
    attachments: tuple[Attachment, ...]
    flags: int
    created_at: int
    edited_at: int | None
    webhook_id: int | None
    application_id: int | None
    interaction_id: int | None
    reply_to: int | None
    mentions: tuple[int, ...]
    mention_roles: tuple[int, ...]
    mention_everyone: bool
    pinned: bool
    thread_id: int | None
    stickers: tuple[str, ...]
    reactions: dict[str, int]
    raw: Payload = field(repr=False, hash=False, compare=False)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & _EPHEMERAL)

    @property
    def loading(self) -> bool:
        """A deferred answer that still "is thinking"."""
        return bool(self.flags & _LOADING)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(_button(one) for one in _walk(self.components) if one["type"] == _BUTTON)

    @property
    def selects(self) -> tuple[Select, ...]:
        return tuple(_select(one) for one in _walk(self.components) if one["type"] in _SELECTS)

    @property
    def text(self) -> str:
        """All that can be read in the message, line by line."""
        return "\n".join(_texts(self))

    def button(self, name: str) -> Button:
        """The button of this label or ``custom_id``; raises ``LookupError``."""
        for one in self.buttons:
            if name in (one.label, one.custom_id):
                return one
        there = [one.label or one.custom_id for one in self.buttons]
        raise LookupError(f"the message has no button {name!r}, only {there}")


@dataclass(frozen=True, slots=True)
class Notification:
    """A ping: ``why`` is mention, role, everyone or direct message. ``at`` in ms."""

    message_id: int
    channel_id: int
    why: str
    at: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person's client was given it, over its whole life.

    ``versions`` holds every state that was shown, oldest first; times are Unix
    milliseconds, ``gone_at`` None while it is still there.
    """

    message_id: int
    channel_id: int
    first_seen_at: int
    gone_at: int | None
    versions: tuple[Message, ...]

    @property
    def content(self) -> str:
        return self.versions[-1].content

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that could be read, for each version."""
        return tuple(version.text for version in self.versions)

    @property
    def message(self) -> Message:
        return self.versions[-1]

    def shown_again(self, message: Message) -> Seen:
        return replace(self, versions=(*self.versions, message))

    def vanished(self, at: int) -> Seen:
        return replace(self, gone_at=at)


def parse_message(payload: Payload) -> Message:
    fields = Fields(payload)
    author = fields.object_or_none("author") or Fields()
    reference = fields.object_or_none("message_reference")
    metadata = fields.object_or_none("interaction_metadata")
    thread = fields.object_or_none("thread")
    edited = fields.text_or_none("edited_timestamp")
    return Message(
        id=int(fields.text("id")),
        channel_id=int(fields.text("channel_id")),
        guild_id=_optional_id(fields, "guild_id"),
        author=Author(
            id=int(author.text("id")),
            name=author.text("global_name") or author.text("username"),
            avatar=author.text_or_none("avatar"),
            bot=author.flag("bot"),
        ),
        kind=fields.integer("type"),
        content=fields.text("content"),
        embeds=tuple(as_objects(payload["embeds"])),
        components=tuple(as_objects(payload["components"])),
        attachments=tuple(_attachment(one) for one in fields.objects("attachments")),
        flags=fields.integer("flags"),
        created_at=milliseconds(fields.text("timestamp")),
        edited_at=None if edited is None else milliseconds(edited),
        webhook_id=_optional_id(fields, "webhook_id"),
        application_id=_optional_id(fields, "application_id"),
        interaction_id=_optional_id(metadata, "id") if metadata else None,
        reply_to=_optional_id(reference, "message_id") if reference else None,
        mentions=tuple(int(one.text("id")) for one in fields.objects("mentions")),
        mention_roles=tuple(int(one) for one in fields.texts("mention_roles")),
        mention_everyone=fields.flag("mention_everyone"),
        pinned=fields.flag("pinned"),
        thread_id=_optional_id(thread, "id") if thread else None,
        stickers=tuple(one.text("name") for one in fields.objects("sticker_items")),
        reactions={
            (one.object_or_none("emoji") or Fields()).text("name"): one.integer("count")
            for one in fields.objects("reactions")
        },
        raw=payload,
    )


def milliseconds(timestamp: str) -> int:
    return round(datetime.fromisoformat(timestamp).timestamp() * 1000)


def _optional_id(fields: Fields, name: str) -> int | None:
    text = fields.text_or_none(name)
    return None if text is None else int(text)


def _attachment(fields: Fields) -> Attachment:
    return Attachment(
        filename=fields.text("filename"),
        id=int(fields.text("id")),
        url=fields.text("url"),
        size=fields.integer("size"),
        content_type=fields.text("content_type"),
        description=fields.text_or_none("description"),
    )


def _walk(components: tuple[Payload, ...] | list[Payload]) -> Iterator[Payload]:
    for component in components:
        yield component
        if isinstance(inner := component.get("components"), list):
            yield from _walk(as_objects(inner))
        if isinstance(accessory := component.get("accessory"), dict):
            yield as_object(accessory)


def _button(component: Payload) -> Button:
    fields = Fields(component)
    emoji = fields.object_or_none("emoji")
    return Button(
        label=fields.text("label"),
        custom_id=fields.text_or_none("custom_id"),
        style=fields.integer("style"),
        disabled=fields.flag("disabled"),
        url=fields.text_or_none("url"),
        emoji=emoji.text("name") if emoji else None,
    )


def _select(component: Payload) -> Select:
    fields = Fields(component)
    return Select(
        custom_id=fields.text("custom_id"),
        kind=fields.integer("type"),
        placeholder=fields.text("placeholder"),
        disabled=fields.flag("disabled"),
        options=tuple((one.text("label"), one.text("value")) for one in fields.objects("options")),
    )


def _texts(message: Message) -> Iterator[str]:
    if message.content:
        yield message.content
    for embed in message.embeds:
        fields = Fields(embed)
        author, footer = fields.object_or_none("author"), fields.object_or_none("footer")
        parts = [author.text("name") if author else "", fields.text("title")]
        parts.append(fields.text("description"))
        for one in fields.objects("fields"):
            parts += [one.text("name"), one.text("value")]
        parts.append(footer.text("text") if footer else "")
        yield from filter(None, parts)
    for component in _walk(message.components):
        fields = Fields(component)
        yield from filter(
            None, [fields.text("content"), fields.text("label"), fields.text("placeholder")]
        )
    for attachment in message.attachments:
        yield attachment.filename
