"""The classifier's reading: how sure it is, and which words made it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.verdict import Category, Evidence, Span
from bot.moderation.classifier.attribution import ScoreOf, carriers
from bot.moderation.classifier.model import Model, TooLong
from bot.moderation.classifier.reading import readable
from bot.moderation.context import Context, TextKind
from bot.moderation.counters.quotation import without_quoted_lines
from bot.moderation.detectors.language import foreign_language
from bot.moderation.folding import Folded, View, fold

WORTH_SAYING = 0.3
"""The lowest score that is evidence at all."""
WORTH_EXPLAINING = 0.4
"""The lowest score whose words are looked for; below, the span is the whole text."""
MOST_SETTING = 300
"""Characters of the headline or the comment answered that are looked at."""
MOST_VIEWS = 3
"""Readings of a disguised text that are looked at."""

_SAYS = {
    Category.INCITEMENT: "incitement to violence",
    Category.HATE: "hatred against people for what they are",
    Category.SLUR: "a slur",
    Category.HARASSMENT: "an attack on a person",
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
            folded = fold(own)
        views = _different(folded.views)
        setting = _setting(context)
        try:
            found = self.model.scores_of([text for _, text in views], setting)
        except TooLong:
            yield Evidence(
                rule="form.too-long",
                category=Category.FORM,
                span=Span(0, len(folded.original)),
                score=1.0,
                explanation="Too long for the classifier; please read the text yourself.",
            )
            return
        for category in _SAYS:
            best = max(range(len(views)), key=lambda at: found[at].get(category, 0.0))
            score = found[best].get(category, 0.0)
            if score >= WORTH_SAYING:
                score_of = self._scores_of(category, setting)
                yield _evidence(folded, views[best][0], category, score, score_of)

    def _scores_of(self, category: Category, setting: str) -> ScoreOf:
        def score_of(texts: Sequence[str]) -> Sequence[float]:
            found = self.model.scores_of([readable(text) for text in texts], setting)
            return [scores.get(category, 0.0) for scores in found]

        return score_of


def _evidence(
    folded: Folded, view: View, category: Category, score: float, score_of: ScoreOf
) -> Evidence:
    span = Span(0, len(folded.original))
    if score >= WORTH_EXPLAINING:
        span = carriers(view, score, score_of)
    words = " ".join(span.of(folded.original).split())
    short = words if len(words) <= 90 else f"{words[:88]}…"
    return Evidence(
        rule=f"classifier.{category}",
        category=category,
        span=span,
        score=score,
        explanation=f"The classifier reads {_SAYS[category]}, most of all in '{short}'.",
    )


def _setting(context: Context) -> str:
    """What the text answers: the comment above it, or else the article."""
    return _read_setting(context.parent_text or context.article_title)


@lru_cache(maxsize=256)
def _read_setting(text: str) -> str:
    return readable(fold(text[:MOST_SETTING]).plain.text) if text else ""


def _different(views: Iterable[View]) -> list[tuple[View, str]]:
    """The views with their texts, those that read alike once."""
    known: dict[str, View] = {}
    for view in views:
        text = readable(view.text)
        if text and len(known) < MOST_VIEWS:
            known.setdefault(text, view)
    return [(view, text) for text, view in known.items()]
