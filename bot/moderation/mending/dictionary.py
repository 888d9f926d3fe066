"""The words that are spelt right, and how common they are."""

from __future__ import annotations

import gzip
import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from bot.moderation.lexicon import Language, shipped_lexicon

COMMON = 500
"""Occurrences from which on a word may be what a slip stands for; rarer words are only left alone.
Of a billion words, of films' and series' subtitles for the most part."""
SHORTEST_TERM = 4
_GRAVE = 2
_SHORTEST_ABROAD = 6
"""Letters of a term of another language that a word is read as with a letter more or less."""
_INFORMAL = (
    "hehe haha hihi lgbt lgbts lgbtq lgbtqs lgbtqia moslim moslims muslime muslimes moslime "
    "chinas thos imho lol lmao rofl btw idk tbh smh pki"
)


_BRITISH = (("our", "or"), ("is", "iz"), ("ys", "yz"), ("ae", "e"))


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """English words, and the words of the lexicon's grave terms."""

    common: Mapping[str, int]
    """Word -> occurrences."""
    total: int
    """Occurrences of them all."""
    terms: frozenset[str]
    """Words of terms that mean nothing but a slur: somebody has a reason to disguise them."""
    short_abroad: frozenset[str]
    """Those of other languages that are near to too many names and words."""
    after: Mapping[str, frozenset[str]]
    """Word -> those that follow it in a term of several words."""
    before: Mapping[str, frozenset[str]]
    """Word -> those that it follows there."""
    _rare: array[int]
    """Hashes of the rest, in order: 134,000 words would take 12 MB otherwise."""

    def knows(self, word: str) -> bool:
        """Whether ``word`` is spelt right."""
        if word in self.common or word in self.terms:
            return True
        if any(one in self.common for one in _american(word)):
            return True
        return any(map(self._has_rare, (word, *_american(word))))

    def _has_rare(self, word: str) -> bool:
        wanted = hash(word)
        place = bisect_left(self._rare, wanted)
        return place < len(self._rare) and self._rare[place] == wanted

    def weight(self, word: str) -> int:
        """How likely a slip stands for ``word``; 0: it is none of the words that one may mean."""
        if word in self.terms:
            return 10**9
        return self.common.get(word, 0)


def _american(word: str) -> Iterator[str]:
    """How American spelling writes a British word; the list knows few others."""
    for british, american in _BRITISH:
        if british in word:
            yield word.replace(british, american)


@cache
def english() -> Dictionary:
    """The dictionary, read once.

    Source: the frequency list of pyspellchecker.
    """
    data = resources.files("spellchecker") / "resources" / "en.json.gz"
    words: Mapping[str, int] = json.loads(gzip.decompress(data.read_bytes()))
    forms = [form.split() for form, _ in _grave_forms()]
    after, before = defaultdict(set), defaultdict(set)
    for first, second in (pair for form in forms for pair in pairwise(form)):
        after[first].add(second)
        before[second].add(first)
    # People leave the apostrophe of "you're" out more often than any letter.
    unmarked = (word.replace("'", "") for word in words if "'" in word)
    rare = {word for word, count in words.items() if count < COMMON}
    rare.update(unmarked, _INFORMAL.split())
    common = {word: count for word, count in words.items() if count >= COMMON}
    return Dictionary(
        common=common,
        total=sum(common.values()),
        terms=frozenset(word for form in forms for word in form if len(word) >= SHORTEST_TERM),
        short_abroad=frozenset(
            word
            for form, language in _grave_forms()
            for word in form.split()
            if language is not Language.ENGLISH and len(word) < _SHORTEST_ABROAD
        ),
        after={word: frozenset(others) for word, others in after.items()},
        before={word: frozenset(others) for word, others in before.items()},
        _rare=array("q", sorted(map(hash, rare))),
    )


def _grave_forms() -> Iterator[tuple[str, Language]]:
    for entry in shipped_lexicon().entries:
        if entry.severity >= _GRAVE and not entry.ambiguous:
            for form in entry.forms():
                if form.isascii() and form.replace(" ", "").isalpha():
                    yield form, entry.language
