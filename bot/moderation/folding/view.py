"""One way of reading a text, as words with a map back to where they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.verdict import Span
from bot.moderation.folding.stretching import has_stretch

# Words keep their apostrophes ("don't", "we'll"); everything that ends or interrupts a clause
# is a token of its own, and so does an empty line; hyphens, slashes and underscores only separate
# words, and a sentence runs on over a line's end.
_PUNCTUATION = r"[.!?;:,()\"]+|\n(?=[^\S\n]*\n)|(?<=\s)-+(?=\s)"
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|" + _PUNCTUATION)
_SYMBOLS = "\u2190-\u2bff\U0001f000-\U0001faff"
_NO_WORD = (
    r"\s!-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u206f\u3000-\u3004\u3008-\u3020"
    r"\ufe10-\ufe6f\uff00-\uff0f\ufff9-\uffff" + _SYMBOLS
)
_TOKEN = re.compile(rf"[^{_NO_WORD}]+(?:'[^{_NO_WORD}]+)*|{_PUNCTUATION}|[{_SYMBOLS}]")


@dataclass(frozen=True)
class View:
    """A folded text and its tokens: words, clause marks and single emoji."""

    name: str
    """How the text was read, in words that complete "read ...", e.g. ``as written``."""
    text: str
    """The folded text, in lower case."""
    origins: Sequence[int] | None = None
    """For each character of ``text`` its index in the original; None: the same index."""
    worked_out: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What detectors have worked out of this view, so that each thing is worked out once."""

    _spans: dict[tuple[int, int], Span] = field(default_factory=dict, compare=False, repr=False)
    """Every term in a word of thousands of letters asks where that word stands."""

    @cached_property
    def tokens(self) -> list[str]:
        """Words, clause marks and emoji in reading order."""
        return self._pattern.findall(self.text)

    @cached_property
    def line(self) -> str:
        """The tokens with one space before, between and after them."""
        return f" {' '.join(self.tokens)} "

    @cached_property
    def is_stretched(self) -> bool:
        """Whether some word has a letter three times in a row."""
        return has_stretch(self.text)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [match.span() for match in self._pattern.finditer(self.text)]

    @property
    def _pattern(self) -> re.Pattern[str]:
        return _ASCII_TOKEN if self.text.isascii() else _TOKEN

    def span(self, first: int, last: int) -> Span:
        """Where tokens ``first`` to ``last``, both included, stand in the original text."""
        known = self._spans.get((first, last))
        if known is None:
            known = self._spans[first, last] = self._find_span(first, last)
        return known

    def _find_span(self, first: int, last: int) -> Span:
        start, end = self._places[first][0], self._places[last][1]
        if self.origins is None:
            return Span(start, end)
        written = self.origins[start:end]
        return Span(min(written), max(written) + 1)

    def start_of(self, place: int) -> int:
        """The index in the original text of the first character of a token."""
        start, end = self._places[place]
        return start if self.origins is None else min(self.origins[start:end])

    def token_at(self, position: int) -> int:
        """The index of the token that starts at ``position`` of ``line``."""
        return self.line.count(" ", 0, position) - 1
