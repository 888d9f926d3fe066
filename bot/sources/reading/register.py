"""Who speaks: the news, or a reader. Evidence from the words of one paragraph.

The signals are those by which registers are told apart in corpus linguistics: personal pronouns,
contractions and private verbs mark involved writing; attributed speech, nouns and names, numbers
and long sentences mark informational writing (Biber, D. (1988), "Variation across Speech and
Writing", dimension 1), and spelling as it is typed in haste. Weights are this project's own,
set on the documents in ``tests/sources/documents/tuned``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.sources.reading.vocabulary import WORD, alternation, fold, openings, vocabularies

_QUOTED = re.compile(
    r"“[^”]{2,600}”|„[^“”]{2,600}[“”]|«[^»]{2,600}»|»[^«]{2,600}«|"
    r"(?<!\w)[\"][^\"]{2,600}[\"](?!\w)|(?<!\w)‘[^’]{12,600}’(?!\w)|^[“\"„«][^”\"“»]{2,}$"
)
_QUOTE_LENGTH_FOR_SPEECH = 18
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$|[。！？]$")
_LOUD = re.compile(r"!{2,}|\?{2,}|!\?|\?!|\.{4,}|\.\.(?!\.)|…\s*…")
_SLOPPY_SIGNS = re.compile(
    r"(?<![\w.'’])i(?![\w.'’@:/-])|[a-zà-ÿ][,;!?][A-Za-zÀ-ÿ]|\s[,!?](?:\s|$)|[a-z]{3}\.[A-Z][a-z]"
)
_EMOJI = re.compile(
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF]|(?<!\w)[:;=][-']?[()DPp|/](?!\w)|\^\^|<3(?!\d)"
)
_MENTION = re.compile(r"(?<![\w.])@[\w.]{2,30}")
_SHOUTED = re.compile(r"(?<![\w-])[A-ZÄÖÜÇĞİŞÑ]{4,}(?![\w-])")
_DATELINE = re.compile(
    r"[A-ZÄÖÜÇĞİŞÑ][\w .,’'/-]{1,48}?"  # MARN, March 3
    r"(?:\s*\([\w/]{2,12}\)\s*[.:—–-]{0,2}\s|\s*[—–]{1,2}\s|\s+-{1,2}\s)"  # (Reuters) -
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*")
_CAPITALISED = re.compile(r"(?<=[\w,;:)’'] )[A-ZÄÖÜÇĞİŞÑÉÈÀ][\w’'.-]+")
_LONG = 220
_SHORTEST_VERB = 4


class Signal(StrEnum):
    """One reason to hear a reader or the news in a paragraph, as it is told to people."""

    FIRST_PERSON = "first person"
    ADDRESS = "speaks to somebody"
    CONTRACTION = "contractions"
    CASUAL = "colloquial words"
    OPENING = "typical opening of a comment"
    HASTE = "typed in haste"
    LOWER_CASE = "begins in lower case"
    LOUD = "repeated or loud punctuation"
    EMOJI = "emoji"
    MENTION = "mentions somebody by @"
    OPEN_END = "no punctuation at its end"
    QUESTION = "asks"
    SHORT = "short"
    ATTRIBUTED = "attributes what it reports"
    DATELINE = "agency dateline"
    OFFICES = "offices and institutions"
    NAMES = "many names"
    FIGURES = "figures and dates"
    LONG = "long"
    TIDY = "well-formed sentences"


@dataclass(frozen=True, slots=True)
class Register:
    """How a paragraph sounds: above zero like a reader, below zero like the news."""

    score: float
    """Natural-log-like evidence, from -4 to 4."""
    signals: frozenset[Signal]


def is_sentence_end(text: str) -> bool:
    """Whether ``text`` ends as sentences do."""
    return _SENTENCE_END.search(text) is not None


def register_of(text: str, code: str) -> Register:
    """The register of one paragraph in the language ``code``."""
    weights = dict(_signals(text, code))
    score = sum(weights.values())
    words = len(text.split())
    if words < 4:
        score = max(-0.8, min(0.8, score))
    return Register(max(-4.0, min(4.0, score)), frozenset(weights))


def _signals(text: str, code: str) -> list[tuple[Signal, float]]:
    own = _QUOTED.sub(" ", text)
    quoted = len(text) - len(own)
    folded = fold(own)
    words = WORD.findall(folded)
    return [
        *_personal(folded, words, code),
        *_typing(text, own, words),
        *_reporting(text, folded, words, code, quoted),
        *_shape(text, own, code),
    ]


def _personal(folded: str, words: list[str], code: str) -> list[tuple[Signal, float]]:
    known = vocabularies()[code]
    found: list[tuple[Signal, float]] = []
    first = _count(words, known.first, known.first_endings)
    if first:
        found.append((Signal.FIRST_PERSON, 1.2 if first == 1 else 1.9))
    second = _count(words, known.second, known.second_endings)
    if second:
        found.append((Signal.ADDRESS, 0.9 if second == 1 else 1.3))
    if any(word in known.contractions for word in words):
        found.append((Signal.CONTRACTION, 0.6))
    casual = sum(word in known.casual for word in words)
    if casual:
        found.append((Signal.CASUAL, min(2.2, 0.6 + 0.5 * casual)))
    opening = _comment_opening(code).match(folded.lstrip(" \"'(“„«-–—"))
    if opening:
        found.append((Signal.OPENING, 0.8))
    sloppy = sum(word in known.sloppy for word in words)
    if sloppy:
        found.append((Signal.HASTE, min(1.8, 0.6 + 0.5 * sloppy)))
    return found


def _count(words: list[str], known: frozenset[str], endings: frozenset[str]) -> int:
    """How many of ``words`` are known, or are verbs with one of ``endings``."""
    found = sum(word in known for word in words)
    if endings:
        found += sum(_ends_with(word, endings) for word in words if len(word) > _SHORTEST_VERB)
    return found


def _ends_with(word: str, endings: frozenset[str]) -> bool:
    return any(
        len(word) > length + 1 and word[-length:] in endings
        for length in range(3, min(8, len(word)))
    )


def _typing(text: str, own: str, words: list[str]) -> list[tuple[Signal, float]]:
    found: list[tuple[Signal, float]] = []
    if text[0].islower():
        found.append((Signal.LOWER_CASE, 1.5))
    elif _SLOPPY_SIGNS.search(own):
        found.append((Signal.HASTE, 0.8))
    if _LOUD.search(own):
        found.append((Signal.LOUD, 1.2))
    elif "!" in own:
        found.append((Signal.LOUD, 0.8))
    elif len(_SHOUTED.findall(own)) not in (0, len(words)):
        found.append((Signal.LOUD, 0.3))
    if _EMOJI.search(own):
        found.append((Signal.EMOJI, 1.8))
    if _MENTION.search(own):
        found.append((Signal.MENTION, 1.5))
    if not is_sentence_end(text) and len(words) > 3:
        found.append((Signal.OPEN_END, 0.9))
    elif "?" in own:
        found.append((Signal.QUESTION, 0.7))
    return found


def _reporting(
    text: str, folded: str, words: list[str], code: str, quoted: int
) -> list[tuple[Signal, float]]:
    known = vocabularies()[code]
    found: list[tuple[Signal, float]] = []
    reporting = sum(word in known.reporting for word in words)
    reporting += len(_reporting_phrases(code).findall(folded))
    if reporting and quoted >= _QUOTE_LENGTH_FOR_SPEECH:
        found.append((Signal.ATTRIBUTED, -2.2))
    elif reporting:
        found.append((Signal.ATTRIBUTED, -1.0 if reporting == 1 else -1.5))
    elif quoted * 2 > len(text) and quoted > 60:
        found.append((Signal.ATTRIBUTED, -1.2))
    if _DATELINE.match(text):
        found.append((Signal.DATELINE, -2.5))
    offices = sum(word in known.office for word in words)
    if offices:
        found.append((Signal.OFFICES, -0.4 if offices == 1 else -0.8))
    figures = len(_NUMBER.findall(text)) + sum(word in known.calendar for word in words)
    if figures:
        found.append((Signal.FIGURES, -0.4 if figures == 1 else -0.8))
    return found


def _shape(text: str, own: str, code: str) -> list[tuple[Signal, float]]:
    found: list[tuple[Signal, float]] = []
    names = len(_CAPITALISED.findall(own))
    if code == "de":
        names //= 4  # every noun is written with a capital
    if names >= 3:
        found.append((Signal.NAMES, -0.4 if names < 6 else -0.8))
    if len(text) < 70:
        found.append((Signal.SHORT, 0.3 if is_sentence_end(text) else 0.6))
    elif len(text) < 130:
        found.append((Signal.SHORT, 0.2))
    elif len(text) > _LONG:
        found.append((Signal.LONG, -0.3 if len(text) < 2 * _LONG else -0.5))
    tidy = text[0].isupper() or text[0] in "“\"„«»‘'¿¡(" or text[0].isdigit()
    if tidy and len(text) > 90 and is_sentence_end(text) and "!" not in own:
        found.append((Signal.TIDY, -0.4))
    return found


@cache
def _comment_opening(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(openings(code, 'phrases'))})\b")


@cache
def _reporting_phrases(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(vocabularies()[code].reporting_phrases)})\b")
