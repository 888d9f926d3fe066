"""The classifier: a small encoder that reads a whole comment, trained by `bot.training`.

It knows English. Its scores are deterministic: one thread, the same weights, the same figure.
"""

from bot.moderation.classifier.heads import HEADS
from bot.moderation.classifier.model import Model, ModelBroken, shipped_model

__all__ = ["HEADS", "Model", "ModelBroken", "shipped_model"]
