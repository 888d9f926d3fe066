"""Words that AutoMod is given."""

import re
from typing import Any

import pytest

from bot.domain.rule import RuleKind, RuleState
from bot.domain.verdict import Decision
from bot.moderation import Context, shipped_judge
from bot.moderation.lexicon import shipped_lexicon
from bot.moderation.lexicon.endings import Language
from bot.moderation.lexicon.entry import Entry, Target, WordClass
from bot.workflow.automod.plan import MOST_KEYWORDS, MOST_RULES, AutoModFacts, plan_rules
from bot.workflow.automod.terms import LONGEST_KEYWORD, Term, terms_of, with_rules
from tests.builders import CHANNEL
from tests.moderation.rules.builders import NOW, rule


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


FREE = frozenset({CHANNEL})


def test_the_words_of_rules_join_by_severity_and_the_server_s_own_come_first() -> None:
    shipped = [Term("aaa", 3), Term("mmm", 2), Term("zzz", 1)]
    rules = [rule("Zork*", severity=3), rule("mmm", number=2, severity=3), rule("bbb", number=3)]
    joined = with_rules(shipped, rules, free_channels=FREE, now=NOW)
    assert list(joined) == [
        Term("mmm", 3), Term("zork*", 3), Term("aaa", 3), Term("bbb", 2), Term("zzz", 1),
    ]  # fmt: skip
    assert with_rules(shipped, [], free_channels=FREE, now=NOW) is shipped


def test_what_finds_no_room_is_the_mildest_and_is_named() -> None:
    shipped = [Term(f"a{number:04}", 2) for number in range(MOST_KEYWORDS)]
    rules = [rule("worst", severity=3), rule("mild", number=2, severity=1)]
    terms = with_rules(shipped, rules, free_channels=FREE, now=NOW)
    facts = AutoModFacts((), MOST_RULES - 1, [CHANNEL])
    plan = plan_rules(facts, terms, free_channels=FREE)
    assert plan.keywords == MOST_KEYWORDS
    assert plan.create[0].keywords[0] == "worst"
    assert list(plan.left_out) == [Term("a0999", 2), Term("mild", 1)]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": RuleState.DRAFT},
        {"state": RuleState.SHADOW},
        {"state": RuleState.PAUSED},
        {"action": Decision.FLAG},
        {"allowed": ("zork museum",)},
        {"spares_quotes": True},
        {"expires_at": NOW},
        {"channel_id": CHANNEL + 1},
        {"kind": RuleKind.REGEX},
    ],
    ids=str,
)
def test_automod_is_given_no_rule_that_it_could_not_keep(fields: dict[str, Any]) -> None:
    assert not with_rules([], [rule("zork", **fields)], free_channels=FREE, now=NOW)


def test_a_rule_for_one_channel_is_given_where_that_is_the_only_free_one() -> None:
    ours = [rule("zork", channel_id=CHANNEL)]
    assert with_rules([], ours, free_channels=FREE, now=NOW)
    assert not with_rules([], ours, free_channels={CHANNEL, 2}, now=NOW)
    assert not with_rules([], [rule("z" * 61)], free_channels=FREE, now=NOW)
