"""The endings that a noun takes in each language of the lexicon.

More forms are made than grammars allow: a form that nobody writes is never found, and one that
is missing lets a slur through. None of them is a word of its own for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """The language that a term belongs to, by its ISO 639 code; it decides the endings."""

    ENGLISH = "en"
    GERMAN = "de"
    TURKISH = "tr"
    SPANISH = "es"
    FRENCH = "fr"
    ITALIAN = "it"
    PORTUGUESE = "pt"
    DUTCH = "nl"
    POLISH = "pl"
    RUSSIAN = "ru"
    """Russian and Ukrainian, in Cyrillic letters and in Latin ones."""
    HINDI = "hi"
    """Hindi and Urdu in Latin letters."""
    ARABIC = "ar"
    """Arabic in Latin letters."""
    OTHER = "other"
    """Any other, with the endings that English gives to loan words."""


_VOWELS = frozenset("aeiouy")


def noun_forms(word: str, language: Language) -> tuple[str, ...]:
    """``word``, a noun or a phrase that ends in one, with the endings it takes."""
    return tuple(dict.fromkeys((word, *_ENDINGS[language](word))))


def _english(word: str) -> Iterable[str]:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        plural = word + "es"
    elif word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        plural = word[:-1] + "ies"
    else:
        plural = word + "s"
    return plural, f"{word}'s"


def _german(word: str) -> Iterable[str]:
    if word.endswith("e"):
        return _with(word, "n s")
    if word.endswith(("er", "el", "ler")):
        return _with(word, "s n in innen")
    if word.endswith("in"):
        return _with(word, "nen")
    return _with(word, "s e en es")


def _turkish(word: str) -> Iterable[str]:
    """Plural, cases, possessives and "you are"; without dots i, o and u harmonise both ways."""
    vowel = next((letter for letter in reversed(word) if letter in "aeiouöüı"), "a")
    high = "u" if vowel in "ouöü" else "i"
    for low in {"a": "a", "ı": "a", "e": "e", "ö": "e", "ü": "e"}.get(vowel, "ae"):
        plural = f"{word}l{low}r"
        yield plural
        yield from _with(plural, f"i {low} in d{low} d{low}n l{low} dir siniz imiz")
        if word[-1] in "aeiouöüı":
            own = f"y{high} y{low} n{high}n s{high} s{high}n{high} s{high}n{low} s{high}n{high}n"
            voiced = f"d{low} d{low}n y{low}d{high} yl{low} d{high}r"
        else:
            own = f"{high} {low} {high}n {high}n{high} {high}n{low} {high}n{high}n l{low}"
            voiced = f"d{low} d{low}n t{low} t{low}n d{high}r t{high}r"
        yield from _with(word, f"{own} {voiced} l{high}k c{low} s{high}n s{high}n{high}z")


def _spanish(word: str) -> Iterable[str]:
    return _with(word, "s" if word[-1] in _VOWELS else "es s")


def _french(word: str) -> Iterable[str]:
    return _with(word, "s")


def _italian(word: str) -> Iterable[str]:
    if word.endswith(("io", "o", "e")):
        return (word.removesuffix("o").removesuffix("e").removesuffix("i") + "i",)
    return (word[:-1] + "e",) if word.endswith("a") else ()


def _dutch(word: str) -> Iterable[str]:
    return _with(word, "n s tje tjes" if word.endswith("e") else "en s je jes tje tjes")


def _polish(word: str) -> Iterable[str]:
    if word.endswith("a"):
        return (word[:-1], *_with(word[:-1], "y i e ą ę o om ami ach ów"))
    stem = word[:-1] if word.endswith("y") else word
    return _with(stem, "a i y em owi owie ów om ami ach u iem e")


def _russian(word: str) -> Iterable[str]:
    if word.isascii():
        endings, feminine = "a u om e y i ov am ami akh ah", "y i u e oy oi am ami akh ah"
        stem = word.removesuffix("a")
    else:
        endings, feminine = "а у ом е ы и ов ам ами ах", "ы и у е ой ам ами ах"
        stem = word.removesuffix("а")
    return _with(stem, endings) if stem == word else (stem, *_with(stem, feminine))


def _hindi(word: str) -> Iterable[str]:
    if word.endswith("a"):
        return (*_english(word), *_with(word[:-1], "e on o i"))
    return (*_english(word), *_with(word, "on o"))


def _with(stem: str, endings: str) -> tuple[str, ...]:
    return tuple(stem + ending for ending in endings.split())


_ENDINGS: Mapping[Language, Callable[[str], Iterable[str]]] = MappingProxyType(
    {
        Language.ENGLISH: _english,
        Language.GERMAN: _german,
        Language.TURKISH: _turkish,
        Language.SPANISH: _spanish,
        Language.FRENCH: _french,
        Language.ITALIAN: _italian,
        Language.PORTUGUESE: _spanish,
        Language.DUTCH: _dutch,
        Language.POLISH: _polish,
        Language.RUSSIAN: _russian,
        Language.HINDI: _hindi,
        Language.ARABIC: _english,
        Language.OTHER: _english,
    }
)
