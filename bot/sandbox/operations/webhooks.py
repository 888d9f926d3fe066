"""Webhooks: their names, and what they post."""

from __future__ import annotations

from bot.sandbox.content.drafts import Draft
from bot.sandbox.content.layout import interactive
from bot.sandbox.errors import (
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    WEBHOOK_NEEDS_THREAD,
    WEBHOOK_NO_FORUM,
    WEBHOOK_THREAD_CONFLICT,
    FieldProblem,
    FormRefused,
    Refused,
)
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.channels import ChannelKind, GuildChannel, Thread
from bot.sandbox.model.messages import Message, WebhookAuthor
from bot.sandbox.model.webhooks import Webhook
from bot.sandbox.operations import composing, messages, threads
from bot.sandbox.world import World

_FORBIDDEN = ("clyde", "discord")
_FORBIDDEN_EXACTLY = ("everyone", "here")


def require_good_name(name: str, path: str) -> None:
    """Raises 50035 for the names that Discord keeps for itself."""
    lowered = name.lower()
    problems = [
        FieldProblem((path,), "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{forbidden}"')
        for forbidden in _FORBIDDEN
        if forbidden in lowered
    ]
    if lowered.strip() in _FORBIDDEN_EXACTLY:
        message = f'Username cannot be "{lowered.strip()}"'
        problems.append(FieldProblem((path,), "USERNAME_INVALID_EXACT", message))
    if problems:
        raise FormRefused(problems)
    if not name.strip():
        raise FormRefused.at((path,), "BASE_TYPE_REQUIRED", "This field is required")


def announce(world: World, webhook: Webhook) -> None:
    guild = world.guilds[webhook.guild_id]
    data: Payload = {"guild_id": str(guild.id), "channel_id": str(webhook.channel_id)}
    world.hub.guild_event(guild, "WEBHOOKS_UPDATE", data, intents=Intent.GUILD_WEBHOOKS)


def by_token(world: World, webhook_id: int, token: str) -> Webhook:
    """Raises 10015 for an unknown webhook, 50027 for a wrong token."""
    webhook = world.webhooks.get(webhook_id)
    if webhook is None:
        raise Refused(UNKNOWN_WEBHOOK)
    if webhook.token != token:
        raise Refused(INVALID_WEBHOOK_TOKEN)
    return webhook


def delete(world: World, webhook: Webhook) -> None:
    del world.webhooks[webhook.id]
    world.webhooks_by_channel[webhook.channel_id].remove(webhook)
    announce(world, webhook)


def destination(world: World, webhook: Webhook, thread_id: int | None) -> GuildChannel | Thread:
    """Where a post goes; raises 10003 for a thread of another channel."""
    channel = world.guilds[webhook.guild_id].channels[webhook.channel_id]
    if thread_id is None:
        return channel
    thread = world.channels.get(thread_id)
    if not isinstance(thread, Thread) or thread.parent_id != channel.id:
        raise Refused(UNKNOWN_CHANNEL)
    return thread


def execute(
    world: World,
    webhook: Webhook,
    draft: Draft,
    *,
    thread_id: int | None,
    with_components: bool,
) -> Message:
    """Post under the webhook's name or the one that the draft gives."""
    fields = draft.fields
    name = fields.text("username") or webhook.name
    require_good_name(name, "username")
    channel = destination(world, webhook, thread_id)
    thread_name = fields.text("thread_name")
    if isinstance(channel, GuildChannel):
        if channel.is_forum and not thread_name:
            raise Refused(WEBHOOK_NEEDS_THREAD)
        if thread_name and not channel.is_forum:
            raise Refused(WEBHOOK_NO_FORUM)
    elif thread_name:
        raise Refused(WEBHOOK_THREAD_CONFLICT)
    with_components = _takes_components(webhook, draft, asked=with_components)
    avatar = fields.text("avatar_url") or webhook.avatar
    message = composing.compose(
        world,
        channel,
        WebhookAuthor(webhook.id, name, avatar),
        draft,
        # Webhooks may ping everybody.
        pings_everyone=True,
        webhook_id=webhook.id,
        application_id=webhook.application_id,
        with_components=with_components,
    )
    if isinstance(channel, GuildChannel) and channel.is_forum:
        channel = threads.create_thread(
            world,
            channel,
            thread_id=message.id,
            kind=ChannelKind.PUBLIC_THREAD,
            name=thread_name,
            owner_id=webhook.id,
            applied_tags=fields.integers("applied_tags"),
        )
        message.channel_id = channel.id
    return messages.publish(world, channel, message)


def own_message(
    world: World, webhook: Webhook, message_id: int, thread_id: int | None
) -> tuple[GuildChannel | Thread, Message]:
    """A post of this webhook; a post in a thread is found there only."""
    channel = destination(world, webhook, thread_id)
    message = channel.messages.get(message_id)
    if message is None or message.webhook_id != webhook.id:
        raise Refused(UNKNOWN_MESSAGE)
    return channel, message


def edit_own(
    world: World,
    webhook: Webhook,
    channel: GuildChannel | Thread,
    message: Message,
    draft: Draft,
    *,
    with_components: bool,
) -> Message:
    """Change a post; raises 50083 while its thread is archived."""
    if isinstance(channel, Thread):
        threads.require_awake(channel)
    return messages.change(
        world,
        channel,
        message,
        draft,
        pings_everyone=True,
        with_components=_takes_components(webhook, draft, asked=with_components),
    )


def _takes_components(webhook: Webhook, draft: Draft, *, asked: bool) -> bool:
    """An application's webhook always sends components; others only if asked to, and
    none that somebody could use.

    Source: https://docs.discord.com/developers/resources/webhook#execute-webhook
    """
    if webhook.application_id is not None:
        return True
    components = [one.plain() for one in draft.fields.objects("components")]
    if asked and any(one.get("custom_id") for one in interactive(components)):
        raise FormRefused.at(
            ("components",),
            "COMPONENT_INTERACTIVE_NOT_ALLOWED",
            "Only webhooks of an application can send interactive components",
        )
    return asked
