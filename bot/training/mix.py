"""The mix that a run is trained on, read as the bot will read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from bot.moderation.classifier.reading import readable
from bot.moderation.context import Context
from bot.moderation.detectors import slurs
from bot.moderation.folding import fold
from bot.training.example import Example, labels
from bot.training.open_data import open_examples
from bot.training.tricks import misspelt
from bot.training.written import read_pairs, without_near_duplicates, written_examples

MISSPELT = 0.15
"""Share of the texts that are written with a trick of spelling."""
HELD_SCORE = 0.7
AT_MOST = {
    "dynahate": 13_000,
    "contextual_abuse": 6_000,
    "measuring_hate_speech": 2_500,
    "edos": 2_000,
    "hatexplain": 1_000,
    "davidson": 1_000,
    "gab": 1_000,
}
"""Texts of one data set: the contrasts of the first and the realistic base rates of the second
must not drown in tweets. Threats are always kept."""


ORDINARY_AT_MOST = {
    "contextual_abuse": 6_500,
    "measuring_hate_speech": 2_500,
    "edos": 2_000,
    "dynahate": 2_500,
    "hatexplain": 1_000,
    "davidson": 1_000,
    "gab": 1_000,
    "hatemojibuild": 1_000,
}
"""The second mix: ordinary comments, so that contrasts alone do not decide."""


def open_mix(folder: Path, *, seed: int, at_most: Mapping[str, int]) -> list[Example]:
    """The training part of the open data, at most so many texts of each set."""
    random = Random(seed)
    by_source: dict[str, list[Example]] = defaultdict(list)
    for example in open_examples(folder):
        by_source[example.source].append(example)
    mixed: list[Example] = []
    for source, examples in by_source.items():
        threats = [e for e in examples if e.labels[0] == 1]
        rest = [e for e in examples if e.labels[0] != 1]
        mixed += threats + random.sample(rest, min(at_most.get(source, len(rest)), len(rest)))
    return as_read(mixed, seed=seed)


def written_mix(*, seed: int, times: int) -> list[Example]:
    """Our own pairs without near-duplicates, each several times in different spellings."""
    examples = list(written_examples(read_pairs(), apart=False))
    kept = []
    for twins in (False, True):
        # A twin is meant to be like its text; only among themselves must they differ.
        side = [e for e in examples if e.kind.startswith("twin") is twins]
        kept += [side[i] for i in without_near_duplicates([e.text for e in side])]
    mixed: list[Example] = []
    for time in range(times):
        mixed += as_read(kept, seed=seed + time)
    return mixed


def as_read(examples: Iterable[Example], *, seed: int, share: float = MISSPELT) -> list[Example]:
    """The examples as the encoder reads them: with slurs marked, some misspelt, all folded."""
    random = Random(seed)
    read = []
    for example in examples:
        known = _with_slurs(example)
        text = misspelt(known.text, random) if random.random() < share else known.text
        # The last view is the most disguised reading; mostly there is only the first.
        read.append(replace(known, text=readable(fold(text).plain.text)))
    return [example for example in read if example.text]


def _with_slurs(example: Example) -> Example:
    """The slur head learns from the lexicon, to find its words in spellings that it has not."""
    found = list(slurs.detect(fold(example.text), Context()))
    if any(e.score >= HELD_SCORE and not e.counters for e in found):
        slur = 1.0
    elif not found:
        slur = 0.0
    else:
        return example
    only = labels(slur=slur)
    # Unknown is not equal to itself.
    merged = tuple(
        new if new == new else old for old, new in zip(example.labels, only, strict=True)
    )
    return replace(example, labels=merged)
