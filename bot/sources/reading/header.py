"""What stands above an article's first paragraph: title, source, byline, date, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from bot.domain.article import LineRole, ReadingNote, SourceLine
from bot.sources.reading.attribution import attribution_in
from bot.sources.reading.author_lines import NameContext, name_score
from bot.sources.reading.dates import read_date, without_times
from bot.sources.reading.furniture import (
    comments_heading,
    is_breadcrumbs,
    is_furniture,
    is_separator,
    is_stamp,
)
from bot.sources.reading.lines import Line, Unit
from bot.sources.reading.register import is_sentence_end
from bot.sources.reading.vocabulary import WORD, alternation, fold, openings, vocabularies

_LONGEST_TITLE = 300
_LONGEST_FIELD = 140
_REACH = 10
"""Units below the title that may still belong to the header."""
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")
_ADDRESS_FIELD = re.compile(
    r"(?:url|link|address|adresse|web|permalink)\s*:\s*<?(https?://\S+?)>?", re.I
)
_PICTURE_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:\?\S*)?$", re.IGNORECASE)
_PICTURE_MARKUP = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<address>https?://\S+?)\)")
_FIRST_SENTENCE = re.compile(r".{20,}?[.!?…][\"”’]?(?=\s|$)", re.DOTALL)
_BEFORE_A_DATE = re.compile(r"\s(?:on|at|am|um|vom|le|el|il|em|op)$")
_DATELINE_PLACE = re.compile(r"^[^\W\d_]{3,20},\s(?=\W*$)")
_TITLE_MARKUP = re.compile(r"^#{1,6}\s+")


@dataclass(slots=True)
class Header:
    """What was found above the first paragraph, and the units that remain."""

    title: str = ""
    title_line: int = 0
    attribution: str | None = None
    attribution_line: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    picture_url: str | None = None
    rest: list[Unit] = field(default_factory=list)
    set_aside: list[SourceLine] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)

    @property
    def names(self) -> str:
        """Title and byline: whoever is named there is no reader."""
        return f"{self.title} {self.author or ''}"

    def keep(self, line: Line, role: LineRole) -> None:
        """Set a line aside under ``role``."""
        self.set_aside.append(SourceLine(line.number, line.text, role))


def read_header(units: Sequence[Unit], code: str) -> Header:
    """The header of a document; ``rest`` holds every unit that is no part of it."""
    header = Header()
    start = _take_title(units, header, code)
    waiting: list[Unit] = []
    for index in range(start, len(units)):
        unit = units[index]
        if index - start >= _REACH or _is_paragraph(unit.text):
            header.rest = [*waiting, *units[index:]]
            break
        if _take_field(unit, header, code) or _take_furniture(unit, header, code):
            continue
        if _take_bare_byline(units, index, header, code):
            continue
        waiting.append(unit)
    else:
        header.rest = waiting
    return header


def _take_title(units: Sequence[Unit], header: Header, code: str) -> int:
    """Set the title and return the index of the first unit after it."""
    for index, unit in enumerate(units[:_REACH]):
        title = _labelled(unit.text, "title", code)
        if title:
            header.title, header.title_line = title, unit.number
            _keep(unit, header, LineRole.TITLE)
            for earlier in units[:index]:
                if not _take_field(earlier, header, code):
                    _keep(earlier, header, LineRole.PAGE_FURNITURE)
            return index + 1
    index = 0
    while index < len(units) - 1 and index < _REACH:
        unit = units[index]
        above_title = not is_sentence_end(unit.text) and (
            _take_field(unit, header, code) or _take_furniture(unit, header, code)
        )
        if not above_title and is_breadcrumbs(unit.text) and len(unit.text) < 90:
            _keep(unit, header, LineRole.PAGE_FURNITURE)
            above_title = True
        if not above_title:
            break
        index += 1
    unit = units[index]
    header.title_line = unit.number
    if len(unit.text) <= _LONGEST_TITLE and not _is_several_sentences(unit.text):
        header.title = _TITLE_MARKUP.sub("", unit.text)
        return index + 1
    header.title = _shortened(unit.text)
    header.notes.append(
        ReadingNote(
            "The document begins without a title; the beginning of its first paragraph serves.",
            0.6,
            (unit.number,),
        )
    )
    return index


def _is_several_sentences(text: str) -> bool:
    first = _FIRST_SENTENCE.match(text)
    return len(text) > 200 and first is not None and first.end() < len(text) - 20


def _shortened(text: str) -> str:
    first = _FIRST_SENTENCE.match(text)
    title = first.group() if first else text
    return title if len(title) <= 150 else title[:149].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _is_paragraph(text: str) -> bool:
    return len(text) > _LONGEST_FIELD or (is_sentence_end(text) and len(text.split()) >= 12)


def _take_field(unit: Unit, header: Header, code: str) -> bool:
    """Whether the unit was one of the header's fields; it is then taken."""
    return any(take(unit, header, code) for take in _FIELDS)


