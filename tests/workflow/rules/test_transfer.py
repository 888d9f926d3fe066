"""Rules as files: what is written is read again, and what is wrong is named."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Decision
from bot.workflow.automod.plan import ForeignRule
from bot.workflow.rules.transfer import LARGEST_FILE, from_automod, from_csv, to_csv, to_json
from bot.workflow.rules.writing import require_room
from tests.builders import GUILD, START, manager
from tests.moderation.rules.builders import rule as made_rule

MAX = manager()


def read(text: str) -> tuple[list[Rule], list[tuple[str, str]]]:
    found = from_csv(text.encode(), MAX, START, {5})
    return list(found.rules), [(one.where, str(one.reason)) for one in found.bad]


_words = st.lists(
    st.sampled_from(
        ["zorkmid", "=1+1zork", "-mid*", "@here you", "free, zork", '"quoted"', "'tis"]
    ),
    min_size=1,
    max_size=4,
    unique=True,
).map(tuple)
_rules = st.builds(
    Rule,
    guild_id=st.just(GUILD),
    number=st.just(0),
    kind=st.just(RuleKind.WORDS),
    terms=_words,
    allowed=_words,
    action=st.sampled_from([Decision.FLAG, Decision.HOLD, Decision.REJECT]),
    created_at=st.just(START),
    created_by=st.just(MAX.id),
    created_by_name=st.just(MAX.name),
    severity=st.integers(1, 3),
    note=st.sampled_from(["", "Why not", "=cmd()", "two words"]),
    spares_quotes=st.booleans(),
    channel_id=st.sampled_from([None, 5]),
    expires_at=st.sampled_from([None, START + timedelta(days=3)]),
)


@given(_rules)
def test_an_export_is_read_again_as_the_same_drafts(rule: Rule) -> None:
    exported = to_csv([replace(rule, number=7, state=RuleState.ACTIVE)])
    assert read(exported) == ([rule], [])


@given(_rules)
def test_no_cell_of_an_export_is_a_formula(rule: Rule) -> None:
    for row in csv.reader(io.StringIO(to_csv([rule]))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_json_has_everything_in_plain_types() -> None:
    (found,) = json.loads(to_json([made_rule("zorkmid", number=3, channel_id=1 << 60)]))
    assert (found["number"], found["terms"], found["state"]) == (3, ["zorkmid"], "active")
    assert found["channel"] == str(1 << 60)


def test_rows_that_differ_in_nothing_but_their_terms_become_one_rule() -> None:
    rules, bad = read("kind,terms\nwords,zork\nwords,mid\ndomains,example.com\n")
    assert [rule.terms for rule in rules] == [("zork", "mid"), ("example.com",)]
    assert {rule.state for rule in rules} == {RuleState.DRAFT}
    assert bad == []


def test_every_bad_line_is_named_by_its_number_with_its_reason() -> None:
    rules, bad = read(
        "kind,terms,action,severity,channel,expires\n"
        "words,zork,hold,2,,\n"
        "words,zork,eat,2,,\n"
        'words,"mid\nx",hold,2,,\n'
        "words,mid,hold,9,,\n"
        "words,mid,hold,2,here,\n"
        "words,mid,hold,2,6,\n"
        "words,mid,hold,2,,soon\n"
        "words,mid,hold,2,,2001-01-01\n"
        "words,,hold,2,,\n"
        "words,mid,hold,2,,,too,many\n"
    )
    assert [rule.terms for rule in rules] == [("zork",)]
    assert [where for where, _ in bad] == ["3", "4", "6", "7", "8", "9", "10", "11", "12"]
    said = [
        "action is “eat”", "“x” is too short", "A severity is", "channel is “here”",
        "no channel 6",
        "expires is “soon”", "expired already", "at least one term", "more cells",
    ]  # fmt: skip
    for (_, reason), part in zip(bad, said, strict=True):
        assert part in reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "names its columns"),
        (b"a,b\n1,2\n", "names its columns"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"x" * (LARGEST_FILE + 1), "too large"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        from_csv(content, MAX, START)
    assert said in str(refused.value)


def test_automod_s_keywords_and_expressions_become_drafts_that_hold() -> None:
    theirs = ForeignRule("Ours", ("zork*", "x"), ("gr[iy]b", "(?=a)"), ("zork museum",))
    found = from_automod([theirs], MAX, START)
    words, expressions = found.rules
    assert (words.kind, words.terms, words.allowed) == (
        RuleKind.WORDS, ("zork*",), ("zork museum",),
    )  # fmt: skip
    assert (expressions.kind, expressions.terms) == (RuleKind.REGEX, ("gr[iy]b",))
    assert {rule.action for rule in found.rules} == {Decision.HOLD}
    assert [one.where for one in found.bad] == ["Ours", "Ours"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([made_rule("zork", number=n) for n in range(301)], "301 rules; 300 at most"),
        ([made_rule(*map(str, range(10, 10_011)))], "10,001 terms; 10,000 at most"),
        (
            [made_rule(*(f"a{n}" for n in range(101)), kind=RuleKind.REGEX)],
            "101 regular expressions; 100 at most",
        ),
    ],
)
def test_there_is_room_for_so_much_and_no_more(rules: list[Rule], said: str) -> None:
    require_room(rules[:-1], [])
    with pytest.raises(Refused) as refused:
        require_room(rules[:-1], rules[-1:])
    assert said in str(refused.value)
