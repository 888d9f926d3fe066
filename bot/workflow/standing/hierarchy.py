"""Who may be sanctioned by whom: decided on what Discord says of them at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import CaseKind
from bot.domain.errors import NotAllowed, Refused
from bot.domain.permission import NOTHING, Permission


@dataclass(frozen=True, slots=True)
class Powers:
    """What somebody may do on a server, and how high they stand."""

    height: int = 0
    """Position of their highest role; 0 is @everyone's."""
    may: Permission = NOTHING
    is_owner: bool = False

    def may_do(self, wanted: Permission) -> bool:
        """Whether they hold the permission; owners and administrators hold all."""
        return (
            self.is_owner or Permission.ADMINISTRATOR in self.may or wanted & ~self.may == NOTHING
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """The member that something is to be done about."""

    user_id: int
    name: str
    is_present: bool = True
    """Whether they are on the server."""
    powers: Powers = Powers()
    is_bot: bool = False
    is_moderator: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """Everybody concerned, as Discord has them now."""

    subject: Subject
    bot: Powers
    moderator: Powers | None = None
    """Whoever decides; None where the ladder does it by itself."""
    role_height: int | None = None
    """Of the role that is to be given; None where it is gone, or none is."""


def require_may(kind: CaseKind, sight: Sight) -> None:
    """Whether this may be done about a member.

    Raises:
        NotAllowed: the moderator or the bot lacks a permission, or stands too low.
        Refused: it cannot be done about this member.
    """
    subject, moderator = sight.subject, sight.moderator
    if moderator is not None and not moderator.may_do(_of_moderators(kind)):
        raise NotAllowed(
            "For this you need {missing} on this server. Ask somebody who has it.",
            missing=_of_moderators(kind),
        )
    if subject.powers.is_owner:
        raise Refused("This is the server's owner: nothing can be done about them.")
    if subject.is_bot:
        raise Refused("This is a bot: sanctions are for people.")
    if kind is CaseKind.UNBAN:
        _require_bot(kind, sight)
        return
    if subject.is_moderator:
        raise Refused("{name} is a moderator here: nothing is done.", name=subject.name)
    if not subject.is_present and kind not in {CaseKind.BAN, CaseKind.NOTICE}:
        raise Refused("{name} is not on this server any more.", name=subject.name)
    if (
        moderator is not None
        and not moderator.is_owner
        and subject.powers.height >= moderator.height
        and subject.powers.height > 0
    ):
        raise NotAllowed("{name} has a role as high as your highest, or higher.", name=subject.name)
    if kind is not CaseKind.NOTICE:
        _require_bot(kind, sight)


def _require_bot(kind: CaseKind, sight: Sight) -> None:
    if not sight.bot.may_do(kind.needs):
        if kind is CaseKind.ROLE:
            raise NotAllowed(
                "I lack Manage Roles on this server. Give my role that permission, then try again."
            )
        raise NotAllowed(
            "I lack {missing} on this server. Give my role that permission, then try again.",
            missing=kind.needs,
        )
    if kind is CaseKind.ROLE:
        if sight.role_height is None:
            raise Refused("The role of this step was deleted. Change it with /ladder set.")
        if sight.role_height >= sight.bot.height:
            raise NotAllowed(
                "That role stands as high as my highest, or higher: move mine above it."
            )
    elif sight.subject.powers.height >= sight.bot.height and sight.subject.powers.height > 0:
        raise NotAllowed(
            "{name} has a role as high as my highest, or higher: move my role above it.",
            name=sight.subject.name,
        )


def _of_moderators(kind: CaseKind) -> Permission:
    """What a moderator needs on Discord to do the same by hand. A role of the ladder was chosen by
    a manager, so giving it takes no more than a timeout does."""
    return Permission.MODERATE_MEMBERS if kind is CaseKind.ROLE else kind.needs
