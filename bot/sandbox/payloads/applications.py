"""Applications, their commands and webhooks as JSON."""

from __future__ import annotations

from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import Application
from bot.sandbox.model.automod import (
    ActionKind,
    AutoModAction,
    AutoModRule,
    TriggerKind,
)
from bot.sandbox.model.commands import Command, CommandKind
from bot.sandbox.model.webhooks import Webhook
from bot.sandbox.payloads.users import user_payload
from bot.sandbox.world import World

_VERIFY_KEY = "0" * 64


def application_payload(world: World, application: Application) -> Payload:
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_payload(application.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "verify_key": _VERIFY_KEY,
        "flags": application.flags,
        "flags_new": str(application.flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(world.users[application.owner_id]),
        "approximate_guild_count": len(application.bot.guild_ids),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "event_webhooks_status": 1,
        "explicit_content_filter": 0,
        "integration_types_config": {"0": {}},
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }


def command_payload(command: Command, *, with_localizations: bool = True) -> Payload:
    permissions = command.default_member_permissions
    payload: Payload = {
        "id": str(command.id),
        "application_id": str(command.application_id),
        "version": str(command.version),
        "default_member_permissions": None if permissions is None else str(permissions),
        "type": command.kind,
        "name": command.name,
        "description": command.description,
        "dm_permission": command.guild_id is None
        and (command.contexts is None or 1 in command.contexts),
        "contexts": command.contexts,
        "integration_types": command.integration_types,
        "nsfw": command.nsfw,
    }
    if with_localizations:
        payload["name_localizations"] = command.name_localizations
        payload["description_localizations"] = command.description_localizations
    if command.guild_id is not None:
        payload["guild_id"] = str(command.guild_id)
    if command.kind == CommandKind.CHAT_INPUT and command.options:
        payload["options"] = command.options
    return payload


def webhook_payload(
    world: World, webhook: Webhook, *, with_token: bool, with_user: bool = True
) -> Payload:
    payload: Payload = {
        "application_id": None if webhook.application_id is None else str(webhook.application_id),
        "avatar": webhook.avatar,
        "channel_id": str(webhook.channel_id),
        "guild_id": str(webhook.guild_id),
        "id": str(webhook.id),
        "name": webhook.name,
        "type": 1,
    }
    if with_user:
        payload["user"] = user_payload(world.users[webhook.creator_id])
    if with_token:
        payload["token"] = webhook.token
        payload["url"] = f"{world.base_url}/api/webhooks/{webhook.id}/{webhook.token}"
    return payload


def automod_rule_payload(rule: AutoModRule) -> Payload:
    return {
        "id": str(rule.id),
        "guild_id": str(rule.guild_id),
        "creator_id": str(rule.creator_id),
        "name": rule.name,
        "event_type": rule.event,
        "actions": [automod_action_payload(action) for action in rule.actions],
        "trigger_type": rule.trigger,
        "enabled": rule.enabled,
        "exempt_roles": [str(role_id) for role_id in rule.exempt_role_ids],
        "exempt_channels": [str(channel_id) for channel_id in rule.exempt_channel_ids],
        "trigger_metadata": _trigger_payload(rule),
    }


def automod_action_payload(action: AutoModAction) -> Payload:
    metadata: Payload = {}
    if action.kind == ActionKind.BLOCK_MESSAGE and action.custom_message is not None:
        metadata["custom_message"] = action.custom_message
    if action.channel_id is not None:
        metadata["channel_id"] = str(action.channel_id)
    if action.duration_seconds is not None:
        metadata["duration_seconds"] = action.duration_seconds
    return {"type": action.kind, "metadata": metadata}


def _trigger_payload(rule: AutoModRule) -> Payload:
    if rule.trigger in (TriggerKind.KEYWORD, TriggerKind.MEMBER_PROFILE):
        return {
            "keyword_filter": rule.keywords,
            "regex_patterns": rule.patterns,
            "allow_list": rule.allowed,
        }
    if rule.trigger == TriggerKind.KEYWORD_PRESET:
        return {"presets": rule.presets, "allow_list": rule.allowed}
    if rule.trigger == TriggerKind.MENTION_SPAM:
        return {
            "mention_total_limit": rule.mention_limit,
            "mention_raid_protection_enabled": rule.raid_protection,
        }
    return {}
