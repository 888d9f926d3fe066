"""Permission overwrites of a channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.sandbox.access import (
    channel_permissions,
    guild_permissions,
    member_of,
    require,
    require_held,
    visible_guild_channel,
)
from bot.sandbox.errors import (
    UNKNOWN_MEMBER,
    UNKNOWN_OVERWRITE,
    UNKNOWN_ROLE,
    WRONG_CHANNEL_TYPE,
    Refused,
)
from bot.sandbox.model.channels import GuildChannel, Overwrite, Thread
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.operations import audit, channels
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import Choice, Integer, ListOf, Object, Snowflake, optional, required
from bot.sandbox.world import World

routes = Routes()

_KIND = Choice((0, 1))
_BITS = optional(Integer(0))
OVERWRITES: Final = ListOf(
    Object(
        {
            "id": required(Snowflake()),
            "type": optional(_KIND),
            "allow": _BITS,
            "deny": _BITS,
        }
    ),
    maximum=100,
)


@routes.add(
    "PUT",
    "/channels/{channel_id}/permissions/{overwrite_id}",
    body=Object(
        {"id": optional(Snowflake()), "type": required(_KIND), "allow": _BITS, "deny": _BITS}
    ),
)
async def set_overwrite(call: Call) -> Answer:
    channel, guild, member = _managed(call)
    target_id = call.id("overwrite_id")
    is_member = call.body.integer("type") == 1
    if is_member and target_id not in guild.members:
        raise Refused(UNKNOWN_MEMBER)
    if not is_member and target_id not in guild.roles:
        raise Refused(UNKNOWN_ROLE)
    overwrite = Overwrite(
        target_id=target_id,
        is_member=is_member,
        allow=call.body.integer("allow") & ALL,
        deny=call.body.integer("deny") & ALL,
    )
    before = channel.overwrites.get(target_id)
    others = [one for one in channel.overwrites.values() if one.target_id != target_id]
    require_settable(call.world, channel, member, [*others, overwrite])
    channels.change_overwrites(call.world, channel, [*others, overwrite])
    action = AuditAction.OVERWRITE_UPDATE if before else AuditAction.OVERWRITE_CREATE
    _record(call, channel, action, overwrite, before, overwrite)
    return None


@routes.add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}")
async def delete_overwrite(call: Call) -> Answer:
    channel, _, member = _managed(call)
    before = channel.overwrites.get(call.id("overwrite_id"))
    if before is None:
        raise Refused(UNKNOWN_OVERWRITE)
    others = [one for one in channel.overwrites.values() if one is not before]
    require_settable(call.world, channel, member, others)
    channels.change_overwrites(call.world, channel, others)
    _record(call, channel, AuditAction.OVERWRITE_DELETE, before, before, None)
    return None


def require_settable(
    world: World,
    channel: GuildChannel,
    member: Member,
    wanted: Sequence[Overwrite],
    *,
    in_new_channel: bool = False,
) -> None:
    """Raises 50013 when the change gives or takes bits that the member may not set.

    In a channel that is being made, only Administrator may set Manage Roles.
    """
    allowed = channels.settable_bits(world, channel, member)
    if in_new_channel:
        guild = world.guilds[channel.guild_id]
        require(guild_permissions(guild, member), Permission.MANAGE_ROLES)
        if allowed != ALL:
            allowed &= ~Permission.MANAGE_ROLES
    after = {one.target_id: one for one in wanted}
    for target_id in channel.overwrites.keys() | after.keys():
        difference = channels.overwrite_changes(
            channel.overwrites.get(target_id), after.get(target_id)
        )
        require_held(allowed, difference)


def _managed(call: Call) -> tuple[GuildChannel, Guild, Member]:
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, Thread):
        raise Refused(WRONG_CHANNEL_TYPE)
    guild = call.world.guilds[channel.guild_id]
    member = member_of(guild, call.user.id)
    require(channel_permissions(call.world, channel, member), Permission.MANAGE_ROLES)
    return channel, guild, member


def _record(
    call: Call,
    channel: GuildChannel,
    action: int,
    known: Overwrite,
    before: Overwrite | None,
    after: Overwrite | None,
) -> None:
    guild = call.world.guilds[channel.guild_id]
    audit.record(
        call.world,
        guild,
        call.user.id,
        action,
        channel.id,
        reason=call.reason,
        changes=[
            *changed(
                "allow", str(before.allow) if before else None, str(after.allow) if after else None
            ),
            *changed(
                "deny", str(before.deny) if before else None, str(after.deny) if after else None
            ),
        ],
        options={"id": str(known.target_id), "type": "1" if known.is_member else "0"},
    )
