"""The article's own text: paragraphs, subheadings, captions, and what only belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.article import Caption, LineRole, ReadingNote, SourceLine, Subheading
from bot.sources.reading.attribution import attribution_in
from bot.sources.reading.captions import BodyRole
from bot.sources.reading.evidence import Evidence
from bot.sources.reading.wording import quoted

_PICTURE_MARKUP = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<address>https?://\S+?)\)")
_HEADING_MARKUP = re.compile(r"^#{1,6}\s+")


@dataclass(slots=True)
class Body:
    """What stands between the header and the comments."""

    paragraphs: list[str] = field(default_factory=list)
    subheadings: list[Subheading] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    picture_url: str | None = None
    attribution: str | None = None
    attribution_line: str | None = None
    set_aside: list[SourceLine] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)


def read_body(evidence: Sequence[Evidence], code: str) -> Body:
    """The article's text from the units that belong to it."""
    body = Body()
    for item in evidence:
        if not (_take_page_line(item, body) or _take_source(item, body, code)):
            _take_text(item, body)
    if not body.paragraphs:
        _headings_are_the_text(body)
    return body


def _take_page_line(item: Evidence, body: Body) -> bool:
    picture = _PICTURE_MARKUP.fullmatch(item.unit.text)
    if picture:
        body.picture_url = body.picture_url or picture["address"]
        _set_aside(item, body, LineRole.PICTURE)
        return True
    if item.separator:
        _set_aside(item, body, LineRole.SEPARATOR)
        return True
    if item.furniture or item.notice or item.stamp or item.announces is not None:
        _set_aside(item, body, LineRole.PAGE_FURNITURE)
        return True
    return False


def _take_source(item: Evidence, body: Body, code: str) -> bool:
    source = attribution_in(item.unit.text, code)
    if source is None or body.attribution is not None:
        return False
    body.attribution, body.attribution_line = source, item.unit.text
    _set_aside(item, body, LineRole.ATTRIBUTION)
    return True


def _take_text(item: Evidence, body: Body) -> None:
    text, number = item.unit.text, item.unit.number
    place = len(body.paragraphs) - 1
    if item.body.role is BodyRole.PARAGRAPH:
        body.paragraphs.append(text)
        return
    if item.body.role is BodyRole.CAPTION:
        body.captions.append(Caption(text, place, number))
    else:
        text = _HEADING_MARKUP.sub("", text)
        body.subheadings.append(Subheading(text, place, number))
    body.notes.append(
        ReadingNote(
            f"{quoted(text)} is taken as a {item.body.role.value}: {item.body.reason}.",
            item.body.confidence,
            (number,),
        )
    )


def _headings_are_the_text(body: Body) -> None:
    """An article of nothing but short lines: they are its text."""
    body.paragraphs = [heading.text for heading in body.subheadings]
    body.subheadings = []
    if not body.paragraphs:
        body.paragraphs = [caption.text for caption in body.captions]
        body.captions = []
    else:
        body.captions = [Caption(c.text, -1, c.line) for c in body.captions]
    body.notes = []


def _set_aside(item: Evidence, body: Body, role: LineRole) -> None:
    body.set_aside.extend(SourceLine(line.number, line.text, role) for line in item.unit.lines)
