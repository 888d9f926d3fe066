"""Every language says everything, with the same values in it."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Catalog

from bot.locales import COMMAND_NAME, _, language_of, ngettext, speaking
from tests.locales.catalogues import TRANSLATED, compiled, file_of, gathered, read, texts

UPDATE = "run `python -m tests.locales update`, and translate what is new"


@pytest.fixture
async def template() -> Catalog:
    return await gathered()


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _how in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(
    language: str, template: Catalog
) -> None:
    wanted = {(english, context) for english, _said, context in texts(template)}
    there = {(english, context) for english, _said, context in texts(read(language))}
    assert there - wanted == set(), UPDATE
    assert wanted - there == set(), UPDATE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    missing = [english for english, said, _context in texts(read(language)) if not all(said)]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_text(language: str) -> None:
    for english, said, _context in texts(read(language)):
        wanted = set.union(*map(fields, english))
        for form in said:
            # A form for the number one may leave the number out.
            assert fields(form) | {"n"} == wanted | {"n"}, (english, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_markdown_and_commands(language: str) -> None:
    for english, said, _context in texts(read(language)):
        for form in said:
            for mark in ("**", "`", "\n"):
                assert form.count(mark) == english[-1].count(mark), (english, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_command_names_are_such_that_discord_takes_them(language: str) -> None:
    names = [
        said[0] for _english, said, context in texts(read(language)) if context == COMMAND_NAME
    ]
    assert names
    for name in names:
        assert name == name.lower()
        assert all(char.isalnum() or char in "-_" for char in name), name
        assert 1 <= len(name) <= 32


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_at_run_time_is_what_was_translated(language: str) -> None:
    assert file_of(language, "mo").read_bytes() == compiled(read(language)), UPDATE


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de-AT", "de"), ("tr", "tr"), ("en-GB", "en"), ("pt-BR", "en"), ("", "en")],
)
def test_a_locale_finds_its_language_or_english(locale: str, language: str) -> None:
    assert language_of(locale) == language


def test_a_number_decides_the_form() -> None:
    with speaking("de"):
        assert ngettext("{n} comment", "{n} comments", 1) == "1 Kommentar"
        assert ngettext("{n} comment", "{n} comments", 2) == "2 Kommentare"
    assert ngettext("{n} comment", "{n} comments", 2) == "2 comments"


def test_the_language_is_spoken_inside_and_not_after() -> None:
    with speaking("tr"):
        inside = _("Nothing was changed.")
    assert inside != "Nothing was changed."
    assert _("Nothing was changed.") == "Nothing was changed."
