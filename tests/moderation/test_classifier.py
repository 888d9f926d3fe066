"""The classifier: windows, the words that carried a score, weights that are not the shipped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.verdict import Category, Decision
from bot.moderation import STANDARD, Context, TextKind, shipped_judge
from bot.moderation.classifier import HEADS, ModelBroken, shipped_model
from bot.moderation.classifier import model as module
from bot.moderation.classifier.attribution import carriers, words_of
from bot.moderation.classifier.framing import (
    SETTING,
    SHORT,
    STRIDE,
    WINDOW,
    framed,
    windows_of,
)
from bot.moderation.classifier.model import MOST_WINDOWS, TooLong
from bot.moderation.classifier.reading import readable
from bot.moderation.folding import fold


@pytest.mark.parametrize("length", [1, WINDOW, WINDOW + 1, WINDOW + STRIDE, 500])
def test_windows_overlap_and_leave_nothing_out(length: int) -> None:
    placed = windows_of(range(length))
    assert [start for start, _ in placed] == [window[0] for _, window in placed]
    windows = [window for _, window in placed]
    assert all(0 < len(window) <= WINDOW for window in windows)
    assert {piece for window in windows for piece in window} == set(range(length))
    for earlier, later in pairwise(windows):
        assert later[0] == earlier[0] + STRIDE
        assert later[0] <= earlier[-1]


def test_a_text_that_fits_is_one_window() -> None:
    assert windows_of(range(WINDOW)) == [(0, list(range(WINDOW)))]
    assert windows_of([]) == []


def test_a_score_is_the_same_whatever_is_read_beside_it() -> None:
    model = shipped_model()
    texts = ["the ferry leaves at noon", "they should all be drowned", "word " * 100]
    together = [reading.scores for reading in model.read(texts)]
    for text, found in zip(texts, together, strict=True):
        assert found == model.scores(text)
        assert set(found) == {Category(head) for head in HEADS}
        assert all(0 <= score <= 1 for score in found.values())


def test_the_worst_window_of_a_long_text_counts() -> None:
    model = shipped_model()
    threat = "we will hang every one of these traitors from the bridge"
    harmless = "the council met on tuesday and spoke about the new ferry. " * 12
    short = model.scores(threat)[Category.INCITEMENT]
    buried = model.scores(f"{harmless} {threat} {harmless}")[Category.INCITEMENT]
    assert short > 0.7
    assert buried > model.scores(harmless)[Category.INCITEMENT] + 0.2


def test_a_text_of_too_many_windows_is_held_and_says_why() -> None:
    text = "one two three four five six seven eight nine ten " * (MOST_WINDOWS * WINDOW // 10)
    with pytest.raises(TooLong):
        shipped_model().scores(text)
    verdict = shipped_judge("default")(text[:19_000], Context())
    assert verdict.decision is Decision.HOLD
    assert any(finding.rule == "form.too-long" for finding in verdict.findings)


def test_what_a_comment_quotes_of_its_parent_is_not_held_against_it() -> None:
    judge = shipped_judge("default")
    parent = "I say drown them in the harbour, every last one, and their lawyers too."
    answer = "You should be ashamed. My grandmother came here on such a boat."
    quoting = f"> {parent}\n{answer}"
    assert judge(quoting, Context(parent_text=parent)).decision < Decision.HOLD
    assert judge(quoting, Context()).decision is Decision.HOLD
    # Quoted or not, what the author adds is read.
    adding = f"> {parent}\nYes, and hang the captains from the bridge beside them."
    assert judge(adding, Context(parent_text=parent)).decision is Decision.HOLD
    # Single words of the parent can be put together anew.
    pieced = "> drown\n> every\n> last one"
    assert judge(pieced, Context(parent_text=parent)).decision is Decision.HOLD


def test_names_are_not_read_by_the_classifier() -> None:
    judge = shipped_judge("default")
    verdict = judge("Hang them all", Context(kind=TextKind.DISPLAY_NAME))
    assert not any(finding.rule.startswith("classifier.") for finding in verdict.findings)


INCITEMENT = Category.INCITEMENT


def test_the_words_that_carry_the_score_are_found_where_the_author_wrote_them() -> None:
    text = "The ferry is late again. Dr\u043ewn them all. See you tomorrow at the pier, friends."
    view = fold(text).plain

    def scores_of(texts: Sequence[str]) -> list[dict[Category, float]]:
        return [{INCITEMENT: 0.9 if "drown" in one else 0.1} for one in texts]

    span = carriers(view, words_of(view), {INCITEMENT: 0.9}, scores_of)[INCITEMENT]
    assert "Dr\u043ewn" in span.of(text)
    assert len(span.of(text)) < len(text) / 3


def test_without_a_word_that_matters_the_whole_text_is_named() -> None:
    text = "Nothing in here matters more than the rest."
    view = fold(text).plain
    spans = carriers(
        view, words_of(view), {INCITEMENT: 0.5}, lambda texts: [{INCITEMENT: 0.5}] * len(texts)
    )
    assert spans[INCITEMENT].of(text) == text


def test_words_are_counted_as_the_encoder_counts_them() -> None:
    text = "one \U0001f525\U0001f525 two \u200b three https://example.org four"
    view = fold(text).plain
    read = readable(view.text).split()
    for first in range(len(read)):
        for last in range(first + 1, len(read) + 1):
            start, end = words_of(view, first, last)[0][0], words_of(view, first, last)[-1][1]
            assert set(read[first:last]) <= set(readable(view.text[start:end]).split())
    assert [view.text[a:b] for a, b in words_of(view, read.index("three"))] == [
        "three", "https://example.org", "four",
    ]  # fmt: skip


def test_of_a_long_text_the_card_names_the_place_that_scored() -> None:
    threat = (
        "We will hang every one of these traitors from the bridge. We will burn their houses with "
        "their families inside. Not one of them will be left alive when we are done."
    )
    ordinary = "The council met on Tuesday and spoke about the new ferry to the islands. "
    for before, after in ((2, 9), (9, 2), (30, 1), (1, 30)):
        text = ordinary * before + threat + " " + ordinary * after
        verdict = shipped_judge("default")(text, Context())
        (found,) = (f for f in verdict.findings if f.rule == "classifier.incitement")
        named = found.span
        assert named.start < text.index("left alive")
        assert text.index("hang") < named.end
        assert len(named.of(text)) < len(text) / 2


def test_a_word_in_disguise_in_a_long_text_is_read_with_what_stands_around_it() -> None:
    ordinary = "The council met on Tuesday and spoke about the new ferry to the islands. " * 30
    threat = "We will h a n g every one of these traitors. We will b u r n them and their families."
    text = f"{ordinary}{threat} {ordinary}"
    assert len(text) > 4_000
    verdict = shipped_judge("default")(text[:4_000], Context())
    assert any(f.rule == "classifier.incitement" for f in verdict.findings)
    assert not any(f.rule == "form.too-long" for f in verdict.findings)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("see https://example.org/x now", "see link now"),
        ("burn \U0001f525 it", "burn fire it"),
        ("<@123456789> hello @reader", "user hello user"),
        ("a\u200bb\ufe0f", "ab"),
    ],
)
def test_what_is_no_word_is_read_as_one(text: str, read: str) -> None:
    assert readable(text) == read


def test_weights_that_are_not_the_shipped_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = Path(module.__file__).parent / "weights"
    weights = tmp_path / "weights"
    weights.mkdir()
    for file in shipped.iterdir():
        content = file.read_bytes()
        (weights / file.name).write_bytes(
            content[:-1] + bytes([content[-1] ^ 1]) if file.suffix == ".onnx" else content
        )
    monkeypatch.setattr(module, "FOLDER", weights)
    with pytest.raises(ModelBroken, match="not those that were shipped"):
        shipped_model.__wrapped__("default")
    (weights / "default.onnx").unlink()
    with pytest.raises(ModelBroken, match="cannot be read"):
        shipped_model.__wrapped__("default")


def test_every_finding_of_the_classifier_is_explained_and_lies_in_the_text() -> None:
    text = "Honestly, somebody should go round to that minister's house and finish what was begun."
    verdict = shipped_judge("default")(text, Context(policy=STANDARD))
    found = [finding for finding in verdict.findings if finding.rule.startswith("classifier.")]
    assert found
    for finding in found:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert "classifier reads" in finding.explanation


def test_switched_off_only_lexicon_and_grammar_judge() -> None:
    text = "Honestly, somebody should go round to that minister's house and finish what was begun."
    verdict = shipped_judge("off")(text, Context())
    assert not any(finding.rule.startswith("classifier.") for finding in verdict.findings)


def test_only_a_short_text_is_read_with_its_setting() -> None:
    short = framed([5, 6], [7, 8], first=1, last=2)
    assert short.ids == [1, 5, 6, 2, 7, 8, 2]
    assert short.own == 4
    assert framed([5, 6], [], first=1, last=2).ids == [1, 5, 6, 2]
    assert framed([5] * (SHORT + 1), [7], first=1, last=2).ids == [1, *[5] * (SHORT + 1), 2]
    assert framed([5], [7] * 100, first=1, last=2).ids == [1, 5, 2, *[7] * SETTING, 2]
    assert framed([5, 6], [7], first=1, last=2, short=0).ids == [1, 5, 6, 2]


def test_weights_that_never_learned_headlines_do_not_read_them() -> None:
    model = shipped_model()
    short = "The last ferry was always full."
    with_headline = model.scores(short, "Night ferries to the island return")
    assert (with_headline == model.scores(short)) is (model.short == 0)
