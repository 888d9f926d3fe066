"""Judging texts before anyone sees them: pure, synchronous, deterministic.

``judge(text, context)`` folds the text once, asks every detector for evidence and lets the
policy of the context turn each piece of evidence into a decision; the strictest counts.
"""

from bot.moderation.context import Context, TextKind
from bot.moderation.judging import (
    DETECTORS,
    Detector,
    JudgeText,
    judge,
    judge_with,
    shipped_judge,
)
from bot.moderation.policy import LENIENT, PRESETS, STANDARD, STRICT, Policy, Thresholds

__all__ = [
    "DETECTORS",
    "LENIENT",
    "PRESETS",
    "STANDARD",
    "STRICT",
    "Context",
    "Detector",
    "JudgeText",
    "Policy",
    "TextKind",
    "Thresholds",
    "judge",
    "judge_with",
    "shipped_judge",
]
