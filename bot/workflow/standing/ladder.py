"""The ladder: which step a member's points reach."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.case import HARSH, LONGEST_TIMEOUT, CaseKind, Step
from bot.domain.errors import Refused

STEPS = (CaseKind.NOTICE, CaseKind.TIMEOUT, CaseKind.ROLE, CaseKind.KICK, CaseKind.BAN)
"""What a step can be, from the mildest to the harshest."""


def step_reached(ladder: Sequence[Step], before: int, after: int) -> Step | None:
    """The highest step whose points lie above those before and not above those after."""
    reached = [step for step in ladder if before < step.points <= after]
    return max(reached, key=lambda step: step.points, default=None)


def with_step(ladder: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """The ladder with this step in the place of any at the same points."""
    others = [one for one in ladder if one.points != step.points]
    return tuple(sorted([*others, step]))


def require_sensible(step: Step, *, agreed: bool) -> None:
    """Whether a manager can put this step on the ladder.

    Args:
        agreed: Whether they said that an automatic step may be worse than a timeout.

    Raises:
        Refused: its length, its role or its being automatic does not fit what it is.
    """
    if step.kind not in STEPS:
        raise Refused("A step is a notice, a timeout, a role, a kick or a ban.")
    if step.kind is CaseKind.TIMEOUT:
        if step.seconds is None:
            raise Refused("Say how long the timeout lasts, with the option length.")
        if step.seconds > LONGEST_TIMEOUT.total_seconds():
            raise Refused("Discord allows timeouts of at most 28 days.")
    if step.kind in {CaseKind.NOTICE, CaseKind.KICK} and step.seconds is not None:
        raise Refused("Only timeouts, roles and bans have a length.")
    if (step.kind is CaseKind.ROLE) is not (step.role_id is not None):
        raise Refused("Name a role for a step that gives a role, and for no other.")
    if step.automatic and step.kind in HARSH and not agreed:
        raise Refused(
            "A kick or a ban without a moderator's decision has to be agreed to: "
            "set the option even_harsh as well."
        )
