"""Telling somebody to kill themselves."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.self-harm",
        category=Category.INCITEMENT,
        score=0.93,
        severity=3,
        explanation=mark("Tells somebody to kill themselves"),
        patterns=(
            "^ go|please|just|pls*3 kill|hang|shoot|neck|off|end|drown|gas|burn|stab "
            "yourself|urself|yourselves|yaself|yosel",
            "<should> go|just|all|really|please*2 kill|hang|shoot|neck|off|drown|gas {oneself}",
            "go|please|and|to|why|don't|not|just you? kill|hang|neck|off {oneself}",
            "kys",
            "drink|chug|inject|swallow some|a|bottle|of*3 bleach|drano|antifreeze|cyanide",
            "^ go|please|just jump|walk|step off|in|into|under|from ...2 "
            "bridge|cliff|building|roof|traffic|train|bus",
            "do us|everyone|humanity|society ...2 favor|favour and|by ...2 "
            "die|jump|kill|overdose|disappear|hang|drown",
            "do the world a favor|favour and|by ...2 die|jump|kill|overdose|hang|drown",
            "^ go|just|please ...1 die !of|for|out|down",
            "^ die in a fire|hole|ditch",
            "slit|slash|cut your|ur own? wrists|throat|veins",
            "eat a|your|some bullet|gun|shotgun|lead",
            "put|stick a? gun|pistol|bullet in your|ur own? mouth|head",
            "hope|wish you|u ...1 kill|hang|shoot|neck yourself|ursel",
            "end your|ur own? life|existence",
        ),
    ),
)
