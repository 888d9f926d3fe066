"""Why a text was found wanting, in the language of whoever reads it."""

from __future__ import annotations

from bot.discord_io.rendering import safe
from bot.domain.verdict import Finding
from bot.locales import _
from bot.moderation.wording import OF_OUR_OWN, WITHIN, parts_of


def explained(explanation: str) -> str:
    """An explanation as it is stored, said again in the language spoken here."""
    parts = parts_of(explanation)
    if parts is None:
        return _(explanation)
    sentence, values = parts
    own = {name: _(said) for name, said in values.items() if name in OF_OUR_OWN}
    own |= {name: explained(said) for name, said in values.items() if name in WITHIN}
    return _(sentence, **{**values, **own})


def sentence(finding: Finding) -> str:
    """What a detector says of a passage, and what speaks against it, literally."""
    said = safe.literal(explained(finding.explanation))
    against = "; ".join(safe.literal(explained(one.explanation)) for one in finding.counters)
    return f"{said} {_('(but: {against})', against=against)}" if against else said
