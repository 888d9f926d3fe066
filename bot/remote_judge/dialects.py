"""What is sent to a remote judge, and how its answer is read: pure, one function each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bot.domain.verdict import Category, Evidence, Span
from bot.moderation import Context, wording

WORTH_SAYING = 0.3
"""The lowest score that is evidence at all."""
FLAGGED = 0.75
"""The score that a category has at least where the service itself flags it: enough to hold."""

Json = Any
"""A value that came from JSON or goes into it."""


class AnswerUnreadable(Exception):
    """The answer is not what this dialect answers; the message says what is wrong with it."""


class Dialect(NamedTuple):
    """How one kind of service is asked."""

    request: Callable[[str, Context, str], Json]
    """Text, context and model to the body that is sent."""
    scores: Callable[[Json], Mapping[Category, float]]
    """The answer's body to scores.

    Raises:
        AnswerUnreadable: see there.
    """
    sends: str
    """What leaves the machine of a comment, in words."""


def evidence_of(scores: Mapping[Category, float], text: str, service: str) -> Iterator[Evidence]:
    """Evidence for each score that says something.

    Args:
        service: The name of the machine that was asked, for the moderators.
    """
    for category, score in scores.items():
        if score >= WORTH_SAYING:
            yield Evidence(
                rule=f"remote.{category}",
                category=category,
                span=Span(0, len(text)),
                score=round(score, 3),
                explanation=wording.REMOTE.format(
                    service=service, what=category, score=f"{score:.2f}"
                ),
            )


def _openai_request(text: str, _context: Context, model: str) -> Json:
    return {"input": text, "model": model}


# Source: OpenAI's API reference, "Moderations". Violence as such, sexual content and self-harm
# are no categories of ours: reports of them are published.
_OPENAI = {
    "hate": Category.HATE,
    "hate/threatening": Category.INCITEMENT,
    "harassment": Category.HARASSMENT,
    "harassment/threatening": Category.INCITEMENT,
    "illicit/violent": Category.INCITEMENT,
}


def _openai_scores(answer: Json) -> Mapping[Category, float]:
    try:
        [result] = answer["results"]
        flags, given = result["categories"], result["category_scores"]
        names = [name for name in _OPENAI if name in given]
        if not names:
            raise AnswerUnreadable("it scores none of the categories that count here")
        found: dict[Category, float] = {}
        for name in names:
            score = _score(name, given[name])
            if flags.get(name) is True:
                score = max(score, FLAGGED)
            found[_OPENAI[name]] = max(score, found.get(_OPENAI[name], 0.0))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise AnswerUnreadable("it is not the answer of a moderation endpoint") from None
    return found


def _plain_request(text: str, context: Context, _model: str) -> Json:
    return {
        "text": text,
        "article_title": context.article_title,
        "parent_text": context.parent_text,
    }


_JUDGED = (Category.INCITEMENT, Category.HATE, Category.SLUR, Category.HARASSMENT)


def _plain_scores(answer: Json) -> Mapping[Category, float]:
    given = answer.get("scores") if isinstance(answer, dict) else None
    if not isinstance(given, Mapping):
        raise AnswerUnreadable('it has no object "scores"')
    found = {name: _score(name, given[name]) for name in _JUDGED if name in given}
    if not found:
        raise AnswerUnreadable(f"it scores none of {', '.join(_JUDGED)}")
    return found


def _score(name: str, value: object) -> float:
    # A bool is an int to Python, and NaN fails the comparison.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise AnswerUnreadable(f"the score of {name} is not a number from 0 to 1")
    return float(value)


DIALECTS: Mapping[str, Dialect] = {
    "openai": Dialect(_openai_request, _openai_scores, "the text"),
    "plain": Dialect(
        _plain_request, _plain_scores, "the text, its article's title and the comment it answers"
    ),
}
"""By the name that REMOTE_JUDGE gives: OpenAI's moderation endpoint and those that speak like it,
and a classifier of one's own: ``{"text", "article_title", "parent_text"}`` is answered with
``{"scores": {"incitement": 0.9, "hate": 0.1, ...}}``."""
