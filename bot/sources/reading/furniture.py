"""Lines that a page prints around an article and its comments: buttons, times, menus, notices."""

from __future__ import annotations

import re
from functools import cache

from bot.sources.reading.dates import without_times
from bot.sources.reading.vocabulary import all_openings, alternation, fold, openings

_NO_LETTERS = re.compile(r"^[\W\d_]*$")
_BREADCRUMBS = re.compile(r"^[^.!?]{2,40}(?:\s[>»›/|]\s[^.!?]{2,60}){1,5}$")
_LONGEST_LABELLED = 160
_LONGEST_NOTICE = 320
_SEPARATOR = re.compile(r"^(?:[-–—=*_~#•·+\s]{3,}|[—–⸻]{1,3}|§+)$")
_LONGEST_HEADING = 200
_COUNT_WITHIN = 60
_COUNT = re.compile(r"\d[\d.,]*")


def is_separator(text: str) -> bool:
    """Whether the line is only a rule: ``---``, ``* * *``, ``=====``."""
    return _SEPARATOR.match(text) is not None


def is_stamp(text: str, code: str) -> bool:
    """Whether the line holds nothing but times, counts and buttons of a comment."""
    if len(text) > 100:
        return False
    folded = fold(text)
    if _reply_to().match(folded):
        return True
    left, timed = without_times(folded)
    left = _buttons(code).sub(" ", left)
    if _NO_LETTERS.match(left) is None:
        return False
    return timed or left != folded


def is_furniture(text: str, code: str) -> bool:
    """Whether the whole line is a button, a menu or a labelled list of the page."""
    if len(text) > _LONGEST_LABELLED:
        return False
    folded = fold(text)
    return bool(
        _NO_LETTERS.match(_furniture_words(code).sub(" ", folded))
        and _furniture_words(code).search(folded)
    ) or bool(_labelled(code).match(folded))


def is_notice(text: str, code: str) -> bool:
    """Whether the line is a sentence with which the page, not the article, speaks."""
    return len(text) <= _LONGEST_NOTICE and _notices(code).match(fold(text)) is not None


def is_breadcrumbs(text: str) -> bool:
    """Whether the line is a path through a site: ``Home > News > Harbour``."""
    return _BREADCRUMBS.match(text) is not None


def comments_heading(text: str, code: str) -> int | None:
    """How many comments a line such as ``4 Comments`` or ``Kommentare (12)`` announces.

    0 where it names no number, None where it is no such heading.
    """
    folded = fold(text).strip()
    if len(folded) > _LONGEST_HEADING or _comments_heading(code).fullmatch(folded) is None:
        return None
    number = _COUNT.search(folded[:_COUNT_WITHIN])
    return int(re.sub(r"\D", "", number.group())) if number else 0


@cache
def _reply_to() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(all_openings('reply_to'))}|↪|↩)\s*\S+(?: \S+){{0,3}}$")


@cache
def _buttons(code: str) -> re.Pattern[str]:
    words = alternation(openings(code, "buttons"))
    extra = "posted|gepostet|on|at|um|am|by|and|den|el|le|il|uhr|comment|kommentar|link"
    return re.compile(rf"(?<!\w)(?:{words}|{extra})(?!\w)")


@cache
def _furniture_words(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(openings(code, 'furniture'))})(?!\w)")


@cache
def _labelled(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(openings(code, 'furniture'))})\s*[:|]")


@cache
def _notices(code: str) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{alternation(openings(code, 'notices'))})(?!\w)")


@cache
def _comments_heading(code: str) -> re.Pattern[str]:
    names = alternation(openings(code, "comments"))
    count = r"[(\[]?\s*\d[\d.,]*\s*[)\]]?"
    about = r"(?:to|on|for|zu|zum|a|à|su|em|op)\s[“\"„«'‘].*"
    return re.compile(
        rf"(?:{count}\s*)?(?:{names})\s*(?:\W?\s*{count})?\s*:?|{count}\s*(?:{names})\s+{about}"
    )
