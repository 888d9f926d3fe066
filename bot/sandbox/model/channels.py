"""Channels of a guild, threads and direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.sandbox.model.messages import MessageHistory
from bot.sandbox.permissions import OverwriteBits


class ChannelKind:
    TEXT: Final = 0
    DM: Final = 1
    VOICE: Final = 2
    CATEGORY: Final = 4
    ANNOUNCEMENT: Final = 5
    ANNOUNCEMENT_THREAD: Final = 10
    PUBLIC_THREAD: Final = 11
    PRIVATE_THREAD: Final = 12
    STAGE: Final = 13
    FORUM: Final = 15
    MEDIA: Final = 16


FORUM_KINDS: Final = (ChannelKind.FORUM, ChannelKind.MEDIA)
WEBHOOK_KINDS: Final = (
    ChannelKind.TEXT,
    ChannelKind.VOICE,
    ChannelKind.ANNOUNCEMENT,
    ChannelKind.STAGE,
    ChannelKind.FORUM,
    ChannelKind.MEDIA,
)

PINNED_FLAG: Final = 1 << 1
REQUIRE_TAG_FLAG: Final = 1 << 4


@dataclass(slots=True)
class Overwrite:
    target_id: int
    is_member: bool
    allow: int
    deny: int

    @property
    def bits(self) -> OverwriteBits:
        return OverwriteBits(self.allow, self.deny)


@dataclass(slots=True)
class ForumTag:
    id: int
    name: str
    moderated: bool = False
    emoji_id: int | None = None
    emoji_name: str | None = None


@dataclass(slots=True)
class GuildChannel:
    id: int
    guild_id: int
    kind: int
    name: str
    position: int = 0
    topic: str | None = None
    parent_id: int | None = None
    nsfw: bool = False
    slowmode: int = 0
    bitrate: int = 64_000
    user_limit: int = 0
    rtc_region: str | None = None
    video_quality_mode: int = 1
    default_auto_archive_duration: int | None = None
    default_thread_slowmode: int = 0
    default_sort_order: int | None = None
    default_forum_layout: int = 0
    default_reaction_emoji: tuple[int | None, str | None] | None = None
    tags: list[ForumTag] = field(default_factory=list)
    flags: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: MessageHistory = field(default_factory=MessageHistory)
    last_message_id: int | None = None
    last_pin_at: float | None = None

    @property
    def is_forum(self) -> bool:
        return self.kind in FORUM_KINDS


@dataclass(slots=True)
class ThreadMember:
    user_id: int
    joined_at: float
    flags: int = 1


@dataclass(slots=True)
class Thread:
    id: int
    guild_id: int
    parent_id: int
    kind: int
    name: str
    owner_id: int
    created_at: float
    archive_changed_at: float
    last_activity: float
    auto_archive_minutes: int = 4320
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    slowmode: int = 0
    flags: int = 0
    applied_tags: list[int] = field(default_factory=list)
    members: dict[int, ThreadMember] = field(default_factory=dict)
    messages: MessageHistory = field(default_factory=MessageHistory)
    message_count: int = 0
    total_sent: int = 0
    last_message_id: int | None = None
    last_pin_at: float | None = None

    @property
    def private(self) -> bool:
        return self.kind == ChannelKind.PRIVATE_THREAD


@dataclass(slots=True)
class DirectChannel:
    id: int
    recipient_ids: frozenset[int]
    messages: MessageHistory = field(default_factory=MessageHistory)
    last_message_id: int | None = None
    last_pin_at: float | None = None
    kind: int = ChannelKind.DM

    def other(self, user_id: int) -> int:
        """The other person; a channel has two."""
        return next((one for one in self.recipient_ids if one != user_id), user_id)


Channel: TypeAlias = GuildChannel | Thread | DirectChannel
