"""The shipped weights: loaded once, checked against their hash, read in windows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from bot.domain.verdict import Category
from bot.moderation.classifier.framing import Row, framed, windows_of
from bot.moderation.classifier.heads import CATEGORIES, HEADS

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER: Traversable = resources.files("bot.moderation.classifier") / "weights"
SIZES = ("default", "large")
MOST_WINDOWS = 14
"""Windows that are read of one text in all its readings; what is longer waits for a person."""

Scores = dict[Category, float]


@dataclass(slots=True)
class Reading:
    """What the encoder says of one text."""

    scores: Scores = field(default_factory=lambda: dict.fromkeys(CATEGORIES, 0.0))
    """From 0 to 1, the highest of all windows."""
    windows: dict[Category, tuple[int, int]] = field(default_factory=dict)
    """The characters of the window that scored highest; nothing for what scored 0 everywhere."""


class ModelBroken(Exception):
    """The weights are not there or not those that were shipped."""


class TooLong(Exception):
    """More windows than `MOST_WINDOWS`."""


@dataclass(frozen=True)
class Model:
    """Weights with their tokenizer and the calibration that belongs to them."""

    size: str
    hash: str
    """SHA-256 of the weights, in hexadecimal."""
    session: InferenceSession
    tokenizer: Tokenizer
    first: int
    """The mark at a text's beginning, and the one at its end."""
    last: int
    short: int
    """Pieces that a text has at most to be read with its setting; 0: it never learned to."""
    knots: dict[Category, tuple[tuple[float, ...], tuple[float, ...]]]
    """Raw outputs and the scores they stand for, both rising from 0 to 1."""

    def scores(self, text: str, setting: str = "") -> Scores:
        """The score of each category; arguments and errors are those of `read`."""
        return self.read([text], setting)[0].scores

    def read(self, texts: Sequence[str], setting: str = "") -> list[Reading]:
        """Read several texts, or several readings of one; none depends on the others.

        Args:
            texts: As `bot.moderation.classifier.reading.readable` gives them.
            setting: The headline they stand under or the comment they answer, likewise; it is
                read where a text is short.

        Raises:
            TooLong: the texts have more than `MOST_WINDOWS` windows together.
        """
        # One by one: for a batch the tokenizer starts threads, which takes longer than its work.
        *encodings, around = (
            self.tokenizer.encode(text, add_special_tokens=False) for text in (*texts, setting)
        )
        rows: list[tuple[int, tuple[int, int], Row]] = []
        for index, encoding in enumerate(encodings):
            for start, pieces in windows_of(encoding.ids):
                places = encoding.offsets[start : start + len(pieces)]
                bounds = (places[0][0], places[-1][1])
                rows.append((index, bounds, self._framed(pieces, around.ids)))
        if len(rows) > MOST_WINDOWS:
            raise TooLong(f"{len(rows)} windows")
        found = [Reading() for _ in texts]
        for index, bounds, row in rows:
            for category, value in zip(CATEGORIES, self._run(row), strict=True):
                score = self._calibrated(category, float(value))
                if score > found[index].scores[category]:
                    found[index].scores[category] = score
                    found[index].windows[category] = bounds
        return found

    def _framed(self, pieces: Sequence[int], setting: Sequence[int]) -> Row:
        return framed(pieces, setting, self.first, self.last, short=self.short)

    def _run(self, row: Row) -> np.ndarray:
        # One row at a time: the 8-bit arithmetic takes its scale from all that is read at once,
        # so a score would depend on its neighbours, and on one thread batches save little.
        import numpy as np

        ids = np.array([row.ids], dtype=np.int64)
        own = np.zeros_like(ids)
        own[0, : row.own] = 1
        inputs = {"ids": ids, "mask": np.ones_like(ids), "own": own}
        scores: np.ndarray = self.session.run(None, inputs)[0][0]
        return scores

    def _calibrated(self, category: Category, raw: float) -> float:
        xs, ys = self.knots[category]
        for (x0, y0), (x1, y1) in zip(
            zip(xs, ys, strict=True), zip(xs[1:], ys[1:], strict=True), strict=False
        ):
            if raw <= x1:
                share = (raw - x0) / (x1 - x0) if x1 > x0 else 1.0
                # Figures that go into the database are the same on every machine.
                return round(y0 + share * (y1 - y0), 3)
        return 1.0


@lru_cache(maxsize=len(SIZES))
def shipped_model(size: str = "default") -> Model:
    """Load the weights of a size; they are loaded once.

    Raises:
        ModelBroken: a file is missing, or the weights are not those that the manifest names.
    """
    # Both take a while to import, and not everything that judges needs them.
    import onnxruntime
    from tokenizers import Tokenizer

    try:
        manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
        weights = (FOLDER / f"{size}.onnx").read_bytes()
        pieces = (FOLDER / f"{size}-tokenizer.json").read_text(encoding="utf-8")
        tokenizer = Tokenizer.from_str(pieces)
    except OSError as missing:
        raise ModelBroken(
            f"The classifier's weights ({size}) cannot be read. Install Greenroom again."
        ) from missing
    described = manifest["sizes"][size]
    found = hashlib.sha256(weights).hexdigest()
    if found != described["sha256"] or tuple(manifest["heads"]) != HEADS:
        raise ModelBroken(
            f"The classifier's weights ({size}) are not those that were shipped: "
            f"SHA-256 {found[:12]}…, expected {described['sha256'][:12]}…. Install Greenroom again."
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    return Model(
        size=size,
        hash=found,
        session=session,
        tokenizer=tokenizer,
        first=tokenizer.token_to_id("[CLS]") or 0,
        last=tokenizer.token_to_id("[SEP]") or 0,
        short=manifest["short"],
        knots={
            Category(head): (tuple(knots["raw"]), tuple(knots["score"]))
            for head, knots in described["calibration"].items()
        },
    )
