"""What Discord's client does not show as text: markdown signs, mentions, custom emoji, links."""

from __future__ import annotations

import re

REMOVED = "\u2060"
"""Word joiner: folding drops it, so the letters on both sides come together."""

FLAG = "\U0001f3f3"
"""The flag that is read in place of every country's."""

_SIGNS = re.compile(r"[*_~|`<\\\]]")

_MARKUP = re.compile(
    r"(?P<link_end>\]\([^()\s]{0,500}\))"
    r"|(?P<mention><(?:@[!&]?|#|/[\w -]{1,32}:)\d{1,20}>|<id:\w{1,16}>"
    r"|<t:-?\d{1,15}(?::[a-zA-Z])?>)"
    r"|(?P<emoji><a?:\w{2,32}:\d{1,20}>)"
    r"|(?P<emphasis>\*+|_{2,}|~~|\|\||`+|\\)"
)

_INDICATOR = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAG = re.compile(
    r"(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]{2}(?![\U0001f1e6-\U0001f1ff])"
)


def has_markup(text: str) -> bool:
    """Whether anything in ``text`` might be markup."""
    return _SIGNS.search(text) is not None


def without_markup(text: str) -> str:
    """``text`` of the same length with everything that is not read as text replaced.

    Emphasis signs inside a word leave no gap, mentions and links do; a custom emoji leaves its
    name, which is shown when the pointer rests on it. Two regional indicators alone are a flag.
    """
    if has_markup(text):
        text = _MARKUP.sub(_replacement, text)
    return _FLAG.sub(FLAG + REMOVED, text) if _INDICATOR.search(text) else text


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if match["emphasis"] or match["link_end"]:
        return REMOVED * len(found)
    if match["emoji"]:
        name_start = found.index(":") + 1
        name_end = found.index(":", name_start)
        return found[name_start:name_end].join((" " * name_start, " " * (len(found) - name_end)))
    return " " * len(found)
