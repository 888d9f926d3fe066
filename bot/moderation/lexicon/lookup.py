"""Finding entries by a word, as somebody would write it, and what comes nearest to it."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

from bot.moderation.folding import fold
from bot.moderation.lexicon.entry import Entry
from bot.moderation.lexicon.lexicon import Lexicon
from bot.moderation.lexicon.spelling import folded

_LEAST_ALIKE = 0.6
"""From 0 to 1, as ``difflib`` measures."""


def entries_named(lexicon: Lexicon, word: str) -> tuple[Entry, ...]:
    """The entries that have ``word`` as a form; else those that are found in it.

    ``word`` may be written with capitals, accents and tricks of spelling.
    """
    wanted = folded(word.strip())
    named = [one for one in lexicon.entries if wanted in map(folded, one.forms())]
    if not named:
        views = fold(word).views
        named = [match.entry for view in views for match in lexicon.find(view)]
        named += [entry for entry, _, _ in lexicon.find_masked(word)]
    return tuple({entry.term: entry for entry in named}.values())


def nearest_entries(lexicon: Lexicon, word: str, count: int = 5) -> tuple[Entry, ...]:
    """Up to ``count`` entries with a form that is written much like ``word``, best first."""
    wanted = folded(word.strip())
    by_form = {folded(form): entry for entry in lexicon.entries for form in entry.forms()}
    likely = get_close_matches(wanted, by_form, n=count * 20, cutoff=_LEAST_ALIKE)
    likely.sort(key=lambda form: -SequenceMatcher(a=wanted, b=form).ratio())
    return tuple({by_form[form].term: by_form[form] for form in likely}.values())[:count]
