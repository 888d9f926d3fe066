"""Profanity: coarse words that attack nobody. No preset but the strict one asks for it.

Those that are also slurs stand in the lexicon instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Evidence
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.folding import Folded
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_COARSE = words(
    """
    fuck fucks fucked fucker fuckers fucking fuckin fuckery fuckup motherfucker motherfuckers mofo
    motherfucking clusterfuck shit shits shitty shite shitting shitshow bullshit horseshit dipshit
    shithead shitheads shithole asshole assholes arsehole arseholes arse ass asses asshat dumbass
    jackass smartass bastard bastards cock cocks cockup cocksucker
    cocksuckers dick dicks dickhead dickheads prick pricks piss pissed pissing wank
    wanker wankers tosser tossers bollocks bugger twat twats turd turds crap crappy damn damned
    goddamn goddamned tits tit pussy dildo fap jizz cum wtf stfu
    """
)


def detect(folded: Folded, _context: Context) -> Iterator[Evidence]:
    """Evidence for the first coarse word of every reading; more of them say no more."""
    for view in folded.views:
        if _COARSE.isdisjoint(view.tokens):
            continue
        place = next(place for place, word in enumerate(view.tokens) if word in _COARSE)
        passage = Passage(folded, view, place, place)
        yield Evidence(
            rule="profanity.coarse",
            category=Category.PROFANITY,
            span=passage.span,
            score=0.6,
            explanation=wording.COARSE.format(written=passage.written),
            severity=1,
        )
