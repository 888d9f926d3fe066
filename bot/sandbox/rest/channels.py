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
    FormRefused,
    Refused,
    Unsupported,
)
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.limits import EDIT_CHANNEL
from bot.sandbox.model.channels import (
    REQUIRE_TAG_FLAG,
    ChannelKind,
    DirectChannel,
    ForumTag,
    GuildChannel,
    Overwrite,
    Thread,
)
from bot.sandbox.model.guilds import Guild
from bot.sandbox.operations import audit, channels
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.channels import any_channel_payload, channel_payload
from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.rest.overwrites import OVERWRITES, require_settable
from bot.sandbox.rest.routing import Answer, Call, Created, Routes
from bot.sandbox.rest.threads import THREAD_EDIT, delete_thread, edit_thread
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Object,
    Snowflake,
    Text,
    optional,
    required,
)

routes = Routes()

_CHANNELS_LIMIT = 500
_ARCHIVE = Choice((60, 1440, 4320, 10080))
_TAG = Object(
    {
        "id": optional(Snowflake()),
        "name": required(Text(1, 50)),
        "moderated": optional(Flag()),
        "emoji_id": optional(Snowflake()),
        "emoji_name": optional(Text(maximum=100)),
    }
)
_FIELDS = {
    "type": optional(Choice((0, 2, 4, 5, 13, 15, 16))),
    "name": optional(Text(1, 100)),
    "position": optional(Integer(0)),
    "topic": optional(Text(maximum=4096)),
    "bitrate": optional(Integer(8000)),
    "user_limit": optional(Integer(0)),
    "nsfw": optional(Flag()),
    "rate_limit_per_user": optional(Integer(0, 21_600)),
    "parent_id": optional(Snowflake()),
    "permission_overwrites": optional(OVERWRITES),
    "rtc_region": optional(Text()),
    "video_quality_mode": optional(Choice((1, 2))),
    "default_auto_archive_duration": optional(_ARCHIVE),
    "default_reaction_emoji": optional(
        Object({"emoji_id": optional(Snowflake()), "emoji_name": optional(Text())})
    ),
    "default_thread_rate_limit_per_user": optional(Integer(0, 21_600)),
    "default_sort_order": optional(Choice((0, 1))),
    "default_forum_layout": optional(Choice((0, 1, 2))),
    "available_tags": optional(ListOf(_TAG, maximum=20)),
    "flags": optional(Integer()),
}
_CHANNEL_CREATE = Object({**_FIELDS, "name": required(Text(1, 100))})
_CHANNEL_EDIT = Object(_FIELDS)


@routes.add("GET", "/guilds/{guild_id}/channels")
async def list_channels(call: Call) -> Answer:
    guild, _ = own_guild(call.world, call.user, call.id("guild_id"))
    return [channel_payload(channel) for channel in guild.channels.values()]


@routes.add("POST", "/guilds/{guild_id}/channels", body=_CHANNEL_CREATE)
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
    _apply(call, guild, channel)
    parent = guild.channels.get(channel.parent_id or 0)
    if "permission_overwrites" in call.body:
        wanted = _overwrites(call.body)
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
    body=Object({**THREAD_EDIT.fields, **_CHANNEL_EDIT.fields}),
    limit=EDIT_CHANNEL,
)
async def edit_channel(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, DirectChannel):
        raise Refused(WRONG_CHANNEL_TYPE)
    if isinstance(channel, Thread):
        _refuse_fields(call, THREAD_EDIT, "a thread")
        return edit_thread(call, channel)
    _refuse_fields(call, _CHANNEL_EDIT, "a channel")
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
    only_overwrites = set(call.body) == {"permission_overwrites"}
    if not only_overwrites:
        require(bits, Permission.MANAGE_CHANNELS)
    if call.body.get("permission_overwrites") is not None:
        wanted = _overwrites(call.body)
        require(bits, Permission.MANAGE_ROLES)
        require_settable(call.world, channel, member, wanted)
        channels.change_overwrites(call.world, channel, wanted)
    before = channel.name
    _apply(call, guild, channel)
    channels.announce(call.world, guild, "CHANNEL_UPDATE", channel)
    changes = changed("name", before, channel.name)
    _record(call, channel, AuditAction.CHANNEL_UPDATE, changes)
    return channel_payload(channel)


