"""Which words AutoMod is given: those that have no harmless use.

AutoMod sees words and no context, so a word with a harmless sense, a name or a reclaimed word is
left to the judge, which reads what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.moderation.lexicon.entry import Entry
from bot.moderation.lexicon.reader import shipped_lexicon

LONGEST_KEYWORD = 60
"""Characters of one keyword. Source: Discord's documentation, "Auto Moderation"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One keyword of a rule; ``*`` at an end lets a word go on there."""

    keyword: str
    severity: int
    """1 mild or dated, 2 serious, 3 the worst of its kind."""


MANY_ENDINGS = 12
"""A word with more written forms than this is given as its stem, which may go on."""
SHORTEST_STEM = 5
"""Letters of such a stem; shorter ones begin too many other words."""


def terms_of(entries: Iterable[Entry]) -> list[Term]:
    """What AutoMod can be given of these entries, the worst first, each keyword once.

    AutoMod knows no endings, so every written form is a keyword of its own, but for languages
    in which a noun has dozens of them. A form with ``*`` in it, or one that is too long, cannot
    be a keyword.
    """
    worst: dict[str, int] = {}
    for entry in entries:
        if entry.ambiguous or entry.harmless or entry.name or entry.reclaimed:
            continue
        for keyword in _keywords(entry):
            if len(keyword) <= LONGEST_KEYWORD:
                worst[keyword] = max(worst.get(keyword, 0), entry.severity)
    terms = [Term(keyword, severity) for keyword, severity in worst.items()]
    return sorted(terms, key=lambda term: (-term.severity, term.keyword))


@lru_cache(maxsize=1)
def shipped_terms() -> Sequence[Term]:
    """What AutoMod can be given of the lexicon in the package."""
    return terms_of(shipped_lexicon().entries)


def _keywords(entry: Entry) -> Iterator[str]:
    goes_on_anywhere = entry.inside_words and not entry.innocent_words
    # A keyword is found before an apostrophe too: word's needs none of its own.
    forms = {form.lower().removesuffix("'s") for form in entry.forms() if "*" not in form}
    stems = {
        stem
        for stem in map(str.lower, (entry.term, *entry.variants))
        if len(stem) >= SHORTEST_STEM
        and not any(word.startswith(stem) for word in entry.innocent_words)
        and sum(form.startswith(stem) for form in forms) > MANY_ENDINGS
    }
    for stem in stems:
        yield f"{stem}*"
    for form in forms:
        if not any(form.startswith(stem) for stem in stems):
            yield f"*{form}*" if goes_on_anywhere else form
