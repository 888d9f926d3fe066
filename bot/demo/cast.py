"""The built-in play: its article, its readers, and what the moderator makes of it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.article import ArticleDocument
from bot.moderation.lexicon import Language, Target, shipped_lexicon
from bot.sources.samples import SLUR_STAND_IN, load
from bot.sources.text_document import read_document

SAMPLE = "harbour"

REJECTED = {
    "Grimsby Knot": "This calls for burning people. We do not publish that.",
    "Proud Vellin": "Insults people for where they come from.",
    "NorthQuayNative": "A threat stays a threat when it is put as a joke.",
}
"""Author → the reason; every other comment that waits is approved."""


def built_in_source() -> str:
    """The sample's text, without its comments' stand-ins being filled in."""
    return load(SAMPLE)


def built_in_document() -> ArticleDocument:
    """The sample with a term of the lexicon where its text has the stand-in."""
    document = read_document(load(SAMPLE))
    term = slur()
    comments = tuple(
        replace(one, text=one.text.replace(SLUR_STAND_IN, term)) for one in document.comments
    )
    return replace(document, comments=comments)


def slur() -> str:
    """A term against migrants that the lexicon is sure of; only ever submitted, never printed."""
    return min(
        one.term
        for one in shipped_lexicon().entries
        if one.severity == 3 and not one.ambiguous and one.target is Target.ORIGIN
        if one.language is Language.ENGLISH and one.term.isalpha()
    )


def masked(text: str) -> str:
    """The text with asterisks in the place of the term, as long as it was: spans stay right."""
    return text.replace(slur(), "*" * len(slur()))


def printable(text: str) -> str:
    """The text with the stand-in in the place of the term, however a card has escaped it."""
    return text.replace(slur(), SLUR_STAND_IN)
