"""Applications: the bots under test, each with its own switches."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.model.commands import Command
from bot.sandbox.model.users import User

# Privileged gateway intents by the names people use, with their bits.
PRIVILEGED_INTENTS = {"members": 1 << 1, "presences": 1 << 8, "message_content": 1 << 15}

# What the application's flags say of a privileged intent (the "limited" ones,
# which apps in fewer than 100 guilds have).
_INTENT_FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}


@dataclass(slots=True)
class Application:
    id: int
    name: str
    bot: User
    owner_id: int
    privileged: frozenset[str]
    clock: Clock = field(default_factory=Clock)
    latency_seconds: float = 0.0
    limit_scale: float | None = 1.0
    shards: int = 1
    max_concurrency: int = 1
    resume_gateway_url: str | None = None
    gateway_url: str | None = None
    # The IDENTIFYs of the last day: when, and under which rate-limit key.
    identifies: list[tuple[float, int]] = field(default_factory=list)
    commands: dict[int, Command] = field(default_factory=dict)
    guild_commands: dict[int, dict[int, Command]] = field(default_factory=dict)
    # (guild id or 0) -> times at which commands were created in the last day
    command_creations: dict[int, list[float]] = field(default_factory=dict)

    @property
    def flags(self) -> int:
        return sum(_INTENT_FLAGS[name] for name in self.privileged)

    @property
    def reads_content(self) -> bool:
        return "message_content" in self.privileged
