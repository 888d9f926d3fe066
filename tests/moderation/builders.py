"""Evidence, folded texts and a lexicon of stand-ins for the tests."""

from __future__ import annotations

from bot.domain.verdict import Category, Counter, Evidence, Span
from bot.moderation.lexicon import Entry, Lexicon, Target

BLORP = Entry(
    term="blorp",
    target=Target.ETHNICITY,
    group="people of Blorpia",
    severity=3,
    note="A stand-in.",
    variants=("blorpo",),
    inside_words=True,
    innocent_words=("oblorp",),
)
TREN = Entry(
    term="tren",
    target=Target.GENDER,
    group="trenners",
    severity=2,
    note="A stand-in that is also a train.",
    ambiguous=True,
    harmless=("~ station", "the platform"),
    insulting=("you ~", "dirty ~"),
    name=True,
)
SAND_WUG = Entry(
    term="sand wug", target=Target.ETHNICITY, group="wugs", severity=2, note="Two words."
)

STAND_INS = Lexicon((BLORP, TREN, SAND_WUG))


def evidence(
    score: float = 0.9,
    *,
    category: Category = Category.SLUR,
    severity: int = 2,
    counters: tuple[str, ...] = (),
    rule: str = "slur.test",
    start: int = 0,
) -> Evidence:
    """Evidence as a detector might give it."""
    return Evidence(
        rule=rule,
        category=category,
        span=Span(start, start + 3),
        score=score,
        explanation="Something was seen.",
        counters=tuple(Counter(kind, f"It may be {kind}.") for kind in counters),
        severity=severity,
    )
