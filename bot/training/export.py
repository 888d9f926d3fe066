"""From PyTorch to what ships: ONNX with 8-bit weights, and proof that it says the same."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from bot.moderation.classifier.framing import Row
from bot.training.fit import padded
from bot.training.network import Judge, Together

INPUTS = ("ids", "mask", "own")
"""The shipped model's inputs, in the order of `bot.training.fit.padded`."""


class _Scores(torch.nn.Module):
    """Probabilities instead of logits."""

    def __init__(self, judge: Judge | Together) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        """Shape (texts, heads)."""
        return torch.sigmoid(self.judge(ids, mask, own))


def export(judge: Judge | Together, target: Path) -> int:
    """Write the quantised model; returns its size in bytes."""
    judge.eval()
    for part in judge.judges if isinstance(judge, Together) else [judge]:
        part.encoder.config._attn_implementation = "eager"
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


def run(model: Path, rows: Sequence[Row]) -> np.ndarray:
    """The shipped model's scores, one text at a time as at run time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])
    found = []
    for row in rows:
        inputs = (tensor.numpy() for tensor in padded([row]))
        found.append(session.run(None, dict(zip(INPUTS, inputs, strict=True)))[0][0])
    return np.stack(found)
