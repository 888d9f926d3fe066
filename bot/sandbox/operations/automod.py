"""AutoMod at work: it judges what people write, and acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.access import guild_permissions
from bot.sandbox.content.automod import Match, find
from bot.sandbox.errors import BLOCKED_BY_AUTOMOD, TITLE_BLOCKED_BY_AUTOMOD, Refusal, Refused
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import Application
from bot.sandbox.model.automod import ActionKind, AutoModAction, AutoModEvent, AutoModRule
from bot.sandbox.model.channels import Channel, DirectChannel, GuildChannel, Thread
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.model.messages import Message, MessageKind
from bot.sandbox.model.users import User
from bot.sandbox.operations import audit, members, messages
from bot.sandbox.operations.audit import AuditAction
from bot.sandbox.payloads.applications import automod_action_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that a text broke."""

    rule: AutoModRule
    match: Match
    user_id: int
    channel_id: int
    text: str

    @property
    def blocks(self) -> bool:
        return any(action.kind == ActionKind.BLOCK_MESSAGE for action in self.rule.actions)


def check_message(world: World, channel: Channel, user: User, message: Message) -> list[Hit]:
    """Judge a message before it is shown.

    Raises 200000 when a rule blocks it, after all rules have acted; otherwise the
    hits are to be handed to ``follow_up`` once the message is there.
    """
    return check_edit(world, channel, user, message.content)


def check_edit(world: World, channel: Channel, user: User, text: str) -> list[Hit]:
    """Judge what a message would become; as ``check_message``."""
    hits = _judge(world, channel, user, text)
    _refuse_if_blocked(world, hits, BLOCKED_BY_AUTOMOD)
    return hits


def check_title(world: World, channel: Channel, user: User, title: str) -> None:
    """Judge a thread's name; raises 200001 when a rule blocks it."""
    hits = _judge(world, channel, user, title)
    _refuse_if_blocked(world, hits, TITLE_BLOCKED_BY_AUTOMOD)
    follow_up(world, hits, None)


def follow_up(world: World, hits: Sequence[Hit], message: Message | None) -> None:
    """Alerts and time-outs for a message that was let through."""
    for hit in hits:
        _act(world, hit, message)


def _judge(world: World, channel: Channel, user: User, text: str) -> list[Hit]:
    if isinstance(channel, DirectChannel) or user.bot or not text:
        return []
    guild = world.guilds[channel.guild_id]
    member = guild.members.get(user.id)
    if member is None or not guild.automod_rules:
        return []
    exempting = Permission.ADMINISTRATOR | Permission.MANAGE_GUILD
    if guild_permissions(guild, member) & exempting:
        return []
    hits: list[Hit] = []
    for rule in guild.automod_rules.values():
        if not rule.enabled or rule.event != AutoModEvent.MESSAGE_SEND:
            continue
        if _is_exempt(guild, rule, channel, member):
            continue
        match = find(rule, text)
        if match is not None:
            hits.append(Hit(rule, match, user.id, channel.id, text))
    return hits


def _is_exempt(
    guild: Guild, rule: AutoModRule, channel: GuildChannel | Thread, member: Member
) -> bool:
    if not member.role_ids.isdisjoint(rule.exempt_role_ids):
        return True
    place_ids = {channel.id, channel.parent_id}
    if isinstance(channel, Thread):
        place_ids.add(guild.channels[channel.parent_id].parent_id)
    return not place_ids.isdisjoint(rule.exempt_channel_ids)


def _refuse_if_blocked(world: World, hits: Sequence[Hit], refusal: Refusal) -> None:
    blocking = [hit for hit in hits if hit.blocks]
    if not blocking:
        return
    for hit in hits:
        _act(world, hit, None)
    explained = (
        action.custom_message
        for hit in blocking
        for action in hit.rule.actions
        if action.kind == ActionKind.BLOCK_MESSAGE
    )
    raise Refused(refusal, message=next((text for text in explained if text), None))


