"""Why a text was found wanting, in the language of whoever reads it."""

from __future__ import annotations

from bot.discord_io.rendering import safe
from bot.domain.verdict import Finding
from bot.locales import _
from bot.moderation.wording import OF_OUR_OWN, OF_THE_TEXT, WITHIN, parts_of


def explained(explanation: str, *, quoting: bool = True) -> str:
    """An explanation as it is stored, said again in the language spoken here.

    Args:
        quoting: Whether the words of the text that it names may be shown.
    """
    parts = parts_of(explanation)
    if parts is None:
        return _(explanation)
    sentence, values = parts
    if not quoting:
        values = {name: "…" if name in OF_THE_TEXT else said for name, said in values.items()}
    own = {name: _(said) for name, said in values.items() if name in OF_OUR_OWN}
    own |= {
        name: explained(said, quoting=quoting) for name, said in values.items() if name in WITHIN
    }
    return _(sentence, **{**values, **own})


def sentence(finding: Finding, *, quoting: bool = True) -> str:
    """What a detector says of a passage, and what speaks against it, literally."""
    texts = (finding.explanation, *(one.explanation for one in finding.counters))
    said, *others = (safe.literal(explained(text, quoting=quoting)) for text in texts)
    against = "; ".join(others)
    return f"{said} {_('(but: {against})', against=against)}" if against else said
