"""Reading ``lexicon.toml``: every mistake is named with its line and entry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import tomli

from bot.moderation.lexicon.endings import Language
from bot.moderation.lexicon.entry import Entry, Target, WordClass
from bot.moderation.lexicon.lexicon import Lexicon
from bot.moderation.lexicon.spelling import folded

_TEXTS = ("term", "target", "group", "note", "word_class", "language")
_LISTS = ("variants", "harmless", "insulting", "innocent_words")
_SWITCHES = ("ambiguous", "name", "reclaimed", "inside_words")
_REQUIRED = ("term", "target", "group", "severity", "note")

_Choice = TypeVar("_Choice", Target, WordClass, Language)


class LexiconInvalid(ValueError):
    """The lexicon cannot be used; the message names line, entry and what to write instead."""


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with Greenroom, read once."""
    data = resources.files("bot.moderation") / "data" / "lexicon.toml"
    return Lexicon(read_lexicon(data.read_text(encoding="utf-8")))


def read_lexicon(source: str) -> tuple[Entry, ...]:
    """The entries of a lexicon file.

    Raises:
        LexiconInvalid: the file is no TOML, or an entry lacks something or says it wrongly.
    """
    tables = _tables(source)
    if unknown := sorted(tables.keys() - {"entry"}):
        raise LexiconInvalid(
            f"The lexicon holds {unknown[0]!r}, but every word stands under [[entry]]."
        )
    lines = [
        number
        for number, line in enumerate(source.splitlines(), start=1)
        if line.strip().startswith("[[entry]]")
    ]
    entries = tuple(
        _entry(table, line) for table, line in zip(tables.get("entry", ()), lines, strict=True)
    )
    _refuse_repeats(entries, lines)
    return entries


def _tables(source: str) -> Mapping[str, Any]:
    try:
        return tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        raise LexiconInvalid(f"The lexicon is not valid TOML: {error}.") from error


def _entry(table: Mapping[str, object], line: int) -> Entry:
    where = f"Lexicon line {line}, entry {table.get('term', 'without a term')!r}"
    for key in _REQUIRED:
        if not table.get(key):
            raise LexiconInvalid(f"{where}: {key!r} is missing.")
    for key, value in table.items():
        _check(where, key, value)
    severity = table["severity"]
    if not isinstance(severity, int) or not 1 <= severity <= 3:
        raise LexiconInvalid(f"{where}: severity is 1, 2 or 3, not {severity!r}.")
    texts = {key: str(table[key]) for key in _TEXTS if key in table}
    lists = {key: _strings(table.get(key)) for key in _LISTS}
    for phrase in lists["harmless"] + lists["insulting"]:
        if phrase.count("~") != phrase.split().count("~") or phrase.count("~") > 1:
            raise LexiconInvalid(
                f"{where}: in the phrase {phrase!r} one ~ as a word of its own stands for the term."
            )
    if lists["insulting"] and not table.get("ambiguous"):
        raise LexiconInvalid(f"{where}: 'insulting' is for entries with ambiguous = true.")
    return Entry(
        term=texts["term"],
        target=_choice(where, "target", Target, texts["target"]),
        group=texts["group"],
        severity=severity,
        note=texts["note"],
        variants=lists["variants"],
        word_class=_choice(where, "word_class", WordClass, texts.get("word_class", "noun")),
        ambiguous=table.get("ambiguous") is True,
        harmless=tuple(map(folded, lists["harmless"])),
        insulting=tuple(map(folded, lists["insulting"])),
        name=table.get("name") is True,
        reclaimed=table.get("reclaimed") is True,
        inside_words=table.get("inside_words") is True,
        innocent_words=lists["innocent_words"],
        language=_choice(where, "language", Language, texts.get("language", "en")),
    )


def _check(where: str, key: str, value: object) -> None:
    known = (*_TEXTS, *_LISTS, *_SWITCHES, "severity")
    if key not in known:
        raise LexiconInvalid(f"{where}: {key!r} is not a field; there are {', '.join(known)}.")
    if key in _TEXTS and not isinstance(value, str):
        raise LexiconInvalid(f"{where}: {key} is a text in quotation marks, not {value!r}.")
    if key in _SWITCHES and not isinstance(value, bool):
        raise LexiconInvalid(f"{where}: {key} is true or false, not {value!r}.")
    if key in _LISTS and not (
        isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
    ):
        raise LexiconInvalid(f'{where}: {key} is a list such as ["one", "two"], not {value!r}.')


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _choice(where: str, key: str, choices: type[_Choice], value: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choices)
        raise LexiconInvalid(f"{where}: {key} is one of {known}, not {value!r}.") from None


def _refuse_repeats(entries: tuple[Entry, ...], lines: list[int]) -> None:
    owners: dict[str, int] = {}
    for entry, line in zip(entries, lines, strict=True):
        for form in entry.forms():
            if form in owners:
                raise LexiconInvalid(
                    f"Lexicon line {line}, entry {entry.term!r}: {form!r} is already a form of "
                    f"the entry on line {owners[form]}; keep it in one of them."
                )
            owners[form] = line
