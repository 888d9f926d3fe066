"""Who may be sanctioned by whom: a table over everybody that Discord knows of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.case import CaseKind
from bot.domain.errors import NotAllowed, Refused
from bot.domain.permission import NOTHING, Permission
from bot.workflow.standing.hierarchy import Powers, Sight, Subject, require_may

EVERYTHING = (
    Permission.MODERATE_MEMBERS
    | Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
    | Permission.MANAGE_ROLES
)
MEMBER = Subject(7, "Ada", powers=Powers(height=3))
BOT = Powers(height=9, may=EVERYTHING)
OLIVIA = Powers(height=6, may=EVERYTHING)
SIGHT = Sight(MEMBER, BOT, OLIVIA, role_height=4)
BY_ITSELF = replace(SIGHT, moderator=None)
SANCTIONS = [kind for kind in CaseKind if kind.is_sanction]
ON_MEMBERS = [kind for kind in SANCTIONS if kind is not CaseKind.UNBAN]


def about(**fields: object) -> Sight:
    """The usual sight, with a subject that differs."""
    return replace(SIGHT, subject=replace(MEMBER, **fields))  # type: ignore[arg-type]


def without(powers: Powers, wanted: Permission) -> Powers:
    """The same, but for one permission."""
    return replace(powers, may=powers.may & ~wanted)


@pytest.mark.parametrize("sight", [SIGHT, BY_ITSELF])
@pytest.mark.parametrize("kind", SANCTIONS)
def test_a_moderator_and_the_ladder_may_sanction_members_below_them(
    kind: CaseKind, sight: Sight
) -> None:
    require_may(kind, sight)


@pytest.mark.parametrize("kind", SANCTIONS)
@pytest.mark.parametrize(
    ("sight", "said"),
    [
        (about(powers=Powers(is_owner=True)), "server's owner"),
        (about(is_bot=True), "is a bot"),
    ],
)
def test_owners_and_bots_are_spared_everything(kind: CaseKind, sight: Sight, said: str) -> None:
    for one in (sight, replace(sight, moderator=None)):
        with pytest.raises(Refused, match=said):
            require_may(kind, one)


@pytest.mark.parametrize("kind", ON_MEMBERS)
def test_moderators_are_never_sanctioned(kind: CaseKind) -> None:
    for moderator in (OLIVIA, Powers(is_owner=True), None):
        with pytest.raises(Refused, match="Ada is a moderator"):
            require_may(kind, replace(about(is_moderator=True), moderator=moderator))


@pytest.mark.parametrize("kind", ON_MEMBERS)
@pytest.mark.parametrize("height", [6, 7, 8])
def test_nobody_sanctions_a_member_as_high_as_themselves_but_the_owner(
    kind: CaseKind, height: int
) -> None:
    sight = about(powers=Powers(height=height))
    with pytest.raises(NotAllowed, match="as high as your highest"):
        require_may(kind, sight)
    require_may(kind, replace(sight, moderator=replace(OLIVIA, is_owner=True)))
    require_may(kind, replace(sight, moderator=None))


@pytest.mark.parametrize("kind", [CaseKind.TIMEOUT, CaseKind.KICK, CaseKind.BAN])
@pytest.mark.parametrize("height", [9, 10])
def test_members_as_high_as_the_bot_are_out_of_its_reach(kind: CaseKind, height: int) -> None:
    sight = replace(about(powers=Powers(height=height)), moderator=Powers(is_owner=True))
    with pytest.raises(NotAllowed, match="as high as my highest"):
        require_may(kind, sight)
    require_may(CaseKind.NOTICE, sight)


def test_everybody_without_a_role_stands_below_everybody_who_may() -> None:
    nobody = about(powers=Powers(height=0))
    lowly = replace(nobody, moderator=replace(OLIVIA, height=0), bot=replace(BOT, height=0))
    require_may(CaseKind.TIMEOUT, lowly)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (CaseKind.TIMEOUT, Permission.MODERATE_MEMBERS),
        (CaseKind.ROLE, Permission.MODERATE_MEMBERS),
        (CaseKind.KICK, Permission.KICK_MEMBERS),
        (CaseKind.BAN, Permission.BAN_MEMBERS),
        (CaseKind.UNBAN, Permission.BAN_MEMBERS),
    ],
)
def test_a_moderator_needs_what_discord_asks_for_the_same_by_hand(
    kind: CaseKind, wanted: Permission
) -> None:
    with pytest.raises(NotAllowed, match=f"you need {wanted}"):
        require_may(kind, replace(SIGHT, moderator=without(OLIVIA, wanted)))
    only = replace(OLIVIA, may=wanted)
    for enough in (only, replace(only, may=Permission.ADMINISTRATOR)):
        require_may(kind, replace(SIGHT, moderator=enough))
    owner = replace(OLIVIA, may=NOTHING, is_owner=True)
    require_may(kind, replace(SIGHT, moderator=owner))


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (CaseKind.TIMEOUT, "Moderate Members"),
        (CaseKind.ROLE, "Manage Roles"),
        (CaseKind.KICK, "Kick Members"),
        (CaseKind.BAN, "Ban Members"),
        (CaseKind.UNBAN, "Ban Members"),
    ],
)
@pytest.mark.parametrize("sight", [SIGHT, BY_ITSELF])
def test_what_the_bot_lacks_is_named(kind: CaseKind, missing: str, sight: Sight) -> None:
    poor = replace(sight, bot=without(BOT, kind.needs))
    with pytest.raises(NotAllowed, match=f"I lack {missing}"):
        require_may(kind, poor)
    require_may(kind, replace(sight, bot=replace(BOT, may=Permission.ADMINISTRATOR)))


def test_a_notice_needs_nothing_but_a_moderator() -> None:
    powerless = Powers(height=6)
    require_may(CaseKind.NOTICE, replace(SIGHT, moderator=powerless, bot=Powers()))


@pytest.mark.parametrize(
    ("kind", "is_possible"),
    [
        (CaseKind.NOTICE, True),
        (CaseKind.TIMEOUT, False),
        (CaseKind.ROLE, False),
        (CaseKind.KICK, False),
        (CaseKind.BAN, True),
        (CaseKind.UNBAN, True),
    ],
)
def test_who_has_left_can_be_told_banned_and_unbanned(kind: CaseKind, is_possible: bool) -> None:
    sight = about(is_present=False, powers=Powers())
    if is_possible:
        require_may(kind, sight)
        return
    with pytest.raises(Refused, match="not on this server"):
        require_may(kind, sight)


def test_a_role_has_to_exist_and_to_stand_below_the_bots_own() -> None:
    require_may(CaseKind.ROLE, replace(SIGHT, role_height=8))
    with pytest.raises(Refused, match="was deleted"):
        require_may(CaseKind.ROLE, replace(SIGHT, role_height=None))
    for height in (9, 10):
        with pytest.raises(NotAllowed, match="move mine above"):
            require_may(CaseKind.ROLE, replace(SIGHT, role_height=height))
