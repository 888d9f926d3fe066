"""Which words AutoMod is given: those that have no harmless use, and those of a server's rules.

AutoMod sees words and no context, so a word with a harmless sense, a name or a reclaimed word is
left to the judge, which reads what stands around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Decision
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


def given_of(rule: Rule) -> tuple[Term, ...]:
    """What AutoMod can be given of a server's rule: words that hold or reject wherever they stand.

    AutoMod sees no context, so none of a rule with exceptions or one that spares quotations.
    """
    has_no_context = not rule.allowed and not rule.spares_quotes
    if (
        rule.kind is not RuleKind.WORDS
        or rule.state is not RuleState.ACTIVE
        or rule.action < Decision.HOLD
        or not has_no_context
    ):
        return ()
    return tuple(
        Term(term.lower(), rule.severity) for term in rule.terms if len(term) <= LONGEST_KEYWORD
    )


def with_rules(
    terms: Sequence[Term],
    rules: Iterable[Rule],
    *,
    free_channels: Collection[int],
    now: datetime,
) -> Sequence[Term]:
    """The terms with those of a server's rules, the worst first, each keyword once.

    AutoMod's rules hold in every free channel, so a rule for one channel is given only where that
    is the only free one.
    """
    own: dict[str, int] = {}
    for rule in rules:
        only = free_channels if rule.channel_id is None else {rule.channel_id}
        if set(free_channels) <= set(only) and rule.counts_in(rule.channel_id, now):
            for term in given_of(rule):
                own[term.keyword] = max(own.get(term.keyword, 0), term.severity)
    if not own:
        return terms
    worst = own | {term.keyword: max(term.severity, own.get(term.keyword, 0)) for term in terms}
    # Of equally bad ones the server's own come first: somebody there has asked for them.
    return sorted(
        (Term(keyword, severity) for keyword, severity in worst.items()),
        key=lambda term: (-term.severity, term.keyword not in own, term.keyword),
    )


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
