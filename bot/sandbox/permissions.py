"""Discord's permission bits and the way they add up.

Source: https://docs.discord.com/developers/topics/permissions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final


class Permission:
    """The bits, named as Discord names them; plain integers, for they add up often."""

    CREATE_INSTANT_INVITE: Final = 1 << 0
    KICK_MEMBERS: Final = 1 << 1
    BAN_MEMBERS: Final = 1 << 2
    ADMINISTRATOR: Final = 1 << 3
    MANAGE_CHANNELS: Final = 1 << 4
    MANAGE_GUILD: Final = 1 << 5
    ADD_REACTIONS: Final = 1 << 6
    VIEW_AUDIT_LOG: Final = 1 << 7
    PRIORITY_SPEAKER: Final = 1 << 8
    STREAM: Final = 1 << 9
    VIEW_CHANNEL: Final = 1 << 10
    SEND_MESSAGES: Final = 1 << 11
    SEND_TTS_MESSAGES: Final = 1 << 12
    MANAGE_MESSAGES: Final = 1 << 13
    EMBED_LINKS: Final = 1 << 14
    ATTACH_FILES: Final = 1 << 15
    READ_MESSAGE_HISTORY: Final = 1 << 16
    MENTION_EVERYONE: Final = 1 << 17
    USE_EXTERNAL_EMOJIS: Final = 1 << 18
    VIEW_GUILD_INSIGHTS: Final = 1 << 19
    CONNECT: Final = 1 << 20
    SPEAK: Final = 1 << 21
    MUTE_MEMBERS: Final = 1 << 22
    DEAFEN_MEMBERS: Final = 1 << 23
    MOVE_MEMBERS: Final = 1 << 24
    USE_VAD: Final = 1 << 25
    CHANGE_NICKNAME: Final = 1 << 26
    MANAGE_NICKNAMES: Final = 1 << 27
    MANAGE_ROLES: Final = 1 << 28
    MANAGE_WEBHOOKS: Final = 1 << 29
    MANAGE_GUILD_EXPRESSIONS: Final = 1 << 30
    USE_APPLICATION_COMMANDS: Final = 1 << 31
    REQUEST_TO_SPEAK: Final = 1 << 32
    MANAGE_EVENTS: Final = 1 << 33
    MANAGE_THREADS: Final = 1 << 34
    CREATE_PUBLIC_THREADS: Final = 1 << 35
    CREATE_PRIVATE_THREADS: Final = 1 << 36
    USE_EXTERNAL_STICKERS: Final = 1 << 37
    SEND_MESSAGES_IN_THREADS: Final = 1 << 38
    USE_EMBEDDED_ACTIVITIES: Final = 1 << 39
    MODERATE_MEMBERS: Final = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS: Final = 1 << 41
    USE_SOUNDBOARD: Final = 1 << 42
    CREATE_GUILD_EXPRESSIONS: Final = 1 << 43
    CREATE_EVENTS: Final = 1 << 44
    USE_EXTERNAL_SOUNDS: Final = 1 << 45
    SEND_VOICE_MESSAGES: Final = 1 << 46
    SET_VOICE_CHANNEL_STATUS: Final = 1 << 48
    SEND_POLLS: Final = 1 << 49
    USE_EXTERNAL_APPS: Final = 1 << 50
    PIN_MESSAGES: Final = 1 << 51
    BYPASS_SLOWMODE: Final = 1 << 52


BY_NAME: Final[dict[str, int]] = {
    name: bit for name, bit in vars(Permission).items() if name.isupper()
}
ALL: Final = sum(BY_NAME.values())

# What @everyone was observed to be allowed in a guild that was just made.
NEW_GUILD_EVERYONE: Final = (
    Permission.CREATE_INSTANT_INVITE
    | Permission.ADD_REACTIONS
    | Permission.STREAM
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_VAD
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.REQUEST_TO_SPEAK
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.USE_EXTERNAL_STICKERS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EMBEDDED_ACTIVITIES
    | Permission.USE_SOUNDBOARD
    | Permission.CREATE_GUILD_EXPRESSIONS
    | Permission.CREATE_EVENTS
    | Permission.USE_EXTERNAL_SOUNDS
    | Permission.SEND_VOICE_MESSAGES
    | Permission.SET_VOICE_CHANNEL_STATUS
    | Permission.SEND_POLLS
    | Permission.USE_EXTERNAL_APPS
)

TIMED_OUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
# A member who has not passed membership screening may look, not speak.
PENDING = TIMED_OUT | Permission.CREATE_INSTANT_INVITE | Permission.CHANGE_NICKNAME

_NEED_SEND_MESSAGES = (
    Permission.MENTION_EVERYONE
    | Permission.SEND_TTS_MESSAGES
    | Permission.ATTACH_FILES
    | Permission.EMBED_LINKS
    | Permission.SEND_POLLS
    | Permission.SEND_VOICE_MESSAGES
)


@dataclass(frozen=True, slots=True)
class OverwriteBits:
    allow: int
    deny: int


def base_permissions(everyone: int, roles: Iterable[int], *, is_owner: bool) -> int:
    """What a member may do in the guild at large."""
    if is_owner:
        return ALL
    bits = everyone
    for role in roles:
        bits |= role
    return ALL if bits & Permission.ADMINISTRATOR else bits


def overwritten(
    base: int,
    everyone: OverwriteBits | None,
    roles: Sequence[OverwriteBits],
    member: OverwriteBits | None,
) -> int:
    """Apply a channel's overwrites in Discord's order: everyone, roles together, member."""
    if base & Permission.ADMINISTRATOR:
        return ALL
    bits = base
    if everyone is not None:
        bits = bits & ~everyone.deny | everyone.allow
    allow = deny = 0
    for overwrite in roles:
        allow |= overwrite.allow
        deny |= overwrite.deny
    bits = bits & ~deny | allow
    if member is not None:
        bits = bits & ~member.deny | member.allow
    return bits


def implied(bits: int, *, in_thread: bool) -> int:
    """Take away what means nothing without viewing or sending (implicit denies)."""
    if bits & Permission.ADMINISTRATOR:
        return ALL
    if not bits & Permission.VIEW_CHANNEL:
        return 0
    sending = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    if not bits & sending:
        bits &= ~_NEED_SEND_MESSAGES
    return bits


def parse_permissions(value: int | str | Iterable[str]) -> int:
    """Bits from a number or from names; raises ``ValueError`` for an unknown name."""
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        if value.isdigit():
            return int(value)
        value = [name for name in value.replace("|", ",").split(",") if name.strip()]
    bits = 0
    for name in value:
        key = name.strip().upper()
        if key == "ALL":
            bits |= ALL
            continue
        try:
            bits |= BY_NAME[key]
        except KeyError:
            raise ValueError(
                f"unknown permission {name!r}; use Discord's names, e.g. manage_messages"
            ) from None
    return bits
