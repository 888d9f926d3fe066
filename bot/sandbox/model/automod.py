"""AutoMod rules as a guild keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


class TriggerKind:
    KEYWORD: Final = 1
    SPAM: Final = 3
    KEYWORD_PRESET: Final = 4
    MENTION_SPAM: Final = 5
    MEMBER_PROFILE: Final = 6


class ActionKind:
    BLOCK_MESSAGE: Final = 1
    ALERT: Final = 2
    TIMEOUT: Final = 3
    BLOCK_MEMBER: Final = 4


class AutoModEvent:
    MESSAGE_SEND: Final = 1
    MEMBER_UPDATE: Final = 2


@dataclass(frozen=True, slots=True)
class AutoModAction:
    kind: int
    channel_id: int | None = None
    duration_seconds: int | None = None
    custom_message: str | None = None


@dataclass(slots=True)
class AutoModRule:
    id: int
    guild_id: int
    creator_id: int
    name: str
    event: int
    trigger: int
    enabled: bool = False
    actions: list[AutoModAction] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    presets: list[int] = field(default_factory=list)
    mention_limit: int = 0
    raid_protection: bool = False
    exempt_role_ids: list[int] = field(default_factory=list)
    exempt_channel_ids: list[int] = field(default_factory=list)
