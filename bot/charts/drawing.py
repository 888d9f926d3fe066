"""Draws with matplotlib: figures of our own on the Agg canvas, none of pyplot's global state.

A picture brings its own dark ground, so it reads the same on Discord's dark and light theme. The
colours are Okabe and Ito's, which people with colour-blindness tell apart.

Source: M. Okabe and K. Ito, "Color Universal Design" (2008).
"""

from __future__ import annotations

from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from bot.workflow.statistics import wording
from bot.workflow.statistics.pictures import Ink, Kind, Panel, Picture, Unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, DPI = 1000, 520, 100
"""Pixels of a picture, and of an inch of it."""
ROW = 34
"""Pixels that a bar takes; a picture with few bars is less high."""

GROUND, WORDS, FAINT, RULE = "#1b2029", "#f2f4f7", "#a9b1bd", "#343c49"
INKS = {
    Ink.PUBLISHED: "#009e73",
    Ink.APPROVED: "#56b4e9",
    Ink.FLAGGED: "#f0e442",
    Ink.HELD: "#e69f00",
    Ink.REJECTED: "#d55e00",
    Ink.REMOVED: "#cc79a7",
    Ink.WITHDRAWN: "#8d97a5",
}
MOST_TICKS = 9
_HEAD = 86
_FOOT = 46
_STYLE: dict[str, Any] = {"family": "DejaVu Sans", "parse_math": False}


def drawn(picture: Picture) -> bytes:
    """The picture as a PNG of `WIDTH` pixels."""
    height = max(_height(panel) for panel in picture.panels)
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    _write_head(figure, picture, height)
    widths = [1.6, 1.0] if len(picture.panels) == 2 else [1.0]
    heading = 26 if any(panel.heading for panel in picture.panels) else 0
    grid = figure.add_gridspec(
        1,
        len(picture.panels),
        width_ratios=widths,
        left=_left(picture.panels[0]),
        right=_right(picture.panels[-1]),
        top=1 - (_HEAD + heading) / height,
        bottom=_FOOT / height,
        wspace=0.42,
    )
    for place, panel in enumerate(picture.panels):
        axes = figure.add_subplot(grid[0, place])
        _prepare(axes, panel)
        _DRAW[panel.kind](axes, panel)
    file = BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND, pil_kwargs={"optimize": True})
    return file.getvalue()


def _height(panel: Panel) -> int:
    if panel.kind in {Kind.BARS, Kind.INTERVALS}:
        legend = 30 if len(panel.series) > 1 and panel.kind is Kind.BARS else 0
        return max(260, _HEAD + _FOOT + legend + ROW * len(panel.labels))
    return HEIGHT


def _left(panel: Panel) -> float:
    if panel.kind in {Kind.BARS, Kind.INTERVALS}:
        return min(0.34, 0.04 + 0.0088 * max(map(len, panel.labels)))
    return 0.075


def _right(panel: Panel) -> float:
    longest = max((len(one.name) for one in panel.series), default=0)
    if panel.kind in {Kind.COLUMNS, Kind.LINES} and longest:
        return 0.965 - 0.0093 * longest
    return 0.96 - 0.008 * max((len(one) for one in panel.remarks), default=0)


def _write_head(figure: Figure, picture: Picture, height: int) -> None:
    title = wrapped(picture.title, 66)
    figure.text(
        0.025, 1 - 18 / height, title, va="top", fontsize=16, weight="bold", color=WORDS, **_STYLE
    )
    figure.text(
        0.025,
        1 - 50 / height,
        wrapped(picture.subtitle, 110),
        va="top",
        fontsize=11,
        color=FAINT,
        **_STYLE,
    )


