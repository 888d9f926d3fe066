"""Which texts a card shows to nobody who has not asked."""

from __future__ import annotations

import pytest

from bot.domain.desk import Blur, DeskSettings
from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from tests.builders import GUILD

WORST = {
    Blur.NOTHING: set(),
    Blur.SLURS: {Category.SLUR},
    Blur.HATRED: {Category.SLUR, Category.HATE, Category.INCITEMENT},
    Blur.EVERYTHING: set(Category),
}


def judged(*found: tuple[Category, Decision]) -> Verdict:
    """A verdict of findings in these categories."""
    findings = [
        Finding(two, f"{one.value}.x", one, Span(0, 1), 0.9, "A test.") for one, two in found
    ]
    return Verdict.of(tuple(findings), "standard-1")


@pytest.mark.parametrize("blur", list(Blur))
@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.REJECT])
def test_each_choice_blurs_what_is_held_or_refused_for_its_categories(
    blur: Blur, category: Category, decision: Decision
) -> None:
    settings = DeskSettings(GUILD, blur=blur)
    assert settings.blurs(judged((category, decision))) == (category in WORST[blur])


@pytest.mark.parametrize("blur", [Blur.SLURS, Blur.HATRED])
def test_what_is_only_flagged_is_not_blurred(blur: Blur) -> None:
    settings = DeskSettings(GUILD, blur=blur)
    assert not settings.blurs(judged((Category.SLUR, Decision.FLAG)))


def test_one_bad_passage_among_others_is_enough() -> None:
    mixed = judged((Category.PROFANITY, Decision.HOLD), (Category.SLUR, Decision.HOLD))
    assert DeskSettings(GUILD, blur=Blur.SLURS).blurs(mixed)


@pytest.mark.parametrize("blur", list(Blur))
def test_a_text_without_a_verdict_is_blurred_only_where_all_are(blur: Blur) -> None:
    assert DeskSettings(GUILD, blur=blur).blurs(None) == (blur is Blur.EVERYTHING)


def test_a_server_that_chose_nothing_blurs_slurs() -> None:
    assert DeskSettings(GUILD).blur is Blur.SLURS
