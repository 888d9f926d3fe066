"""Messages that answer interactions: the original, follow-ups, and their changes."""

from __future__ import annotations

from bot.sandbox.content.drafts import Draft
from bot.sandbox.errors import (
    EMPTY_MESSAGE,
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Refused,
)
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.commands import CommandKind
from bot.sandbox.model.interactions import (
    TOKEN_SECONDS,
    Interaction,
    InteractionKind,
)
from bot.sandbox.model.messages import (
    Message,
    MessageFlag,
    MessageKind,
    Reference,
    UserAuthor,
)
from bot.sandbox.operations import composing, messages
from bot.sandbox.payloads.interactions import metadata_payload
from bot.sandbox.world import World


def live(world: World, interaction: Interaction) -> Channel:
    """The channel of an interaction that can still be followed up.

    Raises 10015 before the first answer and 50027 after fifteen minutes.
    """
    if interaction.answer is None:
        raise Refused(UNKNOWN_WEBHOOK)
    application = world.applications[interaction.application_id]
    if application.clock.now() - interaction.created_at > TOKEN_SECONDS:
        raise Refused(INVALID_WEBHOOK_TOKEN)
    channel = world.channels.get(interaction.channel_id)
    if channel is None:
        raise Refused(UNKNOWN_WEBHOOK)
    return channel


def follow_up(world: World, interaction: Interaction, channel: Channel, draft: Draft) -> Message:
    """Post once more; after a deferral the first follow-up fills the waiting message."""
    if interaction.waits_for_content:
        return edit_original(world, interaction, channel, draft)
    return post(
        world,
        interaction,
        channel,
        draft,
        ephemeral=draft.asks_to_be_ephemeral,
        reply_to=interaction.original_id,
    )


def edit_original(
    world: World, interaction: Interaction, channel: Channel, draft: Draft
) -> Message:
    message = original(world, interaction, channel)
    if interaction.waits_for_content:
        if draft.is_empty():
            raise Refused(EMPTY_MESSAGE)
        # A deferred answer becomes what its content asks for.
        message.flags |= draft.flags & MessageFlag.COMPONENTS_V2
    messages.change(world, channel, message, draft, pings_everyone=False)
    if interaction.waits_for_content:
        interaction.waits_for_content = False
        messages.notify(world, channel, message)
    return message


def original(world: World, interaction: Interaction, channel: Channel) -> Message:
    """Raises 10008 when there is no such message, or no longer."""
    return posted(world, channel, interaction.original_id or 0)


def posted(world: World, channel: Channel, message_id: int) -> Message:
    message = channel.messages.get(message_id) or world.ephemerals.get(message_id)
    if message is None:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def post(
    world: World,
    interaction: Interaction,
    channel: Channel,
    draft: Draft,
    *,
    ephemeral: bool,
    reply_to: int | None,
    loading: bool = False,
) -> Message:
    reference = None
    kind = MessageKind.DEFAULT
    if interaction.kind == InteractionKind.COMMAND and interaction.original_id is None:
        is_slash = interaction.command_kind == CommandKind.CHAT_INPUT
        kind = MessageKind.SLASH_COMMAND if is_slash else MessageKind.CONTEXT_MENU_COMMAND
    elif reply_to is not None:
        kind = MessageKind.REPLY
        reference = Reference(channel.id, reply_to, interaction.guild_id)
    application_id = interaction.application_id
    ephemeral_for = interaction.user_id if ephemeral else None
    if loading:
        message = composing.blank(
            world,
            channel,
            UserAuthor(application_id),
            kind=kind,
            reference=reference,
            application_id=application_id,
            ephemeral_for=ephemeral_for,
        )
    else:
        message = composing.compose(
            world,
            channel,
            UserAuthor(application_id),
            draft,
            pings_everyone=False,
            kind=kind,
            reference=reference,
            webhook_id=application_id,
            application_id=application_id,
            ephemeral_for=ephemeral_for,
        )
    message.interaction_id = interaction.id
    message.interaction_metadata = metadata_payload(world, interaction)
    if interaction.original_id is not None:
        message.interaction_metadata["original_response_message_id"] = str(interaction.original_id)
    interaction.message_ids.add(message.id)
    return messages.publish(world, channel, message)
