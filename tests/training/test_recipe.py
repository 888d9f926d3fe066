"""The recipe: nothing that is measured on is learned, and headlines alone decide nothing."""

from __future__ import annotations

from bot.training.example import Example, harmless, labels
from bot.training.mix import (
    ANSWERS,
    FOREIGN_SETTING,
    MOST_WORDS,
    PADDED,
    as_read,
    beside_others,
    in_settings,
)
from bot.training.open_data import TRAINED_ON
from bot.training.recipe import BEGINNING, ENDS, FEWER_PIECES, HEALING, LASTS, LESSONS, TEACHER
from bot.training.written import FOLDER, KEPT_APART

STAGES = (*BEGINNING, *ENDS, *LASTS, FEWER_PIECES, TEACHER, LESSONS, HEALING)


def test_every_stage_names_batches_and_data_sets_that_exist_and_none_that_is_kept_apart() -> None:
    batches = {path.stem for path in FOLDER.glob("*.tsv")}
    for stage in STAGES:
        named = {*stage.batches, *stage.plain_batches}
        assert named <= batches
        assert not any(name.startswith(KEPT_APART) for name in named)
        assert set(stage.open_at_most) <= set(TRAINED_ON)


def test_a_seed_makes_the_same_misspellings_again() -> None:
    texts = [
        Example(f"The ferry number {i} leaves the harbour", harmless(), "a") for i in range(60)
    ]
    one, again, other = (as_read(texts, seed=seed) for seed in (5, 5, 6))
    assert one == again
    assert [e.text for e in one] != [e.text for e in other]


def test_some_texts_are_read_below_headlines_of_others_and_keep_their_labels() -> None:
    own = [
        Example(f"text {i}", labels(incitement=1), "a", setting=f"headline {i}") for i in range(50)
    ]
    bare = [Example(f"other {i}", harmless(), "b") for i in range(1000)]
    read = in_settings([*own, *bare], seed=3)
    assert [(e.text, e.labels) for e in read] == [(e.text, e.labels) for e in [*own, *bare]]
    lent = [e for e in read[50:] if e.setting]
    assert 0.5 * FOREIGN_SETTING < len(lent) / 1000 < 1.5 * FOREIGN_SETTING
    settings = {e.setting for e in lent}
    assert settings <= {e.setting for e in own} | {e.text for e in (*own, *bare)}
    assert settings & {e.setting for e in own}
    assert settings & {e.text for e in bare}
    assert 10 < sum(not e.setting for e in read[:50]) < 40
    assert in_settings(bare, seed=3) == bare


def test_some_who_speak_against_hatred_are_read_as_answers_to_it() -> None:
    headline = Example("plain", harmless(), "a", setting="headline")
    pairs = [
        example
        for i in range(100)
        for example in (
            Example(f"vile {i}", labels(incitement=1), "b", kind="call", pair=f"b {i}"),
            Example(f"shame {i}", harmless(), "b", kind=ANSWERS, pair=f"b {i}"),
        )
    ]
    read = in_settings([headline, *pairs], seed=3, share=0.0)[1:]
    assert all(not e.setting for e in read if e.kind == "call")
    answers = [e for e in read if e.setting]
    assert 25 < len(answers) < 75
    assert all(e.setting == e.text.replace("shame", "vile") for e in answers)


def test_some_texts_stand_beside_an_ordinary_comment_and_keep_their_labels() -> None:
    vile = [Example(f"vile {i}", labels(incitement=1), "a") for i in range(400)]
    long = Example("word " * MOST_WORDS, labels(incitement=1), "a")
    plain = [Example(f"ordinary {i}", harmless(), "b") for i in range(9)]
    read = beside_others([*vile, long], plain, seed=4)
    assert [e.labels for e in read] == [e.labels for e in [*vile, long]]
    assert read[-1] == long
    changed = [new.text for old, new in zip(vile, read, strict=False) if new.text != old.text]
    assert 0.5 * PADDED < len(changed) / 400 < 1.6 * PADDED
    assert any(text.startswith("ordinary") for text in changed)
    assert any(text.startswith("vile") for text in changed)
    assert all("vile" in text and "ordinary" in text for text in changed)
