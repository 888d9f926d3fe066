"""What counts as nearly the same text, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workflow.desk.likeness import FEWEST, are_alike, bands, shingles
from tests.e2e.house import ALL_HELD

SAID = "We should drive every last one of them off this island tonight."


def alike(one: str, other: str) -> bool:
    """Whether two texts find each other through a band, and are then taken for alike."""
    first, second = shingles(one), shingles(other)
    return bool(set(bands(first)) & set(bands(second))) and are_alike(first, second)


@pytest.mark.parametrize(
    "disguised",
    [
        SAID.upper(),
        f"{SAID} !!!!",
        f"  {SAID}  ",
        SAID.replace(" ", "\n"),
        SAID.replace("island", "i.s.l.a.n.d"),
        SAID.replace("e", "3"),
        SAID.replace("a", "\N{CYRILLIC SMALL LETTER A}"),
        SAID.replace("o", "o\N{ZERO WIDTH JOINER}"),
        SAID.replace("drive", "driiiive"),
        "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in SAID),
        f"{SAID} Now.",
        SAID.replace("tonight", "today"),
    ],
)
def test_spelling_tricks_and_small_changes_do_not_part_texts(disguised: str) -> None:
    assert alike(SAID, disguised)


@pytest.mark.parametrize(
    "other",
    [
        "The ferries to the island will run again from Monday on.",
        "Every last one of the engines failed in autumn, said the port.",
        *ALL_HELD,
        "",
    ],
)
def test_texts_that_say_something_else_are_not_alike(other: str) -> None:
    assert not alike(SAID, other)


def test_texts_that_all_have_to_wait_are_not_alike_for_that() -> None:
    pairs = [(a, b) for a in ALL_HELD for b in ALL_HELD if a < b]
    assert not [pair for pair in pairs if alike(*pair)]


@pytest.mark.parametrize(
    "short", ["", "...", "No.", "Never!", "Hang him", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"]
)
def test_a_short_text_is_like_nothing_not_even_itself(short: str) -> None:
    assert bands(shingles(short)) == ()
    assert not alike(short, short)
    assert not are_alike(shingles(short), shingles(short))


@given(st.text(max_size=300))
def test_a_text_of_some_length_is_like_itself(text: str) -> None:
    assert alike(text, text) == (len(shingles(text)) >= FEWEST)


@given(st.text(max_size=120), st.text(max_size=120))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(st.text(max_size=120))
def test_bands_are_numbers_that_any_database_keeps_and_never_of_two_rows(text: str) -> None:
    found = bands(shingles(text))
    assert len(set(found)) == len(found)
    assert all(0 <= band < 2**63 for band in found)
