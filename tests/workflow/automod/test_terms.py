"""Words that AutoMod is given."""

import re

import pytest

from bot.domain.verdict import Decision
from bot.moderation import Context, shipped_judge
from bot.moderation.lexicon import shipped_lexicon
from bot.moderation.lexicon.endings import Language
from bot.moderation.lexicon.entry import Entry, Target, WordClass
from bot.workflow.automod.plan import MOST_KEYWORDS, MOST_RULES
from bot.workflow.automod.terms import LONGEST_KEYWORD, Term, terms_of


def entry(term: str, **changes: object) -> Entry:
    given: dict[str, object] = {
        "term": term,
        "target": Target.ETHNICITY,
        "group": "frogs",
        "severity": 2,
        "note": "A stand-in.",
        **changes,
    }
    return Entry(**given)  # type: ignore[arg-type]


def test_a_word_is_given_with_its_endings_the_worst_first() -> None:
    mild, bad = entry("marshling", severity=1), entry("bogtrot", severity=3)
    assert terms_of([mild, bad]) == [
        Term("bogtrot", 3),
        Term("bogtrots", 3),
        Term("marshling", 1),
        Term("marshlings", 1),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"ambiguous": True}, {"harmless": ("~ hunt",)}, {"name": True}, {"reclaimed": True}],
)
def test_a_word_with_a_harmless_use_is_left_to_the_judge(changes: dict[str, object]) -> None:
    assert terms_of([entry("bogtrot", **changes)]) == []


def test_a_word_of_many_endings_is_given_as_its_stem() -> None:
    terms = terms_of([entry("batakçı", language=Language.TURKISH)])
    assert terms == [Term("batakçı*", 2)]


def test_a_word_that_is_looked_for_inside_others_may_go_on_both_ways() -> None:
    inside = entry("bogtrot", inside_words=True, word_class=WordClass.FIXED)
    assert terms_of([inside]) == [Term("*bogtrot*", 2)]
    guarded = entry(
        "bogtrot", inside_words=True, word_class=WordClass.FIXED, innocent_words=("bogtrotting",)
    )
    assert terms_of([guarded]) == [Term("bogtrot", 2)]


def test_the_shipped_lexicon_fits_into_discord_s_limits() -> None:
    terms = terms_of(shipped_lexicon().entries)
    assert 1_000 < len(terms) <= MOST_RULES * MOST_KEYWORDS
    assert all(0 < len(term.keyword) <= LONGEST_KEYWORD for term in terms)
    assert not any("*" in term.keyword.strip("*") for term in terms)
    assert len({term.keyword.lower() for term in terms}) == len(terms)


def test_nothing_is_blocked_that_the_judge_would_publish_on_its_own() -> None:
    judge = shipped_judge("off")
    passed = [
        term.keyword
        for term in terms_of(shipped_lexicon().entries)
        if term.severity == 3
        and re.fullmatch(r"[a-z ]+", term.keyword)
        and judge(f"you are a {term.keyword}", Context()).decision < Decision.HOLD
    ]
    assert passed == []
