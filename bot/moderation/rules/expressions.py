"""Regular expressions in linear time, by RE2: whatever is written, no text can stall the judge."""

from __future__ import annotations

import re2

from bot.domain.errors import Refused
from bot.locales import _, mark
from bot.moderation.rules.limits import LONGEST_EXPRESSION

_PROBES = ("", "a", " a ", "a1 b", "7", ".")
"""Texts in which an expression that may be empty is found empty."""
_MOST_MEMORY = 1 << 20
"""Bytes that one compiled expression may take."""


class Expression:
    """A compiled expression; letter case means nothing to it."""

    def __init__(self, written: str) -> None:
        """Raises:
        Refused: RE2 does not know it, it is too big, or it is found in every text.
        """
        self.written = written
        if len(written) > LONGEST_EXPRESSION:
            raise Refused(
                "A regular expression has at most {most} characters; this one has {length}.",
                most=LONGEST_EXPRESSION,
                length=len(written),
            )
        try:
            self._compiled = re2.compile(written, _options())
        except re2.error as error:
            raise _refusal(written, error) from None
        found = map(self._compiled.search, _PROBES)
        if any(one is not None and one.start() == one.end() for one in found):
            raise Refused(
                "It is satisfied by nothing at all, so it would fire on every comment. Let it ask "
                "for at least one character."
            )

    def find(self, text: str, most: int) -> list[tuple[int, int]]:
        """Up to so many places, as half-open ranges of code points; empty ones do not count."""
        found: list[tuple[int, int]] = []
        for match in self._compiled.finditer(text):
            start, end = match.span()
            if end > start:
                found.append((start, end))
                if len(found) == most:
                    break
        return found


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MOST_MEMORY
    return options


_WHY = {
    "invalid perl operator": mark(
        "look-around is not supported, as it takes more than linear time"
    ),
    "invalid escape sequence": mark("this escape is not supported (back-references neither)"),
    "invalid repetition size": mark("it repeats too often"),
    "bad repetition operator": mark("two signs of repetition follow each other"),
    "no argument for repetition operator": mark("there is nothing to repeat before it"),
    "invalid character class range": mark("the range or class of characters is none"),
    "missing )": mark("a bracket is not closed"),
    "unexpected )": mark("a bracket is closed that was not opened"),
    "missing ]": mark("a class of characters is not closed"),
    "trailing \\": mark("it ends with a backslash"),
    "invalid named capture group": mark("the group's name is none"),
    "pattern too large": mark("it is too big when compiled"),
}


def _refusal(written: str, error: re2.error) -> Refused:
    """RE2's message names the part that it stumbled over."""
    said = error.args[0] if error.args else b""
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    reason, _colon, part = text.partition(": ")
    known = next((_WHY[key] for key in _WHY if reason.startswith(key)), "")
    why = _(known) if known else reason
    place = written.find(part) if part and part != written else -1
    if place < 0:
        return Refused("This regular expression is not supported: {why}.", why=why)
    return Refused(
        "This regular expression is not supported at character {place}, `{part}`: {why}.",
        place=place + 1,
        part=part[:40],
        why=why,
    )
