"""TOML as the shipped lexicon is written in it, read ten times as fast.

Reading the lexicon with ``tomllib`` takes a third of the time until the first text is judged. Its
values are strings, whole numbers, switches and lists of strings, which TOML and JSON write alike
as long as no backslash is among them, and Python reads JSON in C.
"""

from __future__ import annotations

import json

Value = str | int | bool | list[str]


def plain_tables(source: str) -> dict[str, list[dict[str, Value]]] | None:
    """The ``[[tables]]`` of a file, by their name; None: the file needs a full reader of TOML.

    That one also says what is wrong with a file that is no TOML.
    """
    if "\\" in source:
        return None
    tables: dict[str, list[dict[str, Value]]] = {}
    table: dict[str, Value] | None = None
    key = unfinished = ""
    for line in source.split("\n"):
        if unfinished:
            value = f"{unfinished} {line}"
        elif not line or line.startswith("#"):
            continue
        elif line.startswith("[[") and line.endswith("]]") and line[2:-2].isidentifier():
            table = {}
            tables.setdefault(line[2:-2], []).append(table)
            continue
        else:
            key, _, value = line.partition(" = ")
        if value.startswith("[") and not value.endswith("]"):
            unfinished = value
            continue
        unfinished = ""
        read = _value(value)
        if read is None or table is None or key in table or not _is_bare(key):
            return None
        table[key] = read
    return None if unfinished else tables


def _is_bare(key: str) -> bool:
    return key.isascii() and key.isidentifier()


def _value(written: str) -> Value | None:
    if written.endswith((", ]", ",]")):
        written = f"{written.removesuffix(']').rstrip().removesuffix(',')}]"
    try:
        value = json.loads(written)
    except ValueError:
        return None
    if isinstance(value, list):
        return value if all(isinstance(item, str) for item in value) else None
    return value if isinstance(value, str | int) else None
