"""Labelled texts to compare judges on: open sets by name, or files of anybody's."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.evaluation.reading import Columns, Example, read_examples
from bot.training.written import read_pairs

ROOT = Path(__file__).parents[2]
Row = Mapping[str, object]


def examples_of(name: str) -> list[Example]:
    """The texts of an open set, or of a .csv or .jsonl file with columns text and label.

    Raises:
        FileNotFoundError: the open sets are not where they should be.
        ExamplesUnreadable: the file cannot be read.
    """
    if name in KEPT_APART:
        return _written(name)
    if name not in OPEN_SETS:
        return read_examples(Path(name), Columns())
    folder = Path(os.environ.get("GREENROOM_SHARED", ROOT.parent / "shared"))
    with gzip.open(folder / "data" / "training" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as f:
        rows = enumerate(map(json.loads, f), start=1)
        return list(OPEN_SETS[name](rows))


def spread(examples: list[Example], most: int) -> list[Example]:
    """At most so many, evenly from the whole."""
    if len(examples) <= most:
        return examples
    return [examples[at * len(examples) // most] for at in range(most)]


def _written(batch: str) -> list[Example]:
    """Our own pairs that nothing was trained on: the text is harmful, its twin harmless."""
    pairs = [pair for pair in read_pairs() if pair.batch == batch]
    kept = {pair.text for pair in pairs if "{slur" not in pair.text + pair.twin}
    rows = [
        (text, harmful, pair.headline)
        for pair in pairs
        if pair.text in kept
        for text, harmful in ((pair.text, True), (pair.twin, False))
    ]
    return [
        Example(line, text, harmful, article_title=title)
        for line, (text, harmful, title) in enumerate(rows, start=1)
    ]


def _fox_news_comments(rows: Iterator[tuple[int, Row]]) -> Iterator[Example]:
    """Comments with their article's title and the comment before; hate is harmful.

    Source: Gao and Huang, "Detecting Online Hate Speech Using Context Aware Models", RANLP 2017.
    """
    for line, row in rows:
        yield Example(
            line,
            str(row["text"]),
            row["hate"] == 1,
            article_title=str(row["article_title"]),
            parent_text=str(row["previous_comment"]),
        )


def _contextual_abuse(rows: Iterator[tuple[int, Row]]) -> Iterator[Example]:
    """The test split: neutral posts are harmless, abuse of identities harmful, the rest left out.

    Source: Vidgen et al., "Introducing CAD: the Contextual Abuse Dataset", NAACL 2021.
    """
    for line, row in rows:
        labels = str(row["labels"]).split(",")
        is_harmful = "IdentityDirectedAbuse" in labels
        if row["split"] == "test" and (is_harmful or labels == ["Neutral"]):
            yield Example(line, str(row["text"]).replace("[linebreak]", "\n"), is_harmful)


def _civil_toxic_spans(rows: Iterator[tuple[int, Row]]) -> Iterator[Example]:
    """News comments of which no letter was marked as toxic: all taken as harmless.

    They are harder than news comments at large: all were posts that somebody had called toxic
    before others looked for what made them so, and found nothing.

    Source: Pavlopoulos et al., "SemEval-2021 Task 5: Toxic Spans Detection", 2021.
    """
    for line, row in rows:
        if not row["toxic_character_offsets"]:
            yield Example(line, str(row["text"]), False)


KEPT_APART = ("dev-fir", "dev-gorse", "dev-larch", "dev-yarrow")
"""Batches of `bot.training.written`."""

OPEN_SETS: Mapping[str, Callable[[Iterator[tuple[int, Row]]], Iterator[Example]]] = {
    "fox_news_comments": _fox_news_comments,
    "contextual_abuse": _contextual_abuse,
    "civil_toxic_spans": _civil_toxic_spans,
}
"""Read from the folder that GREENROOM_SHARED names, else from ``shared`` beside the repository."""