def _take_address(unit: Unit, header: Header, code: str) -> bool:
    markup = _PICTURE_MARKUP.fullmatch(unit.text)
    if markup:
        header.picture_url = header.picture_url or markup["address"]
        _keep(unit, header, LineRole.PICTURE)
        return True
    picture = _labelled(unit.text, "picture", code)
    address = _ADDRESS.fullmatch(picture or unit.text)
    if address and (picture or _PICTURE_ENDING.search(address[1])):
        header.picture_url = header.picture_url or address[1]
        _keep(unit, header, LineRole.PICTURE)
        return True
    labelled = _ADDRESS_FIELD.fullmatch(unit.text) or address
    if labelled:
        header.url = header.url or labelled[1]
        _keep(unit, header, LineRole.ADDRESS)
        return True
    return False


def _take_attribution(unit: Unit, header: Header, code: str) -> bool:
    attribution = attribution_in(unit.text, code)
    if attribution is None or header.attribution is not None:
        return False
    header.attribution, header.attribution_line = attribution, unit.text
    _keep(unit, header, LineRole.ATTRIBUTION)
    return True


def _take_byline(unit: Unit, header: Header, code: str) -> bool:
    if header.author is not None or len(unit.text) > _LONGEST_FIELD:
        return False
    match = _byline(code).match(unit.text)
    if match is None:
        return False
    rest = unit.text[match.end() :]
    name = _only_name(rest)
    if not _reads_as_names(name, rest, code):
        return False
    header.author = name
    header.published_at = header.published_at or read_date(rest, code)
    _keep(unit, header, LineRole.BYLINE)
    return True


def _only_name(text: str) -> str:
    """The name in ``Jane Doe, Correspondent | 3 March 2026``, ``Jane Doe on 3 March 2026``."""
    left, timed = without_times(text)
    name = _BEFORE_A_DATE.sub("", left.rstrip(" ,;|-–—")) if timed else left
    name = re.split(r"\s*[|•·⋅]\s*|\s+[-–—]\s+|\s{2,}", name.strip())[0]
    return name.strip(" ,;:-–—|()")


def _reads_as_names(name: str, rest: str, code: str) -> bool:
    words = WORD.findall(name)
    if not words or len(words) > 14 or not name[0].isupper():
        return False
    if rest.rstrip().endswith((".", "!", "?")) and len(words) > 3:
        return False
    known = vocabularies()[code]
    return not any(word in known.verbs or word in known.first for word in map(fold, words))


def _take_date(unit: Unit, header: Header, code: str) -> bool:
    if len(unit.text) > _LONGEST_FIELD:
        return False
    left, timed = without_times(fold(unit.text))
    left = _DATELINE_PLACE.sub("", left) if unit.text[0].isupper() else left
    if not timed or WORD.search(_date_words(code).sub(" ", left)):
        return False
    moment = read_date(unit.text, code)
    if header.published_at is None:
        header.published_at = moment
    if moment is None and re.search(r"\d[./-]\d", unit.text):
        header.notes.append(
            ReadingNote(
                f"“{unit.text}” may be two dates (which is the month?); it is not used.",
                1.0,
                (unit.number,),
            )
        )
    _keep(unit, header, LineRole.DATE)
    return True


_FIELDS: tuple[Callable[[Unit, Header, str], bool], ...] = (
    _take_address,
    _take_attribution,
    _take_date,
    _take_byline,
)


def _take_furniture(unit: Unit, header: Header, code: str) -> bool:
    text = unit.text
    if is_separator(text):
        _keep(unit, header, LineRole.SEPARATOR)
        return True
    furniture = is_stamp(text, code) or is_furniture(text, code)
    if furniture or comments_heading(text, code) is not None:
        _keep(unit, header, LineRole.PAGE_FURNITURE)
        return True
    return False


def _take_bare_byline(units: Sequence[Unit], index: int, header: Header, code: str) -> bool:
    """A name without "By" between the title and a date or a source."""
    if header.author is not None or index + 1 >= len(units):
        return False
    unit, after = units[index], units[index + 1]
    alone = NameContext(code, {}, frozenset())
    if len(unit.text.split()) < 2 or name_score(unit.text, alone) < 1.5:
        return False
    probe = Header()
    if not (_take_date(after, probe, code) or _take_attribution(after, probe, code)):
        return False
    header.author = unit.text
    header.notes.append(
        ReadingNote(
            f"“{unit.text}” is taken as the author: a name between the title and the date.",
            0.8,
            (unit.number,),
        )
    )
    _keep(unit, header, LineRole.BYLINE)
    return True


def _keep(unit: Unit, header: Header, role: LineRole) -> None:
    for line in unit.lines:
        header.keep(line, role)


def _labelled(text: str, name: str, code: str) -> str | None:
    """What follows a label such as ``Title:``."""
    match = re.match(rf"(?:{alternation(openings(code, name))})\s*:\s*(?=\S)", fold(text))
    return text[match.end() :].strip() if match else None


@cache
def _byline(code: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:{alternation(openings(code, 'byline'))})\s*(?::|(?=\s))\s*", re.IGNORECASE
    )


@cache
def _date_words(code: str) -> re.Pattern[str]:
    words = alternation(openings(code, "date"))
    return re.compile(rf"(?<!\w)(?:{words}|on|am|um|uhr|at|el|le|il|em|op|and|h|first)(?!\w)")
