"""JSON as the sandbox handles it: payloads that go out, and typed reading of what came in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)

Payload: TypeAlias = dict[str, object]
Json: TypeAlias = "str | int | float | bool | Mapping[str, Json] | Sequence[Json] | None"


class JsonText(str):
    """JSON kept as text, which takes a fraction of the room; read by ``parsed``."""

    __slots__ = ()

    def parsed(self) -> object:
        value: object = json.loads(self)
        return value


def encode(value: object) -> str:
    """Compact JSON text, with non-ASCII characters kept, as Discord sends it."""
    return _ENCODER.encode(value)


class Fields(Mapping[str, object]):
    """A JSON object whose types were checked before; the getters narrow them.

    A getter raises ``TypeError`` when the value has another type: that is a
    mistake in the sandbox (a shape and its reader disagree), never bad input.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        self._values: Mapping[str, object] = values or {}

    def __getitem__(self, name: str) -> object:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text_or_none(self, name: str) -> str | None:
        value = self._values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise TypeError(f"{name} is {type(value).__name__}, not a string")

    def text(self, name: str, default: str = "") -> str:
        value = self.text_or_none(name)
        return default if value is None else value

    def integer_or_none(self, name: str) -> int | None:
        value = self._values.get(name)
        if value is None or isinstance(value, int):
            return value
        raise TypeError(f"{name} is {type(value).__name__}, not an integer")

    def integer(self, name: str, default: int = 0) -> int:
        value = self.integer_or_none(name)
        return default if value is None else value

    def number_or_none(self, name: str) -> float | None:
        value = self._values.get(name)
        if value is None or isinstance(value, int | float):
            return value
        raise TypeError(f"{name} is {type(value).__name__}, not a number")

    def number(self, name: str, default: float = 0.0) -> float:
        value = self.number_or_none(name)
        return default if value is None else value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._values.get(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        raise TypeError(f"{name} is {type(value).__name__}, not a boolean")

    def items_of(self, name: str) -> list[object]:
        value = self._values.get(name)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        raise TypeError(f"{name} is {type(value).__name__}, not a list")

    def integers(self, name: str) -> list[int]:
        return [as_integer(item) for item in self.items_of(name)]

    def texts(self, name: str) -> list[str]:
        return [as_text(item) for item in self.items_of(name)]

    def objects(self, name: str) -> list[Fields]:
        return [Fields(as_object(item)) for item in self.items_of(name)]

    def object_or_none(self, name: str) -> Fields | None:
        value = self._values.get(name)
        return None if value is None else Fields(as_object(value))

    def object(self, name: str) -> Fields:
        """An object that was required; ``TypeError`` when it is not there."""
        return Fields(as_object(self._values.get(name)))

    def plain(self) -> Payload:
        return dict(self._values)


def as_object(value: object) -> Payload:
    if isinstance(value, dict):
        return value
    if isinstance(value, Fields):
        return value.plain()
    raise TypeError(f"{type(value).__name__} is not an object")


def as_objects(value: object) -> list[Payload]:
    return [as_object(item) for item in as_list(value)]


def as_list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TypeError(f"{type(value).__name__} is not a list")


def as_json(value: object) -> Json:
    """The same value under a stricter type; raises ``TypeError`` for no JSON."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict | list):
        return value
    raise TypeError(f"{type(value).__name__} is no JSON")


def as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(f"{type(value).__name__} is not a string")


def as_texts(value: object) -> list[str]:
    return [as_text(item) for item in as_list(value)]


def as_integer(value: object) -> int:
    if isinstance(value, int):
        return value
    raise TypeError(f"{type(value).__name__} is not an integer")
