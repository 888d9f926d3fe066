"""Why the border was drawn where it is, in a sentence for moderators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.domain.article import ReaderComment, ReadingNote
from bot.sources.reading.captions import BodyRole
from bot.sources.reading.evidence import Evidence
from bot.sources.reading.register import Signal
from bot.sources.reading.segmentation import Label, Segmentation
from bot.sources.reading.wording import quoted

_OF_READERS = frozenset(list(Signal)[: list(Signal).index(Signal.ATTRIBUTED)])
_MENTIONED = 3


def border_note(
    evidence: Sequence[Evidence], segmentation: Segmentation, comments: Sequence[ReaderComment]
) -> ReadingNote:
    """The note on where the comments begin, or why there are none."""
    sure = round(segmentation.border_confidence, 2)
    border = segmentation.border
    if border is None:
        return ReadingNote("No comments were found: the whole text reads as an article.", sure)
    unit = evidence[border].unit
    reasons = [
        *_announced(evidence[border], comments),
        *_names(segmentation),
        *_stamps(segmentation),
        *_registers(evidence, segmentation),
    ]
    if evidence[border].wide_gap:
        reasons.append(f"{unit.gap} blank lines stand before it")
    because = "; ".join(reasons) or "the text changes its character there"
    return ReadingNote(
        f"The comments are taken to begin at {quoted(unit.text)}: {because}.", sure, (unit.number,)
    )


def _announced(first: Evidence, comments: Sequence[ReaderComment]) -> list[str]:
    if first.announces is None:
        return []
    if first.announces in (0, len(comments)):
        return ["this line announces them"]
    return [f"this line announces {first.announces} comments, {len(comments)} were found"]


def _names(segmentation: Segmentation) -> list[str]:
    names = sum(
        label in (Label.AUTHOR, Label.AUTHOR_AND_TEXT, Label.SIGNATURE)
        for label in segmentation.labels
    )
    return [f"{names} {'line looks' if names == 1 else 'lines look'} like names"] if names else []


def _stamps(segmentation: Segmentation) -> list[str]:
    stamps = segmentation.labels.count(Label.STAMP)
    return [f"{stamps} lines hold only times or buttons"] if stamps else []


def _registers(evidence: Sequence[Evidence], segmentation: Segmentation) -> list[str]:
    border = segmentation.border or 0
    texts = [
        item
        for item, label in zip(evidence[border:], segmentation.labels, strict=True)
        if label in (Label.TEXT, Label.NAMELESS_START, Label.AUTHOR_AND_TEXT)
    ]
    readers = [item for item in texts if item.register.score > 0]
    if not readers:
        return []
    counts = Counter(s for item in readers for s in item.register.signals if s in _OF_READERS)
    ranked = sorted(counts, key=lambda s: (-counts[s], s.value))[:_MENTIONED]
    article = [item for item in evidence[:border] if item.body.role is BodyRole.PARAGRAPH]
    news = sum(item.register.score < 0 for item in article)
    sentence = (
        f"{len(readers)} of {len(texts)} paragraphs from there on sound like readers "
        f"({', '.join(signal.value for signal in ranked)})"
    )
    if article:
        sentence += f", {news} of {len(article)} before it like news"
    return [sentence]
