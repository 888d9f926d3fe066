"""Application commands: what may be registered, and what a person may enter.

Source: https://docs.discord.com/developers/interactions/application-commands
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.sandbox.errors import FieldProblem, FormRefused, Path
from bot.sandbox.jsontypes import Fields, Payload, as_objects
from bot.sandbox.model.commands import CommandKind, OptionKind
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Given,
    Integer,
    Later,
    ListOf,
    MapOf,
    Number,
    Object,
    Scalar,
    Text,
    optional,
    required,
)

OPTIONS_LIMIT: Final = 25
CHARACTERS_LIMIT: Final = 8_000
STRING_VALUE_LIMIT: Final = 6_000
_INTEGER_LIMIT: Final = 2**53 - 1
_SLASH_NAME: Final = re.compile(r"^[-_'\w]{1,32}$")

_LOCALIZATIONS = optional(MapOf(Text(1, 100)))
_CHOICE = Object(
    {
        "name": required(Text(1, 100)),
        "name_localizations": _LOCALIZATIONS,
        "value": required(Scalar(100)),
    }
)


OPTION: Final[Object] = Object(
    {
        "type": required(Choice(tuple(range(1, 12)))),
        "name": required(Text(1, 32)),
        "name_localizations": _LOCALIZATIONS,
        "description": required(Text(1, 100)),
        "description_localizations": _LOCALIZATIONS,
        "required": optional(Flag()),
        "choices": optional(ListOf(_CHOICE, maximum=25)),
        "options": optional(ListOf(Later(lambda: OPTION), maximum=OPTIONS_LIMIT)),
        "channel_types": optional(ListOf(Integer())),
        "min_value": optional(Number()),
        "max_value": optional(Number()),
        "min_length": optional(Integer(0, STRING_VALUE_LIMIT)),
        "max_length": optional(Integer(1, STRING_VALUE_LIMIT)),
        "autocomplete": optional(Flag()),
    }
)

_FIELDS: Final[dict[str, Given]] = {
    "name_localizations": _LOCALIZATIONS,
    "description": optional(Text(maximum=100)),
    "description_localizations": _LOCALIZATIONS,
    "options": optional(ListOf(OPTION, maximum=OPTIONS_LIMIT)),
    "default_member_permissions": optional(Integer(0)),
    "dm_permission": optional(Flag()),
    "contexts": optional(ListOf(Choice((0, 1, 2)))),
    "integration_types": optional(ListOf(Choice((0, 1)))),
    "nsfw": optional(Flag()),
}
COMMAND: Final = Object(
    {
        **_FIELDS,
        "name": required(Text(1, 32)),
        "type": optional(Choice((1, 2, 3))),
    }
)
# In a bulk overwrite a command may name its id, which its name decides anyway.
COMMAND_IN_BULK: Final = COMMAND.with_fields(id=optional(Integer()))
COMMAND_EDIT: Final = Object({**_FIELDS, "name": optional(Text(1, 32))})


def require_registrable(fields: Fields, path: Path = ()) -> None:
    """Raises 50035 for a command that Discord would not register."""
    kind = fields.integer("type", CommandKind.CHAT_INPUT)
    problems: list[FieldProblem] = []
    if kind == CommandKind.CHAT_INPUT:
        if not _is_slash_name(fields.text("name")):
            problems.append(_bad_name((*path, "name")))
        if not fields.text("description"):
            problems.append(_required((*path, "description")))
        problems += _option_problems(fields.objects("options"), (*path, "options"), depth=0)
        if _characters(fields) > CHARACTERS_LIMIT:
            problems.append(
                FieldProblem(
                    path,
                    "APPLICATION_COMMAND_TOO_LARGE",
                    f"Command exceeds maximum size ({CHARACTERS_LIMIT})",
                )
            )
    else:
        if fields.text("description"):
            problems.append(
                FieldProblem(
                    (*path, "description"),
                    "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
                    "Context menu commands cannot have description",
                )
            )
        if fields.objects("options"):
            problems.append(
                FieldProblem(
                    (*path, "options"),
                    "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS",
                    "Context menu commands cannot have options",
                )
            )
    if problems:
        raise FormRefused(problems)


def duplicate_names(commands: Sequence[Fields]) -> list[FieldProblem]:
    seen: set[tuple[int, str]] = set()
    problems: list[FieldProblem] = []
    for index, fields in enumerate(commands):
        key = fields.integer("type", CommandKind.CHAT_INPUT), fields.text("name")
        if key in seen:
            problems.append(
                FieldProblem(
                    (index, "name"),
                    "APPLICATION_COMMANDS_DUPLICATE_NAME",
                    "Application command names must be unique",
                )
            )
        seen.add(key)
    return problems


def stored_options(options: Sequence[Fields]) -> list[Payload]:
    """Options as Discord returns them: only what was given."""
    made: list[Payload] = []
    for option in options:
        stored: Payload = {name: value for name, value in option.items() if value is not None}
        if "options" in stored:
            stored["options"] = stored_options(option.objects("options"))
        made.append(stored)
    return made


def find_option(options: Sequence[Payload], name: str) -> Payload | None:
    return next((one for one in options if one["name"] == name), None)


def is_subcommand(option: Payload) -> bool:
    return option["type"] in (OptionKind.SUBCOMMAND, OptionKind.SUBCOMMAND_GROUP)


def value_problem(option: Payload, value: object) -> str | None:
    """What is wrong with a plain value that a person entered, if anything."""
    fields = Fields(option)
    kind = option["type"]
    if kind == OptionKind.STRING:
        if not isinstance(value, str):
            return "must be text"
        most = fields.integer("max_length", STRING_VALUE_LIMIT)
        if not fields.integer("min_length") <= len(value) <= most:
            return f"must be between {fields.integer('min_length')} and {most} characters long"
    elif kind == OptionKind.BOOLEAN:
        return None if isinstance(value, bool) else "must be true or false"
    elif kind in (OptionKind.INTEGER, OptionKind.NUMBER):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        if kind == OptionKind.INTEGER and not isinstance(value, int):
            return "must be a whole number"
        least = fields.number("min_value", -_INTEGER_LIMIT)
        most_value = fields.number("max_value", _INTEGER_LIMIT)
        if not least <= value <= most_value:
            return f"must be between {least} and {most_value}"
    choices = as_objects(option.get("choices", []))
    if choices and value not in [choice["value"] for choice in choices]:
        return "must be one of the choices"
    return None


def chosen_value(option: Payload, value: object) -> object:
    """People pick a choice by its name; commands get its value."""
    for choice in as_objects(option.get("choices", [])):
        if choice["name"] == value:
            return choice["value"]
    return value


def _is_slash_name(name: str) -> bool:
    return _SLASH_NAME.match(name) is not None and name == name.lower()


def _option_problems(options: Sequence[Fields], path: Path, *, depth: int) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        here = (*path, index)
        name, kind = option.text("name"), option.integer("type")
        if not _is_slash_name(name):
            problems.append(_bad_name((*here, "name")))
        if name in names:
            message = "Option name already used"
            code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
            problems.append(FieldProblem((*here, "name"), code, message))
        names.add(name)
        if kind == OptionKind.SUBCOMMAND_GROUP and depth > 0:
            message = "Sub-command groups cannot be nested"
            code = "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
            problems.append(FieldProblem((*here, "type"), code, message))
        if option.flag("required"):
            if optional_seen:
                message = "Required options must be placed before non-required options"
                code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
                problems.append(FieldProblem(here, code, message))
        elif kind > OptionKind.SUBCOMMAND_GROUP:
            optional_seen = True
        if option.flag("autocomplete") and option.objects("choices"):
            message = "Autocomplete and choices are mutually exclusive"
            code = "APPLICATION_COMMAND_AUTOCOMPLETE_NOT_ALLOWED"
            problems.append(FieldProblem(here, code, message))
        problems += _option_problems(option.objects("options"), (*here, "options"), depth=depth + 1)
    return problems


def _characters(fields: Fields) -> int:
    total = len(fields.text("name")) + len(fields.text("description"))
    for option in fields.objects("options"):
        total += _characters(option)
        for choice in option.objects("choices"):
            total += len(choice.text("name")) + len(str(choice.get("value", "")))
    return total


def _bad_name(path: Path) -> FieldProblem:
    return FieldProblem(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _required(path: Path) -> FieldProblem:
    return FieldProblem(path, "BASE_TYPE_REQUIRED", "This field is required")
