"""Interactions as bots get them.

Source: https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.access import channel_permissions, permissions_of
from bot.sandbox.content.uploads import FILE_LIMIT_BYTES
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel, DirectChannel
from bot.sandbox.model.interactions import Interaction, InteractionKind
from bot.sandbox.model.messages import Attachment, Message
from bot.sandbox.payloads.channels import any_channel_payload
from bot.sandbox.payloads.guilds import role_payload
from bot.sandbox.payloads.messages import attachment_payload, message_payload
from bot.sandbox.payloads.users import bare_member_payload, user_payload
from bot.sandbox.world import World

_IN_GUILD, _IN_BOT_DM = 0, 1


def interaction_payload(
    world: World,
    interaction: Interaction,
    channel: Channel,
    data: Payload,
    message: Message | None,
) -> Payload:
    """INTERACTION_CREATE's data; ``data`` is what the person did."""
    user = world.users[interaction.user_id]
    application_id = interaction.application_id
    payload: Payload = {
        "id": str(interaction.id),
        "application_id": str(application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": channel_with_permissions(world, channel, user.id),
        "app_permissions": str(permissions_of(world, channel, application_id)),
        "locale": user.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": _owners(interaction),
        "attachment_size_limit": FILE_LIMIT_BYTES,
        "context": _IN_BOT_DM,
    }
    guild = world.guild_of(channel)
    if guild is not None and not isinstance(channel, DirectChannel):
        member = guild.members[user.id]
        payload |= {
            "context": _IN_GUILD,
            "guild_id": str(guild.id),
            "guild_locale": guild.preferred_locale,
            "guild": {
                "id": str(guild.id),
                "locale": guild.preferred_locale,
                "features": guild.features,
            },
            "member": {
                **bare_member_payload(member),
                "user": user_payload(user),
                "permissions": str(channel_permissions(world, channel, member)),
            },
        }
    else:
        payload["user"] = user_payload(user)
    if message is not None:
        payload["message"] = message_payload(world, message, application_id)
    return payload


def channel_with_permissions(world: World, channel: Channel, user_id: int) -> Payload:
    payload = any_channel_payload(world, channel, user_id)
    payload["permissions"] = str(permissions_of(world, channel, user_id))
    return payload


def resolved_payload(
    world: World,
    guild_id: int | None,
    reader_id: int,
    *,
    user_ids: Iterable[int] = (),
    role_ids: Iterable[int] = (),
    channel_ids: Iterable[int] = (),
    attachments: Iterable[Attachment] = (),
    messages: Iterable[Message] = (),
) -> Payload:
    """The full things behind the ids that an interaction names."""
    guild = world.guilds.get(guild_id or 0)
    users: Payload = {}
    members: Payload = {}
    for user_id in user_ids:
        users[str(user_id)] = user_payload(world.users[user_id])
        member = guild.members.get(user_id) if guild else None
        if guild is not None and member is not None:
            bare = bare_member_payload(member)
            del bare["mute"], bare["deaf"]
            members[str(user_id)] = {**bare, "permissions": "0"}
    roles: Payload = {
        str(role_id): role_payload(guild.roles[role_id]) for role_id in role_ids if guild
    }
    channels: Payload = {
        str(channel_id): channel_with_permissions(world, world.channels[channel_id], reader_id)
        for channel_id in channel_ids
    }
    found: Payload = {
        "users": users,
        "members": members,
        "roles": roles,
        "channels": channels,
        "attachments": {str(one.id): attachment_payload(one) for one in attachments},
        "messages": {str(one.id): message_payload(world, one, reader_id) for one in messages},
    }
    return {name: things for name, things in found.items() if things}


def metadata_payload(world: World, interaction: Interaction) -> Payload:
    """What a message tells of the interaction that it answers."""
    payload: Payload = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": user_payload(world.users[interaction.user_id]),
        "authorizing_integration_owners": _owners(interaction),
    }
    if interaction.kind == InteractionKind.COMPONENT:
        payload["interacted_message_id"] = str(interaction.source_message_id)
    elif interaction.kind == InteractionKind.MODAL:
        payload["triggering_interaction_metadata"] = interaction.parent_metadata
    elif interaction.target_user_id is not None:
        payload["target_user"] = user_payload(world.users[interaction.target_user_id])
    elif interaction.target_message_id is not None:
        payload["target_message_id"] = str(interaction.target_message_id)
    return payload


def _owners(interaction: Interaction) -> Payload:
    """Who installed the application: the guild, or in direct messages nobody but the bot."""
    return {"0": str(interaction.guild_id or 0)}
