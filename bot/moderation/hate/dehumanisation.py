"""Dehumanisation: a group is spoken of as beasts, filth or disease, or as criminal by birth."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="hate.dehumanisation",
        category=Category.HATE,
        score=0.9,
        severity=3,
        explanation=mark("Speaks of people as less than human"),
        patterns=(
            "{protected} all|both|you? <are> ...3 {beastly}",
            "{protected} <are> ...1 like|worse|lower|no ...2 {beastly}|{animal}",
            "{protected} all? <are> ...1 {animal} !rights|activists|lovers|shelter",
            "{protected} <are> less|lower|worse than "
            "human|humans|animals|dirt|shit|people|rats|dogs|scum",
            "{protected} "
            "breed|breeds|breeding|multiply|multiplying|swarm|swarming|infest|infesting|crawl "
            "like|our|the|everywhere|rats|vermin|insects|flies",
            "infested|overrun|crawling|infestation|plague|swarm|swarms|hordes|horde|flood "
            "with|by|of {protected}",
        ),
    ),
    Rule(
        name="hate.dehumanisation",
        category=Category.HATE,
        score=0.9,
        severity=3,
        negatable=False,
        explanation=mark("Denies that people are human"),
        patterns=(
            "{protected} <are> not|never|barely|hardly really|even|fully? human|humans|people",
            "{protected} aren't|arent|isn't|isnt really|even|fully? human|humans|people",
        ),
    ),
    Rule(
        name="hate.generalisation",
        category=Category.HATE,
        score=0.74,
        explanation=mark("Says something vile of a whole group"),
        patterns=(
            "{whole-group} <are> ...3 {crime}|{lowly}|{criminal}|{insult-word}",
            "{protected} all? <are> ...1 "
            "all|nothing|just|only|always|naturally|born|mostly|simply ...2 "
            "{crime}|{lowly}|{criminal}",
            "{reviled} <are> ...2 {crime}|{lowly}|{criminal}",
            "{group} <are> a|an|the|such? ...1 "
            "abomination|abominations|curse|blight|mistake|scourge|evil|poison|burden|problem "
            "to|on|of|for|in",
            "{protected} have|has ...1 low|lower|no iq|iqs|intelligence|morals|soul|souls|brains",
            "{group} only want|wants|care|cares|come|comes|know|knows about|to|for ...2 "
            "{crime}|rape|steal|breed|welfare|kill|money|leech|destroy",
            "{reviled}",
        ),
    ),
    Rule(
        name="hate.disparagement",
        category=Category.HATE,
        score=0.5,
        explanation=mark("Runs a whole group down"),
        patterns=("{group}|{migrant} all? <are> ...2 {crime}|{lowly}|{criminal}|{insult-word}",),
    ),
)
