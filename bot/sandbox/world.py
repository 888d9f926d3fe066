"""The world: everything that exists on one sandbox, and the means to change it."""

from __future__ import annotations

import base64
import secrets
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from bot.sandbox.clock import Clock
from bot.sandbox.feed import Feed
from bot.sandbox.journal import Journal
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel, DirectChannel, GuildChannel, Thread
from bot.sandbox.model.guilds import Guild
from bot.sandbox.model.interactions import Interaction, Modal
from bot.sandbox.model.messages import Attachment, Message
from bot.sandbox.model.users import User
from bot.sandbox.model.webhooks import Webhook
from bot.sandbox.snowflake import SnowflakeSource

if TYPE_CHECKING:
    from bot.sandbox.hub import Hub


class World:
    """Holds all state. One event loop uses it; nothing is kept on disk."""

    hub: Hub

    def __init__(self, *, journal_size: int = 20_000) -> None:
        self.base_url = "http://127.0.0.1"
        self.gateway_url = "ws://127.0.0.1/gateway"
        self.clock = Clock()
        self.ids = SnowflakeSource()
        self.journal = Journal(journal_size)
        self.feed = Feed()
        self.users: dict[int, User] = {}
        self.users_by_token: dict[str, User] = {}
        self.applications: dict[int, Application] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct_channels: dict[frozenset[int], DirectChannel] = {}
        self.webhooks: dict[int, Webhook] = {}
        self.webhooks_by_channel: defaultdict[int, list[Webhook]] = defaultdict(list)
        # (author id, channel id) -> nonce -> when, and which message
        self.nonces: defaultdict[tuple[int, int], dict[str, tuple[float, int]]] = defaultdict(dict)
        self.interactions: dict[int, Interaction] = {}
        self.interactions_by_token: dict[str, Interaction] = {}
        self.ephemerals: dict[int, Message] = {}
        # application id -> interactions that nobody has answered yet, oldest first
        self.unanswered: defaultdict[int, dict[int, Interaction]] = defaultdict(dict)
        # application id -> interactions whose tokens may live, oldest first
        self.recent_interactions: defaultdict[int, deque[Interaction]] = defaultdict(deque)
        self.modals: dict[int, Modal] = {}
        self.files: dict[int, Attachment] = {}

    def add_user(self, user: User) -> None:
        self.users[user.id] = user
        self.users_by_token[user.token] = user

    def add_channel(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        if isinstance(channel, GuildChannel):
            self.guilds[channel.guild_id].channels[channel.id] = channel
        elif isinstance(channel, Thread):
            self.guilds[channel.guild_id].threads[channel.id] = channel
        else:
            self.direct_channels[channel.recipient_ids] = channel

    def guild_of(self, channel: Channel) -> Guild | None:
        return None if isinstance(channel, DirectChannel) else self.guilds[channel.guild_id]

    def now_in(self, channel: Channel) -> float:
        """Seconds since the epoch by the clock of the channel's guild."""
        guild = self.guild_of(channel)
        return self.clock.now() if guild is None else guild.clock.now()

    def parent_of(self, channel: GuildChannel | Thread) -> GuildChannel:
        """The channel itself, or the one a thread hangs on."""
        if isinstance(channel, Thread):
            return self.guilds[channel.guild_id].channels[channel.parent_id]
        return channel

    def application_of(self, user: User) -> Application | None:
        """A bot account's application; they share their id."""
        return self.applications.get(user.id) if user.bot else None

    def applications_in(self, guild: Guild) -> list[Application]:
        return [
            self.applications[user_id] for user_id in guild.members if user_id in self.applications
        ]


def make_account_token(account_id: int, whose: str) -> str:
    """Shaped like Discord's tokens, and recognisable as the sandbox's."""
    head = base64.urlsafe_b64encode(str(account_id).encode()).decode().rstrip("=")
    return f"{head}.sandbx.{whose}_{secrets.token_urlsafe(20)}"


def make_webhook_token() -> str:
    return f"sandbox_{secrets.token_urlsafe(48)}"[:68]


def make_interaction_token(interaction_id: int) -> str:
    text = f"interaction:{interaction_id}:sandbox_{secrets.token_hex(40)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
