"""Files that come with a request, and the attachments they become."""

from __future__ import annotations

import base64
import binascii
import mimetypes
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from bot.sandbox.errors import FILE_TOO_LARGE, FieldProblem, FormRefused, Refused
from bot.sandbox.jsontypes import Fields
from bot.sandbox.model.messages import Attachment
from bot.sandbox.shapes import Flag, ListOf, Number, Object, Snowflake, Text, optional, required
from bot.sandbox.world import World

FILE_LIMIT_BYTES: Final = 10 * 1024 * 1024
FILES_LIMIT: Final = 10

ATTACHMENTS: Final = ListOf(
    Object(
        {
            "id": required(Snowflake()),
            "filename": optional(Text(1, 1024)),
            "description": optional(Text(maximum=1024)),
            "title": optional(Text(maximum=1024)),
            "duration_secs": optional(Number()),
            "waveform": optional(Text(maximum=400)),
            "is_spoiler": optional(Flag()),
        }
    ),
    maximum=FILES_LIMIT,
)

_UNSAFE = re.compile(r"[^\w.\-]+")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Upload:
    """One ``files[n]`` part of a multipart body."""

    index: int
    filename: str
    content: bytes


def store_uploads(
    world: World,
    channel_id: int,
    uploads: Sequence[Upload],
    listed: Sequence[Fields] | None,
    *,
    ephemeral: bool = False,
) -> list[Attachment]:
    """Keep files so that they can be fetched; ``listed`` names and describes them."""
    if len(uploads) > FILES_LIMIT:
        raise FormRefused.at(
            ("attachments",),
            "BASE_TYPE_MAX_LENGTH",
            f"Must be {FILES_LIMIT} or fewer in length.",
        )
    described = {one.integer("id"): one for one in listed or ()}
    made: list[Attachment] = []
    for upload in uploads:
        if len(upload.content) > FILE_LIMIT_BYTES:
            raise Refused(FILE_TOO_LARGE)
        about = described.get(upload.index, Fields())
        filename = _UNSAFE.sub("_", about.text("filename") or upload.filename) or "unknown"
        made.append(
            store_file(
                world,
                channel_id,
                filename,
                upload.content,
                description=about.text_or_none("description"),
                ephemeral=ephemeral,
            )
        )
    return made


def store_file(
    world: World,
    channel_id: int,
    filename: str,
    content: bytes,
    *,
    description: str | None = None,
    ephemeral: bool = False,
) -> Attachment:
    file_id = world.ids.next()
    guessed = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    if guessed.startswith("text/"):
        guessed += "; charset=utf-8"
    folder = "ephemeral-attachments" if ephemeral else "attachments"
    attachment = Attachment(
        id=file_id,
        filename=filename,
        content=content,
        content_type=guessed,
        url=f"{world.base_url}/{folder}/{channel_id}/{file_id}/{quote(filename)}",
        description=description,
        ephemeral=ephemeral,
        size_in_pixels=_png_size(content),
    )
    world.files[file_id] = attachment
    return attachment


def file_of_person(world: World, channel_id: int, given: object) -> Attachment | None:
    """A file that somebody chose in a form or for a command: ``filename`` and ``content``
    in base64. None when it is no file.
    """
    fields = Fields(given) if isinstance(given, dict) else Fields()
    try:
        content = base64.b64decode(fields.text("content"), validate=True)
    except binascii.Error:
        return None
    filename = fields.text("filename")
    if not filename:
        return None
    return store_file(world, channel_id, filename, content, ephemeral=True)


def kept_attachments(
    current: Sequence[Attachment], listed: Sequence[Fields], uploads: Sequence[Upload]
) -> list[Attachment]:
    """What an edit keeps: those it lists by id, with a new description where given."""
    by_id = {attachment.id: attachment for attachment in current}
    new = {upload.index for upload in uploads}
    kept: list[Attachment] = []
    problems: list[FieldProblem] = []
    for index, one in enumerate(listed):
        attachment = by_id.get(one.integer("id"))
        if attachment is None:
            if one.integer("id") not in new:
                path = ("attachments", index, "id")
                problems.append(
                    FieldProblem(path, "ATTACHMENT_NOT_FOUND", "Attachment does not exist")
                )
            continue
        if "description" in one:
            attachment = replace(attachment, description=one.text_or_none("description"))
        kept.append(attachment)
    if problems:
        raise FormRefused(problems)
    return kept


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or not content.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height
