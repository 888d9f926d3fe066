"""What explains a finding can be read back, and so be said in another language."""

from __future__ import annotations

import pytest

from bot.moderation import Context, shipped_judge, wording
from bot.moderation.wording import parts_of

JUDGED = (
    "We should kill every last migrant on this island tonight.",
    "“We should kill every last migrant on this island tonight.”",
    "He said: kill every last migrant. I am disgusted.",
    "Should we really kill every last migrant on this island?",
    "In this game we have to kill every last migrant of the quest before the boss respawns.",
    "Hier gibt es heute wirklich gar nichts zu sehen, meine Damen und Herren.",
    "\u200b",
    "x" * 200_000,
)


@pytest.mark.parametrize("text", JUDGED)
def test_what_a_judge_says_is_one_of_its_sentences_filled_in(text: str) -> None:
    verdict = shipped_judge()(text, Context())
    assert verdict.findings
    for finding in verdict.findings:
        for said in (finding.explanation, *(one.explanation for one in finding.counters)):
            parts = parts_of(said)
            assert parts is not None, said
            sentence, values = parts
            assert sentence.format(**values) == said


def test_the_more_special_sentence_is_recognised() -> None:
    said = wording.SLUR_MASKED.format(written="s*ur", term="slur", group="people")
    assert parts_of(said) == (
        wording.SLUR_MASKED,
        {"written": "s*ur", "term": "slur", "group": "people"},
    )


def test_a_text_that_reads_like_a_sentence_is_no_sentence_of_ours() -> None:
    assert parts_of("This is nothing that a judge says") is None
