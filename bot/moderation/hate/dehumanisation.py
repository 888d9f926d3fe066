"""Dehumanisation: a group is spoken of as beasts, filth or disease, or as criminal by birth."""

from bot.domain.verdict import Category
from bot.moderation.grammar.rule import Rule

_ARE = "are|is|r|be|aren't|remain|ain't"

RULES = (
    Rule(
        name="hate.dehumanisation",
        category=Category.HATE,
        score=0.9,
        severity=3,
        explanation="Speaks of people as less than human",
        patterns=(
            f"{{protected}} all|both|you? {_ARE} ...3 {{beastly}}",
            f"{{protected}} {_ARE} ...1 like|worse|lower|no ...2 {{beastly}}|{{animal}}",
            f"{{protected}} all? {_ARE} ...1 {{animal}} !rights|activists|lovers|shelter",
            f"{{protected}} {_ARE} not|never|barely|hardly|n't really|even|fully? "
            "human|humans|people",
            "{protected} aren't|arent really|even|fully? human|humans|people",
            f"{{protected}} {_ARE} less|lower|worse than "
            "human|humans|animals|dirt|shit|people|rats|dogs|scum",
            f"{{protected}} {_ARE} ...1 inferior|subhuman|untermenschen|filth",
            "{protected} "
            "breed|breeds|breeding|multiply|multiplying|swarm|swarming|infest|infesting|crawl "
            "like|our|the|everywhere|rats|vermin|insects|flies",
            "infested|overrun|crawling|infestation|plague|swarm|swarms|hordes|horde|flood "
            "with|by|of {protected}",
        ),
    ),
    Rule(
        name="hate.generalisation",
        category=Category.HATE,
        score=0.74,
        explanation="Says something vile of a whole group",
        patterns=(
            f"all|every|most {{modifier}}*2 {{protected}} {_ARE} ...3 {{crime}}|{{lowly}}",
            f"{{group}}|{{migrant}}|{{reviled}} all? {_ARE} ...1 "
            "all|nothing|just|only|always|naturally|born|mostly|simply ...2 "
            f"{{crime}}|{{lowly}}|{{criminal}}",
            f"{{reviled}} {_ARE} ...2 {{crime}}|{{lowly}}|{{criminal}}",
            f"{{group}} {_ARE} a|an|the|such? ...1 "
            "abomination|abominations|curse|blight|mistake|scourge|evil|poison|burden|problem "
            "to|on|of|for|in",
            "{group}|{migrant}|{reviled} have|has ...1 low|lower|no "
            "iq|iqs|intelligence|morals|soul|souls|brains",
            "{group} only want|wants|care|cares|come|comes|know|knows about|to|for ...2 "
            "{crime}|rape|steal|breed|welfare|kill|money|leech|destroy",
            "just|typical {reviled}",
            "fucking|goddamn|filthy|dirty|stupid|subhuman {group} !{thing}",
        ),
    ),
    Rule(
        name="hate.disparagement",
        category=Category.HATE,
        score=0.5,
        explanation="Runs a whole group down",
        patterns=(
            f"{{group}}|{{migrant}} all? {_ARE} ...2 "
            f"{{crime}}|{{lowly}}|{{criminal}}|{{insult-word}}",
            "{reviled}",
        ),
    ),
)
