from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.card import CardKind
from bot.domain.comment import Comment, CommentState
from bot.domain.errors import Conflict, GreenroomError, NotFound, Refused
from bot.domain.job import JobKind, Priority
from bot.domain.verdict import Decision
from bot.workflow import lifecycle
from bot.workflow.outcomes import Change
from tests.builders import START, actor, comment, held, moderator, published, verdict

NOW = START + timedelta(minutes=1)
ADA = actor(7)
OLIVIA = moderator()


def jobs(change: Change) -> dict[JobKind, Priority]:
    return {job.kind: job.priority for job in change.jobs}


def test_a_text_that_may_be_published_is_asked_to_the_stage_at_once() -> None:
    change = lifecycle.judged(comment(), 1, verdict(Decision.PUBLISH), now=NOW)
    assert change.comment.state is CommentState.PUBLISHED
    assert change.comment.shown_number == 1
    assert change.comment.pending_number is None
    assert jobs(change)[JobKind.PUBLISH] is Priority.NEW
    assert change.open_card is None


def test_a_flagged_text_is_published_and_gets_a_card_for_a_look() -> None:
    change = lifecycle.judged(comment(), 1, verdict(Decision.FLAG), now=NOW)
    assert JobKind.PUBLISH in jobs(change)
    assert change.open_card is CardKind.LOOK


def test_a_held_text_is_shown_to_nobody_and_waits() -> None:
    change = lifecycle.judged(comment(), 1, verdict(Decision.HOLD), now=NOW)
    assert change.comment.state is CommentState.HELD
    assert change.comment.waiting_since == NOW
    assert change.comment.shown_number is None
    assert set(jobs(change)) == {JobKind.ANSWER}
    assert change.open_card is CardKind.REVIEW


def test_a_rejected_text_is_shown_to_nobody_and_asks_nobody() -> None:
    change = lifecycle.judged(comment(), 1, verdict(Decision.REJECT), now=NOW)
    assert change.comment.state is CommentState.REJECTED
    assert set(jobs(change)) == {JobKind.ANSWER}
    assert change.open_card is None


def test_an_approval_goes_before_new_comments() -> None:
    change = lifecycle.approved(held(), 1, OLIVIA, now=NOW)
    assert jobs(change)[JobKind.PUBLISH] is Priority.APPROVED
    assert change.comment.decided_by == OLIVIA.id
    assert change.close_cards


def test_the_reason_of_a_rejection_is_kept_for_its_author() -> None:
    change = lifecycle.rejected(held(), 1, OLIVIA, "Insulting.", now=NOW)
    assert (change.comment.state, change.comment.reason) == (CommentState.REJECTED, "Insulting.")
    assert change.history[0].reason == "Insulting."


@pytest.mark.parametrize(
    "decided",
    [
        held(pending_number=2, latest_number=2),
        held(pending_number=None, waiting_since=None),
        comment(CommentState.WITHDRAWN),
        published(),
    ],
)
@pytest.mark.parametrize(
    "decide",
    [
        lambda c: lifecycle.approved(c, 1, OLIVIA, now=NOW),
        lambda c: lifecycle.rejected(c, 1, OLIVIA, "No.", now=NOW),
    ],
)
def test_an_old_card_decides_nothing(decided: Comment, decide: Callable[[Comment], Change]) -> None:
    with pytest.raises(Conflict):
        decide(decided)


def test_while_a_changed_text_waits_the_old_one_stays() -> None:
    edited = lifecycle.edited(published(), ADA, now=NOW).comment
    assert (edited.state, edited.shown_number, edited.pending_number) == (
        CommentState.PUBLISHED,
        1,
        2,
    )
    change = lifecycle.judged(edited, 2, verdict(Decision.HOLD), now=NOW)
    assert change.comment.state is CommentState.PUBLISHED
    assert (change.comment.shown_number, change.comment.pending_number) == (1, 2)
    assert change.open_card is CardKind.REVIEW


def test_a_changed_text_that_may_be_shown_takes_the_place_of_the_old_one() -> None:
    edited = lifecycle.edited(published(), ADA, now=NOW).comment
    change = lifecycle.judged(edited, 2, verdict(Decision.PUBLISH), now=NOW)
    assert change.comment.shown_number == 2
    assert JobKind.REVISE in jobs(change)
    assert JobKind.PUBLISH not in jobs(change)
    assert change.requote


def test_a_refused_change_leaves_the_published_text_alone() -> None:
    edited = lifecycle.edited(published(), ADA, now=NOW).comment
    change = lifecycle.judged(edited, 2, verdict(Decision.REJECT), now=NOW)
    assert change.comment.state is CommentState.PUBLISHED
    assert (change.comment.shown_number, change.comment.pending_number) == (1, None)


