"""Threats: the author announces violence, openly or as what is bound to happen."""

from bot.domain.verdict import Category
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="incitement.threat",
        category=Category.INCITEMENT,
        score=0.93,
        severity=3,
        explanation="Threatens people with violence",
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
        explanation="Seems to threaten somebody",
        patterns=(
            "watch your back|backs",
            "i'm|we're|im|were|i|we am|are? coming|comin for|after you|all|{protected}",
            "{first} <will> find|hunt|get|catch|track you|{protected} "
            "!a|an|the|some|another|your|out|to",
            "i'll|we'll|ill find|hunt|get|catch|track you !a|an|the|some|another|your|out|to",
            "you're|youre|ur|they're next $",
            "you|they are next $",
            "you|they|{them} will pay with|in ...2 life|lives|blood",
            "{first} <will> ...1 {hurt-group}",
            "{first} <will> make|have you|him|her|them|{them} bleed|suffer|scream|beg|pay",
            "{first} <will> ...1 hurt|break|smash you|him|her|{group}",
            "there will be blood|bloodshed|bodies",
            "blood will flow|run|be spilled",
        ),
    ),
    Rule(
        name="incitement.threat",
        category=Category.INCITEMENT,
        score=0.8,
        negatable=False,
        explanation="Tells somebody that they will not live",
        patterns=(
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
        explanation="Speaks of killing or hurting somebody; read how it is meant",
        patterns=(
            "{first} ...1 <will> ...2 {kill-relative}",
            "{first} ...1 might|could|would ...2 {kill-relative}",
            "you|they|{them} <will> ...1 die",
            "{first} could|might|would ...2 {destroy-them}",
            "{first} <will> ...2 {hurt-them}",
            "{those-who} <will> ...1 be ...1 <killed>",
            "i|we <wish> ...1 {kill-relative}",
            "you|they|{them} <will> pay|regret ...3 this|price|it|dearly",
        ),
    ),
)
