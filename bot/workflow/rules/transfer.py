"""Rules as files, and out of files: CSV, JSON, and AutoMod's own. Pure.

A CSV has one rule a row, its terms one a line inside the cell. Rows that differ in nothing but
their terms become one rule, so a plain list of terms, one a row, can be read as well.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.domain.rule import Rule, RuleKind
from bot.domain.verdict import Decision
from bot.moderation.rules.limits import MOST_TERMS
from bot.moderation.rules.validation import checked_terms
from bot.workflow.automod.plan import ForeignRule
from bot.workflow.rules.writing import Wanted, written

LARGEST_FILE = 2_000_000
"""Bytes."""

COLUMNS = (
    "number", "kind", "terms", "allowed", "action", "severity", "channel", "expires",
    "spares_quotes", "state", "note", "author", "created",
)  # fmt: skip
"""Of an export. An import reads kind to note but for state, and needs kind and terms."""

_YES = {"yes", "true", "1"}


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that cannot be read, or a term of AutoMod's that cannot be taken over."""

    where: str
    """The number of the line, or the name of the rule."""
    reason: Refused


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the rules, none of them stored, and what was wrong."""

    rules: Sequence[Rule]
    bad: Sequence[Bad]


def to_csv(rules: Iterable[Rule]) -> str:
    """The rules as a table that `from_csv` reads."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for rule in rules:
        table.writerow(
            _values(rule)
            | {
                "terms": "\n".join(map(_unread, rule.terms)),
                "allowed": "\n".join(map(_unread, rule.allowed)),
                "note": _unread(rule.note),
                "author": _unread(rule.created_by_name),
            }
        )
    return out.getvalue()


def to_json(rules: Iterable[Rule]) -> str:
    """The rules as a list of objects."""
    return json.dumps([_values(rule) for rule in rules], ensure_ascii=False, indent=2)


def from_csv(content: bytes, manager: Actor, now: datetime, channels: Collection[int] = ()) -> Read:
    """Rules out of a table with a header; every line that cannot be read is named.

    Args:
        channels: Those of the server.

    Raises:
        Refused: it is no such table at all, or too large.
    """
    table = csv.DictReader(io.StringIO(_decoded(content)), skipinitialspace=True)
    columns = [name.strip().lower() for name in table.fieldnames or ()]
    if not {"kind", "terms"} <= set(columns):
        raise Refused(
            "The file needs a first line that names its columns: at least kind and terms, e.g. "
            "kind,terms,action,severity,note."
        )
    table.fieldnames = columns
    found: dict[Wanted, list[str]] = {}
    bad: list[Bad] = []
    line = table.line_num + 1
    try:
        for row in table:
            try:
                wanted, terms = _wanted(row)
                if wanted.channel_id is not None and wanted.channel_id not in channels:
                    raise Refused(
                        "There is no channel {channel} on this server.", channel=wanted.channel_id
                    )
                # Each row is checked by itself, so that the line that is wrong can be named.
                written(replace(wanted, terms=tuple(terms)), manager, now)
                found.setdefault(wanted, []).extend(terms)
            except Refused as refused:
                bad.append(Bad(str(line), refused))
            line = table.line_num + 1
    except csv.Error as error:
        bad.append(Bad(str(line), Refused("This is no line of a table: {why}.", why=error)))
    rules = [
        written(replace(wanted, terms=tuple(terms)), manager, now)
        for wanted, terms in found.items()
    ]
    return Read(rules, bad)


def from_automod(rules: Sequence[ForeignRule], manager: Actor, now: datetime) -> Read:
    """Drafts of the rules that others keep in AutoMod; they hold instead of refusing."""
    found: list[Rule] = []
    bad: list[Bad] = []
    for rule in rules:
        note = f"From AutoMod: {rule.name}"[:300]
        for kind, terms in ((RuleKind.WORDS, rule.keywords), (RuleKind.REGEX, rule.expressions)):
            good: list[str] = []
            for term in terms:
                try:
                    good += checked_terms(kind, [term])
                except Refused as refused:
                    bad.append(Bad(rule.name, refused))
            if good:
                allowed = _checkable(rule.allowed) if kind is RuleKind.WORDS else ()
                wanted = Wanted(kind, tuple(good), allowed, note=note)
                found.append(written(wanted, manager, now))
    return Read(found, bad)


