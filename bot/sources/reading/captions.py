"""What a line inside an article is: paragraph, subheading, or the words below a picture."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.sources.reading.dates import is_clock
from bot.sources.reading.register import is_sentence_end
from bot.sources.reading.vocabulary import WORD, all_openings, alternation, fold, vocabularies

_LONGEST_CAPTION = 320
_LONGEST_SUBHEADING = 110
_MORE_THAN_A_HEADING = 9
_MOST_WORDS_WITHOUT_BLANK_LINES = 8
_AGENCIES = (
    "ap|reuters|afp|upi|epa|efe|ansa|tass|xinhua|dpa|apa|aa|dha|iha|pa|getty(?: images)?|"
    "shutterstock|unsplash|wikimedia(?: commons)?|flickr|istock|alamy|imago|bloomberg|"
    "picture[ -]alliance|anadolu(?: agency| ajansı)?"
)
_SCENE = re.compile(
    r"^(?:an?|the|two|three|several|residents|protesters|workers|people|members|ein|eine|der|die|"
    r"das|un|una|el|la|los|las|une|le|bir)\b[^.!?]*\b(?:\w+ing|seen|holds?|walks?|stands?|sits?|"
    r"waits?|looks?|gestures?|poses?|speaks?|waves?|works?|steht|stehen|zeigt|arbeitet|sitzt|"
    r"wartet|durante|frente a|devant|pendant)\b[^.!?]*"
)
_PLACE_OR_TIME = re.compile(
    r"\b(?:in|at|on|near|outside|during|from|before|after|of|am|im|bei|vor|auf|en|de|del|desde|"
    r"junto|sur|dans|nel|sulla|em|op|bij)\b"
)


class BodyRole(StrEnum):
    """What a line of an article is."""

    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    SUBHEADING = "subheading"


@dataclass(frozen=True, slots=True)
class BodyLine:
    """The likeliest role of a line inside an article."""

    role: BodyRole
    confidence: float
    reason: str


_PARAGRAPH = BodyLine(BodyRole.PARAGRAPH, 1.0, "")


def body_line(text: str, code: str, *, alone: bool, before_text: bool) -> BodyLine:
    """What ``text`` is, read as a line of an article in the language ``code``.

    Args:
        text: the line.
        code: the document's language.
        alone: nothing stands directly above or below it, or nothing in the text is set apart.
        before_text: a sentence comes later in the text.
    """
    evidence = _caption_evidence(text, code) if alone else 0.0
    if evidence >= 1.0:
        return BodyLine(BodyRole.CAPTION, _share(evidence), "it reads like the words to a picture")
    if is_clock(text):
        return BodyLine(BodyRole.SUBHEADING, 1.0, "a time of day on a line of its own")
    if is_sentence_end(text) or len(text) > _LONGEST_SUBHEADING or text[0] in "-•*–—":
        return _PARAGRAPH
    short = len(WORD.findall(text)) <= _MOST_WORDS_WITHOUT_BLANK_LINES
    if before_text and (alone or short):
        return BodyLine(BodyRole.SUBHEADING, 0.9, "a short line without an end, above a paragraph")
    return _PARAGRAPH


def _share(evidence: float) -> float:
    """Evidence as a probability: 0.62 for 1.0, 0.95 for 3.0."""
    return round(1 - 0.38 * math.exp(1.0 - evidence), 2)


def _caption_evidence(text: str, code: str) -> float:
    """Evidence for a caption: its credit and its words count more than its lack of a verb."""
    if len(text) > _LONGEST_CAPTION:
        return 0.0
    folded = fold(text)
    if _opening().match(folded.lstrip("([ ")):
        return 3.0
    evidence = 0.0
    words = len(text.split())
    if _credit_at_end().search(folded):
        evidence += 2.5
    if any(mark in text for mark in '“”„«»"?'):
        return evidence
    if words <= 45 and _pictured().search(folded):
        evidence += 1.4
    if words <= 30 and _SCENE.match(folded):
        evidence += 0.6
    if 5 <= words <= 28 and not _has_finite_verb(folded, code):
        evidence += 0.7 if _PLACE_OR_TIME.search(folded) else 0.3
    if words >= _MORE_THAN_A_HEADING and not is_sentence_end(text) and _is_sentence_case(text):
        evidence += 1.0
    return evidence


def _is_sentence_case(text: str) -> bool:
    """Whether it is written like a sentence and not like a headline."""
    later = [word for word in text.split()[1:] if word[0].isalpha()]
    return text[0].isupper() and sum(word[0].islower() for word in later) * 2 > len(later)


def _has_finite_verb(folded: str, code: str) -> bool:
    known = vocabularies()[code]
    return any(
        word in known.verbs or word in known.reporting or (code == "en" and word.endswith("ed"))
        for word in WORD.findall(folded)
    )


@cache
def _opening() -> re.Pattern[str]:
    """A label before a colon: ``Photo: ...``, ``Archivfoto von 2019: ...``."""
    labels = alternation(all_openings("caption"))
    return re.compile(rf"(?:{labels})\b[^:.]{{0,30}}:|(?:file )?photo(?:graph)? by ")


@cache
def _pictured() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(all_openings('pictured'))})(?!\w)")


@cache
def _credit_at_end() -> re.Pattern[str]:
    """``..., via the AP.``, ``(Jane Doe/Reuters)``, ``Photo: Jane Doe``, ``(Archiv)``."""
    labels = alternation(all_openings("credit"))
    who = r"[\w .,’'&/-]{2,50}"
    return re.compile(
        rf"(?:[,.]? via (?:the )?(?:{_AGENCIES}|[\w.-]+(?: [\w.-]+){{0,3}})"
        rf"|[(/\[|–—-]\s*(?:{who}/\s?)?(?:{_AGENCIES})(?:[/ ]{who})?\s*[)\]]?"
        rf"|[(\[](?:{labels})\b[^()]{{0,80}}[)\]]"
        rf"|(?:^|[.:;,|/–—-]\s)(?:{labels})\s*[:/]\s?{who}[)\]]?"
        rf"|[.,]\s(?:photo|photograph|picture|image)s? by {who}"
        rf"|\bcourtesy of {who}|©\s?{who}|\(©?[^()]{{2,60}}/[^()]{{2,60}}\))\s*\.?$"
    )
