"""``greenroom calibrate``: which thresholds hold about as much as moderators can read?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import rich_click as click
from rich.table import Table

from bot.cli.console import load_settings, output
from bot.cli.file_options import column_options, examples_of
from bot.cli.judge_options import classifier_option
from bot.cli.patience import Patience
from bot.domain.verdict import Category
from bot.evaluation.calibration import (
    Effect,
    Weighed,
    effect,
    effect_alone,
    probing,
    propose,
    thresholds_of,
    weighed,
)
from bot.evaluation.measuring import judge_examples
from bot.evaluation.reading import Columns, Example
from bot.moderation import PRESETS, STANDARD, Policy, shipped_judge

Thresholds = Mapping[Category, float]


def _share(_: click.Context, __: click.Parameter, said: str) -> float:
    """A share as ``1%`` or ``0.01``, as a number between 0 and 1."""
    try:
        share = float(said.strip().removesuffix("%")) / (100 if said.strip().endswith("%") else 1)
    except ValueError:
        share = -1.0
    # A bare 1 could mean one percent or everything.
    if not 0 < share < 1:
        raise click.BadParameter(f"{said!r} is not a share between 0 and 1 such as 1% or 0.01.")
    return share


@click.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--hold-rate",
    callback=_share,
    required=True,
    metavar="SHARE",
    help="The share of comments that should wait for a moderator, e.g. 1% or 0.01.",
)
@click.option(
    "--database",
    is_flag=True,
    help="Take the comments of the database, with moderators' decisions as labels, not of a file.",
)
@click.option("--guild", type=int, metavar="ID", help="The server whose comments are taken.")
@column_options(label=None)
@classifier_option
@click.option(
    "--policy",
    type=click.Choice(list(PRESETS)),
    default=STANDARD.name,
    show_default=True,
    help="The preset from which the thresholds start.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def calibrate(
    file: Path | None,
    hold_rate: float,
    database: bool,
    guild: int | None,
    text_column: str,
    label_column: str | None,
    title_column: str | None,
    parent_column: str | None,
    harmful: str | None,
    harmless: str | None,
    classifier: str,
    policy: str,
    as_json: bool,
) -> None:
    """Propose thresholds by which about a share of the comments of FILE (.csv or .jsonl), or of the
    database, is held, and show what they and the present ones do. Nothing is changed.

    The comments should be as they come in, not a choice. With a label column, or moderators'
    decisions in the database, it also says how much of what is held is harmful. All thresholds of
    the policy are moved together, so that what it judges more mildly stays the milder.

    Examples:

      greenroom calibrate comments.csv --hold-rate 1%

      greenroom calibrate --database --guild 1234567890 --hold-rate 2% --json
    """
    if database == (file is not None):
        raise click.UsageError("Name either a file or --database.")
    if guild is not None and not database:
        raise click.UsageError("--guild chooses among the comments of --database.")
    if file is not None:
        columns = Columns(text_column, label_column, None, title_column, parent_column)
        examples = examples_of(file, columns, harmful, harmless)
    else:
        examples = _of_database(guild)
    chosen = PRESETS[policy]
    with Patience(len(examples)) as patience:
        judged = judge_examples(
            shipped_judge(classifier), examples, probing(chosen), patience.advance
        )
    texts = [weighed(one, chosen) for one in judged]
    now, proposed = thresholds_of(chosen), propose(texts, chosen, hold_rate)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "policy": chosen.label,
                    "comments": len(texts),
                    "asked": hold_rate,
                    "now": _json(texts, now),
                    "proposed": _json(texts, proposed),
                }
            )
        )
    else:
        _print(texts, now, proposed, chosen, hold_rate)


def _of_database(guild: int | None) -> list[Example]:
    # Only this needs the database's drivers.
    from bot.cli.decided import decided_comments

    return asyncio.run(decided_comments(load_settings().database_url, guild))


def _print(
    texts: Sequence[Weighed], now: Thresholds, proposed: Thresholds, policy: Policy, asked: float
) -> None:
    output.print(
        f"{len(texts):,} comments under policy {policy.label}; "
        f"wanted: hold {asked:.2%}, that is {asked * len(texts):,.1f} of them.\n",
        soft_wrap=True,
    )
    is_labelled = any(text.harmful is not None for text in texts)
    table = Table(box=None, pad_edge=False)
    table.add_column("category")
    for time in ("now", "proposed"):
        table.add_column(f"{time}: from", justify="right")
        table.add_column("held", justify="right")
        if is_labelled:
            table.add_column("harmful", justify="right")
    for category in now:
        cells = [category.value]
        for thresholds in (now, proposed):
            alone = effect_alone(texts, category, thresholds[category])
            cells += [f"{thresholds[category]:g}", f"{alone.held:,}"]
            cells += [_precision(alone)] if is_labelled else []
        table.add_row(*cells)
    cells = ["[bold]together[/]"]
    for thresholds in (now, proposed):
        together = effect(texts, thresholds)
        cells += ["", f"[bold]{together.held:,}[/]\n{together.held / together.texts:.2%}"]
        cells += [_precision(together)] if is_labelled else []
    table.add_row(*cells)
    output.print(table)
    output.print(
        "\nOn the server, /policy set sets a threshold: category, hold, and a channel if you like.",
        soft_wrap=True,
    )
    anyway = sum(text.held_anyway for text in texts)
    output.print(f"\nHeld whatever the thresholds, and counted as well: {anyway:,}.")
    if is_labelled:
        output.print(
            "Harmful: the share among held comments that have a label, with its 95 % interval.",
            soft_wrap=True,
        )
    reached = effect(texts, proposed).held
    if abs(reached - asked * len(texts)) >= 1:
        output.print(
            "Scores allow no nearer share: comments with the same score are held together, and "
            "without any finding there is no score.",
            soft_wrap=True,
        )


def _precision(found: Effect) -> str:
    precision = found.of_labelled.precision
    if precision is None:
        return "-"
    return f"{precision.value:.0%}\n[dim]{precision.low * 100:.0f}-{precision.high * 100:.0f}[/]"


def _json(texts: Sequence[Weighed], thresholds: Thresholds) -> dict[str, object]:
    return {
        **_effect_json(effect(texts, thresholds)),
        "categories": {
            category.value: {
                "threshold": threshold,
                **_effect_json(effect_alone(texts, category, threshold)),
            }
            for category, threshold in thresholds.items()
        },
    }


def _effect_json(found: Effect) -> dict[str, object]:
    share, precision = found.share, found.of_labelled.precision
    return {
        "held": found.held,
        "share": share and share.value,
        "labelled": found.of_labelled.caught + found.of_labelled.false_alarms,
        "precision": precision
        and {"value": precision.value, "low": precision.low, "high": precision.high},
    }
