"""The language of patterns, and how rules written in it find their passages."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Category
from bot.moderation import harassment, hate, incitement
from bot.moderation.folding import fold
from bot.moderation.grammar.english import english_grammar
from bot.moderation.grammar.grammar import Grammar, Vocabulary
from bot.moderation.grammar.inflection import verbs
from bot.moderation.grammar.pattern import PatternInvalid, parse
from bot.moderation.grammar.phrasebook import Phrasebook
from bot.moderation.grammar.rule import Rule
from bot.moderation.wordlists import words
from tests.moderation.sentences import sentences

VOCABULARY = Vocabulary(
    classes={
        "eat": words("eat eats nibble"),
        "fruit-word": words("apple apples pear pears"),
        "ripe": words("red ripe the an"),
        "opener": words("so now"),
        "function": words("the a an of to"),
    },
    chunks=(
        {"fruit": ("{ripe}*3 {fruit-word}", "{name}")},
        {"eat-fruit": ("{eat} {fruit}", "bite into {fruit}")},
    ),
    unions={"food": words("fruit")},
    phrases={"must": ("must|should", "have|has to")},
)


def passages(text: str, *patterns: str) -> list[str]:
    """What the patterns find in ``text``, as it is written there."""
    rule = Rule("test.rule", Category.INCITEMENT, 0.9, "Shows it", patterns)
    view = fold(text).plain
    grammar = Grammar((rule,), VOCABULARY)
    hits = grammar.hits(view, text, Category.INCITEMENT)
    return [view.span(hit.first, hit.last).of(text) for hit in hits]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("let's go", "well, let's go home", ["let's go"]),
        ("oak|fir tree", "an oak tree", ["oak tree"]),
        ("{eat} bread", "they nibble bread", ["nibble bread"]),
        ("very? good", "good, and very good", ["good", "very good"]),
        ("go ...2 home", "go right now home", ["go right now home"]),
        ("go ...2 home", "go far far far home", []),
        ("go ...3 home", "go. Be home", []),
        ("<must> go", "you have to go, you should go", ["have to go", "should go"]),
        ("{fruit} rots", "the ripe red apple rots", ["the ripe red apple rots"]),
        ("{food} rots", "a pear rots", ["pear rots"]),
        ("{eat-fruit}", "bite into the red apple", ["bite into the red apple"]),
        ("eat apples", "eat apples", []),
        ("nibble bread", "nibble bread", ["nibble bread"]),
        ("go !home", "go home or go west", ["go"]),
        ("^ go", "Go! They go. So go", ["Go", "go"]),
        ("go $", "go on, then go", ["go"]),
        ("meet {fruit}", "meet Alda there", ["meet Alda"]),
        ("meet {fruit}", "MEET ALDA THERE", []),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: list[str]) -> None:
    assert passages(text, pattern) == expected


def test_stretched_words_are_the_words_they_are() -> None:
    assert passages("nibbbbble breaddd now", "{eat} bread") == ["nibbbbble breaddd"]


def test_only_the_rules_of_the_category_are_asked() -> None:
    rule = Rule("test.rule", Category.HATE, 0.9, "Shows it", ("go home",))
    view = fold("go home").plain
    hits = Grammar((rule,), VOCABULARY).hits(view, "go home", Category.INCITEMENT)
    assert list(hits) == []


@pytest.mark.parametrize("pattern", ["<nobody> goes", "go ??", "this, that"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternInvalid, match="pattern"):
        parse(pattern, {})


def test_a_class_that_nobody_defined_is_refused() -> None:
    with pytest.raises(ValueError, match="'vegetable'"):
        passages("anything", "{vegetable}")


def test_phrases_are_found_anywhere_at_the_start_or_at_the_end() -> None:
    book = Phrasebook(("hard|soft cheese",))
    assert book.stands_in(["a", "hard", "cheese", "board"])
    assert book.opens(["soft", "cheese", "board"])
    assert not book.opens(["a", "hard", "cheese"])
    assert book.closes(["a", "hard", "cheese"])
    assert not book.closes(["hard", "cheese", "board"])


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("stab+b", {"stab", "stabs", "stabbing", "stabbin", "stabbed"}),
        ("carry", {"carry", "carries", "carrying", "carryin", "carried"}),
        ("bash", {"bash", "bashes", "bashing", "bashin", "bashed"}),
        ("dance", {"dance", "dances", "dancing", "dancin", "danced"}),
        ("hang:hung,hanged", {"hang", "hangs", "hanging", "hangin", "hung", "hanged"}),
    ],
)
def test_verbs_have_their_forms(written: str, forms: set[str]) -> None:
    assert frozenset().union(*verbs(written)) == forms


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        pytest.param(rule, pattern, id=f"{rule.name}: {pattern[:60]}")
        for rule in (*incitement.RULES, *hate.RULES, *harassment.RULES)
        for pattern in rule.patterns
    ],
)
def test_every_shipped_pattern_finds_a_sentence_made_of_its_own_words(
    rule: Rule, pattern: str
) -> None:
    for sentence in sentences(pattern):
        view = fold(sentence).plain
        hits = english_grammar().hits(view, sentence, rule.category)
        if any(hit.rule is rule and hit.pattern == pattern for hit in hits):
            return
    raise AssertionError("what the pattern asks for never stands in a text")


def test_words_are_listed_with_and_without_their_apostrophes() -> None:
    assert words("don't we'll") == {"don't", "dont", "we'll"}