def _apply(call: Call, guild: Guild, channel: GuildChannel) -> None:
    body = call.body
    if body.text("name"):
        channel.name = _tidy_name(body.text("name"), channel.kind)
    channel.kind = body.integer("type", channel.kind)
    channel.position = body.integer("position", channel.position)
    channel.bitrate = body.integer("bitrate", channel.bitrate)
    channel.user_limit = body.integer("user_limit", channel.user_limit)
    channel.nsfw = body.flag("nsfw", channel.nsfw)
    channel.slowmode = body.integer("rate_limit_per_user", channel.slowmode)
    channel.video_quality_mode = body.integer("video_quality_mode", channel.video_quality_mode)
    channel.default_thread_slowmode = body.integer(
        "default_thread_rate_limit_per_user", channel.default_thread_slowmode
    )
    channel.default_forum_layout = body.integer(
        "default_forum_layout", channel.default_forum_layout
    )
    if "topic" in body:
        channel.topic = _topic(body, channel)
    if "rtc_region" in body:
        channel.rtc_region = body.text_or_none("rtc_region")
    if "parent_id" in body:
        channel.parent_id = _parent_id(body, guild)
    if "default_auto_archive_duration" in body:
        channel.default_auto_archive_duration = body.integer_or_none(
            "default_auto_archive_duration"
        )
    if "default_sort_order" in body:
        channel.default_sort_order = body.integer_or_none("default_sort_order")
    if "default_reaction_emoji" in body:
        emoji = body.object_or_none("default_reaction_emoji")
        channel.default_reaction_emoji = (
            None
            if emoji is None
            else (emoji.integer_or_none("emoji_id"), emoji.text_or_none("emoji_name"))
        )
    if "available_tags" in body:
        channel.tags = [_tag(call, one) for one in body.objects("available_tags")]
    if "flags" in body:
        channel.flags = body.integer("flags") & REQUIRE_TAG_FLAG if channel.is_forum else 0


def _tidy_name(name: str, kind: int) -> str:
    """Text channels have lower-case names without spaces."""
    if kind in (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT, ChannelKind.FORUM):
        return "-".join(name.lower().split())
    return name


def _topic(body: Fields, channel: GuildChannel) -> str | None:
    topic = body.text_or_none("topic")
    if topic is not None and not channel.is_forum and len(topic) > 1024:
        raise FormRefused.at(("topic",), "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length.")
    return topic


def _parent_id(body: Fields, guild: Guild) -> int | None:
    parent_id = body.integer_or_none("parent_id")
    if parent_id is None:
        return None
    parent = guild.channels.get(parent_id)
    if parent is None or parent.kind != ChannelKind.CATEGORY:
        raise FormRefused.at(("parent_id",), "CHANNEL_PARENT_INVALID", "Category does not exist")
    return parent_id


def _tag(call: Call, fields: Fields) -> ForumTag:
    return ForumTag(
        id=fields.integer("id") or call.world.ids.next(),
        name=fields.text("name"),
        moderated=fields.flag("moderated"),
        emoji_id=fields.integer_or_none("emoji_id"),
        emoji_name=fields.text_or_none("emoji_name"),
    )


def _overwrites(body: Fields) -> list[Overwrite]:
    return [
        Overwrite(
            target_id=one.integer("id"),
            is_member=one.integer("type") == 1,
            allow=one.integer("allow") & ALL,
            deny=one.integer("deny") & ALL,
        )
        for one in body.objects("permission_overwrites")
    ]


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
