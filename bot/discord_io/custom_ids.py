"""The custom ids of buttons, menus and forms: ``gr:verb:argument:...``.

They say all that is needed to act on them, so a button or an open form outlives the process that
made it. Nobody may rely on them for permission: everything is checked again where it is done.
"""

from __future__ import annotations

PREFIX = "gr"
LONGEST = 100
"""Characters. Source: Discord's documentation, "Component custom IDs"."""


def make(verb: str, *arguments: int | str) -> str:
    """The custom id for a verb with its arguments."""
    made = ":".join([PREFIX, verb, *map(str, arguments)])
    if len(made) > LONGEST:
        raise ValueError(f"a custom id has at most {LONGEST} characters: {made}")
    return made


def parse(custom_id: str) -> tuple[str, tuple[str, ...]] | None:
    """Verb and arguments; None for an id that is none of ours."""
    prefix, *rest = custom_id.split(":")
    if prefix != PREFIX or not rest:
        return None
    return rest[0], tuple(rest[1:])
