"""Which word a slip of spelling stands for.

One slip a word: a letter left out, added, repeated or changed places, letters masked, or the word
written as it sounds. Candidates are made and looked up, as in Norvig, "How to Write a Spelling
Corrector", 2007; a letter changed for another is left out: it turns one word into another too
often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from math import log
from string import ascii_lowercase

from bot.moderation.mending.dictionary import Dictionary

LONGEST = 24
"""Letters of the longest word that is looked at."""
LONGEST_RUN_ON = 240
"""Letters of the longest row of words without spaces that is parted."""
SHORTEST_RUN_ON = 8
LONGEST_PIECE = 18
SHORTEST_ROW = 16
"""Letters of a row with numbers, apostrophes or unknown words in it that is parted."""
_COST_PER_LETTER = 2.9
"""Parting a row of letters that is no row of words costs more; nats."""
_MOST_OF_A_TERM = 200_000
"""A term counts as if it occurred so often, so that no row of words falls apart into terms."""
_CLITICS = frozenset(["d", "ll", "m", "re", "s", "t", "ve"])
_NUMBERS = 100_000
_UNKNOWN = 15_000_000
_SHORTEST_UNKNOWN = 4
"""How often numbers, and unknown words but for their letters, may be thought to occur in a row."""
_LEAST_KNOWN = 0.55
"""Share of a row's letters that common words must make up: long words of other languages hold some
by chance."""
_MOST_MASKED = 2
_MOST_SOUNDS = 4

_RUN = re.compile(r"([a-z])\1+")
_SOUND = re.compile(r"ck|kk|[kfzq]|ph")
_MEANT = {
    "ck": ("ck", "k", "c"), "kk": ("ck", "k", "cc"), "k": ("k", "c", "ck", "ch"),
    "f": ("f", "ph"), "z": ("z", "s"), "q": ("q", "c", "k"), "ph": ("ph", "f"),
}  # fmt: skip
# How much likelier each kind of slip is than a letter left out or added.
_REPEATED, _SWAPPED, _SOUNDED, _MASKED, _LETTERS = 50, 20, 20, 20, 1
_EVERYWHERE = 100_000
"""Occurrences of a word that is everywhere: it is meant whatever its length."""
_LONG_ENOUGH = 5
"""Letters of a word that is read into one with a letter more or less; a shorter one is too near to
others."""


@lru_cache(maxsize=16_384)
def meant_by(
    word: str,
    dictionary: Dictionary,
    beside: frozenset[str] = frozenset(),
    *,
    naming: bool = False,
) -> str:
    """The words that ``word``, which nobody knows, stands for; itself where none is near.

    Args:
        beside: Words that complete a term with the words around; they come first.
        naming: Whether it stands where people are called something, so that a short word may be
            a term with a letter more or less; one of another language only with a letter more.
    """
    if expected := beside and beside.intersection(one for one, _ in _candidates(word)):
        return min(expected)
    if "*" in word or "#" in word:
        return _likeliest(_candidates(word), dictionary) or word
    if not 3 <= len(word) <= LONGEST_RUN_ON:
        return word
    if not word.isalpha():
        return parted(word, dictionary) or word
    if word[::-1] in dictionary.terms:
        return word[::-1]
    near = _likeliest(_candidates(word), dictionary, naming=naming, letters=len(word))
    return near or (parted(word, dictionary) if len(word) >= SHORTEST_RUN_ON else None) or word


def _likeliest(
    candidates: Iterator[tuple[str, int]],
    dictionary: Dictionary,
    *,
    naming: bool = False,
    letters: int = 0,
) -> str | None:
    def near_enough(word: str) -> bool:
        # Where people are called something, a letter too many hides even a short word of another
        # language; with a letter too few it would be near to too much.
        if naming and word in dictionary.short_abroad:
            return len(word) < letters
        is_near = (
            len(word) >= _LONG_ENOUGH
            or dictionary.common.get(word, 0) >= _EVERYWHERE
            or (naming and word in dictionary.terms)
        )
        return is_near and word not in dictionary.short_abroad

    weighed = (
        (dictionary.weight(word) * factor, word)
        for word, factor in candidates
        if factor > _LETTERS or near_enough(word)
    )
    weight, word = max(weighed, default=(0, ""))
    return word if weight else None


def _candidates(word: str) -> Iterator[tuple[str, int]]:
    """Words that ``word`` may be a slip of, known or not, with how likely the slip is."""
    if len(word) > LONGEST:
        return iter(())
    if "*" in word or "#" in word:
        return ((one, _MASKED) for one in _unmasked(word))
    return _near(word)


def _near(word: str) -> Iterator[tuple[str, int]]:
    yield from ((one, _REPEATED) for one in _with_runs_shortened(word))
    yield from ((one, _SOUNDED) for one in _as_it_sounds(word))
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], _SWAPPED
    for at in range(1, len(word) + 1):
        start, end = word[:at], word[at:]
        for letter in ascii_lowercase:
            yield start + letter + end, _LETTERS
        if end and len(word) > 4:
            yield start + end[1:], _LETTERS


def _with_runs_shortened(word: str) -> Iterator[str]:
    """With each run of one letter once or twice; not the word itself."""
    runs = [run.span() for run in _RUN.finditer(word)][:_MOST_SOUNDS]
    if not runs:
        return
    for lengths in product((1, 2), repeat=len(runs)):
        shortened, position = "", 0
        for (start, end), length in zip(runs, lengths, strict=True):
            shortened += word[position:start] + word[start] * length
            position = end
        yield shortened + word[position:]


def _as_it_sounds(word: str) -> Iterator[str]:
    sounds = list(_SOUND.finditer(word))[:_MOST_SOUNDS]
    if not sounds:
        return
    for letters in product(*(_MEANT[sound.group()] for sound in sounds)):
        written, position = "", 0
        for sound, letter in zip(sounds, letters, strict=True):
            written += word[position : sound.start()] + letter
            position = sound.end()
        yield written + word[position:]


def _unmasked(word: str) -> Iterator[str]:
    masked = [at for at, letter in enumerate(word) if letter in "*#"]
    shown = len(word) - len(masked)
    if len(masked) > _MOST_MASKED or shown < len(masked) or shown < 2:
        return
    for letters in product(ascii_lowercase, repeat=len(masked)):
        written = list(word)
        for at, letter in zip(masked, letters, strict=True):
            written[at] = letter
        yield "".join(written)


def parted(word: str, dictionary: Dictionary) -> str | None:
    """A row of words that lost its spaces, with spaces; None: it is no such row.

    The cheapest way through it, by how common the words are. Names and words of other languages
    are the rarer the longer; the form of that is Norvig's in "Natural Language Corpus Data", in
    "Beautiful Data", 2009, but with his figure two words in a row cost more than one unknown one.
    """
    total = log(dictionary.total)
    common, terms, is_plain = dictionary.common, dictionary.terms, word.isalpha()
    strange = _strange(total) if len(word) >= SHORTEST_ROW else ()
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(word) + 1):
        best, begin = float("inf"), 0
        for start in range(max(0, end - LONGEST_PIECE), end):
            before = cheapest[start][0]
            if before >= best:
                continue
            piece = word[start:end]
            # Most pieces are no words: to know that must not take a call.
            if (piece in common or piece in terms or not is_plain) and (
                count := _occurrences(piece, dictionary)
            ):
                before += total - log(count)
            elif strange and (is_plain or piece.isalpha()):
                before += strange[end - start]
            else:
                continue
            if before < best:
                best, begin = before, start
        cheapest.append((best, begin))
    if cheapest[-1][0] > _COST_PER_LETTER * len(word):
        return None
    pieces: list[str] = []
    end = len(word)
    while end:
        start = cheapest[end][1]
        pieces.append(word[start:end])
        end = start
    known = sum(len(piece) for piece in pieces if _occurrences(piece, dictionary))
    if len(pieces) < 2 or known < _LEAST_KNOWN * len(word):
        return None
    return " ".join(reversed(pieces))


def _occurrences(piece: str, dictionary: Dictionary) -> int:
    """How often a piece of a row occurs; 0: it is no word that is common enough."""
    if piece in dictionary.terms:
        return _MOST_OF_A_TERM
    if count := dictionary.common.get(piece):
        return count if len(piece) > 1 or piece in "ai" else 0
    if piece.isalpha():
        return 0
    stem, apostrophe, ending = piece.partition("'")
    if apostrophe:
        return dictionary.common.get(stem, 0) if ending in _CLITICS else 0
    return _NUMBERS if piece.isdigit() else 0


@cache
def _strange(total: float) -> tuple[float, ...]:
    """What an unknown word of so many letters costs in a row, in nats."""
    costs = (total - log(_UNKNOWN) + letters * log(25) for letters in range(LONGEST_PIECE + 1))
    return tuple(
        cost if letters >= _SHORTEST_UNKNOWN else float("inf") for letters, cost in enumerate(costs)
    )
