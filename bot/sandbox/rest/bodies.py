"""Bodies of requests: JSON, or multipart with ``payload_json`` and ``files[n]``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from aiohttp import BodyPartReader, web

from bot.sandbox.content.uploads import Upload
from bot.sandbox.errors import INVALID_JSON, Refused, Unsupported

_FILE_PART: Final = re.compile(r"^files?\[(\d+)\]$")


@dataclass(frozen=True, slots=True)
class RawBody:
    """``json`` is None when there is no body at all."""

    json: object = None
    uploads: tuple[Upload, ...] = ()
    is_multipart: bool = False


async def read_body(request: web.BaseRequest, where: str) -> RawBody:
    """Raises 50109 for malformed JSON and ``Unsupported`` for other kinds of body."""
    if not request.body_exists:
        return RawBody()
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, where)
    content = await request.content.read()
    if not content:
        return RawBody()
    if kind != "application/json":
        raise Unsupported(f"{where}: the sandbox reads application/json, not {kind}")
    return RawBody(_parse(content))


async def _read_multipart(request: web.BaseRequest, where: str) -> RawBody:
    reader = await request.multipart()
    payload: object = None
    uploads: list[Upload] = []
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader):
            raise Unsupported(f"{where}: nested multipart bodies")
        name = part.name or ""
        content = bytes(await part.read())
        if name == "payload_json":
            payload = _parse(content)
        elif match := _FILE_PART.match(name):
            uploads.append(Upload(int(match[1]), part.filename or "unknown", content))
        else:
            raise Unsupported(f"{where}: the sandbox does not know the form field {name!r}")
    return RawBody(payload if payload is not None else {}, tuple(uploads), is_multipart=True)


def _parse(content: bytes) -> object:
    try:
        parsed: object = json.loads(content)
    except ValueError:
        raise Refused(INVALID_JSON) from None
    return parsed
