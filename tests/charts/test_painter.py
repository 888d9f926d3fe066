"""Pictures are drawn elsewhere, and the bot goes on whatever becomes of that."""

import subprocess
import sys

import pytest

from bot.charts import SubprocessPainter
from bot.charts.drawing import drawn, round_times, wrapped
from bot.workflow.statistics.pictures import Ink, Kind, NoPicture, Panel, Picture, Series, Unit
from tests.benchmarks.pictures import HERE, IN_README, invented

PNG = b"\x89PNG\r\n\x1a\n"
EMPTY = Picture("Nothing", "", (Panel(Kind.LINES, (), ()),))


def panel(kind: Kind, number: int, unit: Unit = Unit.COUNT) -> Panel:
    names = 3 if kind is Kind.INTERVALS else 2
    return Panel(
        kind,
        tuple(f"label {nr}" for nr in range(number)),
        tuple(Series(f"series {nr}", Ink.HELD, (0.0,) * number) for nr in range(names)),
        unit,
        remarks=("0",) * number,
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("number", [1, 2, 92])
def test_every_kind_can_be_drawn_of_little_and_of_much(kind: Kind, number: int) -> None:
    unit = Unit.SHARE if kind is Kind.INTERVALS else Unit.COUNT
    shown = Picture("A $title$ with_signs", "{of} all <sorts>", (panel(kind, number, unit),))
    assert drawn(shown).startswith(PNG)


async def test_it_is_drawn_in_a_process_of_its_own() -> None:
    shown = Picture("Title", "Subtitle", (panel(Kind.BARS, 3),))
    before = "matplotlib.figure" in sys.modules
    assert (await SubprocessPainter()(shown)).startswith(PNG)
    assert ("matplotlib.figure" in sys.modules) is before


async def test_without_matplotlib_it_says_what_to_install() -> None:
    with pytest.raises(NoPicture, match="uv sync --extra charts"):
        await SubprocessPainter(lambda: False)(EMPTY)


async def test_a_drawing_that_fails_is_no_failure_of_the_bot() -> None:
    broken = Picture("Title", "", (Panel(Kind.INTERVALS, ("one",), ()),))
    with pytest.raises(NoPicture, match="could not be drawn"):
        await SubprocessPainter()(broken)


def test_the_bot_itself_never_loads_matplotlib() -> None:
    code = "import bot.app, cogs.stats, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("highest", "lines"),
    [
        (4, [0, 1, 2, 3, 4, 5]),
        (100, [0, 30, 60, 90, 120]),
        (7200, [0, 1800, 3600, 5400, 7200, 9000]),
    ],
)
def test_times_are_measured_in_steps_that_people_think_in(
    highest: float, lines: list[float]
) -> None:
    assert round_times(highest) == lines


def test_a_long_title_is_cut_at_a_word() -> None:
    assert wrapped("One two three", 9) == "One two…"
    assert wrapped("One\ntwo", 9) == "One two"


def test_the_readmes_pictures_are_those_that_its_command_draws() -> None:
    sheets = dict(invented())
    for name in IN_README:
        png = (HERE / f"{name}.png").read_bytes()
        assert png.startswith(PNG)
        assert len(png) <= 60_000
        assert sheets[name].picture is not None
