"""Slips of spelling, accidental or meant to deceive: what a text is read as besides."""

import time

import pytest

from bot.domain.verdict import Decision
from bot.moderation import Context
from bot.moderation.folding import fold
from bot.moderation.judging import judge
from bot.moderation.mending import mended


def readings(text: str) -> list[str]:
    """What is read besides the ways of reading that folding knows."""
    folded = fold(text)
    return [view.text for view in mended(folded).views[len(folded.views) :]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("they will muder the judge", "they will murder the judge"),
        ("they will mrrder the judge", None),
        ("they will muurder the judge", "they will murder the judge"),
        ("they will mudrer the judge", "they will murder the judge"),
        ("they will mursder the judge", "they will murder the judge"),
        ("they wiull murder thakt judge", "they will murder that judge"),
        ("they will m*rder the judge", "they will murder the judge"),
        ("they will mur-\nder the judge", "they will murder the judge"),
        ("they are all kriminalz here", "they are all criminals here"),
        ("theywillmurderthejudge", "they will murder the judge"),
        ("theydon'tcarewewillmurderthem", "they don't care we will murder them"),
        ("wewillmurder12ofthematthegate", "we will murder 12 of them at the gate"),
        ("thejudgeofzehlendorfwillbemurdered", "the judge of zehlendorf will be murdered"),
        ("donaudampfschifffahrtsgesellschaften", None),
        ("heisasewerrat", "he is a sewer rat"),
        ("egduj eht redrum lliw yeht", "they will murder the judge"),
        ("meht pots", "stop them"),
    ],
)
def test_a_slip_is_read_as_the_word_it_stands_for(written: str, meant: str | None) -> None:
    assert readings(written) == ([meant] if meant else [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ferry leaves at noon.",
        "youre late and theyre early, dont worry",
        "hehe lol that was close",
        "Der Bürgermeister hat gestern den Haushalt vorgestellt.",
        "Belediye dün yeni bütçeyi açıkladı.",
        "a well-known ferry, and a blue-\ngreen one",
        "5 ** 3 and #ferry #harbour",
        "https://gazette.example/ferry-timetable",
    ],
)
def test_what_is_spelt_right_or_no_english_is_read_once(text: str) -> None:
    assert readings(text) == []


def test_a_name_is_not_taken_for_a_term_that_is_spelt_like_it() -> None:
    for text in ("Faggeto Lario is on Lake Como.", "We drove to Faggeto on Sunday."):
        assert judge(text, Context()).decision == Decision.PUBLISH


def test_a_short_word_is_a_term_with_a_slip_only_where_people_are_called_something() -> None:
    assert judge("you are a kke", Context()).decision == Decision.HOLD
    for text in ("the kke of the year", "We bought a KKE module.", "a kkk march, as in 1924"):
        assert judge(text, Context()).decision == Decision.PUBLISH


def test_a_short_word_of_another_language_hides_behind_a_letter_more_not_less() -> None:
    assert judge("he is a fotzae", Context()).decision == Decision.HOLD
    for text in ("the fotzae of Jaffa", "he is a foze"):
        assert judge(text, Context()).decision == Decision.PUBLISH


def test_words_before_and_after_a_slip_keep_their_places() -> None:
    text = "Well, they wlil mudrer the judge. Truly."
    view = mended(fold(text)).views[-1]
    place = view.tokens.index("murder")
    assert view.span(place, place).of(text) == "mudrer"
    last = view.tokens.index("truly")
    assert view.span(last, last).of(text) == "Truly"


@pytest.mark.parametrize(
    "text",
    [
        "We will mrder all of the judges tonihgt",
        "We will murrder all of the judges",
        "we will k*ll all of these judges",
        "wewillmurderallofthesejudges",
        "segduj eseht fo lla redrum lliw ew",
        "we will mur-\nder all of these judges",
    ],
)
def test_a_threat_is_held_however_it_is_spelt(text: str) -> None:
    assert judge(text, Context()).decision >= Decision.HOLD


def test_a_letter_spelt_out_after_an_article_is_no_part_of_the_word() -> None:
    views = fold("he is a m u r d e r e r").views
    assert "he is a murderer" in [view.text for view in views]


def test_a_text_of_unknown_words_takes_no_longer_than_its_length() -> None:
    hostile = " ".join(f"qz{'xv' * (at % 5)}jk{at % 7}w" * 2 for at in range(400))[:4_000]
    glued = "qxz" * 1_300
    began = time.perf_counter()
    for text in (hostile, glued, "k**l " * 800, "aab" * 1_300):
        mended(fold(text))
    # A hundred times what it takes: this guards against quadratic time alone.
    assert time.perf_counter() - began < 10
