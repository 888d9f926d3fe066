"""The recipe: which texts are learned in which order.

Everything is learned twice from the same beginning, once with the weight on contrasts and once
with the weight on what people mostly write, and the two are averaged: the first kind of run knows
more hatred and holds more ordinary posts, the second the other way round, and their average keeps
most of both.

At the end it learns from a teacher, a network five times as large.

Source of the averaging: Wortsman et al., "Model soups", ICML 2022.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.training.example import Example
from bot.training.mix import beside_others, in_settings, open_mix, plain_mix, written_mix

FIRST_BATCHES = ("alder", "birch", "cedar", "damson", "elder", "hazel")
NEXT_BATCHES = ("hawthorn", "ivy", "juniper", "kelp", "laurel", "maple", "nettle")


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over a mix of texts."""

    name: str
    seed: int
    rate: float
    """The highest learning rate, of the encoder; the heads' is ten times as high."""
    open_at_most: Mapping[str, int] = field(default_factory=dict)
    """Open data set -> texts of it, at most; a set that is not named is not read."""
    pairs: int = 1
    """How often our own pairs are read, each time with other errors of spelling."""
    batches: tuple[str, ...] = ()
    """Of our own pairs only these; empty means all."""
    plain: int = 0
    """How often our own ordinary comments are read."""
    plain_batches: tuple[str, ...] = ()
    """Of our own ordinary comments only these; empty means all."""
    ranking: float = 0.3
    """Weight of the ranking of texts before their twins."""
    settings: bool = True
    """Whether headlines are read."""


BEGINNING = (
    Stage(
        "open data",
        seed=1,
        rate=8e-5,
        open_at_most={
            "dynahate": 13_000,
            "contextual_abuse": 6_000,
            "measuring_hate_speech": 2_500,
            "edos": 2_000,
            "hatexplain": 1_000,
            "davidson": 1_000,
            "gab": 1_000,
            "hatemojibuild": 10_000,
            "surge_toxicity": 1_000,
        },
        pairs=2,
        batches=FIRST_BATCHES,
        ranking=0.0,
        settings=False,
    ),
    Stage(
        "ordinary texts",
        seed=8,
        rate=4e-5,
        open_at_most={
            "contextual_abuse": 6_500,
            "measuring_hate_speech": 2_500,
            "edos": 2_000,
            "dynahate": 2_500,
            "hatexplain": 1_000,
            "davidson": 1_000,
            "gab": 1_000,
            "hatemojibuild": 1_000,
            "surge_toxicity": 1_000,
        },
        pairs=1,
        batches=FIRST_BATCHES,
        ranking=0.0,
        settings=False,
    ),
    Stage(
        "pairs",
        seed=21,
        rate=1.2e-4,
        open_at_most={
            "contextual_abuse": 3_900,
            "measuring_hate_speech": 1_500,
            "edos": 1_200,
            "dynahate": 1_500,
            "hatexplain": 600,
            "davidson": 600,
            "gab": 600,
            "hatemojibuild": 600,
            "surge_toxicity": 1_000,
        },
        pairs=2,
        batches=(*FIRST_BATCHES, *NEXT_BATCHES),
        plain=1,
        plain_batches=("plain-fern", "plain-gale"),
    ),
)
"""Learned once, one after the other."""

