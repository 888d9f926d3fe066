"""Messages are composed: what a draft becomes, before anything has happened."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.content.drafts import Draft, stored_poll
from bot.sandbox.content.embeds import stored_embeds
from bot.sandbox.content.layout import stored_components
from bot.sandbox.content.mentions import AllowedMentions, allowed_mentions, pinged
from bot.sandbox.content.uploads import store_uploads
from bot.sandbox.errors import EMPTY_MESSAGE, UNKNOWN_STICKER, Refused
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel, DirectChannel
from bot.sandbox.model.messages import (
    Attachment,
    Author,
    Mentions,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
)
from bot.sandbox.model.stickers import STANDARD_STICKERS
from bot.sandbox.world import World


def compose(
    world: World,
    channel: Channel,
    author: Author,
    draft: Draft,
    *,
    pings_everyone: bool,
    kind: int = MessageKind.DEFAULT,
    reference: Reference | None = None,
    webhook_id: int | None = None,
    application_id: int | None = None,
    ephemeral_for: int | None = None,
    with_components: bool = True,
) -> Message:
    """The message that a draft would become; nothing has happened yet.

    Raises what Discord refuses: 50006 for an empty message, 50035 for a bad field.
    """
    draft.require_consistent()
    is_forward = reference is not None and reference.kind == 1
    if draft.is_empty() and not is_forward:
        raise Refused(EMPTY_MESSAGE)
    sticker_ids = draft.fields.integers("sticker_ids")
    for sticker_id in sticker_ids:
        if sticker_id not in STANDARD_STICKERS:
            raise Refused(UNKNOWN_STICKER)
    message_id = world.ids.next()
    guild = world.guild_of(channel)
    attachments = store_uploads(
        world,
        channel.id,
        draft.uploads,
        draft.listed_attachments,
        ephemeral=ephemeral_for is not None,
    )
    now = world.now_in(channel)
    message = Message(
        id=message_id,
        channel_id=channel.id,
        guild_id=guild.id if guild else None,
        author=author,
        created_at=now,
        kind=kind,
        content=draft.content,
        attachments=attachments,
        sticker_ids=sticker_ids,
        flags=draft.flags | (MessageFlag.EPHEMERAL if ephemeral_for is not None else 0),
        tts=draft.fields.flag("tts"),
        reference=reference,
        webhook_id=webhook_id,
        application_id=application_id,
        ephemeral_for=ephemeral_for,
    )
    poll = draft.fields.object_or_none("poll")
    if poll is not None:
        message.poll = stored_poll(poll, now)
    _put_rich_parts(message, draft, with_components=with_components)
    message.mentions = mentions_in(
        world,
        channel,
        message.content,
        allowed_mentions(
            draft.fields.object_or_none("allowed_mentions"), (*draft.path, "allowed_mentions")
        ),
        pings_everyone=pings_everyone,
        reply_to=replied_author(world, reference),
    )
    return message


def blank(
    world: World,
    channel: Channel,
    author: Author,
    *,
    kind: int,
    reference: Reference | None,
    application_id: int,
    ephemeral_for: int | None,
) -> Message:
    """The message that waits ("is thinking...") for a deferred answer."""
    guild = world.guild_of(channel)
    flags = MessageFlag.LOADING
    if ephemeral_for is not None:
        flags |= MessageFlag.EPHEMERAL
    return Message(
        id=world.ids.next(),
        channel_id=channel.id,
        guild_id=guild.id if guild else None,
        author=author,
        created_at=world.now_in(channel),
        kind=kind,
        flags=flags,
        reference=reference,
        webhook_id=application_id,
        application_id=application_id,
        ephemeral_for=ephemeral_for,
    )


def mentions_in(
    world: World,
    channel: Channel,
    content: str,
    allowed: AllowedMentions,
    *,
    pings_everyone: bool,
    reply_to: int | None = None,
) -> Mentions:
    """Whom the content pings; roles need to be mentionable or the right to ping all."""
    if not content and reply_to is None:
        return Mentions()
    if isinstance(channel, DirectChannel):
        return pinged(
            content,
            allowed,
            users=channel.recipient_ids,
            roles=(),
            everyone=False,
            replied_to=reply_to,
        )
    roles = world.guilds[channel.guild_id].roles.values()
    return pinged(
        content,
        allowed,
        users=world.users,
        roles=[role.id for role in roles if pings_everyone or role.mentionable],
        everyone=pings_everyone,
        replied_to=reply_to,
    )


def _put_rich_parts(message: Message, draft: Draft, *, with_components: bool) -> None:
    embeds, components = rich_parts(
        draft, message.attachments, v2=draft.v2, with_components=with_components
    )
    message.embeds = embeds or []
    message.components = components or []


def rich_parts(
    draft: Draft, attachments: Sequence[Attachment], *, v2: bool, with_components: bool
) -> tuple[list[Payload] | None, list[Payload] | None]:
    """Embeds and components of a draft; None for what it does not give."""
    by_name = {f"attachment://{one.filename}": one for one in attachments}

    def resolve_url(url: str) -> str:
        return by_name[url].url if url in by_name else url

    def resolve_media(url: str) -> Payload:
        attachment = by_name.get(url)
        resolved = resolve_url(url)
        media: Payload = {"id": "0", "url": resolved, "proxy_url": resolved}
        if attachment is not None:
            media["attachment_id"] = str(attachment.id)
            media["content_type"] = attachment.content_type
        return media

    fields = draft.fields
    embeds = components = None
    if "embeds" in fields:
        embeds = stored_embeds(fields.objects("embeds"), resolve_url, (*draft.path, "embeds"))
    if "components" in fields and with_components:
        components = stored_components(
            fields.objects("components"),
            v2=v2,
            resolve_media=resolve_media,
            path=(*draft.path, "components"),
        )
    return embeds, components


def replied_author(world: World, reference: Reference | None) -> int | None:
    if reference is None or reference.kind != 0 or reference.message_id is None:
        return None
    channel = world.channels.get(reference.channel_id)
    target = channel.messages.get(reference.message_id) if channel else None
    return target.author_user_id if target else None