def test_the_verdict_on_a_text_that_was_changed_meanwhile_counts_for_nothing() -> None:
    with pytest.raises(Conflict):
        lifecycle.judged(
            comment(pending_number=2, latest_number=2), 1, verdict(Decision.PUBLISH), now=NOW
        )


def test_changing_a_held_text_takes_it_off_the_queue_until_it_is_judged() -> None:
    change = lifecycle.edited(held(), ADA, now=NOW)
    assert change.comment.state is CommentState.RECEIVED
    assert change.comment.waiting_since is None
    assert change.close_cards


@pytest.mark.parametrize("state", [CommentState.HELD, CommentState.PUBLISHED])
def test_a_withdrawn_comment_leaves_queue_and_stage(state: CommentState) -> None:
    before = held() if state is CommentState.HELD else published()
    change = lifecycle.withdrawn(before, ADA, now=NOW)
    assert change.comment.state is CommentState.WITHDRAWN
    assert change.comment.waiting_since is None
    assert change.close_cards
    assert (JobKind.RETRACT in jobs(change)) == (state is CommentState.PUBLISHED)
    assert change.requote


def test_removing_takes_the_post_down_first_of_all_and_tells_the_author() -> None:
    change = lifecycle.removed(published(), OLIVIA, "Off topic.", now=NOW)
    assert change.comment.state is CommentState.REMOVED
    assert jobs(change)[JobKind.RETRACT] is Priority.RETRACT
    assert JobKind.ANSWER in jobs(change)


STRANGER = actor(8, "Ben")


@pytest.mark.parametrize(
    "act",
    [
        lambda c: lifecycle.edited(c, STRANGER, now=NOW),
        lambda c: lifecycle.withdrawn(c, STRANGER, now=NOW),
        lambda c: lifecycle.appealed(c, STRANGER, now=NOW),
    ],
)
def test_nobody_touches_another_ones_comment(act: Callable[[Comment], Change]) -> None:
    with pytest.raises(NotFound):
        act(published())


@pytest.mark.parametrize("state", [CommentState.WITHDRAWN, CommentState.REMOVED])
@pytest.mark.parametrize(
    "act",
    [
        lambda c: lifecycle.edited(c, ADA, now=NOW),
        lambda c: lifecycle.withdrawn(c, ADA, now=NOW),
        lambda c: lifecycle.removed(c, OLIVIA, "No.", now=NOW),
        lambda c: lifecycle.kept(c, OLIVIA, now=NOW),
    ],
)
def test_what_is_gone_stays_gone(act: Callable[[Comment], Change], state: CommentState) -> None:
    with pytest.raises(GreenroomError):
        act(comment(state))


def test_the_policy_can_be_appealed_to_a_moderator() -> None:
    rejected = comment(CommentState.REJECTED, pending_number=None)
    change = lifecycle.appealed(rejected, ADA, now=NOW)
    assert change.comment.state is CommentState.HELD
    assert change.open_card is CardKind.REVIEW


def test_a_moderators_own_decision_is_not_asked_for_again() -> None:
    rejected = comment(CommentState.REJECTED, decided_by=OLIVIA.id)
    with pytest.raises(Refused, match="moderator has read"):
        lifecycle.appealed(rejected, ADA, now=NOW)


def test_a_refused_change_can_be_appealed_while_the_old_text_stays() -> None:
    refused_edit = published(latest_number=2)
    change = lifecycle.appealed(refused_edit, ADA, now=NOW)
    assert change.comment.state is CommentState.PUBLISHED
    assert (change.comment.shown_number, change.comment.pending_number) == (1, 2)


def test_a_comment_withdrawn_while_it_was_posted_is_taken_down_again() -> None:
    withdrawn = comment(CommentState.WITHDRAWN, shown_number=1)
    change = lifecycle.posted(withdrawn, message_id=5, webhook_id=6, number=1, now=NOW)
    assert change.comment.message_id == 5
    assert jobs(change)[JobKind.RETRACT] is Priority.RETRACT


def test_a_comment_changed_while_it_was_posted_is_drawn_anew() -> None:
    edited = comment(CommentState.PUBLISHED, shown_number=2, latest_number=2)
    change = lifecycle.posted(edited, message_id=5, webhook_id=6, number=1, now=NOW)
    assert JobKind.REVISE in jobs(change)


def test_a_published_comment_that_lost_its_post_is_posted_again() -> None:
    change = lifecycle.retracted(published(), now=NOW)
    assert change.comment.message_id is None
    assert JobKind.PUBLISH in jobs(change)


def test_every_change_is_a_row_of_history_with_who_and_from_where_to_where() -> None:
    (entry,) = lifecycle.approved(held(), 1, OLIVIA, now=NOW).history
    assert (entry.event, entry.from_state, entry.to_state) == (
        "approved",
        CommentState.HELD,
        CommentState.PUBLISHED,
    )
    assert (entry.actor_id, entry.actor_name, entry.at) == (OLIVIA.id, OLIVIA.name, NOW)
