"""Judged texts counted: in all, by group, by what fired, and how fast."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Category, Decision, Verdict
from bot.evaluation.figures import Counts
from bot.evaluation.measuring import by_group, counts_of, fired, judge_examples, speed_of
from bot.evaluation.reading import Example
from bot.moderation import STRICT, Context
from tests.evaluation.builders import finding, judged


@pytest.mark.parametrize(
    ("decision", "is_caught"),
    [
        (Decision.PUBLISH, False),
        (Decision.FLAG, False),
        (Decision.HOLD, True),
        (Decision.REJECT, True),
    ],
)
def test_held_and_rejected_count_as_caught(decision: Decision, is_caught: bool) -> None:
    assert judged(True, finding("hate.x", decision)).is_caught is is_caught


def test_the_score_is_the_highest_of_the_four_that_say_harm() -> None:
    text = judged(
        True,
        finding("hate.x", score=0.4),
        finding("slur.x", category=Category.SLUR, score=0.6),
        finding("profanity.x", Decision.PUBLISH, category=Category.PROFANITY, score=0.9),
    )
    assert text.score == 0.6
    assert judged(True).score == 0.0


def test_counts_leave_out_what_has_no_label() -> None:
    texts = [judged(True, finding("hate.x")), judged(None, finding("hate.x")), judged(False)]
    assert counts_of(texts) == Counts(caught=1, passed=1)


def test_groups_are_counted_apart_in_the_order_of_their_names() -> None:
    texts = [judged(True, group="b"), judged(False, group="a"), judged(False, group="b")]
    assert list(by_group(texts).items()) == [
        ("a", Counts(passed=1)),
        ("b", Counts(missed=1, passed=1)),
    ]


def test_a_rule_counts_once_a_text_and_only_where_it_held() -> None:
    texts = [
        judged(True, finding("hate.x"), finding("hate.x", score=0.8), finding("hate.y")),
        judged(False, finding("hate.x")),
        judged(False, finding("hate.z", Decision.FLAG)),
    ]
    found = fired(texts, lambda f: f.rule)
    assert [(rule, count.harmful, count.harmless) for rule, count in found.items()] == [
        ("hate.x", 1, 1),
        ("hate.y", 1, 0),
    ]


def test_speed_is_of_judging_alone() -> None:
    speed = speed_of([judged(False, seconds=s) for s in (0.001, 0.002, 0.005)])
    assert (speed.median, speed.p99) == (0.002, 0.005)
    assert speed.per_second == pytest.approx(3 / 0.008)


def test_each_text_is_judged_in_its_own_context_and_told_of() -> None:
    seen: list[tuple[str, Context]] = []
    told: list[None] = []

    def judge(text: str, context: Context) -> Verdict:
        seen.append((text, context))
        return Verdict.of((), context.policy.label)

    example = Example(1, "text", True, article_title="Bridge", parent_text="before")
    answers = judge_examples(judge, [example], STRICT, lambda: told.append(None))
    assert seen[-1] == ("text", Context("Bridge", parent_text="before", policy=STRICT))
    assert len(told) == len(answers) == 1
    assert answers[0].seconds >= 0
