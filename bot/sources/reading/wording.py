"""Pieces of sentences about documents: quotations and counts."""

from __future__ import annotations

LONGEST_QUOTE = 60
_INNER = str.maketrans("“”", "‘’")


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """``text`` on one line, cut to ``longest`` characters, in quotation marks."""
    line = " ".join(text.split()).translate(_INNER)
    return f"“{line}”" if len(line) <= longest else f"“{line[: longest - 1].rstrip()}…”"


def counted(number: int, noun: str) -> str:
    """``1 comment``, ``4 comments``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
