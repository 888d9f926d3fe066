"""Wishes: the author wants people to die or to be hurt."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.wish",
        category=Category.INCITEMENT,
        score=0.88,
        explanation=mark("Wishes death or harm on people"),
        patterns=(
            "{wish} ...8 and {those-who} all|both|will? {dies} <not-else>",
            "<wish> ...2 {those-who} all|both|just|would|will|can|slowly|really? {dies} "
            "!of|out|down|with|for",
            "<wish> ...1 {them} all? {dies} "
            "in|from|like|alone|slowly|screaming|together|soon|painfully",
            "<wish> ...2 {those-who} ...1 get|gets|be|is|are|got|were ...2 <killed>",
            "<wish> ...2 {those-who} ...1 get|gets|catch|catches|has|have ...1 "
            "cancer|aids|covid|ebola|raped|shot|bombed|hit|stabbed",
            "<wish> someone|somebody|anyone|he|they|hamas|iran|russia|god|karma ...2 "
            "{destroy-them}",
            "<wish> someone|somebody|anyone|he|they|it ...2 {kill-s}|{kill-ed} {them}",
            "<wish> to|2? ...1 {destroy-them}",
            "<wish> ...2 {kill-ing} {them}",
            "<wish> to|2 see|watch {them} ...3 <killed>",
            "<wish> to|2 see|watch {them} ...2 {dies}|{dying}|dead|bleed|executed|twitch|squirm",
            "<wish> to|2 see|watch ...3 {kill-ing}|killing|beating of? {them}",
            "<wish> death|cancer|rape|violence|pain|suffering on|upon|to all? {them}",
            "<wish> {those-who} all|were|was|are|be*2 dead|exterminated|extinct|gassed",
            "i|we want {them} dead",
            "<wish> ...4 {building} ...1 burns|burn|collapses|explodes|implodes",
            "<wish> until|til? someone|somebody ...1 "
            "blows|burns|bombs|torches|raids|shoots|storms ...4 {building}",
            "knife|bullet|bomb|beating|rope|noose|whip ...5 would|will do ...5 good",
            "<wish> ...4 plane|flight|bus|boat|ship|train|ferry|helicopter|convoy ...3 "
            "crash|crashes|sinks|sink|explodes|capsizes|derails|burns",
            "had ...5 finished|killed|exterminated|wiped ...2 {protected}",
            "<wish> a|the|some|that "
            "truck|lorry|bus|car|train|bullet|bomb|rock|tree|lightning|cancer|covid|virus|heart "
            "...2 "
            "hit|hits|gets|get|finds|find|takes|take|kills|runs|ran|strikes|crushes|attack ...1 "
            "{them}",
            "wish|wished|hope|shame|pity i|we ...4 there with ...2 {arms}|{weapon}|friends|mates",
            "{protected} ...10 disappear|disappeared|vanish|vanished|wiped|erased|gone|removed "
            "from|off the ...1 face|map|earth|planet",
            "<wish> ...8 rope|noose|knife|bullet|blade around|round|in|through|to|at {whose} "
            "neck|throat|head|skull|heart",
            "{those-who} are|is|would be better off? dead",
            "{protected} can|should all? die|burn|drown|rot|choke|starve|hang <not-else>",
            "let {protected}|{pronoun} all|just? "
            "die|burn|drown|starve|bleed|freeze|choke|hang|perish <not-else>",
            "let the sea|sharks|desert|cold|river|virus take|have|eat|kill {them}",
            "too bad|shame|pity|unfortunately|wish ...6 {attacker}|bullet|bomb|knife "
            "...5 missed|fail|failed|miss|aim|closer|harder",
            "too bad|shame|pity|sad ...6 only ...2 got|killed|hit|took|hurt|injured|wounded|shot "
            "...2 of {pronoun}",
            "too bad|shame|pity|sad|wish ...3 {protected} ...3 survived|lived|alive|escaped",
            "may {those-who} all? die|burn|perish",
        ),
    ),
    Rule(
        name="incitement.wish",
        category=Category.INCITEMENT,
        score=0.8,
        negatable=False,
        explanation=mark("Wishes that people did not exist"),
        patterns=(
            "world|country|planet|earth|society|place|we ...4 better|safer|cleaner|nicer ...1 "
            "without "
            "all|any? {protected}",
        ),
    ),
    Rule(
        name="incitement.weak-wish",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("May wish harm on somebody"),
        patterns=(
            "{those-who} can all|just? die|burn|rot|choke|drown",
            "<wish> to|2? ...1 {hurt-them}",
            "<wish> ...2 {those-who} ...1 get|gets|be|got ...1 <hurt>",
            "<wish> ...2 {criminal} ...2 {dies}",
            "<wish> ...2 {criminal} ...1 get|gets|be|got ...1 <harmed>",
            "<wish> ...2 {those-who}|{offender} ...2 rot|rots|suffer|suffers",
            "may|let {them}|{those-who}|{offender} all? rot|suffer",
            "rot|burn|roast in hell",
            "drop dead",
            "too bad|shame|pity|wish|unfortunately he|she|they|it missed|survived|failed|lived",
        ),
    ),
)
