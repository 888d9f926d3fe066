"""``python -m bot.training``: from the data to the shipped weights, in one command."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from random import Random

import click
import numpy as np
import torch
from tokenizers import Tokenizer

from bot.moderation.classifier.framing import SHORT
from bot.moderation.classifier.heads import HEADS
from bot.training.calibrate import calibration
from bot.training.development import development_sets, figures
from bot.training.example import Example
from bot.training.export import export, fingerprint, run, save_tokenizer
from bot.training.fit import SIZE, fit
from bot.training.network import (
    Judge,
    Teacher,
    average,
    from_base,
    pieces_used,
    smaller_tokenizer,
    with_pieces,
)
from bot.training.recipe import (
    BEGINNING,
    ENDS,
    FEWER_PIECES,
    HEALING,
    LASTS,
    LESSONS,
    TEACHER,
    TEACHER_SIZE,
    Stage,
    examples_of,
)
from bot.training.teacher import importance, teachers_base, teachers_tokenizer, told
from bot.training.trimmed import Trimmed, trimmed

SHIPPED = Path(__file__).parents[1] / "moderation" / "classifier" / "weights"
VOCABULARY = 19_000
"""Pieces that training knows."""
SHIPPED_VOCABULARY = 9_500
"""Pieces that the default size knows: the rarer ones are read as smaller ones, and the weights
stay below 15 MB."""
LARGE_VOCABULARY = 12_500
"""Pieces that the large size knows, which stays below 40 MB."""
WEIGHED = 1_500
"""Texts that tell which of the teacher's neurons matter."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(os.environ.get("GREENROOM_SHARED", "../shared")) / "data" / "training",
    show_default=True,
    help="The folder of the open data sets.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=SHIPPED,
    help="Where the weights are written.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".training"),
    show_default=True,
    help="Where each finished stage is kept; an interrupted run goes on from there.",
)
@click.option("--threads", default=2, show_default=True)
def train(data: Path, to: Path, work: Path, threads: int) -> None:
    """Make the weights again: prepare, train, average, quantise, calibrate, measure."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.use_deterministic_algorithms(mode=True)
    to.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)

    stages = {
        stage.name: examples_of(stage, data)
        for stage in (*BEGINNING, *ENDS, *LASTS, FEWER_PIECES, TEACHER, LESSONS, HEALING)
    }
    beginning = [e.text for e in stages[BEGINNING[0].name]]
    pieces = pieces_used(beginning, VOCABULARY)
    texts = [e.text for part in stages.values() for e in part]
    kept = pieces_used(texts, SHIPPED_VOCABULARY, among=pieces)
    learned, seconds = _learned(stages, pieces, work)

    small, tokenizer = with_pieces(learned, pieces, kept), smaller_tokenizer(kept)
    seconds += _stage(small, tokenizer, FEWER_PIECES, stages[FEWER_PIECES.name], work)
    teacher, its_tokenizer, spent = _teacher(stages[TEACHER.name], work)
    seconds += spent
    said = _said(teacher, its_tokenizer, LESSONS, stages[LESSONS.name], work)
    seconds += _stage(small, tokenizer, LESSONS, stages[LESSONS.name], work, told=said)

    known = [e.text for stage in (TEACHER, LESSONS, HEALING) for e in stages[stage.name]]
    more = pieces_used(known, LARGE_VOCABULARY)
    said = _said(teacher, its_tokenizer, HEALING, stages[HEALING.name], work)
    matters = _matters(teacher, its_tokenizer, stages[TEACHER.name], work)
    large = trimmed(teacher, its_tokenizer.get_vocab(), more, matters)
    large_tokenizer = smaller_tokenizer(more)
    large.round_weights()
    seconds += _stage(large, large_tokenizer, HEALING, stages[HEALING.name], work, told=said)
    large.settle()

    sizes: dict[str, tuple[Judge | Trimmed, Tokenizer]] = {
        "default": (small, tokenizer),
        "large": (large, large_tokenizer),
    }
    sets = development_sets(data)
    manifest = {
        "heads": list(HEADS),
        "short": SHORT if any(e.setting for part in stages.values() for e in part) else 0,
        "trained_on": {name: _counts(part) for name, part in stages.items()},
        "seconds": round(seconds),
        "hardware": f"{threads} threads, {platform.machine()}",
        "sizes": {name: _shipped(name, *network, sets, to) for name, network in sizes.items()},
    }
    (to / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _learned(
    stages: dict[str, list[Example]], pieces: list[str], work: Path
) -> tuple[Judge, float]:
    """The network that learned everything from its labels, and the seconds."""
    tokenizer = smaller_tokenizer(pieces)
    judge, seconds = from_base(pieces), 0.0
    for stage in BEGINNING:
        seconds += _stage(judge, tokenizer, stage, stages[stage.name], work)
    ends = []
    for stage in ENDS:
        end = from_base(pieces)
        end.load_state_dict(judge.state_dict())
        seconds += _stage(end, tokenizer, stage, stages[stage.name], work)
        ends.append(end)
    last = average(ends)
    for stage in LASTS:
        seconds += _stage(last, tokenizer, stage, stages[stage.name], work)
    return last, seconds


def _teacher(learned: list[Example], work: Path) -> tuple[Teacher, Tokenizer, float]:
    """The teacher, its tokenizer, and the seconds that it learned."""
    base = teachers_base(work)
    teacher, tokenizer = Teacher(base), teachers_tokenizer(base)
    seconds = _stage(teacher, tokenizer, TEACHER, learned, work, size=TEACHER_SIZE)
    return teacher, tokenizer, seconds


def _said(
    teacher: Teacher, tokenizer: Tokenizer, stage: Stage, lessons: list[Example], work: Path
) -> np.ndarray:
    """What the teacher says of a stage's texts, or said in an earlier run."""
    path = work / f"told {stage.name}.npy"
    if not path.exists():
        np.save(path, told(teacher, tokenizer, lessons))
    return np.load(path)


