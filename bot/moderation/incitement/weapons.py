"""Weapons that are to be turned against people."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.weapons",
        category=Category.INCITEMENT,
        score=0.86,
        explanation=mark("Wants weapons to be used against people"),
        patterns=(
            "<wish> ...20 {weapon} ...16 <used-against> {anyone}",
            "{weapon} ...12 <used-against> {them} ...12 {glad}",
            "{glad} ...12 {weapon} ...12 <used-against> {them}",
            "{weapon} ...12 come|comes|be|do|works|work in? "
            "handy|useful|nicely|wonders|perfect|well ...2 "
            "against|on|for {them}|{protected}",
            "{weapon} ...8 to|for ...1 clear|clearing|drive|driving|scatter|sweep|sweeping ...2 "
            "{protected} ...3 "
            "out|away|off",
            "<should> ...2 use|turn|point|aim|fire|drop|test|try|unleash|deploy ...3 {weapon} ...3 "
            "against|on|at|upon|over {them}",
            "^ use|turn|point|aim|fire|drop|unleash|deploy ...3 {weapon} ...3 "
            "against|on|at|upon|over {them}",
            "let's|lets ...1 use|turn|point|aim|fire|drop|unleash ...3 {weapon} ...3 "
            "against|on|at|upon|over {them}",
            "{weapon} <should-be> used|turned|fired|deployed ...2 against|on|at|upon {them}",
            "<should-be> used|turned|fired|deployed ...2 against|on|at|upon {protected}",
            "{those-who} ...2 need|needs|deserve|deserves to taste|feel|meet|see ...2 "
            "{weapon}|{death}",
            "bullet|bullets|rope|noose|nooses|knife|machete|guillotine|lead "
            "for|in|between|through all|every|each? "
            "{them}|their|his|her|your head|heads|skull|brain|brains|eyes|neck|necks?",
        ),
    ),
    Rule(
        name="incitement.weapons",
        category=Category.INCITEMENT,
        score=0.72,
        explanation=mark("Wants weapons to be used, as it seems against people"),
        patterns=(
            "<wish> ...20 {weapon} ...16 <used-against> "
            "the|these|those|all|their|every {modifier}*2 {unknown}|{plain}",
        ),
    ),
    Rule(
        name="incitement.weapons-against",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("Speaks of weapons that could be used against people"),
        patterns=(
            "{weapon} ...12 can|could|will|would|may|might|to be <used-against> {protected}",
        ),
    ),
)
