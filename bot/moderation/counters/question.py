"""What is asked rather than said."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.counters import clause
from bot.moderation.passage import Passage

_SUGGESTING = frozenset(("why", "how", "can", "could", "who", "anyone", "anybody", "somebody"))


def of(passage: Passage) -> Counter | None:
    """The passage stands in a question that is no suggestion ("why don't we ...?")."""
    if "?" not in clause.end_mark(passage):
        return None
    sentence = [*clause.before(passage), *passage.words]
    if _SUGGESTING.isdisjoint((sentence[0], passage.words[0])):
        return Counter("asked", wording.ASKED)
    return None
