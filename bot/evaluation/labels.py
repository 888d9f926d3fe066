"""What a label means: harmful or harmless, by plain words or by the names that a file uses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

HARMFUL = frozenset(
    {"1", "yes", "y", "true", "t", "harmful", "hate", "hateful", "hatespeech", "toxic", "abusive"}
)
HARMLESS = frozenset(
    {"0", "no", "n", "false", "f", "harmless", "none", "normal", "neutral", "neither", "ok"}
    | {"non-hate", "nonhate", "not hate", "not-hate", "nothate", "non-toxic", "not toxic"}
)
EVERYTHING_ELSE = "*"
"""Names all labels that nothing else names."""


class UnknownLabel(ValueError):
    """A label that is neither known as harmful nor as harmless."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Which labels are harmful and which harmless; what is named here goes before plain words."""

    harmful: Collection[str] = ()
    """Labels in the file's own words; ``*`` for everything that nothing else names."""
    harmless: Collection[str] = ()

    def __post_init__(self) -> None:
        both = _folded(self.harmful) & _folded(self.harmless)
        if both:
            raise ValueError(f"{', '.join(sorted(both))} cannot be harmful and harmless")

    def is_harmful(self, label: object) -> bool:
        """What a label says; letter case and surrounding blanks mean nothing.

        Args:
            label: Text, number or truth value as read from the file.

        Raises:
            UnknownLabel: nothing says what it means.
        """
        word = _word(label)
        harmful, harmless = _folded(self.harmful), _folded(self.harmless)
        known = ((harmful, True), (harmless, False), (HARMFUL, True), (HARMLESS, False))
        for names, answer in known:
            if word in names:
                return answer
        if EVERYTHING_ELSE in harmful:
            return True
        if EVERYTHING_ELSE in harmless:
            return False
        raise UnknownLabel(word)


def _folded(names: Collection[str]) -> frozenset[str]:
    return frozenset(_word(name) for name in names)


def _word(label: object) -> str:
    if isinstance(label, float) and label.is_integer():
        label = int(label)
    word = str(label).strip().casefold()
    # How spreadsheets and pandas write numbers of a column with gaps.
    return word.removesuffix(".0") if word in ("1.0", "0.0") else word
