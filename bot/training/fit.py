"""Fitting a network to examples."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import Tensor

from bot.training.example import Example
from bot.training.network import Judge

PIECES = 56
"""Pieces of a text that are trained on, both ends' marks included."""


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Each text's piece ids, cut at `PIECES`."""
    tokenizer.enable_truncation(PIECES)
    return [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask of equal length; the pad's id is 0."""
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return ids, mask


def batches(
    encoded: Sequence[Sequence[int]], size: int, random: np.random.Generator
) -> Iterator[np.ndarray]:
    """Indices of texts of about the same length together, in random order."""
    order = random.permutation(len(encoded))
    pool = size * 64
    for start in range(0, len(order), pool):
        part = sorted(order[start : start + pool], key=lambda i: len(encoded[i]))
        groups = [np.array(part[at : at + size]) for at in range(0, len(part), size)]
        random.shuffle(groups)
        yield from groups


def masked_loss(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Binary cross-entropy over the labels that are known, weighted by example."""
    known = ~torch.isnan(labels)
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, labels.nan_to_num(0.0), reduction="none"
    )
    each = each * known * weights.unsqueeze(-1)
    return each.sum() / known.sum().clamp(min=1)


def fit(
    judge: Judge,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    *,
    epochs: float,
    rate: float,
    seed: int,
    size: int = 48,
) -> float:
    """Train in place; returns the seconds it took."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    encoded = encode(tokenizer, [e.text for e in examples])
    labels = torch.tensor(np.array([e.labels for e in examples], dtype=np.float32))
    weights = torch.tensor(np.array([e.weight for e in examples], dtype=np.float32))
    # The word vectors stay as they are: 15 % misspelt texts would only blur them, and a step
    # takes half as long.
    judge.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in judge.encoder.parameters() if p.requires_grad], "lr": rate},
            {"params": judge.heads.parameters(), "lr": rate * 10},
        ],
        weight_decay=0.01,
    )
    steps = math.ceil(len(encoded) / size * epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _warm_then_down(steps))
    judge.train()
    began = time.monotonic()
    done = 0
    with Progress() as progress:
        task = progress.add_task("training", total=steps)
        while done < steps:
            for group in batches(encoded, size, random):
                if done == steps:
                    break
                ids, mask = padded([encoded[i] for i in group])
                logits = judge(ids, mask)
                loss = masked_loss(logits, labels[group], weights[group])
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                done += 1
                progress.update(task, advance=1, description=f"loss {loss.item():.3f}")
    judge.eval()
    return time.monotonic() - began


def _warm_then_down(steps: int) -> Callable[[int], float]:
    warm = max(1, steps // 16)

    def factor(step: int) -> float:
        if step < warm:
            return (step + 1) / warm
        return max(0.02, (steps - step) / max(1, steps - warm))

    return factor
