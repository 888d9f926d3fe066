"""Mending: the words that a text's slips of spelling stand for, accidental or meant to deceive."""

from bot.moderation.mending.mend import MENDED, mended

__all__ = ["MENDED", "mended"]
