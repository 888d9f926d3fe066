"""The passage of a text that a detector looks at, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.verdict import Span
from bot.moderation.folding import Folded, View


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens ``first`` to ``last``, both included, of one view of a text."""

    folded: Folded
    view: View
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where it stands in the text as its author wrote it."""
        return self.view.span(self.first, self.last)

    @property
    def written(self) -> str:
        """What its author wrote there."""
        return self.span.of(self.folded.original)

    @property
    def words(self) -> list[str]:
        """Its folded tokens."""
        return self.view.tokens[self.first : self.last + 1]

    def before(self, count: int) -> list[str]:
        """Up to ``count`` tokens before it, in reading order."""
        return self.view.tokens[max(0, self.first - count) : self.first]

    def after(self, count: int) -> list[str]:
        """Up to ``count`` tokens after it, in reading order."""
        return self.view.tokens[self.last + 1 : self.last + 1 + count]
