"""Ways of writing a text so that people can still read it and filters should not.

Each trick is made from a clean text with a random generator, so that a seed makes the same text
again. Training writes a part of its texts so; the table of evasion is measured with them.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Trick = Callable[[str, Random], str]

_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9"}
# Source: Unicode's confusables, the most common Cyrillic and Greek ones.
_LOOKALIKES = dict(zip("aceopxyisjkbhmtABCEHKMOPTX", "асеорхуіѕјкьһмтАВСЕНКМОРТХ", strict=True))
_PHONETIC = (("ck", "k"), ("ph", "f"), ("you", "u"), ("are", "r"), ("s ", "z "), ("c", "k"))
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_COMBINING = "\u0301\u0302\u0308\u0323\u0335\u0336"
_EMOJI_LETTERS = {chr(ord("a") + i): chr(0x1F1E6 + i) for i in range(26)}


def _on_words(change: Callable[[str, Random], str], share: float, least: int = 4) -> Trick:
    """The change on a share of the words that are long enough, on one at least."""

    def trick(text: str, random: Random) -> str:
        words = text.split(" ")
        long = [i for i, word in enumerate(words) if len(word) >= least and word.isalpha()]
        if not long:
            return text
        for i in random.sample(long, max(1, round(share * len(long)))):
            words[i] = change(words[i], random)
        return " ".join(words)

    return trick


def _leet(word: str, random: Random) -> str:
    return "".join(random.choice(_LEET.get(c.lower(), c)) for c in word)


def _between(gap: str) -> Callable[[str, Random], str]:
    return lambda word, _random: gap.join(word)


def _missing(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at] * random.randint(2, 4) + word[at + 1 :]


def _swapped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _added(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + random.choice("abcdefghijklmnopqrstuvwxyz") + word[at:]


def _starred(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    return word[:at] + "*" + word[at + 1 :]


def _lookalike(word: str, random: Random) -> str:
    return "".join(_LOOKALIKES.get(c, c) if random.random() < 0.7 else c for c in word)


def _shifted(first_lower: int, first_upper: int) -> Callable[[str, Random], str]:
    def change(word: str, _random: Random) -> str:
        return "".join(
            chr(first_lower + ord(c) - ord("a"))
            if "a" <= c <= "z"
            else chr(first_upper + ord(c) - ord("A"))
            if "A" <= c <= "Z"
            else c
            for c in word
        )

    return change


def _flags(word: str, _random: Random) -> str:
    return " ".join(_EMOJI_LETTERS.get(c, c) for c in word.lower())


def _sprinkled(signs: str) -> Callable[[str, Random], str]:
    return lambda word, random: "".join(c + random.choice(signs) for c in word)


def _tagged(word: str, _random: Random) -> str:
    return "".join(c + chr(0xE0000 + ord(c)) if c.isascii() else c for c in word)


def _overridden(word: str, _random: Random) -> str:
    return f"\u202e{word[::-1]}\u202c"


def _phonetic(text: str, _random: Random) -> str:
    for written, spoken in _PHONETIC:
        text = text.replace(written, spoken)
    return text


def _markup(sign: str) -> Callable[[str, Random], str]:
    def change(word: str, random: Random) -> str:
        at = random.randrange(1, len(word))
        return f"{word[:at]}{sign}{word[at:]}{sign}"

    return change


def _split_lines(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return f"{word[:at]}-\n{word[at:]}"


TRICKS: dict[str, Trick] = {
    "leetspeak": _on_words(_leet, 0.5),
    "spaces inside words": _on_words(_between(" "), 0.3),
    "dots inside words": _on_words(_between("."), 0.3),
    "missing letters": _on_words(_missing, 0.3),
    "doubled letters": _on_words(_doubled, 0.4),
    "swapped letters": _on_words(_swapped, 0.3),
    "added letters": _on_words(_added, 0.3),
    "starred letters": _on_words(_starred, 0.3),
    "look-alike letters": _on_words(_lookalike, 0.7),
    "fullwidth letters": _on_words(_shifted(0xFF41, 0xFF21), 0.7),
    "circled letters": _on_words(_shifted(0x24D0, 0x24B6), 0.7),
    "mathematical letters": _on_words(_shifted(0x1D41A, 0x1D400), 0.7),
    "flag letters": _on_words(_flags, 0.3),
    "zero-width signs": _on_words(_sprinkled(_ZERO_WIDTH), 0.7),
    "tag characters": _on_words(_tagged, 0.7),
    "combining marks": _on_words(_sprinkled(_COMBINING), 0.7),
    "right-to-left override": _on_words(_overridden, 0.5),
    "phonetic spelling": _phonetic,
    "bold inside words": _on_words(_markup("**"), 0.4),
    "spoilers inside words": _on_words(_markup("||"), 0.4),
    "words over two lines": _on_words(_split_lines, 0.3),
    "capitals": lambda text, _random: text.upper(),
    "no spaces": lambda text, _random: text.replace(" ", ""),
    "reversed text": lambda text, _random: text[::-1],
}
"""Every trick by the name it is reported under."""

SPELLING = ("missing letters", "doubled letters", "swapped letters", "added letters",
            "starred letters", "leetspeak", "phonetic spelling", "dots inside words")  # fmt: skip
"""Those that folding cannot undo and that a part of the training texts is written in."""


def misspelt(text: str, random: Random) -> str:
    """The text with one or two of the tricks of spelling, seldom many words at once."""
    for name in random.sample(SPELLING, random.choice((1, 1, 2))):
        text = TRICKS[name](text, random)
    return text
