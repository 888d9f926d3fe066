"""What the weights are measured on: nothing of it was trained on."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.moderation.classifier.heads import HEADS
from bot.training.example import Example, harmless, labels
from bot.training.mix import as_read
from bot.training.open_data import open_examples, read_rows
from bot.training.written import TWIN, read_pairs, read_plain, written_examples

HOLDS = 0.7
"""The calibrated score at which the standard policy holds."""
CALIBRATION = "calibration: "
"""Sets whose name begins so choose where a score starts to count; figures of them flatter."""
TWINS = f"{CALIBRATION}harmless twins of incitement"
ORDINARY = (
    f"{CALIBRATION}ordinary comments",
    f"{CALIBRATION}news comments",
    f"{CALIBRATION}forum posts",
)
"""Sets on which every hold is a false alarm."""
RIGHTLY_HELD = Path(__file__).parent / "rightly_held.txt"
"""Texts, by their hashes, whose label in the open sets is wrong; how they were found is in it."""
CHOOSING = ("dev-fir", "dev-gorse", "plain-dev-fern")
"""The batches kept apart that choose; the others measure."""


def development_sets(folder: Path) -> dict[str, list[Example]]:
    """Name -> examples as the encoder reads them, without misspelling.

    Args:
        folder: Where the open data lies.
    """
    sets = {**_written_sets(), **_open_sets(folder)}
    return {name: as_read(part, seed=1, share=0.0) for name, part in sets.items()}


def _written_sets() -> dict[str, list[Example]]:
    apart = list(written_examples(read_pairs(), apart=True))
    plain = read_plain(apart=True)
    choosing, measuring = _parted(apart)
    incited = {e.pair for e in measuring if e.labels[0] == 1}
    hated = {e.pair for e in measuring if e.labels[1] == 1}
    choosing_plain, measuring_plain = _parted(plain)
    return {
        f"{CALIBRATION}incitement": [e for e in choosing if e.labels[0] == 1],
        TWINS: [e for e in choosing if e.kind.startswith(TWIN)],
        f"{CALIBRATION}ordinary comments": choosing_plain,
        "incitement": [e for e in measuring if e.labels[0] == 1],
        "its harmless twins": [
            e for e in measuring if e.pair in incited and e.kind.startswith(TWIN)
        ],
        "ordinary comments": measuring_plain,
        "hate": [e for e in measuring if e.labels[1] == 1],
        "its harmless twins, hate": [
            e for e in measuring if e.pair in hated and e.kind.startswith(TWIN)
        ],
    }


def _parted(apart: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Those of the batches that choose, and the others."""
    sides: tuple[list[Example], list[Example]] = ([], [])
    for example in apart:
        sides[not example.source.endswith(CHOOSING)].append(example)
    return sides


def _open_sets(folder: Path) -> dict[str, list[Example]]:
    test = list(open_examples(folder, split="test"))
    dynahate = [e for e in test if e.source == "dynahate"]
    fox = [
        Example(
            row["text"],
            labels(hate=row["hate"]),
            "fox_news_comments",
            setting=row["previous_comment"] or row["article_title"],
        )
        for row in read_rows(folder, "fox_news_comments")
    ]
    civil = [
        Example(row["text"], harmless(), "civil_toxic_spans")
        for row in read_rows(folder, "civil_toxic_spans")
        if not row["toxic_character_offsets"]
    ]
    news = [*civil, *(e for e in fox if e.labels[1] == 0)]
    forum = [e for e in test if e.source == "contextual_abuse" and e.labels == harmless()]
    return {
        "hate, dynahate test": [e for e in dynahate if e.labels[1] == 1],
        "its harmless counterparts": [e for e in dynahate if e.labels[1] == 0],
        "hate below news": [e for e in fox if e.labels[1] == 1],
        f"{CALIBRATION}news comments": _rightly_published(news[::2]),
        f"{CALIBRATION}forum posts": _rightly_published(forum[::2]),
        "news comments": _rightly_published(news[1::2]),
        "forum posts": _rightly_published(forum[1::2]),
    }


def _rightly_published(part: Sequence[Example]) -> list[Example]:
    """Those that are ordinary; a few of each open set call for harm all the same."""
    held = {
        line
        for line in RIGHTLY_HELD.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    return [e for e in part if hashlib.sha256(e.text.encode()).hexdigest() not in held]


def scores(raw: np.ndarray, knots: Mapping[str, Mapping[str, list[float]]]) -> np.ndarray:
    """Calibrated scores, shape (texts, heads), of raw outputs of the same shape."""
    return np.stack(
        [np.interp(raw[:, at], knots[head]["raw"], knots[head]["score"])
         for at, head in enumerate(HEADS)],
        axis=1,
    )  # fmt: skip


def figures(
    sets: Mapping[str, list[Example]],
    raw: Mapping[str, np.ndarray],
    knots: Mapping[str, Mapping[str, list[float]]],
) -> dict[str, dict[str, object]]:
    """Set -> number of texts, share held by the classifier alone, and its 95 % interval."""
    found: dict[str, dict[str, object]] = {}
    for name, part in sets.items():
        held = scores(raw[name], knots).max(axis=1) >= HOLDS
        found[name] = share_of(int(held.sum()), len(part))
        kinds = sorted({e.kind for e in part if e.kind and not e.kind.startswith(TWIN)})
        if kinds:
            of = np.array([e.kind for e in part])
            found[name]["kinds"] = {
                kind: share_of(int(held[of == kind].sum()), int((of == kind).sum()))
                for kind in kinds
            }
    return found


def share_of(hits: int, total: int) -> dict[str, object]:
    """A share with its Wilson interval at 95 %."""
    if total == 0:
        return {"texts": 0, "held": 0.0, "interval": [0.0, 1.0]}
    z = 1.959964
    share = hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    half /= 1 + z * z / total
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return {"texts": total, "held": round(share, 4), "interval": [round(low, 4), round(high, 4)]}
