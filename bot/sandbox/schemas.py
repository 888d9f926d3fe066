"""JSON schemas of one document: what a value breaks, and which fields no schema names.

``jsonschema`` and ``referencing`` are imported only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from bot.sandbox.jsontypes import Payload, as_json, as_object, as_objects

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from referencing.jsonschema import SchemaRegistry

_ROOT: Final = "urn:discord"


class Schemas:
    """Schemas go by their JSON pointer in the document, ``#/components/schemas/User``."""

    def __init__(self, document: Payload) -> None:
        self._document = document
        self._validators: dict[str, Validator] = {}
        self._registry = _registry_of(document)

    def problem(self, pointer: str, value: object) -> str | None:
        """The most telling thing that is wrong with a value."""
        from jsonschema.exceptions import best_match

        error = best_match(self._validator(pointer).iter_errors(as_json(value)))
        return None if error is None else f"{error.json_path}: {error.message[:300]}"

    def unknown_fields(self, pointer: str, value: object) -> list[str]:
        """Paths of fields that no fitting schema names; by itself none would mind."""
        return list(self._unknown({"$ref": pointer}, value, "$"))

    def resolve(self, pointer: str) -> Payload:
        node: object = self._document
        for step in pointer.removeprefix("#/").split("/"):
            node = as_object(node)[step.replace("~1", "/").replace("~0", "~")]
        return as_object(node)

    def _validator(self, pointer: str) -> Validator:
        from jsonschema import Draft202012Validator

        if pointer not in self._validators:
            schema = {"$ref": _ROOT + pointer}
            self._validators[pointer] = Draft202012Validator(schema, registry=self._registry)
        return self._validators[pointer]

    def _unknown(self, schema: Payload, value: object, where: str) -> Iterator[str]:
        branches = list(self._branches(schema, value))
        if isinstance(value, list):
            items = [branch["items"] for branch in branches if "items" in branch]
            for index, item in enumerate(value):
                if items:
                    yield from self._unknown({"anyOf": items}, item, f"{where}[{index}]")
            return
        if not isinstance(value, dict):
            return
        known: dict[str, list[object]] = {}
        free: list[object] = []
        for branch in branches:
            for name, inner in as_object(branch.get("properties", {})).items():
                known.setdefault(name, []).append(inner)
            extra = branch.get("additionalProperties")
            if isinstance(extra, dict):
                free.append(extra)
        if not known and not free:
            return
        for name, inner_value in value.items():
            schemas = known.get(name, free)
            if schemas:
                yield from self._unknown({"anyOf": schemas}, inner_value, f"{where}.{name}")
            else:
                yield f"{where}.{name}"

    def _branches(self, schema: Payload, value: object) -> Iterator[Payload]:
        """The schema itself and those of its alternatives that fit the value."""
        while isinstance(pointer := schema.get("$ref"), str):
            schema = self.resolve(pointer)
        yield schema
        for part in as_objects(schema.get("allOf", [])):
            yield from self._branches(part, value)
        for word in ("oneOf", "anyOf"):
            alternatives = as_objects(schema.get(word, []))
            fitting = [one for one in alternatives if self._fits(one, value)]
            for one in fitting or alternatives:
                yield from self._branches(one, value)

    def _fits(self, schema: Payload, value: object) -> bool:
        pointer = schema.get("$ref")
        if isinstance(pointer, str):
            return self._validator(pointer).is_valid(as_json(value))
        types = schema_types(schema)
        return not types or _type_name(value) in types


def schema_types(schema: Mapping[str, object]) -> Sequence[object]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def _registry_of(document: Payload) -> SchemaRegistry:
    from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

    registry: SchemaRegistry = EMPTY_REGISTRY.with_resource(
        _ROOT, DRAFT202012.create_resource(document)
    )
    return registry


def _type_name(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")
