"""Links and invitations in a text: bare, masked by markdown, in punycode or in look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from bot.domain.verdict import Span
from bot.moderation.folding import Folded, read_plainly
from bot.moderation.mending import MENDED

_DOT = r"(?:\.|[\[(](?:\.|dot)[\])]|[\u3002\uff0e\uff61])"
_LABEL = r"[^\W_](?:[\w%-]{0,61}[\w%])?"
_HOST = re.compile(rf"(?<![\w%-]){_LABEL}(?:{_DOT}{_LABEL}){{1,9}}", re.IGNORECASE)
_SIGN = re.compile(_DOT, re.IGNORECASE)

_GAP = r"\s{0,2}"
_INVITE = re.compile(
    rf"(?:discord{_GAP}{_DOT}{_GAP}gg|discord(?:app)?{_GAP}{_DOT}{_GAP}com{_GAP}/{{1,3}}{_GAP}invite"
    rf"|discord{_DOT}(?:me|io|li)|dsc{_DOT}gg|invite{_DOT}gg)"
    rf"{_GAP}[/\\]{{1,3}}{_GAP}(?P<code>[\w-]{{2,64}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A host's name in a text."""

    host: str
    """Folded: Latin letters for look-alikes, punycode decoded, lower case."""
    span: Span


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation to a Discord server."""

    code: str
    span: Span


def links_in(text: Folded) -> Iterator[Link]:
    """Every name of a host, as written and as it reads; each place once."""
    known: set[tuple[str, int]] = set()
    for written, origins in _readings(text):
        for match in _HOST.finditer(written):
            span = _span(match.start(), match.end(), origins)
            host = folded_host(match[0])
            if (host, span.start) not in known:
                known.add((host, span.start))
                yield Link(host, span)


def invites_in(text: Folded) -> Iterator[Invite]:
    """Every invitation, as written and as it reads; each place once."""
    known: set[int] = set()
    for written, origins in _readings(text):
        for match in _INVITE.finditer(written):
            span = _span(match.start(), match.end(), origins)
            if span.start not in known:
                known.add(span.start)
                yield Invite(match["code"].lower(), span)


def folded_host(written: str) -> str:
    """A host's name as it is compared: ``xn--`` decoded, look-alikes as Latin, lower case.

    Accents go, so that names that differ in nothing else are one.
    """
    name = _SIGN.sub(".", unquote(written)).strip(".").lower()
    labels = [_label(label) for label in name.split(".")]
    return ".".join(labels)


def with_parents(host: str) -> Iterator[str]:
    """A host's name and those of the domains it belongs to, the longest first."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _label(label: str) -> str:
    if label.startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return label
    return label if label.isascii() else read_plainly(label).text


def _readings(text: Folded) -> Iterator[tuple[str, Sequence[int] | None]]:
    yield text.original, None
    plain = text.original.lower()
    for view in text.views:
        # An address is no slip of spelling, whatever words could be made of it.
        if view.text != plain and view.name != MENDED:
            yield view.text, view.origins


def _span(start: int, end: int, origins: Sequence[int] | None) -> Span:
    if origins is None:
        return Span(start, end)
    written = origins[start:end]
    return Span(min(written), max(written) + 1)
