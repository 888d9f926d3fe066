"""Figures of speech, and jokes that say that they are."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import clause
from bot.moderation.grammar.phrasebook import Phrasebook
from bot.moderation.grammar.vocabulary.groups import names_protected
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_CLASSES = {
    "degree": words("all right back hard badly again completely totally politically up down"),
    "determiner": words(
        "the a an this next our their your his her my november every upcoming any general"
    ),
    "contest": words(
        """
        polls poll ballot ballots box booth election elections midterms midterm primary primaries
        debate debates court courts courtroom ratings market markets wallet wallets pocket
        pocketbook pocketbooks game vote voting lawsuit lawsuits senate press media papers argument
        row run referendum negotiations competition championship league race
        """
    ),
    "mild": words(
        """
        kindness love facts questions votes hugs compliments tariffs sanctions lawsuits taxes fees
        money words logic truth laughter emails calls evidence sarcasm humour humor prayers flowers
        """
    ),
    "sendable": words(
        """
        text email mail message line note look glance smile question break bone slack deal dm letter
        call messenger favor favour dirty check cheque pm
        """
    ),
    "hope": words(
        """
        career careers legacy dream dreams hope hopes chance chances reputation vibe mood buzz party
        bill idea plan plans spirit spirits credibility momentum
        """
    ),
}

# What follows a passage and turns it into a figure of speech.
_AFTER = Phrasebook(
    (
        "{degree}? with ...1 {mild}",
        "{unknown}? with kindness|love",
        "{degree}? at|in|through|during|with|on|by {determiner}*3 {contest} "
        "!square|place|town|street|hall",
        "a|an|some|the|another quick|nice|dirty? {sendable}",
        "out to dry",
        "under the bus",
        "in the foot|back",
        "the bird",
        "a new one",
        "off the hook|field|park|court",
        "where it hurts",
        "at their|his|her|its own game",
        "to the punch",
        "mercilessly on",
        "for ratings|clicks",
        "on the field|pitch|court|issues|film|video|camera|tape|trade|taxes|policy",
        "on film|video|camera|tape|trade|taxes|policy|issues",
        "hands down",
        "out of office|power|congress|government|parliament|washington|business",
        "in the polls|press|media|ratings|water|long",
        "{hope}",
        "spot|spots|alley|alleys|cord|cords|date|dates",
        "to death with|by ...1 {mild}|paperwork|bureaucracy|boredom",
    ),
    _CLASSES,
)
_BEFORE = Phrasebook(
    (
        "dressed|licence|license to",
        "life or|and",
        "easy on the eyes",
        "if looks|look could",
        "jokes|joke|laughing|laughs about|at|over|so?",
        "view to a",
        "metaphorically|figuratively|politically|verbally|economically|financially|electorally "
        "speaking?",
    ),
)
# A thing's name that only looks like an act.
_NAMED = Phrasebook(("bomb shelter",))
_JOKES = words(
    """
    lol lmao lmfao rofl haha hahaha hahahaha hehe jk kidding joking xd
    \U0001f602 \U0001f923 \U0001f605 \U0001f606
    """
)
# After "her" or "your" these do not belong to the pronoun: "kill her now".
_NOT_OWNED = words(
    """
    now and or but for in at on with before after today tonight please already again all too if when
    while because so then as by from to until like immediately first next off out is was that this
    who where right dead instead anyway himself herself ass head high daily ok okay yes lol
    """
)


def of(passage: Passage, _context: Context) -> Counter | None:
    """The passage is a figure of speech, or the author says that it is a joke."""
    after = clause.after(passage, 8)
    if (
        _NAMED.opens(passage.words)
        or _AFTER.opens(after)
        or _BEFORE.closes(clause.before(passage, 6))
    ):
        return Counter("figurative", wording.FIGURE)
    if passage.words[-1] in ("her", "your") and after and _is_owned(after[0]):
        return Counter(
            "figurative", wording.OF_THING.format(words=f"{passage.words[-1]} {after[0]}")
        )
    if not _JOKES.isdisjoint(passage.view.tokens) and not names_protected(passage.words):
        return Counter("joking", wording.JOKES)
    return None


def _is_owned(word: str) -> bool:
    return word.isalpha() and word not in _NOT_OWNED and not word.endswith("ly")
