"""Finding what a control request names."""

from __future__ import annotations

from bot.sandbox.errors import (
    UNKNOWN_APPLICATION,
    UNKNOWN_GUILD,
    UNKNOWN_USER,
    Refused,
)
from bot.sandbox.model.applications import Application
from bot.sandbox.model.guilds import Guild
from bot.sandbox.model.users import User
from bot.sandbox.rest.routing import Call


def person(call: Call) -> User:
    return user(call, call.id("user_id"))


def user(call: Call, user_id: int) -> User:
    found = call.world.users.get(user_id)
    if found is None:
        raise Refused(UNKNOWN_USER)
    return found


def guild(call: Call) -> Guild:
    found = call.world.guilds.get(call.id("guild_id"))
    if found is None:
        raise Refused(UNKNOWN_GUILD)
    return found


def application(call: Call, application_id: int | None = None) -> Application:
    wanted = call.id("application_id") if application_id is None else application_id
    found = call.world.applications.get(wanted)
    if found is None:
        raise Refused(UNKNOWN_APPLICATION)
    return found
