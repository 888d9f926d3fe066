"""The language of a text, said only where it is sure.

English is seen by its function words, which no other language shares, and costs no library then.
What is left goes to CLD2, the compact language detector of the Chrome browser (7 MB, 0.06 ms a
comment), or is told by its script alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.moderation.folding import View, read_plainly
from bot.moderation.wordlists import words

KNOWN = frozenset({"en"})
"""Codes of the languages in which texts are judged by their meaning."""

# A fifth of such words means that about half of all words are English.
_ENGLISH_SHARE = 0.2
_FOREIGN_SHARE = 60
_MOST = 0.6

# CLD2's score for a kilobyte of text. Comments of 5 to 25 words score 400 to 2,100 in their own
# language; English slang and lists of names that pass for another one scored 340 to 530.
_SURE = 390
_SURE_OF_NAMES = 600
_MOST_NAMES = 0.7

# Words that carry English sentences and are rare or absent in other languages written in Latin
# letters: no "in", "is", "was", "me" or "an", which are German, Dutch, Danish or Spanish as well.
_FUNCTION_WORDS = words(
    """
    the and you your yours they them their theirs this these those that with what when where why
    which who whose how would could should might must can't cannot couldn't wouldn't shouldn't
    won't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't ain't i'm i've
    i'd i'll you're you've you'll he's she's it's that's there's what's let's we're they're
    they've there have having has been being are were does did doing because about than then
    its into from only even every each both other another people never always still until while
    after before through without against between very she his our ours himself themselves
    yourself myself getting going gonna wanna gotta y'all yall
    """
)

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME = re.compile(r"(?<!\w)[@#]\w+|\b(?:r|u)/\w+")
# One of these, or "www.", is in all three and found faster than they are.
_HIDING = re.compile(r"[`@#/]")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)

# Letters for a word in scripts that set no space between words.
_UNSPACED = {
    "CJK": 2, "HIRAGANA": 2, "KATAKANA": 2, "THAI": 5, "LAO": 5, "KHMER": 5, "MYANMAR": 5,
}  # fmt: skip
_LETTERED = {"CJK": "Chinese characters", "HIRAGANA": "Japanese characters"}

_ENGLISH_BY_OTHER_NAMES = frozenset({"en", "sco"})
"""CLD2 takes short colloquial English for Scots, which the English rules read as well."""
_NO_LANGUAGE = re.compile(r"un|xx-.*|zz.*|tlh|ia|ie|vo")
_CALLED = {"ChineseT": "Chinese", "NORWEGIAN_N": "Norwegian", "LAOTHIAN": "Lao"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a text is in."""

    code: str
    """As in ISO 639, e.g. ``de``; ``und`` where only the script is sure."""
    name: str
    """In English words, e.g. ``German`` or ``a language written in Cyrillic letters``."""


ENGLISH = Language("en", "English")


def identify(text: str, *, fewest_words: int = 1, plain: View | None = None) -> Language | None:
    """The language that most of ``text`` is in; None where that is not sure.

    Args:
        fewest_words: Texts with fewer words are not looked at. Links, mentions, code and numbers
            are none; scripts that set no spaces between words are counted by their letters.
        plain: What ``read_plainly`` makes of ``text``, where that is known already.
    """
    prose = _prose(text)
    # Folding reads look-alikes of Latin letters as Latin, which is how people read them.
    if plain is None or prose != text:
        plain = read_plainly(prose)
    tokens = [token for token in plain.tokens if token[0].isalpha()]
    if _count(tokens) < max(1, fewest_words):
        return None
    if sum(map(_FUNCTION_WORDS.__contains__, tokens)) >= _ENGLISH_SHARE * len(tokens):
        return ENGLISH
    return _detected(_written(prose, plain, tokens)) or _by_script(tokens)


def _prose(text: str) -> str:
    """``text`` without links, names and code."""
    if _HIDING.search(text) or "www." in text.lower():
        for pattern in (_CODE, _LINK, _NAME):
            text = pattern.sub(" ", text)
    return text


def _written(prose: str, plain: View, tokens: Sequence[str]) -> str:
    """``prose`` without signs, in the letters that its readers see."""
    written = unicodedata.normalize("NFKC", prose)
    if _is_latin(tokens) and not _is_latin(written.split()):
        written = plain.text
    return written if written.isprintable() else "".join(map(_visible, written))


def _visible(character: str) -> str:
    # CLD2 refuses control characters and code points that stand for none.
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _count(tokens: Sequence[str]) -> int:
    if all(map(str.isascii, tokens)):
        return len(tokens)
    return sum(
        max(1, len(token) // _UNSPACED.get(_script(token[0]), len(token))) for token in tokens
    )


def _detected(text: str) -> Language | None:
    # Loaded with the first text that is not plainly English.
    import pycld2  # type: ignore[import-untyped]

    reliable, _, parts = pycld2.detect(text, isPlainText=True)
    if not reliable:
        return None
    foreign = [part for part in parts if part[1] not in _ENGLISH_BY_OTHER_NAMES]
    if len(foreign) < len(parts) and parts[0] not in foreign:
        return ENGLISH
    foreign = [part for part in foreign if not _NO_LANGUAGE.fullmatch(part[1])]
    if sum(percent for _, _, percent, _ in foreign) < _FOREIGN_SHARE:
        return None
    name, code, _, score = foreign[0]
    if score < (_SURE_OF_NAMES if _looks_like_names(text) else _SURE):
        return None
    return Language(code, _CALLED.get(name, name.replace("_", " ").title()))


def _by_script(tokens: Sequence[str]) -> Language | None:
    """What the letters alone tell: nothing but Latin ones can be English."""
    scripts = Counter(_script(letter) for token in tokens for letter in token if letter.isalpha())
    all_letters = scripts.total()
    if scripts.pop("LATIN", 0) > (1 - _MOST) * all_letters:
        return None
    script, _ = scripts.most_common(1)[0]
    letters = _LETTERED.get(script, f"{script.capitalize()} letters")
    return Language("und", f"a language written in {letters}")


def _looks_like_names(text: str) -> bool:
    written = [word for word in text.split() if word[0].isalpha()]
    return sum(word.istitle() for word in written) >= _MOST_NAMES * len(written)


def _is_latin(tokens: Sequence[str]) -> bool:
    if all(map(str.isascii, tokens)):
        return True
    letters = [letter for token in tokens for letter in token if letter.isalpha()]
    return sum(_script(letter) == "LATIN" for letter in letters) > _MOST * len(letters)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The first word of a letter's name, e.g. ``LATIN``."""
    if letter.isascii():
        return "LATIN"
    return unicodedata.name(letter, "UNNAMED").split(maxsplit=1)[0].split("-")[0]
