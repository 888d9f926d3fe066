"""Counter-evidence: what tells a harmless sentence from one that is meant."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Decision
from bot.moderation import STANDARD, STRICT, Context, judge


def kinds(text: str, context: Context | None = None) -> set[str]:
    """The kinds of counter-evidence of all findings."""
    return {
        counter.kind
        for finding in judge(text, context or Context()).findings
        for counter in finding.counters
    }


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("negated", "They should not be shot for that."),
        ("negated", "You must never hang the judges."),
        ("reported", "The leader said they should be hanged."),
        ("reported", "Prosecutors say he called on them: they should be shot, he said."),
        ("reported", "Trump suggests the senators should be executed."),
        ("condemned", "Anyone who says they should be shot is ill."),
        ("condemned", "I condemn those who say we should kill the judges."),
        ("condemned", "Hang the judges is disgusting talk."),
        ("quoted", 'The slogan was "hang the judges", of all things.'),
        ("asked", "So they should all be shot?"),
        ("figurative", "Kill them with kindness."),
        ("figurative", "We should kill them in the next match, what a game that was."),
        ("joking", "We should hang the mayor lol"),
        ("quotes-article", '"we will hang every judge in town"'),
    ],
)
def test_a_harmless_reading_is_seen(kind: str, text: str) -> None:
    article = Context(article_text="He shouted that we will hang every judge in town, and left.")
    assert kind in kinds(text, article)


@pytest.mark.parametrize(
    "text",
    [
        "They should be shot.",
        "I say hang the judges.",
        "Don't wait, hang the judges now.",
        "Why don't we just shoot them?",
        "Not only should they resign, they should be shot.",
        "Can't wait to see the judges hanged.",
        "I want them dead.",
        "I said it before: hang the judges.",
        "They are disgusting. Kill them all.",
        "Stop talking and hang the judges.",
    ],
)
def test_what_is_meant_has_no_excuse(text: str) -> None:
    verdict = judge(text, Context())
    assert verdict.decision is Decision.HOLD
    assert any(f.decision is Decision.HOLD and not f.counters for f in verdict.findings)


def test_a_joke_about_a_group_is_no_joke() -> None:
    assert judge("We should kill all the Kurds lol", Context()).decision is Decision.HOLD


def test_speaking_of_sport_does_not_excuse_killing_a_group() -> None:
    text = "What a match, great goals, great team, and now kill all the Kurds"
    assert judge(text, Context()).decision >= Decision.FLAG


def test_doubts_are_held_by_the_strict_preset() -> None:
    text = "So they should all be shot?"
    assert judge(text, Context(policy=STANDARD)).decision is Decision.FLAG
    assert judge(text, Context(policy=STRICT)).decision is Decision.HOLD


def test_quoting_without_marks_needs_more_than_a_few_words() -> None:
    article = Context(article_text='The mob shouted "hang them" for an hour.')
    assert judge("Hang them.", article).decision is Decision.HOLD
    assert judge('They shouted "hang them" and laughed?', article).decision < Decision.HOLD
