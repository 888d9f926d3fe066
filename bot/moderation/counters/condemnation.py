"""What the author speaks out against."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import clause
from bot.moderation.grammar.phrasebook import Phrasebook
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_CLASSES = {
    "condemn": words(
        """
        condemn condemns condemned condemning denounce denounces denounced denouncing deplore
        deplored disavow disavowed abhor abhorred oppose opposes opposed opposing reject rejects
        rejected condemnation outrage
        """
    ),
    "wrong": words(
        """
        wrong sick sickening evil disgusting horrible horrific awful terrible unacceptable vile
        immoral illegal racist hateful hate bigotry bigoted racism antisemitism antisemitic
        islamophobic homophobic transphobic sexist misogyny crazy insane barbaric inhumane
        inexcusable disgraceful shameful appalling despicable deplorable dangerous fascism fascist
        genocide incitement terrorism never nonsense ridiculous absurd unchristian murder
        """
    ),
    "speaking": words(
        """
        say says saying call calls calling think thinks thinking shout shouts shouting post posts
        posting claim claims claiming tell tells telling write writes writing chant chanting believe
        believes believing want wants wanting suggest suggests suggesting advocate advocates
        advocating spread spreads spreading argue argues arguing hear hearing demand demands
        demanding
        """
    ),
    "some-people": words(
        """
        people anyone anybody those whoever everyone someone somebody trolls idiots bigots racists
        nazis extremists politicians persons men women folks
        """
    ),
}

_BEFORE = Phrasebook(
    (
        "{condemn}",
        "shame on",
        "how dare",
        "no excuse for|to",
        "sick|tired|fed of|up with? ...2 {speaking}|{some-people}|this|that|the",
        "stop|quit {speaking}",
        "{some-people} who|that ...2 {speaking}",
        "{some-people} {speaking}",
        "{wrong} to|that|when|if",
        "not|never|isn't|isnt ok|okay|right|acceptable|fair|normal to|that|when|if",
        "lie|myth|idea|notion|claim|claims|stereotype|belief|suggestion|narrative|assumption|"
        "trope|canard|prejudice that|of",
        "disagree|argue with|that",
        "don't|dont|do|cannot|can't|cant|never not? "
        "believe|think|agree|understand|say|support|condone|accept|want",
        "didn't|didnt|haven't|havent say|said|call|suggest",
        "nobody|no one|none is|said|says|saying|suggesting|wants|should|deserves",
        "how|why can|would|could anyone|anybody|someone|people|you {speaking}",
        "instead of {speaking}",
        "it's|its|it is? {wrong} to",
    ),
    _CLASSES,
)
_VERDICTS = tuple(
    f"is|are|was|were|be|that's|thats|it's|its|isn't|isnt {degree} {verdict}"
    for degree in (
        "so|just|really|always|simply|also|absolutely|pure|plain|a|an|very|not|beyond|the*3",
    )
    for verdict in (
        "{wrong}",
        "ok|okay|right|acceptable|answer|justice|free|funny|excuse|solution|way",
        "crime|disgrace|lie|myth|stereotype|slur|threat|war",
        "nazi|racist|hateful|far right? language|rhetoric|propaganda|talk|ideology|slogan",
    )
)
_AFTER = Phrasebook(
    (
        *(f"{{quote}}|{{pause}}*2 {verdict}" for verdict in _VERDICTS),
        *(f"{{quote}}|{{pause}}*2 ...4 {verdict}" for verdict in _VERDICTS[:1]),
        "{quote}|{pause}*2 ...2 makes|make me|you ...2 {wrong}|racist|bigot|monster|nazi|fascist",
        "{quote}|{pause}*2 as|like some|others|people|if ...3 {speaking}",
    ),
    _CLASSES,
)


def of(passage: Passage, _context: Context) -> Counter | None:
    """The author condemns or contradicts what the passage says."""
    if _BEFORE.stands_in(clause.before(passage, 14)):
        return Counter("condemned", wording.SPEAKS_AGAINST)
    if _AFTER.opens(clause.after(passage, 12)):
        return Counter("condemned", wording.CALLED_WRONG)
    return None
