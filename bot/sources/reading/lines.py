"""A text as numbered lines, and as the units that are read as one: paragraphs or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.domain.errors import DocumentUnreadable

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WHITE_SPACE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE_EDGE = " \ufeff\u200b\u200c\u200d\u2060\u00ad"
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")

_FOREIGN_FORMATS = (
    ("%PDF-", "a PDF file"),
    ("{\\rtf", "an RTF file"),
    ("PK\x03\x04", "an office document or a ZIP archive"),
    ("<!doctype html", "the source of a web page"),
    ("<html", "the source of a web page"),
    ("<?xml", "an XML file"),
)

MOST_LINES = 20_000
"""Documents with more lines are tables or logs, not articles."""
WIDEST_WRAP = 100
"""Lines longer than this are paragraphs of their own, never hard-wrapped text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    number: int
    """Counted from 1."""
    text: str
    """Without white space at its ends; runs of white space inside are one space."""
    gap: int
    """Blank lines directly before it; 0 for the first line."""


@dataclass(frozen=True)
class Unit:
    """Lines that are read as one: a line of its own, or the lines of a hard-wrapped paragraph."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines as one text; the breaks of hard-wrapped lines are spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def gap(self) -> int:
        """Blank lines directly before it."""
        return self.lines[0].gap


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, numbered as an editor numbers them.

    Raises:
        DocumentUnreadable: nothing but white space, or not a plain text.
    """
    _refuse_what_is_no_text(text)
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(_LINE_BREAK.split(text), start=1):
        line = _WHITE_SPACE.sub(" ", _CONTROL.sub("", raw)).strip(_INVISIBLE_EDGE)
        if not line:
            gap += 1
            continue
        lines.append(Line(number, line, gap if lines else 0))
        gap = 0
    if not lines:
        raise DocumentUnreadable("The document is empty: there is no line of text in it.")
    if len(lines) > MOST_LINES:
        raise DocumentUnreadable(
            "The document has {lines:,} lines, more than an article with its comments can have "
            "({most:,}): cut it down to one article.",
            lines=len(lines),
            most=MOST_LINES,
        )
    return lines


def _refuse_what_is_no_text(text: str) -> None:
    beginning = text[:200].lstrip("\ufeff \t\r\n").lower()
    for signature, name in _FOREIGN_FORMATS:
        if beginning.startswith(signature.lower()):
            raise DocumentUnreadable(
                "This looks like {name}, not like plain text: save the article as plain text "
                "(UTF-8) and try again.",
                name=name,
            )
    unreadable = len(_UNREADABLE.findall(text))
    if "\x00" in text or unreadable * 20 > len(text):
        raise DocumentUnreadable(
            "This does not look like plain text: it holds characters that no text has. Save the "
            "article as plain text in UTF-8 and try again."
        )


def group_units(lines: Sequence[Line]) -> list[Unit]:
    """``lines`` as units: hard-wrapped lines are put together, every other line stands alone."""
    blocks = _blocks(lines)
    width = _document_width(blocks)
    units: list[Unit] = []
    for block in blocks:
        block_width = width or _block_width(block)
        current = [block[0]]
        for before, after in pairwise(block):
            if block_width and _is_wrap(before, after, block_width):
                current.append(after)
            else:
                units.append(Unit(tuple(current)))
                current = [after]
        units.append(Unit(tuple(current)))
    return units


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.gap == 0:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrap(before: Line, after: Line, width: int) -> bool:
    """Whether the first word of ``after`` would not have fitted on ``before``."""
    first_word = after.text.split(" ", 1)[0]
    return len(before.text) + 1 + len(first_word) > width - 2 and len(before.text) > width // 2


def _document_width(blocks: Sequence[Sequence[Line]]) -> int | None:
    """The width the whole document is wrapped at, if it is."""
    width = max(len(line.text) for block in blocks for line in block)
    breaks = [pair for block in blocks for pair in pairwise(block)]
    if not 40 <= width <= WIDEST_WRAP or len(breaks) < 4:
        return None
    wraps = sum(_is_wrap(before, after, width) for before, after in breaks)
    return width if wraps * 10 >= len(breaks) * 6 else None


def _block_width(block: Sequence[Line]) -> int | None:
    """The width this block alone is wrapped at, if every break in it looks like that."""
    if len(block) < 4:
        return None
    width = max(len(line.text) for line in block)
    if not 40 <= width <= WIDEST_WRAP:
        return None
    return width if all(_is_wrap(a, b, width) for a, b in pairwise(block)) else None
