"""Why a rule fires on a text, or why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.rule import Rule, RuleKind, RuleState
from bot.locales import mark
from bot.moderation.folding import Folded
from bot.moderation.rules.compiled import CompiledRules, RuleMatch
from bot.moderation.rules.words import spellings

_MOST_MISSES = 5


@dataclass(frozen=True, slots=True)
class Miss:
    """Why something does not count; ``reason`` is to be translated."""

    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """What became of one rule in one text."""

    readings: tuple[tuple[str, str], ...]
    """How the text was read, in words that complete "read ...", and what was read then."""
    matches: tuple[RuleMatch, ...]
    misses: tuple[Miss, ...]
    idle: str
    """Why it would do nothing even where it fires; empty where it would. To be translated."""


def explain_rule(
    rule: Rule, text: Folded, *, channel_id: int | None, now: datetime
) -> RuleExplanation:
    """Look one rule alone up in a text and keep every step."""
    matches = tuple(CompiledRules([rule]).find(text))
    found = {match.span for match in matches}
    misses: list[Miss] = []
    if rule.allowed:
        # What fires without the exceptions fires because of them not.
        for match in CompiledRules([replace(rule, allowed=())]).find(text):
            if match.span not in found:
                reason = mark("An exception of the rule allows it here.")
                misses.append(Miss(match.span.of(text.original), reason))
    if rule.kind is RuleKind.WORDS:
        misses += _inside_words(rule, text)
    readings: dict[str, str] = {}
    for view in text.views:
        readings.setdefault(" ".join(view.tokens), view.name)
    return RuleExplanation(
        readings=tuple((how, read) for read, how in readings.items()),
        matches=matches,
        misses=tuple(dict.fromkeys(misses))[:_MOST_MISSES],
        idle=_idle(rule, channel_id, now),
    )


def _inside_words(rule: Rule, text: Folded) -> Iterator[Miss]:
    whole = {one for term in rule.terms if "*" not in term for one in spellings(term)}
    for view in text.views:
        for place, token in enumerate(view.tokens):
            if token not in whole and any(one in token for one in whole if " " not in one):
                written = view.span(place, place).of(text.original)
                yield Miss(
                    written,
                    mark("The term is only part of this word; * at its end would let it go on."),
                )


def _idle(rule: Rule, channel_id: int | None, now: datetime) -> str:
    if rule.state is RuleState.DRAFT:
        return mark("It is a draft: it is asked about nothing yet.")
    if rule.state is RuleState.PAUSED:
        return mark("It is paused.")
    if rule.expires_at is not None and rule.expires_at <= now:
        return mark("It has expired.")
    if rule.channel_id is not None and channel_id is not None and rule.channel_id != channel_id:
        return mark("It is for another channel.")
    if rule.state is RuleState.SHADOW:
        return mark("It is in shadow: its hits are noted, and nothing is done.")
    return ""
