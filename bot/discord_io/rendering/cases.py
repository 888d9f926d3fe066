"""Cases: their cards, lists of them, and what a member is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

import discord

from bot.discord_io.rendering import buttons, safe
from bot.domain.case import Case, CaseKind, CaseState
from bot.domain.errors import Refused
from bot.locales import _, mark, ngettext

Style = discord.ButtonStyle

_WRITTEN = re.compile(r"\s*(\d{1,4})\s*([mhdw])\s*", re.ASCII | re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3600, "d": 24 * 3600, "w": 7 * 24 * 3600}

KINDS = {
    CaseKind.NOTICE: mark("Notice"),
    CaseKind.TIMEOUT: mark("Timeout"),
    CaseKind.ROLE: mark("Role"),
    CaseKind.KICK: mark("Kick"),
    CaseKind.BAN: mark("Ban"),
    CaseKind.UNBAN: mark("Unban"),
    CaseKind.WATCH: mark("Watched"),
    CaseKind.UNWATCH: mark("Watched no more"),
    CaseKind.TRUST: mark("Trusted"),
}
"""What a case is, as a title."""
STATES = {
    CaseState.PROPOSED: mark("proposed"),
    CaseState.DECLINED: mark("declined"),
    CaseState.ACTIVE: mark("in force"),
    CaseState.EXPIRED: mark("over"),
    CaseState.UNDONE: mark("undone"),
    CaseState.FAILED: mark("failed"),
}
"""How far a case has got."""
_COLOURS = {
    CaseState.PROPOSED: discord.Colour(0xD9752B),
    CaseState.ACTIVE: discord.Colour(0xB3261E),
    CaseState.FAILED: discord.Colour(0xB3261E),
}
_CLOSED = discord.Colour(0x747F8D)
_TOLD = {
    CaseKind.NOTICE: mark("**{server}**: the moderators want you to know this."),
    CaseKind.TIMEOUT: mark("**{server}**: you are timed out until {until}."),
    CaseKind.ROLE: mark("**{server}**: you were given a role."),
    CaseKind.KICK: mark("**{server}**: you are removed from the server. You may join again."),
    CaseKind.BAN: mark("**{server}**: you are banned from the server."),
}
_TOLD_UNTIL = {
    CaseKind.ROLE: mark("**{server}**: you were given a role until {until}."),
    CaseKind.BAN: mark("**{server}**: you are banned from the server until {until}."),
}


def length(seconds: int) -> str:
    """A length of time in the largest unit that divides it."""
    days, hours, minutes = seconds // (24 * 3600), seconds // 3600, seconds // 60
    if seconds % (24 * 3600) == 0:
        return ngettext("{n} day", "{n} days", days)
    if seconds % 3600 == 0:
        return ngettext("{n} hour", "{n} hours", hours)
    return ngettext("{n} minute", "{n} minutes", minutes)


def seconds_of(written: str) -> int:
    """A length as moderators write it: ``30m``, ``12h``, ``7d``, ``2w``.

    Raises:
        Refused: it is none.
    """
    found = _WRITTEN.fullmatch(written)
    if found is None or not int(found[1]):
        raise Refused("Write a length such as 30m, 12h or 7d, not “{written}”.", written=written)
    return int(found[1]) * _SECONDS[found[2].lower()]


def kind_and_length(case: Case) -> str:
    """What is done, and for how long."""
    if case.seconds is None:
        return _(KINDS[case.kind])
    return _("{what} for {length}", what=_(KINDS[case.kind]), length=length(case.seconds))


def embed(case: Case) -> discord.Embed:
    """The card of one case."""
    made = discord.Embed(
        title=safe.fitting(
            _("Case {number}: {what}", number=case.number, what=kind_and_length(case)), 256
        ),
        colour=_COLOURS.get(case.state, _CLOSED),
    )
    name = safe.literal(case.user_name)
    made.add_field(name=_("Member"), value=f"<@{case.user_id}> {name}")
    made.add_field(name=_("Standing"), value=_state(case))
    made.add_field(name=_("By"), value=_by(case))
    if case.role_id is not None:
        made.add_field(name=_("Role"), value=f"<@&{case.role_id}>")
    reason = safe.literal(case.reason) or _("none given")
    made.add_field(name=_("Reason"), value=safe.fitting(reason, 1024), inline=False)
    if case.comment_ids:
        numbers = ", ".join(f"`{one}`" for one in case.comment_ids)
        made.add_field(name=_("Comments"), value=safe.fitting(numbers, 1024))
    if case.state is CaseState.ACTIVE and case.kind.is_sanction and case.kind is not CaseKind.UNBAN:
        made.add_field(name=_("Told"), value=_told_when(case))
    if case.error:
        error = safe.fitting(safe.literal(case.error), 1024)
        made.add_field(name=_("Discord refused"), value=error, inline=False)
    made.timestamp = case.at
    return made


def _state(case: Case) -> str:
    said = _(STATES[case.state])
    if case.expires_at is not None and case.state is CaseState.ACTIVE:
        ends = discord.utils.format_dt(case.expires_at, "R")
        return _("{state}, ends {when}", state=said, when=ends)
    return said


def _by(case: Case) -> str:
    who = safe.literal(case.moderator_name) if case.moderator_id is not None else ""
    if not case.by_ladder:
        return who or "Greenroom"
    points = ngettext("the ladder, at {n} point", "the ladder, at {n} points", case.points)
    return f"{points}\n{who}".rstrip()


def _told_when(case: Case) -> str:
    if case.told_at is None:
        return _("Not yet: they take no messages from me.")
    return discord.utils.format_dt(case.told_at, "R")


def view(case: Case) -> discord.ui.View | None:
    """What a moderator can do about it."""
    member = buttons.button(_("Member"), "member", case.user_id)
    if case.state is CaseState.PROPOSED:
        return buttons.row_of(
            buttons.button(_("Do it"), "case-do", case.id, style=Style.danger),
            buttons.button(_("Not now"), "case-decline", case.id),
            member,
        )
    if case.state is CaseState.ACTIVE:
        return buttons.row_of(buttons.button(_("Undo"), "case-undo", case.number), member)
    return buttons.row_of(member)


def list_embed(found: Sequence[Case]) -> discord.Embed:
    """Several cases, one a line."""
    if not found:
        return discord.Embed(title=_("No such cases"), colour=_CLOSED)
    return discord.Embed(
        title=_("Cases, the newest first"),
        description=safe.fitting("\n".join(line(case) for case in found), 4000),
        colour=_CLOSED,
    )


def line(case: Case) -> str:
    """One case in a line."""
    when = discord.utils.format_dt(case.at, "R")
    reason = safe.literal(safe.one_line(case.reason, 80))
    return (
        f"`{case.number}` {when} **{kind_and_length(case)}** ({_(STATES[case.state])}) "
        f"<@{case.user_id}> {reason}"
    )


def label(case: Case) -> str:
    """One case as a choice."""
    said = f"{case.number} · {kind_and_length(case)} · {case.user_name}"
    return safe.one_line(f"{said} · {case.reason}", 100)


def told(case: Case, server: str) -> str:
    """What the member is told."""
    until = discord.utils.format_dt(case.expires_at, "f") if case.expires_at is not None else ""
    templates = _TOLD_UNTIL if until and case.kind in _TOLD_UNTIL else _TOLD
    said = _(templates[case.kind], server=safe.literal(server), until=until)
    reason = _("Reason: {reason}", reason=safe.literal(case.reason) or _("none given"))
    way = _("If you think that this is wrong, press Appeal: another moderator will decide.")
    return f"{said}\n{reason}\n{way}"


def below_told(case: Case) -> discord.ui.View:
    """The way to an appeal."""
    return buttons.row_of(buttons.button(_("Appeal"), "contest-case", case.id))
