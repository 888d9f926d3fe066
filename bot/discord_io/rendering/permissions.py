"""Discord's permissions by the names that its own settings give them."""

from __future__ import annotations

from bot.domain.permission import Permission
from bot.locales import _, mark

NAMES = (
    mark("Attach Files"),
    mark("Ban Members"),
    mark("Create Private Threads"),
    mark("Create Public Threads"),
    mark("Embed Links"),
    mark("Kick Members"),
    mark("Manage Messages"),
    mark("Manage Permissions"),
    mark("Manage Server"),
    mark("Manage Threads"),
    mark("Manage Webhooks"),
    mark("Moderate Members"),
    mark("Read Message History"),
    mark("Send Messages"),
    mark("Send Messages in Threads"),
    mark("View Channel"),
)
"""Those that Greenroom speaks of, as `Permission.names` has them."""


def spoken(permissions: Permission) -> str:
    """Their names in a row, e.g. ``Send Messages, Embed Links``."""
    return ", ".join(map(_, permissions.names))
