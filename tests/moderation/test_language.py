"""Languages: English is never taken for another, others are found and named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.verdict import Category, Decision
from bot.moderation import Context, TextKind, judge
from bot.moderation.language import ENGLISH, identify


def sentences() -> dict[str, list[str]]:
    """Ordinary sentences of 5 to 25 words by the name of their language."""
    table = Path(__file__).with_name("foreign_sentences.jsonl")
    found: dict[str, list[str]] = defaultdict(list)
    for line in table.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["language"]].append(row["text"])
    return dict(found)


SENTENCES = sentences()

# Close relatives that one sentence may not tell apart.
_RELATIVES = {"Danish": {"Norwegian"}, "Indonesian": {"Malay"}, "Arabic": {"Persian"}}


@pytest.mark.parametrize("name", SENTENCES)
def test_ordinary_sentences_are_found_and_named(name: str) -> None:
    names = {name, *_RELATIVES.get(name, ())}
    texts = SENTENCES[name]
    languages = [identify(text) for text in texts]
    foreign = [one for one in languages if one is not None and one != ENGLISH]
    assert len(foreign) >= 0.9 * len(texts)
    assert sum(one.name in names or one.code == "und" for one in foreign) >= 0.9 * len(foreign)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Это позор для всей страны.", "a language written in Cyrillic letters"),
        ("Das ist eine Schande für unser Land", "German"),
        ("DAS IST EINE SCHANDE FÜR UNSER LAND!!!", "German"),
        ("渡轮又开始运行了,我为居民感到高兴。", "Chinese"),
        ("**Warum** fragt <@123456789012345678> niemand die Leute? `the and you`", "German"),
        ("https://x.org/the-end-of-what-you-have Das ist doch alles gelogen", "German"),
    ],
)
def test_what_is_no_language_does_not_hide_one(text: str, name: str) -> None:
    language = identify(text)
    assert language is not None
    assert language.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Тhіs іs whаt thеу hаvе аlwауs wаntеd",
        "𝓣𝓱𝓲𝓼 𝓲𝓼 𝔀𝓱𝓪𝓽 𝓽𝓱𝓮𝔂 𝓱𝓪𝓿𝓮 𝔀𝓪𝓷𝓽𝓮𝓭",
        "Ｔｈｉｓ ｉｓ ｗｈａｔ ｔｈｅｙ ｗａｎｔｅｄ",
        "Th\u200bis is wh\u00adat they have al\u200bways wanted",
    ],
)
def test_english_in_disguise_is_english(text: str) -> None:
    assert identify(text) == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        'He said "Wir schaffen das, wir haben so viel geschafft" and look where that got them now.',
        "My grandmother from Kraków always said: nie mój cyrk, nie moje małpy. She was right.",
        "The mayor should have read the Vergangenheitsbewältigung chapter, das wäre gut.",
    ],
)
def test_a_text_that_is_mostly_english_is_english(text: str) -> None:
    assert identify(text) == ENGLISH


def test_a_text_that_is_mostly_foreign_is_foreign() -> None:
    language = identify('Wie Trump sagt: "Make America Great Again", und alle klatschen brav mit.')
    assert language is not None
    assert language.name == "German"


@pytest.mark.parametrize("text", ["", " ", "😀 🎉", "12 34 56 78 90", "???", "\ud800\ufdd0\x00"])
def test_where_nothing_is_to_be_read_no_language_is_named(text: str) -> None:
    assert identify(text) is None


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert identify(text) == identify(text)


def test_four_words_are_too_few_and_five_are_enough() -> None:
    assert judge("Das ist eine Schande.", Context()).findings == ()
    (finding,) = judge("Das ist wirklich eine Schande.", Context()).findings
    assert finding.decision is Decision.HOLD
    assert finding.category is Category.LANGUAGE
    assert finding.rule == "language.unknown"
    assert "German" in finding.explanation


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.FLAG, Decision.HOLD])
def test_the_server_says_what_becomes_of_other_languages(decision: Decision) -> None:
    verdict = judge("Endlich mal ein guter Artikel über die Insel.", Context(foreign=decision))
    assert verdict.decision is decision
    assert [finding.rule for finding in verdict.findings] == ["language.unknown"]


def test_a_slur_is_held_in_every_language_whatever_the_setting() -> None:
    text = "Du bist doch auch nur so ein dreckiger Kanake."
    verdict = judge(text, Context(foreign=Decision.PUBLISH))
    assert verdict.decision is Decision.HOLD
    assert {f.category for f in verdict.findings if f.decision is Decision.HOLD} == {Category.SLUR}


def test_a_display_name_has_no_language() -> None:
    context = Context(kind=TextKind.DISPLAY_NAME)
    assert judge("Der kleine Bäcker von nebenan", context).findings == ()


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    script = (
        "import sys; from bot.moderation import Context, judge; "
        "judge('This is what they have always wanted.', Context()); "
        "print('pycld2' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert shown.stdout.strip() == b"False"
