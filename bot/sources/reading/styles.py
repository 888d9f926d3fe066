"""The ways in which pages name their commenters, and what each costs a reading.

All costs are added to the evidence that a line brings itself (log-odds-like, see ``register`` and
``author_lines``): 0 is what the style expects, below 0 is unusual in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sources.reading.author_lines import AuthorForm
from bot.sources.reading.evidence import Evidence, Surroundings, names_a_speaker

IMPOSSIBLE = -1e9


@dataclass(frozen=True, slots=True)
class Style:
    """One way in which a page names its commenters: what each form of a name costs there."""

    name: str
    prior: float
    """How usual the style is."""
    alone: float = IMPOSSIBLE
    """A plain name with blank lines before and after it."""
    leading: float = IMPOSSIBLE
    """A plain name directly above its text."""
    inner: float = IMPOSSIBLE
    """A plain name with text directly above it."""
    inline: float = -3.0
    """A name and a colon before the text."""
    signature: float = IMPOSSIBLE
    """A name below the text."""
    nameless: float = -3.0
    """A comment that begins without a name, after a usual gap."""
    nameless_at_wide_gap: float = 0.5
    nameless_after_stamp: float = -0.5

    def cost(self, surroundings: Surroundings) -> float:
        """What a plain name standing like this costs."""
        match surroundings:
            case Surroundings.ALONE:
                return self.alone
            case Surroundings.LEADING:
                return self.leading
            case Surroundings.INNER:
                return self.inner


STAMPED = Style(
    "names with times", 1.0, inline=IMPOSSIBLE, nameless=-4.5, nameless_at_wide_gap=-3.5
)
ALONE = Style("names on lines of their own", 0.0, alone=0.0, leading=-2.0, inner=-4.0)
LEADING = Style("names directly above the text", 0.0, alone=-2.0, leading=0.3, inner=-4.0)
DENSE = Style("names between lines without blank lines", -1.5, alone=-1.0, leading=0.0, inner=0.0)
INLINE = Style("names and colons before the text", -0.5, alone=-3.0, leading=-3.0, inline=0.5)
SIGNED = Style("signatures below the text", -1.0, signature=0.3, nameless_after_stamp=0.5)
WIDE_GAPS = Style("no names, wide gaps", -1.0, nameless_after_stamp=0.3)
ONE_COMMENT_A_BLOCK = Style(
    "no names, one comment a block", -2.0, nameless=-0.2, nameless_at_wide_gap=-0.5
)
STYLES = (STAMPED, ALONE, LEADING, DENSE, INLINE, SIGNED, WIDE_GAPS, ONE_COMMENT_A_BLOCK)


def fitting_styles(evidence: Sequence[Evidence]) -> list[Style]:
    """The styles that this document can be in: what a style expects has to occur at all."""
    forms = {item.author.form for item in evidence if item.author}
    plain = {item.surroundings for item in evidence if names_a_speaker(item, AuthorForm.PLAIN)}
    wide = any(item.wide_gap for item in evidence)
    fits = {
        STAMPED: AuthorForm.STAMPED in forms,
        LEADING: Surroundings.LEADING in plain,
        DENSE: Surroundings.INNER in plain,
        INLINE: AuthorForm.INLINE in forms,
        SIGNED: AuthorForm.SIGNATURE in forms,
        WIDE_GAPS: wide,
        ONE_COMMENT_A_BLOCK: not wide,
    }
    return [style for style in STYLES if fits.get(style, True)]
