"""Which texts say nearly the same: by what they share of their shingles, however disguised.

Texts are compared as they are folded for judging, so spelling tricks do not part what belongs
together. Bands of a MinHash sketch find candidates through an index (two texts that share 60 % of
their shingles share one of the bands in 97 of 100 cases); the shingles themselves decide.
"""

from __future__ import annotations

from zlib import crc32

from bot.moderation.folding import fold

ALIKE = 0.6
"""The part of their shingles that two texts share at least (Jaccard)."""
SHINGLE = 4
"""Characters."""
FEWEST = 8
"""Shingles below which a text says too little to be like another."""
_BANDS = 8
_ROWS = 2
_MASK = (1 << 32) - 1
_FACTORS = tuple(
    (0x9E3779B1 * (2 * index + 1) ^ index * 0x85EBCA6B) & _MASK | 1
    for index in range(_BANDS * _ROWS)
)


def shingles(text: str) -> frozenset[int]:
    """The hashed shingles of a text's letters and digits, as it is read when it is judged."""
    letters = "".join(filter(str.isalnum, fold(text).views[-1].text))
    return frozenset(
        crc32(letters[start : start + SHINGLE].encode())
        for start in range(max(0, len(letters) - SHINGLE + 1))
    )


def bands(shingled: frozenset[int]) -> tuple[int, ...]:
    """Where to look for texts like it; nowhere for one that is too short."""
    if len(shingled) < FEWEST:
        return ()
    least = [min(one * factor & _MASK for one in shingled) for factor in _FACTORS]
    return tuple(
        (index << 32) | crc32(b"%d %d" % tuple(least[index * _ROWS : (index + 1) * _ROWS]))
        for index in range(_BANDS)
    )


def are_alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts say nearly the same."""
    if min(len(one), len(other)) < FEWEST:
        return False
    return len(one & other) >= ALIKE * len(one | other)
