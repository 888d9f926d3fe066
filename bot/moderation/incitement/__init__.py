"""The rules of incitement, one file a family."""

from bot.moderation.grammar.rule import Rule
from bot.moderation.incitement import (
    call,
    doxxing,
    expulsion,
    praise,
    rally,
    self_harm,
    threat,
    veiled,
    weapons,
    wish,
)

RULES: tuple[Rule, ...] = (
    *call.RULES,
    *threat.RULES,
    *wish.RULES,
    *praise.RULES,
    *weapons.RULES,
    *veiled.RULES,
    *rally.RULES,
    *doxxing.RULES,
    *expulsion.RULES,
    *self_harm.RULES,
)

__all__ = ["RULES"]
