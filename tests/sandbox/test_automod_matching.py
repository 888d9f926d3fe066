"""AutoMod's matching, as Discord documents it."""

from __future__ import annotations

import pytest

from bot.sandbox.content.automod import InvalidPattern, compile_rust, find, keyword_spans
from bot.sandbox.errors import Unsupported
from bot.sandbox.model.automod import AutoModRule, TriggerKind


@pytest.mark.parametrize(
    ("keyword", "text", "matches"),
    [
        ("cat", "the Cat sat", True),
        ("cat", "catch", False),
        ("cat", "wildcat", False),
        ("cat*", "Catapult", True),
        ("cat*", "wildcat", False),
        ("*cat", "copyCat", True),
        ("*cat", "catch", False),
        ("*cat*", "eduCation", True),
        ("the mat", "on the mat.", True),
        ("the mat*", "the matrix", True),
        ("*the mat", "breathe mat", True),
        ("*the mat*", "breathe matter", True),
        ("i like c++", "I like C++ a lot", True),
        ("*", "anything", False),
    ],
)
def test_wildcards_open_the_ends_of_words(keyword: str, text: str, matches: bool) -> None:
    assert bool(list(keyword_spans(keyword, text))) is matches


def rule(**fields: object) -> AutoModRule:
    made = AutoModRule(1, 1, 1, "r", 1, TriggerKind.KEYWORD, enabled=True)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_the_allow_list_excuses_only_what_lies_within_it() -> None:
    words = rule(keywords=["*cat*"], allowed=["education"])
    assert find(words, "education") is None
    found = find(words, "education of cats")
    assert found is not None
    assert found.content == "cat"


def test_presets_and_spam_match_nothing() -> None:
    assert find(rule(trigger=TriggerKind.KEYWORD_PRESET, presets=[1]), "any word") is None
    assert find(rule(trigger=TriggerKind.SPAM), "any word") is None


@pytest.mark.parametrize("pattern", ["(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", r"(a)\1", "(?>a)"])
def test_what_rust_leaves_out_is_invalid(pattern: str) -> None:
    with pytest.raises(InvalidPattern):
        compile_rust(pattern)


def test_rusts_named_groups_and_anchors_are_understood() -> None:
    assert compile_rust(r"(?<word>a+)\z").search("baa")


@pytest.mark.parametrize("pattern", [r"\p{L}+", "[a-z&&[^b]]", "a++"])
def test_what_only_rust_can_run_fails_loudly(pattern: str) -> None:
    with pytest.raises(Unsupported):
        compile_rust(pattern)
