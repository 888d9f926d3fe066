"""Who may use an application's command: default permissions and the guild's overrides.

Source: https://docs.discord.com/developers/interactions/application-commands#permissions
"""

from __future__ import annotations

from bot.sandbox.access import channel_permissions
from bot.sandbox.errors import MISSING_PERMISSIONS, UNKNOWN_COMMAND, Refused
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel, DirectChannel, GuildChannel, Thread
from bot.sandbox.model.commands import Command
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.model.users import User
from bot.sandbox.permissions import Permission
from bot.sandbox.world import World

_ROLE, _USER, _CHANNEL = 1, 2, 3
_IN_GUILD, _IN_BOT_DM = 0, 1


def require_usable(
    world: World, channel: Channel, user: User, application: Application, command: Command
) -> None:
    """Raises 50013 for a member to whom the command is closed, 10063 where it is not offered."""
    place = _IN_BOT_DM if isinstance(channel, DirectChannel) else _IN_GUILD
    if command.contexts is not None and place not in command.contexts:
        raise Refused(UNKNOWN_COMMAND)
    if isinstance(channel, DirectChannel):
        return
    guild = world.guilds[channel.guild_id]
    member = guild.members[user.id]
    bits = channel_permissions(world, channel, member)
    if bits & Permission.ADMINISTRATOR:
        return
    allowed = _overridden(guild, channel, member, application, command)
    if allowed is None:
        needed = command.default_member_permissions
        # The permissions "0" close a command to all but administrators.
        allowed = needed is None or (needed != 0 and bits & needed == needed)
    if not allowed:
        raise Refused(MISSING_PERMISSIONS)


def _overridden(
    guild: Guild,
    channel: GuildChannel | Thread,
    member: Member,
    application: Application,
    command: Command,
) -> bool | None:
    """What the guild decided; a command's own overrides win over the application's."""
    for target in (command.id, application.id):
        overrides = guild.command_permissions.get((application.id, target))
        if not overrides:
            continue
        place_ids = (channel.parent_id if isinstance(channel, Thread) else channel.id,)
        # The id of "all channels" is the guild's minus one.
        for place_id in (*place_ids, guild.id - 1):
            kind, allowed = overrides.get(place_id or 0, (0, True))
            if kind == _CHANNEL:
                if not allowed:
                    return False
                break
        kind, allowed = overrides.get(member.user_id, (0, False))
        if kind == _USER:
            return allowed
        roles = [overrides[one][1] for one in member.role_ids if one in overrides]
        if roles:
            return any(roles)
        if guild.id in overrides:
            return overrides[guild.id][1]
    return None
