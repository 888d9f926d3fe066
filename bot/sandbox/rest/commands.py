"""Application commands: registering and reading them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.sandbox.content.commands import (
    COMMAND,
    COMMAND_EDIT,
    COMMAND_IN_BULK,
    duplicate_names,
    require_registrable,
    stored_options,
)
from bot.sandbox.errors import (
    MAXIMUM_COMMANDS,
    MAXIMUM_DAILY_COMMANDS,
    MISSING_ACCESS,
    UNKNOWN_APPLICATION,
    UNKNOWN_COMMAND,
    UNKNOWN_COMMAND_PERMISSIONS,
    FormRefused,
    Refused,
)
from bot.sandbox.jsontypes import Fields, Payload, as_object
from bot.sandbox.limits import COMMANDS
from bot.sandbox.model.applications import Application
from bot.sandbox.model.commands import DAILY_CREATIONS, LIMITS, Command, CommandKind
from bot.sandbox.payloads.applications import command_payload
from bot.sandbox.rest.routing import Answer, Call, Created, Routes
from bot.sandbox.shapes import Flag, ListOf, Object, optional

routes = Routes()

_GLOBAL = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_LIST_QUERY = Object({"with_localizations": optional(Flag())})


@routes.add("GET", _GLOBAL, query=_LIST_QUERY, for_bots_only=True)
@routes.add("GET", _IN_GUILD, query=_LIST_QUERY, for_bots_only=True)
async def list_commands(call: Call) -> Answer:
    localized = call.query.flag("with_localizations")
    return [
        command_payload(command, with_localizations=localized)
        for command in _registry(call).values()
    ]


@routes.add("POST", _GLOBAL, body=COMMAND, limit=COMMANDS, for_bots_only=True)
@routes.add("POST", _IN_GUILD, body=COMMAND, limit=COMMANDS, for_bots_only=True)
async def create_command(call: Call) -> Answer:
    require_registrable(call.body)
    registry = _registry(call)
    known = _same(registry, call.body)
    if known is None:
        _require_room(registry.values(), [call.body])
        _count_creations(call, 1)
    command = _made(call, call.body, known)
    registry[command.id] = command
    payload = command_payload(command)
    return payload if known else Created(payload)


@routes.add(
    "PUT",
    _GLOBAL,
    body_list=ListOf(COMMAND_IN_BULK, maximum=130),
    limit=COMMANDS,
    for_bots_only=True,
)
@routes.add(
    "PUT",
    _IN_GUILD,
    body_list=ListOf(COMMAND_IN_BULK, maximum=130),
    limit=COMMANDS,
    for_bots_only=True,
)
async def overwrite_commands(call: Call) -> Answer:
    problems = duplicate_names(call.items)
    if problems:
        raise FormRefused(problems)
    for index, fields in enumerate(call.items):
        require_registrable(fields, (index,))
    _require_room((), call.items)
    registry = _registry(call)
    known = [_same(registry, fields) for fields in call.items]
    _count_creations(call, known.count(None))
    made = [_made(call, fields, old) for fields, old in zip(call.items, known, strict=True)]
    registry.clear()
    registry.update((command.id, command) for command in made)
    return [command_payload(command) for command in made]


@routes.add("GET", f"{_GLOBAL}/{{command_id}}", for_bots_only=True)
@routes.add("GET", f"{_IN_GUILD}/{{command_id}}", for_bots_only=True)
async def get_command(call: Call) -> Answer:
    return command_payload(_command(call))


@routes.add(
    "PATCH", f"{_GLOBAL}/{{command_id}}", body=COMMAND_EDIT, limit=COMMANDS, for_bots_only=True
)
@routes.add(
    "PATCH", f"{_IN_GUILD}/{{command_id}}", body=COMMAND_EDIT, limit=COMMANDS, for_bots_only=True
)
async def edit_command(call: Call) -> Answer:
    command = _command(call)
    merged = Fields(
        {
            "type": command.kind,
            "name": command.name,
            "description": command.description,
            "options": command.options,
            "default_member_permissions": command.default_member_permissions,
            "contexts": command.contexts,
            "nsfw": command.nsfw,
            **call.body.plain(),
        }
    )
    require_registrable(merged)
    changed = _made(call, merged, command)
    _registry(call)[command.id] = changed
    return command_payload(changed)


@routes.add("DELETE", f"{_GLOBAL}/{{command_id}}", for_bots_only=True)
@routes.add("DELETE", f"{_IN_GUILD}/{{command_id}}", for_bots_only=True)
async def delete_command(call: Call) -> Answer:
    del _registry(call)[_command(call).id]
    return None


@routes.add("GET", f"{_IN_GUILD}/permissions", for_bots_only=True)
async def list_permissions(call: Call) -> Answer:
    application = _application(call)
    guild = call.world.guilds[_guild_id(call) or 0]
    return [
        _permissions_payload(application, guild.id, target_id, overrides)
        for (application_id, target_id), overrides in guild.command_permissions.items()
        if application_id == application.id
    ]


@routes.add("GET", f"{_IN_GUILD}/{{command_id}}/permissions", for_bots_only=True)
async def get_permissions(call: Call) -> Answer:
    application = _application(call)
    guild = call.world.guilds[_guild_id(call) or 0]
    overrides = guild.command_permissions.get((application.id, call.id("command_id")))
    if not overrides:
        raise Refused(UNKNOWN_COMMAND_PERMISSIONS)
    return _permissions_payload(application, guild.id, call.id("command_id"), overrides)


def _application(call: Call) -> Application:
    if call.id("application_id") != call.own_application.id:
        raise Refused(UNKNOWN_APPLICATION)
    return call.own_application


def _guild_id(call: Call) -> int | None:
    if "guild_id" not in call.params:
        return None
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None or call.user.id not in guild.members:
        raise Refused(MISSING_ACCESS)
    return guild.id


def _registry(call: Call) -> dict[int, Command]:
    application = _application(call)
    guild_id = _guild_id(call)
    if guild_id is None:
        return application.commands
    return application.guild_commands.setdefault(guild_id, {})


def _command(call: Call) -> Command:
    command = _registry(call).get(call.id("command_id"))
    if command is None:
        raise Refused(UNKNOWN_COMMAND)
    return command


def _same(registry: dict[int, Command], fields: Fields) -> Command | None:
    """A command of the same name and type: it is overwritten and keeps its id."""
    kind = fields.integer("type", CommandKind.CHAT_INPUT)
    return next(
        (one for one in registry.values() if one.name == fields.text("name") and one.kind == kind),
        None,
    )


def _require_room(present: Iterable[Command], added: Sequence[Fields]) -> None:
    kinds = [fields.integer("type", CommandKind.CHAT_INPUT) for fields in added]
    kinds += [command.kind for command in present]
    for kind, limit in LIMITS.items():
        if kinds.count(kind) > limit:
            message = f"Maximum number of application commands reached ({limit})."
            raise Refused(MAXIMUM_COMMANDS, message=message)


def _count_creations(call: Call, count: int) -> None:
    """200 creations a day and guild; overwriting a command is none."""
    application = call.own_application
    now = application.clock.now()
    times = application.command_creations.setdefault(_guild_id(call) or 0, [])
    times[:] = [one for one in times if one > now - 86_400]
    if len(times) + count > DAILY_CREATIONS:
        raise Refused(MAXIMUM_DAILY_COMMANDS, retry_after=86_400 - (now - times[0]))
    times.extend([now] * count)


def _made(call: Call, fields: Fields, known: Command | None) -> Command:
    version = call.world.ids.next()
    names = fields.get("name_localizations")
    descriptions = fields.get("description_localizations")
    contexts = fields.integers("contexts") if fields.get("contexts") is not None else None
    if contexts is None and "dm_permission" in fields and not fields.flag("dm_permission", True):
        contexts = [0]
    return Command(
        id=known.id if known else version,
        application_id=call.own_application.id,
        guild_id=_guild_id(call),
        version=version,
        kind=fields.integer("type", CommandKind.CHAT_INPUT),
        name=fields.text("name"),
        description=fields.text("description"),
        name_localizations=None if names is None else as_object(names),
        description_localizations=None if descriptions is None else as_object(descriptions),
        options=stored_options(fields.objects("options")),
        default_member_permissions=fields.integer_or_none("default_member_permissions"),
        nsfw=fields.flag("nsfw"),
        contexts=contexts,
        integration_types=fields.integers("integration_types") or [0],
    )


def _permissions_payload(
    application: Application,
    guild_id: int,
    target_id: int,
    overrides: dict[int, tuple[int, bool]],
) -> Payload:
    return {
        "id": str(target_id),
        "application_id": str(application.id),
        "guild_id": str(guild_id),
        "permissions": [
            {"id": str(one), "type": kind, "permission": allowed}
            for one, (kind, allowed) in overrides.items()
        ],
    }
