"""Finds the handler of every button, menu and form by its custom id.

One listener for all of them: discord.py forgets forms and views when the process ends, and drops
a submit whose form it does not remember. Here nothing needs to be remembered.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord

from bot.discord_io import custom_ids
from bot.domain.errors import GreenroomError

Handler = Callable[[discord.Interaction, tuple[str, ...]], Awaitable[None]]
M = TypeVar("M", bound=Callable[..., Awaitable[None]])

_MARK = "__greenroom_verbs__"


def handles(*verbs: str) -> Callable[[M], M]:
    """Marks a cog's method as the handler of these verbs."""

    def mark(method: M) -> M:
        setattr(method, _MARK, verbs)
        return method

    return mark


class UnknownControl(GreenroomError):
    """A button or form that this version of Greenroom does not know."""


class Router:
    """The handlers by verb."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def register(self, cog: object) -> None:
        """Take in all marked methods of a cog.

        Raises:
            ValueError: a verb has a handler already.
        """
        for name in dir(type(cog)):
            for verb in getattr(getattr(type(cog), name), _MARK, ()):
                if verb in self._handlers:
                    raise ValueError(f"two handlers for {verb}")
                self._handlers[verb] = getattr(cog, name)

    async def dispatch(self, interaction: discord.Interaction) -> bool:
        """Hand an interaction to its handler; False where it is none of ours.

        Raises:
            UnknownControl: it is ours, and nobody handles it.
        """
        if interaction.type not in {
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        }:
            return False
        data: dict[str, Any] = dict(interaction.data or {})
        parsed = custom_ids.parse(str(data.get("custom_id", "")))
        if parsed is None:
            return False
        verb, arguments = parsed
        handler = self._handlers.get(verb)
        if handler is None:
            raise UnknownControl(
                "This button belongs to another version of Greenroom. "
                "Use the newest post or card instead."
            )
        await handler(interaction, arguments)
        return True


def form_values(interaction: discord.Interaction) -> dict[str, str]:
    """What was entered into a form, by field. Labels (type 18) and action rows (type 1) alike."""
    values: dict[str, str] = {}
    data: dict[str, Any] = dict(interaction.data or {})
    pending: list[dict[str, Any]] = list(data.get("components", []))
    while pending:
        component = pending.pop()
        pending.extend(component.get("components", []))
        if "component" in component:
            pending.append(component["component"])
        if "custom_id" in component and isinstance(component.get("value"), str):
            values[component["custom_id"]] = component["value"]
    return values


def picked(interaction: discord.Interaction) -> list[str]:
    """What was picked in a menu."""
    data: dict[str, Any] = dict(interaction.data or {})
    return [str(value) for value in data.get("values", [])]