ENDS = (
    Stage(
        "contrasts",
        seed=33,
        rate=1e-4,
        open_at_most={"dynahate": 11_000, "hatemojibuild": 3_000, "contextual_abuse": 2_000},
        batches=(*FIRST_BATCHES, *NEXT_BATCHES, "quince"),
        plain=1,
        plain_batches=("plain-fern", "plain-gale", "plain-thyme"),
    ),
    Stage(
        "balance",
        seed=34,
        rate=1e-4,
        open_at_most={
            "contextual_abuse": 5_000,
            "measuring_hate_speech": 1_500,
            "edos": 1_000,
            "dynahate": 2_000,
            "hatexplain": 500,
            "davidson": 500,
            "gab": 500,
            "surge_toxicity": 500,
        },
        batches=(*FIRST_BATCHES, *NEXT_BATCHES, "privet", "quince", "rowan", "sorrel", "tansy"),
        plain=2,
        plain_batches=("plain-fern", "plain-gale", "plain-thyme"),
    ),
    Stage(
        "incitement",
        seed=35,
        rate=1e-4,
        open_at_most={"contextual_abuse": 3_000, "dynahate": 4_000, "measuring_hate_speech": 700},
        batches=(*FIRST_BATCHES, *NEXT_BATCHES, "quince", "rowan", "tansy"),
        plain=2,
        plain_batches=("plain-fern", "plain-gale", "plain-thyme"),
    ),
)
"""Learned from the same beginning, side by side."""

LASTS = (
    Stage(
        "everything",
        seed=41,
        rate=7e-5,
        open_at_most={
            "contextual_abuse": 3_000,
            "dynahate": 3_000,
            "measuring_hate_speech": 700,
            "edos": 300,
            "hatexplain": 200,
            "davidson": 300,
            "gab": 200,
            "surge_toxicity": 300,
        },
        plain=2,
    ),
    Stage(
        "again",
        seed=42,
        rate=5e-5,
        open_at_most={
            "contextual_abuse": 3_000,
            "dynahate": 3_000,
            "measuring_hate_speech": 700,
            "edos": 300,
            "hatexplain": 200,
            "davidson": 300,
            "gab": 200,
            "surge_toxicity": 300,
        },
        plain=2,
    ),
)
"""Learned from the mean of the ends, one after the other."""

FEWER_PIECES = replace(LASTS[-1], name="fewer pieces", seed=43, rate=6e-5)
"""Learned with the pieces that ship: rarer words are cut into smaller pieces there, and without
this pass 7 of 100 fewer are caught."""

TEACHER = replace(
    LASTS[-1],
    name="teacher",
    seed=71,
    rate=4e-5,
    plain=1,
    open_at_most={
        "contextual_abuse": 4_000,
        "dynahate": 6_000,
        "measuring_hate_speech": 800,
        "edos": 400,
        "hatexplain": 300,
        "davidson": 300,
        "gab": 200,
        "surge_toxicity": 300,
        "hatemojibuild": 600,
    },
)
"""Learned by the teacher alone, from its own beginning."""
TEACHER_SIZE = 32

LESSONS = Stage(
    "lessons",
    seed=61,
    rate=1e-4,
    plain=2,
    open_at_most={
        "contextual_abuse": 6_000,
        "dynahate": 8_000,
        "measuring_hate_speech": 1_500,
        "edos": 1_000,
        "hatexplain": 600,
        "davidson": 600,
        "gab": 300,
        "surge_toxicity": 300,
        "hatemojibuild": 1_000,
    },
)
"""Learned last, from what the teacher says of them, by the default size."""

HEALING = replace(
    LESSONS,
    name="healing",
    seed=91,
    rate=6e-5,
    plain=1,
    open_at_most={
        "contextual_abuse": 8_000,
        "dynahate": 6_000,
        "measuring_hate_speech": 1_000,
        "edos": 700,
        "hatexplain": 400,
        "davidson": 400,
        "gab": 200,
        "surge_toxicity": 300,
        "hatemojibuild": 600,
    },
)
"""Learned by the large size, what is left of the teacher, likewise from what that one says."""


def examples_of(stage: Stage, folder: Path) -> list[Example]:
    """The texts of a stage, as the encoder reads them.

    Args:
        folder: Where the open data lies.
    """
    texts = open_mix(folder, seed=stage.seed, at_most=stage.open_at_most)
    texts += written_mix(seed=stage.seed + 10, times=stage.pairs, batches=stage.batches)
    plain = plain_mix(seed=stage.seed + 20, times=stage.plain, batches=stage.plain_batches)
    texts = beside_others(texts + plain, plain, seed=stage.seed + 30)
    return in_settings(texts, seed=stage.seed) if stage.settings else texts
