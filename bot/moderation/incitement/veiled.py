"""Veiled threats and calls: said so that it could be denied."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.veiled",
        category=Category.INCITEMENT,
        score=0.82,
        explanation=mark("Calls for or threatens violence in a veiled way"),
        patterns=(
            "would|it'd|itd be such? a shame|pity|tragedy|terrible if "
            "something|anything|someone|somebody ...3 "
            "happened|happens|happen to ...4 "
            "{anyone}|you|yours|him|her|family|kids|children|wife|house|home|shop|car",
            "would|it'd|itd be such? a shame|pity|tragedy|terrible if "
            "{anyone}|his|her|your|their|he|she ...3 "
            "burned|burnt|accident|fell|fall|disappeared|slipped",
            "be|would|it'd|itd such? a shame|pity|tragedy if there was|were a|an "
            "accident|fire|blaze|explosion !ban|drill|sale|risk|alarm|insurance",
            "rope|ropes|noose|nooses ...4 tree|trees|lamppost|lampposts|lamp|branch",
            "tree|trees|lamppost|lampposts|lamp|branch ...4 rope|ropes|noose|nooses",
            "enough|plenty|lots|more|sturdy|every|every|nearest of? lamppost|lampposts|gallows",
            "swing|swinging|hanging|hang|dangle|dangling from ...3 "
            "lamppost|lampposts|lamp|tree|trees|bridge|rafters",
            "some assembly required",
            "day of the? rope",
            "rope is|are cheap|reusable|waiting|coming",
            "rope|bullets|bullet|ammo|lead|petrol|gasoline|matches is|are ...1 "
            "cheap|cheaper|reusable",
            "free? helicopter ride|rides|tours|trips",
            "second|2nd amendment solution|solutions|remedy|remedies|option|options",
            "tree of liberty ...8 blood|water|watered|watering|thirsty|refreshed|refreshing",
            "water|watering|refresh the tree of liberty",
            "where|where's|wheres is|are? ...2 "
            "oswald|booth|sniper|assassin|hitler|breivik|luigi|gavrilo when",
            "where|where's|wheres is|are? a? good? sniper|assassin|hitman|lunatic|shooter when",
            "someone|somebody|anyone ...2 take|takes care of {them}",
            "someone|somebody ...2 do|does something about {them} permanently|before|once|for",
            "need|needs|deserve|deserves|get|gets|give a|some|acute|case|of|him|her|them*4 lead "
            "poisoning|injection",
            "need|needs|deserve|deserves a? dirt|permanent|pine|long "
            "nap|vacation|box|sleep|retirement",
            "high velocity|speed lead|poisoning|vaccine|vaccination|vitamin|vitamins",
            "9mm|45|556|308|caliber solution|vaccine|retirement|pill|medicine|treatment|lobotomy",
            "sleep|sleeps|sleeping|swim|swims|swimming with the fishes|fish",
            "bullet|bullets|rope ...2 cost|costs|cheaper|cheap less|than|per ...2",
            "ticket|trip|train|ride to the ...1 {grave}|gallows|ovens",
            "volunteer|volunteering|gladly|happily|love|pay|let ...4 pull|pulling the "
            "lever|trigger|switch|rope",
            "hold|bring|tie|supply|provide|fetch|donate the|some|my? rope|noose|nooses",
            "bullet|bullets with|has|have his|her|your|their|a|the name|names on",
            "won't|wont|not be with|around|among us|here ...1 much longer",
            "meet|meets|met his|her|their|your maker",
            "six|6 feet|foot under",
            "back|off|trip|ticket|train|trains to auschwitz|dachau|treblinka|sobibor|gulag|gulags",
            "see you|them in|at auschwitz|dachau|hell",
            "reopen|open|fire|heat|preheat|warm|turn|light up|on? ...1 "
            "auschwitz|dachau|treblinka|ovens|chambers",
            "zyklon b? for|needed|time|again|them",
            "need|needs|time|want|implement|bring|finish ...3 final solution",
            "final solution for|to ...1 {protected}",
            "put|take {them} out of ...1 misery",
            "where ...3 {them} ...2 live|lives|sleep|sleeps|work|parks so|and|be|in ...8 "
            "visit|accident|fire|dark|night|lesson",
        ),
    ),
    Rule(
        name="incitement.innuendo",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("May hint at violence"),
        patterns=(
            "accidents|accident|things happen|happens",
            "hope|hoping {them} ...1 has|have|got ...1 "
            "insurance|security|bodyguards|bodyguard|bunker",
            "enjoy it|life while you|they|he|she can|still",
            "you|we all? know what to|must do|be done",
            "boogaloo|civil war is|can't|soon|now|coming|needed|bring|let|when ...3 "
            "soon|on|it|enough|now|coming",
            "something has|needs to be? happen|done about {them}",
        ),
    ),
)
