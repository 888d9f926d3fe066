"""Writing word tables the way they are read: as words, not as punctuation."""

from __future__ import annotations

# Apostrophes are often left out ("dont"), unless that makes another word ("well", "hell").
_OTHER_WORDS = frozenset(("well", "hell", "shell", "were", "wed", "shed", "id", "its", "whore"))


def words(text: str) -> frozenset[str]:
    """The words of ``text``, in folded spelling, with and without their apostrophes."""
    listed = text.split()
    unmarked = (word.replace("'", "") for word in listed if "'" in word)
    return frozenset((*listed, *(word for word in unmarked if word not in _OTHER_WORDS)))
