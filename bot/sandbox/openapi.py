"""Discord's own description of its REST interface, as a check on both sides.

The description is OpenAPI 3.1; it is read from a file that is not part of this
project (https://github.com/discord/discord-api-spec). ``jsonschema`` and
``referencing`` are imported only when a description is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.sandbox.jsontypes import Payload, as_json, as_object, as_objects

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from referencing.jsonschema import SchemaRegistry

_ROOT: Final = "urn:discord"
_PARAMETER: Final = re.compile(r"\{[^}]*\}")
_MULTIPART: Final = "multipart/form-data"
_JSON: Final = "application/json"

# Requests give these as strings of digits, as the documentation asks; the
# description calls them integers.
_BIT_FIELDS: Final = frozenset({"permissions", "allow", "deny", "default_member_permissions"})

# Fields of Discord's documentation that its description leaves out.
_DOCUMENTED_ELSEWHERE: Final = frozenset({"nsfw"})

# Fields that discord.py sends with every edit and Discord takes no notice of.
_IGNORED: Final = frozenset({"tts"})


class Description:
    """Checks bodies against the schemas of their operations."""

    def __init__(self, document: Payload) -> None:
        self._document = document
        self._requests: dict[tuple[str, str], dict[str, str]] = {}
        self._answers: dict[tuple[str, str], dict[str, str]] = {}
        for path, operations in as_object(document["paths"]).items():
            for method, operation in as_object(operations).items():
                if method != "parameters":
                    self._index(path, method, as_object(operation))
        self._accept_digits()
        self._validators: dict[str, Validator] = {}
        self._registry = _registry_of(document)

    @classmethod
    def read(cls, path: Path) -> Description:
        """Raises ``OSError`` or ``ValueError`` when the file is no description."""
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or "paths" not in document:
            raise ValueError(f"{path} is not an OpenAPI description: it has no paths")
        return cls(document)

    def describes(self, method: str, template: str) -> bool:
        return _key(method, template) in self._answers

    def request_problems(
        self, method: str, template: str, body: object, is_multipart: bool
    ) -> list[str]:
        """What the description does not allow in a request, unknown fields included."""
        schemas = self._requests.get(_key(method, template), {})
        reference = schemas.get(_MULTIPART if is_multipart else _JSON) or schemas.get(_JSON)
        if reference is None or body is None:
            return []
        return self._problems(reference, body)

    def answer_problems(self, method: str, template: str, status: int, body: object) -> list[str]:
        schemas = self._answers.get(_key(method, template))
        if schemas is None or body is None:
            return []
        reference = schemas.get(str(status)) or schemas.get(f"{status // 100}XX")
        if reference is None:
            return [f"status {status} is not described"]
        return self._problems(reference, body)

    def _problems(self, reference: str, body: object) -> list[str]:
        from jsonschema.exceptions import best_match

        validator = self._validator(reference)
        error = best_match(validator.iter_errors(as_json(body)))
        if error is not None:
            return [f"{error.json_path}: {error.message[:300]}"]
        unknown = self._unknown({"$ref": reference.removeprefix(_ROOT)}, body, "$")
        return [f"{where} is not described" for where in unknown]

    def _validator(self, reference: str) -> Validator:
        from jsonschema import Draft202012Validator

        if reference not in self._validators:
            schema = {"$ref": reference}
            self._validators[reference] = Draft202012Validator(schema, registry=self._registry)
        return self._validators[reference]

    def _index(self, path: str, method: str, operation: Payload) -> None:
        key = _key(method.upper(), path)
        pointer = f"{_ROOT}#/paths/{_escaped(path)}/{method}"
        body = operation.get("requestBody")
        if body is not None:
            self._requests[key] = {
                kind: f"{pointer}/requestBody/content/{_escaped(kind)}/schema"
                for kind in as_object(as_object(body)["content"])
            }
        self._answers[key] = {}
        for status, answer in as_object(operation["responses"]).items():
            if "$ref" in as_object(answer):
                continue
            if _JSON in as_object(as_object(answer).get("content", {})):
                self._answers[key][status] = (
                    f"{pointer}/responses/{status}/content/{_escaped(_JSON)}/schema"
                )

    def _accept_digits(self) -> None:
        schemas = as_object(as_object(self._document["components"])["schemas"])
        for schema in [*schemas.values(), *self._inline_requests()]:
            properties = as_object(schema).get("properties")
            if not isinstance(properties, dict):
                continue
            for name in _BIT_FIELDS & properties.keys():
                known = as_object(properties[name])
                if "integer" in _types(known):
                    properties[name] = {
                        "anyOf": [dict(known), {"type": "string", "pattern": "^[0-9]+$"}]
                    }

    def _inline_requests(self) -> Iterator[Payload]:
        for schemas in self._requests.values():
            for reference in schemas.values():
                yield self._resolve(reference.removeprefix(_ROOT))

    # Fields that no schema names

    def _unknown(self, schema: Payload, value: object, where: str) -> Iterator[str]:
        schema = self._resolved(schema)
        if isinstance(value, list):
            items = [
                branch["items"] for branch in self._branches(schema, value) if "items" in branch
            ]
            for index, item in enumerate(value):
                if items:
                    yield from self._unknown({"anyOf": items}, item, f"{where}[{index}]")
            return
        if not isinstance(value, dict):
            return
        branches = list(self._branches(schema, value))
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
            if not schemas and name in _DOCUMENTED_ELSEWHERE | _IGNORED:
                continue
            if not schemas:
                yield f"{where}.{name}"
            else:
                yield from self._unknown({"anyOf": schemas}, inner_value, f"{where}.{name}")

    def _branches(self, schema: Payload, value: object) -> Iterator[Payload]:
        """The schema itself and those of its alternatives that fit the value."""
        schema = self._resolved(schema)
        yield schema
        for part in as_objects(schema.get("allOf", [])):
            yield from self._branches(part, value)
        for word in ("oneOf", "anyOf"):
            alternatives = as_objects(schema.get(word, []))
            fitting = [one for one in alternatives if self._fits(one, value)]
            for one in fitting or alternatives:
                yield from self._branches(one, value)

    def _fits(self, schema: Payload, value: object) -> bool:
        reference = schema.get("$ref")
        if isinstance(reference, str):
            return self._validator(_ROOT + reference).is_valid(as_json(value))
        types = _types(schema)
        return not types or _type_name(value) in types

    def _resolved(self, schema: Payload) -> Payload:
        while isinstance(reference := schema.get("$ref"), str):
            schema = self._resolve(reference)
        return schema

    def _resolve(self, reference: str) -> Payload:
        node: object = self._document
        for step in reference.removeprefix("#/").split("/"):
            node = as_object(node)[step.replace("~1", "/").replace("~0", "~")]
        return as_object(node)


def _registry_of(document: Payload) -> SchemaRegistry:
    from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

    registry: SchemaRegistry = EMPTY_REGISTRY.with_resource(
        _ROOT, DRAFT202012.create_resource(document)
    )
    return registry


def _key(method: str, template: str) -> tuple[str, str]:
    return method, _PARAMETER.sub("{}", template)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def _types(schema: Mapping[str, object]) -> Sequence[object]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def _type_name(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
