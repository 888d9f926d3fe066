"""Judging as a whole: it fails closed, it is pure, and it says why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.demo.cast import slur
from bot.domain.verdict import Category, Decision, Evidence, Verdict
from bot.moderation import DETECTORS, Context, Detector, TextKind, judge, judge_with
from bot.moderation.folding import Folded
from bot.moderation.limits import MAXIMUM_LENGTH, MAXIMUM_PASSAGES
from tests.moderation.builders import evidence


def broken(_folded: Folded, _context: Context) -> Iterator[Evidence]:
    yield evidence(0.1)
    raise ValueError("secret words of the comment")


def held_by(verdict: Verdict) -> list[str]:
    return [finding.rule for finding in verdict.findings if finding.decision is Decision.HOLD]


def test_a_detector_that_raises_holds_the_text_and_is_named() -> None:
    verdict = judge_with((Detector("a broken check", broken),), "hello", Context())
    assert verdict.decision is Decision.HOLD
    assert [finding.rule for finding in verdict.findings] == ["detector-failed"]
    assert verdict.findings[0].category is Category.FAILURE
    assert "a broken check" in verdict.findings[0].explanation


def test_what_failed_is_told_without_the_errors_own_words() -> None:
    verdict = judge_with((Detector("a broken check", broken),), "hello", Context())
    assert "secret" not in verdict.findings[0].explanation
    assert "ValueError" in verdict.findings[0].explanation


def test_the_other_detectors_are_still_asked_when_one_fails() -> None:
    detectors = (
        Detector("broken", broken),
        Detector("fine", lambda *_: [evidence(rule="slur.other")]),
    )
    verdict = judge_with(detectors, "hello", Context())
    assert {finding.rule for finding in verdict.findings} == {"detector-failed", "slur.other"}


def test_the_strictest_finding_decides() -> None:
    detectors = (
        Detector("mild", lambda *_: [evidence(0.5)]),
        Detector("plain", lambda *_: [evidence(0.95)]),
    )
    assert judge_with(detectors, "hello", Context()).decision is Decision.HOLD


def test_without_findings_a_text_is_published() -> None:
    assert judge_with((), "hello", Context()) == Verdict(Decision.PUBLISH, policy="standard-1")


def test_a_text_too_long_to_judge_is_held() -> None:
    verdict = judge("word " * (MAXIMUM_LENGTH // 5 + 1), Context())
    assert verdict.decision is Decision.HOLD
    assert held_by(verdict) == ["form.too-long"]


@pytest.mark.parametrize(
    "text", ["", "   ", "\u200b\u200b", "\u3164", "** **", "||||", "\U000e0068\U000e0069", "\n\n"]
)
def test_a_text_with_nothing_to_read_is_held(text: str) -> None:
    assert held_by(judge(text, Context())) == ["form.nothing-readable"]


@pytest.mark.parametrize("text", ["?!", "...", "🙂", "+1", "^", "да", "是", "5"])
def test_a_text_of_one_sign_is_published(text: str) -> None:
    assert judge(text, Context()).decision is Decision.PUBLISH


def test_more_passages_than_can_be_weighed_are_held() -> None:
    text = "Anyone who says we should hang the judge is wrong. " * (MAXIMUM_PASSAGES + 1)
    assert "form.too-many-passages" in held_by(judge(text, Context()))


def test_the_same_text_is_judged_the_same_every_time() -> None:
    text = "They should be shot, every one of them."
    assert judge(text, Context()) == judge(text, Context())


def test_every_finding_has_a_sentence_and_lies_in_the_text() -> None:
    text = "Round them up! Deport every Muslim, and hang the traitors from the bridge."
    verdict = judge(text, Context())
    assert verdict.findings
    for finding in verdict.findings:
        assert finding.explanation[0].isupper() or finding.explanation[0] == "'"
        assert finding.explanation.endswith(".")
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert finding.span.of(text) in finding.explanation


def test_a_lone_surrogate_is_read_past() -> None:
    assert judge("hello \ud800 there", Context()).decision is Decision.PUBLISH


def test_every_detector_has_a_name_of_its_own() -> None:
    names = [detector.name for detector in DETECTORS]
    assert len(names) == len(set(names))


def test_a_code_of_a_hate_movement_is_held_in_a_name_and_not_in_a_comment() -> None:
    name = Context(kind=TextKind.DISPLAY_NAME)
    assert judge("Eagle1488", name).decision is Decision.HOLD
    assert judge("The charter dates from 1488 or so.", Context()).decision is Decision.PUBLISH


def test_a_blank_line_with_a_space_in_it_shifts_nothing() -> None:
    text = f"You are all fine here.\n \n Every {slur()} should go."
    (found,) = (f for f in judge(text, Context()).findings if f.rule.startswith("slur."))
    assert found.span.of(text) == slur()
