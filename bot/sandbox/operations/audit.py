"""The audit log: who did what, and the reason they gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.sandbox.access import guild_permissions
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.guilds import AuditEntry, Guild
from bot.sandbox.payloads.guilds import audit_entry_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

REASON_LIMIT: Final = 512


class AuditAction:
    GUILD_UPDATE: Final = 1
    CHANNEL_CREATE: Final = 10
    CHANNEL_UPDATE: Final = 11
    CHANNEL_DELETE: Final = 12
    OVERWRITE_CREATE: Final = 13
    OVERWRITE_UPDATE: Final = 14
    OVERWRITE_DELETE: Final = 15
    MEMBER_KICK: Final = 20
    MEMBER_BAN: Final = 22
    MEMBER_UNBAN: Final = 23
    MEMBER_UPDATE: Final = 24
    MEMBER_ROLE_UPDATE: Final = 25
    BOT_ADD: Final = 28
    ROLE_CREATE: Final = 30
    ROLE_UPDATE: Final = 31
    ROLE_DELETE: Final = 32
    WEBHOOK_CREATE: Final = 50
    WEBHOOK_UPDATE: Final = 51
    WEBHOOK_DELETE: Final = 52
    MESSAGE_DELETE: Final = 72
    MESSAGE_BULK_DELETE: Final = 73
    MESSAGE_PIN: Final = 74
    MESSAGE_UNPIN: Final = 75
    THREAD_CREATE: Final = 110
    THREAD_UPDATE: Final = 111
    THREAD_DELETE: Final = 112
    AUTOMOD_RULE_CREATE: Final = 140
    AUTOMOD_RULE_UPDATE: Final = 141
    AUTOMOD_RULE_DELETE: Final = 142
    AUTOMOD_BLOCK_MESSAGE: Final = 143
    AUTOMOD_FLAG_TO_CHANNEL: Final = 144
    AUTOMOD_TIMEOUT: Final = 145


def record(
    world: World,
    guild: Guild,
    user_id: int,
    action: int,
    target_id: int | None,
    *,
    reason: str | None = None,
    changes: Sequence[Payload] = (),
    options: dict[str, str] | None = None,
) -> AuditEntry:
    """Write an entry and show it to the bots that may view the log."""
    entry = AuditEntry(
        id=world.ids.next(),
        action=action,
        user_id=user_id,
        target_id=target_id,
        reason=None if reason is None else reason[:REASON_LIMIT],
        changes=list(changes),
        options=options or {},
    )
    guild.audit_log.append(entry)
    data = {**audit_entry_payload(entry), "guild_id": str(guild.id)}
    for application in world.applications_in(guild):
        if guild_permissions(guild, guild.members[application.id]) & Permission.VIEW_AUDIT_LOG:
            world.hub.guild_event(
                guild,
                "GUILD_AUDIT_LOG_ENTRY_CREATE",
                data,
                intents=Intent.GUILD_MODERATION,
                only=application.id,
            )
    return entry


def changed(key: str, old: object, new: object) -> list[Payload]:
    """One entry of ``changes``; none when nothing changed."""
    if old == new:
        return []
    change: Payload = {"key": key}
    if old is not None:
        change["old_value"] = old
    if new is not None:
        change["new_value"] = new
    return [change]
