"""Who may do what where: Discord's checks, in Discord's words."""

from __future__ import annotations

from bot.sandbox.errors import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    UNKNOWN_MESSAGE,
    WRONG_CHANNEL_TYPE,
    Refused,
)
from bot.sandbox.model.channels import Channel, DirectChannel, GuildChannel, Thread
from bot.sandbox.model.guilds import Guild, Member, Role
from bot.sandbox.model.messages import Message
from bot.sandbox.model.users import User
from bot.sandbox.permissions import (
    ALL,
    PENDING,
    TIMED_OUT,
    Permission,
    base_permissions,
    implied,
    overwritten,
)
from bot.sandbox.world import World

_DIRECT_MESSAGE = (
    Permission.VIEW_CHANNEL
    | Permission.READ_MESSAGE_HISTORY
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.ADD_REACTIONS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_EXTERNAL_STICKERS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
    | Permission.SEND_VOICE_MESSAGES
)


def is_timed_out(guild: Guild, member: Member) -> bool:
    return member.timed_out_until is not None and member.timed_out_until > guild.clock.now()


def guild_permissions(guild: Guild, member: Member) -> int:
    """What the member may do in the guild at large, time-outs not counted."""
    return base_permissions(
        guild.everyone.permissions,
        (role.permissions for role in guild.roles_of(member)),
        is_owner=guild.owner_id == member.user_id,
    )


def channel_permissions(
    world: World, channel: GuildChannel | Thread, member: Member, *, screening: bool = False
) -> int:
    """What the member may do in the channel.

    With ``screening`` a member who has not passed membership screening can only
    look; the permissions that Discord sends along do not show that.
    """
    guild = world.guilds[channel.guild_id]
    base = guild_permissions(guild, member)
    if base & Permission.ADMINISTRATOR:
        return ALL
    holder = world.parent_of(channel)
    everyone = holder.overwrites.get(guild.id)
    own = holder.overwrites.get(member.user_id)
    bits = overwritten(
        base,
        everyone.bits if everyone else None,
        [
            holder.overwrites[role_id].bits
            for role_id in member.role_ids
            if role_id in holder.overwrites
        ],
        own.bits if own else None,
    )
    if is_timed_out(guild, member):
        bits &= TIMED_OUT
    if screening and member.pending:
        bits &= PENDING
    return implied(bits, in_thread=isinstance(channel, Thread))


def permissions_of(world: World, channel: Channel, user_id: int) -> int:
    """What a user may do in any channel; 0 for strangers."""
    if isinstance(channel, DirectChannel):
        return _DIRECT_MESSAGE if user_id in channel.recipient_ids else 0
    member = world.guilds[channel.guild_id].members.get(user_id)
    if member is None:
        return 0
    return channel_permissions(world, channel, member, screening=True)


def can_view(world: World, channel: Channel, user_id: int) -> bool:
    bits = permissions_of(world, channel, user_id)
    if not bits & Permission.VIEW_CHANNEL:
        return False
    if isinstance(channel, Thread) and channel.private:
        return user_id in channel.members or bool(bits & Permission.MANAGE_THREADS)
    return True


def viewers(world: World, channel: Channel) -> frozenset[int]:
    """Everybody who sees the channel; cached until the guild changes."""
    if isinstance(channel, DirectChannel):
        return channel.recipient_ids
    cache = world.guilds[channel.guild_id].viewers
    found = cache.get(channel.id)
    if found is None:
        members = world.guilds[channel.guild_id].members
        found = frozenset(user_id for user_id in members if can_view(world, channel, user_id))
        cache[channel.id] = found
    return found


def require(bits: int, needed: int) -> None:
    """Raises 50013 unless all the needed permissions are held."""
    if bits & needed != needed:
        raise Refused(MISSING_PERMISSIONS)


def visible_channel(world: World, user: User, channel_id: int) -> Channel:
    """Raises 10003 for an unknown channel and 50001 for one the user cannot see."""
    channel = world.channels.get(channel_id)
    if channel is None:
        raise Refused(UNKNOWN_CHANNEL)
    if not can_view(world, channel, user.id):
        raise Refused(MISSING_ACCESS)
    return channel


def visible_guild_channel(world: World, user: User, channel_id: int) -> GuildChannel | Thread:
    channel = visible_channel(world, user, channel_id)
    if isinstance(channel, DirectChannel):
        raise Refused(WRONG_CHANNEL_TYPE)
    return channel


def visible_message(world: World, user: User, channel: Channel, message_id: int) -> Message:
    """Raises 50013 without Read Message History and 10008 for an unknown message."""
    message = channel.messages.get(message_id)
    if message is None:
        raise Refused(UNKNOWN_MESSAGE)
    if message.author_user_id != user.id:
        require(permissions_of(world, channel, user.id), Permission.READ_MESSAGE_HISTORY)
    return message


def own_guild(world: World, user: User, guild_id: int) -> tuple[Guild, Member]:
    """The guild and the user's membership; raises 10004 for any other guild."""
    guild = world.guilds.get(guild_id)
    member = guild.members.get(user.id) if guild else None
    if guild is None or member is None:
        raise Refused(UNKNOWN_GUILD)
    return guild, member


def member_of(guild: Guild, user_id: int) -> Member:
    member = guild.members.get(user_id)
    if member is None:
        raise Refused(UNKNOWN_MEMBER)
    return member


def require_in_guild(guild: Guild, member: Member, needed: int) -> None:
    """Raises 50013 unless the member holds the permission in the guild at large."""
    bits = guild_permissions(guild, member)
    if is_timed_out(guild, member) and not bits & Permission.ADMINISTRATOR:
        bits &= TIMED_OUT
    require(bits, needed)


def require_above_role(guild: Guild, member: Member, role: Role) -> None:
    """Raises 50013 unless the role is below the member's highest."""
    if guild.owner_id != member.user_id and role.position >= guild.top_position(member):
        raise Refused(MISSING_PERMISSIONS)


def require_above_member(guild: Guild, member: Member, target: Member) -> None:
    """Raises 50013 unless the target stands below the member; nobody stands above the owner."""
    if guild.owner_id == target.user_id and member.user_id != target.user_id:
        raise Refused(MISSING_PERMISSIONS)
    if guild.owner_id == member.user_id:
        return
    if guild.top_position(target) >= guild.top_position(member):
        raise Refused(MISSING_PERMISSIONS)


def require_held(bits: int, changed: int) -> None:
    """Raises 50013 when somebody would give or take permissions they do not hold."""
    if changed & ~bits:
        raise Refused(MISSING_PERMISSIONS)
