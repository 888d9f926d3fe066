"""Channels: reading, making, changing and removing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.access import (
    channel_permissions,
    member_of,
    own_guild,
    require,
    require_in_guild,
    visible_channel,
)
from bot.sandbox.errors import (
    MAXIMUM_GUILD_CHANNELS,
    UNKNOWN_CHANNEL,
    WRONG_CHANNEL_TYPE,
    Refused,
    Unsupported,
)
from bot.sandbox.jsontypes import Payload
from bot.sandbox.limits import EDIT_CHANNEL
from bot.sandbox.model.channels import (
    ChannelKind,
    DirectChannel,
    GuildChannel,
    Thread,
)
from bot.sandbox.operations import audit, channels
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.channels import any_channel_payload, channel_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.channel_fields import (
    CHANNEL_CREATE,
    CHANNEL_EDIT,
    apply_fields,
    listed_overwrites,
)
from bot.sandbox.rest.overwrites import require_settable
from bot.sandbox.rest.routing import Answer, Call, Created, Routes
from bot.sandbox.rest.threads import THREAD_EDIT, delete_thread, edit_thread
from bot.sandbox.shapes import (
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    optional,
    required,
)

routes = Routes()

_CHANNELS_LIMIT = 500


@routes.add("GET", "/guilds/{guild_id}/channels")
async def list_channels(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    return [channel_payload(channel) for channel in guild.channels.values()]


@routes.add("POST", "/guilds/{guild_id}/channels", body=CHANNEL_CREATE)
async def create_channel(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_CHANNELS)
    if len(guild.channels) >= _CHANNELS_LIMIT:
        raise Refused(MAXIMUM_GUILD_CHANNELS)
    kind = call.body.integer("type", ChannelKind.TEXT)
    same_group = [one for one in guild.channels.values() if _group(one.kind) == _group(kind)]
    channel = GuildChannel(
        id=call.world.ids.next(),
        guild_id=guild.id,
        kind=kind,
        name="",
        position=call.body.integer("position", len(same_group)),
    )
    apply_fields(call, guild, channel)
    parent = guild.channels.get(channel.parent_id or 0)
    if "permission_overwrites" in call.body:
        wanted = listed_overwrites(call.body)
        if wanted:
            require_settable(call.world, channel, member, wanted, in_new_channel=True)
        channel.overwrites = {one.target_id: one for one in wanted}
    elif parent is not None:
        channel.overwrites = {key: replace(one) for key, one in parent.overwrites.items()}
    call.world.add_channel(channel)
    channels.announce(call.world, guild, "CHANNEL_CREATE", channel)
    _record(call, channel, AuditAction.CHANNEL_CREATE, changed("name", None, channel.name))
    return Created(channel_payload(channel))


@routes.add(
    "PATCH",
    "/guilds/{guild_id}/channels",
    body_list=ListOf(
        Object(
            {
                "id": required(Snowflake()),
                "position": optional(Integer(0)),
                "parent_id": optional(Snowflake()),
                "lock_permissions": optional(Flag()),
            }
        )
    ),
)
async def move_channels(call: Call) -> Answer:
    guild, member = own_guild(call.world, call.user, call.id("guild_id"))
    require_in_guild(guild, member, Permission.MANAGE_CHANNELS)
    for item in call.items:
        channel = guild.channels.get(item.integer("id"))
        if channel is None:
            raise Refused(UNKNOWN_CHANNEL)
        channel.position = item.integer("position", channel.position)
        if "parent_id" in item:
            channel.parent_id = item.integer_or_none("parent_id")
        parent = guild.channels.get(channel.parent_id or 0)
        if item.flag("lock_permissions") and parent is not None:
            channel.overwrites = {key: replace(one) for key, one in parent.overwrites.items()}
        channels.announce(call.world, guild, "CHANNEL_UPDATE", channel)
    return None


@routes.add("GET", "/channels/{channel_id}")
async def get_channel(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    return any_channel_payload(call.world, channel, call.user.id)


@routes.add(
    "PATCH",
    "/channels/{channel_id}",
    body=Object({**THREAD_EDIT.fields, **CHANNEL_EDIT.fields}),
    limit=EDIT_CHANNEL,
)
async def edit_channel(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, DirectChannel):
        raise Refused(WRONG_CHANNEL_TYPE)
    if isinstance(channel, Thread):
        _refuse_fields(call, THREAD_EDIT, "a thread")
        return edit_thread(call, channel)
    _refuse_fields(call, CHANNEL_EDIT, "a channel")
    return _edit_guild_channel(call, channel)


@routes.add("DELETE", "/channels/{channel_id}", limit=EDIT_CHANNEL)
async def delete_channel(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, DirectChannel):
        return any_channel_payload(call.world, channel, call.user.id)
    if isinstance(channel, Thread):
        return delete_thread(call, channel)
    guild = call.world.guilds[channel.guild_id]
    member = member_of(guild, call.user.id)
    require(channel_permissions(call.world, channel, member), Permission.MANAGE_CHANNELS)
    channels.delete_channel(call.world, channel)
    _record(call, channel, AuditAction.CHANNEL_DELETE, changed("name", channel.name, None))
    return channel_payload(channel)


def _edit_guild_channel(call: Call, channel: GuildChannel) -> Payload:
    guild = call.world.guilds[channel.guild_id]
    member = member_of(guild, call.user.id)
    bits = channel_permissions(call.world, channel, member)
    require(bits, Permission.MANAGE_CHANNELS)
    if call.body.get("permission_overwrites") is not None:
        wanted = listed_overwrites(call.body)
        require(bits, Permission.MANAGE_ROLES)
        require_settable(call.world, channel, member, wanted)
        channels.change_overwrites(call.world, channel, wanted)
    before = channel.name
    apply_fields(call, guild, channel)
    channels.announce(call.world, guild, "CHANNEL_UPDATE", channel)
    changes = changed("name", before, channel.name)
    _record(call, channel, AuditAction.CHANNEL_UPDATE, changes)
    return channel_payload(channel)


def _group(kind: int) -> str:
    if kind == ChannelKind.CATEGORY:
        return "category"
    return "voice" if kind in (ChannelKind.VOICE, ChannelKind.STAGE) else "text"


def _refuse_fields(call: Call, shape: Object, what: str) -> None:
    foreign = sorted(set(call.body) - set(shape.fields))
    if foreign:
        names = ", ".join(foreign)
        raise Unsupported(f"{call.route.name}: the sandbox knows no {names} of {what}")


def _record(call: Call, channel: GuildChannel, action: int, changes: Sequence[Payload]) -> None:
    guild = call.world.guilds[channel.guild_id]
    audit.record(
        call.world,
        guild,
        call.user.id,
        action,
        channel.id,
        reason=call.reason,
        changes=changes,
    )
