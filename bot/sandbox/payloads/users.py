"""Users and members as JSON."""

from __future__ import annotations

from bot.sandbox.clock import timestamp
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.guilds import Member
from bot.sandbox.model.users import User
from bot.sandbox.world import World


def user_payload(user: User) -> Payload:
    payload: Payload = {
        "id": str(user.id),
        "username": user.username,
        "avatar": user.avatar,
        "discriminator": "0000" if user.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "global_name": user.global_name,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }
    if user.bot:
        payload["bot"] = True
    return payload


def own_user_payload(user: User) -> Payload:
    """What ``GET /users/@me`` says of oneself."""
    return user_payload(user) | {
        "mfa_enabled": True,
        "locale": user.locale,
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def bare_member_payload(member: Member) -> Payload:
    """A member without the user, as it comes along with messages and interactions."""
    until = member.timed_out_until
    return {
        "avatar": member.avatar,
        "banner": None,
        "communication_disabled_until": None if until is None else timestamp(until),
        "flags": 0,
        "joined_at": timestamp(member.joined_at),
        "nick": member.nick,
        "pending": member.pending,
        "premium_since": None,
        "roles": [str(role_id) for role_id in sorted(member.role_ids)],
        "mute": member.mute,
        "deaf": member.deaf,
    }


def member_payload(world: World, member: Member) -> Payload:
    return bare_member_payload(member) | {"user": user_payload(world.users[member.user_id])}
