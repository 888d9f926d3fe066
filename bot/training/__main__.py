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
from bot.training.fit import fit
from bot.training.mix import AT_MOST, ORDINARY_AT_MOST, open_mix, written_mix
from bot.training.network import from_base, pieces_used, smaller_tokenizer, with_pieces

SHIPPED = Path(__file__).parents[1] / "moderation" / "classifier" / "weights"
VOCABULARY = 19_000
"""Pieces that training knows."""
SHIPPED_VOCABULARY = 9_500
"""Pieces that ship: the rarer ones are read as smaller ones, and the weights stay below 15 MB."""


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
    """Make the weights again: prepare, train, quantise, calibrate, measure."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(mode=True)
    to.mkdir(parents=True, exist_ok=True)

    mix = open_mix(data, seed=seed, at_most=AT_MOST)
    ordinary = open_mix(data, seed=seed + 7, at_most=ORDINARY_AT_MOST)
    ours = written_mix(seed=seed, times=2)
    pieces = pieces_used([e.text for e in [*mix, *ours]], VOCABULARY)
    tokenizer = smaller_tokenizer(pieces)
    judge = from_base(pieces)
    examples = [*mix, *ours]
    seconds = fit(judge, tokenizer, examples, epochs=1, rate=8e-5, seed=seed)
    again = [*ordinary, *written_mix(seed=seed + 7, times=1)]
    seconds += fit(judge, tokenizer, again, epochs=1, rate=4e-5, seed=seed + 7)

    kept = pieces_used([e.text for e in examples], SHIPPED_VOCABULARY)
    judge = with_pieces(judge, pieces, kept)
    save_tokenizer(smaller_tokenizer(kept), to / "tokenizer.json")
    path = to / "default.onnx"
    export(judge, path)
    sets = development_sets(data)
    raw = {name: _run(path, to, [e.text for e in part]) for name, part in sets.items()}
    knots = calibration(sets, raw)
    manifest = {
        "heads": list(HEADS),
        "seed": seed,
        "trained_on": {"open data": len(mix), "own pairs": len(ours), "second pass": len(again)},
        "seconds": round(seconds),
        "hardware": f"{threads} threads, {platform.processor() or platform.machine()}",
        "sizes": {
            "default": {
                "sha256": fingerprint(path),
                "bytes": path.stat().st_size,
                "calibration": knots,
                "figures": figures(sets, raw, knots),
            }
        },
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
