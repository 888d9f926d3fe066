"""Applications, guilds and people come into being."""

from __future__ import annotations

from bot.sandbox.control import lookup
from bot.sandbox.errors import FormRefused
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import PRIVILEGED_INTENTS, Application
from bot.sandbox.model.guilds import Guild
from bot.sandbox.model.users import User
from bot.sandbox.operations import guilds, members
from bot.sandbox.operations.threads import archive_idle
from bot.sandbox.payloads.channels import channel_payload
from bot.sandbox.payloads.guilds import role_payload
from bot.sandbox.payloads.users import user_payload
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Number,
    Object,
    Snowflake,
    Text,
    optional,
    required,
)
from bot.sandbox.world import World, make_account_token

routes = Routes()

_PRIVILEGED = ListOf(Choice(tuple(PRIVILEGED_INTENTS)))
_PROFILE = {
    "global_name": optional(Text(1, 32)),
    "avatar": optional(Text()),
    "locale": optional(Text()),
    "dms_open": optional(Flag()),
}


@routes.add(
    "POST",
    "/applications",
    body=Object({"name": required(Text(1, 32)), "privileged": optional(_PRIVILEGED)}),
    auth="none",
)
async def create_application(call: Call) -> Answer:
    world, name = call.world, call.body.text("name")
    application_id = world.ids.next()
    bot = User(
        id=application_id,
        username=name,
        token=make_account_token(application_id, "bot"),
        bot=True,
    )
    owner = _new_user(world, f"{name.lower()}-developer")
    application = Application(
        id=application_id,
        name=name,
        bot=bot,
        owner_id=owner.id,
        privileged=frozenset(call.body.texts("privileged")),
    )
    world.add_user(bot)
    world.applications[application.id] = application
    return {"id": str(application.id), "name": name, "token": bot.token}


@routes.add(
    "POST",
    "/people",
    body=Object({"username": required(Text(1, 32)), **_PROFILE}),
    auth="none",
)
async def create_person(call: Call) -> Answer:
    user = _new_user(call.world, call.body.text("username"))
    _apply_profile(call, user)
    return _person_payload(user)


@routes.add("PATCH", "/people/{user_id}", body=Object(_PROFILE), auth="none")
async def edit_person(call: Call) -> Answer:
    user = lookup.person(call)
    _apply_profile(call, user)
    for guild_id in user.guild_ids:
        guild = call.world.guilds[guild_id]
        members.announce_update(call.world, guild, guild.members[user.id])
    return _person_payload(user)


@routes.add(
    "POST",
    "/guilds",
    body=Object({"name": required(Text(2, 100)), "owner_id": required(Snowflake())}),
    auth="none",
)
async def create_guild(call: Call) -> Answer:
    owner = lookup.user(call, call.body.integer("owner_id"))
    return _guild_payload(guilds.create_guild(call.world, call.body.text("name"), owner))


@routes.add("GET", "/guilds/{guild_id}", auth="none")
async def get_guild(call: Call) -> Answer:
    return _guild_payload(lookup.guild(call))


@routes.add(
    "PATCH",
    "/guilds/{guild_id}",
    body=Object(
        {
            "max_active_threads": optional(Integer(1)),
            "advance_clock": optional(Number()),
            "system_channel_id": optional(Snowflake()),
        }
    ),
    auth="none",
)
async def edit_guild(call: Call) -> Answer:
    guild = lookup.guild(call)
    guild.max_active_threads = call.body.integer("max_active_threads", guild.max_active_threads)
    seconds = call.body.number_or_none("advance_clock")
    if seconds is not None:
        guild.clock.advance(seconds)
        archive_idle(call.world, guild)
    return _guild_payload(guild)


@routes.add(
    "POST",
    "/guilds/{guild_id}/bots",
    body=Object({"application_id": required(Snowflake()), "permissions": required(Integer(0))}),
    auth="none",
)
async def add_bot(call: Call) -> Answer:
    guild = lookup.guild(call)
    application = lookup.application(call, call.body.integer("application_id"))
    _require_stranger(guild, application.bot)
    guilds.add_bot(call.world, guild, application, call.body.integer("permissions"))
    role = next(one for one in guild.roles.values() if one.bot_id == application.id)
    return role_payload(role)


@routes.add(
    "POST",
    "/guilds/{guild_id}/members",
    body=Object(
        {
            "user_id": required(Snowflake()),
            "nick": optional(Text(1, 32)),
            "role_ids": optional(ListOf(Snowflake())),
            "pending": optional(Flag()),
        }
    ),
    auth="none",
)
async def join(call: Call) -> Answer:
    guild = lookup.guild(call)
    user = lookup.user(call, call.body.integer("user_id"))
    _require_stranger(guild, user)
    unknown = set(call.body.integers("role_ids")) - guild.roles.keys()
    if unknown:
        message = f"The guild has no role {sorted(unknown)}"
        raise FormRefused.at(("role_ids",), "ROLE_UNKNOWN", message)
    members.join(
        call.world,
        guild,
        user,
        role_ids=set(call.body.integers("role_ids")),
        nick=call.body.text_or_none("nick"),
        pending=call.body.flag("pending"),
    )
    return {}


@routes.add(
    "PATCH",
    "/guilds/{guild_id}/members/{user_id}",
    body=Object({"pending": required(Flag())}),
    auth="none",
)
async def pass_screening(call: Call) -> Answer:
    guild = lookup.guild(call)
    member = guild.members[lookup.person(call).id]
    member.pending = call.body.flag("pending")
    members.announce_update(call.world, guild, member)
    return {}


@routes.add(
    "PUT",
    "/guilds/{guild_id}/command-permissions/{target_id}",
    body=Object(
        {
            "application_id": required(Snowflake()),
            "permissions": required(
                ListOf(
                    Object(
                        {
                            "id": required(Snowflake()),
                            "type": required(Choice((1, 2, 3))),
                            "permission": required(Flag()),
                        }
                    ),
                    maximum=100,
                )
            ),
        }
    ),
    auth="none",
)
async def override_command(call: Call) -> Answer:
    """What a guild's administrators set under Integrations."""
    guild = lookup.guild(call)
    application = lookup.application(call, call.body.integer("application_id"))
    guild.command_permissions[application.id, call.id("target_id")] = {
        one.integer("id"): (one.integer("type"), one.flag("permission"))
        for one in call.body.objects("permissions")
    }
    return {}


def _new_user(world: World, username: str) -> User:
    user_id = world.ids.next()
    user = User(user_id, username, make_account_token(user_id, "person"))
    world.add_user(user)
    return user


def _apply_profile(call: Call, user: User) -> None:
    if "global_name" in call.body:
        user.global_name = call.body.text_or_none("global_name")
    if "avatar" in call.body:
        user.avatar = call.body.text_or_none("avatar")
    user.locale = call.body.text("locale", user.locale)
    user.dms_open = call.body.flag("dms_open", user.dms_open)


def _person_payload(user: User) -> Payload:
    return {**user_payload(user), "token": user.token}


def _guild_payload(guild: Guild) -> Payload:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "roles": [role_payload(role) for role in guild.roles.values()],
    }


def _require_stranger(guild: Guild, user: User) -> None:
    if user.id in guild.members:
        raise FormRefused.at(("user_id",), "ALREADY_MEMBER", "Is a member already")
    if user.id in guild.bans:
        raise FormRefused.at(("user_id",), "BANNED", "Is banned from this guild")
