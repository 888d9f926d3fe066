"""AutoMod rules: making, reading, changing and removing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.sandbox.access import guild_permissions, own_guild, require_in_guild
from bot.sandbox.content.automod import InvalidPattern, compile_rust
from bot.sandbox.errors import (
    UNKNOWN_AUTOMOD_RULE,
    FieldProblem,
    FormRefused,
    Path,
    Refused,
)
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.model.automod import (
    ActionKind,
    AutoModAction,
    AutoModEvent,
    AutoModRule,
    TriggerKind,
)
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.operations import audit
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.applications import automod_rule_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    Text,
    optional,
    required,
)

routes = Routes()

# Rules of each trigger that a guild may have.
RULES_LIMIT: Final = {
    TriggerKind.KEYWORD: 6,
    TriggerKind.SPAM: 1,
    TriggerKind.KEYWORD_PRESET: 1,
    TriggerKind.MENTION_SPAM: 1,
    TriggerKind.MEMBER_PROFILE: 1,
}
_TIMEOUT_LIMIT_SECONDS: Final = 2_419_200
_ALLOWED_IN_PRESETS: Final = 1_000
_ALLOWED_IN_KEYWORDS: Final = 100
_MAY_TIME_OUT: Final = (TriggerKind.KEYWORD, TriggerKind.MENTION_SPAM)

_WORD = Text(1, 60)
_TRIGGER = Object(
    {
        "keyword_filter": optional(ListOf(_WORD, maximum=1000)),
        "regex_patterns": optional(ListOf(Text(1, 260), maximum=10)),
        "allow_list": optional(ListOf(_WORD, maximum=_ALLOWED_IN_PRESETS)),
        "presets": optional(ListOf(Choice((1, 2, 3)))),
        "mention_total_limit": optional(Integer(0, 50)),
        "mention_raid_protection_enabled": optional(Flag()),
    }
)
_ACTION = Object(
    {
        "type": required(Choice((1, 2, 3, 4))),
        "metadata": optional(
            Object(
                {
                    "channel_id": optional(Snowflake()),
                    "duration_seconds": optional(Integer(0, _TIMEOUT_LIMIT_SECONDS)),
                    "custom_message": optional(Text(maximum=150)),
                }
            )
        ),
    }
)
_FIELDS = {
    "name": optional(Text(1, 100)),
    "event_type": optional(Choice((1, 2))),
    "trigger_metadata": optional(_TRIGGER),
    "actions": optional(ListOf(_ACTION, 1, 5)),
    "enabled": optional(Flag()),
    "exempt_roles": optional(ListOf(Snowflake(), maximum=20)),
    "exempt_channels": optional(ListOf(Snowflake(), maximum=50)),
}
_RULE = "/guilds/{guild_id}/auto-moderation/rules/{rule_id}"


@routes.add("GET", "/guilds/{guild_id}/auto-moderation/rules")
async def list_rules(call: Call) -> Answer:
    guild, _ = _managed(call)
    return [automod_rule_payload(rule) for rule in guild.automod_rules.values()]


@routes.add("GET", _RULE)
async def get_rule(call: Call) -> Answer:
    guild, _ = _managed(call)
    return automod_rule_payload(_rule(call, guild))


@routes.add(
    "POST",
    "/guilds/{guild_id}/auto-moderation/rules",
    body=Object(
        {
            **_FIELDS,
            "name": required(Text(1, 100)),
            "event_type": required(Choice((1, 2))),
            "trigger_type": required(Choice(tuple(RULES_LIMIT))),
            "actions": required(ListOf(_ACTION, 1, 5)),
        }
    ),
)
async def create_rule(call: Call) -> Answer:
    guild, member = _managed(call)
    trigger = call.body.integer("trigger_type")
    _require_room(guild, trigger)
    rule = AutoModRule(
        id=call.world.ids.next(),
        guild_id=guild.id,
        creator_id=call.user.id,
        name=call.body.text("name"),
        event=call.body.integer("event_type"),
        trigger=trigger,
    )
    _apply(guild, member, rule, call.body)
    guild.automod_rules[rule.id] = rule
    _announce(call, guild, "AUTO_MODERATION_RULE_CREATE", rule)
    _record(call, guild, AuditAction.AUTOMOD_RULE_CREATE, rule, ("", rule.name))
    return automod_rule_payload(rule)


@routes.add("PATCH", _RULE, body=Object(_FIELDS))
async def edit_rule(call: Call) -> Answer:
    guild, member = _managed(call)
    rule = _rule(call, guild)
    before = rule.name
    _apply(guild, member, rule, call.body)
    _announce(call, guild, "AUTO_MODERATION_RULE_UPDATE", rule)
    _record(call, guild, AuditAction.AUTOMOD_RULE_UPDATE, rule, (before, rule.name))
    return automod_rule_payload(rule)


@routes.add("DELETE", _RULE)
async def delete_rule(call: Call) -> Answer:
    guild, _ = _managed(call)
    rule = _rule(call, guild)
    del guild.automod_rules[rule.id]
    _announce(call, guild, "AUTO_MODERATION_RULE_DELETE", rule)
    _record(call, guild, AuditAction.AUTOMOD_RULE_DELETE, rule, (rule.name, ""))
    return None


def _managed(call: Call) -> tuple[Guild, Member]:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_GUILD)
    return guild, member


def _rule(call: Call, guild: Guild) -> AutoModRule:
    rule = guild.automod_rules.get(call.id("rule_id"))
    if rule is None:
        raise Refused(UNKNOWN_AUTOMOD_RULE)
    return rule


def _require_room(guild: Guild, trigger: int) -> None:
    present = sum(rule.trigger == trigger for rule in guild.automod_rules.values())
    limit = RULES_LIMIT[trigger]
    if present >= limit:
        raise FormRefused.at(
            (),
            "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
            f"Maximum number of rules of this type exceeded ({limit})",
        )


def _apply(guild: Guild, member: Member, rule: AutoModRule, body: Fields) -> None:
    """Check everything first: a refused change changes nothing."""
    metadata = body.object_or_none("trigger_metadata")
    if metadata is not None:
        _require_fitting(rule.trigger, metadata)
    actions = None
    if "actions" in body:
        actions = _actions(guild, member, rule.trigger, body.objects("actions"))
    rule.name = body.text("name", rule.name)
    rule.event = body.integer("event_type", rule.event)
    if rule.trigger == TriggerKind.MEMBER_PROFILE:
        rule.event = AutoModEvent.MEMBER_UPDATE
    rule.enabled = body.flag("enabled", rule.enabled)
    if actions is not None:
        rule.actions = actions
    if "exempt_roles" in body:
        rule.exempt_role_ids = body.integers("exempt_roles")
    if "exempt_channels" in body:
        rule.exempt_channel_ids = body.integers("exempt_channels")
    if metadata is None:
        return
    if "keyword_filter" in metadata:
        rule.keywords = metadata.texts("keyword_filter")
    if "regex_patterns" in metadata:
        rule.patterns = metadata.texts("regex_patterns")
    if "allow_list" in metadata:
        rule.allowed = metadata.texts("allow_list")
    if "presets" in metadata:
        rule.presets = metadata.integers("presets")
    rule.mention_limit = metadata.integer("mention_total_limit", rule.mention_limit)
    rule.raid_protection = metadata.flag("mention_raid_protection_enabled", rule.raid_protection)


def _require_fitting(trigger: int, metadata: Fields) -> None:
    path: Path = ("trigger_metadata",)
    problems: list[FieldProblem] = []
    for name in ("keyword_filter", "allow_list"):
        for index, word in enumerate(metadata.texts(name)):
            if "*" in word.strip("*") or not word.strip("* "):
                problems.append(
                    FieldProblem(
                        (*path, name, index),
                        "AUTO_MODERATION_INVALID_KEYWORD",
                        "Wildcards are allowed at the start and the end of a keyword only",
                    )
                )
    for index, pattern in enumerate(metadata.texts("regex_patterns")):
        try:
            compile_rust(pattern)
        except InvalidPattern as error:
            problems.append(
                FieldProblem(
                    (*path, "regex_patterns", index),
                    "AUTO_MODERATION_INVALID_REGEX",
                    f"Invalid regex pattern: {error}",
                )
            )
    too_many = len(metadata.items_of("allow_list")) > _ALLOWED_IN_KEYWORDS
    if trigger != TriggerKind.KEYWORD_PRESET and too_many:
        message = f"Must be {_ALLOWED_IN_KEYWORDS} or fewer in length."
        where = (*path, "allow_list")
        problems.append(FieldProblem(where, "BASE_TYPE_MAX_LENGTH", message))
    if problems:
        raise FormRefused(problems)


def _actions(
    guild: Guild, member: Member, trigger: int, given: Sequence[Fields]
) -> list[AutoModAction]:
    made: list[AutoModAction] = []
    for index, fields in enumerate(given):
        kind = fields.integer("type")
        metadata = fields.object_or_none("metadata") or Fields()
        action = AutoModAction(
            kind=kind,
            channel_id=metadata.integer_or_none("channel_id"),
            duration_seconds=metadata.integer_or_none("duration_seconds"),
            custom_message=metadata.text_or_none("custom_message"),
        )
        path: Path = ("actions", index, "metadata")
        if kind == ActionKind.ALERT and action.channel_id not in guild.channels:
            where: Path = (*path, "channel_id")
            raise FormRefused.at(where, "CHANNEL_INVALID", "Channel does not exist")
        if kind == ActionKind.TIMEOUT:
            require_in_guild(guild, member, Permission.MODERATE_MEMBERS)
            if trigger not in _MAY_TIME_OUT:
                where = ("actions", index, "type")
                message = "This action does not go with this trigger"
                raise FormRefused.at(where, "AUTO_MODERATION_ACTION_INVALID", message)
            if action.duration_seconds is None:
                where = (*path, "duration_seconds")
                raise FormRefused.at(where, "BASE_TYPE_REQUIRED", "This field is required")
        made.append(action)
    return made


def _announce(call: Call, guild: Guild, event: str, rule: AutoModRule) -> None:
    data: Payload = automod_rule_payload(rule)
    for application in call.world.applications_in(guild):
        me = guild.members[application.id]
        if not guild_permissions(guild, me) & Permission.MANAGE_GUILD:
            continue
        call.world.hub.guild_event(
            guild,
            event,
            data,
            intents=Intent.AUTO_MODERATION_CONFIGURATION,
            only=application.id,
        )


def _record(
    call: Call, guild: Guild, action: int, rule: AutoModRule, names: tuple[str, str]
) -> None:
    audit.record(
        call.world,
        guild,
        call.user.id,
        action,
        rule.id,
        reason=call.reason,
        changes=changed("name", names[0] or None, names[1] or None),
    )
