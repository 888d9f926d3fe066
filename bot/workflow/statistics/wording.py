"""Figures in words, in the language spoken."""

from __future__ import annotations

from datetime import date

from bot import locales
from bot.domain.figures import Figure
from bot.locales import _, mark
from bot.workflow.statistics.periods import Period, Step, Timeline
from bot.workflow.statistics.series import Outcome

NOTHING = mark("Nothing was decided in this time.")
MONTHS = tuple(
    map(mark, ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
)
OUTCOMES = {
    Outcome.PUBLISHED: mark("Published at once"),
    Outcome.FLAGGED: mark("Flagged"),
    Outcome.APPROVED: mark("Approved"),
    Outcome.HELD: mark("Waiting"),
    Outcome.REJECTED: mark("Rejected"),
    Outcome.REMOVED: mark("Removed"),
    Outcome.WITHDRAWN: mark("Withdrawn"),
}
_STEPS = {
    Step.DAY: mark("day by day"),
    Step.WEEK: mark("week by week"),
    Step.MONTH: mark("month by month"),
}


def period(chosen: Period) -> str:
    """e.g. ``the last 30 days``."""
    if chosen.days is None:
        return _("all this time")
    return ngettext("the last {count} day", "the last {count} days", chosen.days)


def step(line: Timeline) -> str:
    """How time is cut, e.g. ``day by day``."""
    return _(_STEPS[line.step])


def day(day: date) -> str:
    """e.g. ``3 Nov``."""
    return _("{day} {month}", day=day.day, month=_(MONTHS[day.month - 1]))


def label(line: Timeline, day_of_bin: date) -> str:
    """The name of a bin on the axis."""
    if line.step is Step.MONTH:
        return _("{month} {year}", month=_(MONTHS[day_of_bin.month - 1]), year=day_of_bin.year)
    return day(day_of_bin)


def labels(line: Timeline) -> tuple[str, ...]:
    """The names of all bins."""
    return tuple(label(line, one.day) for one in line.bins)


def count(number: float) -> str:
    """With a thin sign between thousands."""
    return f"{number:,.0f}"


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """As `bot.locales.ngettext`, with thousands set apart in ``{count}``."""
    return locales.ngettext(one, many, n, count=count(n), **values)


def percent(share: float) -> str:
    """e.g. ``4.5 %``; one digit behind the point below ten."""
    value = share * 100
    return f"{value:.0f} %" if value >= 9.95 or value == 0 else f"{value:.1f} %"


def interval(figure: Figure) -> str:
    """A share with its 95 % interval, e.g. ``25 % (18 % to 33 %)``."""
    return _(
        "{value} ({low} to {high})",
        value=percent(figure.value),
        low=percent(figure.low),
        high=percent(figure.high),
    )


def duration(seconds: float) -> str:
    """In the two largest units, e.g. ``2 h 5 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 10 and rest:
        return f"{minutes} min {rest} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(hours, 24)
    return _("{days} d {hours} h", days=days, hours=rest) if rest else _("{days} d", days=days)


def milliseconds(value: float) -> str:
    """e.g. ``45 ms``, ``1.2 s``."""
    return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.1f} s"
