"""What a text is judged in: what it is, what it answers, and by which policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.verdict import Category, Decision
from bot.moderation.policy import STANDARD, Policy
from bot.moderation.rules import NO_RULES, CompiledRules


class TextKind(StrEnum):
    """What kind of text is judged."""

    COMMENT = "comment"
    DISPLAY_NAME = "display_name"


@dataclass(frozen=True, slots=True)
class Context:
    """A snapshot of everything beside the text that its judgement depends on."""

    article_title: str = ""
    article_text: str = ""
    """The whole body: its words are not held against a reader who quotes them."""
    parent_text: str = ""
    """The comment that this one answers."""
    policy: Policy = STANDARD
    kind: TextKind = TextKind.COMMENT
    foreign: Decision = Decision.HOLD
    """What becomes of a text in a language whose sense is not judged; any decision but REJECT."""

    rules: CompiledRules = NO_RULES
    """The server's own rules, those that are only watched as well."""
    channel_id: int | None = None
    """The article's channel: some rules are for one alone."""
    now: datetime | None = None
    """When it is judged: rules that have expired by then count no more. None: none has."""
    hurried: bool = False
    """Whether only the decision matters, because somebody may be reading the text meanwhile: the
    first finding that holds ends the judging, and no words are looked for. A text is held in a
    hurry if and only if it is held at leisure."""

    @property
    def deciding(self) -> Policy:
        """The policy with what the server has chosen beside it."""
        return self.policy.with_handling(Category.LANGUAGE, self.foreign)
