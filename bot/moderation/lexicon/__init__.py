"""The lexicon: words that are slurs, what they mean, and where they are harmless."""

from bot.moderation.lexicon.endings import Language
from bot.moderation.lexicon.entry import Entry, Target
from bot.moderation.lexicon.lexicon import Lexicon, LexiconMatch
from bot.moderation.lexicon.reader import LexiconInvalid, read_lexicon, shipped_lexicon

__all__ = [
    "Entry",
    "Language",
    "Lexicon",
    "LexiconInvalid",
    "LexiconMatch",
    "Target",
    "read_lexicon",
    "shipped_lexicon",
]
