"""The raw sample that the reader was asked to read: no markup, one comment without a name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.domain.article import ArticleDocument, CommentBorder
from bot.sources.text_document import read_document

_SHARED = Path(os.environ.get("GREENROOM_SHARED", Path(__file__).parents[3] / "shared"))
_SAMPLE = _SHARED / "samples" / "000_b8c22749c92852f8.txt"

pytestmark = pytest.mark.skipif(
    not _SAMPLE.is_file(),
    reason=f"the shared sample is not at {_SAMPLE}; set GREENROOM_SHARED to its folder",
)


@pytest.fixture(scope="module")
def document() -> ArticleDocument:
    return read_document(_SAMPLE.read_text(encoding="utf-8"))


def test_title_and_source_are_read(document: ArticleDocument) -> None:
    assert document.title.startswith("Turkey Threatens To Buy Even More Russian S-400s")
    assert document.attribution == "ZeroHedge"
    assert document.attribution_line == "Originally appeared at ZeroHedge"


def test_article_has_ten_paragraphs_and_one_caption(document: ArticleDocument) -> None:
    assert len(document.paragraphs) == 10
    assert document.lead.startswith("The US-Turkey showdown")
    assert document.paragraphs[-1].startswith("Meanwhile Kremlin officials")
    assert [(c.text[:13], c.after_paragraph, c.line) for c in document.captions] == [
        ("Russian S-400", 1, 9)
    ]
    assert document.subheadings == ()


def test_four_comments_with_their_authors_are_found(document: ArticleDocument) -> None:
    assert [(c.author, len(c.paragraphs), c.line) for c in document.comments] == [
        ("Concrete Mike", 3, 27),
        (None, 1, 36),
        ("Saddam Hussein", 1, 38),
        ("Real Anti-Racist Action", 1, 42),
    ]


def test_comment_keeps_its_paragraphs_and_its_single_line_breaks(document: ArticleDocument) -> None:
    first, _, _, last = document.comments
    assert first.text.split("\n\n")[1] == "If Turkey is strong enough say FU, go for it."
    assert last.text.count("\n") == 7
    assert "\n\n" not in last.text


def test_border_is_said_to_be_inferred_with_reasons(document: ArticleDocument) -> None:
    reading = document.reading
    assert reading.border is CommentBorder.INFERRED
    assert reading.comments_line == 27
    assert reading.confidence >= 0.6
    border = next(note for note in reading.notes if 27 in note.lines)
    assert "Concrete Mike" in border.text
    assert "first person" in border.text
