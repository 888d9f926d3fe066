"""Where people meet: channels, threads and roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.sandbox.jsontypes import Fields, Payload

CHANNEL_KINDS: Final = {
    "text": 0,
    "voice": 2,
    "category": 4,
    "announcement": 5,
    "stage": 13,
    "forum": 15,
    "media": 16,
}


FORUMS: Final = (CHANNEL_KINDS["forum"], CHANNEL_KINDS["media"])


class Recipient:
    """Whoever can be written to directly: a person or an application's bot."""

    def __init__(self, recipient_id: int) -> None:
        self.id = recipient_id


@dataclass(frozen=True, slots=True)
class Role:
    id: int
    name: str
    permissions: int
    position: int

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(frozen=True, slots=True)
class Channel:
    """``kind`` is Discord's channel type. ``tags`` are a forum's: name to id."""

    id: int
    guild_id: int
    name: str
    kind: int
    parent_id: int | None
    tags: tuple[tuple[str, int], ...] = ()

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass(frozen=True, slots=True)
class Thread:
    id: int
    guild_id: int
    name: str
    kind: int
    parent_id: int
    owner_id: int
    archived: bool
    locked: bool
    message_count: int
    tags: tuple[int, ...] = ()

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


def parse_role(payload: Payload) -> Role:
    fields = Fields(payload)
    return Role(
        id=int(fields.text("id")),
        name=fields.text("name"),
        permissions=int(fields.text("permissions")),
        position=fields.integer("position"),
    )


def parse_channel(payload: Payload) -> Channel:
    fields = Fields(payload)
    parent = fields.text_or_none("parent_id")
    return Channel(
        id=int(fields.text("id")),
        guild_id=int(fields.text("guild_id")),
        name=fields.text("name"),
        kind=fields.integer("type"),
        parent_id=None if parent is None else int(parent),
        tags=tuple(
            (tag.text("name"), int(tag.text("id"))) for tag in fields.objects("available_tags")
        ),
    )


def parse_thread(payload: Payload) -> Thread:
    fields = Fields(payload)
    metadata = fields.object_or_none("thread_metadata") or Fields()
    return Thread(
        id=int(fields.text("id")),
        guild_id=int(fields.text("guild_id")),
        name=fields.text("name"),
        kind=fields.integer("type"),
        parent_id=int(fields.text("parent_id")),
        owner_id=int(fields.text("owner_id")),
        archived=metadata.flag("archived"),
        locked=metadata.flag("locked"),
        message_count=fields.integer("message_count"),
        tags=tuple(int(one) for one in fields.texts("applied_tags")),
    )
