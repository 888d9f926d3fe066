"""The spelling in which terms and phrases are compared with a text."""

from __future__ import annotations

from bot.moderation.folding.characters import fold_character


def folded(written: str) -> str:
    """``written`` without capitals, accents and dots, in its own script.

    Texts are read as Latin where they only look like another script; a lexicon's words are meant
    as they stand.
    """
    plain = written.lower()
    return plain if plain.isascii() else "".join(map(fold_character, plain))
