"""What each kind of rule finds, and what the policy makes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refused
from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Category, Decision
from bot.moderation import PRESETS, Context, Policy, TextKind, judge
from bot.moderation.rules import CompiledRules
from bot.moderation.rules.limits import MOST_HITS
from bot.moderation.rules.validation import checked_allowed, checked_terms
from tests.moderation.rules.builders import NOW, found_in, rule, verdict_of

WORDS, REGEX = RuleKind.WORDS, RuleKind.REGEX
DOMAINS, INVITES = RuleKind.DOMAINS, RuleKind.INVITES


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("zorkmid", "A ZORKMID, please.", ["ZORKMID"]),
        ("zorkmid", "zorkmids are another word", []),
        ("zorkmid*", "zorkmids go on", ["zorkmids"]),
        ("*mid", "a zorkmid ends so, a midday not", ["zorkmid"]),
        ("*orkm*", "a zorkmid has it inside", ["zorkmid"]),
        ("free zorkmid", "so free   Zorkmid!", ["free   Zorkmid"]),
        ("zorkmid", "a z0rkm1d", ["z0rkm1d"]),
        ("zorkmid", "z o r k m i d", ["z o r k m i d"]),
        ("zorkmid", "zоrkmіd in Cyrillic disguise", ["zоrkmіd"]),
        ("zorkmid", "zoooorkmid", ["zoooorkmid"]),
        ("zorkmid", "zork\u200bmid", ["zork\u200bmid"]),
        ("zorkmid", "**zork**mid", ["zork**mid"]),
        ("Gräßlich", "GRÄSSLICH oder graßlich", ["GRÄSSLICH", "graßlich"]),
        ("пример", "это пример текста", ["пример"]),
        ("🦆", "a 🦆 swims", ["🦆"]),
    ],
)
def test_words_are_found_in_whatever_disguise_and_where_they_stand(
    term: str, text: str, found: list[str]
) -> None:
    assert found_in(text, rule(term)) == found


def test_a_word_does_not_count_in_a_phrase_that_allows_it() -> None:
    ours = rule("zorkmid", allowed=("zorkmid museum",))
    assert found_in("The Zorkmid museum opens.", ours) == []
    assert found_in("The zorkmid museum has a zorkmid.", ours) == ["zorkmid"]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\b\d{3}-\d{4}\b", "call 555-1234 now", ["555-1234"]),
        (r"ZORK\w+", "a zorkmid", ["zorkmid"]),
        (r"zork\w+", "a z0rkmid", ["z0rkmid"]),
        (r"gr[iy]bble", "ｇｒｉｂｂｌｅ", ["ｇｒｉｂｂｌｅ"]),
        (r"\$\$+", "all $$$", ["$$$"]),
    ],
)
def test_expressions_are_tried_on_the_text_as_written_and_as_read(
    pattern: str, text: str, found: list[str]
) -> None:
    assert found_in(text, rule(pattern, kind=REGEX)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see http://example.com/page", ["example.com"]),
        ("see shop.example.com", ["shop.example.com"]),
        ("[our site](https://example.com/x)", ["example.com"]),
        ("<https://www.example.com>", ["www.example.com"]),
        ("https://good.org@example.com/", ["example.com"]),
        ("EXAMPLE.COM", ["EXAMPLE.COM"]),
        ("ехample.com", ["ехample.com"]),
        ("https://xn--ample-ywe6i.com", ["xn--ample-ywe6i.com"]),
        ("ex\u200bample.com", ["ex\u200bample.com"]),
        ("example[.]com or example(dot)com", ["example[.]com", "example(dot)com"]),
        ("example。com", ["example。com"]),
        ("https://ex%61mple.com", ["ex%61mple.com"]),
        ("notexample.com", []),
        ("example.com.org", []),
        ("for example. Come in", []),
        ("help.example.com", []),
    ],
)
def test_links_are_found_masked_and_in_look_alikes_with_their_sub_domains(
    text: str, found: list[str]
) -> None:
    assert found_in(text, rule("example.com", kind=DOMAINS, allowed=("help.example.com",))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("join discord.gg/abc", ["discord.gg/abc"]),
        ("[join](https://discord.com/invite/abc)", ["discord.com/invite/abc"]),
        ("discordapp.com/invite/abc", ["discordapp.com/invite/abc"]),
        ("discord . gg / abc", ["discord . gg / abc"]),
        ("dіscord.gg/abc", ["dіscord.gg/abc"]),
        ("ours: discord.gg/Harbour", []),
        ("discord.gg is a domain", []),
    ],
)
def test_invitations_are_found_but_for_ones_own(text: str, found: list[str]) -> None:
    assert found_in(text, rule(kind=INVITES, allowed=("harbour",))) == found


@pytest.mark.parametrize("policy", list(PRESETS.values()), ids=list(PRESETS))
@pytest.mark.parametrize("action", [Decision.FLAG, Decision.HOLD, Decision.REJECT])
@pytest.mark.parametrize("severity", [1, 2, 3])
def test_a_rule_does_what_it_says_under_every_preset_whatever_its_severity(
    policy: Policy, action: Decision, severity: int
) -> None:
    ours = rule("zorkmid", action=action, severity=severity)
    assert verdict_of("a zorkmid", ours, policy=policy).decision is action


def test_quoting_the_article_lowers_a_rule_only_where_the_rule_spares_quotations() -> None:
    said = "He paid one zorkmid for the ferry."
    strict, mild = rule("zorkmid"), rule("zorkmid", spares_quotes=True)
    text = "Why “one zorkmid for the ferry”?"
    assert verdict_of(text, strict, article_text=said).decision is Decision.HOLD
    assert verdict_of(text, mild, article_text=said).decision is Decision.PUBLISH
    assert verdict_of("A zorkmid!", mild, article_text=said).decision is Decision.HOLD


def test_a_rule_counts_in_its_channel_until_it_expires() -> None:
    ours = rule("zorkmid", channel_id=5, expires_at=NOW)
    before, after = NOW - timedelta(seconds=1), NOW
    assert verdict_of("zorkmid", ours, channel_id=5, now=before).decision is Decision.HOLD
    assert verdict_of("zorkmid", ours, channel_id=5, now=after).decision is Decision.PUBLISH
    assert verdict_of("zorkmid", ours, channel_id=6, now=before).decision is Decision.PUBLISH
    assert verdict_of("zorkmid", ours, channel_id=None, now=before).decision is Decision.PUBLISH


@pytest.mark.parametrize("state", [RuleState.DRAFT, RuleState.PAUSED])
def test_drafts_and_paused_rules_leave_no_trace(state: RuleState) -> None:
    assert verdict_of("zorkmid", rule("zorkmid", state=state)).findings == ()


def test_a_rule_in_shadow_is_told_and_decides_nothing() -> None:
    verdict = verdict_of("zorkmid", rule("zorkmid", state=RuleState.SHADOW, action=Decision.REJECT))
    assert verdict.decision is Decision.PUBLISH
    assert [finding.rule for finding in verdict.findings] == ["shadow.1"]


def test_display_names_are_not_judged_by_rules() -> None:
    context = Context(rules=CompiledRules([rule("zorkmid")]), kind=TextKind.DISPLAY_NAME)
    assert judge("zorkmid", context).decision is Decision.PUBLISH


def test_the_finding_says_which_rule_what_and_why() -> None:
    (finding,) = verdict_of("A Zorkmid.", rule("zorkmid", number=7, note="Spam")).findings
    assert (finding.rule, finding.category) == ("rule.7", Category.RULE)
    assert finding.explanation == (
        "'Zorkmid' has the term 'zorkmid': rule 7 of this server. (Spam)"
    )


def test_a_text_full_of_hits_names_a_few_places() -> None:
    assert len(found_in("zorkmid " * 500, rule("zorkmid"))) == MOST_HITS


_rules = st.lists(
    st.builds(
        rule,
        st.sampled_from(["zorkmid", "gribble*", "free zorkmid", "*umpus"]),
        number=st.integers(1, 9),
        action=st.sampled_from([Decision.FLAG, Decision.HOLD, Decision.REJECT]),
    ),
    max_size=4,
    unique_by=lambda one: one.number,
)
_texts = st.lists(
    st.sampled_from(["zorkmid", "free", "gribbles", "wumpus", "ferry", "."]), max_size=6
).map(" ".join)


@given(_texts, _rules, _rules)
def test_more_rules_never_lower_a_decision(text: str, some: list[Rule], more: list[Rule]) -> None:
    numbers = {one.number for one in some}
    all_of_them = [*some, *(one for one in more if one.number not in numbers)]
    assert verdict_of(text, *all_of_them).decision >= verdict_of(text, *some).decision


@given(st.text(max_size=200))
def test_every_text_can_be_looked_through(text: str) -> None:
    every = (
        rule("zorkmid", number=1),
        rule(r"\d+", kind=REGEX, number=2),
        rule("example.com", kind=DOMAINS, number=3),
        rule(kind=INVITES, number=4),
    )
    for finding in verdict_of(text, *every).findings:
        assert finding.category is not Category.FAILURE
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


@pytest.mark.parametrize(
    ("kind", "term", "reason"),
    [
        (WORDS, "a", "too short"),
        (WORDS, "...", "too short"),
        (WORDS, "zo*rk", "in its middle"),
        (WORDS, "z" * 101, "too long"),
        (REGEX, "(?=a)b", "at character 1, `(?=`: look-around"),
        (REGEX, r"(a)\1", r"at character 4, `\1`: this escape"),
        (REGEX, "ab[z-a]", "at character 4, `z-a`"),
        (REGEX, "(a", "a bracket is not closed"),
        (REGEX, "a{2000}", "at character 2, `{2000}`: it repeats too often"),
        (REGEX, "*a", "there is nothing to repeat"),
        (REGEX, "a|b*", "every comment"),
        (REGEX, r"\b(.*z)?", "every comment"),
        (REGEX, "a" * 501, "at most 500"),
        (DOMAINS, "localhost", "is no domain"),
        (DOMAINS, "https://", "is no domain"),
        (INVITES, "abc", "needs no terms"),
    ],
)
def test_what_cannot_be_a_term_is_refused_with_the_reason(
    kind: RuleKind, term: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        checked_terms(kind, [term])
    assert reason in str(refused.value)


def test_terms_are_kept_once_and_addresses_by_their_domain() -> None:
    assert checked_terms(WORDS, ["zork", " zork ", "", "mid"]) == ("zork", "mid")
    written = ["https://www.Example.com/x?y", "*.example.com", "example.com:80"]
    assert checked_terms(DOMAINS, written) == ("example.com",)
    assert checked_allowed(INVITES, ["https://discord.gg/abc", "abc"]) == ("abc",)
    with pytest.raises(Refused):
        checked_terms(WORDS, [" "])


def test_a_stored_rule_that_cannot_be_compiled_any_more_holds_everything() -> None:
    verdict = verdict_of("A ferry.", rule("(?=a)", kind=REGEX))
    assert verdict.decision is Decision.HOLD
    assert [finding.rule for finding in verdict.findings] == ["detector-failed"]


HOSTILE = [
    "(a+)+$",
    "(a|a)*b",
    "(.*)*x",
    "(a?){30}a{30}",
    "(x+x+)+y",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_expressions_are_done_with_the_longest_text(pattern: str) -> None:
    # Each of these takes a backtracking engine longer than the universe is old.
    try:
        ours = rule(pattern, kind=REGEX)
        CompiledRules([ours])
    except Refused:
        return
    for text in ("a" * 19_999 + "!", "x" * 20_000, "ab" * 10_000):
        assert verdict_of(text, ours).policy == "standard-1"


@pytest.mark.parametrize(
    "text",
    [
        "a." * 10_000,
        "discord." * 2_500,
        "[" * 20_000,
        "%" * 20_000,
        "a-" * 10_000,
        "zorkmid " * 2_500,
        "di " * 6_666,
    ],
)
def test_hostile_texts_are_looked_through(text: str) -> None:
    words = rule("zorkmid", "di", number=1, allowed=("di",))
    ours = words, rule("example.com", kind=DOMAINS, number=2)
    assert verdict_of(text, *ours, rule(kind=INVITES, number=3)).policy == "standard-1"
