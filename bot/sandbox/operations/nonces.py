"""Nonces: the same message sent twice is there once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.sandbox.clock import Clock
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.messages import Message
from bot.sandbox.model.users import User
from bot.sandbox.world import World

# Discord says "the past few minutes".
REMEMBERED_SECONDS: Final = 180.0


@dataclass(frozen=True, slots=True)
class NonceMemory:
    """The nonces of one author in one channel."""

    kept: dict[str, tuple[float, int]]
    channel: Channel
    clock: Clock

    def find(self, nonce: str) -> Message | None:
        """The message that was sent with this nonce a short while ago, if it is still there."""
        at, message_id = self.kept.get(nonce, (0.0, 0))
        if self.clock.now() - at > REMEMBERED_SECONDS:
            return None
        return self.channel.messages.get(message_id)

    def keep(self, nonce: str, message: Message) -> None:
        now = self.clock.now()
        for old in [one for one, (at, _) in self.kept.items() if now - at > REMEMBERED_SECONDS]:
            del self.kept[old]
        self.kept[nonce] = now, message.id


def remembered(world: World, user: User, channel: Channel) -> NonceMemory:
    application = world.application_of(user)
    clock = application.clock if application else world.clock
    return NonceMemory(world.nonces[user.id, channel.id], channel, clock)
