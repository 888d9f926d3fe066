"""Cases: what a server does about a member, and the appeals against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.permission import NOTHING, Permission


class CaseKind(StrEnum):
    """What is done about a member."""

    NOTICE = "notice"
    TIMEOUT = "timeout"
    ROLE = "role"
    """A role is given."""
    KICK = "kick"
    BAN = "ban"
    UNBAN = "unban"
    WATCH = "watch"
    UNWATCH = "unwatch"
    TRUST = "trust"

    @property
    def needs(self) -> Permission:
        """What both the bot and the moderator must hold for it."""
        return _NEEDS.get(self, NOTHING)

    @property
    def is_sanction(self) -> bool:
        """Whether it is done on Discord, and told to the member."""
        return self in _SANCTIONS

    @property
    def can_be_lifted(self) -> bool:
        """Whether Discord can be asked to take it back."""
        return self in {CaseKind.TIMEOUT, CaseKind.ROLE, CaseKind.BAN}


_NEEDS = {
    CaseKind.TIMEOUT: Permission.MODERATE_MEMBERS,
    CaseKind.ROLE: Permission.MANAGE_ROLES,
    CaseKind.KICK: Permission.KICK_MEMBERS,
    CaseKind.BAN: Permission.BAN_MEMBERS,
    CaseKind.UNBAN: Permission.BAN_MEMBERS,
}
_SANCTIONS = frozenset(
    {
        CaseKind.NOTICE,
        CaseKind.TIMEOUT,
        CaseKind.ROLE,
        CaseKind.KICK,
        CaseKind.BAN,
        CaseKind.UNBAN,
    }
)


class CaseState(StrEnum):
    """How far a case has got."""

    PROPOSED = "proposed"
    """The ladder proposes it; a moderator decides."""
    DECLINED = "declined"
    """A moderator decided against it."""
    ACTIVE = "active"
    EXPIRED = "expired"
    UNDONE = "undone"
    FAILED = "failed"
    """Discord refused it; ``error`` says why."""


LONGEST_TIMEOUT = timedelta(days=28)
"""Source: Discord's documentation, "Modify Guild Member"."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing done about one member, with a number of its own on the server."""

    id: int
    guild_id: int
    number: int
    """1, 2, 3 … on each server."""
    user_id: int
    user_name: str
    kind: CaseKind
    state: CaseState
    reason: str
    at: datetime
    version: int
    by_ladder: bool = False
    """Whether points led to it rather than a moderator's own command."""
    moderator_id: int | None = None
    """None for Greenroom itself."""
    moderator_name: str = ""
    seconds: int | None = None
    """Its length; None for no end."""
    role_id: int | None = None
    points: int = 0
    """The member's points when the ladder reached it."""
    comment_ids: tuple[int, ...] = ()
    active_at: datetime | None = None
    expires_at: datetime | None = None
    applied_at: datetime | None = None
    """When Discord did it."""
    lifted_at: datetime | None = None
    told_at: datetime | None = None
    """When the member was told; None while nothing reached them."""
    error: str = ""
    channel_id: int | None = None
    message_id: int | None = None
    """Its card in the moderators' channel."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step of a server's ladder."""

    points: int
    """Living points from which it is taken."""
    kind: CaseKind
    seconds: int | None = None
    role_id: int | None = None
    automatic: bool = False
    """Done at once, rather than proposed to a moderator."""


HOUR = 3600
DAY = 24 * HOUR

DEFAULT_LADDER = (
    Step(1, CaseKind.NOTICE),
    Step(3, CaseKind.TIMEOUT, HOUR),
    Step(5, CaseKind.TIMEOUT, DAY),
    Step(8, CaseKind.TIMEOUT, 7 * DAY),
    Step(12, CaseKind.BAN),
)
"""Every step is proposed; what happens is a moderator's decision."""

HARSH = frozenset({CaseKind.KICK, CaseKind.BAN})
"""Automatic only where a manager agreed to it explicitly."""


class AppealState(StrEnum):
    """How far an appeal has got."""

    OPEN = "open"
    UPHELD = "upheld"
    """The decision stands."""
    GRANTED = "granted"
    """The decision was taken back."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A member's appeal against one decision."""

    id: int
    guild_id: int
    user_id: int
    user_name: str
    decision: str
    """Names the decision: there is one appeal against each."""
    text: str
    state: AppealState
    at: datetime
    version: int
    comment_id: int | None = None
    case_id: int | None = None
    against_ids: tuple[int, ...] = ()
    """The moderators who decided first."""
    against_names: str = ""
    decided_by: int | None = None
    decided_name: str = ""
    decided_at: datetime | None = None
    alone: bool = False
    """Whether a manager had to decide about their own decision, as the only moderator known."""
    reply: str = ""
    """What the member was told with the decision."""
    answer: str = ""
    """What they said to that, once."""
    told_at: datetime | None = None
    channel_id: int | None = None
    message_id: int | None = None
