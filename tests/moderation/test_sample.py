"""The acceptance sample: one comment waits for a human, the other three are published."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Category, Decision
from bot.moderation import Context, judge
from bot.sources.text_document import read_document
from tests.moderation.shared import shared_file

PARAPHRASE = (
    "Let us hope the deal falls through and the north sells its rockets to the islanders, decent "
    "hardware that can be turned on the campers once the bailiffs arrive. It will be a pleasure to "
    "see them queue for the ferry with their bundles."
)
MILD = (
    "I am with the islanders here. Do not let the mainland tell you what to do.",
    "If the islanders are strong enough to say no, go for it. I still hate both governments for "
    "what they did to the valley.",
    "I honestly hope they buy the rockets. The sooner they leave the alliance the better.",
    "Nations that make threats without acting on them are weak. Buy the rockets, sell them on, "
    "get your money back, and do not talk about it until it is done.",
)


def test_of_the_samples_comments_only_the_anonymous_one_waits() -> None:
    path = shared_file("samples/000_b8c22749c92852f8.txt")
    document = read_document(path.read_text(encoding="utf-8"))
    context = Context(article_title=document.title, article_text="\n\n".join(document.paragraphs))
    decisions = {
        comment.author: judge(comment.text, context).decision for comment in document.comments
    }
    assert decisions == {
        "Concrete Mike": Decision.PUBLISH,
        None: Decision.HOLD,
        "Saddam Hussein": Decision.PUBLISH,
        "Real Anti-Racist Action": Decision.PUBLISH,
    }


def test_the_sample_is_held_for_the_words_that_incite() -> None:
    path = shared_file("samples/000_b8c22749c92852f8.txt")
    document = read_document(path.read_text(encoding="utf-8"))
    (comment,) = (comment for comment in document.comments if comment.author is None)
    held = [
        finding
        for finding in judge(comment.text, Context(article_title=document.title)).findings
        if finding.decision is Decision.HOLD
    ]
    assert {finding.category for finding in held} == {Category.INCITEMENT}
    assert any("used against the squatters" in finding.span.of(comment.text) for finding in held)


def test_weapons_hoped_for_to_be_turned_on_people_wait_for_a_human() -> None:
    verdict = judge(PARAPHRASE, Context())
    assert verdict.decision is Decision.HOLD
    assert any("turned on the campers" in f.span.of(PARAPHRASE) for f in verdict.findings)


@pytest.mark.parametrize("text", MILD)
def test_hard_words_about_states_are_published(text: str) -> None:
    assert judge(text, Context()).decision is Decision.PUBLISH
