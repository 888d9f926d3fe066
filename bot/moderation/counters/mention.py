"""A word that is spoken about, or that somebody uses of themselves."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import clause
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_CALLING = words(
    """
    call calls called calling label labels labelled labeled labelling labeling dub dubbed brand
    branded nickname nicknamed termed refer referred refers referring
    """
)
_SAYING = words(
    """
    say says said saying use uses used using write writes wrote writing written type typed typing
    hear hears heard hearing drop dropped dropping shout shouts shouted shouting yell yells yelled
    yelling scream screams screamed screaming chant chanted chanting tweet tweeted post posted
    spray sprayed scrawled painted utter uttered repeat repeated text texted
    """
)
_WORD = words(
    """
    word words term terms slur slurs insult insults epithet epithets phrase name names nickname
    expression language spelling etymology meaning definition insulted
    """
)
_VERDICT = words(
    """
    slur slurs word term epithet insult offensive derogatory racist racism homophobic hurtful
    unacceptable dehumanising dehumanizing banned forbidden outdated
    """
)
_COPULAS = words("is are was were as isn't aren't means")
_FIRST = words("i i'll i'd we we'll lets let's i'm we're")
_SECOND = words("you you're your u ur youre ya")
_SELF_BEFORE = words("i'm im am we're we us fellow myself ourselves as")
_SELF_BETWEEN = words(
    """
    a an the one just not also so both proud big little old fat happy out gay black queer loud
    lifelong married disabled self professed being are all such total no main
    """
)


def of_the_word(passage: Passage, _context: Context) -> Counter | None:
    """The text speaks about the word, or reports that somebody was called by it."""
    before = clause.before(passage, 8)
    for place in range(len(before) - 1, -1, -1):
        near = len(before) - place
        word, between = before[place], before[place + 1 :]
        addressed = not _SECOND.isdisjoint(between) and not _FIRST.isdisjoint(before[:place])
        if addressed:
            continue
        if (word in _CALLING or word in _SAYING) and near <= 6:
            return Counter("mentioned", wording.OF_USE.format(word=word))
        if word in _WORD and near <= 4:
            return Counter("mentioned", wording.ABOUT_WORD_BY.format(word=word))
    after = clause.after(passage, 6)
    for place, word in enumerate(after[:3]):
        said = after[place + 1 : place + 2]
        if word in _COPULAS and not (
            _VERDICT.isdisjoint(after[place + 1 :]) and _SAYING.isdisjoint(said)
        ):
            return Counter("mentioned", wording.ABOUT_WORD)
    if after[:1] and after[0] in ("word", "slur", "epithet", "insult"):
        return Counter("mentioned", wording.ABOUT_WORD)
    return None


def of_oneself(passage: Passage) -> Counter | None:
    """The author uses the word of themselves or of their own group."""
    for word in reversed(passage.before(5)):
        if word in _SELF_BEFORE:
            return Counter("about-oneself", wording.OF_ONESELF)
        if word not in _SELF_BETWEEN:
            return None
    return None
