"""The rules of harassment: attacks on the person one speaks to."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        name="harassment.abuse",
        category=Category.HARASSMENT,
        score=0.65,
        explanation=mark("Abuses the person it speaks to"),
        patterns=(
            "fuck|screw you|u|off|urself|yourself !up|guys",
            "you|you're|youre|ur|u are|a|an*2 "
            "fucking|goddamn|filthy|worthless|total|complete|absolute ...1 "
            "{insult-word}|disgrace",
            "you|you're|youre|ur are|a*2 piece|sack|pile|waste of "
            "shit|garbage|trash|space|oxygen|skin|crap|filth",
            "{you-abused}",
            "eat shit|dick|ass",
            "suck|choke on|my|a*2 dick|cock",
            "shut your|ur|the fuck|fucking|stupid|ugly|whore*2 mouth|hole|trap|up|face",
            "nobody|noone|no|one would|will? likes|loves|miss|misses|wants|cares you",
        ),
    ),
    Rule(
        name="harassment.insult",
        category=Category.HARASSMENT,
        score=0.4,
        explanation=mark("Insults the person it speaks to"),
        patterns=(
            "{you-insulted}",
            "you're|youre|ur|you|u are|r|a|an|such*3 ...1 {insult-word}",
        ),
    ),
)

__all__ = ["RULES"]
