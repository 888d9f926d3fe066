"""Discord's permission bits, as far as Greenroom speaks of them.

Source: Discord's documentation, "Bitwise Permission Flags".
"""

from __future__ import annotations

from enum import IntFlag


class Permission(IntFlag):
    """One bit each; a set of permissions is their union."""

    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40

    @property
    def names(self) -> tuple[str, ...]:
        """What Discord's own settings call them, in English."""
        return tuple(
            _SPOKEN.get(flag, (flag.name or "").replace("_", " ").title()) for flag in self
        )

    def __format__(self, format_spec: str, /) -> str:
        """The names in a row, e.g. ``Send Messages, Embed Links``."""
        return format(", ".join(self.names), format_spec)


_SPOKEN = {
    Permission.MANAGE_GUILD: "Manage Server",
    Permission.MANAGE_ROLES: "Manage Permissions",
    Permission.SEND_MESSAGES_IN_THREADS: "Send Messages in Threads",
}

NOTHING = Permission(0)
"""No permission at all."""

STAGE_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.MANAGE_THREADS
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_WEBHOOKS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.EMBED_LINKS
)
"""What the bot needs in the channel where articles are posted."""

DESK_PERMISSIONS = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
)
"""What the bot needs in the moderators' channel."""

REPORT_PERMISSIONS = Permission.ATTACH_FILES
"""What the weekly report's picture needs there too; without it the report comes in words."""

WRITING = (
    Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
)
"""What ``/setup`` denies to @everyone, so that the form is the only door."""

TYPING = Permission.SEND_MESSAGES_IN_THREADS
"""What free mode leaves of that: typing below articles, and nowhere else in the channel."""
