"""Interactions begin, are answered in time or fail."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.sandbox.content.drafts import Draft
from bot.sandbox.content.modals import numbered
from bot.sandbox.errors import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    FormRefused,
    Refused,
)
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.interactions import (
    ANSWER_SECONDS,
    TOKEN_SECONDS,
    Answer,
    CallbackKind,
    Interaction,
    InteractionKind,
    Modal,
)
from bot.sandbox.model.messages import (
    Message,
)
from bot.sandbox.model.users import User
from bot.sandbox.operations import messages
from bot.sandbox.operations.interaction_messages import (
    post,
    posted,
)
from bot.sandbox.payloads.interactions import interaction_payload, metadata_payload
from bot.sandbox.world import World, make_interaction_token

# Which answers each kind of interaction may get.
_ALLOWED: Final = {
    InteractionKind.COMMAND: (4, 5, 9),
    InteractionKind.COMPONENT: (4, 5, 6, 7, 9),
    InteractionKind.AUTOCOMPLETE: (8,),
}
_MODAL_FROM_MESSAGE: Final = (4, 5, 6, 7)
_MODAL_FROM_COMMAND: Final = (4, 5)


def begin(
    world: World,
    application: Application,
    user: User,
    channel: Channel,
    kind: int,
    data: Payload,
    *,
    command: tuple[int, str] | None = None,
    source: Message | None = None,
    source_id: int | None = None,
    target_user_id: int | None = None,
    target_message_id: int | None = None,
    parent_metadata: Payload | None = None,
) -> Interaction:
    """Send an interaction to its application and start the clock.

    ``source`` is the message it came from, ``source_id`` that message's id even if
    it is gone; ``command`` is its type and name.
    """
    guild = world.guild_of(channel)
    interaction_id = world.ids.next()
    loop = asyncio.get_running_loop()
    interaction = Interaction(
        id=interaction_id,
        token=make_interaction_token(interaction_id),
        kind=kind,
        application_id=application.id,
        user_id=user.id,
        channel_id=channel.id,
        guild_id=guild.id if guild else None,
        created_at=application.clock.now(),
        feed_mark=world.feed.last_number,
        answered=loop.create_future(),
        command_kind=command[0] if command else None,
        command_name=command[1] if command else "",
        source_message_id=source.id if source else source_id,
        target_user_id=target_user_id,
        target_message_id=target_message_id,
        parent_metadata=parent_metadata,
    )
    _forget_old(world, application)
    world.interactions[interaction.id] = interaction
    world.interactions_by_token[interaction.token] = interaction
    world.unanswered[application.id][interaction.id] = interaction
    world.recent_interactions[application.id].append(interaction)
    payload = interaction_payload(world, interaction, channel, data, source)
    world.hub.application_event(
        application,
        "INTERACTION_CREATE",
        payload,
        guild_id=guild.id if guild else None,
    )
    loop.call_later(ANSWER_SECONDS, expire_unanswered, world, application)
    return interaction


def expire_unanswered(world: World, application: Application) -> None:
    """Give up on the interactions whose three seconds have passed."""
    now = application.clock.now()
    waiting = world.unanswered[application.id]
    for interaction in list(waiting.values()):
        if now - interaction.created_at < ANSWER_SECONDS:
            break
        del waiting[interaction.id]
        interaction.answered.set_result(None)
        failure: Payload = {"interaction_id": str(interaction.id), "what": "failed"}
        world.hub.tell_person(interaction.user_id, failure)


def answer(
    world: World, interaction_id: int, token: str, callback: int, data: Fields, draft: Draft
) -> tuple[Interaction, Message | None]:
    """The first answer to an interaction.

    Raises 10062 when it comes too late or names no interaction, 40060 when there
    is one already, 50035 for a kind of answer that does not fit.
    """
    interaction = world.interactions.get(interaction_id)
    if interaction is None or interaction.token != token:
        raise Refused(UNKNOWN_INTERACTION)
    if interaction.answer is not None:
        raise Refused(ALREADY_ACKNOWLEDGED)
    application = world.applications[interaction.application_id]
    if application.clock.now() - interaction.created_at > ANSWER_SECONDS:
        raise Refused(UNKNOWN_INTERACTION)
    allowed = _allowed_callbacks(interaction)
    if callback not in allowed:
        listed = ", ".join(str(one) for one in allowed)
        raise FormRefused.at(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
    channel = world.channels.get(interaction.channel_id)
    if channel is None:
        raise Refused(UNKNOWN_INTERACTION)
    made = Answer(callback)
    message: Message | None = None
    if callback in (CallbackKind.MESSAGE, CallbackKind.DEFERRED_MESSAGE):
        message = _answer_with_message(world, interaction, channel, callback, draft)
    elif callback == CallbackKind.UPDATE:
        message = _source(world, interaction)
        interaction.answer = made
        interaction.original_id = message.id
        messages.change(world, channel, message, draft, pings_everyone=False)
    elif callback == CallbackKind.DEFERRED_UPDATE:
        message = _source(world, interaction)
        interaction.original_id = message.id
    elif callback == CallbackKind.AUTOCOMPLETE:
        made.choices = [one.plain() for one in data.objects("choices")]
    else:
        made.modal = _modal(world, interaction, data)
    made.message_id = message.id if message else None
    interaction.answer = made
    if world.unanswered[application.id].pop(interaction.id, None) is not None:
        interaction.answered.set_result(made)
    _tell(world, interaction, made)
    return interaction, message


def _answer_with_message(
    world: World, interaction: Interaction, channel: Channel, callback: int, draft: Draft
) -> Message:
    deferred = callback == CallbackKind.DEFERRED_MESSAGE
    message = post(
        world,
        interaction,
        channel,
        draft,
        ephemeral=draft.asks_to_be_ephemeral,
        reply_to=interaction.source_message_id,
        loading=deferred,
    )
    interaction.original_id = message.id
    interaction.waits_for_content = deferred
    return message


def _modal(world: World, interaction: Interaction, data: Fields) -> Modal:
    modal = Modal(
        id=world.ids.next(),
        interaction_id=interaction.id,
        user_id=interaction.user_id,
        application_id=interaction.application_id,
        channel_id=interaction.channel_id,
        custom_id=data.text("custom_id"),
        title=data.text("title"),
        components=numbered([one.plain() for one in data.objects("components")]),
        source_message_id=interaction.source_message_id,
        metadata=metadata_payload(world, interaction),
    )
    world.modals[modal.id] = modal
    return modal


def _source(world: World, interaction: Interaction) -> Message:
    channel = world.channels[interaction.channel_id]
    return posted(world, channel, interaction.source_message_id or 0)


def _allowed_callbacks(interaction: Interaction) -> tuple[int, ...]:
    if interaction.kind == InteractionKind.MODAL:
        from_message = interaction.source_message_id is not None
        return _MODAL_FROM_MESSAGE if from_message else _MODAL_FROM_COMMAND
    return _ALLOWED[interaction.kind]


def _tell(world: World, interaction: Interaction, made: Answer) -> None:
    data: Payload = {
        "interaction_id": str(interaction.id),
        "what": "answered",
        "callback": made.callback,
    }
    world.hub.tell_person(interaction.user_id, data)


def _forget_old(world: World, application: Application) -> None:
    """Interactions older than their tokens are of no more use."""
    now = application.clock.now()
    recent = world.recent_interactions[application.id]
    while recent and now - recent[0].created_at > TOKEN_SECONDS + 60:
        old = recent.popleft()
        del world.interactions[old.id]
        del world.interactions_by_token[old.token]
