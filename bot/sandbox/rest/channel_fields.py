"""Fields of a channel: their shapes, and how they change it."""

from __future__ import annotations

from bot.sandbox.errors import (
    FormRefused,
)
from bot.sandbox.jsontypes import Fields
from bot.sandbox.model.channels import (
    REQUIRE_TAG_FLAG,
    ChannelKind,
    ForumTag,
    GuildChannel,
    Overwrite,
)
from bot.sandbox.model.guilds import Guild
from bot.sandbox.permissions import ALL
from bot.sandbox.rest.overwrites import OVERWRITES
from bot.sandbox.rest.routing import Call
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


CHANNEL_CREATE = Object({**_FIELDS, "name": required(Text(1, 100))})


CHANNEL_EDIT = Object(_FIELDS)


def apply_fields(call: Call, guild: Guild, channel: GuildChannel) -> None:
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


def listed_overwrites(body: Fields) -> list[Overwrite]:
    return [
        Overwrite(
            target_id=one.integer("id"),
            is_member=one.integer("type") == 1,
            allow=one.integer("allow") & ALL,
            deny=one.integer("deny") & ALL,
        )
        for one in body.objects("permission_overwrites")
    ]
