"""Discord's REST interface, version 10: one module for each kind of resource.

A handler checks permissions, calls an operation and returns a payload; the front
does the rest (authentication, limits, faults, shapes, the journal).
"""

from __future__ import annotations

from bot.sandbox.rest import (
    automod,
    bans,
    channels,
    commands,
    guilds,
    interactions,
    members,
    messages,
    overwrites,
    reactions,
    thread_lists,
    thread_members,
    threads,
    users,
    webhook_messages,
    webhooks,
)
from bot.sandbox.rest.routing import Router


def make_router() -> Router:
    """All routes that the sandbox knows."""
    return Router(
        [
            users.routes,
            guilds.routes,
            members.routes,
            bans.routes,
            channels.routes,
            overwrites.routes,
            threads.routes,
            thread_lists.routes,
            thread_members.routes,
            messages.routes,
            reactions.routes,
            webhooks.routes,
            webhook_messages.routes,
            commands.routes,
            interactions.routes,
            automod.routes,
        ]
    )
