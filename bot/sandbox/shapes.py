"""Shapes: what a request's body may hold, checked as Discord checks it.

A shape turns raw JSON into checked values (ids become integers) and notes each
problem with Discord's code for it. Fields that no shape names are unsupported:
they are collected apart, so that the caller can fail loudly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.sandbox.clock import parse_timestamp
from bot.sandbox.errors import FieldProblem, FormRefused, Path, Unsupported
from bot.sandbox.jsontypes import Fields, Payload, as_list, as_object

_SNOWFLAKE_LIMIT = 1 << 63


@dataclass(slots=True)
class Findings:
    """What a check came upon, in the order of the fields."""

    problems: list[FieldProblem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, path: Path, code: str, message: str) -> None:
        self.problems.append(FieldProblem(path, code, message))

    def raise_if_any(self, where: str) -> None:
        if self.unknown:
            names = ", ".join(self.unknown)
            raise Unsupported(f"{where}: the sandbox does not know the field {names}")
        if self.problems:
            raise FormRefused(self.problems)


class Shape(Protocol):
    def check(self, value: object, path: Path, findings: Findings) -> object: ...


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)


@dataclass(frozen=True, slots=True)
class Text:
    """A string; lengths in code points, as Discord counts them."""

    minimum: int = 0
    maximum: int | None = None
    strip: bool = False

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            findings.add(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return ""
        text = str(value)
        if self.strip:
            text = text.strip()
        length = len(text)
        too_long = self.maximum is not None and length > self.maximum
        if length < self.minimum or too_long:
            if self.minimum and self.maximum is not None:
                if length == 0:
                    findings.add(path, "BASE_TYPE_REQUIRED", "This field is required")
                else:
                    findings.add(
                        path,
                        "BASE_TYPE_BAD_LENGTH",
                        f"Must be between {self.minimum} and {self.maximum} in length.",
                    )
            elif too_long:
                findings.add(
                    path, "BASE_TYPE_MAX_LENGTH", f"Must be {self.maximum} or fewer in length."
                )
            else:
                findings.add(
                    path, "BASE_TYPE_MIN_LENGTH", f"Must be {self.minimum} or more in length."
                )
        return text


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number; digits in a string count as one, as they do at Discord."""

    minimum: int | None = None
    maximum: int | None = None

    def check(self, value: object, path: Path, findings: Findings) -> object:
        number = _whole_number(value)
        if number is None:
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return 0
        if self.minimum is not None and number < self.minimum:
            findings.add(
                path,
                "NUMBER_TYPE_MIN",
                f"int value should be greater than or equal to {self.minimum}.",
            )
        if self.maximum is not None and number > self.maximum:
            findings.add(
                path,
                "NUMBER_TYPE_MAX",
                f"int value should be less than or equal to {self.maximum}.",
            )
        return number


@dataclass(frozen=True, slots=True)
class Number:
    minimum: float | None = None
    maximum: float | None = None

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
            return 0.0
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; in a query also 1 and 0."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool):
            return value
        if value in ("true", "True", "1"):
            return True
        if value in ("false", "False", "0"):
            return False
        findings.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return False


@dataclass(frozen=True, slots=True)
class Snowflake:
    def check(self, value: object, path: Path, findings: Findings) -> object:
        number = _whole_number(value)
        if number is None or not 0 <= number < _SNOWFLAKE_LIMIT:
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            return 0
        return number


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values."""

    values: tuple[int | str, ...]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, int | str) and not isinstance(value, bool) and value in self.values:
            return value
        allowed = ", ".join(str(one) for one in self.values)
        findings.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{allowed}}}.")
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Moment:
    """ISO 8601; becomes seconds since the epoch."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        try:
            return parse_timestamp(str(value))
        except ValueError:
            findings.add(
                path,
                "DATE_TIME_TYPE_PARSE",
                f"Could not parse {value}. Should be ISO8601.",
            )
            return 0.0


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Shape
    minimum: int = 0
    maximum: int | None = None

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if not isinstance(value, list):
            findings.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if len(value) < self.minimum or (self.maximum is not None and len(value) > self.maximum):
            if self.minimum and self.maximum is not None:
                message = f"Must be between {self.minimum} and {self.maximum} in length."
                findings.add(path, "BASE_TYPE_BAD_LENGTH", message)
            elif self.maximum is not None and len(value) > self.maximum:
                message = f"Must be {self.maximum} or fewer in length."
                findings.add(path, "BASE_TYPE_MAX_LENGTH", message)
            else:
                message = f"Must be {self.minimum} or more in length."
                findings.add(path, "BASE_TYPE_MIN_LENGTH", message)
            return []
        return [self.item.check(one, (*path, index), findings) for index, one in enumerate(value)]


