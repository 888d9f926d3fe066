"""How an author has fared on a server, and the strikes that weigh against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class AuthorStanding(StrEnum):
    """What an author's history on one server comes to."""

    NEW = "new"
    REGULAR = "regular"
    TRUSTED = "trusted"
    WATCHED = "watched"


class Mark(StrEnum):
    """What a moderator set by hand; it counts more than any count."""

    NONE = "none"
    WATCHED = "watched"
    TRUSTED = "trusted"


class Scrutiny(StrEnum):
    """What becomes of the comments of watched authors."""

    NOTHING = "nothing"
    STRICTER = "stricter"
    """They are judged under the strict preset as well."""
    WAIT = "wait"


class StaffRule(StrEnum):
    """How the comments of moderators are judged."""

    LIKE_EVERYBODY = "like-everybody"
    FLAG = "flag"
    """What would wait is shown at once, with a card."""


DEFAULT_WEIGHTS: Mapping[str, int] = {
    "incitement": 3,
    "hate": 3,
    "slur": 2,
    "harassment": 2,
}
"""Rule or category → points of a strike for it; every other weighs `OTHER_WEIGHT`."""

OTHER_WEIGHT = 1
MOST_POINTS = 20
"""The points that one strike can have at most."""


@dataclass(frozen=True, slots=True)
class StandingSettings:
    """One server's choices; the defaults are those of a server that chose nothing."""

    guild_id: int
    first_wait: int = 0
    """So many comments of a new member wait for a moderator, until as many are published."""
    new_below: int = 3
    """Published comments below which an author is new."""
    trusted_from: int = 20
    """Published comments from which an author can be trusted."""
    trusted_rejected: int = 5
    """Per cent of decided comments: below that an author can be trusted."""
    watched_last: int = 20
    """How many of the newest decided comments the rejected share is taken of."""
    watched_rejected: int = 40
    """Per cent of these above which an author is watched."""
    watched_points: int = 4
    """Living strike points above which an author is watched."""
    watched: Scrutiny = Scrutiny.STRICTER
    staff: StaffRule = StaffRule.LIKE_EVERYBODY
    strike_days: int = 90
    """Days that a strike counts."""
    appeal_days: int = 14
    """Days within which a decision can be appealed."""
    weights: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))

    def weight(self, rule: str, category: str) -> int:
        """The points of a strike: those of the rule, else of its parents, else the category's."""
        name = rule
        while name:
            if name in self.weights:
                return self.weights[name]
            name = name.rpartition(".")[0]
        return self.weights.get(category, OTHER_WEIGHT)


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """What is counted of one author on one server."""

    published: int = 0
    """Among the newest comments that are looked at."""
    decided: int = 0
    rejected: int = 0
    """Rejected or removed ones among the ``decided``."""
    recent_decided: int = 0
    recent_rejected: int = 0
    points: int = 0
    """Points of the living strikes."""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Strike:
    """A moderator's rejection or removal that counts against an author for a while."""

    id: int
    guild_id: int
    user_id: int
    comment_id: int
    rule: str
    points: int
    at: datetime
    expires_at: datetime
    moderator_id: int | None
    taken_back_at: datetime | None = None

    def is_living(self, now: datetime) -> bool:
        """Whether it counts."""
        return self.taken_back_at is None and self.expires_at > now
