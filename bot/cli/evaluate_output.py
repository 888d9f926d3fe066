"""How ``greenroom evaluate`` shows figures: for people, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.cli.check_output import findings_told, marked, visible
from bot.cli.console import output
from bot.domain.figures import Figure
from bot.domain.verdict import Category, Finding
from bot.evaluation.curve import operating_curve
from bot.evaluation.figures import Counts
from bot.evaluation.measuring import (
    Fired,
    Judged,
    Speed,
    by_group,
    counts_of,
    fired,
    speed_of,
)
from bot.moderation import Policy

_LONGEST = 600
"""Characters of an example that are shown unless it is asked for whole."""

_GROUP_WIDTH = 17
"""Characters."""


def report_json(file: Path, judged: Sequence[Judged], policy: Policy, *, examples: int) -> str:
    """Everything for scripts: shares from 0 to 1, times in milliseconds."""
    counts, speed = counts_of(judged), speed_of(judged)
    scored = [(bool(one.example.harmful), one.score) for one in judged]
    curve = operating_curve(scored) if counts.harmful and counts.harmless else ()
    return json.dumps(
        {
            "file": str(file),
            "policy": policy.label,
            **_counts_json(counts),
            "confidence": 0.95,
            "groups": {name: _counts_json(one) for name, one in _groups(judged).items()},
            "categories": _fired_json(fired(judged, _category)),
            "rules": _fired_json(fired(judged, _rule)),
            "misses": [_example_json(one) for one in misses(judged, examples)],
            "false_alarm_examples": [_example_json(one) for one in false_alarms(judged, examples)],
            "curve": [
                {
                    "threshold": point.threshold,
                    "recall": point.recall,
                    "false_alarm_rate": point.false_alarm_rate,
                }
                for point in curve
            ],
            "speed": {
                "median_ms": speed.median * 1000,
                "p99_ms": speed.p99 * 1000,
                "texts_per_second": speed.per_second,
            },
        }
    )


def print_report(
    file: Path, judged: Sequence[Judged], policy: Policy, *, examples: int, plain: bool
) -> None:
    """Everything for people."""
    counts = counts_of(judged)
    output.print(
        f"[bold]{escape(visible(file.name))}[/] under policy {policy.label}: "
        f"{counts.harmful:,} harmful and {counts.harmless:,} harmless texts. "
        "Caught means held or rejected.\n",
        soft_wrap=True,
    )
    output.print(_figures_table(counts))
    output.print()
    if groups := _groups(judged):
        output.print(_groups_table(groups))
        output.print()
    output.print(_fired_table(judged))
    if failed := fired(judged, _category).get(Category.FAILURE.value):
        output.print(
            f"\n[bold red]A check failed on {failed.harmful + failed.harmless:,} texts.[/] "
            "They were held to be safe, and count as caught.",
            soft_wrap=True,
        )
    output.print()
    _print_examples("Missed: harmful, but shown", misses(judged, examples), plain=plain)
    _print_examples(
        "False alarms: harmless, but caught", false_alarms(judged, examples), plain=plain
    )
    output.print(_speed_line(speed_of(judged)))


def misses(judged: Sequence[Judged], number: int) -> list[Judged]:
    """At most ``number`` harmful texts that were shown, evenly from the whole file."""
    return _spread([one for one in judged if one.example.harmful and not one.is_caught], number)


def false_alarms(judged: Sequence[Judged], number: int) -> list[Judged]:
    """At most ``number`` harmless texts that were caught, evenly from the whole file."""
    return _spread([one for one in judged if not one.example.harmful and one.is_caught], number)


def _spread(found: Sequence[Judged], number: int) -> list[Judged]:
    if len(found) <= number:
        return list(found)
    return [found[at * len(found) // number] for at in range(number)]


def _groups(judged: Sequence[Judged]) -> Mapping[str, Counts]:
    groups = by_group(judged)
    return {} if set(groups) == {""} else groups


def _category(finding: Finding) -> str:
    return finding.category.value


def _rule(finding: Finding) -> str:
    return finding.rule


def _figures(counts: Counts) -> Mapping[str, Figure | None]:
    return {
        "accuracy": counts.accuracy,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "false_alarm_rate": counts.false_alarm_rate,
    }


def _counts_json(counts: Counts) -> dict[str, object]:
    return {
        "texts": counts.total,
        "harmful": counts.harmful,
        "harmless": counts.harmless,
        "counts": {
            "caught": counts.caught,
            "missed": counts.missed,
            "false_alarms": counts.false_alarms,
            "passed": counts.passed,
        },
        "figures": {
            name: figure and {"value": figure.value, "low": figure.low, "high": figure.high}
            for name, figure in _figures(counts).items()
        },
    }


def _fired_json(found: Mapping[str, Fired]) -> dict[str, object]:
    return {
        name: {"harmful": count.harmful, "harmless": count.harmless}
        for name, count in found.items()
    }


def _example_json(one: Judged) -> dict[str, object]:
    return {
        "line": one.example.line,
        "text": one.example.text,
        "group": one.example.group,
        "decision": one.verdict.decision.label,
        "score": one.score,
        "rules": sorted({f.rule for f in findings_told(one.verdict, explain=False)}),
    }


def _figures_table(counts: Counts) -> Table:
    table = _table("figure", "", "95 % interval", "of")
    said = {
        "accuracy": f"{counts.caught + counts.passed:,} of {counts.total:,} judged as labelled",
        "precision": f"{counts.caught:,} of {counts.caught + counts.false_alarms:,} caught "
        "are harmful",
        "recall": f"{counts.caught:,} of {counts.harmful:,} harmful are caught",
        "f1": "precision and recall in one",
        "false_alarm_rate": f"{counts.false_alarms:,} of {counts.harmless:,} harmless are caught",
    }
    names = {"f1": "F1", "false_alarm_rate": "false alarms"}
    for name, figure in _figures(counts).items():
        table.add_row(names.get(name, name), _value(figure), _interval(figure), said[name])
    return table


def _groups_table(groups: Mapping[str, Counts]) -> Table:
    table = _table("group", "harmful", "accuracy", "precision", "recall", "F1", "false alarms")
    table.columns[0].max_width = _GROUP_WIDTH
    table.columns[0].no_wrap = True
    for name, counts in groups.items():
        table.add_row(
            Text(visible(name).replace("\n", " ") or "(none)"),
            f"{counts.harmful:,}\nof {counts.total:,}",
            *(_value_and_interval(figure) for figure in _figures(counts).values()),
        )
    return table


def _fired_table(judged: Sequence[Judged]) -> Table:
    table = _table("what caught", "harmful", "harmless")
    categories, rules = fired(judged, _category), fired(judged, _rule)
    for name, count in categories.items():
        table.add_row(f"[bold]{escape(name)}[/]", f"{count.harmful:,}", f"{count.harmless:,}")
    for name, count in rules.items():
        table.add_row(f"  {escape(name)}", f"{count.harmful:,}", f"{count.harmless:,}")
    if not categories:
        table.add_row("nothing", "0", "0")
    return table


def _print_examples(title: str, shown: Sequence[Judged], *, plain: bool) -> None:
    if not shown:
        return
    output.print(f"[bold]{title}[/]")
    for one in shown:
        group = f", {visible(one.example.group)}" if one.example.group else ""
        output.print(
            Text(f"line {one.example.line}{group}, score {one.score:.2f}", style="dim"),
            soft_wrap=True,
        )
        told = findings_told(one.verdict, explain=False)
        if plain:
            output.print(Text(visible(one.example.text)), soft_wrap=True)
        else:
            text = marked(one.example.text, told)
            output.print(text if len(text) <= _LONGEST else text[:_LONGEST] + "…", soft_wrap=True)
            for finding in told:
                output.print(
                    f"{finding.decision.label:7} {escape(visible(finding.explanation))} "
                    f"[dim]({finding.rule}, {finding.score:.2f})[/]",
                    soft_wrap=True,
                )
        output.print()


def _speed_line(speed: Speed) -> str:
    return (
        f"Judging took {speed.median * 1000:.2f} ms a text (median), {speed.p99 * 1000:.2f} ms "
        f"(99 % of them), {speed.per_second:,.0f} texts a second."
    )


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, title in enumerate(titles):
        table.add_column(title, justify="right" if number > 0 and title != "of" else "left")
    return table


def _value(figure: Figure | None) -> str:
    return "-" if figure is None else f"{figure.value:.1%}"


def _value_and_interval(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    low, high = (
        f"{bound * 100:.1f}".replace("100.0", "100") for bound in (figure.low, figure.high)
    )
    return f"{figure.value:.1%}\n[dim]{low}-{high}[/]"


def _interval(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.low:.1%} to {figure.high:.1%}"
