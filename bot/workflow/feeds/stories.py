"""Whether two items tell the same story, whatever address or name a feed gives them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

ALIKE = 0.75
"""Words that two titles, and two leads, share where they are nearly identical.

Source of the measure: Dice, "Measures of the Amount of Ecologic Association Between Species",
Ecology 26 (3), 1945."""
THE_SAME_LEAD = 0.9
"""Words that leads share where an editor wrote a new title over the same text."""
_WORDS_OF_A_LEAD = 8
"""Fewer say too little: "Here is what we know so far." stands below many a story."""

_SPELT_ALIKE = 0.75
"""Letters that two spellings of one word share at least, as difflib counts them."""

_TRACKING = re.compile(
    r"utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|cmp|cmpid|ocid|ito|ncid|"
    r"smid|partner|xtor|wt_mc|source|src|rss|feed|output|outputtype|amp|"
    r"s_?cid|taid|sh|smtyp|traffic_source",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, not what is read."""
_AMP = re.compile(r"(?:/amp|\.amp|/amp\.html)/?$")
_WORD = re.compile(r"\w+")
# fmt: off
_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "morning", "evening", "night", "today", "tonight", "tomorrow",
    "yesterday", "first", "second", "third", "fourth", "fifth", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Story:
    """What an item is recognised by."""

    guid: str
    address: str
    """As `canonical_address` gives it; empty where the address says nothing."""
    title: str
    lead: str


def canonical_address(url: str) -> str:
    """The address without what says nothing of the story; the same for its mobile edition."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    if not host:
        return ""
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    )
    path = _AMP.sub("", parts.path).rstrip("/")
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{path}{query}"


def is_same_text(one: Story, other: Story) -> bool:
    """Whether title and lead tell the same story, corrected perhaps, under whatever name."""
    titles, leads = likeness(one.title, other.title), likeness(one.lead, other.lead)
    same_lead = leads >= THE_SAME_LEAD and len(_words(one.lead)) >= _WORDS_OF_A_LEAD
    if not same_lead and (titles < ALIKE or leads < ALIKE):
        return False
    if _dates(one.title) != _dates(other.title) or _dates(one.lead) != _dates(other.lead):
        # "Traffic report, 23 November": every day's looks like the day before's.
        return False
    if _has_another_name(one.lead, other.lead):
        return False
    return same_lead or not _has_another_name(one.title, other.title)


def likeness(one: str, other: str) -> float:
    """Words that both have, of all that either has: 0 to 1; two empty texts are alike."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return float(a == b)
    return 2 * len(a & b) / (len(a) + len(b))


def _has_another_name(one: str, other: str) -> bool:
    """Whether a word of one stands for a word of the other: "Man held in Leeds", "… in York".

    Words added to a text, or spelt better, are no other names.
    """
    a, b = _words(one), _words(other)
    gone, come = sorted(a - b), sorted(b - a)
    if not gone or not come:
        return False
    few, many = sorted((gone, come), key=len)
    return not all(get_close_matches(word, many, n=1, cutoff=_SPELT_ALIKE) for word in few)


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _dates(text: str) -> frozenset[str]:
    return frozenset(
        word
        for word in _words(text)
        if word in _CALENDAR or any(character.isdigit() for character in word)
    )
