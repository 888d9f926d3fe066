"""Somebody is typing."""

from __future__ import annotations

from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.users import User
from bot.sandbox.payloads.users import member_payload
from bot.sandbox.world import World


def start_typing(world: World, channel: Channel, user: User) -> None:
    guild = world.guild_of(channel)
    data: Payload = {
        "channel_id": str(channel.id),
        "user_id": str(user.id),
        "timestamp": int(world.clock.now()),
    }
    if guild is not None:
        data["member"] = member_payload(world, guild.members[user.id])
    world.hub.channel_event(
        channel,
        "TYPING_START",
        data,
        guild_intent=Intent.GUILD_MESSAGE_TYPING,
        direct_intent=Intent.DIRECT_MESSAGE_TYPING,
    )
