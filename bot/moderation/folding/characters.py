"""One character at a time: the plain Latin letter that a reader takes it for.

Sources: Unicode normalisation NFKD and character names (the Python standard library's tables),
and the look-alikes of UTS #39, Unicode Security Mechanisms (``data/confusables.txt``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

# Letters that Unicode does not decompose are still named after the letter they show:
# "LATIN SMALL LETTER O WITH STROKE", "NEGATIVE SQUARED LATIN CAPITAL LETTER B".
_LATIN_NAME = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER "
    r"(?:SMALL CAPITAL |TURNED |REVERSED |INVERTED |SIDEWAYS |OPEN |SCRIPT |DOTLESS |LONG )*"
    r"(?P<letters>[A-Z]{1,2})(?: WITH [A-Z ]+)?"
)
_INDICATOR_NAME = re.compile(r"REGIONAL INDICATOR SYMBOL LETTER (?P<letters>[A-Z])")
_FRAMED_NAME = re.compile(r".+ LATIN (?:SMALL|CAPITAL) LETTER (?P<letters>[A-Z])")

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt) beyond the format characters (Cf), and
# the skin tones of emoji (Emoji_Modifier, emoji-data.txt).
_IGNORABLE = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x2065, 0x2065),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFF8),
        (0xE0000, 0xE0FFF),
        (0x1F3FB, 0x1F3FF),
    )
    for code in range(first, last + 1)
)

# Marks that may sit on any letter (blocks "Combining Diacritical Marks ..." and half marks, and
# the Hebrew and Arabic vowel points, which their readers leave out). The vowel signs of the
# Indic scripts are letters to their readers and stay.
_STACKED_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

_PUNCTUATION = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02bb\u2032\uff07\u00b4\u02b9", "'"),
    **dict.fromkeys(
        "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d\u300e\u300f", '"'
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u3002": ".",
    "\u060c": ",",
    "\u061f": "?",
    "\u00a1": "!",
    "\u00bf": "?",
}


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """The characters to read in place of one non-ASCII character, in lower case.

    Look-alikes from other scripts come back as they are: only the word around them tells
    whether they stand for a Latin letter (see ``lookalikes``).
    """
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cs") or character in _IGNORABLE:
        return ""
    if (punctuation := _PUNCTUATION.get(character)) is not None:
        return punctuation
    name = unicodedata.name(character, "")
    if category[0] == "S":
        return _fold_symbol(character, name)
    decomposed = _STACKED_MARKS.sub("", unicodedata.normalize("NFKD", character))
    if not decomposed.isascii():
        if match := _LATIN_NAME.fullmatch(name):
            return match["letters"].lower()
        if decomposed in lookalikes():
            return decomposed
    return decomposed.casefold()


def _fold_symbol(character: str, name: str) -> str:
    letter = _INDICATOR_NAME.fullmatch(name) or _FRAMED_NAME.fullmatch(name)
    if letter:
        return letter["letters"].lower()
    plain = unicodedata.normalize("NFKD", character).strip("()")
    if len(plain) == 1 and plain.isalnum():
        return plain.casefold()
    return character


@cache
def lookalikes() -> dict[str, str]:
    """Character of another script or a symbol -> the Latin letter it is confused with."""
    table: dict[str, str] = {}
    data = resources.files("bot.moderation") / "data" / "confusables.txt"
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            letter, *codes = line.split()
            table.update((chr(int(code, 16)), letter) for code in codes)
    return table
