"""A folded text as the encoder reads it: emoji as words, addresses and numbers as their kind."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SYMBOL = re.compile("[\u2190-\u2bff\u2e80-\u2e99\U0001f000-\U0001faff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MENTION = re.compile(r"<[@#][!&]?\d+>|(?<!\w)@\w+")
_SPACES = re.compile(r"\s+")


def readable(text: str) -> str:
    """``text``, folded already, in the words that the encoder was trained on."""
    text = _INVISIBLE.sub("", text)
    text = _ADDRESS.sub(" link ", text)
    text = _MENTION.sub(" user ", text)
    text = _SYMBOL.sub(lambda found: f" {_name(found.group())} ", text)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def _name(symbol: str) -> str:
    return unicodedata.name(symbol, "").lower().replace("-", " ")
