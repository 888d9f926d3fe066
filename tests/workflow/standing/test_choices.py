"""What managers choose of standing, weights and the ladder, and what they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.actor import Actor
from bot.domain.case import DEFAULT_LADDER, HOUR, CaseKind, Step
from bot.domain.errors import NotAllowed, NotFound, Refused
from bot.domain.standing import DEFAULT_WEIGHTS, Scrutiny, StandingSettings
from bot.workflow.standing.choices import MOST_STEPS, MOST_WEIGHTS
from tests.builders import GUILD, manager
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court

MAX = manager()
NOTICE = Step(2, CaseKind.NOTICE)

CHANGES: list[Callable[[Court, Actor], Awaitable[object]]] = [
    lambda court, who: court.choices.choose(who, first_wait=3),
    lambda court, who: court.choices.weigh(who, "hate", 5),
    lambda court, who: court.choices.set_step(who, NOTICE, agreed=False),
    lambda court, who: court.choices.remove_step(who, 1),
    lambda court, who: court.choices.reset_ladder(who),
]


async def test_a_server_that_chose_nothing_has_the_defaults(court: Court) -> None:
    assert await court.choices.settings(OLIVIA) == StandingSettings(GUILD)
    assert await court.choices.ladder(OLIVIA) == DEFAULT_LADDER


async def test_what_is_not_named_stays_as_it_was(court: Court) -> None:
    await court.choices.choose(MAX, first_wait=3, watched=Scrutiny.WAIT)
    await court.choices.choose(MAX, strike_days=30, first_wait=None)
    assert await court.choices.settings(MAX) == StandingSettings(
        GUILD, first_wait=3, watched=Scrutiny.WAIT, strike_days=30
    )


async def test_moderators_read_the_choices_and_members_do_not(court: Court) -> None:
    for who in (MAX, OLIVIA):
        await court.choices.settings(who)
        await court.choices.ladder(who)
    with pytest.raises(NotAllowed):
        await court.choices.settings(ADA)
    with pytest.raises(NotAllowed):
        await court.choices.ladder(ADA)


@pytest.mark.parametrize("change", CHANGES)
async def test_only_managers_choose(
    court: Court, change: Callable[[Court, Actor], Awaitable[object]]
) -> None:
    for who in (ADA, OLIVIA):
        with pytest.raises(NotAllowed, match="Manage Server"):
            await change(court, who)
    assert await court.choices.settings(OLIVIA) == StandingSettings(GUILD)
    assert await court.choices.ladder(OLIVIA) == DEFAULT_LADDER
    await change(court, MAX)


async def test_nobody_is_new_and_trusted_at_once(court: Court) -> None:
    with pytest.raises(Refused, match=r"below 20 .* from 20"):
        await court.choices.choose(MAX, new_below=20)
    with pytest.raises(Refused, match="higher number for trusted_from"):
        await court.choices.choose(MAX, trusted_from=3)
    await court.choices.choose(MAX, new_below=20, trusted_from=21)


async def test_a_rule_gets_a_weight_and_gives_it_back(court: Court) -> None:
    await court.choices.weigh(MAX, " Hate.Exclusion ", 9)
    await court.choices.weigh(MAX, "slur", 0)
    settings = await court.choices.settings(MAX)
    assert settings.weights == {**DEFAULT_WEIGHTS, "hate.exclusion": 9, "slur": 0}
    await court.choices.weigh(MAX, "hate.exclusion", None)
    await court.choices.weigh(MAX, "slur", None)
    assert (await court.choices.settings(MAX)).weights == DEFAULT_WEIGHTS


@pytest.mark.parametrize(("points", "kept"), [(-3, 0), (20, 20), (21, 20)])
async def test_no_strike_weighs_less_than_nothing_or_more_than_twenty(
    court: Court, points: int, kept: int
) -> None:
    assert (await court.choices.weigh(MAX, "hate", points)).weights["hate"] == kept


@pytest.mark.parametrize("name", ["", "  ", ".", "hate.", "hate..x", "two words", "a:b"])
async def test_a_name_that_no_rule_can_have_is_refused(court: Court, name: str) -> None:
    with pytest.raises(Refused, match="Name a rule"):
        await court.choices.weigh(MAX, name, 2)


async def test_weights_are_limited_and_the_known_ones_still_change(court: Court) -> None:
    for number in range(MOST_WEIGHTS - len(DEFAULT_WEIGHTS)):
        await court.choices.weigh(MAX, f"rule.{number}", 2)
    with pytest.raises(Refused, match=f"{MOST_WEIGHTS} weights already"):
        await court.choices.weigh(MAX, "one.more", 2)
    assert (await court.choices.weigh(MAX, "rule.0", 5)).weights["rule.0"] == 5


async def test_a_rule_that_weighs_nothing_brings_no_strike(court: Court) -> None:
    await court.choices.weigh(MAX, "incitement.call", 0)
    await court.refuse()
    found = await court.file_of()
    assert (list(found.strikes), list(found.cases)) == ([], [])


async def test_a_step_is_set_changed_removed_and_the_ladder_reset(court: Court) -> None:
    added = await court.choices.set_step(MAX, NOTICE, agreed=False)
    assert added == (DEFAULT_LADDER[0], NOTICE, *DEFAULT_LADDER[1:])
    changed = Step(2, CaseKind.TIMEOUT, HOUR)
    assert changed in await court.choices.set_step(MAX, changed, agreed=False)
    assert await court.choices.remove_step(MAX, 2) == DEFAULT_LADDER
    with pytest.raises(NotFound, match="no step at 2 points"):
        await court.choices.remove_step(MAX, 2)
    await court.choices.remove_step(MAX, 12)
    assert await court.choices.reset_ladder(MAX) == DEFAULT_LADDER
    assert await court.choices.ladder(OLIVIA) == DEFAULT_LADDER


async def test_a_ladder_without_steps_stays_empty_and_proposes_nothing(court: Court) -> None:
    for step in DEFAULT_LADDER:
        await court.choices.remove_step(MAX, step.points)
    assert await court.choices.ladder(OLIVIA) == ()
    await court.refuse()
    assert (await court.file_of()).cases == []


async def test_a_ladder_has_at_most_ten_steps(court: Court) -> None:
    for points in range(20, 20 + MOST_STEPS - len(DEFAULT_LADDER)):
        await court.choices.set_step(MAX, Step(points, CaseKind.NOTICE), agreed=False)
    with pytest.raises(Refused, match=f"at most {MOST_STEPS} steps"):
        await court.choices.set_step(MAX, Step(50, CaseKind.NOTICE), agreed=False)
    await court.choices.set_step(MAX, Step(20, CaseKind.KICK), agreed=False)


async def test_a_harsh_automatic_step_has_to_be_agreed_to(court: Court) -> None:
    step = Step(9, CaseKind.BAN, automatic=True)
    with pytest.raises(Refused, match="agreed to"):
        await court.choices.set_step(MAX, step, agreed=False)
    assert step in await court.choices.set_step(MAX, step, agreed=True)
