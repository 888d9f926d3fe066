"""What is said not to be, or not to be done."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.counters import clause
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_NOT = words(
    """
    not never don't doesn't didn't won't wouldn't shouldn't can't couldn't isn't aren't wasn't
    weren't cannot nobody no none nor neither without ain't mustn't needn't
    hasn't haven't hadn't
    """
)
_PREVENTED = words("stop stopped against avoid prevent refuse refused refuses keep")
# "Can't wait", "not only", "why don't we", "no mercy": a not that denies nothing.
_NOT_DENIED = words(
    """
    wait only just hesitate forget mind enough mercy matter doubt care we you they someone
    until soon choice problem question wonder reason stop one sympathy shame good
    """
)


_GOVERNS_ALL = 3
"""Words from the start of a passage within which a not denies the whole of it."""


def of(passage: Passage) -> Counter | None:
    """The passage is denied, in it or right before it."""
    before = clause.before(passage, 4)
    tokens = [*before, *passage.words]
    following = [*tokens[1:], *passage.after(1), ""]
    last_pause = max((place for place, word in enumerate(tokens) if word == ","), default=-1)
    for place, word in enumerate(tokens):
        # In a long passage a not denies its own part: "hope it does not rain, and then ...".
        in_reach = place > last_pause or place < len(before) + _GOVERNS_ALL
        if word in _NOT and following[place] not in _NOT_DENIED and in_reach:
            return Counter("negated", wording.DENIED.format(words=f"{word} {following[place]}"))
    if not _PREVENTED.isdisjoint(before):
        return Counter("negated", wording.SPOKEN_AGAINST)
    return None
