"""Judging one text: fold, mend, ask every detector, let the policy weigh what they saw.

Lexicon and grammar judge without the classifier too: `judge` asks them alone, and
`shipped_judge` gives the same function with the classifier as one more detector.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from bot.domain.verdict import Category, Decision, Evidence, Finding, Span, Verdict
from bot.moderation import wording
from bot.moderation.classifier import shipped_model
from bot.moderation.context import Context, TextKind
from bot.moderation.detectors import (
    form,
    harassment,
    hate,
    incitement,
    language,
    names,
    profanity,
    rules,
    slurs,
)
from bot.moderation.detectors.classifier import Classifier
from bot.moderation.folding import Folded, fold
from bot.moderation.limits import MAXIMUM_LENGTH
from bot.moderation.mending import mended


class Detector(NamedTuple):
    """One kind of check, by the name its failure is reported under."""

    name: str
    detect: Callable[[Folded, Context], Iterable[Evidence]]


DETECTORS: tuple[Detector, ...] = (
    Detector("readable text", form.detect),
    Detector("slurs", slurs.detect),
    Detector("incitement", incitement.detect),
    Detector("hatred", hate.detect),
    Detector("harassment", harassment.detect),
    Detector("names", names.detect),
    Detector("profanity", profanity.detect),
    Detector("the server's rules", rules.detect),
    Detector("language", language.detect),
)


JudgeText = Callable[[str, Context], Verdict]
"""Text and context to verdict: pure, the same answer every time."""


def judge(text: str, context: Context) -> Verdict:
    """Judge ``text`` in its context by lexicon and grammar alone."""
    return judge_with(DETECTORS, text, context)


@lru_cache
def shipped_judge(classifier: str = "off") -> JudgeText:
    """A judge with the shipped classifier.

    Args:
        classifier: Its size, ``default``, or ``off`` for none.

    Raises:
        ModelBroken: the weights are not there or not those that were shipped.
    """
    if classifier == "off":
        return judge
    model = Classifier(shipped_model(classifier))
    return partial(judge_with, (*DETECTORS, Detector("classifier", model.detect)))


def judge_with(detectors: Iterable[Detector], text: str, context: Context) -> Verdict:
    """Judge ``text`` by these detectors; a check that cannot be done is a finding that holds."""
    deciding = context.deciding
    policy = deciding.label
    if len(text) > MAXIMUM_LENGTH:
        return Verdict.of((_too_long(text),), policy)
    findings: list[Finding] = []
    try:
        folded = read(text, context.kind)
    except Exception as failure:  # noqa: BLE001 - whatever breaks, the text must wait
        return Verdict.of((_failed("reading the text", text, failure),), policy)
    for detector in detectors:
        try:
            evidence = list(detector.detect(folded, context))
        except Exception as failure:  # noqa: BLE001 - whatever breaks, the text must wait
            findings.append(_failed(detector.name, text, failure))
        else:
            findings.extend(map(deciding.decide, evidence))
        if context.hurried and any(found.decision >= Decision.HOLD for found in findings):
            break
    return Verdict.of(tuple(findings), policy)


def read(text: str, kind: TextKind = TextKind.COMMENT) -> Folded:
    """A text in all ways in which its readers may read it."""
    return fold(text, is_name=True) if kind is TextKind.DISPLAY_NAME else mended(fold(text))


def _failed(check: str, text: str, failure: Exception) -> Finding:
    # The error's own words may quote the comment: only its class is told.
    return Finding(
        decision=Decision.HOLD,
        rule="detector-failed",
        category=Category.FAILURE,
        span=Span(0, len(text)),
        score=1.0,
        explanation=wording.CHECK_FAILED.format(check=check, failure=type(failure).__name__),
    )


def _too_long(text: str) -> Finding:
    return Finding(
        decision=Decision.HOLD,
        rule="form.too-long",
        category=Category.FORM,
        span=Span(0, len(text)),
        score=1.0,
        explanation=wording.TOO_LONG.format(length=f"{len(text):,}", most=f"{MAXIMUM_LENGTH:,}"),
    )
