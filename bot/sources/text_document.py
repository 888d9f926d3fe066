"""Reads an article with its readers' comments from a plain text document.

The text needs no markup. Where the article ends and who commented is inferred from many signals
weighed together (see ``bot.sources.reading.segmentation``), and the result says how sure it is and
from what it was concluded. Two things settle it: a line ``--- comments ---`` and lines ``Name:``
(see ``bot.sources.reading.markers``). Lines above the article such as ``Title: ...``, ``By ...``,
``Published: 2026-03-01``, ``Source: ...``, ``Picture: https://...`` and ``URL: https://...`` are
understood and never needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.article import (
    ArticleDocument,
    CommentBorder,
    LineRole,
    Reading,
    ReadingNote,
    SourceLine,
)
from bot.domain.errors import DocumentUnreadable
from bot.sources.reading.body import Body, read_body
from bot.sources.reading.comments import Comments, assemble, pieces_of
from bot.sources.reading.evidence import weigh
from bot.sources.reading.header import Header, read_header
from bot.sources.reading.lines import Line, group_units, split_lines
from bot.sources.reading.markers import find_marker, is_marker, read_named_comments
from bot.sources.reading.reasons import border_note
from bot.sources.reading.segmentation import segment, segment_comments
from bot.sources.reading.vocabulary import language_of


def read_document(text: str) -> ArticleDocument:
    """Read ``text`` as an article with its readers' comments.

    Args:
        text: a whole document; any line ends, with or without a byte order mark.

    Returns:
        The article, with ``reading`` saying how sure it is and what was inferred.

    Raises:
        DocumentUnreadable: the text is empty, binary, or holds a title and nothing else.
    """
    lines = split_lines(text)
    code = language_of(text)
    marker = find_marker(lines)
    if marker is None:
        return _read_unmarked(lines, code)
    return _read_marked(lines, marker, code)


def _read_marked(lines: Sequence[Line], marker: int, code: str) -> ArticleDocument:
    if marker == 0:
        raise DocumentUnreadable(
            "The document begins with the line that marks the comments: write title and article "
            "above it."
        )
    header = read_header(group_units(lines[:marker]), code)
    body = read_body(weigh(header.rest, code), code)
    line = lines[marker]
    below = lines[marker + 1 :]
    found = _marked_comments(below, code) if below else Comments()
    found.set_aside.insert(0, SourceLine(line.number, line.text, LineRole.COMMENT_MARKER))
    notes = [ReadingNote("The document marks where its comments begin.", 1.0, (line.number,))]
    reading = Reading(
        confidence=round(found.confidence, 2),
        border=CommentBorder.EXPLICIT,
        comments_line=below[0].number if below else None,
        notes=(*header.notes, *body.notes, *notes, *found.notes),
        set_aside=_in_order(header, body, found),
    )
    return _document(header, body, found, reading)


def _marked_comments(lines: Sequence[Line], code: str) -> Comments:
    units = group_units(lines)
    named = read_named_comments(units, code)
    if named is not None:
        return assemble(named)
    evidence = weigh([unit for unit in units if not is_marker(unit.text)], code)
    found = assemble(pieces_of(evidence, segment_comments(evidence)) if evidence else [])
    repeated = [unit.lines[0] for unit in units if is_marker(unit.text)]
    found.set_aside.extend(
        SourceLine(line.number, line.text, LineRole.COMMENT_MARKER) for line in repeated
    )
    return found


def _read_unmarked(lines: Sequence[Line], code: str) -> ArticleDocument:
    header = read_header(group_units(lines), code)
    evidence = weigh(header.rest, code, header.names)
    segmentation = segment(evidence)
    border = segmentation.border
    body = read_body(evidence[:border], code)
    found = assemble(pieces_of(evidence, segmentation))
    sure = segmentation.border_confidence
    reading = Reading(
        confidence=round(min(sure, found.confidence), 2),
        border=CommentBorder.NONE if border is None else CommentBorder.INFERRED,
        comments_line=None if border is None else evidence[border].unit.number,
        notes=(
            *header.notes,
            *body.notes,
            border_note(evidence, segmentation, found.comments),
            *found.notes,
        ),
        set_aside=_in_order(header, body, found),
    )
    return _document(header, body, found, reading)


def _in_order(header: Header, body: Body, found: Comments) -> tuple[SourceLine, ...]:
    lines = [*header.set_aside, *body.set_aside, *found.set_aside]
    return tuple(sorted(lines, key=lambda line: line.number))


def _document(header: Header, body: Body, found: Comments, reading: Reading) -> ArticleDocument:
    if not body.paragraphs:
        raise DocumentUnreadable(
            "The document holds a title (“{title}”) but no article below it: write at least one "
            "paragraph under the title.",
            title=header.title[:80],
        )
    return ArticleDocument(
        title=header.title,
        paragraphs=tuple(body.paragraphs),
        attribution=header.attribution or body.attribution,
        attribution_line=header.attribution_line or body.attribution_line,
        author=header.author,
        published_at=header.published_at,
        subheadings=tuple(body.subheadings),
        captions=tuple(body.captions),
        picture_url=header.picture_url or body.picture_url,
        url=header.url,
        comments=tuple(found.comments),
        reading=reading,
    )
