"""The pictures in README.md, from invented figures: the same every time.

    uv run python -m tests.benchmarks.pictures [FOLDER]

Draws every kind of picture into FOLDER; without one, the two of the README into
``tests/benchmarks/pictures``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.charts.drawing import drawn
from bot.domain.comment import CommentState
from bot.workflow.statistics import sheets, times
from bot.workflow.statistics.periods import Period, timeline
from bot.workflow.statistics.pictures import Sheet
from bot.workflow.statistics.series import discussion, false_holds, outcomes, spread
from bot.workflow.statistics.tables import Quantiles, RuleCount, Said, StateCount, Waiting

HERE = Path(__file__).with_name("pictures")
IN_README = ("comments", "false-holds")
NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"

RULES = (
    RuleCount("incitement.call", "incitement", 214, 18, 181),
    RuleCount("classifier.hate", "hate", 188, 71, 109),
    RuleCount("slur.ethnic", "slur", 143, 21, 118),
    RuleCount("language.foreign", "language", 96, 83, 9),
    RuleCount("harassment.direct", "harassment", 61, 22, 35),
    RuleCount("incitement.rally", "incitement", 40, 6, 31),
    RuleCount("form.picture", "form", 22, 20, 2),
)


def invented() -> Iterator[tuple[str, Sheet]]:
    """Every picture by its name."""
    chance = Random(7)
    line = timeline(Period.MONTH, NOW, ZONE)
    counted = []
    for one in line.bins:
        base = 60 - 25 * (one.day.weekday() >= 5) + chance.randint(-12, 18)
        shares = (
            (CommentState.PUBLISHED, False, False, 0.84),
            (CommentState.PUBLISHED, False, True, 0.03),
            (CommentState.PUBLISHED, True, False, 0.04),
            (CommentState.HELD, False, False, 0.10 if one.number > 28 else 0.0),
            (CommentState.REJECTED, True, False, 0.05),
            (CommentState.REMOVED, True, False, 0.015),
            (CommentState.WITHDRAWN, False, False, 0.025),
        )
        counted += [
            StateCount(one.number, state, by, flagged, max(0, round(base * s + chance.random())))
            for state, by, flagged, s in shares
            if s
        ]
    yield "comments", sheets.comments_sheet(outcomes(counted, line), line, Period.MONTH)
    yield "reasons", sheets.reasons_sheet(RULES, Period.MONTH)
    yield "false-holds", sheets.false_holds_sheet(false_holds(RULES), Period.MONTH)
    waits = [
        Quantiles(one.number, 9, 420 + chance.random() * 900, 3000 + chance.random() * 9000)
        for one in line.bins
        if one.number not in {11, 12}
    ]
    whole = Quantiles(0, 260, 780, 6900)
    waiting = Waiting(4, NOW - timedelta(minutes=51))
    yield (
        "delays",
        times.delays_sheet(spread(waits, line), whole, waiting, line, Period.MONTH, NOW),
    )
    stood = [
        Quantiles(one.number, 9, 38 + chance.random() * 12, 90 + chance.random() * 120)
        for one in line.bins
    ]
    yield (
        "exposure",
        times.exposure_sheet(spread(stood, line), Quantiles(0, 270, 42, 173), line, Period.MONTH),
    )
    said = []
    at = NOW - timedelta(days=2)
    for number in range(1, 240):
        at += timedelta(seconds=chance.expovariate(1 / (60 + number * 6)))
        parent = chance.randint(1, number - 1) if number > 1 and chance.random() < 0.55 else None
        held = chance.random() < 0.09
        said.append(Said(number, parent, chance.randint(1, 80), at, CommentState.PUBLISHED, held))
    title = "Port Vellin Closes Its Old Customs Sheds Months Before A New Shelter Is Ready"
    yield "article", sheets.article_sheet(discussion(said), title, ZONE)


def main() -> None:
    """Draw them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in invented():
        if sheet.picture is not None and (folder != HERE or name in IN_README):
            png = drawn(sheet.picture)
            (folder / f"{name}.png").write_bytes(png)
            print(f"{name}.png: {len(png):,} bytes. {sheet.picture.title}")


if __name__ == "__main__":
    main()
