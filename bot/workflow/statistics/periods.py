"""Periods that statistics are made of, cut into days, weeks or months of the server's time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

MOST_BINS = 92
"""More than so many days become weeks, more than so many weeks months: what can be told apart."""


class Period(StrEnum):
    """How far back."""

    WEEK = "7 days"
    MONTH = "30 days"
    QUARTER = "90 days"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """None for all."""
        return None if self is Period.ALL else int(self.value.split(maxsplit=1)[0])


class Step(StrEnum):
    """How long one bin is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of time ``[since, until)``, aware."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Bin:
    """One day, week or month in the server's time zone."""

    number: int
    """From 0."""
    day: date
    """Its first day."""
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """A period cut into bins, oldest first. The last one ends with today."""

    step: Step
    bins: tuple[Bin, ...]

    @property
    def span(self) -> Span:
        """All of it."""
        return Span(self.bins[0].since, self.bins[-1].until)


def timeline(
    period: Period, now: datetime, time_zone: str, first: datetime | None = None
) -> Timeline:
    """The period up to the end of today, where clocks go as in ``time_zone``.

    A day lasts from midnight to midnight there, also where that is 23 or 25 hours.

    Args:
        first: The first moment of all, for `Period.ALL`.
    """
    zone = ZoneInfo(time_zone)
    today = now.astimezone(zone).date()
    begins = today - timedelta(days=(period.days or 1) - 1)
    if period is Period.ALL and first is not None:
        begins = min(today, first.astimezone(zone).date())
    step = _step((today - begins).days + 1)
    days = [*_starts(begins, today, step), today + timedelta(days=1)]
    return Timeline(
        step,
        tuple(
            Bin(number, day, _midnight(day, zone), _midnight(until, zone))
            for number, (day, until) in enumerate(pairwise(days))
        ),
    )


def _step(days: int) -> Step:
    if days <= MOST_BINS:
        return Step.DAY
    return Step.WEEK if days <= MOST_BINS * 7 else Step.MONTH


def _starts(begins: date, today: date, step: Step) -> Iterator[date]:
    """First days of bins: whole weeks begin on Monday, whole months on the first."""
    day = begins
    if step is Step.WEEK:
        day = begins - timedelta(days=begins.weekday())
    elif step is Step.MONTH:
        day = begins.replace(day=1)
    while day <= today:
        yield day
        if step is Step.MONTH:
            day = (day + timedelta(days=32)).replace(day=1)
        else:
            day += timedelta(days=7 if step is Step.WEEK else 1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
