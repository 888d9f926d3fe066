"""Options of the commands that read comments from a file, and the file read by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import rich_click as click

from bot.cli.check_output import visible
from bot.evaluation.labels import Labels
from bot.evaluation.reading import Columns, Example, ExamplesUnreadable, read_examples

P = ParamSpec("P")
R = TypeVar("R")


def column_options(*, label: str | None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The options that name columns and labels.

    Args:
        label: The label's column where the user names none; None: the texts have no labels then.
    """
    options = (
        click.option(
            "--text-column",
            default="text",
            show_default=True,
            metavar="NAME",
            help="The column, or field of a JSON line, with the text.",
        ),
        click.option(
            "--label-column",
            default=label,
            show_default=label is not None,
            metavar="NAME",
            help="The column with the label: 1/0, yes/no, true/false, harmful/harmless, hate/none.",
        ),
        click.option("--title-column", metavar="NAME", help="The title of the article."),
        click.option("--parent-column", metavar="NAME", help="The comment that it answers."),
        click.option(
            "--harmful",
            metavar="VALUE,...",
            help="Labels that mean harmful; * for all that nothing else names.",
        ),
        click.option(
            "--harmless",
            metavar="VALUE,...",
            help="Labels that mean harmless; * for all that nothing else names.",
        ),
    )

    def decorated(command: Callable[P, R]) -> Callable[P, R]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def examples_of(
    file: Path, columns: Columns, harmful: str | None, harmless: str | None
) -> list[Example]:
    """The comments of a file.

    Raises:
        UsageError: it cannot be read, or the labels contradict each other; exit code 2.
    """
    try:
        labels = Labels(_listed(harmful), _listed(harmless))
        return read_examples(file, columns, labels)
    except ExamplesUnreadable as unreadable:
        raise click.UsageError(visible(str(unreadable))) from unreadable
    except ValueError as contradiction:
        raise click.UsageError(f"--harmful and --harmless: {contradiction}.") from contradiction


def _listed(values: str | None) -> tuple[str, ...]:
    return tuple(value for value in (values or "").split(",") if value.strip())
