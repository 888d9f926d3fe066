"""From labelled units to readers' comments, with notes on what was inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.article import LineRole, ReaderComment, ReadingNote, SourceLine
from bot.sources.reading.evidence import Evidence
from bot.sources.reading.lines import Unit
from bot.sources.reading.segmentation import STARTS, Label, Segmentation
from bot.sources.reading.wording import quoted

_WORTH_A_NOTE = 0.9
"""Decisions at least as sure as this are not mentioned one by one."""
_ROLES = {
    Label.HEADING: LineRole.COMMENT_MARKER,
    Label.STAMP: LineRole.COMMENT_STAMP,
    Label.ASIDE: LineRole.PAGE_FURNITURE,
    Label.SEPARATOR: LineRole.SEPARATOR,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit on the readers' side, with what it is."""

    unit: Unit
    label: Label
    name: str | None = None
    text: str = ""
    """What is said here; empty where the unit only names, stamps or parts."""
    confidence: float = 1.0


@dataclass(slots=True)
class Comments:
    """The comments of a document and how they were found."""

    comments: list[ReaderComment] = field(default_factory=list)
    set_aside: list[SourceLine] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)
    confidence: float = 1.0
    """Of the least certain decision about where a comment begins and whose it is."""


@dataclass(slots=True)
class _Open:
    """The comment that is being read."""

    author: str | None
    line: int
    parts: list[str] = field(default_factory=list)


def pieces_of(evidence: Sequence[Evidence], segmentation: Segmentation) -> list[Piece]:
    """The readers' side of an inferred segmentation."""
    if segmentation.border is None:
        return []
    side = evidence[segmentation.border :]
    decided = zip(side, segmentation.labels, segmentation.label_confidences, strict=True)
    return [_piece(item, label, confidence) for item, label, confidence in decided]


def _piece(item: Evidence, label: Label, confidence: float) -> Piece:
    text = item.unit.text
    name = item.author.name if item.author else None
    if label is Label.AUTHOR or label is Label.SIGNATURE:
        return Piece(item.unit, label, name, confidence=confidence)
    if label is Label.AUTHOR_AND_TEXT and item.author:
        return Piece(item.unit, label, name, item.author.text, confidence)
    if label is Label.TEXT or label is Label.NAMELESS_START:
        return Piece(item.unit, label, text=text, confidence=confidence)
    return Piece(item.unit, label, confidence=confidence)


def assemble(pieces: Sequence[Piece]) -> Comments:
    """Put ``pieces`` together; every unit becomes text, a name, or a line set aside."""
    result = Comments()
    current: _Open | None = None
    for piece in pieces:
        if piece.label in STARTS:
            _close(current, result)
            current = _Open(piece.name, piece.unit.number)
        if piece.text:
            current = current or _Open(None, piece.unit.number)
            joint = "" if not current.parts else "\n\n" if piece.unit.gap else "\n"
            current.parts.append(joint + piece.text)
        if piece.label is Label.SIGNATURE and current is not None:
            current.author = piece.name
            _close(current, result)
            current = None
        _set_aside(piece, result)
        _note(piece, current, result)
    _close(current, result)
    return result


def _close(current: _Open | None, result: Comments) -> None:
    if current is not None and current.parts:
        text = "".join(current.parts)
        result.comments.append(ReaderComment(current.author, text, current.line))


def _set_aside(piece: Piece, result: Comments) -> None:
    role = _ROLES.get(piece.label)
    if piece.label in (Label.AUTHOR, Label.SIGNATURE) and piece.unit.text != piece.name:
        role = LineRole.COMMENT_AUTHOR
    if piece.label is Label.AUTHOR_AND_TEXT:
        role = LineRole.COMMENT_AUTHOR
        line = piece.unit.lines[0]
        beginning = piece.unit.text[: len(piece.unit.text) - len(piece.text)].strip()
        result.set_aside.append(SourceLine(line.number, beginning, role))
        return
    if role is not None:
        result.set_aside.extend(SourceLine(x.number, x.text, role) for x in piece.unit.lines)


def _note(piece: Piece, current: _Open | None, result: Comments) -> None:
    result.confidence = min(result.confidence, piece.confidence)
    shown = quoted(piece.unit.text)
    lines = tuple(line.number for line in piece.unit.lines)
    if piece.label is Label.NAMELESS_START:
        gap = piece.unit.gap
        because = f" after {gap} blank lines" if gap > 1 else ""
        text = f"{shown} is taken as the beginning of a comment without a name{because}."
    elif piece.confidence >= _WORTH_A_NOTE:
        return
    elif piece.label in (Label.AUTHOR, Label.AUTHOR_AND_TEXT, Label.SIGNATURE):
        text = f"“{piece.name}” is taken as the name of a reader."
    elif piece.label is Label.TEXT:
        whose = (current.author if current else None) or "the reader without a name"
        text = f"{shown} is taken as a part of the comment by {whose}, not as a new one."
    else:
        text = f"{shown} is taken as a part of the page, not of a comment."
    result.notes.append(ReadingNote(text, round(piece.confidence, 2), lines))
