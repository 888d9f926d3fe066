"""What an article tells about itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from bot.domain.article import WORDS_A_MINUTE, ArticleDocument, Caption, ReaderComment, Reading


def test_lead_is_the_first_paragraph() -> None:
    assert ArticleDocument("Title", ("First.", "Second.")).lead == "First."
    assert ArticleDocument("Title", ()).lead == ""


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        (1, 1),
        (WORDS_A_MINUTE, 1),
        (WORDS_A_MINUTE * 2, 2),
        (WORDS_A_MINUTE * 5 + 10, 5),
        (WORDS_A_MINUTE * 5 + 200, 6),
    ],
)
def test_reading_time_is_the_number_of_words_at_the_usual_speed(words: int, minutes: int) -> None:
    document = ArticleDocument("Title", ("word " * (words - 1), "word"))
    assert document.word_count == words
    assert document.reading_minutes == minutes


def test_paragraphs_of_a_comment_are_parted_by_blank_lines() -> None:
    assert ReaderComment(None, "One\ntwo\n\nthree").paragraphs == ("One\ntwo", "three")


def test_line_numbers_do_not_make_comments_different() -> None:
    assert ReaderComment("Bob", "hi", 3) == ReaderComment("Bob", "hi", 9)
    assert Caption("A picture", 0, 3) == Caption("A picture", 0)


def test_confidence_outside_of_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Reading(confidence=1.1)


def test_document_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        ArticleDocument("Title", ()).__setattr__("title", "Other")
