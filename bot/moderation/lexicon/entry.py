"""One word of the lexicon, and the forms it is written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.moderation.lexicon.endings import Language, noun_forms


class Target(StrEnum):
    """What a slur attacks people for; it names the rule, e.g. ``slur.ethnicity``."""

    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    RELIGION = "religion"
    ORIENTATION = "orientation"
    GENDER_IDENTITY = "gender-identity"
    GENDER = "gender"
    DISABILITY = "disability"
    ORIGIN = "origin"
    """Migration, caste or class."""


class WordClass(StrEnum):
    """Whether a term takes the endings of its language."""

    NOUN = "noun"
    """Takes them; see ``endings``."""
    ADJECTIVE = "adjective"
    FIXED = "fixed"
    """No endings but those listed as variants."""


@dataclass(frozen=True)
class Entry:
    """A slur with all that is needed to recognise it and to leave its other senses alone."""

    term: str
    target: Target
    group: str
    """Whom it attacks, as it completes "a slur against ..."."""
    severity: int
    """1 mild or dated, 2 serious, 3 the worst of its kind."""
    note: str
    """What it means and where that is recorded."""
    variants: tuple[str, ...] = ()
    """Other spellings and irregular forms; regular endings are added by ``word_class``."""
    word_class: WordClass = WordClass.NOUN
    ambiguous: bool = False
    """Has a common harmless sense: counts only in company that shows the insult."""
    harmless: tuple[str, ...] = ()
    """Phrases in which it is harmless; ``~`` stands for the term in any of its forms."""
    insulting: tuple[str, ...] = ()
    """Phrases, written the same way, that show the insult of an ambiguous term."""
    name: bool = False
    """Also a first name, surname or place when capitalised among other names."""
    reclaimed: bool = False
    """Used by members of the group of themselves."""
    inside_words: bool = False
    """Also looked for inside longer words and names."""
    innocent_words: tuple[str, ...] = ()
    """Words that contain the term and have nothing to do with it."""

    language: Language = Language.ENGLISH
    """Decides the endings of a noun."""

    def forms(self) -> tuple[str, ...]:
        """Every written form: the term and its variants with their endings, without repeats."""
        return self._forms

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        spelled = (self.term, *self.variants)
        if self.word_class is not WordClass.NOUN:
            return tuple(dict.fromkeys(spelled))
        endings = (form for word in spelled for form in noun_forms(word, self.language))
        return tuple(dict.fromkeys(endings))
