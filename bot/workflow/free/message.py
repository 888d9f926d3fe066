"""A message typed in free mode, and why one may have to wait whatever its words say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.comment import Author
from bot.domain.verdict import Category, Decision, Finding, Span
from bot.moderation import wording


@dataclass(frozen=True, slots=True)
class TypedMessage:
    """A member's message below an article, with everything in it that can be read."""

    id: int
    author: Author
    text: str
    """Its text, and in brackets what its files, stickers, poll and forwarded messages say."""
    at: datetime
    """When it was sent, by Discord's clock."""
    edited_at: datetime | None = None
    answers: int | None = None
    """The message that it answers."""
    has_files: bool = False
    """Whether it shows a picture, a sticker or another file, or forwards one."""

    @property
    def changed_at(self) -> datetime:
        """Since when it has said what it says."""
        return self.edited_at or self.at


def file_finding(text: str) -> Finding:
    """Why a message with a file waits where a server wants that."""
    return _held("form.file", wording.HAS_FILE, text)


def blocked_finding(text: str, keyword: str | None = None) -> Finding:
    """Why a message that AutoMod refused waits."""
    said = wording.BLOCKED_FOR.format(keyword=keyword) if keyword else wording.BLOCKED
    return _held("form.automod", said, text)


def _held(rule: str, explanation: str, text: str) -> Finding:
    return Finding(
        decision=Decision.HOLD,
        rule=rule,
        category=Category.FORM,
        span=Span(0, len(text)),
        score=1.0,
        explanation=explanation,
    )
