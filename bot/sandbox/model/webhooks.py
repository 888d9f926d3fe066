"""Incoming webhooks."""

from __future__ import annotations

from dataclasses import dataclass

PER_CHANNEL_LIMIT = 15


@dataclass(slots=True)
class Webhook:
    id: int
    guild_id: int
    channel_id: int
    name: str
    token: str
    creator_id: int
    application_id: int | None = None
    avatar: str | None = None
