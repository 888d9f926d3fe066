"""A person uses a slash command, its autocomplete or a context-menu command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.sandbox.access import (
    permissions_of,
    require,
    visible_channel,
    visible_message,
)
from bot.sandbox.content.commands import (
    find_option,
    is_subcommand,
)
from bot.sandbox.errors import (
    UNKNOWN_COMMAND,
    UNKNOWN_USER,
    Refused,
)
from bot.sandbox.jsontypes import Payload, as_text
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel, DirectChannel, Thread
from bot.sandbox.model.commands import Command, CommandKind
from bot.sandbox.model.interactions import Interaction, InteractionKind
from bot.sandbox.model.users import User
from bot.sandbox.operations import interactions
from bot.sandbox.operations.command_access import require_usable
from bot.sandbox.operations.command_options import (
    Mentioned,
    declared_options,
    entered_options,
    invalid_option,
    resolved_things,
)
from bot.sandbox.payloads.interactions import resolved_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World


def slash(
    world: World,
    user: User,
    channel_id: int,
    path: str,
    values: Mapping[str, object],
    application_id: int | None = None,
) -> Interaction:
    """Run ``"group command"`` with options by name.

    Raises 10063 for an unknown command, 50013 where it may not be used, 50035 for
    options that are missing, unknown or out of bounds.
    """
    channel, application, command, leaves = _prepared(world, user, channel_id, path, application_id)
    mentioned = Mentioned()
    options = entered_options(world, channel, leaves[-1], values, mentioned)
    data = _command_data(command, _nested(leaves, options))
    resolved = resolved_things(world, channel, user.id, mentioned)
    if resolved:
        data["resolved"] = resolved
    return interactions.begin(
        world,
        application,
        user,
        channel,
        InteractionKind.COMMAND,
        data,
        command=(command.kind, path),
    )


def autocomplete(
    world: World,
    user: User,
    channel_id: int,
    path: str,
    focused: str,
    typed: str,
    values: Mapping[str, object],
    application_id: int | None = None,
) -> Interaction:
    """Ask for choices while typing into the option ``focused``."""
    channel, application, command, leaves = _prepared(world, user, channel_id, path, application_id)
    declared = declared_options(leaves[-1])
    option = find_option(declared, focused)
    if option is None or not option.get("autocomplete"):
        raise invalid_option(focused, "has no autocomplete")
    options: list[Payload] = []
    for one in declared:
        name = as_text(one["name"])
        if name == focused:
            options.append({"name": name, "type": one["type"], "value": typed, "focused": True})
        elif name in values:
            options.append({"name": name, "type": one["type"], "value": values[name]})
    return interactions.begin(
        world,
        application,
        user,
        channel,
        InteractionKind.AUTOCOMPLETE,
        _command_data(command, _nested(leaves, options)),
        command=(command.kind, path),
    )


def context_menu(
    world: World,
    user: User,
    channel_id: int,
    name: str,
    *,
    message_id: int | None = None,
    user_id: int | None = None,
    application_id: int | None = None,
) -> Interaction:
    """Use a command from the menu of a message or of a user."""
    channel = visible_channel(world, user, channel_id)
    kind = CommandKind.MESSAGE if message_id is not None else CommandKind.USER
    application, command = _find(world, channel, name, kind, application_id)
    _require_place(world, user, channel)
    require_usable(world, channel, user, application, command)
    data = _command_data(command, [])
    if message_id is not None:
        message = visible_message(world, user, channel, message_id)
        data["target_id"] = str(message.id)
        data["resolved"] = resolved_payload(
            world, message.guild_id, application.id, messages=[message]
        )
    else:
        target = world.users.get(user_id or 0)
        if target is None:
            raise Refused(UNKNOWN_USER)
        guild = world.guild_of(channel)
        data["target_id"] = str(target.id)
        data["resolved"] = resolved_payload(
            world, guild.id if guild else None, user.id, user_ids=[target.id]
        )
    return interactions.begin(
        world,
        application,
        user,
        channel,
        InteractionKind.COMMAND,
        data,
        command=(kind, name),
        target_user_id=user_id,
        target_message_id=message_id,
    )


def _prepared(
    world: World, user: User, channel_id: int, path: str, application_id: int | None
) -> tuple[Channel, Application, Command, list[Payload]]:
    channel = visible_channel(world, user, channel_id)
    name, *rest = path.split()
    application, command = _find(world, channel, name, CommandKind.CHAT_INPUT, application_id)
    _require_place(world, user, channel)
    require_usable(world, channel, user, application, command)
    return channel, application, command, _leaves(command, rest)


def _find(
    world: World, channel: Channel, name: str, kind: int, application_id: int | None
) -> tuple[Application, Command]:
    """A guild's own command hides the global one of the same name."""
    guild = world.guild_of(channel)
    if isinstance(channel, DirectChannel):
        known = world.applications
        applications = [known[one] for one in channel.recipient_ids if one in known]
    else:
        applications = world.applications_in(world.guilds[channel.guild_id])
    for application in applications:
        if application_id not in (None, application.id):
            continue
        registries: list[Mapping[int, Command]] = [application.commands]
        if guild is not None:
            registries.insert(0, application.guild_commands.get(guild.id, {}))
        for registry in registries:
            for command in registry.values():
                if command.name == name and command.kind == kind:
                    return application, command
    raise Refused(UNKNOWN_COMMAND)


def _require_place(world: World, user: User, channel: Channel) -> None:
    """Who may not send messages in a channel cannot use commands there either."""
    bits = permissions_of(world, channel, user.id)
    require(bits, Permission.USE_APPLICATION_COMMANDS)
    in_thread = isinstance(channel, Thread)
    require(bits, Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)


def _leaves(command: Command, rest: Sequence[str]) -> list[Payload]:
    """The chain from the command to its subcommand; raises 10063 when it breaks off."""
    chain: list[Payload] = [{"name": command.name, "options": command.options}]
    for step in rest:
        option = find_option(declared_options(chain[-1]), step)
        if option is None or not is_subcommand(option):
            raise Refused(UNKNOWN_COMMAND)
        chain.append(option)
    if any(is_subcommand(option) for option in declared_options(chain[-1])):
        raise Refused(UNKNOWN_COMMAND)
    return chain


def _nested(leaves: Sequence[Payload], options: list[Payload]) -> list[Payload]:
    for leaf in reversed(leaves[1:]):
        options = [{"name": leaf["name"], "type": leaf["type"], "options": options}]
    return options


def _command_data(command: Command, options: list[Payload]) -> Payload:
    data: Payload = {"id": str(command.id), "name": command.name, "type": command.kind}
    if command.guild_id is not None:
        data["guild_id"] = str(command.guild_id)
    if options:
        data["options"] = options
    return data
