"""The open data sets: how each one's labels are read as ours.

Their licences and sizes stand in the README beside the files. Three are kept apart for
development and never trained on: ``fox_news_comments``, ``civil_toxic_spans`` and the test part
of ``contextual_abuse``; so is the test part of every set that has one.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.training.example import Example, harmless, labels

Row = dict[str, Any]


def read_rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of one data set.

    Raises:
        FileNotFoundError: it is not in this folder.
    """
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _dynahate(row: Row) -> tuple[tuple[float, ...], float]:
    # Threats are among its hate, unmarked.
    return (labels(hate=1), 1.0) if row["hate"] else (labels(hate=0, incitement=0), 1.0)


def _measuring(row: Row) -> tuple[tuple[float, ...], float]:
    # Its harmless texts are taken as harmless of incitement too: such are rare among them.
    return (labels(hate=1) if row["hate"] else labels(hate=0, incitement=0)), 1.0


def _hatemoji(row: Row) -> tuple[tuple[float, ...], float]:
    threat = row["type"] == "threateninglanguage"
    return labels(hate=row["hate"], incitement=float(threat)), 2.0 if threat else 1.0


def _contextual(row: Row) -> tuple[tuple[float, ...], float] | None:
    found = set(row["labels"].split(",") if isinstance(row["labels"], str) else row["labels"])
    if found <= {"Neutral", "CounterSpeech"}:
        return harmless(), 1.5
    if "IdentityDirectedAbuse" in found:
        return labels(hate=1), 0.5
    if "PersonDirectedAbuse" in found:
        return labels(harassment=1, hate=0), 1.0
    if found == {"AffiliationDirectedAbuse"}:
        # Of voters and parties: harsh, not hatred for what people are.
        return labels(hate=0), 0.5
    return None


def _edos(row: Row) -> tuple[tuple[float, ...], float] | None:
    match row["category"].split(".")[0]:
        case "none":
            return labels(hate=0, incitement=0), 0.5
        case "1":
            return labels(hate=1, incitement=1), 1.5
        case "2":
            return labels(hate=1, incitement=0), 0.7
        case "4":
            return labels(hate=1, incitement=0), 0.4
    # Casual gendered insults: neither plainly hate nor plainly none.
    return None


def _hatexplain(row: Row) -> tuple[tuple[float, ...], float] | None:
    match row["label"]:
        case "hatespeech":
            return labels(hate=1), 0.7
        case "normal":
            return labels(hate=0, incitement=0), 0.7
    return None


def _davidson(row: Row) -> tuple[tuple[float, ...], float] | None:
    match row["label"]:
        case "hate":
            return labels(hate=1), 0.7
        case "neither":
            return harmless(), 0.7
    # "Offensive" is mostly mere profanity, with insults among it that others would call hate.
    return None


def _gab(row: Row) -> tuple[tuple[float, ...], float]:
    violence = float(row["call_for_violence"])
    return labels(hate=row["human_degradation"], incitement=violence), 2.0 if violence else 1.0


def _surge(row: Row) -> tuple[tuple[float, ...], float] | None:
    return None if row["label"] == "Toxic" else (harmless(), 1.0)


Reader = Callable[[Row], tuple[tuple[float, ...], float] | None]

TRAINED_ON: dict[str, Reader] = {
    "dynahate": _dynahate,
    "measuring_hate_speech": _measuring,
    "hatemojibuild": _hatemoji,
    "contextual_abuse": _contextual,
    "edos": _edos,
    "hatexplain": _hatexplain,
    "davidson": _davidson,
    "gab": _gab,
    "surge_toxicity": _surge,
}
"""Data set -> how a row is read: labels and weight, or None where it teaches nothing clear."""


def open_examples(folder: Path, *, split: str = "train") -> Iterator[Example]:
    """The open data of one split; sets without splits count as train.

    Args:
        folder: Where the ``.jsonl.gz`` files lie.
        split: train, dev or test.
    """
    for name, read in TRAINED_ON.items():
        for row in read_rows(folder, name):
            if row.get("split", "train") != split:
                continue
            if (found := read(row)) is not None and row["text"].strip():
                yield Example(row["text"], found[0], name, weight=found[1])
