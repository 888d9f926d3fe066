"""Doxxing with intent: where somebody lives is given or asked for, so that they can be reached."""

from bot.domain.verdict import Category
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.doxxing",
        category=Category.INCITEMENT,
        score=0.82,
        explanation="Gives or asks for a private person's whereabouts so that they can be reached",
        patterns=(
            "here|here's|heres|this is? {whose} ...1 home|private? address|number|phone|house",
            "post|drop|share|leak|publish|find|get|need|want|dox|doxx|give ...2 {whose} "
            "home|private|phone|cell|exact address|number",
            "post|drop|share|leak|dox|doxx|find ...1 {whose} address|addresses",
            "someone|somebody|anyone|who has|have|got|know|knows|find|finds|post|drop|share "
            "his|her|their home|exact? address|addresses|whereabouts",
            "who|anyone|anybody|somebody|someone knows|know|find|finds|got|has where|out? ...1 "
            "...3 live|lives|sleeps|parks|home",
            "find|finds|found out? where {them}|he|she|they|this|that ...3 "
            "live|lives|work|works|parks|sleeps",
            "pay|paying|give {them} a|little|friendly*2 visit",
            "let's|lets|should|go visit {them} at|in home|night|house",
            "show|turn up|at|outside ...1 at|outside? his|her|their|your "
            "home|house|door|doorstep|office",
            "dox|doxx {them}|this|that|the",
            "his|her|their|your kids|children|kid|son|daughter|wife|husband|mother|family "
            "go|goes|attend|attends|lives|live|works at|to|in|on",
            "i|we know where his|her|their|your kids|children|kid|son|daughter|wife|family",
            "make {them} life|lives ...1 hell",
            "make {them} afraid|scared|fear to|for|again",
        ),
    ),
    Rule(
        name="incitement.whereabouts",
        category=Category.INCITEMENT,
        score=0.55,
        explanation="Speaks of where somebody lives; read what for",
        patterns=(
            "he|she lives|live on|at ...4 "
            "street|st|road|rd|avenue|ave|lane|drive|court|close|square",
            "where does|do|did he|she|they|this|{figure} ...2 live|sleep|park",
            "{whose} home? address is",
        ),
    ),
)
