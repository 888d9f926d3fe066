"""Display names that may not stand above a comment, beyond slurs and incitement in them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Evidence
from bot.moderation import wording
from bot.moderation.context import Context, TextKind
from bot.moderation.folding import Folded
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

# Number codes of the neo-Nazi movement; ADL, "Hate on Display" database.
_CODES = words("1488 8814 hh88 88hh 14w 14words")
# Part of a name beside "88", "18" or "14" only where the movement's words stand in it as well.
_COMPANY = words(
    "adolf hitler heil sieg aryan nazi reich white power ss wehrmacht himmler kkk klan"
)
_SHORT_CODES = words("88 14 18 28")


def detect(folded: Folded, context: Context) -> Iterator[Evidence]:
    """Evidence for every code of a hate movement in a display name."""
    if context.kind is not TextKind.DISPLAY_NAME:
        return
    for view in folded.views:
        for place, word in enumerate(view.tokens):
            in_company = word in _SHORT_CODES and not _COMPANY.isdisjoint(view.tokens)
            if word in _CODES or in_company:
                yield _code(Passage(folded, view, place, place))


def _code(passage: Passage) -> Evidence:
    return Evidence(
        rule="name.hate-code",
        category=Category.NAME,
        span=passage.span,
        score=0.9,
        explanation=wording.NAZI_CODE.format(written=passage.written),
    )
