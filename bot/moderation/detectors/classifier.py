"""The classifier's reading: how sure it is, and which words made it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.verdict import Category, Evidence, Span
from bot.locales import mark
from bot.moderation import wording
from bot.moderation.classifier.attribution import carriers, passage, words_of
from bot.moderation.classifier.model import Model, Reading, TooLong
from bot.moderation.classifier.reading import readable
from bot.moderation.context import Context, TextKind
from bot.moderation.counters.quotation import without_quoted_lines
from bot.moderation.detectors.language import foreign_language
from bot.moderation.folding import Folded, View, fold
from bot.moderation.mending import MENDED, mended

WORTH_SAYING = 0.3
"""The lowest score that is evidence at all."""
WORTH_EXPLAINING = 0.4
"""The lowest score whose words are looked for; below, the span is the whole text."""
MOST_SETTING = 300
"""Characters of the headline or the comment answered that are looked at."""
MOST_VIEWS = 3
"""Readings of a disguised text that are looked at."""
AROUND = 24
"""Words before and after what another reading reads differently that are read with it."""
EXPLAINED_LENGTH = 1_600
"""Characters of a text whose words are looked for; of a longer one the window is named."""

_SAYS = {
    Category.INCITEMENT: mark("incitement to violence"),
    Category.HATE: mark("hatred against people for what they are"),
    Category.SLUR: mark("a slur"),
    Category.HARASSMENT: mark("an attack on a person"),
}


@dataclass(frozen=True, slots=True)
class Classifier:
    """The detector around a model."""

    model: Model

    def detect(self, folded: Folded, context: Context) -> Iterator[Evidence]:
        """Evidence for each category that the encoder sees in some reading of the text."""
        if context.kind is TextKind.DISPLAY_NAME or foreign_language(folded):
            # It knows English only: its figures for anything else would mean nothing.
            return
        own = without_quoted_lines(folded.original, context)
        if own != folded.original:
            folded = mended(fold(own))
        parts = _different(_as_meant(folded.views))
        setting = _setting(context)
        try:
            found = self.model.read([part.text for part in parts], setting)
        except TooLong:
            yield Evidence(
                rule="form.too-long",
                category=Category.FORM,
                span=Span(0, len(folded.original)),
                score=1.0,
                explanation="Too long for the classifier; please read the text yourself.",
            )
            return
        seen = list(zip(parts, found, strict=True))
        # Two categories often score in the same window: its words are looked at once.
        explained: dict[tuple[str, tuple[int, int]], Mapping[Category, Span]] = {}
        for category in _SAYS if seen else ():
            part, reading = max(seen, key=lambda one: one[1].scores[category])
            score = reading.scores[category]
            if score < WORTH_SAYING:
                continue
            if context.hurried:
                yield _evidence(folded, Span(0, len(folded.original)), category, score)
                continue
            window = reading.windows[category]
            if (part.text, window) not in explained:
                explained[part.text, window] = self._spans(part, reading, window, setting)
            span = explained[part.text, window][category]
            yield _evidence(folded, span, category, score)

    def _spans(
        self, part: _Part, reading: Reading, window: tuple[int, int], setting: str
    ) -> Mapping[Category, Span]:
        """For each category the words of the window that carried it."""
        start, end = window
        first = part.first + part.text.count(" ", 0, start)
        last = part.first + part.text.count(" ", 0, end) + 1
        words = words_of(part.view, first, last)
        scores = {
            category: score
            for category, score in reading.scores.items()
            if reading.windows.get(category) == window
        }
        if max(scores.values()) < WORTH_EXPLAINING or len(part.text) > EXPLAINED_LENGTH:
            return dict.fromkeys(scores, passage(part.view, words))

        def scores_of(texts: Sequence[str]) -> Sequence[Mapping[Category, float]]:
            found = self.model.read([readable(text) for text in texts], setting)
            return [reading.scores for reading in found]

        return carriers(part.view, words, scores, scores_of)


def _evidence(folded: Folded, span: Span, category: Category, score: float) -> Evidence:
    words = " ".join(span.of(folded.original).split())
    short = words if len(words) <= 90 else f"{words[:88]}…"
    return Evidence(
        rule=f"classifier.{category}",
        category=category,
        span=span,
        score=score,
        explanation=wording.CLASSIFIER.format(what=_SAYS[category], passage=short),
    )


def _setting(context: Context) -> str:
    """What the text answers: the comment above it, or else the article."""
    return _read_setting(context.parent_text or context.article_title)


@lru_cache(maxsize=256)
def _read_setting(text: str) -> str:
    return readable(fold(text[:MOST_SETTING]).plain.text) if text else ""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is read of a view."""

    view: View
    text: str
    first: int
    """Words of the view that are left out before it."""


def _as_meant(views: Sequence[View]) -> list[View]:
    """The views, the text as written replaced by its mended reading where there is one.

    The encoder reads rare spellings badly, and one reading takes half the time of two.
    """
    first = next((view for view in views if view.name == MENDED), views[0])
    return [first, *(view for view in views[1:] if view is not first)]


def _different(views: Iterable[View]) -> list[_Part]:
    """The first view, and of the others what they read differently, with some words around."""
    parts: list[_Part] = []
    plain: list[str] = []
    known: set[str] = set()
    for view in views:
        text = readable(view.text)
        if not text or text in known or len(known) == MOST_VIEWS:
            continue
        words = text.split()
        if not known:
            plain = words
            parts.append(_Part(view, text, 0))
        else:
            start = max(0, _alike(plain, words) - AROUND)
            end = len(words) - max(0, _alike(plain[::-1], words[::-1]) - AROUND)
            parts.append(_Part(view, " ".join(words[start:end]), start))
        known.add(text)
    return parts


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
