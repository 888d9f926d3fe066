"""``python -m bot.training``: from the data to the shipped weights, in one command."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path

import click
import numpy as np
import torch

from bot.moderation.classifier.heads import HEADS
from bot.training.calibrate import calibration
from bot.training.development import development_sets, figures
from bot.training.export import export, fingerprint, save_tokenizer
from bot.training.fit import fit, probabilities
from bot.training.mix import open_mix, replay, written_mix
from bot.training.network import from_base, pieces_used, smaller_tokenizer, with_fewer_layers

SHIPPED = Path(__file__).parents[1] / "moderation" / "classifier" / "weights"
VOCABULARY = 19_000
LAYERS = {"large": (0, 1, 2, 3, 4, 5), "default": (0, 2, 4)}
REPLAYED = 15_000


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
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
def train(data: Path, to: Path, seed: int, threads: int) -> None:
    """Make the weights again: prepare, train, distil, quantise, calibrate, measure."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(mode=True)
    to.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}

    mix = open_mix(data, seed=seed)
    ours = written_mix(seed=seed, times=2)
    pieces = pieces_used([e.text for e in [*mix, *ours]], VOCABULARY)
    tokenizer = smaller_tokenizer(pieces)
    teacher = from_base(pieces)
    seconds["open data"] = fit(
        teacher, tokenizer, mix, epochs=1, rate=6e-5, seed=seed, name="open data"
    )
    second = [*ours, *replay(mix, REPLAYED, seed=seed)]
    seconds["own pairs"] = fit(
        teacher, tokenizer, second, epochs=1, rate=4e-5, seed=seed + 1, name="own pairs"
    )
    lessons = [*ours, *replay(mix, 2 * REPLAYED, seed=seed + 2)]
    taught = probabilities(teacher, tokenizer, [e.text for e in lessons])
    small = with_fewer_layers(teacher, LAYERS["default"])
    seconds["distilling"] = fit(
        small, tokenizer, lessons, epochs=1, rate=2e-4, seed=seed + 3, teacher=taught,
        name="distilling",
    )  # fmt: skip

    save_tokenizer(tokenizer, to / "tokenizer.json")
    sizes = {}
    sets = development_sets(data)
    for size, judge in (("large", teacher), ("default", small)):
        path = to / f"{size}.onnx"
        export(judge, path)
        raw = {name: _run(path, to, [e.text for e in part]) for name, part in sets.items()}
        knots = calibration(sets, raw)
        sizes[size] = {
            "sha256": fingerprint(path),
            "bytes": path.stat().st_size,
            "calibration": knots,
            "figures": figures(sets, raw, knots),
        }
    manifest = {
        "heads": list(HEADS),
        "seed": seed,
        "trained_on": {"open data": len(mix), "own pairs": len(ours)},
        "seconds": {name: round(value) for name, value in seconds.items()},
        "hardware": f"{threads} threads, {platform.processor() or platform.machine()}",
        "sizes": sizes,
    }
    (to / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _run(model: Path, folder: Path, texts: list[str]) -> np.ndarray:
    from tokenizers import Tokenizer

    from bot.training.export import run
    from bot.training.fit import encode

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return run(model, encode(tokenizer, texts))


if __name__ == "__main__":
    train()
