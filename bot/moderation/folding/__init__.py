"""Text as it is read rather than as it is written.

A reader sees the same word in ``hello``, ``h3llo``, ``h.e.l.l.o`` and in full-width, circled or
Cyrillic look-alikes of it. Folding writes them all alike once, before any detector looks, and
keeps a map back so that every finding points at the text its author wrote.
"""

from bot.moderation.folding.fold import Folded, fold, read_plainly
from bot.moderation.folding.view import View

__all__ = ["Folded", "View", "fold", "read_plainly"]
