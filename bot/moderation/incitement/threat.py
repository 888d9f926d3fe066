"""Threats: the author announces violence, openly or as what is bound to happen."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.threat",
        category=Category.INCITEMENT,
        score=0.93,
        severity=3,
        explanation=mark("Threatens people with violence"),
        patterns=(
            "{first} ...1 <will> ...2 {destroy-them}",
            "i'll|we'll|imma|ill|ima ...1 {destroy-them}",
            "i|we swear ...4 {destroy-them}",
            "i|we know where you|they|he|she all? live|lives|work|works|sleep|sleeps",
            "you|u|ya|they|{other}|{group}|{figure} <will> all? bleed|burn|hang|swing <not-else>",
            "you|u|ya <will> all? die "
            "tonight|soon|for|screaming|slowly|like|tomorrow|painfully|horribly|today",
            "you're|youre|ur a? dead man|meat|woman|bitch",
            "you are a? dead man|meat|woman|bitch",
            "{first} <will>? find|hunt|get|catch|track you|{them} ...4 and ...1 "
            "{destroy-them}|kill|gut|cut|slit|shoot|end",
            "your|their days are numbered",
            "sleep with one eye open",
            "you|they better|should start? sleep|hide|pray|run ...3 "
            "one|eye|while|life|lives|god|hills",
            "next time i|we see {them} ...4 {kill}|{destroy-them}|{hurt}|dead",
            "if i|we ever? see|catch|find|meet|saw {them}|you|{protected} ...8 "
            "{destroy-them}|{hurt-them}|{hurt-group}",
        ),
    ),
    Rule(
        name="incitement.threat",
        category=Category.INCITEMENT,
        score=0.75,
        explanation=mark("Seems to threaten somebody"),
        patterns=(
            "watch your back|backs",
            "{their-family} <will> pay|suffer|regret|bleed|die|mourn|cry|burn",
            "{building} ...6 we|i|we'll|i'll <will>? ...1 burn|torch|bomb|blow",
            "{those-who} <will> ...1 scream|beg|bleed|cry|whimper ...4 we|us|mercy",
            "<should> ...1 look|check under his|her|their|your car|cars|bed",
            "eat|eating|drink|drinking ...3 through a straw",
            "you touch|hurt ...6 we|i touch|hurt|take|kill ...2 {their-family}",
            "{weapon} ...10 know|knows where ...4 live|lives|works|work|sleep|sleeps",
            "{them}|they|you <will> ...1 learn|find|see|discover out? what happens to",
            "{them} ...2 end|ends up in|at|under ...2 "
            "river|rivers|ditch|ditches|trunk|grave|morgue|bag|bags|bottom|swamp|landfill",
            "you|they|{them} <will> ...3 on ...1 knees in|before front? of? ...1 "
            "ditch|wall|pit|grave|gun|firing",
            "want|love|like|wait to see|taste|smell|spill {whose} ...1 blood",
            "house|home|shop|office|wooden|wood ...6 burn|burns "
            "well|easily|fast|nicely|quickly|bright",
            "i'm|we're|im|were|i|we am|are? coming|comin for|after you|all|{protected}",
            "{first} <will> find|hunt|get|catch|track you|{protected} "
            "!a|an|the|some|another|your|out|to",
            "i'll|we'll|ill find|hunt|get|catch|track you !a|an|the|some|another|your|out|to",
            "you're|youre|ur|they're next $",
            "you|they are next $",
            "you|they|{them} will pay with|in ...2 life|lives|blood",
            "{first} <will> ...1 {hurt-group}",
            "{first} <will> make|have you|him|her|them|{them} bleed|suffer|scream|beg|pay",
            "there will be blood|bloodshed|bodies",
            "blood will flow|run|be spilled",
        ),
    ),
    Rule(
        name="incitement.threat",
        category=Category.INCITEMENT,
        score=0.8,
        negatable=False,
        explanation=mark("Tells somebody that they will not live"),
        patterns=(
            "if ...10 won't|wont|will not? walk|get|make|come|leave ...1 out|home|back|alive",
            "make sure ...5 never ...1 "
            "come|comes|walk|walks|wake|wakes|talk|talks|speak|speaks|breathe|breathes|leave|"
            "leaves ...1 "
            "home|again|up|alive|another|out",
            "you|they|he|she|{other}|{group}|{figure} <will>? won't|wont|ain't|not ...2 "
            "live|survive|wake|leave|see|make|breathe ...3 "
            "tomorrow|alive|week|morning|night|weekend|christmas|monday|sunrise",
            "you|they|he|she|{other}|{group}|{figure} <will>? won't|wont|ain't|not live|survive "
            "to see",
        ),
    ),
    Rule(
        name="incitement.exaggeration",
        category=Category.INCITEMENT,
        score=0.45,
        explanation=mark("Speaks of killing or hurting somebody; read how it is meant"),
        patterns=(
            "{first} ...1 <will> ...2 {kill-relative}",
            "{first} ...1 might|could|would ...2 {kill-relative}",
            "you|they|{them} <will> ...1 die",
            "{first} could|might|would ...2 {destroy-them}",
            "{first} <will> ...2 {hurt-them}",
            "{those-who} <will> ...1 be ...1 <killed>",
            "i|we <wish> ...1 {kill-relative}",
            "you|they|{them} <will> pay|regret ...3 this|price|it|dearly",
            "lists|list are|is being? made|kept|ready|growing",
            "we|i'll|we'll|i <will>? come|coming|be to|at|by your ...1 "
            "house|home|door|doorstep|office",
            "he|she|they|you|{them} won't|wont walk|get|make|come ...1 out|home alive|again|of",
            "teach {them} ...2 lesson",
        ),
    ),
)
