"""The marks with which a document settles where its comments begin and whose they are."""

from __future__ import annotations

import pytest

from bot.domain.article import CommentBorder, LineRole, ReaderComment
from bot.sources.reading.lines import split_lines
from bot.sources.reading.markers import find_marker
from bot.sources.text_document import read_document

_ARTICLE = "Bridge closed\n\nThe bridge was closed on Monday, the council said.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "--- comments ---",
        "--- Comments ---",
        "—— comments ——",
        "=== comments ===",
        "---comments---",
        "## Comments",
        "*** Reader comments (4) ***",
        "-- Kommentare --",
        "--- Yorumlar ---",
        "~~~ comentarios ~~~",
        "--- COMMENTS:",
        "- - - comments - - -",
    ],
)
def test_marker_is_tolerant(line: str) -> None:
    assert find_marker(split_lines(f"Title\n\nText.\n\n{line}\n\nBob:\nhi")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "comments",
        "Comments (4)",
        "- comments",
        "--- no comments here ---",
        "---",
        "--- comments on it",
    ],
)
def test_other_lines_are_no_marker(line: str) -> None:
    assert find_marker(split_lines(f"Title\n\nText.\n\n{line}\n\nBob:\nhi")) is None


def _comments(below: str) -> list[tuple[str | None, str]]:
    document = read_document(f"{_ARTICLE}--- comments ---\n\n{below}")
    assert document.reading.border is CommentBorder.EXPLICIT
    return [(comment.author, comment.text) for comment in document.comments]


def test_names_with_colons_settle_everything_below_them() -> None:
    below = "Bob:\nJane Doe\n\nReply\n\n3 hours ago\n\nAnn Lee:\n“Share this:” she said."
    assert _comments(below) == [
        ("Bob", "Jane Doe\n\nReply\n\n3 hours ago"),
        ("Ann Lee", "“Share this:” she said."),
    ]


def test_text_may_begin_behind_the_colon() -> None:
    assert _comments("Bob: hi\nthere\n\nAnn: Edit: no\n\nEdit: typo") == [
        ("Bob", "hi\nthere"),
        ("Ann", "Edit: no\n\nEdit: typo"),
    ]


def test_colon_inside_a_paragraph_names_nobody() -> None:
    assert _comments("Bob:\nMy reasons are:\ncost\n\nAnn:\nOk") == [
        ("Bob", "My reasons are:\ncost"),
        ("Ann", "Ok"),
    ]


def test_rule_or_wide_gap_begins_a_comment_without_a_name() -> None:
    below = "Bob:\nhi\n\nthere\n\n---\n\nno name here\n\nAnn:\nok\n\n\n\nnor here"
    assert _comments(below) == [
        ("Bob", "hi\n\nthere"),
        (None, "no name here"),
        ("Ann", "ok"),
        (None, "nor here"),
    ]


def test_names_without_blank_lines_between_are_read() -> None:
    assert _comments("Bob:\nhi\nAnn:\nno\nBob:\nyes") == [
        ("Bob", "hi"),
        ("Ann", "no"),
        ("Bob", "yes"),
    ]


def test_name_without_text_is_set_aside() -> None:
    document = read_document(f"{_ARTICLE}--- comments ---\n\nBob:\n\nAnn:\nhi")
    assert document.comments == (ReaderComment("Ann", "hi"),)
    roles = {line.text: line.role for line in document.reading.set_aside}
    assert roles["Bob:"] is LineRole.COMMENT_AUTHOR


def test_without_colons_only_the_names_are_inferred() -> None:
    document = read_document(
        f"{_ARTICLE}--- comments ---\n\nBob Miller\n\nThe bridge was fine.\n\nAnn\n\nIt was not."
    )
    assert [comment.author for comment in document.comments] == ["Bob Miller", "Ann"]
    assert document.reading.border is CommentBorder.EXPLICIT
    assert document.reading.confidence < 1.0


def test_second_marker_is_no_comment() -> None:
    assert _comments("Bob:\nhi\n\n--- comments ---\n\nAnn:\nno") == [("Bob", "hi"), ("Ann", "no")]
