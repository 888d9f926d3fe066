"""Calls: people shall be killed, hurt or punished with death."""

from bot.domain.verdict import Category
from bot.moderation.grammar.rule import Rule

_DIRECT = (
    "^ {act}",
    "^ go|everyone|everybody|someone|somebody|all|just|please|simply|fucking|always ...1 {act}",
    "^ ...2 {pause} just|please|simply? {act}",
    "{pause} just|please|simply? {act} $",
    "round|line|grab|take|catch|find|hunt|string|drag|tie|gather ...4 and {act}",
    "let's|lets ...2 {act}",
    "let us ...1 {act}",
    "<should> ...2 {act}",
    "time|ready|need|needs|want|wanna|ought|going to ...2 {act}",
    "why don't|not|can't we|you|they|someone? ...2 {act}",
    "how about|can|could we|someone? ...2 {act}",
    "solution|answer|fix|cure|way is ...2 {act}",
    "do us|everyone|yourself|humanity a favor|favour and {act}",
    "i|we say|vote|suggest|propose|recommend we|you|they|just? {act}",
    "<should> ...6 and ...1 {act}",
    "^ stop|quit|enough|forget ...3 and|just {act}",
)


def _direct(act: str) -> tuple[str, ...]:
    return tuple(pattern.replace("{act}", act) for pattern in _DIRECT)


RULES = (
    Rule(
        name="incitement.call",
        category=Category.INCITEMENT,
        score=0.93,
        severity=3,
        explanation="Calls for killing or maiming people",
        patterns=(
            *_direct("{destroy-them}"),
            "{those-who} all|both|just|really|also|definitely|too|must|simply|probably|should*2 "
            "<should-be> ...1 <killed>",
            "{those-who} all|both|too? <should> all|just? die|hang|burn|bleed|perish|swing|fry "
            "<not-else>",
            "{those-who} all? deserve|deserves|deserved to ...1 die|hang|burn|suffer|bleed|fry",
            "{those-who} all? deserve|deserves|deserved|need|needs {modifier}*2 {death}",
            "{those-who} all? get|gets the "
            "rope|bullet|chair|noose|guillotine|wall|axe|sword|gallows",
            "{those-who} all? deserve|deserves nothing|no less but|than {death}",
            "{those-who} all? belong|belongs in|on|under|at|before front? of? ...2 {death}|{grave}",
            "{those-who} all? deserve|deserves|need|needs ...3 dose|taste|round|volley of "
            "{modifier}*1 {weapon}|{death}|lead|ammunition",
            "{them} who|that|which ...6 <should-be> ...1 <killed>",
            "death to all? {them}",
            "{death} for all? {them}",
            "off with their|his|her|your heads|head",
            "{those-who} ...1 <should-be> dead|exterminated|six",
            "exterminate|annihilate|eradicate ...1 {them}|{criminal}",
            "kill kill kill",
            "{kill-ing} {them} is|would|are be|the|a|so|very|actually|totally*2 "
            "cool|fun|good|great|right|justified|fine|ok|okay|based|answer|solution|duty|moral|"
            "necessary|awesome",
        ),
    ),
    Rule(
        name="incitement.call",
        category=Category.INCITEMENT,
        score=0.8,
        explanation="Calls for violence against people for what they are",
        patterns=(
            *_direct("{hurt-group}"),
            "{protected} all|both? <should-be> ...2 <hurt>",
            "{protected} all? need|needs|deserve|deserves a|some good? "
            "beating|whipping|thrashing|slap|smack",
        ),
    ),
    Rule(
        name="incitement.rough-call",
        category=Category.INCITEMENT,
        score=0.5,
        explanation="May call for violence against people",
        patterns=(
            *_direct("{hurt-them}"),
            "{those-who} <should-be> ...1 <hurt>",
            "{those-who} need|needs|deserve|deserves a good? "
            "beating|whipping|thrashing|slap|smack|punch",
        ),
    ),
    Rule(
        name="incitement.punishment",
        category=Category.INCITEMENT,
        score=0.5,
        explanation="Demands death for offenders; read whether it means a sentence or a mob",
        patterns=(
            *_direct("{kill-criminal}"),
            "{offender} all? <should-be> ...2 <killed>",
            "{offender} all? deserve|deserves|deserved to ...1 die|hang|burn|suffer",
            "{offender} deserve|deserves|need|needs {modifier}*2 {death}",
            "death to {offender}",
        ),
    ),
)
