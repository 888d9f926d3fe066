"""The large size: the teacher, trimmed until it fits into 40 MB.

Two of its layers and the inner neurons that matter least are taken out, it reads only the pieces
that are met most often, and its weights have 4 bits. It then learns once more, what the whole
teacher says as well as the labels, with weights rounded as they will ship, and so makes up for
most of the loss.

Source of learning through the rounding as if it were not there: Bengio et al., "Estimating or
Propagating Gradients Through Stochastic Neurons", 2013.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import MPNetConfig, MPNetModel

from bot.moderation.classifier.framing import SETTING, WINDOW
from bot.moderation.classifier.heads import HEADS
from bot.training.network import Teacher, pooled

DROPPED = (8, 9)
"""The layers that are missed least, counted from 0."""
NEURONS = 2_560
"""Inner neurons of a layer, of 3,072."""
BLOCK = 128
"""Weights that share a scale."""
LEVELS = (-8, 7)
"""The lowest and highest of the whole numbers that a weight becomes."""
_MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What the teacher calls the default size's marks; all other pieces have the same names."""
_FIRST_PLACE = 2
"""The number of the first place in a text; the encoder keeps those below for padding."""


class Rounded(nn.Module):
    """Weights as 4 bits can hold them; their gradients pass as if they were not rounded."""

    def forward(self, weight: Tensor) -> Tensor:
        """``weight`` has shape (outputs, inputs), the inputs a multiple of `BLOCK`."""
        levels, scales = levels_of(weight.detach())
        rounded = (levels * scales).reshape(weight.shape)
        return weight + (rounded - weight).detach()


def levels_of(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Whole numbers within `LEVELS`, shape (blocks, `BLOCK`), and scales, shape (blocks, 1).

    A block's largest weight becomes the lowest level, whatever its sign, so that all are used.
    What is rounded already stays as it is.
    """
    blocks = weight.reshape(-1, BLOCK)
    largest = blocks.gather(1, blocks.abs().argmax(dim=1, keepdim=True))
    scales = largest / LEVELS[0]
    safe = torch.where(scales == 0, torch.ones_like(scales), scales)
    return torch.clamp(torch.round(blocks / safe), *LEVELS), scales


class Trimmed(nn.Module):
    """A `Judge` of the teacher's kind, with fewer layers and neurons, weights rounded."""

    def __init__(self, config: MPNetConfig) -> None:
        super().__init__()
        self.encoder = MPNetModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(2 * config.hidden_size, len(HEADS))

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> Tensor:
        """Logits, shape (texts, heads); the arguments are those of `Judge`."""
        # Padding is at the end and masked: the places need not know of it.
        places = _FIRST_PLACE + torch.arange(ids.shape[1]).unsqueeze(0)
        hidden = self.encoder(
            input_ids=ids, attention_mask=mask, position_ids=places
        ).last_hidden_state
        return self.heads(self.drop(pooled(hidden, own)))

    def round_weights(self) -> None:
        """From now on compute with 4-bit weights, which `settle` makes lasting."""
        for module in self._packed():
            parametrize.register_parametrization(module, "weight", Rounded())

    def settle(self) -> None:
        """Put the rounded weights in the place of those that were learned."""
        for module in self._packed():
            parametrize.remove_parametrizations(module, "weight", leave_parametrized=True)

    def _packed(self) -> list[nn.Module]:
        linear = [m for m in self.encoder.modules() if isinstance(m, nn.Linear)]
        return [self.encoder.embeddings.word_embeddings, *linear]


def trimmed(
    teacher: Teacher, vocabulary: dict[str, int], pieces: Sequence[str], matters: Sequence[Tensor]
) -> Trimmed:
    """The teacher without what matters least; it has to learn once more.

    Args:
        vocabulary: The numbers of the teacher's pieces.
        pieces: Those that it is to know, in the order of their new numbers.
        matters: What `bot.training.teacher.importance` found.
    """
    whole = teacher.encoder
    layers = [at for at in range(whole.config.num_hidden_layers) if at not in DROPPED]
    places = _FIRST_PLACE + WINDOW + SETTING + 3
    config = MPNetConfig.from_dict(
        {
            **whole.config.to_dict(),
            "vocab_size": len(pieces),
            "num_hidden_layers": len(layers),
            "intermediate_size": NEURONS,
            "max_position_embeddings": places,
        }
    )
    state = whole.state_dict()
    rows = torch.tensor([vocabulary[_MARKS.get(piece, piece)] for piece in pieces])
    words, place = (f"embeddings.{kind}_embeddings.weight" for kind in ("word", "position"))
    cut = {name: value for name, value in state.items() if not name.startswith("encoder.layer.")}
    cut[words], cut[place] = state[words][rows], state[place][:places]
    for new, old in enumerate(layers):
        best = matters[old].topk(NEURONS).indices.sort().values
        prefix = f"encoder.layer.{old}."
        for name, value in state.items():
            if not name.startswith(prefix):
                continue
            inner = name.removeprefix(prefix)
            if inner.startswith("intermediate.dense."):
                kept = value[best]
            elif inner == "output.dense.weight":
                kept = value[:, best]
            else:
                kept = value
            cut[f"encoder.layer.{new}.{inner}"] = kept
    judge = Trimmed(config)
    judge.encoder.load_state_dict(cut)
    judge.heads.load_state_dict(teacher.heads.state_dict())
    return judge
