"""From PyTorch to what ships: ONNX with 8-bit weights, and proof that it says the same."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from bot.training.network import Judge


class _Scores(torch.nn.Module):
    """Probabilities instead of logits."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape (texts, heads)."""
        return torch.sigmoid(self.judge(ids, mask))


def export(judge: Judge, target: Path) -> int:
    """Write the quantised model; returns its size in bytes."""
    judge.eval()
    judge.encoder.config._attn_implementation = "eager"
    ids = torch.ones(2, 12, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            _Scores(judge),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["scores"],
            dynamic_axes={name: {0: "texts", 1: "pieces"} for name in ("ids", "mask")}
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


def run(model: Path, rows: list[list[int]]) -> np.ndarray:
    """The shipped model's scores, one text at a time as at run time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])
    found = []
    for row in rows:
        ids = np.array([row], dtype=np.int64)
        found.append(session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0])
    return np.stack(found)
