"""What errors name, in the language spoken here: permissions, and how cases, appeals and rules
stand."""

from __future__ import annotations

from bot.discord_io.rendering import appeals, cases, permissions, rules
from bot.domain.case import AppealState, CaseState
from bot.domain.permission import Permission
from bot.domain.rule import RuleState
from bot.locales import _


def spoken(value: object) -> object:
    """The value as it is filled into a sentence."""
    match value:
        case Permission():
            return permissions.spoken(value)
        case CaseState():
            return _(cases.STATES[value])
        case AppealState():
            return _(appeals.STATES[value])
        case RuleState():
            return _(rules.STATES[value])
        case _anything_else:
            return value
