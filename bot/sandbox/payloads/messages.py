"""Messages as JSON, blanked for bots that may not read their content."""

from __future__ import annotations

from bot.sandbox.clock import timestamp
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Thread
from bot.sandbox.model.messages import (
    Attachment,
    Author,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
    UserAuthor,
)
from bot.sandbox.model.stickers import STANDARD_STICKERS
from bot.sandbox.payloads.channels import thread_payload
from bot.sandbox.payloads.users import user_payload
from bot.sandbox.world import World

_REFERRING_KINDS = (MessageKind.REPLY, MessageKind.THREAD_STARTER)


def is_withheld(message: Message, bot_id: int) -> bool:
    """Whether a bot without the Message Content intent gets the message blank.

    It reads direct messages, its own messages and those that mention it; it does
    not read what a webhook posted, not even its own webhook.
    Source: https://docs.discord.com/developers/events/gateway#message-content-intent
    """
    return (
        message.guild_id is not None
        and message.author_user_id != bot_id
        and bot_id not in message.mentions.user_ids
    )


def payload_for_bot(world: World, message: Message, application: Application) -> Payload:
    """The message as this application may read it over REST."""
    return message_payload(world, message, application.id, reads_content=application.reads_content)


def message_payload(
    world: World,
    message: Message,
    reader_id: int | None = None,
    *,
    reads_content: bool = True,
    with_reference: bool = True,
) -> Payload:
    """The message as a reader gets it; without a reader: as its webhook gets it."""
    blank = not reads_content and reader_id is not None and is_withheld(message, reader_id)
    payload: Payload = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": message.kind,
        "content": "" if blank else message.content,
        "author": author_payload(world, message.author),
        "mentions": [user_payload(world.users[user_id]) for user_id in message.mentions.user_ids],
        "mention_roles": [str(role_id) for role_id in message.mentions.role_ids],
        "mention_everyone": message.mentions.everyone,
        "attachments": []
        if blank
        else [attachment_payload(attachment) for attachment in message.attachments],
        "embeds": [] if blank or message.flags & MessageFlag.SUPPRESS_EMBEDS else message.embeds,
        "components": [] if blank else message.components,
        "timestamp": timestamp(message.created_at),
        "edited_timestamp": None if message.edited_at is None else timestamp(message.edited_at),
        "flags": message.flags,
        "tts": message.tts,
        "pinned": message.pinned,
    }
    if message.sticker_ids:
        payload["sticker_items"] = [
            STANDARD_STICKERS[sticker_id].item_payload() for sticker_id in message.sticker_ids
        ]
    if message.poll is not None and not blank:
        payload["poll"] = message.poll
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.webhook_id is not None:
        payload["webhook_id"] = str(message.webhook_id)
    if message.application_id is not None:
        payload["application_id"] = str(message.application_id)
    if message.position is not None:
        payload["position"] = message.position
    if message.interaction_metadata is not None:
        payload["interaction_metadata"] = message.interaction_metadata
    if message.reactions:
        payload["reactions"] = [
            _reaction_payload(key, user_ids, reader_id)
            for key, user_ids in message.reactions.items()
        ]
    if message.flags & MessageFlag.HAS_THREAD:
        thread = world.channels.get(message.id)
        if isinstance(thread, Thread):
            payload["thread"] = thread_payload(thread, reader_id)
    if message.snapshots and not blank:
        payload["message_snapshots"] = message.snapshots
    if message.reference is not None:
        nested = with_reference and message.kind in _REFERRING_KINDS
        payload |= _reference_payload(
            world, message.reference, reader_id, reads_content=reads_content, nested=nested
        )
    return payload


def author_payload(world: World, author: Author) -> Payload:
    if isinstance(author, UserAuthor):
        return user_payload(world.users[author.user_id])
    return {
        "id": str(author.webhook_id),
        "username": author.name,
        "avatar": author.avatar,
        "discriminator": "0000",
        "public_flags": 0,
        "flags": 0,
        "bot": True,
        "global_name": None,
        "primary_guild": None,
    }


def attachment_payload(attachment: Attachment) -> Payload:
    payload: Payload = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.content_type,
    }
    if attachment.description is not None:
        payload["description"] = attachment.description
    if attachment.size_in_pixels is not None:
        payload["width"], payload["height"] = attachment.size_in_pixels
    if attachment.ephemeral:
        payload["ephemeral"] = True
    return payload


def snapshot_payload(world: World, message: Message) -> Payload:
    """What a forward carries of the message it forwards."""
    whole = message_payload(world, message, with_reference=False)
    kept = (
        "type", "content", "mentions", "mention_roles", "attachments", "embeds",
        "timestamp", "edited_timestamp", "flags", "components", "sticker_items",
    )  # fmt: skip
    return {"message": {name: whole[name] for name in kept if name in whole}}


def emoji_payload(key: str) -> Payload:
    """``👍`` or ``name:id`` as JSON."""
    name, _, emoji_id = key.partition(":")
    return {"id": emoji_id or None, "name": name}


def _reaction_payload(key: str, user_ids: list[int], reader_id: int | None) -> Payload:
    return {
        "emoji": emoji_payload(key),
        "count": len(user_ids),
        "count_details": {"burst": 0, "normal": len(user_ids)},
        "burst_colors": [],
        "me_burst": False,
        "me": reader_id in user_ids,
    }


def _reference_payload(
    world: World,
    reference: Reference,
    reader_id: int | None,
    *,
    reads_content: bool,
    nested: bool,
) -> Payload:
    made: Payload = {"type": reference.kind, "channel_id": str(reference.channel_id)}
    if reference.message_id is not None:
        made["message_id"] = str(reference.message_id)
    if reference.guild_id is not None:
        made["guild_id"] = str(reference.guild_id)
    payload: Payload = {"message_reference": made}
    if nested and reference.message_id is not None:
        channel = world.channels.get(reference.channel_id)
        target = channel.messages.get(reference.message_id) if channel else None
        payload["referenced_message"] = (
            None
            if target is None
            else message_payload(
                world, target, reader_id, reads_content=reads_content, with_reference=False
            )
        )
    return payload
