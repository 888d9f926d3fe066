"""An account: who asks, and how it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.sandbox.jsontypes import Fields, Payload, as_object
from bot.sandbox.people.messages import Message, parse_message
from bot.sandbox.people.places import Channel, Recipient, Thread
from bot.sandbox.people.transport import Transport

# Where something can be said; an account or application stands for the direct channel.
Place: TypeAlias = Channel | Thread | Recipient | int


class Account(Recipient):
    """Sends requests with a token of its own."""

    def __init__(self, transport: Transport, user_id: int, name: str, token: str) -> None:
        super().__init__(user_id)
        self._transport = transport
        self.name = name
        self.token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} {self.id}>"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    async def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str | int] | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        reason: str | None = None,
    ) -> object:
        """Any REST request with this account's token; raises ``Refused``."""
        return await self._transport.rest(
            self.token, method, path, body, query=query, files=files, reason=reason
        )

    async def control(
        self,
        method: str,
        path: str,
        body: Payload | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> object:
        """A request to the control interface about this account; raises ``Refused``."""
        return await self._transport.control(method, f"/people/{self.id}{path}", body, query)

    async def channel_id(self, place: Place) -> int:
        """The id of a place; opens a direct channel where one is needed."""
        if isinstance(place, int):
            return place
        if isinstance(place, Recipient):
            body = {"recipient_id": str(place.id)}
            channel = as_object(await self.request("POST", "/users/@me/channels", body))
            return int(Fields(channel).text("id"))
        return place.id


def path_of(message: Message) -> str:
    return f"/channels/{message.channel_id}/messages/{message.id}"


def message_from(answer: object) -> Message:
    return parse_message(as_object(answer))
