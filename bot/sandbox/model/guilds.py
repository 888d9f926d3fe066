"""Guilds with their roles, members, bans and audit log."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.automod import AutoModRule
from bot.sandbox.model.channels import GuildChannel, Thread


@dataclass(slots=True)
class Role:
    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False
    bot_id: int | None = None


@dataclass(slots=True)
class Member:
    user_id: int
    guild_id: int
    joined_at: float
    nick: str | None = None
    avatar: str | None = None
    role_ids: set[int] = field(default_factory=set)
    pending: bool = False
    timed_out_until: float | None = None
    mute: bool = False
    deaf: bool = False


@dataclass(slots=True)
class Ban:
    user_id: int
    reason: str | None


@dataclass(slots=True)
class AuditEntry:
    id: int
    action: int
    user_id: int
    target_id: int | None
    reason: str | None
    changes: list[Payload]
    options: dict[str, str]


@dataclass(slots=True)
class Guild:
    id: int
    name: str
    owner_id: int
    description: str | None = None
    system_channel_id: int | None = None
    rules_channel_id: int | None = None
    public_updates_channel_id: int | None = None
    verification_level: int = 0
    explicit_content_filter: int = 0
    default_message_notifications: int = 1
    preferred_locale: str = "en-US"
    features: list[str] = field(default_factory=list)
    max_active_threads: int = 1000
    clock: Clock = field(default_factory=Clock)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, GuildChannel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    bans: dict[int, Ban] = field(default_factory=dict)
    automod_rules: dict[int, AutoModRule] = field(default_factory=dict)
    audit_log: list[AuditEntry] = field(default_factory=list)
    # (application id, command or application id) -> target id -> (kind, allowed)
    command_permissions: dict[tuple[int, int], dict[int, tuple[int, bool]]] = field(
        default_factory=dict
    )
    viewers: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    def roles_of(self, member: Member) -> list[Role]:
        """The member's roles without @everyone."""
        return [self.roles[role_id] for role_id in member.role_ids if role_id in self.roles]

    def top_position(self, member: Member) -> int:
        return max((role.position for role in self.roles_of(member)), default=0)

    def active_threads(self) -> list[Thread]:
        return [thread for thread in self.threads.values() if not thread.archived]
