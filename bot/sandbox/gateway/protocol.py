"""Numbers of the gateway: opcodes, close codes and intents.

Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
"""

from __future__ import annotations

from typing import Final


class Op:
    DISPATCH: Final = 0
    HEARTBEAT: Final = 1
    IDENTIFY: Final = 2
    PRESENCE: Final = 3
    VOICE_STATE: Final = 4
    RESUME: Final = 6
    RECONNECT: Final = 7
    REQUEST_MEMBERS: Final = 8
    INVALID_SESSION: Final = 9
    HELLO: Final = 10
    HEARTBEAT_ACK: Final = 11


class CloseCode:
    UNKNOWN_ERROR: Final = 4000
    UNKNOWN_OPCODE: Final = 4001
    DECODE_ERROR: Final = 4002
    NOT_AUTHENTICATED: Final = 4003
    AUTHENTICATION_FAILED: Final = 4004
    ALREADY_AUTHENTICATED: Final = 4005
    INVALID_SEQUENCE: Final = 4007
    RATE_LIMITED: Final = 4008
    SESSION_TIMED_OUT: Final = 4009
    INVALID_SHARD: Final = 4010
    SHARDING_REQUIRED: Final = 4011
    INVALID_VERSION: Final = 4012
    INVALID_INTENTS: Final = 4013
    DISALLOWED_INTENTS: Final = 4014


class Intent:
    GUILDS: Final = 1 << 0
    GUILD_MEMBERS: Final = 1 << 1
    GUILD_MODERATION: Final = 1 << 2
    GUILD_EXPRESSIONS: Final = 1 << 3
    GUILD_INTEGRATIONS: Final = 1 << 4
    GUILD_WEBHOOKS: Final = 1 << 5
    GUILD_INVITES: Final = 1 << 6
    GUILD_VOICE_STATES: Final = 1 << 7
    GUILD_PRESENCES: Final = 1 << 8
    GUILD_MESSAGES: Final = 1 << 9
    GUILD_MESSAGE_REACTIONS: Final = 1 << 10
    GUILD_MESSAGE_TYPING: Final = 1 << 11
    DIRECT_MESSAGES: Final = 1 << 12
    DIRECT_MESSAGE_REACTIONS: Final = 1 << 13
    DIRECT_MESSAGE_TYPING: Final = 1 << 14
    MESSAGE_CONTENT: Final = 1 << 15
    GUILD_SCHEDULED_EVENTS: Final = 1 << 16
    AUTO_MODERATION_CONFIGURATION: Final = 1 << 20
    AUTO_MODERATION_EXECUTION: Final = 1 << 21
    GUILD_MESSAGE_POLLS: Final = 1 << 24
    DIRECT_MESSAGE_POLLS: Final = 1 << 25


ALL_INTENTS: Final = sum(bit for name, bit in vars(Intent).items() if name.isupper())

API_VERSION: Final = 10
HEARTBEAT_INTERVAL_MS: Final = 41_250
# How long a session whose socket is gone can be resumed. Discord does not say;
# a few minutes were observed.
RESUMABLE_SECONDS: Final = 180.0
REPLAY_EVENTS: Final = 10_000
MEMBERS_PER_CHUNK: Final = 1_000
SENDS_PER_MINUTE: Final = 120
IDENTIFY_WINDOW_SECONDS: Final = 5.0
IDENTIFIES_PER_DAY: Final = 1_000
