"""The operating curve as a picture. Needs matplotlib, which the extra ``charts`` brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import GreenroomError
from bot.domain.figures import Figure
from bot.evaluation.curve import Point, operating_curve, points_at
from bot.evaluation.figures import Counts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 1200, 900
"""Pixels."""
MARKED = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Thresholds that are marked on the curve."""

_DPI = 150
_LINE, _POINT = "#1f5f8b", "#b3261e"


class ChartsMissing(GreenroomError):
    """What draws pictures is not installed; the message says how to install it."""


def require_charts() -> None:
    """Raises:
    ChartsMissing: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise ChartsMissing(
            "A curve needs matplotlib. Install it with: uv sync --extra charts "
            "(or: pip install matplotlib)"
        )


def draw_curve(
    path: Path, scored: Iterable[tuple[bool, float]], counts: Counts, *, title: str, policy: str
) -> None:
    """Write the operating curve as a PNG of ``WIDTH`` times ``HEIGHT`` pixels.

    Args:
        path: The file to write.
        scored: (is harmful, highest score) of each text.
        counts: What the policy made of the same texts: the point that is in force.
        title: What was judged.
        policy: The label of the policy.

    Raises:
        ChartsMissing: matplotlib is not installed.
        ValueError: there are no harmful or no harmless texts.
        OSError: the file cannot be written.
    """
    require_charts()
    from matplotlib.figure import Figure as Picture
    from matplotlib.ticker import PercentFormatter

    texts = list(scored)
    curve = operating_curve(texts)
    picture = Picture(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, layout="constrained")
    axes = picture.add_subplot()
    farthest = max((point.false_alarm_rate for point in curve), default=0.0)
    right = min(1.0, max(0.02, farthest * 1.12, (counts.false_alarms / counts.harmless) * 1.3))
    top = _top(curve, counts)
    axes.set_xlim(-right / 60, right)
    axes.set_ylim(-top / 60, top)
    _draw_line(axes, curve)
    _draw_thresholds(axes, points_at(texts, MARKED), right, top)
    _draw_policy(axes, counts, policy)
    # Symbols on a plain line: whatever the file is called is shown as it is.
    axes.set_title(
        f"Operating curve of {title}\n"
        f"{counts.harmful:,} harmful and {counts.harmless:,} harmless texts",
        fontsize=12,
        parse_math=False,
    )
    axes.set_xlabel("False alarms: share of harmless texts held")
    axes.set_ylabel("Recall: share of harmful texts held")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1.0, decimals=None))
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    picture.legend(loc="outside lower center", frameon=False)
    picture.savefig(path, format="png")


def labels_of(points: Sequence[Point], right: float, top: float) -> list[tuple[Point, str]]:
    """Where to write which thresholds: those that lie within a letter of each other as one.

    Args:
        points: Of falling thresholds.
        right: The false-alarm rate at the right edge.
        top: The recall at the upper edge.
    """
    groups: list[list[Point]] = []
    for point in points:
        if point.recall == 0 and point.false_alarm_rate == 0:
            continue
        if groups and _near(groups[-1][-1], point, right, top):
            groups[-1].append(point)
        else:
            groups.append([point])
    return [
        (
            group[-1],
            f"{group[0].threshold:g}"
            if len(group) == 1
            else f"{group[0].threshold:g} to {group[-1].threshold:g}",
        )
        for group in groups
    ]


def _near(one: Point, other: Point, right: float, top: float) -> bool:
    across = abs(one.false_alarm_rate - other.false_alarm_rate) / right
    return across < 0.06 and abs(one.recall - other.recall) / top < 0.04


def _draw_line(axes: Axes, curve: Sequence[Point]) -> None:
    across = [0.0, *(point.false_alarm_rate for point in curve)]
    up = [0.0, *(point.recall for point in curve)]
    axes.plot(
        across,
        up,
        color=_LINE,
        linewidth=2,
        drawstyle="steps-post",
        label="every text with at least the score beside the dot is held",
    )


def _draw_thresholds(axes: Axes, points: Sequence[Point], right: float, top: float) -> None:
    for point, label in labels_of(points, right, top):
        place = (point.false_alarm_rate, point.recall)
        axes.plot(*place, marker="o", markersize=5, color=_LINE)
        axes.annotate(
            label,
            place,
            xytext=(7, -4),
            textcoords="offset points",
            va="top",
            fontsize=9,
            color=_LINE,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
        )


def _draw_policy(axes: Axes, counts: Counts, policy: str) -> None:
    recall, false_alarms = counts.recall, counts.false_alarm_rate
    if recall is None or false_alarms is None:
        return
    axes.errorbar(
        false_alarms.value,
        recall.value,
        xerr=_reach(false_alarms),
        yerr=_reach(recall),
        fmt="D",
        markersize=7,
        color=_POINT,
        capsize=3,
        label=f"policy {policy}: recall {recall.value:.1%}, false alarms "
        f"{false_alarms.value:.1%} (bars: 95 % confidence)",
    )


def _reach(figure: Figure) -> tuple[list[float], list[float]]:
    return [figure.value - figure.low], [figure.high - figure.value]


def _top(curve: Sequence[Point], counts: Counts) -> float:
    """The recall at the upper edge: all of it unless the curve would lie on the floor."""
    recall = counts.recall
    reached = max((point.recall for point in curve), default=0.0)
    highest = max(reached, recall.high if recall is not None else 0.0)
    return 1.02 if highest > 0.4 else max(0.05, highest * 1.25)
