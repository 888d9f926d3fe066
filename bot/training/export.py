"""From PyTorch to what ships: ONNX with 8-bit or 4-bit weights, and proof that it says the same."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from bot.moderation.classifier.framing import Row, framed, windows_of
from bot.training.example import Example
from bot.training.fit import padded
from bot.training.network import Judge
from bot.training.packed import packed
from bot.training.trimmed import Trimmed

INPUTS = ("ids", "mask", "own")
"""The shipped model's inputs, in the order of `bot.training.fit.padded`."""


class _Scores(torch.nn.Module):
    """Probabilities instead of logits."""

    def __init__(self, judge: Judge | Trimmed) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        """Shape (texts, heads)."""
        return torch.sigmoid(self.judge(ids, mask, own))


def export(judge: Judge | Trimmed, target: Path) -> int:
    """Write the quantised model; returns its size in bytes.

    A `Judge` gets 8-bit weights, a `Trimmed` one, whose rounding has settled, keeps its 4 bits.
    """
    judge.eval()
    judge.encoder.config._attn_implementation = "eager"
    ids = torch.ones(2, 12, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            _Scores(judge),
            (ids, torch.ones_like(ids), torch.ones_like(ids)),
            str(whole),
            input_names=list(INPUTS),
            output_names=["scores"],
            dynamic_axes={name: {0: "texts", 1: "pieces"} for name in INPUTS}
            | {"scores": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        if isinstance(judge, Trimmed):
            onnx.save(packed(onnx.load(str(prepared))), str(target))
        else:
            quantize_dynamic(
                str(prepared),
                str(target),
                weight_type=QuantType.QInt8,
                per_channel=True,
                extra_options={"MatMulConstBOnly": True},
            )
    return target.stat().st_size


def save_tokenizer(tokenizer: Tokenizer, target: Path) -> None:
    """Write it without whitespace."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    target.write_text(tokenizer.to_str(pretty=False), encoding="utf-8")


def fingerprint(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(model: Path, tokenizer: Tokenizer, examples: Sequence[Example]) -> np.ndarray:
    """The shipped model's outputs, shape (texts, heads), read as at run time: one by one, a long
    text in windows, of which the highest counts."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])
    first, last = tokenizer.encode("").ids

    def pieces(text: str) -> list[int]:
        found: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
        return found

    def scores(row: Row) -> np.ndarray:
        inputs = (tensor.numpy() for tensor in padded([row]))
        outputs: np.ndarray = session.run(None, dict(zip(INPUTS, inputs, strict=True)))[0][0]
        return outputs

    return np.stack(
        [
            np.stack(
                [
                    scores(framed(window, pieces(example.setting), first, last))
                    for _, window in windows_of(pieces(example.text))
                ]
            ).max(axis=0)
            for example in examples
        ]
    )
