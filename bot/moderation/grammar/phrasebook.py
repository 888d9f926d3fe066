"""Patterns looked for in a few words before or after a passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.moderation.grammar.pattern import expression, parse, sets_of
from bot.moderation.grammar.symbols import SymbolTable


class Phrasebook:
    """Phrases in the language of patterns, over word classes of their own."""

    def __init__(
        self, patterns: Iterable[str], classes: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self._items = [parse(pattern, {}) for pattern in patterns]
        sets = [names for items in self._items for names in sets_of(items)]
        self._symbols = SymbolTable(sets, classes or {}, {})

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(
            "|".join(expression(items, self._symbols.charset) for items in self._items)
        )

    @cached_property
    def _at_end(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._expression.pattern})\Z")

    def stands_in(self, tokens: Iterable[str]) -> bool:
        """Whether one of the phrases stands anywhere in these tokens."""
        return self._expression.search(self._symbols.line_of(tokens)) is not None

    def opens(self, tokens: Iterable[str]) -> bool:
        """Whether these tokens start with one of the phrases."""
        return self._expression.match(self._symbols.line_of(tokens)) is not None

    def closes(self, tokens: Iterable[str]) -> bool:
        """Whether these tokens end with one of the phrases."""
        return self._at_end.search(self._symbols.line_of(tokens)) is not None
