"""What people are told about a reading, before anything is posted."""

from __future__ import annotations

from bot.sources.describe import describe
from bot.sources.samples import load
from bot.sources.text_document import read_document

_ARTICLE = """Old Bridge At Marn To Close
Source: Marn Mail
By Jane Doe | 3 March 2026

The council of Marn decided on Monday to close the old bridge, the town clerk said.

The bridge at Marn, via the AP.

“We cannot wait any longer,” said the mayor, Ida Storm, in a statement on Tuesday.
"""


def test_marked_document_is_described_in_a_few_lines() -> None:
    text = _ARTICLE + "\n--- comments ---\n\nBob:\nHello there.\n\nAnd bye.\n\nAnn:\nNo.\n"
    assert describe(read_document(text)) == (
        "title: Old Bridge At Marn To Close",
        "source: Marn Mail",
        "author: Jane Doe",
        "published: 2026-03-03 12:00 UTC",
        "article: 2 paragraphs, 31 words (1 min), 1 caption (line 7: “The bridge at Marn, via the "
        "AP.”)",
        "comments: 2 comments, from line 13 on (marked)",
        "  Bob (line 13, 2 paragraphs): “Hello there. And bye.”",
        "  Ann (line 18, 1 paragraph): “No.”",
    )


def test_article_without_comments_says_so_and_how_sure_that_is() -> None:
    lines = describe(read_document(_ARTICLE))
    (comments,) = [line for line in lines if line.startswith("comments:")]
    assert comments.startswith("comments: none found (")
    assert comments.endswith("% sure)")


def test_inferred_border_and_doubts_are_shown_with_their_lines() -> None:
    lines = describe(read_document(load("harbour")))
    assert any(
        line.startswith("comments: 9 comments, from line 25 on (inferred, ") for line in lines
    )
    doubts = [line for line in lines if line.startswith("please check: ")]
    (nameless,) = [line for line in doubts if "line 46: " in line]
    assert "without a name after 2 blank lines" in nameless


def test_doubts_come_with_the_least_certain_first() -> None:
    doubts = [
        int(line.rsplit("(", 1)[1].split("%")[0])
        for line in describe(read_document(load("harbour")))
        if line.startswith("please check: ")
    ]
    assert doubts == sorted(doubts)
    assert len(doubts) >= 2


def test_every_description_is_one_line() -> None:
    assert not any(
        "\n" in line
        for name in ("harbour", "orchard", "tramway")
        for line in describe(read_document(load(name)))
    )
