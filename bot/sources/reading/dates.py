"""Dates and times as pages print them: found in a line, and read."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from bot.sources.reading.vocabulary import (
    all_openings,
    all_words,
    alternation,
    fold,
    longest_first,
    vocabularies,
)

_OFFSET_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "trt": 3,
    "est": -5, "et": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip
_NOON = 12
_LONGEST_CLOCK = 14
_CLOCK_FIRST = re.compile(
    r"(?P<clock>(?<![\w:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{2,4}\b)?),\s"
    r"(?P<date>[^|•]{6,40})$"
)
_DIGIT = re.compile(r"\d")
_AT = r"at|um|a las|à|alle|às|om|saat|@"
_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"|(?P<bare_hour>1[0-2]|0?[1-9])(?=\s?[ap]\.?m))"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?uhr\b)?"
    rf"\s?\(?(?P<zone>[+-]\d\d:?\d\d|(?:{'|'.join(longest_first(_OFFSET_HOURS))})\b)?\)?"
)
_GLUE = rf"(?:t|[\s,;|•·–—-]|\b(?:{_AT})\b){{1,6}}"
_CLOCK_ALONE = re.compile(
    rf"(?<![\w:.])(?:(?:{_AT})\s)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?"
    r"\s?(?:[ap]\.?m\.?|uhr)?(?![\w:])",
    re.IGNORECASE,
)
_SHORT_AGE = re.compile(
    r"(?:^|[•·|,(]\s*)\d{1,3}\s?(?:s|m|h|d|w|y|mo|mins?|hrs?|std|yrs?)\b\.?", re.I
)


def is_clock(text: str) -> bool:
    """Whether the line is a time of day and nothing else, as in a report by the minute."""
    return len(text) <= _LONGEST_CLOCK and _CLOCK_ALONE.fullmatch(text) is not None


def without_times(text: str) -> tuple[str, bool]:
    """``text`` with dates and times taken out, and whether there were any."""
    numbered = _DIGIT.search(text) is not None
    left = date_pattern().sub(" ", text) if numbered else text
    left = _just_now().sub(" ", left)
    left = _age().sub(" ", left)
    if numbered:
        left = _SHORT_AGE.sub(" ", left)
        if left != text:
            left = _CLOCK_ALONE.sub(" ", left)
    return left, left != text


@cache
def _age() -> re.Pattern[str]:
    """``3 hours ago``, ``vor einer Stunde``, ``hace 2 días``."""
    quantity = rf"(?:\d{{1,4}}|{alternation(all_words('quantities'))})"
    unit = rf"(?:{alternation(all_words('time_units'))})\.?"
    span = rf"(?:{quantity}\s?){{1,3}}{unit}(?:,?\s\d{{1,2}}\s?{unit})?"
    ago = alternation(all_openings("ago"))
    return re.compile(rf"(?<!\w)(?:{span}\s(?:{ago})|(?:{ago})\s{span})(?!\w)", re.IGNORECASE)


@cache
def _just_now() -> re.Pattern[str]:
    words = alternation(all_openings("just_now"))
    clock = rf"(?:(?:\s|,|\b(?:{_AT})\b)+[012]?\d[:.h][0-5]\d(?:\s?[ap]m|\s?uhr)?)?"
    return re.compile(rf"(?<!\w)(?:{words}){clock}(?!\w)", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {"sept": 9}
    for known in vocabularies().values():
        for index, name in enumerate(known.calendar[:12], start=1):
            months.setdefault(name, index)
            if len(name) > 4:
                months.setdefault(name[:3], index)
                months.setdefault(name[:4], index)
    return months


@cache
def date_pattern() -> re.Pattern[str]:
    """A calendar date with, where there is one, the time of day that follows it."""
    month = rf"(?:{alternation(longest_first(_months()))})\.?"
    names = (name for known in vocabularies().values() for name in known.calendar[12:])
    weekdays = longest_first(short for name in names for short in (name, name[:3], name[:2]))
    article = r"(?:\s+(?:den|the|le|el))?"
    weekday = rf"(?:(?:{alternation(weekdays)})\b\.?,?{article}\s+)?"
    ordinal = r"(?:st|nd|rd|th|\.|º|er)?"
    link = r"(?:\s+(?:de|of|del|di|do)\s+|\s*,\s*|\s+)"
    year = r"(?:19|20)\d\d"
    forms = (
        rf"(?P<iso_year>{year})[-/.](?P<iso_month>\d\d?)[-/.](?P<iso_day>\d\d?)",
        rf"(?P<name_day>[0-3]?\d){ordinal}{link}(?P<name_month>{month}){link}(?P<name_year>{year})",
        rf"(?P<us_month>{month})\s+(?P<us_day>[0-3]?\d)(?:st|nd|rd|th)?{link}(?P<us_year>{year})",
        r"(?P<first>[0-3]?\d)(?P<mark>[./-])(?P<second>[0-3]?\d)(?P=mark)"
        r"(?P<year>(?:19|20)?\d\d)(?!\d)",
    )
    return re.compile(
        rf"(?<![\w.]){weekday}(?:{'|'.join(forms)})(?:(?!\w)|(?=t\d))(?:{_GLUE}{_CLOCK})?",
        re.IGNORECASE,
    )


def read_date(text: str, code: str) -> datetime | None:
    """The first date in ``text`` as an aware UTC time; a date alone is taken as noon UTC.

    None where there is no date, or where day and month cannot be told apart ("03/04/2026" in an
    English text: half of its readers would be told a wrong month).
    """
    folded = _CLOCK_FIRST.sub(r"\g<date> \g<clock>", fold(text))
    match = date_pattern().search(folded)
    if match is None:
        return None
    day = _year_month_day(match, code)
    if day is None:
        return None
    try:
        moment = datetime(*day, _NOON, tzinfo=UTC)
    except ValueError:
        return None
    return _with_clock(moment, match)


def _year_month_day(match: re.Match[str], code: str) -> tuple[int, int, int] | None:
    part = match.groupdict()
    if part["iso_year"]:
        return int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"])
    if part["name_month"]:
        month = _months()[part["name_month"].rstrip(".")]
        return int(part["name_year"]), month, int(part["name_day"])
    if part["us_month"]:
        month = _months()[part["us_month"].rstrip(".")]
        return int(part["us_year"]), month, int(part["us_day"])
    first, second, year = int(part["first"]), int(part["second"]), int(part["year"])
    year = year if year > 99 else 2000 + year
    if part["mark"] == "." or code != "en" or first > 12:
        return year, second, first
    return (year, first, second) if second > 12 or first == second else None


def _with_clock(day: datetime, match: re.Match[str]) -> datetime:
    hour_text = match["hour"] or match["bare_hour"]
    if hour_text is None:
        return day
    hour, minute = int(hour_text), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    moment = day.replace(hour=hour, minute=minute)
    return moment.replace(tzinfo=_zone(match["zone"] or "utc")).astimezone(UTC)


def _zone(name: str) -> timezone:
    if name in _OFFSET_HOURS:
        return timezone(timedelta(hours=_OFFSET_HOURS[name]))
    digits = name[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(days=1):
        return UTC
    return timezone(-offset if name[0] == "-" else offset)
