"""Everything that is known about each unit of a document before anything is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.sources.reading.author_lines import AuthorForm, AuthorLine, NameContext, author_line
from bot.sources.reading.captions import BodyLine, BodyRole, body_line
from bot.sources.reading.furniture import (
    comments_heading,
    is_furniture,
    is_notice,
    is_separator,
    is_stamp,
)
from bot.sources.reading.lines import Unit
from bot.sources.reading.register import Register, is_sentence_end, register_of
from bot.sources.reading.vocabulary import WORD, fold, vocabularies

_LONGEST_STRUCTURAL = 400
"""Longer units are text, whatever they begin with."""


class Surroundings(StrEnum):
    """How a unit stands among its neighbours."""

    ALONE = "alone"
    """Blank lines before and after it."""
    LEADING = "leading"
    """A blank line before it, text directly after it."""
    INNER = "inner"
    """Text directly before it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one unit may be, each possibility weighed by itself."""

    unit: Unit
    surroundings: Surroundings
    wide_gap: bool
    """More blank lines before it than the document usually has between two paragraphs."""
    register: Register
    author: AuthorLine | None
    body: BodyLine
    heading_like: float
    """How much a line without an end reads as a heading rather than a name."""
    announces: int | None
    """The number of comments that a heading such as "4 Comments" names; 0 without a number."""
    stamp: bool
    furniture: bool
    notice: bool
    separator: bool


def weigh(units: Sequence[Unit], code: str) -> list[Evidence]:
    """The evidence on every unit of a document in the language ``code``, in order."""
    context = NameContext.of((unit.text for unit in units), code)
    usual = usual_gap(units)
    last_sentence = max(
        (index for index, unit in enumerate(units) if is_sentence_end(unit.text)), default=-1
    )
    return [
        _weigh_one(units, index, code, context, usual, before_text=index < last_sentence)
        for index in range(len(units))
    ]


def usual_gap(units: Sequence[Unit]) -> int:
    """How many blank lines usually part two blocks of text; 1 where that cannot be told."""
    gaps = Counter(unit.gap for unit in units if unit.gap)
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=1)


def _weigh_one(
    units: Sequence[Unit],
    index: int,
    code: str,
    context: NameContext,
    usual: int,
    *,
    before_text: bool,
) -> Evidence:
    unit = units[index]
    text = unit.text
    gap_after = units[index + 1].gap if index + 1 < len(units) else 1
    surroundings = _surroundings(unit.gap if index else 1, gap_after)
    structural = len(text) <= _LONGEST_STRUCTURAL
    return Evidence(
        unit=unit,
        surroundings=surroundings,
        wide_gap=unit.gap > usual,
        register=register_of(text, code),
        author=author_line(text, context),
        body=body_line(
            text,
            code,
            alone=surroundings is Surroundings.ALONE or unit.gap == 0,
            before_text=before_text,
        ),
        heading_like=_heading_like(text, code) if structural else 0.0,
        announces=comments_heading(text, code) if structural else None,
        stamp=structural and is_stamp(text, code),
        furniture=structural and is_furniture(text, code),
        notice=structural and is_notice(text, code),
        separator=structural and is_separator(text),
    )


def _surroundings(gap_before: int, gap_after: int) -> Surroundings:
    if gap_before == 0:
        return Surroundings.INNER
    return Surroundings.ALONE if gap_after else Surroundings.LEADING


def _heading_like(text: str, code: str) -> float:
    words = WORD.findall(fold(text))
    known = vocabularies()[code]
    if any(word in known.headings for word in words):
        return 0.8
    telling = sum(word in known.common or word in known.verbs for word in words)
    return -0.4 + min(1.0, 0.4 * telling)


def body_score(evidence: Evidence) -> float:
    """How well the unit fits into the article itself; a plain paragraph is 0."""
    if evidence.separator or evidence.furniture:
        return 0.8
    if evidence.stamp:
        return -0.5
    if evidence.body.role is BodyRole.CAPTION:
        return 0.4 + evidence.body.confidence
    if evidence.body.role is BodyRole.SUBHEADING:
        return evidence.heading_like
    if evidence.notice:
        return 0.6
    return 0.0


def names_a_speaker(evidence: Evidence, form: AuthorForm) -> bool:
    """Whether the unit may name a speaker in exactly this form."""
    return evidence.author is not None and evidence.author.form is form
