"""The rules of hatred against people for what they are, one file a family."""

from bot.moderation.grammar.rule import Rule
from bot.moderation.hate import dehumanisation, exclusion, loathing, slogans

RULES: tuple[Rule, ...] = (
    *dehumanisation.RULES,
    *loathing.RULES,
    *exclusion.RULES,
    *slogans.RULES,
)

__all__ = ["RULES"]
