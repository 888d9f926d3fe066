"""Where the article ends, where each comment begins and who speaks, decided all at once.

Every unit brings evidence for being article or reader, name or text. A reading is a border and a
labelling of all units after it; its score is the sum of the evidence. The best reading is found
exactly: a prefix sum over the article's side and, for each way in which a page may name its
commenters, dynamic programming from the end over the readers' side. Time is linear in the number
of units. How sure the result is follows from the scores of all other borders (a softmax) and, for
each comment, from the best reading in which it does not begin there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from bot.sources.reading.author_lines import AuthorForm
from bot.sources.reading.captions import BodyRole
from bot.sources.reading.evidence import Evidence, body_score
from bot.sources.reading.styles import IMPOSSIBLE, STYLES, Style, fitting_styles

_BORDER = -2.5
"""Evidence that has to be outweighed before a document is said to have comments at all."""
_TEMPERATURE = 1.2
"""Scores are sums of signals that are not independent; this tempers them into probabilities."""


class Label(Enum):
    """What a unit is on the readers' side."""

    HEADING = "heading"
    AUTHOR = "author"
    AUTHOR_AND_TEXT = "author and text"
    NAMELESS_START = "nameless start"
    TEXT = "text"
    STAMP = "stamp"
    ASIDE = "aside"
    SEPARATOR = "separator"
    SIGNATURE = "signature"


STARTS = frozenset({Label.AUTHOR, Label.AUTHOR_AND_TEXT, Label.NAMELESS_START})


class State(IntEnum):
    """What has just been read on the readers' side."""

    BEGIN = 0
    NAMED = 1
    TEXT = 2
    CLOSED = 3


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The best reading of a document's units."""

    border: int | None
    """Index of the first unit on the readers' side; None where there are no comments."""
    border_confidence: float
    labels: tuple[Label, ...] = ()
    """One for every unit from the border on."""
    label_confidences: tuple[float, ...] = ()
    """For every unit from the border on: how sure it is that a comment begins there, or not."""
    style: Style | None = None


Step = tuple[Label, State, float]
Values = list[tuple[float, float, float, float]]


def segment(evidence: Sequence[Evidence]) -> Segmentation:
    """The best reading of an unmarked document's units (without its title and header)."""
    body = _body_sums(evidence)
    size = len(evidence)
    best = [IMPOSSIBLE] * size
    styles: list[Style] = [STYLES[0]] * size
    for style in fitting_styles(evidence):
        values = _values(evidence, style)
        for k in range(size):
            score = style.prior + values[k][State.BEGIN]
            if score > best[k]:
                best[k], styles[k] = score, style
    totals = [
        body[k] + _border_score(evidence, k, body_units=k) + best[k] if k else IMPOSSIBLE
        for k in range(size)
    ]
    border = max(range(size), key=totals.__getitem__, default=0)
    weights = _softmax([*totals, body[size]])
    if not size or totals[border] <= body[size]:
        return Segmentation(None, weights[-1])
    labels, confidences = _labels(evidence, border, styles[border])
    return Segmentation(border, weights[border], labels, confidences, styles[border])


def segment_comments(evidence: Sequence[Evidence]) -> Segmentation:
    """The best reading of units that are all known to be comments."""
    style = max(
        fitting_styles(evidence), key=lambda s: s.prior + _values(evidence, s)[0][State.BEGIN]
    )
    labels, confidences = _labels(evidence, 0, style)
    return Segmentation(0, 1.0, labels, confidences, style)


def _body_sums(evidence: Sequence[Evidence]) -> list[float]:
    sums = [0.0]
    for item in evidence:
        sums.append(sums[-1] + body_score(item))
    return sums


def _border_score(evidence: Sequence[Evidence], k: int, body_units: int) -> float:
    here, before = evidence[k], evidence[k - 1]
    if here.furniture or here.stamp or here.separator:
        return IMPOSSIBLE
    score = _BORDER
    if here.announces is not None:
        score += 6.5 if here.announces == 0 else 8.0
    if here.wide_gap:
        score += 1.0
    if before.furniture or before.notice:
        score += 1.5
    if before.separator:
        score += 1.0
    if body_units < 2:
        score -= 1.0
    if all(item.body.role is not BodyRole.PARAGRAPH for item in evidence[max(0, k - 3) : k]):
        score -= 2.0
    return score


