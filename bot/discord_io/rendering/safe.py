"""Text by strangers, made safe to be shown in the bot's own messages.

Pings are prevented by `discord.AllowedMentions.none` on every message; these functions see to
what Discord's markdown could still do: masks, headings, fences, mentions that look like pings.
"""

from __future__ import annotations

import re

_STRUCTURE = " \t>*-+.0123456789"
"""What may stand before a heading's ``#`` in a line so that it still becomes a heading."""

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_MENTION = re.compile(r"<(?=[@#/]|id:|sound:)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_PUNCTUATION = re.compile(r"[\\`*_~|\[\]()<>#:@.!+\-]")


def published(text: str) -> str:
    """A comment's text as it stands in the thread.

    Bold, italics, spoilers and simple quotes stay. What would reach beyond the text does not:
    headings, small print, code fences, block quotes without an end, links under another name,
    mentions, signs that turn the reading direction, and floods of empty lines.
    """
    text = _BLANK_LINES.sub("\n\n", text.translate(_BIDI).replace("\r\n", "\n")).strip()
    text = text.replace("```", "\\`\\`\\`").replace("](", "]\\(")
    text = _MENTION.sub(r"\\<", text)
    return "\n".join(_without_structure(line) for line in text.split("\n"))


def _without_structure(line: str) -> str:
    rest = line.lstrip(_STRUCTURE)
    head = line[: len(line) - len(rest)]
    if rest.startswith("#"):
        return f"{head}\\{rest}"
    if head.lstrip().startswith(">>>"):
        return line.replace(">>>", "\\>>>", 1)
    return line


def literal(text: str) -> str:
    """The text exactly as it was written: no character of it is markdown."""
    return _PUNCTUATION.sub(r"\\\g<0>", text.translate(_BIDI))


def one_line(text: str, length: int) -> str:
    """The beginning of a text on one line, at most ``length`` characters, cut at a word."""
    line = " ".join(text.translate(_BIDI).split())
    if len(line) <= length:
        return line
    space = line.rfind(" ", 0, length)
    return f"{line[: space if space > length // 2 else length - 1]}…"


def spoiler(text: str) -> str:
    """The text, literally, behind a spoiler that its own ``||`` cannot break."""
    return f"||{literal(text)}||" if text.strip() else ""


def fitting(text: str, length: int) -> str:
    """The text, cut to a length with an ellipsis, never in the middle of an escape."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    backslashes = len(cut) - len(cut.rstrip("\\"))
    return f"{cut[:-1] if backslashes % 2 else cut}…"


def fitting_spoiler(text: str, length: int) -> str:
    """The text, literally, behind a spoiler of at most so many characters."""
    return f"||{fitting(literal(text), length - 4)}||" if text.strip() else ""
