"""The words that the rules speak of: classes, chunks made of them, and phrases."""

from collections.abc import Mapping, Sequence

from bot.moderation.grammar.vocabulary import moods, people, violence

CLASSES: Mapping[str, frozenset[str]] = {
    **people.CLASSES,
    **violence.CLASSES,
    **moods.CLASSES,
}
"""Class name -> its words; a word may be in several classes."""

CHUNKS: Sequence[Mapping[str, Sequence[str]]] = (people.CHUNKS, violence.CHUNKS)
"""Layers of chunks: each is found in what the one before has left and becomes one symbol."""

UNIONS: Mapping[str, frozenset[str]] = people.UNIONS
"""Names that stand for several chunks."""

PHRASES: Mapping[str, Sequence[str]] = {**people.PHRASES, **violence.PHRASES, **moods.PHRASES}
"""What ``<name>`` stands for in a pattern."""

__all__ = ["CHUNKS", "CLASSES", "PHRASES", "UNIONS"]
