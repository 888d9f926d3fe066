"""Rules as they are written down: checked whole before anything is stored. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.domain.rule import ACTIONS, Rule, RuleKind, RuleState
from bot.domain.verdict import Decision
from bot.locales import mark
from bot.moderation.rules.limits import LONGEST_NOTE, MOST_EXPRESSIONS, MOST_RULES, MOST_TERMS
from bot.moderation.rules.validation import checked_allowed, checked_terms


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule as somebody has written it, not checked yet."""

    kind: RuleKind
    terms: Sequence[str]
    allowed: Sequence[str] = ()
    action: Decision = Decision.HOLD
    severity: int = 2
    note: str = ""
    spares_quotes: bool = False
    channel_id: int | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of a rule; None leaves a thing as it is."""

    terms: Sequence[str] | None = None
    allowed: Sequence[str] | None = None
    action: Decision | None = None
    severity: int | None = None
    note: str | None = None
    spares_quotes: bool | None = None
    channel_id: int | None = None
    """0 for every channel."""
    expires_at: datetime | None = None
    never_expires: bool = False


def written(wanted: Wanted, manager: Actor, now: datetime) -> Rule:
    """The draft of a new rule.

    Raises:
        Refused: something in it cannot be; the sentence says what.
    """
    _require_sound(wanted.action, wanted.severity, wanted.note)
    if wanted.expires_at is not None and wanted.expires_at <= now:
        raise Refused("The rule would have expired already.")
    return Rule(
        guild_id=manager.guild_id,
        number=0,
        kind=wanted.kind,
        terms=checked_terms(wanted.kind, wanted.terms),
        allowed=checked_allowed(wanted.kind, wanted.allowed),
        action=wanted.action,
        severity=wanted.severity,
        note=wanted.note.strip(),
        spares_quotes=wanted.spares_quotes,
        channel_id=wanted.channel_id,
        expires_at=wanted.expires_at,
        created_at=now,
        created_by=manager.id,
        created_by_name=manager.name,
    )


def edited(rule: Rule, edit: Edit) -> Rule:
    """The rule with what was changed in it.

    Raises:
        Refused: something in it cannot be, or nothing was changed.
    """
    action = rule.action if edit.action is None else edit.action
    severity = rule.severity if edit.severity is None else edit.severity
    note = rule.note if edit.note is None else edit.note.strip()
    _require_sound(action, severity, note)
    terms, allowed = rule.terms, rule.allowed
    if edit.terms is not None:
        terms = checked_terms(rule.kind, edit.terms)
    if edit.allowed is not None:
        allowed = checked_allowed(rule.kind, edit.allowed)
    spares = rule.spares_quotes if edit.spares_quotes is None else edit.spares_quotes
    changed = replace(
        rule,
        terms=terms,
        allowed=allowed,
        action=action,
        severity=severity,
        note=note,
        spares_quotes=spares,
        channel_id=rule.channel_id if edit.channel_id is None else edit.channel_id or None,
        expires_at=None if edit.never_expires else edit.expires_at or rule.expires_at,
    )
    if changed == rule:
        raise Refused("Nothing was changed.")
    return changed


def judges_otherwise(before: Rule, after: Rule) -> bool:
    """Whether a change is one that should be tried before it counts."""
    same = replace(
        after,
        severity=before.severity,
        note=before.note,
        expires_at=before.expires_at,
    )
    return same != before


def as_change_of(before: Rule, after: Rule, manager: Actor, now: datetime) -> Rule:
    """A draft that takes the place of a rule in force once it is activated."""
    return replace(
        after,
        number=0,
        state=RuleState.DRAFT,
        replaces=before.number,
        created_at=now,
        created_by=manager.id,
        created_by_name=manager.name,
        version=1,
    )


def require_room(there: Iterable[Rule], more: Sequence[Rule]) -> None:
    """Raises:
    Refused: with these the server would have too many rules, terms or regular expressions.
    """
    every = [*there, *more]
    terms = sum(len(rule.terms) for rule in every)
    expressions = sum(len(rule.terms) for rule in every if rule.kind is RuleKind.REGEX)
    for count, most, sentence in (
        (len(every), MOST_RULES, mark("The server would have {count:,} rules; {most:,} at most.")),
        (terms, MOST_TERMS, mark("The server would have {count:,} terms; {most:,} at most.")),
        (
            expressions,
            MOST_EXPRESSIONS,
            mark("The server would have {count:,} regular expressions; {most:,} at most."),
        ),
    ):
        if count > most:
            raise Refused(sentence, count=count, most=most)


def _require_sound(action: Decision, severity: int, note: str) -> None:
    if action not in ACTIONS:
        raise Refused("A rule flags, holds or rejects.")
    if severity not in {1, 2, 3}:
        raise Refused("A severity is 1, 2 or 3.")
    if len(note) > LONGEST_NOTE:
        raise Refused("A note has at most {most} characters.", most=LONGEST_NOTE)
