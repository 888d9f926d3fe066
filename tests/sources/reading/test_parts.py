"""The smaller parts: captions, page furniture, sources, registers and the words behind them."""

from __future__ import annotations

import pytest

from bot.sources.reading.attribution import attribution_in
from bot.sources.reading.captions import BodyRole, body_line
from bot.sources.reading.furniture import (
    comments_heading,
    is_furniture,
    is_notice,
    is_separator,
    is_stamp,
)
from bot.sources.reading.lines import group_units, split_lines
from bot.sources.reading.register import Signal, register_of
from bot.sources.reading.vocabulary import language_of, vocabularies


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Originally appeared at ZeroHedge", "ZeroHedge"),
        ("Originally published by The Post on 3 May", "The Post"),
        ("This article first appeared in Marn Mail.", "Marn Mail"),
        ("This story was originally published on Wire and is used with permission.", "Wire"),
        ("Source: Marn Mail", "Marn Mail"),
        ("via Marn Mail", "Marn Mail"),
        ("Zuerst erschienen in der Rundschau", "Rundschau"),
        ("Kaynak: Çınarlı Postası", "Çınarlı Postası"),
        ("Publicado originalmente en El Correo", "El Correo"),
        ("Source code was lost in the fire", None),
        ("Via a long and winding road they came to the village in the evening.", None),
        ("The report originally appeared at noon", None),
    ],
)
def test_source_is_read_from_its_line(line: str, source: str | None) -> None:
    code = {"Z": "de", "K": "tr", "P": "es"}.get(line[0], "en")
    assert attribution_in(line, code) == source


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("A Century Of Repairs", BodyRole.SUBHEADING),
        ("6.05 p.m.", BodyRole.SUBHEADING),
        ("The old bridge at Marn, via the AP.", BodyRole.CAPTION),
        ("Gilbert Noakes is helped ashore by his wife at Thrane on Sunday", BodyRole.CAPTION),
        ("The bridge was closed in 1911.", BodyRole.PARAGRAPH),
        ("He said no.", BodyRole.PARAGRAPH),
        ("- one swede, heavy for its size", BodyRole.PARAGRAPH),
        ("“We have seen worse,” said Jo Dahl of the Institute for Bridges.", BodyRole.PARAGRAPH),
    ],
)
def test_line_of_an_article_is_told_from_its_shape(line: str, role: BodyRole) -> None:
    assert body_line(line, "en", alone=True, before_text=True).role is role


@pytest.mark.parametrize(
    "line",
    [
        "Reply",
        "Like · Reply · 3 hrs",
        "5 Likes",
        "△ ▽ • Reply • Share ›",
        "March 8, 2026 at 5:31 pm",
    ],
)
def test_buttons_and_times_are_stamps(line: str) -> None:
    assert is_stamp(line, "en")


@pytest.mark.parametrize("line", ["I like it", "Reply to this if you dare, coward", "42", "Lol"])
def test_words_of_a_reader_are_no_stamps(line: str) -> None:
    assert not is_stamp(line, "en")


@pytest.mark.parametrize(
    "line", ["Share Tweet Email Print", "Tags: a, b", "Leave a Reply", "Related:"]
)
def test_menus_are_furniture(line: str) -> None:
    assert is_furniture(line, "en")


@pytest.mark.parametrize(
    "line", ["Share prices fell.", "Print is dead", "Next week the council votes", "Home owners"]
)
def test_text_that_begins_like_a_menu_is_no_furniture(line: str) -> None:
    assert not is_furniture(line, "en")


def test_sentences_of_the_page_are_notices() -> None:
    assert is_notice("Your email address will not be published. Required fields are marked *", "en")
    assert is_notice("© 2026 Marn Mail", "en")
    assert not is_notice("The council will let us know.", "en")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("4 Comments", 4),
        ("Comments (1,204)", 1204),
        ("Comments", 0),
        ("12 Kommentare", 12),
        ("3 Responses to “Bridge closed in 1911”", 3),
        ("Comments on the plan were invited", None),
        ("4 horses", None),
    ],
)
def test_heading_announces_the_number_of_comments(line: str, count: int | None) -> None:
    assert comments_heading(line, "de" if "Kommentare" in line else "en") == count


def test_rules_are_separators() -> None:
    assert all(is_separator(line) for line in ("---", "* * *", "=====", "—", "***"))
    assert not any(is_separator(line) for line in ("...", "-", "a ---", "--- comments ---"))


@pytest.mark.parametrize(
    ("reader", "news", "code"),
    [
        ("I can't believe you lot voted for this!!", "The vote was held on Monday.", "en"),
        ("na das war ja klar, danke für nichts", "Das teilte die Stadt am Montag mit.", "de"),
        ("bence bu saçmalık, kim ödeyecek ya", "Vali, çalışmaların sürdüğünü söyledi.", "tr"),
        ("yo creo que es una vergüenza, la verdad", "Así lo anunció el gobierno.", "es"),
        ("moi je pense que c'est nul, franchement", "Le maire a déclaré le contraire.", "fr"),
    ],
)
def test_readers_are_heard_apart_from_news(reader: str, news: str, code: str) -> None:
    assert register_of(reader, code).score > 1 > 0 > register_of(news, code).score


def test_words_in_quotation_marks_are_not_the_writers_own() -> None:
    quoted = register_of("“I hate you all, you idiots!!” he told the court on Monday.", "en")
    assert quoted.score < 0
    assert Signal.FIRST_PERSON not in quoted.signals
    assert Signal.ATTRIBUTED in quoted.signals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The bridge was closed and they were not told.", "en"),
        ("Die Brücke ist seit Montag nicht mehr für den Verkehr offen.", "de"),
        ("Köprü bu sabah bir kaza nedeniyle ve daha sonra kapandı.", "tr"),
        ("El puente está cerrado por una avería y no se puede pasar.", "es"),
        ("Le pont est fermé depuis lundi pour les voitures et les camions.", "fr"),
        ("Il ponte è chiuso da lunedì per lavori e non si può passare.", "it"),
        ("A ponte está fechada para os carros e não se pode passar.", "pt"),
        ("De brug is sinds maandag dicht voor het verkeer en de fietsers.", "nl"),
        ("12345 !!!", "en"),
    ],
)
def test_language_is_told_from_common_words(text: str, code: str) -> None:
    assert language_of(text) == code


def test_every_language_names_twelve_months_and_seven_days() -> None:
    for code, known in vocabularies().items():
        assert len(known.calendar) == 19, code


def test_vocabularies_are_written_in_lower_case() -> None:
    for known in vocabularies().values():
        for word in known.common | known.first | known.casual | known.reporting | known.verbs:
            assert word == word.lower()


def test_hard_wrapped_lines_are_one_unit_and_short_lines_are_not() -> None:
    wrapped = [
        "The council of Marn decided on Monday to close the old",
        "bridge, the town clerk said. It was built in 1911 and",
        "carries about 4,000 cars a day, according to a report",
        "that the county has not published and that nobody has",
        "read.",
        "",
        "Bob",
        "I told you so.",
    ]
    units = group_units(split_lines("\n".join(wrapped)))
    assert [unit.number for unit in units] == [1, 7, 8]
    assert units[0].text.endswith("nobody has read.")
