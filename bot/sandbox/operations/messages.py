"""Messages are posted, changed and deleted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.access import viewers
from bot.sandbox.content.drafts import Draft, stored_poll
from bot.sandbox.content.mentions import allowed_mentions
from bot.sandbox.content.uploads import kept_attachments, store_uploads
from bot.sandbox.errors import EMPTY_MESSAGE, FormRefused, Refused
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import Channel, DirectChannel, Thread
from bot.sandbox.model.messages import (
    ORDINARY_KINDS,
    Attachment,
    Mentions,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
    UserAuthor,
)
from bot.sandbox.operations.composing import (
    mentions_in,
    replied_author,
    rich_parts,
)
from bot.sandbox.operations.threads import add_member, wake_for_post
from bot.sandbox.world import World


def publish(world: World, channel: Channel, message: Message) -> Message:
    """Put a composed message into its channel and tell everybody who may know."""
    author_id = message.author_user_id
    if isinstance(channel, Thread) and message.ephemeral_for is None:
        wake_for_post(world, channel, author_id)
        channel.last_activity = message.created_at
        message.position = channel.total_sent
        if not _opens(channel, message):
            channel.message_count += 1
            channel.total_sent += 1
        if author_id is not None and message.kind in ORDINARY_KINDS:
            add_member(world, channel, author_id)
    if message.ephemeral_for is None:
        channel.messages.add(message)
        channel.last_message_id = message.id
    else:
        world.ephemerals[message.id] = message
    world.hub.message_created(channel, message)
    notify(world, channel, message)
    return message


def change(
    world: World,
    channel: Channel,
    message: Message,
    draft: Draft,
    *,
    pings_everyone: bool,
    with_components: bool = True,
) -> Message:
    """Apply an edit: fields that were not given stay as they are."""
    fields = draft.fields
    flags = message.flags
    if "flags" in fields:
        changeable = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2
        flags = (flags & ~MessageFlag.SUPPRESS_EMBEDS) | (draft.flags & changeable)
    was_loading = bool(flags & MessageFlag.LOADING)
    flags &= ~MessageFlag.LOADING
    attachments = _attachments_after(world, channel, message, draft)
    content = draft.content if "content" in fields else message.content
    v2 = bool(flags & MessageFlag.COMPONENTS_V2)
    if v2 and (content or fields.objects("embeds")):
        raise FormRefused.at(
            (*draft.path, "content" if content else "embeds"),
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )
    embeds, components = rich_parts(draft, attachments, v2=v2, with_components=with_components)
    if embeds is None:
        embeds = message.embeds
    if components is None:
        components = message.components
    kept = message.sticker_ids or message.poll or fields.get("poll")
    if not (content or embeds or components or attachments or kept):
        raise Refused(EMPTY_MESSAGE)
    if "content" in fields:
        message.mentions = mentions_in(
            world,
            channel,
            content,
            allowed_mentions(
                fields.object_or_none("allowed_mentions"), (*draft.path, "allowed_mentions")
            ),
            pings_everyone=pings_everyone,
            reply_to=_still_pinged(message, world),
        )
    poll = fields.object_or_none("poll")
    if poll is not None:
        if not was_loading:
            raise FormRefused.at((*draft.path, "poll"), "POLL_EDIT", "A poll cannot be changed")
        message.poll = stored_poll(poll, world.now_in(channel))
    message.content = content
    message.embeds = embeds
    message.components = components
    message.attachments = attachments
    message.flags = flags
    if not was_loading:
        message.edited_at = world.now_in(channel)
    world.hub.message_updated(channel, message)
    return message


def delete(world: World, channel: Channel, message: Message) -> None:
    _forget(world, channel, message)
    world.hub.message_deleted(channel, message)


def delete_together(world: World, channel: Channel, messages: Sequence[Message]) -> None:
    for message in messages:
        _forget(world, channel, message)
    if messages:
        world.hub.messages_deleted(channel, list(messages))


def post_system_message(
    world: World,
    channel: Channel,
    author_id: int,
    kind: int,
    *,
    content: str = "",
    reference: Reference | None = None,
    embeds: list[Payload] | None = None,
    mentions: Mentions | None = None,
) -> Message:
    """What Discord itself writes into a channel, such as "a thread was started"."""
    guild = world.guild_of(channel)
    message = Message(
        id=world.ids.next(),
        channel_id=channel.id,
        guild_id=guild.id if guild else None,
        author=UserAuthor(author_id),
        created_at=world.now_in(channel),
        kind=kind,
        content=content,
        reference=reference,
        embeds=embeds or [],
        mentions=mentions or Mentions(),
    )
    return publish(world, channel, message)


def _attachments_after(
    world: World, channel: Channel, message: Message, draft: Draft
) -> list[Attachment]:
    listed = draft.listed_attachments
    kept = (
        list(message.attachments)
        if listed is None and "attachments" not in draft.fields
        else kept_attachments(message.attachments, listed or (), draft.uploads)
    )
    added = store_uploads(
        world,
        channel.id,
        draft.uploads,
        listed,
        ephemeral=message.ephemeral_for is not None,
    )
    return kept + added


def _still_pinged(message: Message, world: World) -> int | None:
    """The author of the message replied to, if the reply pinged them."""
    replied = replied_author(world, message.reference)
    return replied if replied in message.mentions.user_ids else None


def _forget(world: World, channel: Channel, message: Message) -> None:
    channel.messages.remove(message.id)
    world.ephemerals.pop(message.id, None)
    for attachment in message.attachments:
        world.files.pop(attachment.id, None)
    uncounted = message.ephemeral_for is not None or (
        isinstance(channel, Thread) and _opens(channel, message)
    )
    if isinstance(channel, Thread) and not uncounted:
        channel.message_count = max(0, channel.message_count - 1)


def notify(world: World, channel: Channel, message: Message) -> None:
    """Ping whom the message mentions, unless it asks for silence."""
    if message.flags & MessageFlag.SUPPRESS_NOTIFICATIONS or message.ephemeral_for is not None:
        return
    reasons: dict[int, str] = {}
    seen_by = viewers(world, channel)
    if isinstance(channel, DirectChannel):
        reasons = dict.fromkeys(channel.recipient_ids, "direct message")
    else:
        mentions = message.mentions
        if mentions.everyone:
            reasons |= dict.fromkeys(seen_by, "everyone")
        if mentions.role_ids:
            members = world.guilds[channel.guild_id].members
            for user_id in seen_by:
                if not members[user_id].role_ids.isdisjoint(mentions.role_ids):
                    reasons[user_id] = "role"
        reasons |= {user_id: "mention" for user_id in mentions.user_ids if user_id in seen_by}
    reasons.pop(message.author_user_id or 0, None)
    for user_id, why in reasons.items():
        world.hub.notify(user_id, channel, message, why)


def _opens(thread: Thread, message: Message) -> bool:
    """The first message of a thread is not counted."""
    return message.kind == MessageKind.THREAD_STARTER or message.id == thread.id
