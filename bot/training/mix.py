"""The mix that a run is trained on, read as the bot will read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from bot.training.written import (
    TWIN,
    read_pairs,
    read_plain,
    without_near_duplicates,
    written_examples,
)

MISSPELT = 0.15
"""Share of the texts that are written with a trick of spelling."""
FOREIGN_SETTING = 0.2
"""Share of the texts without a setting that are read below somebody else's."""
WITHOUT_SETTING = 0.4
"""Share of the texts with a setting that are read without it."""
BELOW_COMMENT = 0.5
"""Of these, the share that is read below a comment instead, vile ones among them."""
ANSWERS = f"{TWIN}counter-speech"
ANSWERING = 0.5
"""Share of the twins that speak against hatred which are read as answers to their texts."""
PADDED = 0.2
"""Share of the texts that stand beside ordinary comments where all are short enough."""
MOST_OTHERS = 3
MOST_WORDS = 60
"""Words of both together; training reads no more."""
HELD_SCORE = 0.7


def open_mix(folder: Path, *, seed: int, at_most: Mapping[str, int]) -> list[Example]:
    """The training part of the open data, at most so many texts of each set; threats always."""
    random = Random(seed)
    by_source: dict[str, list[Example]] = defaultdict(list)
    for example in open_examples(folder):
        by_source[example.source].append(example)
    mixed: list[Example] = []
    for source, examples in by_source.items():
        threats = [e for e in examples if e.labels[0] == 1]
        rest = [e for e in examples if e.labels[0] != 1]
        mixed += threats + random.sample(rest, min(at_most.get(source, 0), len(rest)))
    return as_read(mixed, seed=seed)


def written_mix(*, seed: int, times: int, batches: Collection[str] = ()) -> list[Example]:
    """Our own pairs without near-duplicates, each several times in different spellings.

    Args:
        batches: Of these batches only; empty means all.
    """
    pairs = [pair for pair in read_pairs() if not batches or pair.batch in batches]
    examples = list(written_examples(pairs, apart=False))
    kept = []
    for twins in (False, True):
        # A twin is meant to be like its text; only among themselves must they differ.
        side = [e for e in examples if e.kind.startswith(TWIN) is twins]
        kept += [side[i] for i in without_near_duplicates([e.text for e in side])]
    return _several(kept, seed=seed, times=times)


def plain_mix(*, seed: int, times: int, batches: Collection[str] = ()) -> list[Example]:
    """Our own ordinary comments, likewise."""
    plain = [e for e in read_plain() if not batches or e.source.split()[1] in batches]
    kept = [plain[i] for i in without_near_duplicates([e.text for e in plain])]
    return _several(kept, seed=seed, times=times)


def _several(examples: Sequence[Example], *, seed: int, times: int) -> list[Example]:
    return [e for time in range(times) for e in as_read(examples, seed=seed + time)]


def as_read(examples: Iterable[Example], *, seed: int, share: float = MISSPELT) -> list[Example]:
    """The examples as the encoder reads them: with slurs marked, some misspelt, all folded."""
    random = Random(seed)
    read = []
    for example in examples:
        known = _with_slurs(example)
        text = misspelt(known.text, random) if random.random() < share else known.text
        read.append(replace(known, text=_read(text), setting=_read(known.setting)))
    return [example for example in read if example.text]


def _read(text: str) -> str:
    return readable(fold(text).plain.text) if text else ""


def beside_others(
    examples: Sequence[Example], others: Sequence[Example], *, seed: int, share: float = PADDED
) -> list[Example]:
    """Some of the texts with up to three ordinary comments around them, labels as they were.

    One vile sentence among ordinary ones is as vile.
    """
    random = Random(seed)
    ordinary = [e.text for e in others]

    def padded(example: Example) -> Example:
        if not ordinary or random.random() >= share:
            return example
        parts = [example.text, *random.choices(ordinary, k=random.randint(1, MOST_OTHERS))]
        while len(parts) > 1 and sum(len(part.split()) for part in parts) > MOST_WORDS:
            parts.pop()
        random.shuffle(parts)
        return replace(example, text=" ".join(parts))

    return [padded(example) for example in examples]


def in_settings(
    examples: Sequence[Example], *, seed: int, share: float = FOREIGN_SETTING
) -> list[Example]:
    """Some of those without a setting below a headline or a comment of others.

    Most comments say the same below anything: neither a headline nor what somebody else wrote
    must decide. Some of those that speak against hatred answer the very text that they are the
    twin of.
    """
    random = Random(seed)
    headlines = sorted({example.setting for example in examples if example.setting})
    if not headlines:
        return list(examples)
    held = {e.pair: e.text for e in examples if e.pair and 1.0 in e.labels}

    def placed(example: Example) -> str:
        if example.setting:
            return "" if random.random() < WITHOUT_SETTING else example.setting
        if example.kind == ANSWERS and random.random() < ANSWERING:
            return held.get(example.pair, "")
        if random.random() >= share:
            return ""
        if random.random() < BELOW_COMMENT:
            return random.choice(examples).text
        return random.choice(headlines)

    return [replace(example, setting=placed(example)) for example in examples]


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
