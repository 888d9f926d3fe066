"""Expulsion: people are to be driven out for what they are."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

_DIRECT = (
    "^ just? {act}",
    "^ go|everyone|just|please ...1 {act}",
    "let's|lets ...2 {act}",
    "let us ...1 {act}",
    "<should> ...2 {act}",
    "time|ready|need|needs|want|wanna|going to ...2 {act}",
    "<wish> ...4 {act}",
    "solution|answer|fix is ...2 {act}",
)


def _direct(act: str) -> tuple[str, ...]:
    return tuple(pattern.replace("{act}", act) for pattern in _DIRECT)


RULES = (
    Rule(
        name="incitement.expulsion",
        category=Category.INCITEMENT,
        score=0.82,
        explanation=mark("Calls for driving people out for what they are"),
        patterns=(
            *_direct("{expel-group}"),
            "{people-as-such} all? <should-be> ...2 <deported>",
            "{people-as-such} out of|from our|my|this|the "
            "country|land|neighborhood|neighbourhood|town|city|schools|europe|america|britain",
            "{people-as-such} all? <should> all? leave|go out|home|back|our|this",
            "{people-as-such} raus",
            "^ out with all|the? {people-as-such}",
            "cleanse|clean|purge|purify ...2 "
            "country|land|city|town|europe|nation|streets|neighborhood|blood ...2 {protected}",
            "ethnic cleansing is|now|needed|time|would|please",
            "round|rounded up {protected}",
            *_direct("{intern-them}"),
            "{pause} just|and|then? {intern-them}",
            "and {intern-them}",
        ),
    ),
    Rule(
        name="incitement.removal",
        category=Category.INCITEMENT,
        score=0.45,
        explanation=mark("Calls for removing people; read whether it stays within the law"),
        patterns=(
            *_direct("{return-them}"),
            "{pronoun}|{migrant} all? <should-be> all? "
            "deported|expelled|removed|sent|shipped|kicked",
        ),
    ),
    Rule(
        name="incitement.gloating",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("Looks forward to people being driven out"),
        patterns=(
            "{glad}|pleasure to see|watch ...6 {them}|{protected} ...8 "
            "evicted|deported|expelled|leave|leaving|packing|board|boarding|queue|queueing|flee|"
            "fleeing|go",
        ),
    ),
)
