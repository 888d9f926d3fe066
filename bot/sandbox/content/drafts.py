"""Drafts: what somebody wants to post or change, checked but not yet sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.clock import timestamp
from bot.sandbox.content.components import MESSAGE_COMPONENTS
from bot.sandbox.content.embeds import EMBED
from bot.sandbox.content.mentions import ALLOWED_MENTIONS
from bot.sandbox.content.uploads import ATTACHMENTS, Upload
from bot.sandbox.errors import FieldProblem, FormRefused, Path
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.model.messages import MessageFlag
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    Text,
    optional,
    required,
)

CONTENT_LIMIT: Final = 2_000

_POLL_MEDIA = Object(
    {
        "text": optional(Text(1, 300)),
        "emoji": optional(
            Object(
                {
                    "id": optional(Snowflake()),
                    "name": optional(Text(maximum=32)),
                    "animated": optional(Flag()),
                }
            )
        ),
    }
)
_POLL = Object(
    {
        "question": required(_POLL_MEDIA),
        "answers": required(
            ListOf(
                Object({"answer_id": optional(Integer()), "poll_media": required(_POLL_MEDIA)}),
                1,
                10,
            )
        ),
        "duration": optional(Integer(1, 768)),
        "allow_multiselect": optional(Flag()),
        "layout_type": optional(Choice((1,))),
    }
)

_EDITABLE: Final = {
    "content": optional(Text(maximum=CONTENT_LIMIT)),
    "embeds": optional(ListOf(EMBED, maximum=10)),
    "allowed_mentions": optional(ALLOWED_MENTIONS),
    "components": optional(MESSAGE_COMPONENTS),
    "attachments": optional(ATTACHMENTS),
    "flags": optional(Integer()),
    # Means nothing in an edit; discord.py sends it all the same.
    "tts": optional(Flag()),
}
_SENDABLE: Final = {**_EDITABLE, "poll": optional(_POLL)}

MESSAGE_REFERENCE: Final = Object(
    {
        "type": optional(Choice((0, 1))),
        "message_id": required(Snowflake()),
        "channel_id": optional(Snowflake()),
        "guild_id": optional(Snowflake()),
        "fail_if_not_exists": optional(Flag()),
    }
)

MESSAGE_EDIT: Final = Object(_EDITABLE)
# The poll of an interaction's answer may come with the edit that ends its wait.
WEBHOOK_EDIT: Final = Object({**_EDITABLE, "poll": optional(_POLL)})
INTERACTION_MESSAGE: Final = Object(_SENDABLE)
FORUM_MESSAGE: Final = Object(
    {**_EDITABLE, "sticker_ids": optional(ListOf(Snowflake(), maximum=3))}
)
MESSAGE_CREATE: Final = Object(
    {
        **_SENDABLE,
        "nonce": optional(Text(maximum=25)),
        "enforce_nonce": optional(Flag()),
        "message_reference": optional(MESSAGE_REFERENCE),
        "sticker_ids": optional(ListOf(Snowflake(), maximum=3)),
    }
)
WEBHOOK_EXECUTE: Final = Object(
    {
        **_SENDABLE,
        "username": optional(Text(1, 80)),
        "avatar_url": optional(Text(maximum=2048)),
        "thread_name": optional(Text(maximum=100)),
        "applied_tags": optional(ListOf(Snowflake(), maximum=5)),
    }
)

# Flags that a sender may set; the others are Discord's own.
_SENDER_FLAGS: Final = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be. ``fields`` are as checked by one of the shapes above."""

    fields: Fields
    uploads: Sequence[Upload] = ()
    path: Path = ()
    flags: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "flags", self.fields.integer("flags") & _SENDER_FLAGS)

    @property
    def content(self) -> str:
        return self.fields.text("content").strip()

    @property
    def asks_to_be_ephemeral(self) -> bool:
        return bool(self.fields.integer("flags") & MessageFlag.EPHEMERAL)

    @property
    def v2(self) -> bool:
        return bool(self.flags & MessageFlag.COMPONENTS_V2)

    @property
    def listed_attachments(self) -> list[Fields] | None:
        return (
            None if self.fields.get("attachments") is None else self.fields.objects("attachments")
        )

    def is_empty(self) -> bool:
        """Nothing that a reader could see: Discord's 50006."""
        return not (
            self.content
            or self.fields.objects("embeds")
            or self.fields.objects("components")
            or self.uploads
            or self.fields.items_of("sticker_ids")
            or self.fields.object_or_none("poll")
        )

    def require_consistent(self) -> None:
        """Raises when the new components come together with what they replace."""
        if not self.v2:
            return
        problems = [
            FieldProblem(
                (*self.path, name),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
            for name in ("content", "embeds", "sticker_ids", "poll")
            if self.fields.get(name)
        ]
        if problems:
            raise FormRefused(problems)


def stored_poll(poll: Fields, now: float) -> Payload:
    """A poll nobody has voted in yet."""
    hours = poll.integer("duration", 24)
    return {
        "question": _poll_media(poll.object_or_none("question") or Fields()),
        "answers": [
            {
                "answer_id": index,
                "poll_media": _poll_media(answer.object_or_none("poll_media") or Fields()),
            }
            for index, answer in enumerate(poll.objects("answers"), start=1)
        ],
        "expiry": timestamp(now + hours * 3600),
        "allow_multiselect": poll.flag("allow_multiselect"),
        "layout_type": 1,
        "results": {"answer_counts": [], "is_finalized": False},
    }


def _poll_media(media: Fields) -> Payload:
    made: Payload = {}
    if text := media.text("text"):
        made["text"] = text
    emoji = media.object_or_none("emoji")
    if emoji is not None:
        emoji_id = emoji.integer_or_none("id")
        made["emoji"] = {
            "id": None if emoji_id is None else str(emoji_id),
            "name": emoji.text("name"),
        }
    return made
