"""Saying things: messages, reactions and threads."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.sandbox.jsontypes import Payload, as_object
from bot.sandbox.model.stickers import STANDARD_STICKERS
from bot.sandbox.people.account import Account, Place, message_from, path_of
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.places import FORUMS, Channel, Thread, parse_thread

_FORWARD = 1
_SUPPRESS_NOTIFICATIONS = 1 << 12


class Speaker(Account):
    """Writes, edits, reacts and starts threads."""

    async def say(
        self,
        place: Place,
        text: str = "",
        *,
        reply_to: Message | None = None,
        ping_reply: bool = True,
        attachments: Sequence[Attachment] = (),
        stickers: Sequence[str] = (),
        poll: tuple[str, Sequence[str]] | None = None,
        forward: Message | None = None,
        silent: bool = False,
    ) -> Message:
        """Write into a channel, a thread, or to somebody directly.

        ``poll`` is a question with its answers; ``stickers`` go by name.
        """
        channel_id = await self.channel_id(place)
        body: Payload = {"content": text}
        if silent:
            body["flags"] = _SUPPRESS_NOTIFICATIONS
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
            if not ping_reply:
                everything = ["users", "roles", "everyone"]
                body["allowed_mentions"] = {"parse": everything, "replied_user": False}
        if forward is not None:
            body["message_reference"] = {
                "type": _FORWARD,
                "message_id": str(forward.id),
                "channel_id": str(forward.channel_id),
            }
        if stickers:
            body["sticker_ids"] = [str(_sticker_id(name)) for name in stickers]
        if poll is not None:
            question, answers = poll
            body["poll"] = {
                "question": {"text": question},
                "answers": [{"poll_media": {"text": answer}} for answer in answers],
                "duration": 24,
            }
        files = [(one.filename, one.content) for one in attachments]
        path = f"/channels/{channel_id}/messages"
        return message_from(await self.request("POST", path, body, files=files))

    async def edit(self, message: Message, text: str) -> Message:
        return message_from(await self.request("PATCH", path_of(message), {"content": text}))

    async def delete(self, message: Message) -> None:
        await self.request("DELETE", path_of(message))

    async def react(self, message: Message, emoji: str) -> None:
        await self.request("PUT", f"{path_of(message)}/reactions/{quote(emoji)}/@me")

    async def unreact(self, message: Message, emoji: str) -> None:
        await self.request("DELETE", f"{path_of(message)}/reactions/{quote(emoji)}/@me")

    async def create_thread(
        self,
        place: Channel,
        name: str,
        *,
        message: Message | None = None,
        private: bool = False,
        text: str = "",
        tags: Sequence[str] = (),
    ) -> Thread:
        """A thread on a message, one alone, or (in a forum) a post with ``text`` and tags."""
        if message is not None:
            path = f"{path_of(message)}/threads"
            return parse_thread(as_object(await self.request("POST", path, {"name": name})))
        body: Payload = {"name": name}
        if place.kind in FORUMS:
            known = dict(place.tags)
            body["message"] = {"content": text}
            body["applied_tags"] = [str(known[tag]) for tag in tags]
        else:
            body["type"] = 12 if private else 11
        path = f"/channels/{place.id}/threads"
        return parse_thread(as_object(await self.request("POST", path, body)))


def _sticker_id(name: str) -> int:
    for sticker in STANDARD_STICKERS.values():
        if sticker.name.lower() == name.lower():
            return sticker.id
    known = ", ".join(sticker.name for sticker in STANDARD_STICKERS.values())
    raise ValueError(f"there is no sticker {name!r}, only {known}")