def _act(world: World, hit: Hit, message: Message | None) -> None:
    guild = world.guilds[hit.rule.guild_id]
    for action in hit.rule.actions:
        alert_id = None
        if action.kind == ActionKind.ALERT:
            alert_id = _alert(world, guild, hit, action, message)
            if alert_id is None:
                continue
        elif action.kind == ActionKind.TIMEOUT:
            _time_out(world, guild, hit, action)
        _announce(world, guild, hit, action, message, alert_id)
        _record(world, guild, hit, action)


def _alert(
    world: World, guild: Guild, hit: Hit, action: AutoModAction, message: Message | None
) -> int | None:
    channel = guild.channels.get(action.channel_id or 0)
    if channel is None:
        return None
    fields = {
        "rule_name": hit.rule.name,
        "channel_id": str(hit.channel_id),
        "decision_id": str(world.ids.next()),
        "keyword": hit.match.keyword,
        "keyword_matched_content": hit.match.content,
    }
    if message is not None:
        fields["flagged_message_id"] = str(message.id)
    embed: Payload = {
        "type": "auto_moderation_message",
        "description": hit.text,
        "fields": [
            {"name": name, "value": value, "inline": False} for name, value in fields.items()
        ],
    }
    alert = messages.post_system_message(
        world, channel, hit.user_id, MessageKind.AUTOMOD_ALERT, embeds=[embed]
    )
    return alert.id


def _time_out(world: World, guild: Guild, hit: Hit, action: AutoModAction) -> None:
    member = guild.members[hit.user_id]
    member.timed_out_until = guild.clock.now() + (action.duration_seconds or 0)
    members.announce_update(world, guild, member)


def _announce(
    world: World,
    guild: Guild,
    hit: Hit,
    action: AutoModAction,
    message: Message | None,
    alert_id: int | None,
) -> None:
    def execution(reads_content: bool) -> Payload:
        data: Payload = {
            "guild_id": str(guild.id),
            "action": automod_action_payload(action),
            "rule_id": str(hit.rule.id),
            "rule_trigger_type": hit.rule.trigger,
            "user_id": str(hit.user_id),
            "channel_id": str(hit.channel_id),
            "content": hit.text if reads_content else "",
            "matched_keyword": hit.match.keyword,
            "matched_content": hit.match.content if reads_content else "",
        }
        if message is not None:
            data["message_id"] = str(message.id)
        if alert_id is not None:
            data["alert_system_message_id"] = str(alert_id)
        return data

    for application in world.applications_in(guild):
        if not _may_hear(guild, application):
            continue
        for session in world.hub.sessions.of(application):
            if session.handles(guild.id) and session.wants(Intent.AUTO_MODERATION_EXECUTION):
                reads = session.wants(Intent.MESSAGE_CONTENT)
                data = execution(reads)
                world.hub.session_event(session, "AUTO_MODERATION_ACTION_EXECUTION", data)


def _may_hear(guild: Guild, application: Application) -> bool:
    me = guild.members[application.id]
    return bool(guild_permissions(guild, me) & Permission.MANAGE_GUILD)


def _record(world: World, guild: Guild, hit: Hit, action: AutoModAction) -> None:
    logged = {
        ActionKind.BLOCK_MESSAGE: AuditAction.AUTOMOD_BLOCK_MESSAGE,
        ActionKind.ALERT: AuditAction.AUTOMOD_FLAG_TO_CHANNEL,
        ActionKind.TIMEOUT: AuditAction.AUTOMOD_TIMEOUT,
    }
    audit.record(
        world,
        guild,
        hit.user_id,
        logged[action.kind],
        hit.user_id,
        options={
            "auto_moderation_rule_name": hit.rule.name,
            "auto_moderation_rule_trigger_type": str(hit.rule.trigger),
            "channel_id": str(hit.channel_id),
        },
    )
