"""Members come, change and go."""

from __future__ import annotations

from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.guilds import Ban, Guild, Member
from bot.sandbox.model.users import User
from bot.sandbox.operations import messages
from bot.sandbox.payloads.guilds import guild_create_payload
from bot.sandbox.payloads.users import member_payload, user_payload
from bot.sandbox.world import World

_MEMBERS = Intent.GUILDS | Intent.GUILD_MEMBERS


def join(
    world: World,
    guild: Guild,
    user: User,
    *,
    role_ids: set[int] | None = None,
    nick: str | None = None,
    pending: bool = False,
) -> Member:
    """Add a member; a bot's own sessions learn of the guild."""
    member = Member(
        user_id=user.id,
        guild_id=guild.id,
        joined_at=guild.clock.now(),
        nick=nick,
        role_ids=role_ids or set(),
        pending=pending,
    )
    guild.members[user.id] = member
    guild.viewers.clear()
    user.guild_ids.add(guild.id)
    user.scopes.add(guild.id)
    data: Payload = {**member_payload(world, member), "guild_id": str(guild.id)}
    world.hub.guild_event(guild, "GUILD_MEMBER_ADD", data, intents=_MEMBERS, but=user.id)
    application = world.application_of(user)
    if application is not None:
        for session in list(world.hub.sessions.of(application)):
            if session.handles(guild.id) and session.wants(Intent.GUILDS):
                created = guild_create_payload(
                    world,
                    guild,
                    member,
                    large_threshold=session.large_threshold,
                    with_presences=session.wants(Intent.GUILD_PRESENCES),
                )
                # Only guilds that READY had announced are told to be available now.
                del created["unavailable"]
                world.hub.session_event(session, "GUILD_CREATE", created)
    return member


def leave(world: World, guild: Guild, user: User) -> None:
    """Remove a member, with their places in threads; a bot loses the guild."""
    application = world.application_of(user)
    if application is not None:
        world.hub.guild_event(guild, "GUILD_DELETE", {"id": str(guild.id)}, only=user.id)
    del guild.members[user.id]
    user.guild_ids.discard(guild.id)
    for thread in guild.threads.values():
        thread.members.pop(user.id, None)
    if application is not None:
        for role in [role for role in guild.roles.values() if role.bot_id == user.id]:
            del guild.roles[role.id]
        application.guild_commands.pop(guild.id, None)
    data: Payload = {"guild_id": str(guild.id), "user": user_payload(user)}
    guild.viewers.clear()
    world.hub.guild_event(guild, "GUILD_MEMBER_REMOVE", data, intents=_MEMBERS)


def announce_update(world: World, guild: Guild, member: Member) -> None:
    """A bot hears of changes to itself without the members intent too."""
    data: Payload = {**member_payload(world, member), "guild_id": str(guild.id)}
    world.hub.guild_event(guild, "GUILD_MEMBER_UPDATE", data, only=member.user_id)
    world.hub.guild_event(guild, "GUILD_MEMBER_UPDATE", data, intents=_MEMBERS, but=member.user_id)


def ban(world: World, guild: Guild, user: User, *, reason: str | None, delete_seconds: int) -> None:
    guild.bans[user.id] = Ban(user.id, reason)
    if user.id in guild.members:
        leave(world, guild, user)
    data: Payload = {"guild_id": str(guild.id), "user": user_payload(user)}
    world.hub.guild_event(guild, "GUILD_BAN_ADD", data, intents=Intent.GUILD_MODERATION)
    if not delete_seconds:
        return
    since = guild.clock.now() - delete_seconds
    places: list[Channel] = [*guild.channels.values(), *guild.threads.values()]
    for channel in places:
        doomed = [
            message
            for message in channel.messages
            if message.author_user_id == user.id and message.created_at >= since
        ]
        messages.delete_together(world, channel, doomed)


def unban(world: World, guild: Guild, user: User) -> None:
    del guild.bans[user.id]
    data: Payload = {"guild_id": str(guild.id), "user": user_payload(user)}
    world.hub.guild_event(guild, "GUILD_BAN_REMOVE", data, intents=Intent.GUILD_MODERATION)
