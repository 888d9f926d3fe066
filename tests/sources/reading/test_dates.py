"""Dates as pages print them."""

from __future__ import annotations

import pytest

from bot.sources.reading.dates import is_clock, read_date, without_times


@pytest.mark.parametrize(
    ("text", "code", "moment"),
    [
        ("2026-03-01", "en", "2026-03-01T12:00"),
        ("2026-03-01T17:31:05Z", "en", "2026-03-01T17:31"),
        ("2026-03-01 17:31 +02:00", "en", "2026-03-01T15:31"),
        ("March 8, 2026", "en", "2026-03-08T12:00"),
        ("Mar. 8, 2026 at 5:31 pm EST", "en", "2026-03-08T22:31"),
        ("Sunday, 8th March 2026, 12:05 am", "en", "2026-03-08T00:05"),
        ("Published 06:12, 19 August 2025", "en", "2025-08-19T06:12"),
        ("7 April 2025 16:20 BST", "en", "2025-04-07T15:20"),
        ("13/02/2026", "en", "2026-02-13T12:00"),
        ("02/13/2026", "en", "2026-02-13T12:00"),
        ("3/4/2026", "es", "2026-04-03T12:00"),
        ("1. März 2026, 10:15 Uhr", "de", "2026-03-01T10:15"),
        ("01.03.26", "de", "2026-03-01T12:00"),
        ("3 Haziran 2025 Salı", "tr", "2025-06-03T12:00"),
        ("12 de marzo de 2025", "es", "2025-03-12T12:00"),
        ("le 2 octobre 2025 à 18h30", "fr", "2025-10-02T18:30"),
    ],
)
def test_date_is_read(text: str, code: str, moment: str) -> None:
    date = read_date(text, code)
    assert date is not None
    assert date.isoformat() == f"{moment}:00+00:00"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("03/04/2026", "en"),
        ("31 February 2026", "en"),
        ("no date at all", "en"),
        ("Room 12.30.45 and 2026", "en"),
        ("99/99/2026", "de"),
    ],
)
def test_what_is_no_certain_date_is_not_read(text: str, code: str) -> None:
    assert read_date(text, code) is None


@pytest.mark.parametrize(
    "text",
    [
        "3 hours ago",
        "an hour ago",
        "vor 3 Stunden",
        "vor einer Stunde",
        "2 saat önce",
        "hace 5 horas",
        "il y a 40 minutes",
        "yesterday at 14:30",
        "8 March 2026 at 17:31",
        "5h",
    ],
)
def test_times_are_taken_out(text: str) -> None:
    left, timed = without_times(f"{text}")
    assert timed
    assert left.strip() == ""


@pytest.mark.parametrize(
    "text", ["I may go in 2026", "May I go?", "minutes of the meeting", "5 hens"]
)
def test_ordinary_words_are_no_times(text: str) -> None:
    assert without_times(text) == (text, False)


def test_clock_on_a_line_of_its_own_is_told() -> None:
    assert is_clock("6.05 p.m.")
    assert is_clock("18:40")
    assert not is_clock("18:40 The vote begins")