def _steps(evidence: Evidence, state: State, style: Style) -> Iterator[Step]:
    """Everything that a unit may be after ``state``."""
    text = evidence.text_score
    author = evidence.author
    if evidence.announces is not None:
        label = Label.HEADING if state is State.BEGIN else Label.ASIDE
        yield label, state, 0.0
        yield Label.TEXT, State.TEXT, text - 4.0
        return
    if evidence.separator:
        yield Label.SEPARATOR, State.CLOSED if state is State.TEXT else state, 0.8
        return
    if evidence.stamp:
        score = 0.3 if state is State.BEGIN else 1.5
        yield Label.STAMP, State.CLOSED if state is State.TEXT else state, score
        yield Label.TEXT, State.TEXT, min(text, 0.0) - 2.0
        return
    if evidence.furniture:
        yield Label.ASIDE, state, 0.8
    elif evidence.notice:
        yield Label.ASIDE, state, 0.4
        text -= 1.5
    if state is State.NAMED:
        yield Label.TEXT, State.TEXT, text
        return
    if author is not None:
        if author.form is AuthorForm.INLINE:
            yield Label.AUTHOR_AND_TEXT, State.TEXT, author.score + style.inline + text
        elif author.form is AuthorForm.SIGNATURE:
            if state is State.TEXT:
                yield Label.SIGNATURE, State.CLOSED, author.score + style.signature
        elif author.form is AuthorForm.PLAIN:
            yield (
                Label.AUTHOR,
                State.NAMED,
                author.score + evidence.above_text + style.cost(evidence.surroundings),
            )
        else:
            yield Label.AUTHOR, State.NAMED, author.score
    yield Label.NAMELESS_START, State.TEXT, text + _nameless_cost(evidence, state, style)
    if state is State.TEXT:
        yield Label.TEXT, State.TEXT, text - (1.0 if evidence.wide_gap else 0.0)
    elif state is State.CLOSED:
        yield Label.TEXT, State.TEXT, text - 1.5


def _nameless_cost(evidence: Evidence, state: State, style: Style) -> float:
    if state is State.CLOSED:
        return style.nameless_after_stamp
    if evidence.wide_gap:
        return style.nameless_at_wide_gap
    if evidence.unit.gap == 0:
        return min(style.nameless, -3.0)
    return style.nameless


def _values(evidence: Sequence[Evidence], style: Style) -> Values:
    """For every unit and state, the best score of everything from there to the end."""
    values: Values = [(IMPOSSIBLE, IMPOSSIBLE, 0.0, 0.0)]
    for item in reversed(evidence):
        following = values[-1]
        values.append(
            (
                _best(item, State.BEGIN, style, following),
                _best(item, State.NAMED, style, following),
                _best(item, State.TEXT, style, following),
                _best(item, State.CLOSED, style, following),
            )
        )
    values.reverse()
    return values


def _best(
    item: Evidence, state: State, style: Style, following: tuple[float, float, float, float]
) -> float:
    best = IMPOSSIBLE
    for _, then, score in _steps(item, state, style):
        value = score + following[then]
        if value > best:
            best = value
    return best


def _labels(
    evidence: Sequence[Evidence], border: int, style: Style
) -> tuple[tuple[Label, ...], tuple[float, ...]]:
    values = _values(evidence[border:], style)
    labels: list[Label] = []
    confidences: list[float] = []
    state = State.BEGIN
    forward = [0.0, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE]
    for offset, item in enumerate(evidence[border:]):
        following = values[offset + 1]
        label, state = max(
            _steps(item, state, style), key=lambda step: step[2] + following[step[1]]
        )[:2]
        labels.append(label)
        start, other, forward = _advance(item, style, forward, following)
        chosen, rival = (start, other) if label in STARTS else (other, start)
        confidences.append(_sigmoid((chosen - rival) / _TEMPERATURE))
    return tuple(labels), tuple(confidences)


def _advance(
    item: Evidence, style: Style, forward: list[float], following: tuple[float, ...]
) -> tuple[float, float, list[float]]:
    """The best readings in which a comment begins here and in which none does; the next sums."""
    start = other = IMPOSSIBLE
    after = [IMPOSSIBLE] * len(State)
    for state in State:
        if forward[state] <= IMPOSSIBLE / 2:
            continue
        for label, then, score in _steps(item, state, style):
            reached = forward[state] + score
            after[then] = max(after[then], reached)
            if label in STARTS:
                start = max(start, reached + following[then])
            else:
                other = max(other, reached + following[then])
    return start, other, after


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp((score - highest) / _TEMPERATURE) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -500 else 0.0
