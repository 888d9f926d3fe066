"""What may be written into a rule, checked before it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.errors import Refused
from bot.domain.rule import RuleKind
from bot.moderation.rules.expressions import Expression
from bot.moderation.rules.limits import LONGEST_TERM, MOST_ALLOWED
from bot.moderation.rules.links import folded_host
from bot.moderation.rules.words import spellings

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}\w)?\.)+[^\W\d_][\w-]{1,62}")
_ADDRESS = re.compile(r"^(?:https?://)?(?:\*\.|www\.)?", re.IGNORECASE)
_CODE = re.compile(r"[\w-]{2,64}")
_INVITATION = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:discord\.gg|discord(?:app)?\.com/invite)/", re.IGNORECASE
)


def checked_terms(kind: RuleKind, written: Iterable[str]) -> tuple[str, ...]:
    """The terms of a rule, each once, in their order.

    Raises:
        Refused: one of them cannot be looked for; it is named, with the reason. Or there are
        none, where the kind needs some.
    """
    lines = [line.strip() for line in written]
    if kind is RuleKind.INVITES:
        if any(lines):
            raise Refused(
                "A rule about invitations needs no terms: it means every invitation. Write the "
                "codes of your own into what is allowed."
            )
        return ()
    terms = tuple(dict.fromkeys(_checked(kind, line) for line in lines if line))
    if not terms:
        raise Refused("A rule needs at least one term: one a line.")
    return terms


def checked_allowed(kind: RuleKind, written: Iterable[str]) -> tuple[str, ...]:
    """What a rule does not count, each once, in its order.

    Raises:
        Refused: one of them cannot stand there, or there are too many.
    """
    lines = [line.strip() for line in written if line.strip()]
    if kind is RuleKind.REGEX and lines:
        raise Refused("A regular expression takes no exceptions: write them into it.")
    if len(lines) > MOST_ALLOWED:
        raise Refused("A rule takes at most {most} exceptions.", most=MOST_ALLOWED)
    if kind is RuleKind.INVITES:
        return tuple(dict.fromkeys(_code(line) for line in lines))
    return tuple(dict.fromkeys(_checked(kind, line) for line in lines))


def _checked(kind: RuleKind, term: str) -> str:
    if kind is RuleKind.REGEX:
        Expression(term)
        return term
    if len(term) > LONGEST_TERM:
        raise Refused(
            "“{term}…” is too long: a term has at most {most} characters.",
            term=term[:40],
            most=LONGEST_TERM,
        )
    return _domain(term) if kind is RuleKind.DOMAINS else _word(term)


def _word(term: str) -> str:
    inner = term.removeprefix("*").removesuffix("*")
    if "*" in inner:
        raise Refused("“{term}” has a * in its middle; it may stand at the ends only.", term=term)
    if not spellings(inner):
        raise Refused(
            "“{term}” is too short: a term needs two letters or figures, or a sign that is no "
            "punctuation.",
            term=term,
        )
    return term


def _domain(term: str) -> str:
    name = _ADDRESS.sub("", term).partition("/")[0].partition(":")[0].lower().strip(".")
    if not _DOMAIN.fullmatch(name) or "." not in folded_host(name):
        raise Refused("“{term}” is no domain such as example.com.", term=term)
    return name


def _code(line: str) -> str:
    code = _INVITATION.sub("", line).strip("/")
    if not _CODE.fullmatch(code):
        raise Refused("“{code}” is no code of an invitation.", code=line[:64])
    return code
