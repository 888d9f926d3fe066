"""AutoMod's matching: keywords with wildcards, Rust's regular expressions, mentions.

Source: https://docs.discord.com/developers/resources/auto-moderation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.sandbox.content.mentions import mention_count
from bot.sandbox.errors import Unsupported
from bot.sandbox.model.automod import AutoModRule, TriggerKind

# What Rust's engine leaves out so as to be linear in the text.
_NOT_IN_RUST: Final = re.compile(r"\(\?(?:[=!>]|<[=!])|\\[1-9]|\(\?P=|\\k<")
_RUST_NAMED_GROUP: Final = re.compile(r"\(\?<(?![=!])")
# Valid in Rust, unknown to Python's engine.
_RUST_ONLY: Final = re.compile(r"\\p|\\P|\[\[:|&&|--|~~|\\x\{|[+*?}]\+")


class InvalidPattern(ValueError):
    """Discord would not take the regular expression."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: the keyword or pattern, and the text it matched."""

    keyword: str
    content: str


def find(rule: AutoModRule, text: str) -> Match | None:
    """The first thing in a text that the rule is against."""
    if rule.trigger in (TriggerKind.KEYWORD, TriggerKind.MEMBER_PROFILE):
        return _first_keyword(rule, text)
    if rule.trigger == TriggerKind.MENTION_SPAM:
        too_many = mention_count(text) > rule.mention_limit > 0
        return Match("", "") if too_many else None
    # Discord's own word lists and its notion of spam are not known: they match nothing.
    return None


def keyword_spans(keyword: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a keyword occurs: whole words, unless ``*`` opens its start or end."""
    pattern = _keyword_pattern(keyword)
    if pattern is None:
        return
    for found in pattern.finditer(text):
        yield found.span()


def compile_rust(pattern: str) -> re.Pattern[str]:
    """A Rust pattern for Python's engine.

    Raises ``InvalidPattern`` for what Rust refuses, and ``Unsupported`` for what
    Rust takes and Python cannot express.
    """
    if _NOT_IN_RUST.search(pattern):
        raise InvalidPattern("look-around and back-references are not supported")
    if found := _RUST_ONLY.search(pattern):
        raise Unsupported(f"the sandbox cannot run {found[0]!r} in the pattern {pattern!r}")
    translated = _RUST_NAMED_GROUP.sub("(?P<", pattern).replace(r"\z", r"\Z")
    try:
        return re.compile(translated)
    except re.error as error:
        raise InvalidPattern(str(error)) from error


def _first_keyword(rule: AutoModRule, text: str) -> Match | None:
    excused = [span for word in rule.allowed for span in keyword_spans(word, text)]
    for keyword in rule.keywords:
        for span in keyword_spans(keyword, text):
            if not _within(span, excused):
                return Match(keyword, text[slice(*span)])
    for pattern in rule.patterns:
        for found in _compiled(pattern).finditer(text):
            if found[0] and not _within(found.span(), excused):
                return Match(pattern, found[0])
    return None


def _within(span: tuple[int, int], excused: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in excused)


@lru_cache(maxsize=4096)
def _keyword_pattern(keyword: str) -> re.Pattern[str] | None:
    core = keyword.strip("*").strip()
    if not core:
        return None
    before = "" if keyword.startswith("*") else r"(?<!\w)"
    after = "" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(before + re.escape(core) + after, re.IGNORECASE)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return compile_rust(pattern)
