"""What has to change so that AutoMod's rules are as they should be. Nothing is done here.

Limits from Discord's documentation, "Auto Moderation": six keyword rules a server, whoever made
them, 1,000 keywords in each, 50 exempt channels. There is no list of channels that a rule is for,
only of those that it is not for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.workflow.automod.terms import Term

MOST_RULES = 6
MOST_KEYWORDS = 1_000
MOST_EXEMPT_CHANNELS = 50

BLOCKED = "Wait for a moderator: this has a word that is not shown before somebody has read it."
"""What the author is told by Discord; at most 150 characters."""


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """A rule as it is or as it should be."""

    name: str
    keywords: tuple[str, ...]
    exempt_channels: frozenset[int]
    message: str = BLOCKED
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class ForeignRule:
    """A rule about words that somebody else made."""

    name: str
    keywords: tuple[str, ...]
    expressions: tuple[str, ...]
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AutoModFacts:
    """What is known of a server's AutoMod."""

    ours: Sequence[tuple[int, KeywordRule]]
    """The rules that this bot made, with their ids, oldest first."""
    foreign_keyword_rules: int
    """How many keyword rules others made: they count towards the six and are left alone."""
    channels: Collection[int]
    """Every channel that people can write in; threads belong to their channels."""


@dataclass(frozen=True, slots=True)
class AutoModPlan:
    """What will be done to our own rules, and what will not be covered."""

    create: tuple[KeywordRule, ...] = ()
    change: tuple[tuple[int, KeywordRule], ...] = ()
    delete: tuple[int, ...] = ()
    keywords: int = 0
    """How many keywords are in force afterwards."""
    left_out: tuple[Term, ...] = ()
    """Terms for which there was no room, the worst first."""
    exempt: int = 0
    """How many channels the rules are not for."""
    too_many_channels: int = 0
    """How many channels would have to be exempt, where that is more than Discord takes: then the
    rules either hold on the whole server, with a manager's consent, or are not made."""

    @property
    def changes_nothing(self) -> bool:
        """Whether all is as it should be."""
        return not (self.create or self.change or self.delete)

    @property
    def is_down(self) -> bool:
        """Whether nothing is refused although there is something to refuse."""
        return not self.keywords and bool(self.left_out)

    @property
    def why_down(self) -> str:
        """Why not, and what a manager can do."""
        if self.too_many_channels:
            return (
                f"The server has {self.too_many_channels} other channels, and a rule can leave "
                f"out {MOST_EXEMPT_CHANNELS} at most. Run /setup mode with everywhere: yes to let "
                "the rules hold on the whole server."
            )
        return (
            f"The server has {MOST_RULES} keyword rules of others, and Discord takes no more. "
            "Delete one, and I will make mine."
        )

    @property
    def digest(self) -> str:
        """Changes whenever the plan does: what was shown is what is done."""
        shown = repr((self.create, self.change, self.delete, self.too_many_channels))
        return hashlib.sha256(shown.encode()).hexdigest()[:6]


def plan_rules(
    facts: AutoModFacts,
    terms: Sequence[Term],
    *,
    free_channels: Collection[int],
    everywhere: bool = False,
) -> AutoModPlan:
    """The changes that make our rules cover these channels with these terms.

    Args:
        terms: The worst first; those that find no room are left out from the end.
        free_channels: Where members type freely; without any, our rules are deleted.
        everywhere: Whether a manager agreed to rules that hold on the whole server.
    """
    there = [rule_id for rule_id, _ in facts.ours]
    if not free_channels:
        return AutoModPlan(delete=tuple(there))
    others = frozenset(facts.channels) - frozenset(free_channels)
    too_many = len(others) if len(others) > MOST_EXEMPT_CHANNELS else 0
    if too_many and not everywhere:
        return AutoModPlan(delete=tuple(there), left_out=tuple(terms), too_many_channels=too_many)
    exempt = frozenset() if too_many else others
    room = max(0, MOST_RULES - facts.foreign_keyword_rules) * MOST_KEYWORDS
    taken = terms[:room]
    wanted = [
        KeywordRule(f"Greenroom {number}", tuple(term.keyword for term in some), exempt)
        for number, some in enumerate(_portions(taken), start=1)
    ]
    kept = list(zip(facts.ours, wanted, strict=False))
    return AutoModPlan(
        create=tuple(wanted[len(kept) :]),
        change=tuple((rule_id, rule) for (rule_id, now), rule in kept if now != rule),
        delete=tuple(there[len(kept) :]),
        keywords=len(taken),
        left_out=tuple(terms[room:]),
        exempt=len(exempt),
        too_many_channels=too_many,
    )


def _portions(terms: Sequence[Term]) -> list[Sequence[Term]]:
    return [terms[start : start + MOST_KEYWORDS] for start in range(0, len(terms), MOST_KEYWORDS)]
