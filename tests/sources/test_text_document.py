"""Small documents of many shapes, and what a reader would take them for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.article import CommentBorder, LineRole
from bot.domain.errors import DocumentUnreadable
from bot.sources.text_document import read_document

_NEWS = """The council of Marn decided on Monday to close the old bridge, the town clerk said.

The bridge was built in 1911 and carries about 4,000 cars a day, according to the county.

“We cannot wait any longer,” said the mayor, Ida Storm, in a statement on Tuesday."""
_TALK = """I've been saying this for years and nobody listened!!

lol the mayor drives over it every day, you know"""


def _document(body: str = _NEWS, below: str = "") -> str:
    return f"Old Bridge At Marn To Close\n\n{body}\n\n{below}\n"


def _authors(text: str) -> list[str | None]:
    return [comment.author for comment in read_document(text).comments]


# --- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n\t\n\u00a0\n\u200b\n\ufeff", "empty"),
        ("Only a title", "no article below it"),
        ("Title\n\nOriginally appeared at ZeroHedge\n\nBy Jane Doe", "no article below it"),
        ("Title\n\n--- comments ---\n\nBob:\nhello", "no article below it"),
        ("--- comments ---\n\nBob:\nhello", "write title and article above"),
        ("PK\x03\x04\x14\x00\x06\x00", "office document"),
        ("%PDF-1.7 and so on", "PDF"),
        ("{\\rtf1 Hello}", "RTF"),
        ("<!DOCTYPE html>\n<html><body><p>Hi</p></body></html>", "web page"),
        ("T\x00i\x00t\x00l\x00e\x00", "does not look like plain text"),
        ("\ufffd\ufffd\x01\x02\x03 text", "does not look like plain text"),
        ("a\n" * 20_001, "20,001 lines"),
    ],
)
def test_unreadable_document_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(DocumentUnreadable, match=reason):
        read_document(text)


# --- the article ---------------------------------------------------------------------------------


def test_smallest_article_is_a_title_and_a_line() -> None:
    document = read_document("Bridge closed\nFor ever.")
    assert (document.title, document.paragraphs) == ("Bridge closed", ("For ever.",))
    assert document.reading.border is CommentBorder.NONE


def test_ordinary_article_has_no_comments() -> None:
    document = read_document(_document())
    assert len(document.paragraphs) == 3
    assert document.comments == ()
    assert document.reading.confidence > 0.8


def test_subheadings_are_no_authors() -> None:
    first, second, third = _NEWS.split("\n\n")
    document = read_document(
        _document(f"{first}\n\nA Century Of Repairs\n\n{second}\n\nIda Storm\n\n{third}")
    )
    assert [(h.text, h.after_paragraph) for h in document.subheadings] == [
        ("A Century Of Repairs", 0),
        ("Ida Storm", 1),
    ]
    assert document.comments == ()


@pytest.mark.parametrize(
    "caption",
    [
        "The old bridge at Marn, via the AP.",
        "Photo: Ida Storm at the bridge",
        "Cars on the old bridge at Marn on Sunday evening. (Photo by Jo Dahl)",
        "The bridge in 1911. File photo",
        "The old bridge at Marn (Reuters/Jo Dahl)",
        "Mayor Ida Storm (left) on the old bridge",
        "Die alte Brücke von Marn. Foto: Jo Dahl/Archiv",
        "A cyclist crossing the old bridge at Marn during the flood of last spring",
        "Picture: Jo Dahl",
    ],
)
def test_caption_between_paragraphs_is_no_paragraph(caption: str) -> None:
    first, *rest = _NEWS.split("\n\n")
    document = read_document(_document("\n\n".join([first, caption, *rest])))
    assert [(c.text, c.after_paragraph, c.line) for c in document.captions] == [(caption, 0, 5)]
    assert len(document.paragraphs) == 3


def test_caption_above_the_first_paragraph_stands_before_it() -> None:
    document = read_document(_document(f"Photo: the bridge\n\n{_NEWS}"))
    assert [caption.after_paragraph for caption in document.captions] == [-1]


def test_fields_above_the_article_are_understood() -> None:
    document = read_document(
        "Title: Old Bridge: The End\nBy Jane Doe and Jo Dahl | 3 March 2026 14:30 CET\n"
        "Source: Marn Mail\nURL: https://mail.example/bridge\n"
        f"Picture: https://mail.example/bridge.jpg\n\n{_NEWS}"
    )
    assert document.title == "Old Bridge: The End"
    assert document.author == "Jane Doe and Jo Dahl"
    assert document.published_at == datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
    assert document.attribution == "Marn Mail"
    assert document.attribution_line == "Source: Marn Mail"
    assert document.url == "https://mail.example/bridge"
    assert document.picture_url == "https://mail.example/bridge.jpg"
    assert len(document.paragraphs) == 3


def test_source_below_the_article_is_found() -> None:
    document = read_document(_document(below="This article first appeared in Marn Mail."))
    assert document.attribution == "Marn Mail"
    assert len(document.paragraphs) == 3


def test_text_that_begins_like_a_field_stays_text() -> None:
    body = "By the time the fire brigade arrived, the bridge was gone, a witness told the court."
    document = read_document(_document(f"{body}\n\n{_NEWS}"))
    assert document.lead == body
    assert document.author is None


def test_document_without_title_takes_its_beginning() -> None:
    body = _NEWS.replace("\n\n", " ") + " " + _NEWS.replace("\n\n", " ")
    document = read_document(f"{body}\n\n{_NEWS}")
    assert document.title == _NEWS.split("\n\n", 1)[0]
    assert document.lead == body
    assert any("without a title" in note.text for note in document.reading.notes)


def test_page_furniture_is_set_aside_and_not_lost() -> None:
    first, *rest = _NEWS.split("\n\n")
    document = read_document(
        _document("\n\n".join(["Share this:", first, "Advertisement", *rest, "Tags: bridge, Marn"]))
    )
    assert len(document.paragraphs) == 3
    assert [
        line.text for line in document.reading.set_aside if line.role is LineRole.PAGE_FURNITURE
    ] == ["Share this:", "Advertisement", "Tags: bridge, Marn"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_system_are_read(line_end: str) -> None:
    text = "\ufeff" + _document(below=f"Bob Miller\n\n{_TALK}").replace("\n", line_end)
    document = read_document(text)
    assert document.title == "Old Bridge At Marn To Close"
    assert len(document.paragraphs) == 3
    assert [(c.author, c.line) for c in document.comments] == [("Bob Miller", 9)]


def test_tabs_and_hard_spaces_become_single_spaces() -> None:
    document = read_document("A\u00a0 title\n\nThe\tbridge\u2009was  closed.")
    assert (document.title, document.lead) == ("A title", "The bridge was closed.")


# --- comments ------------------------------------------------------------------------------------

_SHAPES = {
    "names on their own lines": (
        "Bob Miller\n\nI saw this coming, honestly.\n\nangry_ann\n\nyeah right lol",
        ["Bob Miller", "angry_ann"],
    ),
    "names directly above the text": (
        "Bob Miller\nI saw this coming, honestly.\n\nangry_ann\nyeah right lol",
        ["Bob Miller", "angry_ann"],
    ),
    "names with times": (
        "Bob Miller • 3 hours ago\nI saw this coming.\n\nAnn > Bob Miller • 2 hours ago\nNo.",
        ["Bob Miller", "Ann"],
    ),
    "times below the names": (
        "Bob Miller\n8 March 2026 at 17:31\nI saw this.\nReply\n\nAnn\n9 March 2026 at 8:02\nNo.",
        ["Bob Miller", "Ann"],
    ),
    "says": (
        "Bob Miller says:\nI saw this coming.\n\nAnn says:\nNo you didn't.",
        ["Bob Miller", "Ann"],
    ),
    "names and colons": (
        "Bob Miller: I saw this coming, honestly.\n\nangry_ann: yeah right lol",
        ["Bob Miller", "angry_ann"],
    ),
    "a heading with their number": (
        "2 Comments\n\nBob Miller\n\nThe bridge was fine.\n\nAnn\n\nIt was not.",
        ["Bob Miller", "Ann"],
    ),
    "signatures": (
        "I saw this coming, honestly.\n— Bob Miller\n\nyeah right, we all did!\n— Ann",
        ["Bob Miller", "Ann"],
    ),
    "no names, wide gaps": (
        "\nI saw this coming, honestly.\n\n\nyeah right lol, you always do",
        [None, None],
    ),
    "a reader without a name among others": (
        "Bob Miller\n\nI saw this coming, honestly.\n\n\nyeah right lol\n\nAnn Day\n\nWe all did!",
        ["Bob Miller", None, "Ann Day"],
    ),
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_commenters_are_found_in_every_shape(shape: str) -> None:
    below, authors = _SHAPES[shape]
    document = read_document(_document(below=below))
    assert [comment.author for comment in document.comments] == authors
    assert len(document.paragraphs) == 3
    assert document.reading.border is CommentBorder.INFERRED


_LANGUAGES = {
    "german": (
        "Die alte Brücke von Marn wird nach Angaben der Stadt am Montag gesperrt.\n\n"
        "„Wir können nicht länger warten“, sagte Bürgermeisterin Ida Storm am Dienstag.",
        "Brückenwart\n\nDas habe ich schon immer gesagt, aber auf mich hört ja keiner.\n\n"
        "Anna L.\n\nUnd wer zahlt das wieder? Wir natürlich!",
        ["Brückenwart", "Anna L."],
    ),
    "turkish": (
        "Marn belediyesi eski köprünün pazartesi günü kapatılacağını açıkladı.\n\n"
        "Belediye Başkanı İda Fırtına, “Daha fazla bekleyemeyiz” dedi.",
        "Köprücü\n\nBen bunu yıllardır söylüyorum ama dinleyen yok.\n\n"
        "Ayşe K.\n\nParasını yine biz ödeyeceğiz yani, bravo.",
        ["Köprücü", "Ayşe K."],
    ),
    "spanish": (
        "El ayuntamiento de Marn cerrará el lunes el puente viejo, según informó la alcaldesa.\n\n"
        "“No podemos esperar más”, declaró Ida Tormenta en un comunicado.",
        "Puentista\n\nYo llevo años diciéndolo y nadie me hace caso.\n\n"
        "Ana P.\n\n¿Y quién lo paga? ¡Nosotros, como siempre!",
        ["Puentista", "Ana P."],
    ),
    "dutch": (
        "De gemeente Marn sluit maandag de oude brug, liet burgemeester Ida Storm weten.\n\n"
        "“We kunnen niet langer wachten”, zei zij dinsdag. De brug is van 1911.",
        "Brugwachter\n\nIk zeg het al jaren maar niemand luistert naar mij.\n\n"
        "Anna V.\n\nEn wie betaalt dat? Wij natuurlijk!",
        ["Brugwachter", "Anna V."],
    ),
}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_other_languages_are_read(language: str) -> None:
    body, below, authors = _LANGUAGES[language]
    assert _authors(_document(body, below)) == authors
    assert read_document(_document(body)).comments == ()


def test_single_line_breaks_stay_and_paragraphs_are_parted_by_a_blank_line() -> None:
    below = "Bob Miller\n\nI saw this coming,\nyou all did!\n\u00a0\nAnd I said so, honestly."
    (comment,) = read_document(_document(below=below)).comments
    assert comment.text == "I saw this coming,\nyou all did!\n\nAnd I said so, honestly."
    assert len(comment.paragraphs) == 2


def test_hard_wrapped_lines_are_put_together() -> None:
    document = read_document(
        "Old Bridge At Marn To Close\n\n"
        "The council of Marn decided on Monday to close the old bridge,\n"
        "the town clerk said. The bridge was built in 1911 and carries\n"
        "about 4,000 cars a day, according to a report by the county.\n\n"
        "Bob Miller\n\n"
        "I saw this coming, honestly, and so did everybody else in this\n"
        "town who has ever looked at it from below, but nobody listens\n"
        "to me.\n"
    )
    assert len(document.paragraphs) == 1
    assert "the old bridge, the town clerk" in document.lead
    assert document.comments[0].text.endswith("nobody listens to me.")


def test_columnist_is_not_taken_for_a_reader() -> None:
    document = read_document(
        "Why I Walk\n\nI walk to work every day, and I'd like you to know why I do it.\n\n"
        "My doctor laughed at me. You are too old for this, she said, and I agreed with her.\n\n"
        "The First Mile\n\nYou can't imagine how I hated it, I really can't tell you."
    )
    assert document.comments == ()
    assert [heading.text for heading in document.subheadings] == ["The First Mile"]


def test_unsure_reading_says_so() -> None:
    sure = read_document(_document(below=f"4 Comments\n\nangry_ann • 3 hours ago\n\n{_TALK}"))
    unsure = read_document(_document(below="Bob Miller\n\nThe bridge was a fine bridge."))
    assert sure.reading.confidence > 0.9
    assert unsure.reading.confidence < 0.9


def test_announced_number_that_was_not_found_is_pointed_out() -> None:
    document = read_document(_document(below=f"5 Comments\n\nangry_ann\n\n{_TALK}"))
    assert any("announces 5 comments, 1 were found" in n.text for n in document.reading.notes)
