"""From counted rows to the figures that are shown. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.comment import CommentState
from bot.domain.figures import Figure, proportion
from bot.workflow.statistics.periods import Timeline
from bot.workflow.statistics.tables import Quantiles, RuleCount, Said, StateCount


class Outcome(StrEnum):
    """What became of a comment, each comment one."""

    PUBLISHED = "published"
    """At once."""
    FLAGGED = "flagged"
    """At once, with a card that asks for a look."""
    APPROVED = "approved"
    """By a moderator."""
    HELD = "held"
    """Still waiting to be decided."""
    REJECTED = "rejected"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Comments by what became of them, bin by bin."""

    by_bin: dict[Outcome, tuple[int, ...]]

    @property
    def totals(self) -> dict[Outcome, int]:
        """Over all bins."""
        return {outcome: sum(values) for outcome, values in self.by_bin.items()}

    @property
    def total(self) -> int:
        """All comments."""
        return sum(self.totals.values())


_BY_STATE = {
    CommentState.RECEIVED: Outcome.HELD,
    CommentState.HELD: Outcome.HELD,
    CommentState.REJECTED: Outcome.REJECTED,
    CommentState.REMOVED: Outcome.REMOVED,
    CommentState.WITHDRAWN: Outcome.WITHDRAWN,
}


def outcome_of(row: StateCount) -> Outcome:
    """What became of the comments that a row counts."""
    if row.state is not CommentState.PUBLISHED:
        return _BY_STATE[row.state]
    if row.by_moderator:
        return Outcome.APPROVED
    return Outcome.FLAGGED if row.flagged else Outcome.PUBLISHED


def outcomes(rows: Sequence[StateCount], line: Timeline) -> Outcomes:
    """Every outcome with a count for every bin, also where nothing came."""
    counted = {outcome: [0] * len(line.bins) for outcome in Outcome}
    for row in rows:
        counted[outcome_of(row)][row.bin] += row.count
    return Outcomes({outcome: tuple(values) for outcome, values in counted.items()})


def spread(rows: Sequence[Quantiles], line: Timeline) -> tuple[Quantiles | None, ...]:
    """One for each bin; None where there was nothing to measure."""
    by_bin = {row.bin: row for row in rows}
    return tuple(by_bin.get(one.number) for one in line.bins)


@dataclass(frozen=True, slots=True)
class FalseHolds:
    """How many of the texts that a rule held moderators let through."""

    rule: str
    category: str
    approved: int
    decided: int
    share: Figure
    """With Wilson's 95 % interval."""


def false_holds(rows: Sequence[RuleCount]) -> tuple[FalseHolds, ...]:
    """Of every rule about whose texts moderators decided, the surest false holds first.

    That is by the lower end of the interval: one of one says less than 80 of 100.
    """
    found = []
    for row in rows:
        decided = row.approved + row.rejected
        share = proportion(row.approved, decided)
        if share is not None:
            found.append(FalseHolds(row.rule, row.category, row.approved, decided, share))
    return tuple(sorted(found, key=lambda one: (-one.share.low, -one.approved, one.rule)))


MOST_POINTS = 48
"""Points in time that a discussion is drawn with."""


@dataclass(frozen=True, slots=True)
class Discussion:
    """The shape of the talk below one article."""

    comments: int
    participants: int
    """Members who wrote something; who came with the article does not count."""
    held: int
    """Comments that waited for a moderator at any time."""
    depths: tuple[int, ...]
    """Comments by how many they stand below: the first are on the article itself."""
    moments: tuple[datetime, ...]
    so_far: tuple[int, ...]
    """Comments up to each moment."""

    @property
    def held_share(self) -> float:
        """From 0 to 1."""
        return self.held / self.comments if self.comments else 0.0


def discussion(said: Sequence[Said]) -> Discussion:
    """The shape of a discussion; answers to what is not there count as answers to the article."""
    depth: dict[int, int] = {}
    for one in sorted(said, key=lambda one: one.id):
        depth[one.id] = 0 if one.parent_id is None else depth.get(one.parent_id, -1) + 1
    depths = [0] * (max(depth.values(), default=-1) + 1)
    for level in depth.values():
        depths[level] += 1
    times = sorted(one.at for one in said)
    moments = _moments(times)
    return Discussion(
        comments=len(said),
        participants=len({one.author_id for one in said if one.author_id is not None}),
        held=sum(one.was_held for one in said),
        depths=tuple(depths),
        moments=moments,
        so_far=_so_far(times, moments),
    )


def _moments(times: Sequence[datetime]) -> tuple[datetime, ...]:
    """Evenly from the first comment to the last."""
    if not times:
        return ()
    length = times[-1] - times[0]
    if length <= timedelta(0):
        return (times[0],)
    last = MOST_POINTS - 1
    return (*(times[0] + length * number / last for number in range(last)), times[-1])


def _so_far(times: Sequence[datetime], moments: Sequence[datetime]) -> tuple[int, ...]:
    counted = []
    passed = 0
    for moment in moments:
        while passed < len(times) and times[passed] <= moment:
            passed += 1
        counted.append(passed)
    return tuple(counted)
