"""Messages, what hangs on them, and a channel's history of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.sandbox.jsontypes import Payload


class MessageKind:
    DEFAULT: Final = 0
    PIN_ADDED: Final = 6
    MEMBER_JOINED: Final = 7
    THREAD_CREATED: Final = 18
    REPLY: Final = 19
    SLASH_COMMAND: Final = 20
    THREAD_STARTER: Final = 21
    CONTEXT_MENU_COMMAND: Final = 23
    AUTOMOD_ALERT: Final = 24


# Messages of these kinds can be deleted and, where written by people, edited.
ORDINARY_KINDS: Final = frozenset(
    {
        MessageKind.DEFAULT,
        MessageKind.REPLY,
        MessageKind.SLASH_COMMAND,
        MessageKind.CONTEXT_MENU_COMMAND,
    }
)


class MessageFlag:
    SUPPRESS_EMBEDS: Final = 1 << 2
    HAS_THREAD: Final = 1 << 5
    EPHEMERAL: Final = 1 << 6
    LOADING: Final = 1 << 7
    SUPPRESS_NOTIFICATIONS: Final = 1 << 12
    COMPONENTS_V2: Final = 1 << 15
    HAS_SNAPSHOT: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class UserAuthor:
    user_id: int


@dataclass(frozen=True, slots=True)
class WebhookAuthor:
    webhook_id: int
    name: str
    avatar: str | None


Author: TypeAlias = UserAuthor | WebhookAuthor


@dataclass(frozen=True, slots=True)
class Attachment:
    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None
    ephemeral: bool = False
    size_in_pixels: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a text pings, after ``allowed_mentions``."""

    user_ids: tuple[int, ...] = ()
    role_ids: tuple[int, ...] = ()
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A reply (kind 0) or a forward (kind 1) of another message."""

    channel_id: int
    message_id: int | None
    guild_id: int | None
    kind: int = 0


@dataclass(slots=True)
class Message:
    id: int
    channel_id: int
    guild_id: int | None
    author: Author
    created_at: float
    kind: int = MessageKind.DEFAULT
    content: str = ""
    embeds: list[Payload] = field(default_factory=list)
    components: list[Payload] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    sticker_ids: list[int] = field(default_factory=list)
    poll: Payload | None = None
    mentions: Mentions = Mentions()
    flags: int = 0
    tts: bool = False
    pinned: bool = False
    nonce: str | int | None = None
    edited_at: float | None = None
    reference: Reference | None = None
    snapshots: list[Payload] = field(default_factory=list)
    webhook_id: int | None = None
    application_id: int | None = None
    interaction_id: int | None = None
    interaction_metadata: Payload | None = None
    ephemeral_for: int | None = None
    # emoji key -> the ids of those who reacted, in order
    reactions: dict[str, list[int]] = field(default_factory=dict)
    position: int | None = None

    @property
    def author_user_id(self) -> int | None:
        return self.author.user_id if isinstance(self.author, UserAuthor) else None


class MessageHistory:
    """A channel's messages in the order of their ids."""

    __slots__ = ("_by_id", "_ids")

    def __init__(self) -> None:
        self._by_id: dict[int, Message] = {}
        self._ids: list[int] = []

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Message]:
        return (self._by_id[message_id] for message_id in self._ids)

    def newest_first(self) -> Iterator[Message]:
        return (self._by_id[message_id] for message_id in reversed(self._ids))

    def add(self, message: Message) -> None:
        self._by_id[message.id] = message
        if not self._ids or message.id > self._ids[-1]:
            self._ids.append(message.id)
        else:
            self._ids.insert(bisect_left(self._ids, message.id), message.id)

    def get(self, message_id: int) -> Message | None:
        return self._by_id.get(message_id)

    def remove(self, message_id: int) -> Message | None:
        message = self._by_id.pop(message_id, None)
        if message is not None:
            del self._ids[bisect_left(self._ids, message_id)]
        return message

    def page(
        self,
        limit: int,
        *,
        before: int | None = None,
        after: int | None = None,
        around: int | None = None,
    ) -> list[Message]:
        """Newest first, as Discord lists them whichever way was asked."""
        if around is not None:
            middle = bisect_left(self._ids, around)
            start = max(0, middle - limit // 2)
            chosen = self._ids[start : start + limit]
        elif after is not None:
            start = bisect_right(self._ids, after)
            chosen = self._ids[start : start + limit]
        else:
            end = len(self._ids) if before is None else bisect_left(self._ids, before)
            chosen = self._ids[max(0, end - limit) : end]
        return [self._by_id[message_id] for message_id in reversed(chosen)]
