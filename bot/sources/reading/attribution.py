"""The line that says where an article first appeared."""

from __future__ import annotations

import re
from functools import cache

from bot.sources.reading.vocabulary import alternation, fold, openings

_LONGEST = 200
_LONGEST_VIA = 50
_LINK = re.compile(
    r"^\s*(?:(?:here|first|originally|zuerst)\s+)?"
    r"(?:(?:at|on|in der|in den|in|by|from|bei|beim|im|auf|unter|en|dans|su|em|op)\b)?\s*:?\s*",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:\s*[,;(]\s*|\s+)(?:and (?:is|was|has been|appears)|under (?:a|the)|it is|republished|"
    r"with (?:the )?permission|on (?:\w+ )?\d)\b.*$",
    re.IGNORECASE,
)


def attribution_in(text: str, code: str) -> str | None:
    """The source that ``text`` names, e.g. "ZeroHedge" for "Originally appeared at ZeroHedge".

    None where the line is no such line.
    """
    if len(text) > _LONGEST:
        return None
    match = _phrase(code).match(fold(text).lstrip("(["))
    if match is None:
        return None
    lead = len(text) - len(text.lstrip("(["))
    phrase, rest = match.group(), text[lead + match.end() :]
    bare_label = " " not in phrase.strip(" :")
    if bare_label and not re.match(r"\s*:", rest) and not _is_short_via(phrase, text):
        return None
    source = _REST.sub("", _LINK.sub("", rest)).strip(" .:)]")
    return source or None


def _is_short_via(phrase: str, text: str) -> bool:
    """``via Harbour Gazette``: the one label that stands without a colon."""
    return phrase in {"via", "vía"} and len(text) <= _LONGEST_VIA and not text.endswith(".")


@cache
def _phrase(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(openings(code, 'attribution'))})(?!\w)")
