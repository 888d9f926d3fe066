"""What a document says itself: the line ``--- comments ---``, and lines of the form ``Name:``.

The marker is a line with at least two signs such as ``-``, ``=``, ``*`` or ``#`` before the word
"comments" (or a word for it in another language, or "reader comments"), in any case, with or
without signs and a number after it: ``--- comments ---``, ``=== Reader comments (4) ===``,
``—— Kommentare``, ``## Comments``. The first one counts; it may stand last, which says that there
are no comments. A bare ``Comments (4)`` is what a page prints, and only evidence: articles have
such lines, too.

After the marker, where the first line has the form ``Name:`` (alone, or with the comment's
beginning after it), names (up to 60 characters) are taken from such lines only, at the beginning of
a block. A line that is a rule (``---``, ``***``), or more blank lines than usual, begins a comment
without a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.sources.reading.author_lines import (
    LONGEST_NAME,
    NameContext,
    is_label,
    name_score,
)
from bot.sources.reading.comments import Piece
from bot.sources.reading.evidence import usual_gap
from bot.sources.reading.furniture import is_separator
from bot.sources.reading.lines import Line, Unit
from bot.sources.reading.segmentation import Label
from bot.sources.reading.vocabulary import all_openings, alternation, fold

_LONGEST_MARKER = 80
_MOST_NAME_WORDS = 8
_LONGEST_INLINE_NAME = 40
_NAMELESS_CONFIDENCE = 0.85
_INLINE = re.compile(r"(?P<name>[^:]{1,60}?)\s?[:：]\s(?P<text>\S.*)", re.DOTALL)


def find_marker(lines: Sequence[Line]) -> int | None:
    """The index of the first line that marks the beginning of the comments."""
    return next((index for index, line in enumerate(lines) if is_marker(line.text)), None)


def is_marker(text: str) -> bool:
    """Whether the line is one with which somebody marked where the comments begin."""
    return len(text) <= _LONGEST_MARKER and _marker().fullmatch(fold(text)) is not None


@cache
def _marker() -> re.Pattern[str]:
    sign = r"[-–—=*#~_+<>|/]"
    words = alternation(all_openings("comments"))
    return re.compile(rf"(?:{sign}\s?){{2,}}\s*(?:{words})\s*(?:\(?\d+\)?)?\s*:?\s*(?:{sign}\s?)*")


@dataclass(frozen=True, slots=True)
class _NamedLine:
    name: str
    text: str


def read_named_comments(units: Sequence[Unit], code: str) -> list[Piece] | None:
    """The units of a marked document by its ``Name:`` lines.

    None where the first of them has no such form: the names have to be inferred.
    """
    content = [unit for unit in units if not _parts_comments(unit.text)]
    if not content:
        return None
    inline = _named_line(content[0], code, inline=True)
    if inline is None:
        return None
    inline_allowed = bool(inline.text)
    dense = all(unit.gap == 0 for unit in content[1:])
    usual = usual_gap(units)
    pieces: list[Piece] = []
    closed = True
    for unit in units:
        if _parts_comments(unit.text):
            label = Label.SEPARATOR if is_separator(unit.text) else Label.HEADING
            pieces.append(Piece(unit, label))
            closed = True
            continue
        at_block_start = dense or unit.gap > 0 or closed
        named = _named_line(unit, code, inline=inline_allowed) if at_block_start else None
        pieces.append(_piece(unit, named, closed=closed, wide=unit.gap > usual, first=not pieces))
        closed = False
    return _without_empty_names(pieces)


def _parts_comments(text: str) -> bool:
    return is_separator(text) or is_marker(text)


def _piece(unit: Unit, named: _NamedLine | None, *, closed: bool, wide: bool, first: bool) -> Piece:
    if named is not None and named.text:
        return Piece(unit, Label.AUTHOR_AND_TEXT, named.name, named.text)
    if named is not None:
        return Piece(unit, Label.AUTHOR, named.name)
    if closed and not first:
        return Piece(unit, Label.NAMELESS_START, text=unit.text)
    if wide and not first:
        return Piece(unit, Label.NAMELESS_START, text=unit.text, confidence=_NAMELESS_CONFIDENCE)
    return Piece(unit, Label.TEXT, text=unit.text)


def _without_empty_names(pieces: Sequence[Piece]) -> list[Piece]:
    """The text directly below a name is that name's, whatever parts them."""
    result: list[Piece] = []
    named = False
    for piece in pieces:
        if named and piece.label is Label.NAMELESS_START:
            piece = Piece(piece.unit, Label.TEXT, text=piece.text)
        if piece.label not in (Label.SEPARATOR, Label.HEADING):
            named = piece.label is Label.AUTHOR
        result.append(piece)
    return result


def _named_line(unit: Unit, code: str, *, inline: bool) -> _NamedLine | None:
    text = unit.lines[0].text
    if text.endswith((":", "：")) and len(unit.lines) == 1:
        name = text[:-1].strip()
        return _NamedLine(name, "") if _may_be_name(name) else None
    match = _INLINE.fullmatch(unit.text) if inline else None
    if match is None or not _may_be_name(match["name"]):
        return None
    name = match["name"].strip()
    context = NameContext(code, {}, frozenset())
    if len(name) > _LONGEST_INLINE_NAME or name_score(name, context) <= -1.0:
        return None
    return _NamedLine(name, match["text"])


def _may_be_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_NAME
        and len(name.split()) <= _MOST_NAME_WORDS
        and not is_label(name)
        and re.search(r"[.!?]\s+\S+\s+\S", name) is None
    )
