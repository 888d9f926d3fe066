"""Rallying cries: people are to arm themselves, to gather, to storm or burn places."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.rally",
        category=Category.INCITEMENT,
        score=0.82,
        explanation=mark("Rallies people to violence"),
        patterns=(
            "^ {raze-building}",
            "^ go|everyone|everybody|someone|somebody|patriots|just|please ...1 {raze-building}",
            "let's|lets|let us? ...2 {raze-building}",
            "<should> ...2 {raze-building}",
            "i|we say|vote|suggest|propose we|you|they|just? {raze-building}",
            "time|ready|need|needs|want|wanna|going to ...2 {raze-building}",
            "<wish> ...2 someone|somebody|they ...1 {raze-building}",
            "{building} ...2 <should-be> ...1 "
            "burned|burnt|torched|bombed|firebombed|blown|razed|stormed|shot",
            "molotov|molotovs|petrol|bricks|brick|grenades|grenade|bombs|fire|cocktails "
            "through|into the|their|his|her|every|some ...1 "
            "window|windows|door|doors|letterbox",
            "clear|cleared|clean|cleanse|solve|solved|deal|fix ...6 with "
            "petrol|gasoline|fire|flamethrowers|bullets|machetes|dynamite|napalm|gunfire|lead",
            "level|flatten|raze|bomb|nuke|destroy|shell|carpet|bombard ...1 whole|entire "
            "city|town|village|neighbourhood|neighborhood|place|country|district ...6 "
            "everyone|everybody|all|people|inhabitants in|inside|there",
            "meet|gather|assemble|see ...6 {building} ...8 with|bring ...2 {arms}|{weapon}|torches",
            "put|plant|lay|bury|use landmines|mines|mine along|on|at|around|under",
            "erase|obliterate|annihilate|exterminate|nuke|flatten|glass {modifier}*3 "
            "village|villages|town|towns|region|regions|peninsula|{place}",
            "wipe {place} off the|of",
            "wipe {place} out",
            "petrol|gasoline|matches|match|molotov|molotovs|lighter|torch|torches ...8 "
            "{migrant}|{reviled}|{group} {building}",
            "bring|grab|get|take|pick|load|clean|oil|carry|fetch|sharpen up|out? "
            "your|the|our|ur|some|his*2 {arms}",
            "lock and load",
            "locked and loaded",
            "load your|up|the guns|magazines|mags|rifles",
            "take|taking|rise up|in arms against",
            "<should> ...1 start ...1 shooting|killing|hanging|lynching|burning|bombing|stabbing",
            "time|ready|let's|lets to? start ...1 "
            "shooting|killing|hanging|lynching|burning|bombing",
            "^ start ...1 shooting|killing|hanging|lynching|burning|bombing",
            "open|hunting season on|for {anyone}",
            "no bag limit",
            "declare|start|wage|begin a|the? war on|against {protected}",
            "race|holy war now|is|needed|soon|time",
            "blood in|on|run|through|running the? streets",
            "form|join|gather|start|need a? lynch|vigilante|militia mob|squad|squads|party|against",
            "rise up and ...2 {kill}|{destroy-them}|burn|fight|{raze-building}|{hurt-them}",
            "eat lead",
        ),
    ),
    Rule(
        name="incitement.unrest",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("May rally people to violence"),
        patterns=(
            "shoot on sight",
            "arm yourselves|yourself|up",
            "shoot to kill",
            "time for|to ...1 revolution|revolt|uprising|bloodshed",
            "take|taking|took|takes the? law|matters into {whose} own? hands",
            "to arms !dealers|dealer|sales|control|embargo",
            "time for talking|talk|words is|has over|passed|ended",
        ),
    ),
)
