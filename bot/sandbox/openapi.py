"""Discord's own description of its REST interface, as a check on both sides.

The description is OpenAPI 3.1; it is read from a file that is not part of this
project (https://github.com/discord/discord-api-spec).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.sandbox.jsontypes import Payload, as_object
from bot.sandbox.schemas import Schemas, schema_types

_PARAMETER: Final = re.compile(r"\{[^}]*\}")
_MULTIPART: Final = "multipart/form-data"
_JSON: Final = "application/json"
_SNOWFLAKE: Final = "SnowflakeType"

# Requests give these as strings of digits, as the documentation asks; the
# description calls them integers.
_BIT_FIELDS: Final = frozenset({"permissions", "allow", "deny", "default_member_permissions"})

# Fields of Discord's documentation that its description leaves out.
_DOCUMENTED_ELSEWHERE: Final = frozenset({"nsfw"})
# The first message that comes with a new forum post.
_ANSWERED_ELSEWHERE: Final = frozenset({"$.message"})

# Fields that discord.py sends with every edit and Discord takes no notice of.
_IGNORED: Final = frozenset({"tts"})

# What discord.py sends beside, and Discord takes no notice of: the flags of an embed, and the id
# of an overwrite that its path names already.
_SENT_BESIDE: Final = re.compile(r"\$(?:\.\w+)?\.embeds\[\d+\]\.flags|\$\.id")

_ID: Final = re.compile(r'"\d{15,20}"')
_MOST_REMEMBERED: Final = 10_000


class Description:
    """Checks bodies against the schemas of their operations."""

    def __init__(self, text: str) -> None:
        document = json.loads(text)
        if not isinstance(document, dict) or "paths" not in document:
            raise ValueError("this is no OpenAPI description: it has no paths")
        # (method, template) -> kind of body, or status -> pointer to the schema
        self._requests: dict[tuple[str, str], dict[str, str]] = {}
        self._answers: dict[tuple[str, str], dict[str, str]] = {}
        for path, operations in as_object(document["paths"]).items():
            for method, operation in as_object(operations).items():
                if method != "parameters":
                    self._index(path, method, as_object(operation))
        # What bodies without a problem look like: a bot tells of the same commands at every start,
        # and checking them all takes a second and more.
        self._right: set[bytes] = set()
        self._answer_schemas = Schemas(document)
        lenient = as_object(json.loads(text))
        self._request_schemas = Schemas(lenient)
        self._accept_what_discord_converts(lenient)

    @classmethod
    def read(cls, path: Path) -> Description:
        """Raises ``OSError`` or ``ValueError`` when the file is no description."""
        try:
            return cls(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error

    def describes(self, method: str, template: str) -> bool:
        return _key(method, template) in self._answers

    def request_problems(
        self, method: str, template: str, body: object, is_multipart: bool
    ) -> list[str]:
        """What the description does not allow in a request, unknown fields included."""
        pointers = self._requests.get(_key(method, template), {})
        pointer = pointers.get(_MULTIPART if is_multipart else _JSON) or pointers.get(_JSON)
        if pointer is None or body is None or (look := _look(pointer, body)) in self._right:
            return []
        problem = self._request_schemas.problem(pointer, body)
        if problem is not None:
            return [problem]
        unknown = self._request_schemas.unknown_fields(pointer, body)
        return self._remembered(
            look,
            [
                f"{where} is not described"
                for where in unknown
                if where.rpartition(".")[2] not in _DOCUMENTED_ELSEWHERE | _IGNORED
                and not _SENT_BESIDE.fullmatch(where)
            ],
        )

    def answer_problems(self, method: str, template: str, status: int, body: object) -> list[str]:
        """What the description does not allow in an answer, unknown fields included."""
        pointers = self._answers.get(_key(method, template))
        if pointers is None or body is None:
            return []
        pointer = pointers.get(str(status)) or pointers.get(f"{status // 100}XX")
        if pointer is None:
            return [f"status {status} is not described"]
        if (look := _look(pointer, body)) in self._right:
            return []
        problem = self._answer_schemas.problem(pointer, body)
        if problem is not None:
            return [problem]
        unknown = self._answer_schemas.unknown_fields(pointer, body)
        return self._remembered(
            look,
            [f"{where} is not described" for where in unknown if where not in _ANSWERED_ELSEWHERE],
        )

    def _remembered(self, look: bytes, problems: list[str]) -> list[str]:
        if not problems:
            if len(self._right) >= _MOST_REMEMBERED:
                self._right.clear()
            self._right.add(look)
        return problems

    def _index(self, path: str, method: str, operation: Payload) -> None:
        key = _key(method.upper(), path)
        pointer = f"#/paths/{_escaped(path)}/{method}"
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

    def _accept_what_discord_converts(self, document: Payload) -> None:
        """Ids may come as numbers, and bit fields as strings of digits."""
        schemas = as_object(as_object(document["components"])["schemas"])
        for schema in [*schemas.values(), *self._inline_requests()]:
            properties = as_object(schema).get("properties")
            if not isinstance(properties, dict):
                continue
            for name in _BIT_FIELDS & properties.keys():
                known = as_object(properties[name])
                if "integer" in schema_types(known):
                    digits = {"type": "string", "pattern": "^[0-9]+$"}
                    properties[name] = {"anyOf": [dict(known), digits]}
        schemas[_SNOWFLAKE] = {"anyOf": [schemas[_SNOWFLAKE], {"type": "integer"}]}

    def _inline_requests(self) -> Iterator[Payload]:
        for pointers in self._requests.values():
            for pointer in pointers.values():
                yield self._request_schemas.resolve(pointer)


def _look(pointer: str, body: object) -> bytes:
    """The same for bodies that differ in nothing but ids, which are right or wrong alike."""
    text = _ID.sub('"1"', json.dumps([pointer, body], sort_keys=True))
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _key(method: str, template: str) -> tuple[str, str]:
    return method, _PARAMETER.sub("{}", template)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
