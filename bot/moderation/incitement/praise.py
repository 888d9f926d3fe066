"""Praise: violence that was done is welcomed, its authors are honoured, more is asked for."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.praise",
        category=Category.INCITEMENT,
        score=0.85,
        explanation=mark("Welcomes violence against people or honours those who did it"),
        patterns=(
            "glad|happy|thrilled|delighted|pleased|love|overjoyed|ecstatic ...2 {those-who} ...2 "
            "<dead>",
            "good|nice|great|wonderful|awesome|beautiful|fun to see|watch|hear|know ...1 "
            "{protected} ...3 "
            "<dead>",
            "good|great|glad|happy that? ...1 {attacker} ...2 got|killed|shot|hit|stabbed|took",
            "shame|pity|bad|wish ...2 ran out of bullets|ammo|ammunition|rounds",
            "thank god|goodness|heavens|you ...3 {protected} ...3 <dead>",
            "glad|happy|great|good ...3 someone|somebody|they|he|she {kill-ed} {them}",
            "{attacker} is|was|are|were ...2 "
            "hero|heroes|saint|saints|legend|legends|patriot|patriots|king|based",
            "hero|heroes|saint|saints|legend|patriot|salute|bless|thank|respect ...2 {attacker}",
            "whoever|who|anyone|guy|man|person|dude|kid|driver|woman who|that? "
            "{kill-s}|{kill-ed}|{hurt-s}|{hurt-ed}|runs|ran|drives|drove|blows|blew "
            "...8 deserve|deserves|gets|earned|earns|needs ...2 "
            "medal|beer|statue|reward|prize|drink|parade|raise",
            "whoever|who|guy|man|person|dude|kid|woman who|that? {kill-ed}|{hurt-ed} ...5 is|was "
            "...2 hero|legend|saint|patriot",
            "whoever|who|guy|man|person|dude|kid|woman who|that? {kill-ed}|{hurt-ed} ...5 did "
            "...1 what|right|us|humanity|world|everyone ...3 "
            "everyone|everybody|wants|needed|thing|favor|favour|deserved|dreams|done",
            "whoever|who {kill-ed}|{hurt-ed}|{raze-ed} ...6 owe|buy|owes "
            "you|him|her|them|whoever? a drink|beer|pint|dinner",
            "whoever|who {kill-ed}|{hurt-ed}|{raze-ed} ...4 {pause} i|we "
            "owe|salute|love|thank|bless",
            "{kill-ed}|{attacker} ...14 doing|did ...1 god's|gods|lord's|good work",
            "{protected} ...1 {kill-ed} is ...2 good|win|victory|gift|blessing|start|progress",
            "{attacker} ...10 are|is my|our hero|heroes|idol|idols|kind",
            "{attacker} did nothing|nothin wrong",
            "{attacker} ...3 deserve|deserves|earned|get|needs ...1 "
            "medal|parade|statue|award|reward|beer",
            "give ...2 {attacker} ...6 medal|award|beer|parade",
            "deserve|deserves|give|gets a|the medal|parade for ...2 "
            "{kill-ing}|shooting|killing|{hurt-ing}",
            "should|shoulda|could|would have|of|'ve|a {kill-ed} ...1 "
            "more|all|them|every|everyone|{them}",
            "should|shoulda|shouldve|should've have|of|'ve? finished ...1 job|work|lot|them",
            "should|shoulda|shouldve|should've have|of|'ve? finished {them}|{protected} ...4 "
            "off|when|back",
            "{attacker} had|has the right idea|ideas",
            "{attacker} was|is|were right",
            "need|needs|want|bring ...3 more|another|back|new|second {attacker}",
            "need|needs|want|bring|time for ...1 more|another|new|back ...1 "
            "holocaust|genocide|lynching|lynchings|lynch|crusade|crusades|pogrom|pogroms|"
            "massacre|inquisition|slavery|purge",
            "bring|brought back ...2 "
            "ovens|chambers|noose|nooses|lynching|lynchings|slavery|guillotine|guillotines|camps",
            "{protected} had it|this coming",
            "{protected} got what|exactly ...2 deserve|deserved|coming|asked",
            "need|needs|want|miss|bring ...3 death squads|squad",
            "death squads ...8 bring them back",
            "^ more dead {them} {pause}|please|now",
            "one|1|two|2|10|100 less|fewer {protected}",
            "one|1|two|2|another down ...6 to|left go",
            "more|keep dead {protected}",
            "only good {protected}|{other}|{modifier} ...2 is|are ...1 dead",
        ),
    ),
    Rule(
        name="incitement.weak-praise",
        category=Category.INCITEMENT,
        score=0.5,
        explanation=mark("May welcome violence against somebody"),
        patterns=(
            "glad|happy|good|great ...2 {offender} ...2 <dead>",
            "{figure}|{other}|he|she had it coming",
            "serves|served {them} right",
            "bring back ...2 hanging|hangings|executions|execution|whipping|flogging|stocks|caning",
        ),
    ),
)
