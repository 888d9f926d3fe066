"""Lengths of time: how long comments waited, and how long texts could be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.locales import _
from bot.workflow.statistics import wording
from bot.workflow.statistics.periods import Period, Timeline
from bot.workflow.statistics.pictures import Ink, Kind, Panel, Picture, Series, Sheet, Unit
from bot.workflow.statistics.tables import Quantiles, Waiting


def delays_sheet(
    found: Sequence[Quantiles | None],
    whole: Quantiles | None,
    waiting: Waiting,
    line: Timeline,
    period: Period,
    now: datetime,
) -> Sheet:
    """How long comments waited for a moderator."""
    title = _("Time to decision")
    queue = _queue(waiting, now)
    if whole is None:
        return Sheet(title, (_(wording.NOTHING), queue))
    middle, far = wording.duration(whole.middle), wording.duration(whole.far)
    lines = (
        wording.ngettext(
            "Moderators decided about {count} text in {period}.",
            "Moderators decided about {count} texts in {period}.",
            whole.count,
            period=wording.period(period),
        ),
        _(
            "Half of them within **{middle}**, nine in ten within **{far}**.",
            middle=middle,
            far=far,
        ),
        queue,
    )
    picture = Picture(
        _(
            "Half of all decisions within {middle}, nine in ten within {far}",
            middle=middle,
            far=far,
        ),
        _(
            "From holding to a moderator's decision, {step}, in {period}",
            step=wording.step(line),
            period=wording.period(period),
        ),
        (
            Panel(
                Kind.LINES,
                wording.labels(line),
                (
                    Series(_("Nine in ten"), Ink.HELD, _values(found, "far")),
                    Series(_("Half"), Ink.APPROVED, _values(found, "middle")),
                ),
                Unit.SECONDS,
            ),
        ),
    )
    return Sheet(title, lines, picture)


def exposure_sheet(
    found: Sequence[Quantiles | None], whole: Quantiles | None, line: Timeline, period: Period
) -> Sheet:
    """How long texts could be read in free mode before they were taken down."""
    title = _("Exposure in free mode")
    if whole is None:
        return Sheet(title, (_("No typed text had to be taken down in this time."),))
    middle, far = wording.milliseconds(whole.middle), wording.milliseconds(whole.far)
    lines = (
        wording.ngettext(
            "{count} typed text was taken down in {period}.",
            "{count} typed texts were taken down in {period}.",
            whole.count,
            period=wording.period(period),
        ),
        _("Half could be read for at most **{middle}**, 99 of 100 for at most **{far}**.",
          middle=middle, far=far),
    )  # fmt: skip
    picture = Picture(
        _("Half were readable for at most {middle}, 99 of 100 for {far}", middle=middle, far=far),
        _(
            "How long texts stood before they were taken down, {step}, in {period}",
            step=wording.step(line),
            period=wording.period(period),
        ),
        (
            Panel(
                Kind.LINES,
                wording.labels(line),
                (
                    Series(_("99 of 100"), Ink.HELD, _values(found, "far")),
                    Series(_("Half"), Ink.APPROVED, _values(found, "middle")),
                ),
                Unit.MILLISECONDS,
            ),
        ),
    )
    return Sheet(title, lines, picture)


def _queue(waiting: Waiting, now: datetime) -> str:
    if waiting.oldest is None:
        return _("Nothing waits at the moment.")
    return wording.ngettext(
        "**{count}** text waits at the moment, the oldest for **{age}**.",
        "**{count}** texts wait at the moment, the oldest for **{age}**.",
        waiting.count,
        age=wording.duration((now - waiting.oldest).total_seconds()),
    )


def _values(found: Sequence[Quantiles | None], name: str) -> tuple[float | None, ...]:
    return tuple(None if one is None else getattr(one, name) for one in found)
