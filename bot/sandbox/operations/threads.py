"""Threads come to life, fall asleep and wake again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.access import channel_permissions
from bot.sandbox.errors import (
    ARCHIVED_THREAD,
    MAXIMUM_ACTIVE_THREADS,
    THREAD_LOCKED,
    Refused,
)
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import ChannelKind, GuildChannel, Thread, ThreadMember
from bot.sandbox.model.guilds import Guild
from bot.sandbox.payloads.channels import full_thread_member_payload, thread_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

DEFAULT_ARCHIVE_MINUTES = 4320
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)


def require_room_for_active_thread(guild: Guild) -> None:
    """Raises 160006 when the guild has as many active threads as it may."""
    if len(guild.active_threads()) >= guild.max_active_threads:
        raise Refused(MAXIMUM_ACTIVE_THREADS)


def create_thread(
    world: World,
    parent: GuildChannel,
    *,
    thread_id: int,
    kind: int,
    name: str,
    owner_id: int,
    auto_archive_minutes: int | None = None,
    slowmode: int | None = None,
    invitable: bool = True,
    applied_tags: Sequence[int] = (),
    member_ids: Sequence[int] = (),
) -> Thread:
    """Make a thread and tell everybody; raises 160006 when there are too many."""
    guild = world.guilds[parent.guild_id]
    require_room_for_active_thread(guild)
    now = guild.clock.now()
    thread = Thread(
        id=thread_id,
        guild_id=guild.id,
        parent_id=parent.id,
        kind=kind,
        name=name,
        owner_id=owner_id,
        created_at=now,
        archive_changed_at=now,
        last_activity=now,
        auto_archive_minutes=auto_archive_minutes
        or parent.default_auto_archive_duration
        or DEFAULT_ARCHIVE_MINUTES,
        slowmode=parent.default_thread_slowmode if slowmode is None else slowmode,
        invitable=invitable,
        applied_tags=list(applied_tags),
        members={user_id: ThreadMember(user_id, now) for user_id in member_ids},
    )
    world.add_channel(thread)
    if parent.is_forum:
        parent.last_message_id = thread.id

    def created(application: Application) -> Payload:
        return {**thread_payload(thread, application.id), "newly_created": True}

    world.hub.guild_event(guild, "THREAD_CREATE", created, channel=thread)
    return thread


def announce_update(world: World, thread: Thread) -> None:
    guild = world.guilds[thread.guild_id]
    world.hub.guild_event(
        guild,
        "THREAD_UPDATE",
        lambda application: thread_payload(thread, application.id),
        channel=thread,
    )


def set_archived(world: World, thread: Thread, archived: bool) -> None:
    """Change the mark without telling anybody; raises 160006 when it cannot wake."""
    guild = world.guilds[thread.guild_id]
    if thread.archived and not archived:
        require_room_for_active_thread(guild)
    now = guild.clock.now()
    thread.archived = archived
    thread.archive_changed_at = now
    if not archived:
        thread.last_activity = now


def wake_for_post(world: World, thread: Thread, author_id: int | None) -> None:
    """A post unarchives a thread; a locked one only for those who manage threads.

    A webhook (``author_id`` None) cannot wake a locked thread.
    """
    guild = world.guilds[thread.guild_id]
    may_be_stopped = thread.locked and (author_id is not None or thread.archived)
    if may_be_stopped and not _manages_threads(world, guild, thread, author_id):
        raise Refused(THREAD_LOCKED)
    if thread.archived:
        set_archived(world, thread, False)
        announce_update(world, thread)


def _manages_threads(world: World, guild: Guild, thread: Thread, user_id: int | None) -> bool:
    member = guild.members.get(user_id) if user_id is not None else None
    return member is not None and bool(
        channel_permissions(world, thread, member) & Permission.MANAGE_THREADS
    )


def set_archive_minutes(world: World, thread: Thread, minutes: int) -> None:
    """Changing the time of inactivity counts as activity."""
    now = world.guilds[thread.guild_id].clock.now()
    thread.auto_archive_minutes = minutes
    thread.archive_changed_at = thread.last_activity = now


def require_editable(world: World, thread: Thread, user_id: int) -> None:
    """Raises 50083 in an archived thread, and 160005 in a locked one for most people."""
    require_awake(thread)
    if thread.locked and not _manages_threads(
        world, world.guilds[thread.guild_id], thread, user_id
    ):
        raise Refused(THREAD_LOCKED)


def require_awake(thread: Thread) -> None:
    """Raises 50083: in an archived thread messages can be deleted, and no more."""
    if thread.archived:
        raise Refused(ARCHIVED_THREAD)


def add_member(world: World, thread: Thread, user_id: int) -> None:
    if user_id in thread.members:
        return
    guild = world.guilds[thread.guild_id]
    member = ThreadMember(user_id, guild.clock.now())
    thread.members[user_id] = member
    guild.viewers.pop(thread.id, None)
    if thread.private and user_id in world.applications:
        # A private thread is new to a bot that is added to it.
        created = thread_payload(thread, user_id)
        world.hub.guild_event(guild, "THREAD_CREATE", created, only=user_id)
    _announce_members(
        world,
        thread,
        user_id,
        {"added_members": [full_thread_member_payload(world, thread, member)]},
    )


def remove_member(world: World, thread: Thread, user_id: int) -> None:
    if thread.members.pop(user_id, None) is not None:
        world.guilds[thread.guild_id].viewers.pop(thread.id, None)
        _announce_members(world, thread, user_id, {"removed_member_ids": [str(user_id)]})


def _announce_members(world: World, thread: Thread, user_id: int, change: Payload) -> None:
    guild = world.guilds[thread.guild_id]
    data: Payload = {
        "id": str(thread.id),
        "guild_id": str(guild.id),
        "member_count": min(len(thread.members), 50),
        **change,
    }
    # Without the members intent a bot learns of its own comings and goings only.
    world.hub.guild_event(guild, "THREAD_MEMBERS_UPDATE", data, only=user_id)
    world.hub.guild_event(
        guild,
        "THREAD_MEMBERS_UPDATE",
        data,
        intents=Intent.GUILDS | Intent.GUILD_MEMBERS,
        channel=thread,
        but=user_id,
    )


def delete_thread(world: World, thread: Thread) -> None:
    guild = world.guilds[thread.guild_id]
    world.hub.guild_event(
        guild,
        "THREAD_DELETE",
        {
            "id": str(thread.id),
            "guild_id": str(guild.id),
            "parent_id": str(thread.parent_id),
            "type": thread.kind,
        },
        channel=thread,
    )
    del guild.threads[thread.id]
    del world.channels[thread.id]


def archive_idle(world: World, guild: Guild) -> None:
    """Archive the threads whose time of inactivity has passed."""
    now = guild.clock.now()
    for thread in guild.active_threads():
        if now - thread.last_activity >= thread.auto_archive_minutes * 60:
            set_archived(world, thread, True)
            announce_update(world, thread)


def thread_kind_for(parent: GuildChannel, *, private: bool = False) -> int:
    if private:
        return ChannelKind.PRIVATE_THREAD
    if parent.kind == ChannelKind.ANNOUNCEMENT:
        return ChannelKind.ANNOUNCEMENT_THREAD
    return ChannelKind.PUBLIC_THREAD
