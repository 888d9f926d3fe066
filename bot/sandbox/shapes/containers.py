"""Shapes of lists and objects, and the check of a whole body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.errors import Path
from bot.sandbox.jsontypes import Fields, Payload, as_list, as_object
from bot.sandbox.shapes.findings import Findings, Shape, dotted


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
class Later:
    """A shape that refers to itself or to one defined below."""

    get: Callable[[], Shape]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        return self.get().check(value, path, findings)


def optional(shape: Shape) -> Given:
    return Given(shape)


def required(shape: Shape) -> Given:
    return Given(shape, required=True, nullable=False)


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
