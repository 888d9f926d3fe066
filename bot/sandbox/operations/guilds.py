"""Guilds and their roles are made and changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import ChannelKind, GuildChannel
from bot.sandbox.model.guilds import Guild, Member, Role
from bot.sandbox.model.users import User
from bot.sandbox.operations import members
from bot.sandbox.payloads.guilds import guild_payload, role_payload
from bot.sandbox.permissions import NEW_GUILD_EVERYONE
from bot.sandbox.world import World


def create_guild(world: World, name: str, owner: User) -> Guild:
    """A guild as Discord makes one: @everyone, a category and #general."""
    guild = Guild(id=world.ids.next(), name=name, owner_id=owner.id)
    guild.roles[guild.id] = Role(
        guild.id, guild.id, "@everyone", permissions=NEW_GUILD_EVERYONE, position=0
    )
    world.guilds[guild.id] = guild
    category = GuildChannel(
        id=world.ids.next(),
        guild_id=guild.id,
        kind=ChannelKind.CATEGORY,
        name="Text Channels",
    )
    general = GuildChannel(
        id=world.ids.next(),
        guild_id=guild.id,
        kind=ChannelKind.TEXT,
        name="general",
        parent_id=category.id,
    )
    world.add_channel(category)
    world.add_channel(general)
    members.join(world, guild, owner)
    return guild


def add_bot(world: World, guild: Guild, application: Application, permissions: int) -> Member:
    """Invite a bot; it gets a managed role of its own with these permissions."""
    role = create_role(
        world, guild, application.name, permissions=permissions, bot_id=application.id
    )
    return members.join(world, guild, application.bot, role_ids={role.id})


def create_role(
    world: World,
    guild: Guild,
    name: str,
    *,
    permissions: int,
    color: int = 0,
    hoist: bool = False,
    mentionable: bool = False,
    bot_id: int | None = None,
) -> Role:
    """New roles stand at the bottom, right above @everyone; a bot's own is managed."""
    role = Role(
        id=world.ids.next(),
        guild_id=guild.id,
        name=name,
        permissions=permissions,
        color=color,
        hoist=hoist,
        mentionable=mentionable,
        managed=bot_id is not None,
        bot_id=bot_id,
    )
    others = [one for one in guild.roles.values() if one.position >= 1]
    guild.roles[role.id] = role
    announce_role(world, guild, "GUILD_ROLE_CREATE", role)
    for other in others:
        other.position += 1
        announce_role(world, guild, "GUILD_ROLE_UPDATE", other)
    return role


def announce_role(world: World, guild: Guild, event: str, role: Role) -> None:
    world.hub.guild_event(guild, event, {"guild_id": str(guild.id), "role": role_payload(role)})


def delete_role(world: World, guild: Guild, role: Role) -> None:
    del guild.roles[role.id]
    for channel in guild.channels.values():
        channel.overwrites.pop(role.id, None)
    holders = [one for one in guild.members.values() if role.id in one.role_ids]
    for member in holders:
        member.role_ids.discard(role.id)
    world.hub.guild_event(
        guild, "GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}
    )
    for member in holders:
        members.announce_update(world, guild, member)


def move_roles(world: World, guild: Guild, wanted: Sequence[tuple[Role, int]]) -> None:
    """Put roles at positions; the others close ranks around them."""
    moving = {role.id: position for role, position in wanted}
    order = sorted(
        (role for role in guild.roles.values() if role.id not in moving and role.id != guild.id),
        key=lambda role: role.position,
    )
    for role, position in sorted(wanted, key=lambda one: one[1]):
        order.insert(max(0, position - 1), role)
    for position, role in enumerate(order, start=1):
        if role.position != position:
            role.position = position
            announce_role(world, guild, "GUILD_ROLE_UPDATE", role)


def announce_guild(world: World, guild: Guild) -> None:
    world.hub.guild_event(guild, "GUILD_UPDATE", guild_payload(guild))
