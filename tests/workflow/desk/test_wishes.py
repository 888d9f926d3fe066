"""Wishes and places: what fits into a custom id comes out of it as it went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_io import custom_ids
from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.workflow.desk.wishes import (
    LONGEST,
    UNRANKED,
    Order,
    Place,
    Wish,
    key_of,
    place_of,
    rank_of,
    wish_of,
)
from tests.builders import START

LARGEST = 2**63 - 1
ids = st.none() | st.integers(1, LARGEST)
wishes = st.builds(
    Wish,
    order=st.sampled_from(Order),
    article_id=ids,
    author_id=ids,
    incident_id=ids,
    rule=st.text(max_size=64) | st.text("hate.:~|", max_size=20),
    words=st.just("") | st.text(max_size=100),
)


@given(wishes)
def test_a_wish_that_fits_comes_back_from_a_custom_id_as_it_was(wish: Wish) -> None:
    short = wish.short()
    if short is None:
        return
    parsed = custom_ids.parse(custom_ids.make("queue-start", short))
    assert parsed is not None
    assert wish_of(parsed[1][0]) == wish


@given(wishes)
def test_a_wish_that_fits_leaves_room_for_the_longest_custom_id_of_the_queue(wish: Wish) -> None:
    short = wish.short()
    if short is None:
        return
    key, comment_id = key_of(datetime(2099, 12, 31, tzinfo=UTC)), 10**10
    assert custom_ids.make("flow-send-reject", comment_id, 999, short, key)
    assert custom_ids.make("queue-pick", short, str(Place(key, comment_id)), 1)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(Order.WORST),
        Wish(article_id=12),
        Wish(author_id=2**62),
        Wish(Order.WORST, article_id=4_000_000, rule="incitement.call"),
        Wish(incident_id=3),
        Wish(rule="hate.exclusion"),
    ],
)
def test_the_usual_wishes_need_not_be_stored(wish: Wish) -> None:
    short = wish.short()
    assert short is not None
    assert len(short) <= LONGEST
    assert wish_of(short) == wish


@pytest.mark.parametrize(
    "wish",
    [
        Wish(words="minister"),
        Wish(rule="a:b"),
        Wish(rule="a~b"),
        Wish(author_id=2**62, rule="a-rule-with-a-rather-long-name"),
    ],
)
def test_words_and_what_would_not_come_back_are_stored(wish: Wish) -> None:
    assert wish.short() is None


@pytest.mark.parametrize("order", list(Order))
def test_an_order_alone_leaves_nothing_out(order: Order) -> None:
    assert not Wish(order).is_filtered
    for wish in (Wish(order, author_id=7), Wish(order, rule="hate"), Wish(order, words="ferry")):
        assert wish.is_filtered


@given(st.timedeltas(timedelta(days=365), timedelta(days=80_000)), st.integers(1, LARGEST))
def test_a_place_comes_back_from_its_text_to_the_microsecond(age: timedelta, nr: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + age
    place = place_of(str(Place(key_of(moment), nr)))
    assert place == Place(key_of(moment), nr)
    assert place is not None
    assert place.moment == moment


def test_no_place_is_the_beginning() -> None:
    assert place_of("") is None


def test_a_later_moment_has_a_larger_key() -> None:
    assert key_of(START) < key_of(START + timedelta(microseconds=1))


def _found(decision: Decision, score: float, rule: str = "hate.exclusion") -> Finding:
    return Finding(decision, rule, Category.HATE, Span(0, 1), score, "Because of a test.")


def _verdict(*findings: Finding) -> Verdict:
    return Verdict.of(findings, "standard-1")


decisions = st.sampled_from([Decision.FLAG, Decision.HOLD, Decision.REJECT])
scores = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@given(decisions, scores, decisions, scores)
def test_the_stricter_is_worse_and_of_equals_the_surer(
    one: Decision, sure: float, other: Decision, less_sure: float
) -> None:
    first, _ = rank_of(_verdict(_found(one, sure)))
    second, _ = rank_of(_verdict(_found(other, less_sure)))
    assert (first < second) == ((one, sure) > (other, less_sure))
    assert max(first, second) < UNRANKED


def test_a_text_is_ranked_by_the_worst_of_its_findings_and_filed_under_its_rule() -> None:
    worst = _found(Decision.HOLD, 0.9, "incitement.call")
    milder = (_found(Decision.HOLD, 0.8, "hate.a"), _found(Decision.FLAG, 1.0, "profanity.b"))
    assert rank_of(_verdict(*milder, worst)) == (rank_of(_verdict(worst))[0], "incitement.call")


@pytest.mark.parametrize("verdict", [None, _verdict()])
def test_without_findings_a_text_comes_last(verdict: Verdict | None) -> None:
    assert rank_of(verdict) == (UNRANKED, "")