def wrapped(text: str, length: int) -> str:
    """On one line: cut at a word, with an ellipsis, where it would leave the picture."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rsplit(' ', 1)[0]}…"


def _prepare(axes: Axes, panel: Panel) -> None:
    axes.set_facecolor(GROUND)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(colors=FAINT, labelsize=10.5, length=0)
    axes.set_axisbelow(True)
    if panel.heading:
        axes.set_title(
            panel.heading, loc="left", fontsize=11.5, color=WORDS, pad=10, parse_math=False
        )


def _draw_columns(axes: Axes, panel: Panel) -> None:
    places = range(len(panel.labels))
    floor = [0.0] * len(panel.labels)
    width = 0.82 if len(panel.labels) < 40 else 0.9
    for one in panel.series:
        heights = [value or 0.0 for value in one.values]
        axes.bar(places, heights, width, bottom=floor, color=INKS[one.ink])
        floor = [below + above for below, above in zip(floor, heights, strict=True)]
    _name_times(axes, panel)
    _measure(axes, panel, max(floor))
    top = max(floor) * 1.05 or 1.0
    step = min(0.085, 0.9 / max(1, len(panel.series)))
    for place, one in enumerate(reversed(panel.series)):
        axes.text(
            1.015, 0.97 - place * step, one.name, transform=axes.transAxes, va="top",
            fontsize=11, color=INKS[one.ink], **_STYLE,
        )  # fmt: skip
    axes.set_ylim(0, top)


def _draw_lines(axes: Axes, panel: Panel) -> None:
    highest = max((v for one in panel.series for v in one.values if v is not None), default=1.0)
    ends: list[tuple[float, str, str]] = []
    for one in panel.series:
        values = [float("nan") if value is None else value for value in one.values]
        single = len(values) < 40
        axes.plot(
            range(len(values)),
            values,
            color=INKS[one.ink],
            linewidth=2.4,
            marker="o" if single else None,
            markersize=4.5,
            solid_capstyle="round",
        )
        known = [value for value in one.values if value is not None]
        if known and one.name:
            ends.append((known[-1], one.name, INKS[one.ink]))
    if len(panel.series) == 1:
        values = [value or 0.0 for value in panel.series[0].values]
        axes.fill_between(range(len(values)), values, color=INKS[panel.series[0].ink], alpha=0.18)
    _name_times(axes, panel)
    _measure(axes, panel, highest)
    top = highest * 1.08 or 1.0
    axes.set_ylim(0, top)
    for height, name, ink in _apart(ends, top * 0.075):
        axes.annotate(
            name, (1.0, height), xycoords=("axes fraction", "data"), xytext=(10, 0),
            textcoords="offset points", va="center", fontsize=11, color=ink, annotation_clip=False,
            **_STYLE,
        )  # fmt: skip


def _apart(ends: list[tuple[float, str, str]], least: float) -> list[tuple[float, str, str]]:
    """Names at the ends of lines, moved so that they do not cover each other."""
    placed: list[tuple[float, str, str]] = []
    for height, name, ink in sorted(ends):
        if placed:
            height = max(height, placed[-1][0] + least)
        placed.append((height, name, ink))
    return placed


def _draw_bars(axes: Axes, panel: Panel) -> None:
    places = [-place for place in range(len(panel.labels))]
    start = [0.0] * len(panel.labels)
    for one in panel.series:
        lengths = [value or 0.0 for value in one.values]
        axes.barh(places, lengths, 0.66, left=start, color=INKS[one.ink], label=one.name)
        start = [left + length for left, length in zip(start, lengths, strict=True)]
    longest = max(start, default=1.0) or 1.0
    axes.set_xlim(0, longest * 1.02)
    _name_rows(axes, panel, places)
    axes.xaxis.set_visible(False)
    for place, end, remark in zip(places, start, panel.remarks, strict=False):
        axes.annotate(
            remark, (end, place), xytext=(7, 0), textcoords="offset points", va="center",
            fontsize=11, color=WORDS, annotation_clip=False, **_STYLE,
        )  # fmt: skip
    if len(panel.series) > 1:
        across = 0.0
        for one in panel.series:
            axes.annotate(
                one.name, (0, 0), xycoords="axes fraction", xytext=(across, -12),
                textcoords="offset points", va="top", fontsize=11, color=INKS[one.ink], **_STYLE,
            )  # fmt: skip
            across += 6.6 * len(one.name) + 22


def _draw_intervals(axes: Axes, panel: Panel) -> None:
    places = [-place for place in range(len(panel.labels))]
    middles, lows, highs = (one.values for one in panel.series)
    axes.set_xlim(0, 1)
    _name_rows(axes, panel, places)
    axes.xaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}"))
    axes.grid(axis="x", color=RULE, linewidth=1)
    ink = INKS[panel.series[0].ink]
    for place, middle, low, high, remark in zip(
        places, middles, lows, highs, panel.remarks, strict=True
    ):
        axes.plot((low or 0, high or 0), (place, place), color=ink, linewidth=5, alpha=0.42,
                  solid_capstyle="round")  # fmt: skip
        axes.plot(middle or 0, place, marker="o", markersize=9, color=ink, clip_on=False)
        axes.annotate(
            remark, (1, place), xycoords=("axes fraction", "data"), xytext=(12, 0),
            textcoords="offset points", va="center", fontsize=11, color=WORDS,
            annotation_clip=False, **_STYLE,
        )  # fmt: skip


def _name_rows(axes: Axes, panel: Panel, places: list[int]) -> None:
    axes.set_ylim(min(places) - 0.6, 0.6)
    axes.yaxis.set_major_locator(FixedLocator(places))
    axes.set_yticklabels([wrapped(label, 34) for label in panel.labels], parse_math=False)
    axes.tick_params(axis="y", colors=WORDS, labelsize=11)


def _name_times(axes: Axes, panel: Panel) -> None:
    """At most so many names below the axis, always that of the last time."""
    number = len(panel.labels)
    most = MOST_TICKS if max(map(len, panel.labels), default=0) < 9 else 3
    step = ceil(number / most) or 1
    shown = list(range(number - 1, -1, -step))[::-1]
    axes.set_xlim(-0.6, number - 0.4)
    axes.xaxis.set_major_locator(FixedLocator(shown))
    axes.set_xticklabels([panel.labels[place] for place in shown], parse_math=False)


def _measure(axes: Axes, panel: Panel, highest: float) -> None:
    """The axis of values: few lines, in units that people say."""
    unit = panel.unit
    if unit is Unit.COUNT:
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    elif unit is Unit.SECONDS:
        axes.yaxis.set_major_locator(FixedLocator(round_times(highest)))
    else:
        axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _IN_WORDS[unit](value)))
    axes.grid(axis="y", color=RULE, linewidth=1)


def round_times(highest: float) -> list[float]:
    """At most six lengths of time from 0 on that people think in: seconds, minutes, hours, days."""
    for step in (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 172800, 604800):
        if highest / step <= 5:
            return [float(step * number) for number in range(int(highest / step) + 2)]
    return [0.0, highest]


_IN_WORDS: dict[Unit, Any] = {
    Unit.COUNT: wording.count,
    Unit.SECONDS: wording.duration,
    Unit.MILLISECONDS: wording.milliseconds,
    Unit.SHARE: wording.percent,
}
_DRAW = {
    Kind.COLUMNS: _draw_columns,
    Kind.LINES: _draw_lines,
    Kind.BARS: _draw_bars,
    Kind.INTERVALS: _draw_intervals,
}
