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
from bot.sources.reading.register import Register, Signal, is_sentence_end, register_of
from bot.sources.reading.vocabulary import WORD, fold, vocabularies

_LONGEST_STRUCTURAL = 400
"""Longer units are text, whatever they begin with."""
_SENTENCE = 60
"""Shorter texts say little about their register."""
_NEWS = -0.5
_NEUTRAL_VOICE = -1.0
"""News begin well below this; an article that begins above it is a column, not a report."""
_OPENING = 3
_BEGINNING = 13
_FEW_WORDS = 6
_ALSO_OF_NAMES = ((Signal.OPEN_END, 0.9), (Signal.SHORT, 0.6), (Signal.LOWER_CASE, 0.7))
_NAME_AS_TEXT = -0.5
_BETWEEN_TEXTS = 0.6


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
    text_score: float
    """How well it fits as a reader's words, an article's paragraph being 0."""
    author: AuthorLine | None
    above_text: float
    """Evidence for a name from where a short open line stands: between two finished texts."""
    body: BodyLine
    heading_like: float
    """How much a line without an end reads as a heading rather than a name."""
    announces: int | None
    """The number of comments that a heading such as "4 Comments" names; 0 without a number."""
    stamp: bool
    furniture: bool
    notice: bool
    separator: bool


@dataclass(frozen=True, slots=True)
class _Document:
    """What is asked of the whole document when one of its units is weighed."""

    code: str
    names: NameContext
    usual_gap: int
    last_sentence: int
    """Index of the last unit that ends like a sentence."""
    ended: float
    """The share of texts that end with punctuation."""
    voice: float
    """How much the article itself sounds like a reader: above 0 for a column."""


def weigh(units: Sequence[Unit], code: str, heading: str = "") -> list[Evidence]:
    """The evidence on every unit of a document, in order.

    Args:
        units: everything below the document's header.
        code: the document's language.
        heading: title and byline, which name people who are not among the readers.
    """
    known = {unit.text: register_of(unit.text, code) for unit in units}
    registers = [known[unit.text] for unit in units]
    news = [
        unit.text
        for unit, register in zip(units, registers, strict=True)
        if register.score < _NEWS and len(unit.text) > _SENTENCE
    ]
    ends = [is_sentence_end(unit.text) for unit in units]
    texts = [end for unit, end in zip(units, ends, strict=True) if len(unit.text.split()) >= 8]
    document = _Document(
        code=code,
        names=NameContext.of((unit.text for unit in units), [heading, *news], code),
        usual_gap=usual_gap(units),
        last_sentence=max((index for index, end in enumerate(ends) if end), default=-1),
        ended=sum(texts) / len(texts) if texts else 0.5,
        voice=_voice(units, registers),
    )
    lines = {text: _line_evidence(text, document) for text in known}
    return [
        _weigh_one(units, index, registers[index], lines[units[index].text], document)
        for index in range(len(units))
    ]


def usual_gap(units: Sequence[Unit]) -> int:
    """How many blank lines part two paragraphs; 1 where that cannot be told.

    The beginning tells: further down, the gaps between comments may be in the majority.
    """
    gaps = Counter(unit.gap for unit in units[1:_BEGINNING] if unit.gap)
    frequent = [gap for gap, times in gaps.items() if times * 5 >= gaps.total()]
    return min(frequent, default=1)


def _voice(units: Sequence[Unit], registers: Sequence[Register]) -> float:
    """The register in which the article begins; columns and letters begin in the first person."""
    opening = [
        register.score
        for unit, register in zip(units, registers, strict=True)
        if len(unit.text) > _SENTENCE
    ][:_OPENING]
    return sum(opening) / len(opening) if opening else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line says by itself, wherever it stands."""

    author: AuthorLine | None
    heading_like: float
    announces: int | None
    stamp: bool
    furniture: bool
    notice: bool
    separator: bool


def _line_evidence(text: str, document: _Document) -> _Line:
    code = document.code
    if len(text) > _LONGEST_STRUCTURAL:
        author = author_line(text, document.names)
        return _Line(author, 0.0, None, stamp=False, furniture=False, notice=False, separator=False)
    announces = comments_heading(text, code)
    stamp = is_stamp(text, code)
    furniture = is_furniture(text, code)
    page_line = stamp or furniture or announces is not None
    return _Line(
        author=None if page_line else author_line(text, document.names),
        heading_like=_heading_like(text, code),
        announces=announces,
        stamp=stamp,
        furniture=furniture,
        notice=is_notice(text, code),
        separator=is_separator(text),
    )


def _weigh_one(
    units: Sequence[Unit], index: int, register: Register, line: _Line, document: _Document
) -> Evidence:
    unit, code = units[index], document.code
    gap_after = units[index + 1].gap if index + 1 < len(units) else 1
    surroundings = _surroundings(unit.gap if index else 1, gap_after)
    return Evidence(
        unit=unit,
        surroundings=surroundings,
        wide_gap=unit.gap > document.usual_gap,
        register=register,
        text_score=_text_score(unit.text, register, line.author, document),
        author=line.author,
        above_text=_above_text(units, index),
        body=body_line(
            unit.text,
            code,
            alone=surroundings is Surroundings.ALONE or unit.gap == 0,
            before_text=index < document.last_sentence,
        ),
        heading_like=line.heading_like,
        announces=line.announces,
        stamp=line.stamp,
        furniture=line.furniture,
        notice=line.notice,
        separator=line.separator,
    )


def _text_score(
    text: str, register: Register, author: AuthorLine | None, document: _Document
) -> float:
    score = register.score - max(0.0, document.voice - _NEUTRAL_VOICE)
    words = len(text.split())
    if words <= _FEW_WORDS and not is_sentence_end(text):
        # Names are short, open at their end and often in lower case, too.
        score -= sum(weight for signal, weight in _ALSO_OF_NAMES if signal in register.signals)
        score -= document.ended
    if author is not None and author.form is AuthorForm.PLAIN and author.score > 0:
        score = min(score, _NAME_AS_TEXT)
    return score


def _above_text(units: Sequence[Unit], index: int) -> float:
    if index + 1 >= len(units) or len(units[index].text.split()) > _FEW_WORDS:
        return 0.0
    here, after = units[index].text, units[index + 1].text
    before = units[index - 1].text if index else "."
    between = is_sentence_end(before) and not is_sentence_end(here) and is_sentence_end(after)
    return _BETWEEN_TEXTS if between and len(after) > 2 * len(here) else 0.0


def _surroundings(gap_before: int, gap_after: int) -> Surroundings:
    if gap_before == 0:
        return Surroundings.INNER
    return Surroundings.ALONE if gap_after else Surroundings.LEADING


def _heading_like(text: str, code: str) -> float:
    words = WORD.findall(fold(text))
    known = vocabularies()[code]
    if any(word in known.headings for word in words):
        return 0.8
    telling = sum(
        (word in known.common or word in known.verbs) and not (place and word in known.particles)
        for place, word in enumerate(words)
    )
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
