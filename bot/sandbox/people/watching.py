"""Watching: what is on a person's screen, what was, and what comes."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects
from bot.sandbox.people.account import Account, Place, message_from
from bot.sandbox.people.messages import Message, Notification, Seen, parse_message
from bot.sandbox.people.places import Channel, Thread, parse_thread

# A number no feed reaches: asking for what comes after it tells the latest number.
_LATEST = 1 << 53
_SHOWN = ("message_create", "message_update", "message_read")


class Watcher(Account):
    """Reads messages, notifications and whatever was ever shown."""

    async def messages(self, place: Place, limit: int = 50) -> list[Message]:
        """A channel's latest messages, oldest first, as on the screen."""
        channel_id = await self.channel_id(place)
        path = f"/channels/{channel_id}/messages"
        found = await self.request("GET", path, query={"limit": limit})
        return [parse_message(one) for one in reversed(as_objects(found))]

    async def message(self, message: Message | int, place: Place | None = None) -> Message:
        """The message as it is now, ephemeral ones included; raises ``Refused`` 10008."""
        if isinstance(message, Message):
            message_id, channel_id = message.id, message.channel_id
        elif place is None:
            raise TypeError("a message's id needs the place it is in")
        else:
            message_id, channel_id = message, await self.channel_id(place)
        path = f"/messages/{channel_id}/{message_id}"
        return message_from(await self.control("GET", path))

    async def threads(self, channel: Channel | int) -> list[Thread]:
        """All threads of a channel that this person can see, archived ones included."""
        channel_id = channel if isinstance(channel, int) else channel.id
        found = await self.control("GET", f"/threads/{channel_id}")
        return [parse_thread(one) for one in as_objects(found)]

    async def dms(self) -> list[Message]:
        """Messages of all direct channels, oldest first."""
        channels = as_objects(await self.control("GET", "/direct-channels"))
        found: list[Message] = []
        for channel in channels:
            found += await self.messages(int(Fields(channel).text("id")), limit=100)
        return sorted(found, key=lambda message: message.id)

    async def ephemerals(self) -> list[Message]:
        """Messages that only this person can see and that are still there, oldest first."""
        found = await self.control("GET", "/ephemerals")
        return sorted(
            (parse_message(one) for one in as_objects(found)), key=lambda message: message.id
        )

    async def notifications(self) -> list[Notification]:
        _, events = await self.feed_after(0, 0)
        found: list[Notification] = []
        for event in events:
            if event["kind"] == "notification":
                data = Fields(as_object(event["data"]))
                found.append(
                    Notification(
                        message_id=int(data.text("message_id")),
                        channel_id=int(data.text("channel_id")),
                        why=data.text("why"),
                        at=_event_time(event),
                    )
                )
        return found

    async def seen(self) -> list[Seen]:
        """Everything this person's client was ever given, in the order of appearance."""
        _, events = await self.feed_after(0, 0)
        found: dict[int, Seen] = {}
        for event in events:
            data = as_object(event["data"])
            if event["kind"] in _SHOWN:
                message = parse_message(data)
                if message.id in found:
                    found[message.id] = found[message.id].shown_again(message)
                else:
                    at = _event_time(event)
                    found[message.id] = Seen(message.id, message.channel_id, at, None, (message,))
            elif event["kind"] == "message_delete":
                message_id = int(Fields(data).text("id"))
                if message_id in found:
                    found[message_id] = found[message_id].vanished(_event_time(event))
        return list(found.values())

    async def wait_for_message(
        self,
        place: Place,
        predicate: Callable[[Message], bool] | None = None,
        timeout: float = 5.0,
    ) -> Message:
        """A message of the place that fulfils the predicate: one that is there, or comes.

        Edits count. Raises ``TimeoutError`` that tells what was there instead.
        """
        channel_id = await self.channel_id(place)

        def is_here(message: Message) -> bool:
            return message.channel_id == channel_id and not message.ephemeral

        return await self._wait(is_here, predicate, timeout, lambda: self.messages(channel_id, 100))

    async def wait_for_dm(
        self, predicate: Callable[[Message], bool] | None = None, timeout: float = 5.0
    ) -> Message:
        """As ``wait_for_message``, in any direct channel and from anybody else."""

        def is_direct(message: Message) -> bool:
            is_own = message.author.id == self.id
            return message.guild_id is None and not message.ephemeral and not is_own

        return await self._wait(is_direct, predicate, timeout, self.dms)

    async def wait_for_ephemeral(
        self, predicate: Callable[[Message], bool] | None = None, timeout: float = 5.0
    ) -> Message:
        """As ``wait_for_message``, among what only this person can see."""
        return await self._wait(
            lambda message: message.ephemeral, predicate, timeout, self.ephemerals
        )

    async def wait_until_gone(self, message: Message, timeout: float = 5.0) -> None:
        """Until the message has been deleted; raises ``TimeoutError``."""
        deadline = time.monotonic() + timeout
        after = 0
        while True:
            left = max(0.0, deadline - time.monotonic())
            after, events = await self.feed_after(after, left)
            for event in events:
                data = Fields(as_object(event["data"]))
                if event["kind"] == "message_delete" and int(data.text("id")) == message.id:
                    return
            if time.monotonic() >= deadline:
                raise TimeoutError(
                    f"the message is still there after {timeout} s: {message.text!r}"
                )

    async def feed_after(self, number: int, timeout: float) -> tuple[int, list[Payload]]:
        """Raw feed events after a number, and the number to go on from.

        With a time-out (in seconds) waits for the first event.
        """
        query = {"after": number, "timeout_ms": int(timeout * 1000)}
        fields = Fields(as_object(await self.control("GET", "/feed", query=query)))
        return fields.integer("last"), as_objects(fields["events"])

    async def _wait(
        self,
        concerns: Callable[[Message], bool],
        predicate: Callable[[Message], bool] | None,
        timeout: float,
        present: Callable[[], Awaitable[list[Message]]],
    ) -> Message:
        wanted = predicate or (lambda message: True)
        deadline = time.monotonic() + timeout
        after, _ = await self.feed_after(_LATEST, 0)
        there = [message for message in await present() if concerns(message)]
        for message in there:
            if wanted(message):
                return message
        while True:
            left = max(0.0, deadline - time.monotonic())
            after, events = await self.feed_after(after, left)
            for event in events:
                if event["kind"] not in _SHOWN:
                    continue
                message = parse_message(as_object(event["data"]))
                if concerns(message):
                    if wanted(message):
                        return message
                    there.append(message)
            if time.monotonic() >= deadline:
                shown = "; ".join(repr(message.text) for message in there[-5:]) or "nothing"
                raise TimeoutError(f"no such message in {timeout} s; last there was {shown}")


def _event_time(event: Payload) -> int:
    return round(Fields(event).number("at") * 1000)
