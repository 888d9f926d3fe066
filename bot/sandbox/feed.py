"""What people's clients were shown, in the order in which it happened."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.sandbox.jsontypes import JsonText, Payload, encode

FeedKind: TypeAlias = Literal[
    "message_create",
    "message_update",
    "message_delete",
    "message_read",  # found in a channel's history by somebody who had not been shown it
    "interaction",
    "notification",
    "typing",
]


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """``viewers`` are the people it was shown to; ``at`` is Unix time in seconds."""

    number: int
    at: float
    kind: FeedKind
    viewers: frozenset[int]
    data: JsonText

    def payload(self) -> Payload:
        return {
            "number": self.number,
            "at": self.at,
            "kind": self.kind,
            "data": self.data.parsed(),
        }


class Feed:
    """One log for each scope: a guild, or a person for what is theirs alone."""

    def __init__(self) -> None:
        self._logs: defaultdict[int, list[FeedEvent]] = defaultdict(list)
        self._shown: defaultdict[str, list[frozenset[int]]] = defaultdict(list)
        self._waiting: defaultdict[int, list[asyncio.Future[None]]] = defaultdict(list)
        self._count = 0

    @property
    def last_number(self) -> int:
        return self._count

    def record(self, scope: int, kind: FeedKind, viewers: frozenset[int], data: Payload) -> None:
        self._count += 1
        if kind in ("message_create", "message_read"):
            self._shown[str(data["id"])].append(viewers)
        event = FeedEvent(self._count, time.time(), kind, viewers, JsonText(encode(data)))
        self._logs[scope].append(event)
        for user_id in list(self._waiting):
            if user_id in viewers:
                for future in self._waiting.pop(user_id):
                    if not future.done():
                        future.set_result(None)

    def has_shown(self, user_id: int, message_id: int) -> bool:
        """Whether this person's client was ever given the message."""
        return any(user_id in viewers for viewers in self._shown.get(str(message_id), ()))

    def shown_to(self, user_id: int, scopes: set[int], after: int = 0) -> list[FeedEvent]:
        """Events that this person was shown after event number ``after``, oldest first."""
        found: list[FeedEvent] = []
        for scope in scopes | {user_id}:
            log = self._logs.get(scope, [])
            start = bisect_right(log, after, key=lambda event: event.number)
            found.extend(event for event in log[start:] if user_id in event.viewers)
        found.sort(key=lambda event: event.number)
        return found

    async def wait(
        self, user_id: int, scopes: set[int], after: int, timeout: float
    ) -> list[FeedEvent]:
        """Like ``shown_to``, but waits up to ``timeout`` seconds for the first event."""
        found = self.shown_to(user_id, scopes, after)
        if found or timeout <= 0:
            return found
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[user_id].append(future)
        try:
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return []
        finally:
            if future in self._waiting.get(user_id, []):
                self._waiting[user_id].remove(future)
        return self.shown_to(user_id, scopes, after)
