"""Fitting a network to examples."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import torch
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import Tensor

from bot.moderation.classifier.framing import WINDOW, Row, framed
from bot.training.example import Example
from bot.training.network import Judge, Teacher
from bot.training.trimmed import Trimmed

SIZE = 48
"""Texts of a step."""
_LABELS_BESIDE_TEACHER = 0.5
_SAME_LOGITS = 0.1
_SURE = 8.0
"""The logit above which a teacher is as sure as can be."""


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Row]:
    """Each example as the encoder reads it, a text of more than a window cut at its end."""
    first, last = tokenizer.encode("").ids

    def pieces(texts: Iterable[str]) -> list[list[int]]:
        found = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in found]

    return [
        framed(own[:WINDOW], setting, first, last)
        for own, setting in zip(
            pieces(e.text for e in examples), pieces(e.setting for e in examples), strict=True
        )
    ]


def padded(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, which of them are read, and which are the text's own; the pad's id is 0.

    All of shape (rows, pieces of the longest).
    """
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask, own = torch.zeros_like(ids), torch.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
        own[at, : row.own] = 1
    return ids, mask, own


def units_of(examples: Sequence[Example]) -> list[tuple[int, ...]]:
    """Indices of the examples, a text with its twin, all others alone.

    A pair that is in the examples several times has as many units.
    """
    units: list[tuple[int, ...]] = []
    waiting: dict[str, int] = {}
    for index, example in enumerate(examples):
        earlier = waiting.pop(example.pair, None) if example.pair else None
        if not example.pair:
            units.append((index,))
        elif earlier is None:
            waiting[example.pair] = index
        elif examples[earlier].labels == example.labels:
            # The same side again: the other one was left out as a near-duplicate.
            units.append((earlier,))
            waiting[example.pair] = index
        else:
            units.append((earlier, index))
    return [*units, *((index,) for index in waiting.values())]


def batches(
    units: Sequence[tuple[int, ...]],
    encoded: Sequence[Row],
    size: int,
    random: np.random.Generator,
) -> Iterator[tuple[np.ndarray, list[tuple[int, int]]]]:
    """Indices of about ``size`` texts of about the same length, in random order.

    With each, the places in it of the texts that stand there with their twin.
    """
    order = random.permutation(len(units))
    pool = size * 64
    for start in range(0, len(order), pool):
        part = sorted(
            (units[i] for i in order[start : start + pool]),
            key=lambda unit: max(len(encoded[i].ids) for i in unit),
        )
        groups: list[list[tuple[int, ...]]] = [[]]
        for unit in part:
            if sum(map(len, groups[-1])) >= size:
                groups.append([])
            groups[-1].append(unit)
        for chosen in random.permutation(len(groups)):
            flat: list[int] = []
            pairs = []
            for unit in groups[chosen]:
                if len(unit) == 2:
                    pairs.append((len(flat), len(flat) + 1))
                flat += unit
            yield np.array(flat), pairs


def masked_loss(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Binary cross-entropy over the labels that are known, weighted by example."""
    known = ~torch.isnan(labels)
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, labels.nan_to_num(0.0), reduction="none"
    )
    each = each * known * weights.unsqueeze(-1)
    return each.sum() / known.sum().clamp(min=1)


def ranking_loss(logits: Tensor, labels: Tensor, pairs: Sequence[tuple[int, int]]) -> Tensor:
    """How little a text outdoes its twin where their labels differ.

    Source: the logistic pairwise loss of RankNet, Burges et al., ICML 2005.
    """
    if not pairs:
        return logits.new_zeros(())
    one, other = torch.tensor(pairs).T
    wanted = (labels[one] - labels[other]).nan_to_num(0.0)
    each = torch.nn.functional.softplus(-(logits[one] - logits[other]) * wanted.sign())
    return (each * wanted.abs()).sum() / wanted.abs().sum().clamp(min=1)


def told_loss(logits: Tensor, told: Tensor) -> Tensor:
    """How far the network is from what its teacher says.

    Sources: Hinton et al., "Distilling the Knowledge in a Neural Network", 2015; for the second
    part Ba and Caruana, "Do Deep Nets Really Need to be Deep?", NeurIPS 2014.
    """
    entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, torch.sigmoid(told))
    return entropy + _SAME_LOGITS * ((logits - told.clamp(-_SURE, _SURE)) ** 2).mean()


def fit(
    judge: Judge | Teacher | Trimmed,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    *,
    rate: float,
    seed: int,
    ranking: float = 0.3,
    told: np.ndarray | None = None,
    size: int = SIZE,
    precision: torch.dtype = torch.bfloat16,
) -> float:
    """Train in place, one pass over the examples; returns the seconds it took.

    Args:
        rate: The encoder's highest learning rate.
        ranking: Weight of the ranking of texts before their twins beside the loss of each text.
        told: What a teacher says of each example: logits, shape (examples, heads). The labels
            count half beside it.
        size: Texts of a step.
        precision: What matrices are multiplied in; weights and losses stay in 32 bits. With 16
            bits a step takes half as long where the processor knows them, and longer elsewhere.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    encoded = encode(tokenizer, examples)
    labels = torch.tensor(np.array([e.labels for e in examples], dtype=np.float32))
    weights = torch.tensor(np.array([e.weight for e in examples], dtype=np.float32))
    said = None if told is None else torch.from_numpy(told)
    # The word vectors stay as they are: 15 % misspelt texts would only blur them, and a step
    # takes half as long.
    for part in judge.encoder.embeddings.word_embeddings.parameters():
        part.requires_grad_(requires_grad=False)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in judge.encoder.parameters() if p.requires_grad], "lr": rate},
            {"params": judge.heads.parameters(), "lr": rate * 10},
        ],
        weight_decay=0.01,
        fused=True,
    )
    units = units_of(examples)
    steps = math.ceil(len(encoded) / (size + 0.2))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _warm_then_down(steps))
    judge.train()
    began = time.monotonic()
    done = 0
    with Progress() as progress:
        task = progress.add_task("training", total=steps)
        while done < steps:
            for group, pairs in batches(units, encoded, size, random):
                if done == steps:
                    break
                with torch.autocast("cpu", precision, enabled=precision != torch.float32):
                    logits = judge(*padded([encoded[i] for i in group]))
                logits = logits.float()
                loss = masked_loss(logits, labels[group], weights[group])
                if said is not None:
                    loss = _LABELS_BESIDE_TEACHER * loss + told_loss(logits, said[group])
                loss = loss + ranking * ranking_loss(logits, labels[group], pairs)
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
