"""Our own pairs: what has to be held beside its harmless twin.

How they were made stands in ``written/README.md``.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np

from bot.moderation.lexicon import shipped_lexicon
from bot.training.example import Example, harmless, labels

FOLDER = Path(__file__).parent / "written"
KEPT_APART = "dev-"
"""Batches whose name begins so are measured on and never trained on."""
TWIN = "twin "
"""What the kind of a twin's example begins with."""
PLAIN = "plain-"
"""Batches whose name begins so are ordinary comments, two cells a line: topic and comment."""
ALIKE = 0.75
"""Cosine of character 4-grams from which two texts count as the same."""

_INCITES = frozenset(
    {
        "call",
        "threat",
        "wish",
        "glorification",
        "expulsion",
        "veiled",
        "doxxing",
        "rally",
        "dehumanise-then-harm",
    }
)
_HATES = frozenset({"hate", "identity-attack", "negated-hate"})
_SLUR = re.compile(r"\{slur:([a-z]+)\}")
_GROUPS = {
    gap: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for gap, words in {
        "gay": "gay|homosexual|lesbian",
        "trans": "trans",
        "black": "black|africa",
        "asian": "asia|chin|japan|korea|vietnam",
        "jewish": "jew",
        "muslim": "muslim|arab",
        "roma": "roma|sinti|gyps",
        "women": "women",
        "disabled": "(?:people with|disab|learning|mental)",
        "latino": "latin|mexic|hispan",
        "indian": "india|pakist|south asia",
    }.items()
}
"""The gap for a slur -> the lexicon's groups that may fill it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that has to be held and its harmless twin."""

    batch: str
    kind: str
    target: str
    twin_kind: str
    text: str
    twin: str
    headline: str = ""
    """Of the article that both stand under; empty in most batches."""


def read_pairs(folder: Path = FOLDER) -> list[Pair]:
    """Every pair of every batch, in the files' order.

    Raises:
        ValueError: a line has not five cells or an unknown kind.
    """
    pairs = []
    for path in sorted(folder.glob("*.tsv")):
        if path.stem.startswith(PLAIN):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            cells = line.split("\t")
            if len(cells) not in (5, 6) or cells[0] not in _INCITES | _HATES:
                raise ValueError(f"{path.name}, line {number}: not a pair: {line[:60]}")
            pairs.append(Pair(path.stem, *cells[:3], *map(_with_lines, cells[3:])))
    return pairs


def read_plain(folder: Path = FOLDER, *, apart: bool = False) -> list[Example]:
    """The ordinary comments: harmless, and not the twin of anything.

    Args:
        apart: Those kept apart for development instead.

    Raises:
        ValueError: a line has not two cells.
    """
    plain = []
    for path in sorted(folder.glob(f"{PLAIN}*.tsv")):
        if path.stem.removeprefix(PLAIN).startswith(KEPT_APART) is not apart:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            topic, tab, text = line.partition("\t")
            if not tab or not text.strip():
                raise ValueError(f"{path.name}, line {number}: not a comment: {line[:60]}")
            source = f"written {path.stem}"
            plain.append(Example(_with_lines(text), harmless(), source, kind=topic))
    return plain


def _with_lines(cell: str) -> str:
    return cell.replace("\\n", "\n")


def written_examples(pairs: Sequence[Pair], *, apart: bool) -> Iterator[Example]:
    """The pairs as examples; ``apart`` gives the batches for development instead."""
    random = Random(7)
    for number, pair in enumerate(pairs):
        if pair.batch.startswith(KEPT_APART) != apart:
            continue
        source = f"written {pair.batch}"
        for text, known, kind in (
            (pair.text, _labels(pair), pair.kind),
            (pair.twin, _twin_labels(pair), f"{TWIN}{pair.twin_kind}"),
        ):
            yield Example(
                _filled(text, random),
                known,
                source,
                kind=kind,
                pair=f"{pair.batch} {number}",
                setting=pair.headline,
            )


def _labels(pair: Pair) -> tuple[float, ...]:
    if pair.kind in _HATES:
        return labels(hate=1)
    return labels(incitement=1)


def _twin_labels(pair: Pair) -> tuple[float, ...]:
    if _SLUR.search(pair.twin):
        return labels(hate=0, incitement=0, harassment=0)
    return harmless() if pair.kind in _INCITES else labels(hate=0, incitement=0, slur=0)


def _filled(text: str, random: Random) -> str:
    """With a slur from the lexicon where the text has a gap for one: none is written down here."""

    def choose(found: re.Match[str]) -> str:
        return random.choice(_slurs().get(found[1], ["scum"]))

    return _SLUR.sub(choose, text)


@lru_cache(maxsize=1)
def _slurs() -> dict[str, list[str]]:
    known: dict[str, list[str]] = defaultdict(list)
    for entry in shipped_lexicon().entries:
        for gap, groups in _GROUPS.items():
            if entry.severity >= 2 and not entry.ambiguous and groups.search(entry.group):
                known[gap].append(entry.term)
    return known


def without_near_duplicates(texts: Sequence[str]) -> list[int]:
    """Indices of the texts that are not like an earlier one (`ALIKE`).

    Candidates are found on hashed 4-grams, which can only look more alike than they are, and
    then compared exactly.
    """
    grams = [_grams(text) for text in texts]
    hashed = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
    for row, counts in zip(hashed, grams, strict=True):
        for gram, value in counts.items():
            row[zlib.crc32(gram.encode()) % _BUCKETS] += value
    dropped: set[int] = set()
    for start in range(0, len(texts), 512):
        alike = hashed[start : start + 512] @ hashed.T
        for at, other in zip(*np.nonzero(alike >= ALIKE), strict=True):
            index = start + int(at)
            if other < index and other not in dropped and index not in dropped:
                exact = sum(value * grams[other].get(g, 0.0) for g, value in grams[index].items())
                if exact >= ALIKE:
                    dropped.add(index)
    return [index for index in range(len(texts)) if index not in dropped]


_BUCKETS = 8192


def _grams(text: str) -> dict[str, float]:
    plain = re.sub(r"\s+", " ", text.lower())
    counts = Counter(plain[i : i + 4] for i in range(max(1, len(plain) - 3)))
    length = sum(count * count for count in counts.values()) ** 0.5
    return {gram: count / length for gram, count in counts.items()}
