"""What has to change so that AutoMod's rules are as they should be."""

from dataclasses import replace

from bot.workflow.automod.plan import (
    MOST_EXEMPT_CHANNELS,
    AutoModFacts,
    AutoModPlan,
    KeywordRule,
    plan_rules,
)
from bot.workflow.automod.terms import Term

FREE = 1
TERMS = [Term(f"bog{number:04}", 3 if number < 2_500 else 1) for number in range(3_500)]


def facts(**changes: object) -> AutoModFacts:
    return replace(AutoModFacts((), 0, (FREE, 2, 3)), **changes)  # type: ignore[arg-type]


def planned(known: AutoModFacts, terms: list[Term] = TERMS, **changes: object) -> AutoModPlan:
    given: dict[str, object] = {"free_channels": [FREE], **changes}
    return plan_rules(known, terms, **given)  # type: ignore[arg-type]


def in_force(plan: AutoModPlan) -> AutoModFacts:
    return facts(ours=list(enumerate(plan.create, start=100)))


def test_rules_hold_all_terms_and_leave_every_other_channel_alone() -> None:
    plan = planned(facts())
    assert [len(rule.keywords) for rule in plan.create] == [1_000, 1_000, 1_000, 500]
    assert {rule.exempt_channels for rule in plan.create} == {frozenset({2, 3})}
    assert (plan.keywords, plan.exempt, plan.left_out) == (3_500, 2, ())


def test_what_finds_no_room_beside_foreign_rules_is_cut_by_severity_and_named() -> None:
    plan = planned(facts(foreign_keyword_rules=3))
    assert (len(plan.create), plan.keywords) == (3, 3_000)
    assert len(plan.left_out) == 500
    assert {term.severity for term in plan.left_out} == {1}
    full = planned(facts(foreign_keyword_rules=6))
    assert (full.create, len(full.left_out)) == ((), 3_500)


def test_what_is_right_already_is_left_as_it_is() -> None:
    assert planned(in_force(planned(facts()))).changes_nothing


def test_what_somebody_changed_by_hand_is_set_right_and_what_they_deleted_is_made_again() -> None:
    right = planned(facts()).create
    switched_off = replace(right[1], is_enabled=False)
    found = facts(ours=[(100, right[0]), (101, switched_off), (102, right[2])])
    plan = planned(found)
    assert plan.change == ((101, right[1]),)
    assert plan.create == (right[3],)
    assert plan.delete == ()


def test_a_new_channel_becomes_exempt() -> None:
    before = in_force(planned(facts()))
    plan = planned(replace(before, channels=(FREE, 2, 3, 4)))
    assert len(plan.change) == 4
    assert {rule.exempt_channels for _, rule in plan.change} == {frozenset({2, 3, 4})}


def test_fewer_terms_leave_no_empty_rule() -> None:
    plan = planned(in_force(planned(facts())), TERMS[:1_500])
    assert plan.delete == (102, 103)
    assert [rule_id for rule_id, _ in plan.change] == [101]


def test_more_channels_than_can_be_exempt_need_consent() -> None:
    many = facts(channels=range(1, MOST_EXEMPT_CHANNELS + 3))
    refused = planned(many)
    assert refused.create == ()
    assert refused.too_many_channels == MOST_EXEMPT_CHANNELS + 1
    agreed = planned(many, everywhere=True)
    assert {rule.exempt_channels for rule in agreed.create} == {frozenset()}
    just = planned(facts(channels=range(1, MOST_EXEMPT_CHANNELS + 2)))
    assert just.exempt == MOST_EXEMPT_CHANNELS


def test_without_a_free_channel_our_rules_go() -> None:
    plan = planned(in_force(planned(facts())), free_channels=[])
    assert plan.delete == (100, 101, 102, 103)
    assert not plan.create


def test_a_plan_s_digest_changes_with_it() -> None:
    assert planned(facts()).digest == planned(facts()).digest
    assert planned(facts()).digest != planned(facts(channels=(FREE, 2))).digest


def test_a_rule_says_to_its_author_what_happens_next() -> None:
    (rule,) = planned(facts(), TERMS[:1]).create
    assert isinstance(rule, KeywordRule)
    assert len(rule.message) <= 150
