"""Why a text was found wanting, in the language of whoever reads it."""

from __future__ import annotations

from bot.locales import _
from bot.moderation.wording import OF_OUR_OWN, WITHIN, parts_of


def explained(explanation: str) -> str:
    """An explanation as it is stored, said again in the language spoken here."""
    parts = parts_of(explanation)
    if parts is None:
        return _(explanation)
    sentence, values = parts
    own = {name: _(said) for name, said in values.items() if name in OF_OUR_OWN}
    if WITHIN in values:
        own[WITHIN] = explained(values[WITHIN])
    return _(sentence, **{**values, **own})