@dataclass(frozen=True, slots=True)
class Given:
    """A field of an object: its shape, whether it must be there, whether it may be null."""

    shape: Shape
    required: bool = False
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Object:
    """An object with known fields; anything else in it is unsupported."""

    fields: Mapping[str, Given]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if not isinstance(value, dict):
            findings.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return {}
        checked: Payload = {}
        for name, given in self.fields.items():
            if name not in value:
                if given.required:
                    findings.add((*path, name), "BASE_TYPE_REQUIRED", "This field is required")
                continue
            raw = value[name]
            if raw is None:
                if given.required or not given.nullable:
                    findings.add((*path, name), "BASE_TYPE_REQUIRED", "This field is required")
                checked[name] = None
                continue
            checked[name] = given.shape.check(raw, (*path, name), findings)
        findings.unknown.extend(
            dotted((*path, str(name))) for name in value if name not in self.fields
        )
        return checked

    def with_fields(self, **extra: Given) -> Object:
        return Object({**self.fields, **extra})


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with free keys, such as localizations."""

    item: Shape

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if not isinstance(value, dict):
            findings.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return {}
        return {
            str(key): self.item.check(one, (*path, str(key)), findings)
            for key, one in value.items()
        }


@dataclass(frozen=True, slots=True)
class ByType:
    """One of several objects, told apart by a field."""

    field_name: str
    shapes: Mapping[int, Shape]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if not isinstance(value, dict):
            findings.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return {}
        kind = value.get(self.field_name)
        if kind is None:
            findings.add((*path, self.field_name), "BASE_TYPE_REQUIRED", "This field is required")
            return {}
        shape = self.shapes.get(kind) if isinstance(kind, int) else None
        if shape is None:
            allowed = ", ".join(str(one) for one in self.shapes)
            findings.add(
                (*path, self.field_name),
                "BASE_TYPE_CHOICES",
                f"Value must be one of ({allowed}).",
            )
            return {}
        return shape.check(value, path, findings)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string or a number, kept as it is."""

    maximum: int

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            message = f'Could not interpret "{value}" as string.'
            findings.add(path, "STRING_TYPE_CONVERT", message)
        elif isinstance(value, str) and not 1 <= len(value) <= self.maximum:
            message = f"Must be between 1 and {self.maximum} in length."
            findings.add(path, "BASE_TYPE_BAD_LENGTH", message)
        return value


@dataclass(frozen=True, slots=True)
class Anything:
    """A value whose type somebody else decides."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        return value


@dataclass(frozen=True, slots=True)
class Later:
    """A shape that refers to itself or to one defined below."""

    get: Callable[[], Shape]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        return self.get().check(value, path, findings)


def optional(shape: Shape) -> Given:
    return Given(shape)


def required(shape: Shape) -> Given:
    return Given(shape, required=True, nullable=False)


def present(shape: Shape) -> Given:
    """May be left out, may not be null."""
    return Given(shape, nullable=False)


def checked_object(shape: Shape, raw: object, where: str) -> Fields:
    """The checked fields; raises ``FormRefused`` or ``Unsupported``."""
    findings = Findings()
    value = shape.check(raw, (), findings)
    findings.raise_if_any(where)
    return Fields(as_object(value))


def checked_list(shape: ListOf, raw: object, where: str) -> Sequence[Fields]:
    findings = Findings()
    value = shape.check(raw, (), findings)
    findings.raise_if_any(where)
    return [Fields(as_object(item)) for item in as_list(value)]


def _whole_number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    return None
