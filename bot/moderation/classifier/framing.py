"""How a text's pieces are laid out for the encoder: alone, in windows, or before their setting.

The same for training and judging, so that the encoder is never shown what it did not learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WINDOW = 94
"""Pieces of a text that the encoder reads at once, without the two marks at its ends."""
STRIDE = 70
"""Pieces from one window's start to the next: what decides is not cut in two."""
SHORT = 20
"""A text of at most so many pieces is read with its setting: "Hang them." is about people or
pictures, while a longer text says itself what it is about."""
SETTING = 24
"""Pieces of the setting that are read."""


class Row(NamedTuple):
    """What the encoder reads at once."""

    ids: list[int]
    """The text's pieces between the marks, and after them the setting's."""
    own: int
    """How many of them, from the first, are the text's own; the score is taken from these."""


def framed(
    pieces: Sequence[int], setting: Sequence[int], first: int, last: int, *, short: int = SHORT
) -> Row:
    """The row of a text that fits into one window.

    Args:
        pieces: The text's pieces, at most `WINDOW`.
        setting: The pieces of what it stands under or answers; empty where nothing is known.
        first: The mark at the beginning.
        last: The mark at an end.
        short: Pieces that a text has at most to be read with its setting.
    """
    ids = [first, *pieces, last]
    own = len(ids)
    if setting and len(pieces) <= short:
        ids += [*setting[:SETTING], last]
    return Row(ids, own)


def windows_of(pieces: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The text's pieces in overlapping windows, each with its place among them."""
    if not pieces:
        return []
    starts = range(0, max(1, len(pieces) - WINDOW + STRIDE), STRIDE)
    return [(start, list(pieces[start : start + WINDOW])) for start in starts]
