"""What is answered: figures in words, and the same figures as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.locales import _
from bot.workflow.statistics import wording
from bot.workflow.statistics.periods import Period, Timeline
from bot.workflow.statistics.pictures import Ink, Kind, Panel, Picture, Series, Sheet, Unit
from bot.workflow.statistics.series import (
    Discussion,
    FalseHolds,
    Outcome,
    Outcomes,
)
from bot.workflow.statistics.tables import RuleCount

MOST_RULES = 10
"""Rules in a picture."""
_INKS = {outcome: Ink(outcome.value) for outcome in Outcome}


def nothing(title: str) -> Sheet:
    """There is nothing to show."""
    return Sheet(title, (_(wording.NOTHING),))


def comments_sheet(found: Outcomes, line: Timeline, period: Period) -> Sheet:
    """Comments a day by what became of them."""
    title = _("Comments, {step}", step=wording.step(line))
    if not found.total:
        return nothing(title)
    totals = {outcome: count for outcome, count in found.totals.items() if count}
    lines = [
        _(
            "{outcome}: **{count}** ({share})",
            outcome=_(wording.OUTCOMES[outcome]),
            count=wording.count(count),
            share=wording.percent(count / found.total),
        )
        for outcome, count in totals.items()
    ]
    came = wording.ngettext("{count} comment came", "{count} comments came", found.total)
    lines.insert(0, _("{came} in {period}.", came=came, period=wording.period(period)))
    at_once = totals.get(Outcome.PUBLISHED, 0) + totals.get(Outcome.FLAGGED, 0)
    picture = Picture(
        _(
            "{came}, {share} of them shown at once",
            came=came,
            share=wording.percent(at_once / found.total),
        ),
        _(
            "What became of them, {step}, in {period}",
            step=wording.step(line),
            period=wording.period(period),
        ),
        (
            Panel(
                Kind.COLUMNS,
                wording.labels(line),
                tuple(
                    Series(
                        f"{_(wording.OUTCOMES[outcome])} {wording.count(count)}",
                        _INKS[outcome],
                        found.by_bin[outcome],
                    )
                    for outcome, count in totals.items()
                ),
            ),
        ),
    )
    return Sheet(title, tuple(lines), picture)


def reasons_sheet(rows: Sequence[RuleCount], period: Period) -> Sheet:
    """Which rules held texts, and what moderators decided."""
    title = _("Why comments were held")
    if not rows:
        return nothing(title)
    shown = rows[:MOST_RULES]
    lines = [
        _(
            "`{rule}` ({category}): **{held}** held, {approved} approved, {rejected} rejected",
            rule=row.rule,
            category=row.category,
            held=wording.count(row.held),
            approved=wording.count(row.approved),
            rejected=wording.count(row.rejected),
        )
        for row in shown
    ]
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        lines.append(wording.ngettext("And {count} more rule.", "And {count} more rules.", more))
    first = rows[0]
    picture = Picture(
        _(
            "“{rule}” held most: {held}",
            rule=first.rule,
            held=wording.ngettext("{count} text", "{count} texts", first.held),
        ),
        _(
            "Held texts by rule in {period}; a text that two rules held counts for both",
            period=wording.period(period),
        ),
        (
            Panel(
                Kind.BARS,
                tuple(row.rule for row in shown),
                (
                    Series(_("Rejected"), Ink.REJECTED, tuple(row.rejected for row in shown)),
                    Series(_("Approved"), Ink.APPROVED, tuple(row.approved for row in shown)),
                    Series(
                        _("Not decided by a moderator"),
                        Ink.HELD,
                        tuple(row.held - row.approved - row.rejected for row in shown),
                    ),
                ),
                remarks=tuple(wording.count(row.held) for row in shown),
            ),
        ),
    )
    return Sheet(title, tuple(lines), picture)


def false_holds_sheet(rows: Sequence[FalseHolds], period: Period) -> Sheet:
    """Which rules held what moderators then let through."""
    title = _("Held, and then approved")
    if not rows:
        return nothing(title)
    shown = rows[:MOST_RULES]
    lines = [
        _(
            "`{rule}`: {approved} of {decided} approved, {share}",
            rule=row.rule,
            approved=wording.count(row.approved),
            decided=wording.count(row.decided),
            share=wording.interval(row.share),
        )
        for row in shown
    ]
    first = shown[0]
    picture = Picture(
        _(
            "Of what “{rule}” held, moderators approved {share}",
            rule=first.rule,
            share=wording.percent(first.share.value),
        ),
        _(
            "Share of held texts that moderators approved, with 95 % intervals, in {period}",
            period=wording.period(period),
        ),
        (
            Panel(
                Kind.INTERVALS,
                tuple(row.rule for row in shown),
                (
                    Series("", Ink.APPROVED, tuple(row.share.value for row in shown)),
                    Series("", Ink.APPROVED, tuple(row.share.low for row in shown)),
                    Series("", Ink.APPROVED, tuple(row.share.high for row in shown)),
                ),
                Unit.SHARE,
                remarks=tuple(
                    _("{approved} of {decided}", approved=row.approved, decided=row.decided)
                    for row in shown
                ),
            ),
        ),
    )
    return Sheet(title, tuple(lines), picture)


def article_sheet(found: Discussion, title: str, time_zone: str) -> Sheet:
    """The shape of the discussion below one article."""
    if not found.comments:
        return Sheet(title, (_("Nobody has commented on this article."),))
    deepest = len(found.depths) - 1
    lines = (
        wording.ngettext("**{count}** comment", "**{count}** comments", found.comments),
        wording.ngettext(
            "**{count}** member took part", "**{count}** members took part", found.participants
        ),
        _(
            "**{share}** of the comments waited for a moderator ({held})",
            share=wording.percent(found.held_share),
            held=wording.count(found.held),
        ),
        wording.ngettext(
            "Answers reach **{count}** level below the article's own comments",
            "Answers reach **{count}** levels below the article's own comments",
            deepest,
        ),
    )
    zone = ZoneInfo(time_zone)
    moments = [one.astimezone(zone) for one in found.moments]
    picture = Picture(
        _(
            "{comments} by {members}",
            comments=wording.ngettext("{count} comment", "{count} comments", found.comments),
            members=wording.ngettext("{count} member", "{count} members", found.participants),
        ),
        title,
        (
            Panel(
                Kind.LINES,
                tuple(f"{wording.day(one.date())} {one:%H:%M}" for one in moments),
                (Series("", Ink.APPROVED, found.so_far),),
                heading=_("Comments so far"),
            ),
            Panel(
                Kind.BARS,
                tuple(
                    _("on the article") if level == 0 else _("level {level}", level=level)
                    for level in range(len(found.depths))
                )[:MOST_RULES],
                (Series("", Ink.PUBLISHED, found.depths[:MOST_RULES]),),
                heading=_("Depth of answers"),
                remarks=tuple(wording.count(one) for one in found.depths[:MOST_RULES]),
            ),
        ),
    )
    return Sheet(title, lines, picture)
