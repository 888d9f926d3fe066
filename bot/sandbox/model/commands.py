"""Application commands as registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.jsontypes import Payload


class CommandKind:
    CHAT_INPUT: Final = 1
    USER: Final = 2
    MESSAGE: Final = 3


class OptionKind:
    SUBCOMMAND: Final = 1
    SUBCOMMAND_GROUP: Final = 2
    STRING: Final = 3
    INTEGER: Final = 4
    BOOLEAN: Final = 5
    USER: Final = 6
    CHANNEL: Final = 7
    ROLE: Final = 8
    MENTIONABLE: Final = 9
    NUMBER: Final = 10
    ATTACHMENT: Final = 11


LIMITS: Final = {CommandKind.CHAT_INPUT: 100, CommandKind.USER: 15, CommandKind.MESSAGE: 15}
DAILY_CREATIONS: Final = 200


@dataclass(slots=True)
class Command:
    id: int
    application_id: int
    guild_id: int | None
    version: int
    kind: int
    name: str
    description: str = ""
    name_localizations: Payload | None = None
    description_localizations: Payload | None = None
    options: list[Payload] = field(default_factory=list)
    default_member_permissions: int | None = None
    nsfw: bool = False
    contexts: list[int] | None = None
    integration_types: list[int] = field(default_factory=lambda: [0])
