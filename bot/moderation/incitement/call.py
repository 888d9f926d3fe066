"""Calls: people shall be killed, hurt or punished with death."""

from bot.domain.verdict import Category
from bot.locales import mark
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
        explanation=mark("Calls for killing or maiming people"),
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
            "{them} ...4 deserve|deserves {modifier}*2 {death}",
            "death to all? {them}",
            "{death} for all? {them}",
            "off with their|his|her|your heads|head",
            "{those-who} ...1 <should-be> dead|exterminated|six",
            "kill kill kill",
            "^ off|straight|back to the {grave}|gulag|gulags|camps|gallows",
            "^ to the {grave}|gallows|ovens with {them}",
            "{them} ...5 <should-be> ...1 <killed>",
            "<should> ...2 use ...2 rounds|ammunition|ammo|bullets on|against {them}",
            "bullet|bullets|knife|knives in|into|through the ...1 "
            "head|heads|back|backs|skulls|chest of|for {them}",
            "time for {them} to {dies} <not-else>",
            "legal|allowed|ok|okay|permission|license|licence|right|allow|permit to? "
            "{destroy-them}|{hurt-them}|hunt|shoot",
            "stack|stacking|pile|piling bodies|corpses|skulls",
            "fill|fills|filling ...2 {grave}|trenches|trench|rivers|river|sea|canal with "
            "{them}|{protected}",
            "<should> ...1 get|gets the needle|chair|rope|noose|axe|gallows|guillotine|bullet",
            "<should> leave|go|come ...1 in|on an|a ambulance|hearse|coffin|bag|stretcher|box",
            "<should> lose ...1 head|heads|hands",
            "{whose} ...1 head|heads on a|the? "
            "stick|sticks|spike|spikes|pike|pikes|platter|stake|pole",
            "^ start breaking|cracking|smashing|bashing ...1 bones|legs|heads|skulls|necks|faces",
            "<should> start breaking|cracking|smashing|bashing ...1 "
            "bones|legs|heads|skulls|necks|faces",
            "cure|answer|solution|vaccine|treatment|remedy for|to ...3 is ...2 "
            "{weapon}|{death}|millimetres|millimeters|9mm",
            "one|a|single ...1 grenade|bomb|bullet|match|missile|rocket|shell|drone ...6 and ...4 "
            "peace|solved|problem|over|quiet|done|gone|fixed",
            "beating|whipping|thrashing|bullet|rope|hanging|flogging|noose "
            "would|will|might|should fix|help|teach|solve|cure|straighten|sort",
            "if ...8 guts|balls|spine|courage|brains|sense ...4 would ...1 {destroy-them}",
            "{hurt-them}|{expel-them}|{expel-group}|smoke|round|line ...6 and ...1 {destroy-them}",
            "{expel-them}|{expel-group}|{expel-migrant} or bury|shoot|kill|gas|hang|drown",
            "{those-who} need|needs|deserve|deserves {kill-ing}",
            "{them} who|that|which ...8 <should-be> ...1 <killed>",
            "{those-who} who|that|which|voted|wants|supports ...6 deserve|deserves {modifier}*2 "
            "{death}",
            "{those-who} <should-be> crushed|run|rolled|mown under|over|by ...2 "
            "tank|tanks|tracks|tractor|truck",
            "^ firing squad|squads $",
            "^ kill one|two|ten|some|a|enough|more of|and|hundred|few",
            "^ shoot first",
            "^ no mercy|quarter|pity for|to|on {them}|{protected}",
            "^ dig|start ...1 grave|graves|ditches",
            "acid in|on|to|over {whose} ...1 face|faces",
            "^ poison ...2 well|wells|water|food",
            "bulldoze|burn|demolish|level|torch|flood|bury ...8 with {pronoun} all? still? "
            "inside|in",
            "^ burn|torch|firebomb|bomb|bulldoze|flood|gas ...6 with ...2 {anyone}|everyone|"
            "everybody|cabinet|council|board|staff|crew all? still? inside|in",
            "<should> ...1 burn|torch|firebomb|bomb|bulldoze|flood|gas ...6 with ...2 {anyone}|"
            "everyone|everybody|cabinet|council|board|staff|crew all? still? inside|in",
            "^ put|place a? price|bounty|reward on ...3 head|heads",
            "only|language ...5 understand|understands ...4 "
            "bullets|violence|force|fists|beating|whip|lead|pain|stick|rope|bullet",
            "give them|{them} bullets|lead|rope|hell",
            "{kill-ing} {them} is|would|are be|the|a|so|very|actually|totally*2 "
            "self|cool|fun|good|great|right|justified|fine|ok|okay|based|answer|solution|duty|"
            "moral|"
            "necessary|awesome",
        ),
    ),
    Rule(
        name="incitement.call",
        category=Category.INCITEMENT,
        score=0.8,
        explanation=mark("Calls for violence against people for what they are"),
        patterns=(
            *_direct("{hurt-group}"),
            "{protected} all|both? <should-be> ...2 <hurt>",
            "{protected} all? need|needs|deserve|deserves a|some good? "
            "beating|whipping|thrashing|slap|smack",
        ),
    ),
    Rule(
        name="incitement.call",
        category=Category.INCITEMENT,
        score=0.85,
        severity=3,
        negatable=False,
        explanation=mark("Says that people should not be alive"),
        patterns=(
            "{those-who} shouldn't|shouldnt be breathing|alive|living",
            "{those-who} should not be breathing|alive|living",
            "{those-who} should|must never|not have been allowed|permitted to "
            "live|exist|breathe|born",
            "nobody|no one? will|would miss {them}",
            "not {protected} should|must|can|will ...3 leave|survive|remain|live|left|escape",
            "no {protected} should|must|can ...2 leave|survive|remain|left|escape ...3 "
            "alive|here|standing",
        ),
    ),
    Rule(
        name="incitement.rough-call",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("May call for violence against people"),
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
        explanation=mark("Demands death for offenders; read whether it means a sentence or a mob"),
        patterns=(
            *_direct("{kill-criminal}"),
            "{offender} all? <should-be> ...2 <killed>",
            "{offender} all? deserve|deserves|deserved to ...1 die|hang|burn|suffer",
            "{offender} deserve|deserves|need|needs {modifier}*2 {death}",
            "death to {offender}",
        ),
    ),
)
