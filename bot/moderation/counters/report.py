"""What somebody else says, wants or does."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import clause
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_SAYING = words(
    """
    said says saying say told tell tells claims claimed claim claiming wrote writes posted posts
    posting tweeted tweets tweeting shouted shouting shouts yelled yelling chanted chants screamed
    screaming threatened threatens threatening threaten vowed vows vowing urged urges urging called
    calls calling demands demanded demanding demand wants want wanted wanting wish wishes wished
    tried tries trying try attempted plans planned planning plotted plotting plan conspired ordered
    orders advocated advocates advocating advocate suggested suggests suggesting suggest preached
    preaches preaching encouraged encourages encouraging encourage incited inciting incite promised
    promising proposed argued argues insisted insists declared declares announced boasted bragged
    joked joking believes believe believed think thinks thought hoped hopes hoping hope intends
    intended intend spoke speak speaks spoken talked decided decides decide started starts start
    began begin like likes love loves
    """
)

# Words of deed and record: they report without a subject beside them.
_RECORD = words(
    """
    accused charged convicted arrested sentenced guilty reportedly allegedly alleged suspected
    threats threat plot conspiracy rhetoric slogan slogans chants chanting signs banner banners
    graffiti according reported reports quoted quotes incitement incites accused calls
    video headline article story
    """
)

_FIRST = words("i we i'm i'd i've i'll we'd we've we're me myself")
_THIRD = words(
    """
    he she they it who he's she's they're they've he'd she'd they'd someone somebody people everyone
    that which
    """
)
_SAID = words(
    """
    said says shouted yelled wrote tweeted screamed chanted suggests suggested claims claimed
    demands demanded urges urged vowed threatened wants wanted thinks believes posted
    """
)
_STARTS_OF_WANTING = words("want wants going trying ready gonna planning love")


def of(passage: Passage, _context: Context) -> Counter | None:
    """The passage is what others say, want or do."""
    before = clause.before(passage)
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        if word in _RECORD and _FIRST.isdisjoint(before[max(0, place - 2) : place]):
            return _reported(word)
        if word in _SAYING and _others_speak(before[:place]):
            return _reported(word)
    if passage.words[0] in _STARTS_OF_WANTING and _others_speak(before):
        return _reported(passage.words[0])
    for place, word in enumerate(passage.words):
        if word in _SAID and _others_speak([*before, *passage.words[:place]]):
            return _reported(word)
    after = passage.after(6)
    if after and after[0][0] in ',"':
        for place, word in enumerate(after[:-1]):
            if word in _SAID and _FIRST.isdisjoint((*after[:place], after[place + 1])):
                return _reported(word)
    return None


def _others_speak(before: list[str]) -> bool:
    """Whether the subject in front of a verb is somebody else than the author."""
    subject = before[-3:]
    return (
        bool(subject) and _FIRST.isdisjoint(subject) and subject[-1] not in ("to", "you", "let's")
    )


def _reported(word: str) -> Counter:
    return Counter("reported", wording.REPORTED.format(word=word))
