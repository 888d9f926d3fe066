"""Threads and forum posts: starting, changing, joining and listing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.sandbox.access import (
    permissions_of,
    require,
    visible_guild_channel,
    visible_message,
)
from bot.sandbox.content.drafts import FORUM_MESSAGE, Draft
from bot.sandbox.errors import (
    ARCHIVED_THREAD,
    MISSING_PERMISSIONS,
    TAG_REQUIRED,
    THREAD_ALREADY_CREATED,
    UNKNOWN_TAG,
    WRONG_CHANNEL_TYPE,
    Refused,
    Unsupported,
)
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.limits import CREATE_THREAD
from bot.sandbox.model.channels import (
    PINNED_FLAG,
    REQUIRE_TAG_FLAG,
    ChannelKind,
    GuildChannel,
    Thread,
)
from bot.sandbox.model.messages import MessageFlag, MessageKind, Reference, UserAuthor
from bot.sandbox.operations import audit, automod, composing, messages, threads
from bot.sandbox.operations.audit import AuditAction, changed
from bot.sandbox.payloads.channels import (
    thread_payload,
)
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Created, Routes
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

_ARCHIVE = optional(Choice(threads.ARCHIVE_MINUTES))
_SLOWMODE = optional(Integer(0, 21_600))
_TAGS = optional(ListOf(Snowflake(), maximum=5))
_PARENT_KINDS = (ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT)
_FROM_MESSAGE = Object(
    {
        "name": required(Text(1, 100)),
        "auto_archive_duration": _ARCHIVE,
        "rate_limit_per_user": _SLOWMODE,
    }
)
THREAD_EDIT: Final = Object(
    {
        "name": optional(Text(1, 100)),
        "archived": optional(Flag()),
        "locked": optional(Flag()),
        "invitable": optional(Flag()),
        "auto_archive_duration": _ARCHIVE,
        "rate_limit_per_user": _SLOWMODE,
        "flags": optional(Integer()),
        "applied_tags": _TAGS,
    }
)


@routes.add(
    "POST",
    "/channels/{channel_id}/messages/{message_id}/threads",
    body=_FROM_MESSAGE,
    limit=CREATE_THREAD,
)
async def start_from_message(call: Call) -> Answer:
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, Thread) or channel.kind not in _PARENT_KINDS:
        raise Refused(WRONG_CHANNEL_TYPE)
    bits = permissions_of(call.world, channel, call.user.id)
    require(bits, Permission.CREATE_PUBLIC_THREADS)
    message = visible_message(call.world, call.user, channel, call.id("message_id"))
    if message.id in call.world.channels or message.flags & MessageFlag.HAS_THREAD:
        raise Refused(THREAD_ALREADY_CREATED)
    automod.check_title(call.world, channel, call.user, call.body.text("name"))
    thread = _create(call, channel, thread_id=message.id, kind=threads.thread_kind_for(channel))
    message.flags |= MessageFlag.HAS_THREAD
    call.world.hub.message_updated(channel, message)
    messages.post_system_message(
        call.world,
        thread,
        call.user.id,
        MessageKind.THREAD_STARTER,
        reference=Reference(channel.id, message.id, channel.guild_id),
    )
    return Created(thread_payload(thread, call.user.id))


@routes.add(
    "POST",
    "/channels/{channel_id}/threads",
    body=_FROM_MESSAGE.with_fields(
        type=optional(Choice((10, 11, 12))),
        invitable=optional(Flag()),
        applied_tags=_TAGS,
        message=optional(FORUM_MESSAGE),
    ),
    query=Object({"use_nested_fields": optional(Flag())}),
    takes_files=True,
    limit=CREATE_THREAD,
)
async def start_thread(call: Call) -> Answer:
    channel = visible_guild_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, Thread):
        raise Refused(WRONG_CHANNEL_TYPE)
    if channel.is_forum:
        return Created(_start_forum_post(call, channel))
    if channel.kind not in _PARENT_KINDS:
        raise Refused(WRONG_CHANNEL_TYPE)
    if call.body.get("message") is not None or call.body.get("applied_tags"):
        raise Unsupported(f"{call.route.name}: message and tags belong to forum posts")
    kind = call.body.integer("type", ChannelKind.PRIVATE_THREAD)
    private = kind == ChannelKind.PRIVATE_THREAD
    require(
        permissions_of(call.world, channel, call.user.id),
        Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS,
    )
    automod.check_title(call.world, channel, call.user, call.body.text("name"))
    thread = _create(call, channel, thread_id=call.world.ids.next(), kind=kind)
    if not private:
        messages.post_system_message(
            call.world,
            channel,
            call.user.id,
            MessageKind.THREAD_CREATED,
            content=thread.name,
            reference=Reference(thread.id, None, thread.guild_id),
        )
    return Created(thread_payload(thread, call.user.id))


def edit_thread(call: Call, thread: Thread) -> Payload:
    """``PATCH /channels/{id}`` for a thread."""
    body, world = call.body, call.world
    bits = permissions_of(world, thread, call.user.id)
    manages = bool(bits & Permission.MANAGE_THREADS)
    archived = body.flag("archived", thread.archived)
    if thread.archived and archived and set(body) - {"archived"}:
        raise Refused(ARCHIVED_THREAD)
    owns = thread.owner_id == call.user.id
    wakes_only = thread.archived and not archived and set(body) == {"archived"}
    if thread.archived and not archived:
        if thread.locked and not manages:
            raise Refused(MISSING_PERMISSIONS)
        if not manages:
            require(bits, Permission.SEND_MESSAGES_IN_THREADS)
    restricted = {"locked", "rate_limit_per_user", "flags"} & set(body)
    if not manages and (restricted or not (owns or wakes_only)):
        raise Refused(MISSING_PERMISSIONS)
    if "name" in body:
        parent = world.parent_of(thread)
        automod.check_title(world, parent, call.user, body.text("name", thread.name))
    before = thread.name, thread.archived, thread.locked
    if archived != thread.archived:
        threads.set_archived(world, thread, archived)
    thread.name = body.text("name", thread.name)
    thread.locked = body.flag("locked", thread.locked)
    thread.invitable = body.flag("invitable", thread.invitable)
    thread.slowmode = body.integer("rate_limit_per_user", thread.slowmode)
    if "auto_archive_duration" in body:
        threads.set_archive_minutes(world, thread, body.integer("auto_archive_duration"))
    if "applied_tags" in body:
        thread.applied_tags = _tags(call, world.parent_of(thread), bits)
    if "flags" in body:
        thread.flags = body.integer("flags") & PINNED_FLAG
    threads.announce_update(world, thread)
    changes = [
        *changed("name", before[0], thread.name),
        *changed("archived", before[1], thread.archived),
        *changed("locked", before[2], thread.locked),
    ]
    _record(call, thread, AuditAction.THREAD_UPDATE, changes)
    return thread_payload(thread, call.user.id)


def delete_thread(call: Call, thread: Thread) -> Payload:
    """``DELETE /channels/{id}`` for a thread."""
    bits = permissions_of(call.world, thread, call.user.id)
    require(bits, Permission.MANAGE_THREADS)
    threads.delete_thread(call.world, thread)
    changes = changed("name", thread.name, None)
    _record(call, thread, AuditAction.THREAD_DELETE, changes)
    return thread_payload(thread, call.user.id)


def _create(
    call: Call,
    parent: GuildChannel,
    *,
    thread_id: int,
    kind: int,
    applied_tags: Sequence[int] = (),
) -> Thread:
    body = call.body
    thread = threads.create_thread(
        call.world,
        parent,
        thread_id=thread_id,
        kind=kind,
        name=body.text("name"),
        owner_id=call.user.id,
        auto_archive_minutes=body.integer_or_none("auto_archive_duration"),
        slowmode=body.integer_or_none("rate_limit_per_user"),
        invitable=body.flag("invitable", True),
        applied_tags=applied_tags,
        member_ids=[call.user.id],
    )
    _record(call, thread, AuditAction.THREAD_CREATE, changed("name", None, thread.name))
    return thread


def _start_forum_post(call: Call, forum: GuildChannel) -> Payload:
    bits = permissions_of(call.world, forum, call.user.id)
    # In a forum Send Messages is what allows a post.
    require(bits, Permission.SEND_MESSAGES)
    tags = _tags(call, forum, bits)
    if forum.flags & REQUIRE_TAG_FLAG and not tags:
        raise Refused(TAG_REQUIRED)
    draft = Draft(call.body.object_or_none("message") or Fields(), call.uploads, path=("message",))
    threads.require_room_for_active_thread(call.world.guilds[forum.guild_id])
    pings = bool(bits & Permission.MENTION_EVERYONE)
    author = UserAuthor(call.user.id)
    message = composing.compose(call.world, forum, author, draft, pings_everyone=pings)
    automod.check_title(call.world, forum, call.user, call.body.text("name"))
    hits = automod.check_message(call.world, forum, call.user, message)
    thread = _create(
        call,
        forum,
        thread_id=message.id,
        kind=ChannelKind.PUBLIC_THREAD,
        applied_tags=tags,
    )
    message.channel_id = thread.id
    messages.publish(call.world, thread, message)
    automod.follow_up(call.world, hits, message)
    return {
        **thread_payload(thread, call.user.id),
        "message": message_payload(call.world, message, call.user.id),
    }


def _tags(call: Call, forum: GuildChannel, bits: int) -> list[int]:
    wanted = call.body.integers("applied_tags")
    known = {tag.id: tag for tag in forum.tags}
    for tag_id in wanted:
        if tag_id not in known:
            raise Refused(UNKNOWN_TAG)
        if known[tag_id].moderated:
            require(bits, Permission.MANAGE_THREADS)
    return wanted


def _record(call: Call, thread: Thread, action: int, changes: Sequence[Payload]) -> None:
    guild = call.world.guilds[thread.guild_id]
    audit.record(
        call.world,
        guild,
        call.user.id,
        action,
        thread.id,
        reason=call.reason,
        changes=changes,
    )
