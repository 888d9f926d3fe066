"""Greenroom beside other judges of texts, on the same texts in the same run.

    uv run --group compare python -m tests.benchmarks.judges FILE...

FILE is a .csv or .jsonl file with columns text and label, one of the open sets
fox_news_comments, contextual_abuse and civil_toxic_spans, or one of our own batches that nothing
was trained on, dev-fir, dev-gorse, dev-larch and dev-yarrow. Prints one Markdown table.

Every judge runs in a process of its own, one after the other, and gets one text at a time, as
comments come. "Caught" is a text that Greenroom holds or rejects under its standard policy, and
that the others call profane with their own defaults.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import psutil

from bot.domain.errors import DocumentUnreadable
from bot.domain.figures import Figure
from bot.domain.verdict import Decision
from bot.evaluation.figures import Counts
from bot.evaluation.measuring import context_of
from bot.evaluation.reading import Example
from tests.benchmarks.labelled_sets import examples_of, spread

_PLUS = " + "
WITH_CLASSIFIER = f"greenroom{_PLUS}classifier"
WITH_LARGE = f"greenroom{_PLUS}large classifier"

Catches = Callable[[Example], bool]
"""Whether a judge catches a text."""


def greenroom() -> Catches:
    """Lexicon, grammar and policy, with article and parent where the file has them."""
    return _greenroom("off")


def greenroom_with_classifier() -> Catches:
    """The same with the classifier."""
    return _greenroom("default")


def greenroom_with_large_classifier() -> Catches:
    """The same with the large one."""
    return _greenroom("large")


def _greenroom(classifier: str) -> Catches:
    from bot.moderation import STANDARD, shipped_judge

    judge = shipped_judge(classifier)
    return lambda one: judge(one.text, context_of(one, STANDARD)).decision >= Decision.HOLD


def better_profanity() -> Catches:
    """A word list with leetspeak."""
    profanity = import_module("better_profanity").profanity
    profanity.load_censor_words()
    return lambda one: bool(profanity.contains_profanity(one.text))


def alt_profanity_check() -> Catches:
    """A linear model over words, by scikit-learn; called for one text at a time."""
    predict = import_module("profanity_check").predict
    return lambda one: bool(predict([one.text])[0])


def glin_profanity() -> Catches:
    """A word list with Unicode folding and, by its default, its standard evasions."""
    profanity = import_module("glin_profanity").Filter({"languages": ["english"]})
    return lambda one: bool(profanity.is_profane(one.text))


JUDGES: Mapping[str, Callable[[], Catches]] = {
    "greenroom": greenroom,
    WITH_CLASSIFIER: greenroom_with_classifier,
    WITH_LARGE: greenroom_with_large_classifier,
    "better-profanity": better_profanity,
    "alt-profanity-check": alt_profanity_check,
    "glin-profanity": glin_profanity,
}
"""By the name of the distribution on PyPI, ours again with each size of its classifier."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one judge made of one file."""

    counts: Counts
    seconds: float
    """For all texts, after what is loaded once was loaded."""
    resident: float
    """Megabytes of its whole process after the last file."""


def run_judge(name: str, files: Sequence[Sequence[Example]]) -> list[Run]:
    """Judge every text of every file, in this process."""
    catches = JUDGES[name]()
    for one in files[0][:20]:
        catches(one)
    found: list[tuple[Counts, float]] = []
    for examples in files:
        started = perf_counter()
        caught = [catches(one) for one in examples]
        seconds = perf_counter() - started
        labels = (bool(one.harmful) for one in examples)
        found.append((Counts.of(zip(labels, caught, strict=True)), seconds))
    resident = psutil.Process().memory_info().rss / 1_000_000
    return [Run(counts, seconds, resident) for counts, seconds in found]


def table(runs: Mapping[str, Mapping[str, Run]]) -> str:
    """Markdown: file → judge → run."""
    lines = [
        "| texts | judge | accuracy | recall | false alarms | F1 | texts/s | MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for file, of_file in runs.items():
        for at, (judge, run) in enumerate(of_file.items()):
            counts = run.counts
            told = f"{file}: {counts.harmful:,} harmful, {counts.harmless:,} harmless"
            cells = (
                told if at == 0 else "",
                f"{judge} {version(judge.partition(_PLUS)[0])}",
                _told(counts.accuracy),
                _told(counts.recall),
                _told(counts.false_alarm_rate),
                _told(counts.f1 if counts.harmful else None),
                f"{counts.total / run.seconds:,.0f}",
                f"{run.resident:.0f}",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Compare all judges on all files; returns 2 for files or judges that are not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.judges")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--most", type=int, default=1000, help="texts of a file at most, evenly from all of it"
    )
    given = parser.parse_args(arguments)
    try:
        files = {Path(name).name: spread(examples_of(name), given.most) for name in given.files}
    except (DocumentUnreadable, FileNotFoundError) as unreadable:
        print(unreadable, file=sys.stderr)
        return 2
    by_judge: dict[str, list[Run]] = {}
    for judge in JUDGES:
        print(f"{judge} ...", file=sys.stderr)
        # Spawned, so that no judge finds in memory what another one loaded.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            try:
                by_judge[judge] = process.submit(run_judge, judge, [*files.values()]).result()
            except ImportError as missing:
                print(
                    f"{judge} is not installed ({missing}). Run this with: "
                    "uv run --group compare python -m tests.benchmarks.judges",
                    file=sys.stderr,
                )
                return 2
    print(
        table(
            {
                file: {judge: runs[at] for judge, runs in by_judge.items()}
                for at, file in enumerate(files)
            }
        )
    )
    return 0


def _told(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    return f"{figure.value:.1%} ({figure.low * 100:.1f}-{figure.high * 100:.1f})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
