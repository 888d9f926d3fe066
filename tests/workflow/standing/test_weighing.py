"""What an author's standing makes of the verdicts on their texts, and what that asks of the
store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.case import CaseKind
from bot.domain.comment import CommentState
from bot.domain.standing import Scrutiny, StaffRule
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context
from bot.moderation.policy import STRICT
from bot.storage.store import SqlStore
from bot.workflow.standing.weighing import Weighing
from tests.builders import GUILD, HandClock, actor, manager, verdict
from tests.workflow.house import ADA, OLIVIA, judge_by_word
from tests.workflow.standing.stages import Court

BEN = actor(8, "Ben")
MAX = manager()


async def judge_by_policy(text: str, context: Context) -> Verdict:
    """Holds some texts under the strict preset alone."""
    if "[strict]" in text:
        return verdict(Decision.HOLD if context.policy is STRICT else Decision.PUBLISH)
    return await judge_by_word(text, context)


@pytest.fixture
async def strict_court(sqlite_store: SqlStore) -> Court:
    """A server whose judge is stricter under the strict preset."""
    made = Court(sqlite_store, judge_by_policy)
    await made.open_article()
    return made


@contextmanager
def questions(store: SqlStore) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(store.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine.sync_engine, "before_cursor_execute", note)


async def rules_of(court: Court, comment_id: int) -> list[str]:
    """What was found in the first text of a comment."""
    async with court.store.read() as tx:
        revision = await tx.comments.revision(comment_id, 1)
    assert revision is not None
    assert revision.verdict is not None
    return [finding.rule for finding in revision.verdict.findings]


async def test_the_first_comments_wait_until_as_many_are_published(court: Court) -> None:
    await court.choices.choose(MAX, first_wait=1)
    first = await court.send("A first word.")
    assert first.state is CommentState.HELD
    assert await rules_of(court, first.id) == ["standing.new"]
    second = await court.send("A second word.")
    assert second.state is CommentState.HELD
    await court.review.approve(first.id, 1, OLIVIA)
    third = await court.send("A third word.")
    assert third.state is CommentState.PUBLISHED
    assert (await court.send("Mine.", BEN)).state is CommentState.HELD


async def test_a_rejected_comment_brings_nobody_nearer_to_being_known(court: Court) -> None:
    await court.choices.choose(MAX, first_wait=1)
    first = await court.send("A first word.")
    await court.review.reject(first.id, 1, OLIVIA, "Insulting.")
    assert (await court.send("A second word.")).state is CommentState.HELD


async def test_who_is_trusted_by_hand_does_not_wait(court: Court) -> None:
    await court.choices.choose(MAX, first_wait=1)
    await court.cases.by_hand(OLIVIA, 7, CaseKind.TRUST, "We know them.")
    assert (await court.send("A first word.")).state is CommentState.PUBLISHED


async def test_a_choice_counts_from_the_next_comment_on(court: Court) -> None:
    assert (await court.send("A first word.", BEN)).state is CommentState.PUBLISHED
    await court.choices.choose(MAX, first_wait=2)
    assert (await court.send("A second word.", BEN)).state is CommentState.HELD


async def test_a_watched_author_is_judged_under_the_strict_preset(strict_court: Court) -> None:
    court = strict_court
    assert (await court.send("[strict] one")).state is CommentState.PUBLISHED
    await court.cases.by_hand(OLIVIA, 7, CaseKind.WATCH, "Careful.")
    watched = await court.send("[strict] two")
    assert watched.state is CommentState.HELD
    assert sorted(await rules_of(court, watched.id)) == ["incitement.call", "standing.watched"]
    assert (await court.send("harmless")).state is CommentState.PUBLISHED
    assert (await court.send("[strict] three", BEN)).state is CommentState.PUBLISHED


async def test_a_strike_weighs_what_was_written_not_who_wrote_it(strict_court: Court) -> None:
    court = strict_court
    await court.cases.by_hand(OLIVIA, 7, CaseKind.WATCH, "Careful.")
    watched = await court.send("[strict] text")
    await court.review.reject(watched.id, 1, OLIVIA, "Insulting.")
    (strike,) = (await court.file_of()).strikes
    assert (strike.rule, strike.points) == ("incitement.call", 3)


async def test_watched_authors_wait_or_not_as_the_server_wants(court: Court) -> None:
    await court.cases.by_hand(OLIVIA, 7, CaseKind.WATCH, "Careful.")
    await court.choices.choose(MAX, watched=Scrutiny.WAIT)
    waiting = await court.send("harmless one")
    assert waiting.state is CommentState.HELD
    assert await rules_of(court, waiting.id) == ["standing.watched"]
    await court.choices.choose(MAX, watched=Scrutiny.NOTHING)
    assert (await court.send("harmless two")).state is CommentState.PUBLISHED


async def test_points_make_an_author_watched_until_they_expire(strict_court: Court) -> None:
    court = strict_court
    await court.refuse()
    await court.refuse()
    assert (await court.send("[strict] one")).state is CommentState.HELD
    await court.cases.by_hand(OLIVIA, 7, CaseKind.UNWATCH, "It was nothing.")
    assert (await court.send("[strict] two")).state is CommentState.HELD
    court.clock.move(days=91)
    assert await court.points() == 0
    assert (await court.send("[strict] three")).state is CommentState.PUBLISHED


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("[hold]", Decision.FLAG),
        ("[reject]", Decision.REJECT),
        ("[flag]", Decision.FLAG),
        ("harmless", Decision.PUBLISH),
    ],
)
async def test_what_moderators_write_is_shown_with_a_card_where_a_server_wants_it(
    court: Court, text: str, decision: Decision
) -> None:
    await court.choices.choose(MAX, staff=StaffRule.FLAG)
    weighing = _weighing(court, staff={OLIVIA.id})
    first = await judge_by_word(text, Context())
    weighed = await _weighed(weighing, first, OLIVIA.id)
    assert weighed.decision is decision
    assert await _weighed(weighing, first, ADA.id) == first


async def test_moderators_are_judged_like_everybody_until_a_server_chooses(court: Court) -> None:
    held = verdict(Decision.HOLD)
    assert await _weighed(_weighing(court, staff={OLIVIA.id}), held, OLIVIA.id) is held


@pytest.mark.parametrize("decision", [Decision.HOLD, Decision.REJECT])
async def test_what_waits_already_asks_nothing_of_the_store(
    court: Court, decision: Decision
) -> None:
    await court.choices.choose(MAX, first_wait=5)
    weighing = _weighing(court)
    await _weighed(weighing, verdict(Decision.PUBLISH), 7)
    with questions(court.store) as asked:
        grave = verdict(decision)
        assert await _weighed(weighing, grave, 7) is grave
    assert asked == []


async def test_a_server_without_wishes_is_asked_once_and_no_author_ever(court: Court) -> None:
    await court.choices.choose(MAX, watched=Scrutiny.NOTHING)
    weighing = _weighing(court)
    clean = verdict(Decision.PUBLISH)
    with questions(court.store) as asked:
        for user_id in (7, 8, 9, None):
            assert await _weighed(weighing, clean, user_id) is clean
    assert len(asked) == 1


async def test_an_author_costs_two_questions(court: Court) -> None:
    weighing = _weighing(court)
    await _weighed(weighing, verdict(Decision.PUBLISH), 7)
    with questions(court.store) as asked:
        await _weighed(weighing, verdict(Decision.PUBLISH), 7)
    assert len(asked) == 2


def _weighing(court: Court, staff: set[int] | None = None) -> Weighing:
    async def is_staff(guild_id: int, channel_id: int | None, user_id: int) -> bool:
        return user_id in (staff or set())

    return Weighing(court.store, HandClock(), is_staff)


async def _weighed(weighing: Weighing, found: Verdict, author_id: int | None) -> Verdict:
    return await weighing.weighed(
        found, "text", Context(), judge_by_word, guild_id=GUILD, author_id=author_id
    )