def _matters(
    teacher: Teacher, tokenizer: Tokenizer, learned: list[Example], work: Path
) -> list[torch.Tensor]:
    """How much the teacher's neurons matter on some of what it learned."""
    path = work / "importance.pt"
    if not path.exists():
        some = Random(TEACHER.seed).sample(learned, min(WEIGHED, len(learned)))
        torch.save(importance(teacher, tokenizer, some), path)
    return list(torch.load(path))


def _stage(
    judge: Judge | Teacher | Trimmed,
    tokenizer: Tokenizer,
    stage: Stage,
    examples: list[Example],
    work: Path,
    *,
    told: np.ndarray | None = None,
    size: int = SIZE,
) -> float:
    """Learn a stage in place, or take it from an earlier run; the seconds it took."""
    path = work / f"{stage.name}.pt"
    if path.exists():
        saved = torch.load(path)
        judge.load_state_dict(saved["weights"])
        return float(saved["seconds"])
    seconds = fit(
        judge,
        tokenizer,
        examples,
        rate=stage.rate,
        seed=stage.seed,
        ranking=stage.ranking,
        told=told,
        size=size,
    )
    torch.save({"weights": judge.state_dict(), "seconds": seconds}, path)
    return seconds


def _shipped(
    name: str,
    judge: Judge | Trimmed,
    tokenizer: Tokenizer,
    sets: dict[str, list[Example]],
    to: Path,
) -> dict[str, object]:
    """Write one size; what the manifest says of it."""
    path = to / f"{name}.onnx"
    save_tokenizer(tokenizer, to / f"{name}-tokenizer.json")
    export(judge, path)
    raw: dict[str, np.ndarray] = {title: run(path, tokenizer, part) for title, part in sets.items()}
    knots = calibration(raw)
    return {
        "sha256": fingerprint(path),
        "bytes": path.stat().st_size,
        "calibration": knots,
        "figures": figures(sets, raw, knots),
    }


def _counts(examples: list[Example]) -> dict[str, int]:
    found: dict[str, int] = {}
    for example in examples:
        found[example.source] = found.get(example.source, 0) + 1
    return dict(sorted(found.items()))


if __name__ == "__main__":
    train()
