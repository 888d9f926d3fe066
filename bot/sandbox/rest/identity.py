"""Who asks, and whose request it is."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from bot.sandbox.model.applications import Application
from bot.sandbox.model.users import User
from bot.sandbox.world import World


def caller_of(world: World, request: web.BaseRequest) -> User | None:
    """People send their bare token, bots put ``Bot`` before it."""
    header = request.headers.get("Authorization", "")
    kind, _, token = header.rpartition(" ")
    user = world.users_by_token.get(token)
    if user is None or user.bot != (kind == "Bot"):
        return None
    return user


def application_for(world: World, steps: Sequence[str], caller: User | None) -> Application | None:
    """Whose limits, faults and journal a request concerns.

    That of the bot that asks, or of the webhook or interaction whose token the path
    holds.
    """
    if caller is not None:
        return world.application_of(caller)
    if steps[0] not in ("webhooks", "interactions") or len(steps) < 3:
        return None
    interaction = world.interactions_by_token.get(steps[2])
    if interaction is not None:
        return world.applications.get(interaction.application_id)
    identifier = int(steps[1]) if steps[1].isdecimal() else 0
    webhook = world.webhooks.get(identifier)
    owner = identifier if webhook is None else webhook.application_id
    return world.applications.get(owner or 0)