def _checkable(phrases: Sequence[str]) -> tuple[str, ...]:
    good: list[str] = []
    for phrase in phrases:
        try:
            good += checked_terms(RuleKind.WORDS, [phrase.strip("*")])
        except Refused:
            # An exception less lets a comment wait that AutoMod would have let through.
            continue
    return tuple(good)


def _wanted(row: Mapping[str | None, str | None]) -> tuple[Wanted, list[str]]:
    """A row, with its terms apart: what is the same in two rows is one rule."""

    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    if row.get(None):
        raise Refused("It has more cells than the first line names columns.")
    wanted = Wanted(
        kind=_one_of(RuleKind, cell("kind"), "kind"),
        terms=(),
        allowed=tuple(map(_read, cell("allowed").splitlines())),
        action=_action(cell("action") or "hold"),
        severity=_number(cell("severity") or "2", "severity"),
        note=_read(cell("note")),
        spares_quotes=cell("spares_quotes").lower() in _YES,
        channel_id=_number(cell("channel"), "channel") if cell("channel") else None,
        expires_at=_moment(cell("expires")),
    )
    return wanted, [_read(term) for term in cell("terms").splitlines()]


def _values(rule: Rule) -> dict[str, object]:
    return {
        "number": rule.number,
        "kind": rule.kind.value,
        "terms": list(rule.terms),
        "allowed": list(rule.allowed),
        "action": rule.action.label,
        "severity": rule.severity,
        "channel": str(rule.channel_id) if rule.channel_id is not None else "",
        "expires": rule.expires_at.isoformat() if rule.expires_at is not None else "",
        "spares_quotes": "yes" if rule.spares_quotes else "no",
        "state": rule.state.value,
        "note": rule.note,
        "author": rule.created_by_name,
        "created": rule.created_at.isoformat(),
    }


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_QUOTE = "'"


def _unread(text: str) -> str:
    """A cell that a spreadsheet would take for a formula, made text with a quote before it."""
    return f"{_QUOTE}{text}" if text.startswith((*_FORMULA, _QUOTE)) else text


def _read(text: str) -> str:
    """The text that `_unread` was given."""
    text = text.strip()
    return text[1:] if text[:1] == _QUOTE and text[1:].startswith((*_FORMULA, _QUOTE)) else text


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Refused(
            "The file is too large: at most {most:,} bytes, enough for {terms:,} terms.",
            most=LARGEST_FILE,
            terms=MOST_TERMS,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not in UTF-8. Save it as CSV UTF-8.") from None


def _one_of(kinds: type[RuleKind], said: str, column: str) -> RuleKind:
    try:
        return kinds(said.lower())
    except ValueError:
        raise Refused(
            "{column} is “{said}”; it is one of: {known}.",
            column=column,
            said=said[:40],
            known=", ".join(kinds),
        ) from None


def _action(said: str) -> Decision:
    known = {one.label: one for one in (Decision.FLAG, Decision.HOLD, Decision.REJECT)}
    if said.lower() not in known:
        raise Refused(
            "{column} is “{said}”; it is one of: {known}.",
            column="action",
            said=said[:40],
            known=", ".join(known),
        )
    return known[said.lower()]


def _number(said: str, column: str) -> int:
    if not said.isascii() or not said.isdigit() or len(said) > 20:
        raise Refused("{column} is “{said}”, which is no number.", column=column, said=said[:40])
    return int(said)


def _moment(said: str) -> datetime | None:
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise Refused(
            "expires is “{said}”; write a date such as 2027-01-31.", said=said[:40]
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
