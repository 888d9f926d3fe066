"""Doxxing with intent: where somebody lives is given or asked for, so that they can be reached."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.doxxing",
        category=Category.INCITEMENT,
        score=0.82,
        explanation=mark(
            "Gives or asks for a private person's whereabouts so that they can be reached"
        ),
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
            "{their-family} go|goes|attend|attends|lives|live|works|plays to|at|in|on ...6 "
            "just|fyi|btw|btw saying|so|case",
            "{their-family} go|goes|attend|attends|lives|live|works to|at|in|on ...6 {pause} "
            "just saying|so",
            "address|addresses ...12 {arms}",
            "i|we know where {their-family}",
            "make {them} life|lives ...1 hell",
            "make {them} afraid|scared|fear to|for|again",
        ),
    ),
    Rule(
        name="incitement.whereabouts",
        category=Category.INCITEMENT,
        score=0.55,
        explanation=mark("Speaks of where somebody lives; read what for"),
        patterns=(
            "he|she|they lives|live on|at|above|behind|opposite|beside ...4 "
            "street|st|road|rd|avenue|ave|lane|drive|court|close|square",
            "{their-family} go|goes|attend|attends to|at the? ...1 "
            "school|kindergarten|college|daycare|church",
            "where does|do|did he|she|they|this|{figure} ...2 live|sleep|park",
            "{whose} home? address is",
        ),
    ),
)
