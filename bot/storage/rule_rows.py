"""Rows and JSON of rules and policies as the domain's values, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.policy_version import Level, Override, PolicyChoice, PolicyVersion
from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Category, Decision
from bot.storage.codec import Json
from bot.storage.rows import AnyRow


def rule_columns(rule: Rule) -> dict[str, Any]:
    """The columns of ``rules``."""
    return {
        "guild_id": rule.guild_id,
        "number": rule.number,
        "kind": rule.kind.value,
        "terms": list(rule.terms),
        "allowed": list(rule.allowed),
        "action": rule.action.label,
        "severity": rule.severity,
        "note": rule.note,
        "spares_quotes": rule.spares_quotes,
        "channel_id": rule.channel_id,
        "expires_at": rule.expires_at,
        "state": rule.state.value,
        "replaces": rule.replaces,
        "created_at": rule.created_at,
        "created_by": rule.created_by,
        "created_by_name": rule.created_by_name,
        "version": rule.version,
    }


def rule_of(row: AnyRow) -> Rule:
    """A row of ``rules``."""
    return _rule(row._asdict())


def rule_to_json(rule: Rule) -> Json:
    """The same in plain JSON types."""
    expires = rule.expires_at
    return rule_columns(rule) | {
        "created_at": rule.created_at.isoformat(),
        "expires_at": expires.isoformat() if expires is not None else None,
    }


def rule_from_json(data: Json) -> Rule:
    """The rule that `rule_to_json` wrote."""
    expires = data["expires_at"]
    return _rule(
        data
        | {
            "created_at": datetime.fromisoformat(data["created_at"]),
            "expires_at": datetime.fromisoformat(expires) if expires is not None else None,
        }
    )


def _rule(values: Json) -> Rule:
    return Rule(
        **{
            **values,
            "kind": RuleKind(values["kind"]),
            "terms": tuple(values["terms"]),
            "allowed": tuple(values["allowed"]),
            "action": Decision[values["action"].upper()],
            "state": RuleState(values["state"]),
        }
    )


def override_to_json(override: Override) -> Json:
    """One changed threshold in plain JSON types."""
    return {
        "category": override.category.value,
        "level": override.level.value,
        "threshold": override.threshold,
        "channel": override.channel_id,
    }


def version_of(row: AnyRow) -> PolicyVersion:
    """A row of ``policy_versions``."""
    overrides = tuple(
        Override(Category(one["category"]), Level(one["level"]), one["threshold"], one["channel"])
        for one in row.overrides
    )
    return PolicyVersion(
        guild_id=row.guild_id,
        version=row.version,
        choice=PolicyChoice(row.preset, overrides),
        at=row.at,
        author_id=row.author_id,
        author_name=row.author_name,
        note=row.note,
    )
