"""The forms of English verbs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class VerbForms(NamedTuple):
    """One verb, or the forms of several gathered."""

    base: frozenset[str]
    third: frozenset[str]
    gerund: frozenset[str]
    past: frozenset[str]
    """Past tense and past participle."""


def verbs(table: str) -> VerbForms:
    """The forms of verbs written one after the other.

    ``stab+b`` doubles its last letter; ``shoot:shot`` names an irregular past, several of them
    separated by commas.
    """
    forms = [_forms(item) for item in table.split()]
    return VerbForms(*(frozenset(form for verb in forms for form in verb[i]) for i in range(4)))


def _forms(item: str) -> tuple[Iterable[str], Iterable[str], Iterable[str], Iterable[str]]:
    spelled, _, irregular = item.partition(":")
    base, _, doubled = spelled.partition("+")
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base + doubled
    if base.endswith("y") and base[-2] not in "aeiou":
        third, regular_past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        regular_past = stem + "ed"
    gerund = stem + "ing"
    past = irregular.split(",") if irregular else (regular_past,)
    # Speech spells them "killin" and "killin'", whose apostrophe folding drops.
    return (base,), (third,), (gerund, gerund[:-1]), past


def classes(name: str, forms: VerbForms) -> dict[str, frozenset[str]]:
    """The forms as word classes: ``kill``, ``kill-s``, ``kill-ing``, ``kill-ed``."""
    return {
        name: forms.base,
        f"{name}-s": forms.third,
        f"{name}-ing": forms.gerund,
        f"{name}-ed": forms.past,
    }
