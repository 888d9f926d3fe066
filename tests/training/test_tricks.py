from random import Random

import pytest

from bot.moderation.folding import fold
from bot.training.tricks import SPELLING, TRICKS, misspelt

SENTENCE = "Somebody should kick these politicians into the harbour"

UNDONE = (
    "leetspeak",
    "spaces inside words",
    "dots inside words",
    "look-alike letters",
    "fullwidth letters",
    "circled letters",
    "mathematical letters",
    "zero-width signs",
    "tag characters",
    "combining marks",
    "right-to-left override",
    "bold inside words",
    "spoilers inside words",
    "capitals",
)
"""Tricks that folding undoes: some reading of the text has the words again."""


@pytest.mark.parametrize("name", TRICKS)
def test_a_seed_makes_the_same_trick_again(name: str) -> None:
    trick = TRICKS[name]
    assert trick(SENTENCE, Random(3)) == trick(SENTENCE, Random(3))
    assert trick(SENTENCE, Random(3)) != SENTENCE


@pytest.mark.parametrize("name", UNDONE)
@pytest.mark.parametrize("seed", range(5))
def test_folding_reads_what_the_trick_disguised(name: str, seed: int) -> None:
    disguised = TRICKS[name](SENTENCE, Random(seed))
    words = SENTENCE.lower().split()
    # Two neighbours that are both spaced out become one word: nobody could tell them apart.
    readings = ["".join(view.tokens) for view in fold(disguised).views]
    for word in words:
        assert any(word in reading for reading in readings), (word, disguised, readings)


def test_a_misspelt_text_stays_one() -> None:
    for seed in range(20):
        written = misspelt(SENTENCE, Random(seed))
        assert written
        assert 0.6 * len(SENTENCE) < len(written) < 2 * len(SENTENCE)
    assert set(SPELLING) <= set(TRICKS)


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("text", ["", "a", "ok", "🔥", "1234"])
def test_a_text_without_words_stays_harmless(name: str, text: str) -> None:
    assert isinstance(TRICKS[name](text, Random(1)), str)
