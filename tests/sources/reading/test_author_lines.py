"""Lines that name a speaker, and lines that only look like it."""

from __future__ import annotations

import pytest

from bot.sources.reading.author_lines import AuthorForm, NameContext, author_line, name_score

_ENGLISH = NameContext.of([], [], "en")


@pytest.mark.parametrize(
    ("line", "name", "form"),
    [
        ("Concrete Mike", "Concrete Mike", AuthorForm.PLAIN),
        ("@harbour_rat", "harbour_rat", AuthorForm.PLAIN),
        ("Mike • 3 hours ago", "Mike", AuthorForm.STAMPED),
        ("Mike on March 8, 2026 at 5:31 pm said:", "Mike", AuthorForm.STAMPED),
        ("Mike says:", "Mike", AuthorForm.STAMPED),
        ("Dave > Mike • 2 days ago", "Dave", AuthorForm.STAMPED),
        ("#12 Posted by Old Salt on 3 May 2025, 18:02", "Old Salt", AuthorForm.STAMPED),
        ("Brenda, Hull, United Kingdom, 3 hours ago", "Brenda, Hull, United Kingdom", "stamped"),
        ("Mike:", "Mike", AuthorForm.COLON),
        ("Mike: I told you so.", "Mike", AuthorForm.INLINE),
        ("— Agnes Thorley, Church Row", "Agnes Thorley, Church Row", AuthorForm.SIGNATURE),
    ],
)
def test_speaker_is_named_in_every_form(line: str, name: str, form: AuthorForm | str) -> None:
    author = author_line(line, _ENGLISH)
    assert author is not None
    assert author.name == name
    assert author.form is (AuthorForm.STAMPED if form == "stamped" else form)
    assert author.score > 0


@pytest.mark.parametrize(
    "line",
    [
        "I could not agree more with every word of this.",
        "https://www.example.org/page",
        "Exactly",
        "Edit: I was wrong.",
        "What a joke",
        "He said that it was over.",
    ],
)
def test_text_is_not_taken_for_a_name(line: str) -> None:
    author = author_line(line, _ENGLISH)
    assert author is None or author.score < 0


def test_text_after_the_colon_is_kept() -> None:
    author = author_line("Mike: time is 10:30 now", _ENGLISH)
    assert author is not None
    assert author.text == "time is 10:30 now"


@pytest.mark.parametrize(
    ("likelier", "less_likely"),
    [
        ("Real Anti-Racist Action", "Market reaction"),
        ("tramspotter_99", "tramspotter"),
        ("Jane Doe", "Background"),
        ("Dr. K", "Next Steps"),
        ("Anonymous", "Jane Doe"),
        ("Man in the Moon", "What happens next"),
    ],
)
def test_names_are_likelier_than_headings(likelier: str, less_likely: str) -> None:
    assert name_score(likelier, _ENGLISH) > name_score(less_likely, _ENGLISH)


def test_name_that_recurs_or_is_mentioned_is_likelier() -> None:
    recurring = NameContext.of(["kerbside", "text", "kerbside"], [], "en")
    mentioned = NameContext.of(["@kerbside you are wrong"], [], "en")
    alone = name_score("kerbside", _ENGLISH)
    assert name_score("kerbside", recurring) > alone
    assert name_score("kerbside", mentioned) > alone


def test_person_in_the_news_is_less_likely_a_reader() -> None:
    context = NameContext.of([], ["The mayor, Ida Storm, said so."], "en")
    assert name_score("Ida Storm", context) < name_score("Ida Storm", _ENGLISH)
