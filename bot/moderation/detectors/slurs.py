"""Slurs: the terms of the lexicon, and what the words around them say about their sense."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.domain.verdict import Category, Counter, Evidence, Span
from bot.moderation import wording
from bot.moderation.context import Context, TextKind
from bot.moderation.counters import mention, quotation
from bot.moderation.folding import Folded
from bot.moderation.lexicon import Entry, Lexicon, shipped_lexicon
from bot.moderation.lexicon.company import phrase_around
from bot.moderation.limits import MAXIMUM_PASSAGES, too_many_passages
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_SCORES = {1: 0.55, 2: 0.85, 3: 0.97}
_DOUBTFUL = 0.3
_GRAVEST = 3

_ATTACKED = words("you your you're ur u these those them filthy dirty fucking stupid all kill hate")
# A name follows these as rarely as a noun does often.
_BEFORE_NOUNS = words(
    """
    these those all some many most you your no der die das den dem des ein eine einen einem einer
    diese dieser diesen alle viele du ihr euer eure kein keine les des ces un une los las unos unas
    estos estas gli i os umas bu su siz sen butun эти этот все
    """
)


def detect(folded: Folded, context: Context, lexicon: Lexicon | None = None) -> Iterator[Evidence]:
    """Evidence for every slur in every reading of the text, each place once."""
    lexicon = lexicon or shipped_lexicon()
    weighed: list[Evidence] = []
    for view in folded.views:
        for match in sorted(lexicon.find(view), key=lambda match: match.first - match.last):
            passage = Passage(folded, view, match.first, match.last)
            span = passage.span
            if any(_covers(earlier, span, match.entry) for earlier in weighed):
                continue
            if len(weighed) == MAXIMUM_PASSAGES:
                yield too_many_passages(folded)
                return
            weighed.append(_weigh(passage, match.entry, match.written, context))
            yield weighed[-1]
    for entry, start, end in islice(lexicon.find_masked(folded.original), MAXIMUM_PASSAGES):
        if not any(_covers(earlier, Span(start, end), entry) for earlier in weighed):
            yield _masked(folded, entry, Span(start, end))


def _covers(earlier: Evidence, span: Span, entry: Entry) -> bool:
    """Whether evidence has weighed this place already, as a term that weighs as much."""
    within = earlier.span.start <= span.start and span.end <= earlier.span.end
    return within and (not earlier.counters or earlier.severity >= entry.severity)


def _weigh(passage: Passage, entry: Entry, written: str, context: Context) -> Evidence:
    counters = tuple(_counters(passage, entry, context))
    if not counters and entry.ambiguous and not _shows_insult(passage, entry, context):
        counters = (
            Counter(
                "other-sense",
                wording.HARMLESS_SENSE.format(written=passage.written),
            ),
        )
    doubtful = any(counter.kind in ("other-sense", "name") for counter in counters)
    return Evidence(
        rule=f"slur.{entry.target}",
        category=Category.SLUR,
        span=passage.span,
        score=_DOUBTFUL if doubtful else _SCORES[entry.severity],
        explanation=_explain(passage, entry, written),
        counters=counters,
        severity=entry.severity,
    )


def _shows_insult(passage: Passage, entry: Entry, context: Context) -> bool:
    # A name has no company to tell its senses apart; it is only replaced, so doubt is enough.
    in_name = context.kind is TextKind.DISPLAY_NAME and entry.severity == _GRAVEST
    return in_name or phrase_around(passage, entry.insulting) is not None


def _counters(passage: Passage, entry: Entry, context: Context) -> Iterator[Counter]:
    if phrase := phrase_around(passage, entry.harmless):
        yield Counter("other-sense", wording.HARMLESS_IN.format(phrase=phrase))
    if entry.name and _stands_as_name(passage):
        yield Counter("name", wording.NAME.format(written=passage.written))
    for counts in (quotation.of_article, quotation.of_parent):
        if counter := counts(passage, context):
            yield counter
    if _ATTACKED.isdisjoint(passage.before(2)):
        if counter := quotation.in_quotation_marks(passage, context):
            yield counter
        if (entry.severity < _GRAVEST or entry.ambiguous) and (
            counter := quotation.word_of_article(passage, context)
        ):
            yield counter
    if counter := mention.of_the_word(passage, context):
        yield counter
    if counter := mention.of_oneself(passage):
        yield counter


def _stands_as_name(passage: Passage) -> bool:
    """A capitalised word beside another one, in a text that is not all in capitals.

    An article or another word before nouns has its capital from the sentence's beginning.
    """
    text, view = passage.folded.original, passage.view
    if text.isupper() or not passage.written[:1].isupper():
        return False
    beside = [
        place for place in (passage.first - 1, passage.last + 1) if 0 <= place < len(view.tokens)
    ]
    return any(
        view.tokens[place].isalpha()
        and view.tokens[place] not in _BEFORE_NOUNS
        and view.span(place, place).of(text)[:1].isupper()
        for place in beside
    )


def _explain(passage: Passage, entry: Entry, written: str) -> str:
    shown = " ".join(passage.words)
    if passage.written.lower() != shown:
        return wording.SLUR_READ.format(written=passage.written, term=shown, group=entry.group)
    if written in wording.WAYS_OF_WRITING:
        return wording.SLUR_INSIDE.format(
            written=passage.written, term=entry.term, how=written, group=entry.group
        )
    return wording.SLUR.format(written=passage.written, group=entry.group)


def _masked(folded: Folded, entry: Entry, span: Span) -> Evidence:
    doubtful = entry.ambiguous
    return Evidence(
        rule=f"slur.{entry.target}",
        category=Category.SLUR,
        span=span,
        score=_DOUBTFUL if doubtful else _SCORES[entry.severity],
        explanation=wording.SLUR_MASKED.format(
            written=span.of(folded.original), term=entry.term, group=entry.group
        ),
        severity=entry.severity,
    )
