"""The samples that ship with the bot: they are found, and read as they were written."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.domain.article import CommentBorder
from bot.domain.errors import NotFound
from bot.sources.samples import SLUR_STAND_IN, load, names
from bot.sources.text_document import read_document


def test_samples_are_listed_and_load_by_either_name() -> None:
    assert names() == ("harbour", "orchard", "tramway")
    assert load("harbour") == load("harbour.txt")


def test_unknown_sample_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="harbour, orchard, tramway"):
        load("moon")


@pytest.mark.parametrize("name", names())
def test_sample_has_the_shape_of_a_news_page(name: str) -> None:
    document = read_document(load(name))
    assert 6 <= len(document.paragraphs) <= 12
    assert 5 <= len(document.comments) <= 9
    assert document.attribution
    assert len(document.captions) == 1


def test_harbour_is_read_without_any_mark() -> None:
    document = read_document(load("harbour"))
    assert document.reading.border is CommentBorder.INFERRED
    assert [comment.author for comment in document.comments] == [
        "Tidewatcher",
        "Old Bosun",
        "Liesl from the Upper Town",
        "Grimsby Knot",
        None,
        "Captain Obvious",
        "NorthQuayNative",
        "Marta Quillfeather",
        "Proud Vellin",
    ]
    assert all(a.line and b.line and a.line < b.line for a, b in pairwise(document.comments))


def test_harbour_holds_one_slur_and_only_as_its_stand_in() -> None:
    document = read_document(load("harbour"))
    assert [c.author for c in document.comments if SLUR_STAND_IN in c.text] == ["Proud Vellin"]


def test_harbour_has_a_reader_who_quotes_the_article() -> None:
    document = read_document(load("harbour"))
    quotation = document.comments[2].text.splitlines()[0].strip("“”").rstrip(",.")
    assert any(quotation in paragraph for paragraph in document.paragraphs)


def test_orchard_is_settled_by_its_marks() -> None:
    document = read_document(load("orchard"))
    assert document.reading.border is CommentBorder.EXPLICIT
    assert document.reading.confidence == 1.0
    assert document.author == "Jonna Pellbrook"
    assert document.published_at is not None
    assert document.url == "https://courier.example/haldern/last-cider-press"
    assert document.picture_url == "https://courier.example/pictures/press.jpg"
    assert [comment.author for comment in document.comments] == [
        "Hedgelayer",
        "Annoyed of Lower Haldern",
        "Jem's Mum",
        "cellar_rat",
        "Anonymous",
        "Dr Peregrine Loam",
    ]
    assert document.comments[3].text.count("\n") == 3


def test_tramway_is_read_although_no_line_is_blank() -> None:
    document = read_document(load("tramway"))
    assert len(document.paragraphs) == 6
    assert [comment.author for comment in document.comments] == [
        "tramspotter_99",
        "Gerda M.",
        "Anonymous",
        "Gerda M.",
        "Buffers",
        "Anonymous",
        "kerbside",
        "Former Driver",
        "Anonymous",
    ]
