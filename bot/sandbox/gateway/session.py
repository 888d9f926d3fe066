"""Sessions: what a bot's shard has been sent, so that it can be sent again."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Protocol

from bot.sandbox.gateway.protocol import REPLAY_EVENTS, RESUMABLE_SECONDS
from bot.sandbox.model.applications import Application


class Socket(Protocol):
    """The way out to a bot."""

    def send(self, text: str) -> None: ...

    def close(self, code: int) -> None: ...

    def drop(self) -> None: ...


class Session:
    """One IDENTIFY's worth of events, kept for RESUME."""

    def __init__(
        self,
        application: Application,
        *,
        intents: int,
        shard: tuple[int, int],
        large_threshold: int,
    ) -> None:
        self.id = secrets.token_hex(16)
        self.application = application
        self.intents = intents
        self.shard = shard
        self.large_threshold = large_threshold
        self.socket: Socket | None = None
        self.sequence = 0
        self._detached_at: float | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAY_EVENTS)

    def handles(self, guild_id: int | None) -> bool:
        """Whether this shard carries the guild; direct messages go to shard 0."""
        index, count = self.shard
        return (0 if guild_id is None else (guild_id >> 22) % count) == index

    def wants(self, intents: int) -> bool:
        return self.intents & intents == intents

    def dispatch(self, event: str, data: str) -> None:
        """Send an event, given as JSON text, and keep it for a later RESUME."""
        self.sequence += 1
        text = f'{{"t":"{event}","s":{self.sequence},"op":0,"d":{data}}}'
        self._sent.append((self.sequence, text))
        if self.socket is not None:
            self.socket.send(text)

    def attach(self, socket: Socket) -> None:
        self.socket = socket
        self._detached_at = None

    def detach(self, now: float) -> None:
        self.socket = None
        self._detached_at = now

    def is_expired(self, now: float) -> bool:
        return self._detached_at is not None and now - self._detached_at > RESUMABLE_SECONDS

    def missed_since(self, sequence: int) -> list[str] | None:
        """Events after ``sequence``; None when they are no longer all there."""
        if sequence > self.sequence:
            return None
        missed = [text for number, text in self._sent if number > sequence]
        return missed if len(missed) == self.sequence - sequence else None
