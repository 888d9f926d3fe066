"""Options of a command: what a person entered, checked against what was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.content.commands import (
    chosen_value,
    value_problem,
)
from bot.sandbox.content.uploads import file_of_person
from bot.sandbox.errors import (
    FieldProblem,
    FormRefused,
)
from bot.sandbox.jsontypes import Fields, Payload, as_objects, as_text
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.commands import OptionKind
from bot.sandbox.model.messages import Attachment
from bot.sandbox.payloads.interactions import resolved_payload
from bot.sandbox.world import World


@dataclass(slots=True)
class Mentioned:
    """What the options of a command refer to."""

    user_ids: set[int] = field(default_factory=set)
    role_ids: set[int] = field(default_factory=set)
    channel_ids: set[int] = field(default_factory=set)
    attachments: list[Attachment] = field(default_factory=list)


def declared_options(leaf: Payload) -> list[Payload]:
    return as_objects(leaf.get("options", []))


def entered_options(
    world: World,
    channel: Channel,
    leaf: Payload,
    values: Mapping[str, object],
    mentioned: Mentioned,
) -> list[Payload]:
    declared = declared_options(leaf)
    names = [as_text(option["name"]) for option in declared]
    problems = [
        FieldProblem(("options", name), "APPLICATION_COMMAND_OPTION_UNKNOWN", "Unknown option")
        for name in values
        if name not in names
    ]
    entered: list[Payload] = []
    for option, name in zip(declared, names, strict=True):
        if values.get(name) is None:
            if option.get("required"):
                message = "This field is required"
                problems.append(FieldProblem(("options", name), "BASE_TYPE_REQUIRED", message))
            continue
        value = _value(world, channel, option, values[name], mentioned)
        entered.append({"name": name, "type": option["type"], "value": value})
    if problems:
        raise FormRefused(problems)
    return entered


def _value(
    world: World, channel: Channel, option: Payload, given: object, mentioned: Mentioned
) -> object:
    kind = option["type"]
    name = as_text(option["name"])
    if kind == OptionKind.ATTACHMENT:
        attachment = file_of_person(world, channel.id, given)
        if attachment is None:
            raise invalid_option(name, "is no file")
        mentioned.attachments.append(attachment)
        return str(attachment.id)
    if kind in (
        OptionKind.USER,
        OptionKind.ROLE,
        OptionKind.CHANNEL,
        OptionKind.MENTIONABLE,
    ):
        return _reference(world, channel, option, given, mentioned)
    value = chosen_value(option, given)
    problem = value_problem(option, value)
    if problem is not None:
        raise invalid_option(name, problem)
    return value


def _reference(
    world: World, channel: Channel, option: Payload, given: object, mentioned: Mentioned
) -> str:
    name, kind = as_text(option["name"]), option["type"]
    identifier = int(str(given)) if str(given).isdecimal() else 0
    guild = world.guild_of(channel)
    may_be_user = kind in (OptionKind.USER, OptionKind.MENTIONABLE)
    may_be_role = kind in (OptionKind.ROLE, OptionKind.MENTIONABLE)
    if may_be_user and identifier in world.users:
        mentioned.user_ids.add(identifier)
    elif may_be_role and guild is not None and identifier in guild.roles:
        mentioned.role_ids.add(identifier)
    elif kind == OptionKind.CHANNEL and guild is not None:
        place = guild.channels.get(identifier) or guild.threads.get(identifier)
        wanted = Fields(option).integers("channel_types")
        if place is None or (wanted and place.kind not in wanted):
            raise invalid_option(name, "is no channel that can be chosen here")
        mentioned.channel_ids.add(identifier)
    else:
        raise invalid_option(name, "names nothing that can be chosen here")
    return str(identifier)


def resolved_things(world: World, channel: Channel, user_id: int, mentioned: Mentioned) -> Payload:
    guild = world.guild_of(channel)
    return resolved_payload(
        world,
        guild.id if guild else None,
        user_id,
        user_ids=mentioned.user_ids,
        role_ids=mentioned.role_ids,
        channel_ids=mentioned.channel_ids,
        attachments=mentioned.attachments,
    )


def invalid_option(name: str, why: str) -> FormRefused:
    return FormRefused.at(("options", name), "APPLICATION_COMMAND_OPTION_INVALID", why)
