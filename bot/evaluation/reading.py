"""Comments out of a file: CSV with a header, or one JSON object a line; ``.gz`` is unpacked.

Every error names the line, as an editor counts it, and what to do.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import DocumentUnreadable
from bot.evaluation.labels import Labels, UnknownLabel

_LONGEST = 200
"""Characters of a file that an error repeats."""


class ExamplesUnreadable(DocumentUnreadable):
    """A file cannot be read as comments; the message names the line and what to do."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns, or fields of a JSON object, hold what; None: the file has no such column."""

    text: str = "text"
    label: str | None = "label"
    group: str | None = None
    title: str | None = None
    """The title of the article that a text comments on."""
    parent: str | None = None
    """The comment that a text answers."""

    def named(self) -> tuple[str, ...]:
        """The columns that have to be there."""
        columns = (self.text, self.label, self.group, self.title, self.parent)
        return tuple(column for column in columns if column is not None)


@dataclass(frozen=True, slots=True)
class Example:
    """One comment of a file."""

    line: int
    """Where it begins, from 1."""
    text: str
    harmful: bool | None = None
    """What its label says; None without labels."""
    group: str = ""
    article_title: str = ""
    parent_text: str = ""
    article_text: str = ""


def read_examples(path: Path, columns: Columns, labels: Labels | None = None) -> list[Example]:
    """All comments of a file, in order.

    Raises:
        ExamplesUnreadable: it is no such file, or a line of it cannot be read.
    """
    labels = labels or Labels()
    kind = _kind(path)
    text = _text_of(path)
    rows = _csv_rows(text, columns, path) if kind == "csv" else _json_rows(text, columns, path)
    examples = [_example(row, line, columns, labels, path) for line, row in rows]
    if not examples:
        raise ExamplesUnreadable(f"{path} holds no comments.")
    return examples


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    match suffixes[-1:]:
        case [".csv"]:
            return "csv"
        case [".jsonl" | ".ndjson"]:
            return "jsonl"
    raise ExamplesUnreadable(
        f"{path} is neither .csv nor .jsonl: its name has to say which, optionally with .gz."
    )


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
        if path.suffix.lower() == ".gz":
            content = gzip.decompress(content)
    except (gzip.BadGzipFile, zlib.error, EOFError) as broken:
        raise ExamplesUnreadable(f"{path} cannot be unpacked: {broken}.") from broken
    except OSError as refused:
        raise ExamplesUnreadable(f"{path} cannot be read: {refused.strerror}.") from refused
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ExamplesUnreadable(
            f"{path}, line {line}: not UTF-8 text. Save the file with the encoding UTF-8."
        ) from error


def _csv_rows(text: str, columns: Columns, path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(_lines(text), strict=True)
    begins = 1
    try:
        header = next(reader, None)
        if not header:
            raise ExamplesUnreadable(
                f"{path}, line 1: the names of the columns are missing, such as "
                f"{','.join(columns.named())}."
            )
        _require(columns, header, path)
        begins = reader.line_num + 1
        for cells in reader:
            if cells:
                if len(cells) != len(header):
                    raise ExamplesUnreadable(
                        f"{path}, line {begins}: {len(cells)} columns where the header has "
                        f"{len(header)}. A text with commas or line breaks needs quotes around it."
                    )
                yield begins, dict(zip(header, cells, strict=True))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ExamplesUnreadable(
            f"{path}, line {begins}: not CSV ({error}). A quote within quotes is written twice."
        ) from error


def _lines(text: str) -> list[str]:
    # str.splitlines would also cut at separators that stand within a comment.
    return [line + "\n" for line in text.replace("\r\n", "\n").split("\n")]


def _require(columns: Columns, header: Sequence[str], path: Path) -> None:
    missing = [column for column in columns.named() if column not in header]
    if missing:
        raise ExamplesUnreadable(
            f'{path}, line 1: there is no column "{missing[0]}", only '
            f"{_short(', '.join(header))}. Name it with {_option(columns, missing[0])}."
        )


def _json_rows(
    text: str, columns: Columns, path: Path
) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ExamplesUnreadable(
                f"{path}, line {number}: not JSON ({error.msg} at column {error.colno})."
            ) from error
        except RecursionError as error:
            raise ExamplesUnreadable(f"{path}, line {number}: nested too deeply.") from error
        if not isinstance(row, dict):
            raise ExamplesUnreadable(
                f"{path}, line {number}: not an object such as "
                f'{{"{columns.text}": "...", "{columns.label or "id"}": 1}}.'
            )
        # What is optional in an article's thread may be left out of a line.
        missing = [key for key in (columns.text, columns.label) if key and key not in row]
        if missing:
            raise ExamplesUnreadable(
                f'{path}, line {number}: there is no "{missing[0]}", only '
                f"{_short(', '.join(map(str, row))) or 'an empty object'}. "
                f"Name the field with {_option(columns, missing[0])}."
            )
        yield number, row


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else said[:_LONGEST] + "..."


def _option(columns: Columns, column: str) -> str:
    names = ("text", "label", "group", "title", "parent")
    return next(f"--{name}-column" for name in names if getattr(columns, name) == column)


def _example(
    row: Mapping[str, object], line: int, columns: Columns, labels: Labels, path: Path
) -> Example:
    text = row[columns.text]
    if not isinstance(text, str):
        raise ExamplesUnreadable(f'{path}, line {line}: "{columns.text}" is not a string.')
    harmful = None
    if columns.label is not None:
        label = row[columns.label]
        try:
            harmful = labels.is_harmful(label)
        except UnknownLabel as unknown:
            raise ExamplesUnreadable(
                f'{path}, line {line}: the label "{_short(str(label))}" is unknown. Name it with '
                "--harmful or --harmless (* stands for all other labels), or correct the line."
            ) from unknown
    return Example(
        line=line,
        text=text,
        harmful=harmful,
        group=_optional(row, columns.group),
        article_title=_optional(row, columns.title),
        parent_text=_optional(row, columns.parent),
    )


def _optional(row: Mapping[str, object], column: str | None) -> str:
    value = row.get(column) if column is not None else None
    return "" if value is None else str(value)
