"""``greenroom evaluate``: how well are my own comments judged?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from bot.cli.file_options import column_options, examples_of
from bot.cli.judge_options import classifier_option, policy_option
from bot.cli.patience import Patience
from bot.evaluation.reading import Columns, Example
from bot.moderation import PRESETS, Policy, shipped_judge

if TYPE_CHECKING:
    from bot.evaluation.measuring import Judged


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@column_options(label="label")
@click.option("--group-column", metavar="NAME", help="Count the texts of each group apart too.")
@classifier_option
@policy_option
@click.option(
    "--examples",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="So many misses and so many false alarms are shown.",
)
@click.option("--plain", is_flag=True, help="Show their texts whole, without marks and reasons.")
@click.option(
    "--curve",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png",
    help="Draw recall against false alarms at every threshold.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(
    file: Path,
    text_column: str,
    label_column: str,
    title_column: str | None,
    parent_column: str | None,
    harmful: str | None,
    harmless: str | None,
    group_column: str | None,
    classifier: str,
    policy: str,
    examples: int,
    plain: bool,
    curve: Path | None,
    as_json: bool,
) -> None:
    """Judge the labelled comments of FILE (.csv or .jsonl, optionally .gz) and say how well that
    went: accuracy, precision, recall, F1 and false alarms, what was missed, what fired, how fast.

    Caught means held or rejected. Proportions have Wilson's 95 % interval; that of F1 is Wilson's
    of caught / (caught + missed + false alarms), from which F1 follows. Nothing leaves this
    machine.

    Examples:

      greenroom evaluate comments.csv

      greenroom evaluate posts.jsonl --label-column verdict --harmful threat --harmless "*"

      greenroom evaluate comments.csv --group-column section --curve curve.png --json
    """
    from bot.cli.evaluate_output import print_report, report_json
    from bot.evaluation.measuring import judge_examples

    columns = Columns(text_column, label_column, group_column, title_column, parent_column)
    read = examples_of(file, columns, harmful, harmless)
    if curve is not None:
        _require_drawable(curve, read)
    chosen = PRESETS[policy]
    with Patience(len(read)) as patience:
        judged = judge_examples(shipped_judge(classifier), read, chosen, patience.advance)
    if curve is not None:
        _draw(curve, file, judged, chosen)
    if as_json:
        click.echo(report_json(file, judged, chosen, examples=examples))
    else:
        print_report(file, judged, chosen, examples=examples, plain=plain)
        if curve is not None:
            click.echo(f"\nThe curve is in {curve}.")


def _require_drawable(curve: Path, examples: Sequence[Example]) -> None:
    """Said before anything is judged, which may take long."""
    from bot.evaluation.chart import ChartsMissing, require_charts

    if curve.suffix.lower() != ".png":
        raise click.UsageError(f"--curve: {curve} does not end in .png, and only that is drawn.")
    if not curve.absolute().parent.is_dir():
        raise click.UsageError(f"--curve: there is no folder {curve.parent}.")
    if len({example.harmful for example in examples}) < 2:
        raise click.UsageError("--curve needs harmful and harmless texts; these are all alike.")
    try:
        require_charts()
    except ChartsMissing as missing:
        raise click.UsageError(f"--curve: {missing}") from missing


def _draw(curve: Path, file: Path, judged: Sequence[Judged], policy: Policy) -> None:
    from bot.evaluation.chart import draw_curve
    from bot.evaluation.measuring import counts_of

    scored = [(bool(one.example.harmful), one.score) for one in judged]
    try:
        draw_curve(curve, scored, counts_of(judged), title=file.name, policy=policy.label)
    except OSError as refused:
        raise click.UsageError(f"--curve: {curve} cannot be written: {refused.strerror}.") from (
            refused
        )
