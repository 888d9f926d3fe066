"""An author's history and what it makes of a verdict: tables, and laws for any verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comment import CommentState
from bot.domain.standing import (
    AuthorRecord,
    AuthorStanding,
    Mark,
    Scrutiny,
    StandingSettings,
    Strike,
)
from bot.domain.verdict import Category, Counter, Decision, Finding, Span, Verdict
from bot.moderation import wording
from bot.workflow.desk.wishes import rank_of
from bot.workflow.standing.standing import (
    FEWEST_DECIDED,
    milder_for_staff,
    needs_stricter,
    reasons_to_wait,
    record_of,
    standing_of,
    stricter_of,
)
from tests.builders import GUILD, START, verdict

CHOICES = StandingSettings(GUILD)
WAITING = replace(CHOICES, watched=Scrutiny.WAIT)
TEXT = "A ferry at midnight helps nobody."
WATCHED_BY_HAND = AuthorRecord(mark=Mark.WATCHED)
PUBLISHED, REJECTED, REMOVED = (
    CommentState.PUBLISHED,
    CommentState.REJECTED,
    CommentState.REMOVED,
)

findings = st.builds(
    Finding,
    decision=st.sampled_from(Decision),
    rule=st.sampled_from(["hate.exclusion", "slur.ethnic", "judge-failed"]),
    category=st.sampled_from(Category),
    span=st.sampled_from([Span(0, 1), Span(2, 7)]),
    score=st.sampled_from([0.0, 0.4, 1.0]),
    explanation=st.just("Because of a test."),
    counters=st.sampled_from([(), (Counter("negated", "It is negated."),)]),
)
verdicts = st.builds(
    Verdict.of, st.lists(findings, max_size=4).map(tuple), st.sampled_from(["standard-1", "own"])
)
records = st.builds(
    AuthorRecord,
    published=st.integers(0, 60),
    decided=st.integers(0, 60),
    rejected=st.integers(0, 60),
    recent_decided=st.integers(0, 20),
    recent_rejected=st.integers(0, 20),
    points=st.integers(0, 20),
    mark=st.sampled_from(Mark),
)


def test_comments_that_nobody_decided_about_are_not_counted() -> None:
    states = [
        CommentState.HELD, PUBLISHED, REJECTED, CommentState.WITHDRAWN, REMOVED,
        CommentState.RECEIVED, PUBLISHED, PUBLISHED,
    ]  # fmt: skip
    record = record_of(states, CHOICES, points=2, mark=Mark.TRUSTED)
    assert record == AuthorRecord(
        published=3, decided=5, rejected=2, recent_decided=5, recent_rejected=2, points=2,
        mark=Mark.TRUSTED,
    )  # fmt: skip


def test_the_recent_share_is_taken_of_the_newest_decided_comments_alone() -> None:
    states = [REJECTED, CommentState.HELD, REJECTED, PUBLISHED, REJECTED, PUBLISHED]
    record = record_of(states, replace(CHOICES, watched_last=3), points=0, mark=Mark.NONE)
    assert (record.recent_decided, record.recent_rejected) == (3, 2)
    assert (record.decided, record.rejected) == (5, 3)


@pytest.mark.parametrize(
    ("record", "standing"),
    [
        (AuthorRecord(), AuthorStanding.NEW),
        (AuthorRecord(published=2, decided=2), AuthorStanding.NEW),
        (AuthorRecord(published=3, decided=3), AuthorStanding.REGULAR),
        (AuthorRecord(published=19, decided=19), AuthorStanding.REGULAR),
        (AuthorRecord(published=20, decided=20), AuthorStanding.TRUSTED),
        (AuthorRecord(published=96, decided=100, rejected=4), AuthorStanding.TRUSTED),
        (AuthorRecord(published=95, decided=100, rejected=5), AuthorStanding.REGULAR),
        (AuthorRecord(published=50, decided=50, points=1), AuthorStanding.REGULAR),
        (AuthorRecord(published=50, decided=50, points=4), AuthorStanding.REGULAR),
        (AuthorRecord(published=50, decided=50, points=5), AuthorStanding.WATCHED),
        (AuthorRecord(points=5), AuthorStanding.WATCHED),
        (AuthorRecord(mark=Mark.TRUSTED, points=19), AuthorStanding.TRUSTED),
        (AuthorRecord(published=90, decided=90, mark=Mark.WATCHED), AuthorStanding.WATCHED),
    ],
)
def test_how_an_author_stands(record: AuthorRecord, standing: AuthorStanding) -> None:
    assert standing_of(record, CHOICES) is standing


@pytest.mark.parametrize(
    ("decided", "rejected", "is_watched"),
    [(FEWEST_DECIDED - 1, 4, False), (FEWEST_DECIDED, 3, True), (20, 8, False), (20, 9, True)],
)
def test_a_share_of_refused_comments_counts_from_five_decided_ones_on(
    decided: int, rejected: int, is_watched: bool
) -> None:
    record = AuthorRecord(published=30, recent_decided=decided, recent_rejected=rejected)
    found = standing_of(record, CHOICES)
    assert (found is AuthorStanding.WATCHED) is is_watched


def test_who_has_published_nothing_is_new_whatever_the_server_chose() -> None:
    assert standing_of(AuthorRecord(), replace(CHOICES, new_below=0)) is AuthorStanding.NEW


@pytest.mark.parametrize(
    ("record", "settings", "rules"),
    [
        (AuthorRecord(), CHOICES, []),
        (AuthorRecord(published=1), replace(CHOICES, first_wait=2), ["standing.new"]),
        (AuthorRecord(published=2), replace(CHOICES, first_wait=2), []),
        (AuthorRecord(mark=Mark.TRUSTED), replace(CHOICES, first_wait=2), []),
        (WATCHED_BY_HAND, CHOICES, []),
        (WATCHED_BY_HAND, replace(CHOICES, first_wait=2), ["standing.new"]),
        (WATCHED_BY_HAND, WAITING, ["standing.watched"]),
        (AuthorRecord(points=5), replace(WAITING, first_wait=2), ["standing.watched"]),
    ],
)
def test_whose_comments_wait(
    record: AuthorRecord, settings: StandingSettings, rules: list[str]
) -> None:
    found = reasons_to_wait(record, settings, TEXT)
    assert [finding.rule for finding in found] == rules
    assert all(finding.decision is Decision.HOLD for finding in found)
    assert all(finding.span.of(TEXT) == TEXT for finding in found)


def test_a_moderator_reads_why_an_author_is_watched() -> None:
    (by_hand,) = reasons_to_wait(WATCHED_BY_HAND, WAITING, TEXT)
    assert wording.BY_HAND in by_hand.explanation
    record = AuthorRecord(recent_decided=11, recent_rejected=7, points=13)
    (counted,) = reasons_to_wait(record, WAITING, TEXT)
    assert all(number in counted.explanation for number in ("7", "11", "13"))


def test_what_was_written_comes_before_who_wrote_it() -> None:
    waits = reasons_to_wait(WATCHED_BY_HAND, WAITING, TEXT)
    held = verdict(Decision.HOLD)
    both = held.merge(Verdict.of(waits, held.policy))
    assert both.strictest_first[0] == held.findings[0]
    assert rank_of(held) < rank_of(Verdict.of(waits, held.policy))


@pytest.mark.parametrize(
    ("watched", "is_needed"),
    [(Scrutiny.NOTHING, False), (Scrutiny.STRICTER, True), (Scrutiny.WAIT, False)],
)
def test_only_watched_authors_are_judged_more_strictly_where_the_server_wants_it(
    watched: Scrutiny, is_needed: bool
) -> None:
    settings = replace(CHOICES, watched=watched)
    assert needs_stricter(WATCHED_BY_HAND, settings) is is_needed
    assert not needs_stricter(AuthorRecord(), settings)


@given(verdicts, verdicts, records)
def test_a_stricter_look_is_never_milder_and_keeps_its_policys_name(
    verdict: Verdict, strict: Verdict, record: AuthorRecord
) -> None:
    weighed = stricter_of(verdict, strict, record, TEXT)
    assert weighed.decision == max(verdict.decision, strict.decision)
    assert weighed.policy == verdict.policy
    places = {(one.rule, one.category, one.span) for one in weighed.findings}
    assert places >= {(one.rule, one.category, one.span) for one in verdict.findings}
    raised = [one for one in weighed.findings if one.rule == "standing.watched"]
    assert bool(raised) is (strict.decision > verdict.decision)


@given(verdicts)
def test_staff_are_only_spared_waiting(verdict: Verdict) -> None:
    milder = milder_for_staff(verdict, TEXT)
    must_wait = any(
        one.category is Category.FAILURE and one.decision is Decision.HOLD
        for one in verdict.findings
    )
    if verdict.decision is Decision.HOLD and not must_wait:
        assert milder.decision is Decision.FLAG
        assert milder.policy == verdict.policy
        assert {one.rule for one in milder.findings} == {
            "standing.staff",
            *(one.rule for one in verdict.findings),
        }
    else:
        assert milder == verdict


@given(verdicts, findings)
def test_a_rejection_or_a_failed_check_never_becomes_milder(
    verdict: Verdict, grave: Finding
) -> None:
    rejected = Verdict.of((*verdict.findings, replace(grave, decision=Decision.REJECT)), "own")
    failed = replace(grave, decision=Decision.HOLD, category=Category.FAILURE)
    unchecked = Verdict.of((*verdict.findings, failed), "own")
    for one in (rejected, unchecked):
        assert milder_for_staff(one, TEXT).decision >= one.decision


@pytest.mark.parametrize(
    ("rule", "category", "points"),
    [
        ("hate.exclusion.housing", "hate", 5),
        ("hate.exclusion", "hate", 4),
        ("hate.threat", "hate", 3),
        ("server.7", "slur", 2),
        ("server.7", "rule", 1),
        ("", "harassment", 2),
        ("hateful", "form", 1),
        ("mild.word", "hate", 0),
    ],
)
def test_a_strike_weighs_what_its_rule_does_else_its_parent_else_its_category(
    rule: str, category: str, points: int
) -> None:
    weights = {**CHOICES.weights, "hate.exclusion": 4, "hate.exclusion.housing": 5, "mild": 0}
    assert replace(CHOICES, weights=weights).weight(rule, category) == points


@pytest.mark.parametrize(
    ("later", "taken_back", "counts"), [(29, False, True), (30, False, False), (1, True, False)]
)
def test_a_strike_counts_until_it_expires_or_is_taken_back(
    later: int, taken_back: bool, counts: bool
) -> None:
    ends = START + timedelta(days=30)
    strike = Strike(1, GUILD, 7, 1, "hate", 3, START, ends, 90, START if taken_back else None)
    assert strike.is_living(START + timedelta(days=later)) is counts
