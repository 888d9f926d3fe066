"""Lines that name who speaks: how much a line looks like one, and the name it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.sources.reading.dates import without_times
from bot.sources.reading.vocabulary import (
    WORD,
    all_openings,
    alternation,
    fold,
    openings,
    vocabularies,
)

LONGEST_NAME = 60
_MOST_NAME_WORDS = 7
_HANDLE = re.compile(r"@?(?=[^\W]*(?:[\d_]|[a-zà-ÿ][A-ZÀ-Þ]|\w[-.]\w))[\w][\w.'’-]{1,30}")
_INITIAL = re.compile(r"(?:^|\s)(?:[^\W\d_]|[JS]r|St)\.$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = " \t•·|,:()[]-–—@/⋅"
_NUMBERED = re.compile(r"^(?:#\s?\d{1,5}[.):]?|\d{1,5}[.)])\s+(?=\S)")
_SIGNATURE = re.compile(r"^(?:[—–]|-{1,2})\s*(?=[^\W_])")
_INLINE = re.compile(r"(?P<name>[^:“”\"«»]{2,48}?)\s?:\s(?P<text>\S.*)", re.DOTALL)


class AuthorForm(StrEnum):
    """In which form a line names a speaker."""

    PLAIN = "a name on a line of its own"
    STAMPED = 'a name with a time or a word such as "says"'
    COLON = "a name and a colon"
    INLINE = "a name and a colon before the text"
    SIGNATURE = "a signature below the text"


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """A line read as naming a speaker."""

    name: str
    form: AuthorForm
    score: float
    """Log-odds-like evidence that it is one; above zero speaks for it."""
    text: str = ""
    """What is said on the same line, for ``INLINE``."""


@dataclass(frozen=True, slots=True)
class NameContext:
    """What the whole document tells about names: recurring lines, whom @ mentions, the news."""

    language: str
    occurrences: Mapping[str, int]
    mentioned: frozenset[str]
    reported: frozenset[str] = frozenset()
    """Capitalised words of title and article: people in the news, not among its readers."""

    @classmethod
    def of(cls, texts: Iterable[str], article: Iterable[str], language: str) -> NameContext:
        """The context of a document's lines, some of which certainly belong to its article."""
        occurrences: dict[str, int] = {}
        mentioned: set[str] = set()
        for text in texts:
            if len(text) <= LONGEST_NAME:
                occurrences[fold(text)] = occurrences.get(fold(text), 0) + 1
            mentioned.update(fold(name) for name in re.findall(r"@([\w.-]{3,30})", text))
        reported = {
            fold(word) for text in article for word in WORD.findall(text) if word[0].isupper()
        }
        return cls(language, occurrences, frozenset(mentioned), frozenset(reported))


def author_line(text: str, context: NameContext) -> AuthorLine | None:
    """``text`` as a line that names a speaker, in the likeliest form; None where it cannot be."""
    if len(text) > 2 * LONGEST_NAME:
        return _inline(text, context)
    if _SIGNATURE.match(text):
        name = _SIGNATURE.sub("", text)
        score = name_score(name.split(",")[0], context)
        if score > 0:
            return AuthorLine(name, AuthorForm.SIGNATURE, score + 0.5)
    stamped = _stamped(text, context)
    if stamped is not None:
        return stamped
    if text.endswith((":", "：")):
        name = text[:-1].strip()
        score = name_score(name, context)
        if is_label(name) or score < -1:
            return None
        return AuthorLine(name, AuthorForm.COLON, score + 1.0)
    inline = _inline(text, context)
    if inline is not None:
        return inline
    score = name_score(text, context)
    return AuthorLine(_bare_name(text), AuthorForm.PLAIN, score) if score > -1.5 else None


def _bare_name(text: str) -> str:
    name = _NUMBERED.sub("", text).strip()
    name = _reply_arrow().sub("", name).strip() or name
    return name.removeprefix("@") or name


def _inline(text: str, context: NameContext) -> AuthorLine | None:
    match = _INLINE.fullmatch(text)
    if match is None:
        return None
    name = _NUMBERED.sub("", match["name"]).strip()
    if not name or is_label(name):
        return None
    said = _says(context.language).search(fold(name))
    if said:
        name = name[: said.start()].strip()
    score = name_score(name, context) if name else -4.0
    if score < 0.2:
        return None
    return AuthorLine(name, AuthorForm.INLINE, score + (1.5 if said else 0.0), match["text"])


def _stamped(text: str, context: NameContext) -> AuthorLine | None:
    """``Mike • 3 hours ago``, ``Mike on 8 March 2026 said:``, ``Posted by Mike, today``."""
    bare = _NUMBERED.sub("", text)
    left, timed = without_times(bare)
    said = _says(context.language).search(fold(left).rstrip(_SEPARATORS))
    if said and (timed or text.endswith((":", "...", "…"))):
        left = left[: said.start()]
    elif not timed:
        return None
    left = _leading_words().sub("", left.strip(_SEPARATORS))
    left = _trailing_words(context.language).sub("", left).strip(_SEPARATORS)
    left = _reply_arrow().sub("", left).strip(_SEPARATORS)
    name = re.split(r"\s*[•·|⋅]\s*|\s{2,}|\s[-–—]\s", left)[0].strip(_SEPARATORS)
    if not name or len(name.split(",")[0].split()) > 5:
        return None
    score = name_score(name.split(",")[0], context)
    if score < -1.0:
        return None
    return AuthorLine(name, AuthorForm.STAMPED, 2.8 + min(score, 1.0))


