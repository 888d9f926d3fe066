"""Why an entry counts in a text or does not, and how entries are found by a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.verdict import Decision
from bot.moderation import STRICT, Context
from bot.moderation.explaining import explain
from bot.moderation.lexicon.lookup import entries_named, nearest_entries
from tests.moderation.builders import BLORP, SAND_WUG, STAND_INS, TREN


def test_every_step_of_folding_is_kept() -> None:
    found = explain(BLORP, "You bl0rp", Context())
    assert found.readings[0] == ("as written", "you bl0rp")
    assert ("with figures as letters", "you blorp") in found.readings


def test_no_reading_is_told_twice() -> None:
    texts = [text for _, text in explain(BLORP, "b l 0 r p and bl0rp", Context()).readings]
    assert len(texts) == len(set(texts)) > 1


def test_a_place_that_counts_comes_with_what_the_policy_decides() -> None:
    (finding,) = explain(BLORP, "You blorp!", Context()).findings
    assert finding.decision is Decision.HOLD
    (finding,) = explain(BLORP, "You blorp!", Context(policy=STRICT)).findings
    assert finding.decision is Decision.REJECT


def test_a_harmless_phrase_is_told_as_what_lifted_it() -> None:
    (finding,) = explain(TREN, "dirty tren station", Context()).findings
    assert finding.decision is Decision.PUBLISH
    assert "tren station" in finding.counters[0].explanation


@pytest.mark.parametrize(
    ("entry", "text", "written", "reason"),
    [
        (TREN, "a strenuous walk", "strenuous", "as a whole word alone"),
        (BLORP, "the oblorpian hills", "oblorpian", "has nothing to do with the term"),
        (SAND_WUG, "On sand, wug tracks", "sand, wug", "A mark stands between its words"),
    ],
)
def test_a_place_that_does_not_count_is_told_with_the_reason(
    entry: object, text: str, written: str, reason: str
) -> None:
    assert entry in STAND_INS.entries
    found = explain(next(e for e in STAND_INS.entries if e == entry), text, Context())
    assert found.findings == ()
    assert [miss.written for miss in found.misses] == [written]
    assert reason in found.misses[0].reason


def test_a_place_that_counts_is_no_miss_as_well() -> None:
    found = explain(BLORP, "hyperblorpy", Context())
    assert len(found.findings) == 1
    assert found.misses == ()


def test_other_texts_have_neither() -> None:
    found = explain(BLORP, "The bridge is closed.", Context())
    assert (found.findings, found.misses) == ((), ())


@pytest.mark.parametrize("word", ["blorp", "BLORPOS", " blórp ", "bl0rp", "b l o r p", "bl*rp"])
def test_an_entry_is_named_by_any_form_in_any_spelling(word: str) -> None:
    assert entries_named(STAND_INS, word) == (BLORP,)


def test_every_entry_with_a_word_as_a_form_is_named() -> None:
    assert entries_named(STAND_INS, "zork") == ()
    assert entries_named(STAND_INS, "wug") == ()


def test_the_nearest_entries_come_best_first() -> None:
    assert nearest_entries(STAND_INS, "blorf")[0] == BLORP
    assert nearest_entries(STAND_INS, "trem") == (TREN,)
    assert nearest_entries(STAND_INS, "qqqqqq") == ()


def test_a_plural_is_found_by_its_own_entry_alone() -> None:
    assert entries_named(STAND_INS, replace(TREN).term + "s") == (TREN,)
