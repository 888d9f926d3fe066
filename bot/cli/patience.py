"""A progress bar for judging many texts, on standard error."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from bot.cli.console import errors

if TYPE_CHECKING:
    from rich.progress import Progress

_SHOW_PROGRESS_AFTER = 1.0
"""Seconds."""


class Patience:
    """A progress bar on standard error for what takes longer than a second."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = monotonic()
        self._progress: Progress | None = None

    def __enter__(self) -> Patience:
        return self

    def advance(self) -> None:
        """One more text is judged."""
        self._done += 1
        if not errors.is_terminal:
            return  # Into a file it would only leave an empty line.
        if self._progress is None and monotonic() - self._started > _SHOW_PROGRESS_AFTER:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._progress = Progress(
                TextColumn("Judging"),
                BarColumn(),
                MofNCompleteColumn(),
                console=errors,
                transient=True,
            )
            self._progress.add_task("judging", total=self._total)
            self._progress.start()
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=self._done)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()