@cache
def _says(language: str) -> re.Pattern[str]:
    words = alternation(openings(language, "says"))
    return re.compile(rf"\s+(?:{words})(?:\s+(?:on|at|am|um|el|le|il|em|op))?\s*[:.…]*$")


def is_label(text: str) -> bool:
    """Whether ``text`` before a colon announces a remark (``Edit:``) and names nobody."""
    return fold(text).strip(" .") in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(all_openings("labels"))


@cache
def _particles(language: str) -> frozenset[str]:
    return vocabularies()[language].particles | vocabularies()["en"].particles


@cache
def _reply_arrow() -> re.Pattern[str]:
    """``> Mike`` in ``Dave > Mike``: whom Dave answers."""
    words = alternation(all_openings("reply_to"))
    return re.compile(rf"\s*(?:[>→↪↩»▶➤⇒]|\b(?:{words}|@\s)).*$", re.IGNORECASE)


@cache
def _leading_words() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternation(all_openings('posted_by'))})[:\s]\s*", re.IGNORECASE)


@cache
def _trailing_words(language: str) -> re.Pattern[str]:
    buttons = alternation(openings(language, "buttons"))
    return re.compile(
        rf"(?:[\s•·|,(⋅–—-]+(?:{buttons}|posted|gepostet|on|at|am|um|el|le|il|em|op|\d+))+[\s)•·|]*$",
        re.IGNORECASE,
    )


def name_score(text: str, context: NameContext) -> float:
    """How much ``text`` looks like the name a reader goes by; above zero speaks for it."""
    name = _reply_arrow().sub("", _NUMBERED.sub("", text)).strip()
    words = name.split()
    if not words or len(name) > LONGEST_NAME or len(words) > _MOST_NAME_WORDS:
        return -4.0
    folded = fold(name)
    if _anonymous(context.language).fullmatch(folded):
        return 2.5
    score = _one_word(name, context) if len(words) == 1 else _several_words(words, context)
    score += _punctuation(name)
    if context.occurrences.get(fold(text), 0) > 1:
        score += 1.2
    if folded.removeprefix("@") in context.mentioned or fold(words[0]) in context.mentioned:
        score += 1.0
    if all(fold(word) in context.reported for word in WORD.findall(name)):
        score -= 1.2
    return score


def _one_word(name: str, context: NameContext) -> float:
    if _HANDLE.fullmatch(name):
        return 2.0
    word = fold(name).strip(".!?,:;")
    if _is_no_name(word, context.language):
        return -2.0
    known = vocabularies()[context.language]
    if word in known.headings or word in vocabularies()["en"].headings:
        return -0.8
    if not WORD.search(name):
        return -2.5
    if name.isupper():
        return 0.5
    return 1.0 if name[0].isupper() else 0.2


def _several_words(words: list[str], context: NameContext) -> float:
    telling = [
        word
        for word in words
        if fold(word) not in _particles(context.language) and WORD.search(word)
    ]
    if not telling:
        return -3.0
    lower = sum(word[0].islower() and not word.endswith(".") for word in telling)
    score = {1: 1.2, 2: 1.8, 3: 1.7, 4: 1.2}.get(len(words), 0.5)
    if lower:
        score = 0.2 if lower == len(telling) else max(-1.0, 0.6 - 0.6 * lower)
        if any(_HANDLE.fullmatch(word) for word in telling):
            score += 0.8
    for word in telling:
        folded = fold(word).strip(".,!?'’")
        known = vocabularies()[context.language]
        if _is_no_name(folded, context.language):
            score -= 0.9
        if folded in known.headings:
            score -= 0.9
        if folded in known.office:
            score -= 0.3
        if _YEAR.fullmatch(folded):
            score -= 0.8
    if len(telling) > 2 and all(word.isupper() for word in telling):
        score -= 0.8
    score -= 0.2 * (len(words) - len(telling))
    return score


def _is_no_name(word: str, language: str) -> bool:
    known = vocabularies()[language]
    return (
        word in known.common
        or word in known.first
        or word in known.second
        or word in known.casual
        or word in known.verbs
    )


def _punctuation(name: str) -> float:
    score = 0.0
    if "://" in name or name.startswith(("www.", "(", "[", "@ ")):
        score -= 3.0
    if name.endswith((",", ";", "-")):
        score -= 3.0
    elif name.endswith((".", "!", "?", "…")) and not _INITIAL.search(name):
        score -= 2.5
    if any(mark in name for mark in '“”„«»";'):
        score -= 1.5
    if re.search(r"[.!?]\s+[^\W\d_]{2,}", name) and not re.search(r"\b[A-Z]\.\s", name):
        score -= 1.5
    if "," in name[:-1]:
        score -= 0.4
    return score


@cache
def _anonymous(language: str) -> re.Pattern[str]:
    names = alternation(openings(language, "anonymous"))
    return re.compile(rf"(?:{names})(?:[\s_#-]*\d+)?")
