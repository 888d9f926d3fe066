from collections import Counter
from pathlib import Path

import pytest

from bot.moderation import Context
from bot.moderation.detectors import slurs
from bot.moderation.folding import fold
from bot.training.written import KEPT_APART, read_pairs, without_near_duplicates, written_examples

PAIRS = read_pairs()


def test_there_are_enough_pairs_of_every_kind() -> None:
    kinds = Counter(pair.kind for pair in PAIRS if not pair.batch.startswith(KEPT_APART))
    hates = {"hate", "identity-attack", "negated-hate"}
    assert sum(count for kind, count in kinds.items() if kind not in hates) >= 4_000
    assert sum(kinds[kind] for kind in hates) >= 1_000
    assert min(kinds.values()) >= 200


def test_no_slur_of_the_gravest_kind_is_written_down() -> None:
    for pair in PAIRS:
        for text in (pair.text, pair.twin):
            found = [e for e in slurs.detect(fold(text), Context()) if e.severity == 3]
            assert not [e for e in found if e.score >= 0.7 and not e.counters], text


def test_batches_kept_apart_are_never_trained_on() -> None:
    trained = {example.text for example in written_examples(PAIRS, apart=False)}
    apart = {example.text for example in written_examples(PAIRS, apart=True)}
    assert apart
    assert not trained & apart


def test_gaps_for_slurs_are_filled() -> None:
    for example in written_examples(PAIRS, apart=False):
        assert "{slur:" not in example.text


def test_near_duplicates_are_left_out() -> None:
    texts = [
        "Somebody should drown these people in the harbour.",
        "The council will vote on the ferry on Tuesday.",
        "somebody should drown these  people in the harbour!",
    ]
    assert without_near_duplicates(texts) == [0, 1]


def test_a_line_that_is_no_pair_is_named(tmp_path: Path) -> None:
    (tmp_path / "batch.tsv").write_text("call\tdoctors\treport\tone text only\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"batch\.tsv, line 1"):
        read_pairs(tmp_path)
