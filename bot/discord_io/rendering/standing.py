"""How members stand, what a server has chosen of that, and its ladder."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io.rendering import buttons, cases, safe, whys, words
from bot.domain.case import Step
from bot.domain.comment import CommentState
from bot.domain.standing import AuthorStanding, Scrutiny, StaffRule, StandingSettings, Strike
from bot.locales import _, mark, ngettext
from bot.workflow.standing.members import MemberFile

_STANDINGS = {
    AuthorStanding.NEW: mark("new"),
    AuthorStanding.REGULAR: mark("regular"),
    AuthorStanding.TRUSTED: mark("trusted"),
    AuthorStanding.WATCHED: mark("watched"),
}
_COLOURS = {
    AuthorStanding.TRUSTED: discord.Colour(0x2F7D5B),
    AuthorStanding.WATCHED: discord.Colour(0xB3261E),
}
_PLAIN = discord.Colour(0x747F8D)
SCRUTINY = {
    Scrutiny.NOTHING: mark("Comments of watched authors are judged like all others."),
    Scrutiny.STRICTER: mark("Comments of watched authors are judged more strictly."),
    Scrutiny.WAIT: mark("Comments of watched authors wait for a moderator."),
}
STAFF = {
    StaffRule.LIKE_EVERYBODY: mark("Moderators are judged like everybody."),
    StaffRule.FLAG: mark("What moderators write is shown where it would wait, with a card."),
}
_STRIKES = 8
_WEIGHTS = 25


def file_embed(file: MemberFile) -> discord.Embed:
    """Everything that is known of a member."""
    record = file.record
    made = discord.Embed(
        title=_("Member: {standing}", standing=_(_STANDINGS[file.standing])),
        description=f"<@{file.user_id}>",
        colour=_COLOURS.get(file.standing, _PLAIN),
    )
    counts = ", ".join(
        words.count_of(file.counts[state], state)
        for state in CommentState
        if file.counts.get(state)
    )
    made.add_field(name=_("Comments"), value=counts or _("none"))
    made.add_field(name=_("Points"), value=ngettext("{n} point", "{n} points", record.points))
    if file.strikes:
        lines = [_strike(one) for one in file.strikes[:_STRIKES]]
        value = safe.fitting("\n".join(lines), 1024)
        made.add_field(name=_("Strikes that count"), value=value, inline=False)
    if file.cases:
        value = safe.fitting("\n".join(cases.line(one) for one in file.cases), 1024)
        made.add_field(name=_("Cases"), value=value, inline=False)
    if file.notes:
        made.add_field(name=_("Notes"), value=whys.note_lines(file.notes), inline=False)
    return made


def file_view(file: MemberFile) -> discord.ui.View:
    """What can be done from there."""
    return buttons.row_of(buttons.button(_("Note on the author"), "note-author", file.user_id))


def _strike(strike: Strike) -> str:
    points = ngettext("{n} point", "{n} points", strike.points)
    return _(
        "{points} for comment `{comment}` ({rule}), until {when}",
        points=points,
        comment=strike.comment_id,
        rule=f"`{strike.rule}`" if strike.rule else _("no rule"),
        when=discord.utils.format_dt(strike.expires_at, "d"),
    )


def settings_text(settings: StandingSettings) -> str:
    """What a server has chosen, line by line."""
    lines = []
    if settings.first_wait:
        lines.append(
            ngettext(
                "The first {n} comment of a new member waits for a moderator.",
                "The first {n} comments of a new member wait for a moderator.",
                settings.first_wait,
            )
        )
    else:
        lines.append(_("First comments do not wait."))
    lines += [
        _(
            "Authors are new below {new} published comments. They are trusted from {trusted} on, "
            "while less than {share} % of their comments were refused and no strike counts.",
            new=settings.new_below,
            trusted=settings.trusted_from,
            share=settings.trusted_rejected,
        ),
        _(
            "Authors are watched when more than {share} % of their last {last} comments were "
            "refused, or when they have more than {points} points.",
            share=settings.watched_rejected,
            last=settings.watched_last,
            points=settings.watched_points,
        ),
        _(SCRUTINY[settings.watched]),
        _(STAFF[settings.staff]),
        ngettext(
            "A strike counts for {n} day.", "A strike counts for {n} days.", settings.strike_days
        ),
        ngettext(
            "A decision can be appealed for {n} day.",
            "A decision can be appealed for {n} days.",
            settings.appeal_days,
        ),
        _("A strike weighs: {weights}; any other rule 1.", weights=_weights(settings)),
    ]
    return safe.fitting("\n".join(lines), 1900)


def _weights(settings: StandingSettings) -> str:
    ordered = sorted(settings.weights.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"`{name}` {points}" for name, points in ordered[:_WEIGHTS])


def ladder_embed(steps: Sequence[Step]) -> discord.Embed:
    """The ladder, from the mildest step to the harshest."""
    return discord.Embed(
        title=_("The ladder of sanctions"),
        description="\n".join(_step(step) for step in steps)
        or _("It has no steps: strikes are counted, and nothing is proposed."),
        colour=_PLAIN,
    )


def _step(step: Step) -> str:
    what = _(cases.KINDS[step.kind])
    if step.role_id is not None:
        what += f" <@&{step.role_id}>"
    if step.seconds is not None:
        what = _("{what} for {length}", what=what, length=cases.length(step.seconds))
    how = _("done at once") if step.automatic else _("proposed to a moderator")
    points = ngettext("from {n} point", "from {n} points", step.points)
    return f"**{points}**: {what} ({how})"
