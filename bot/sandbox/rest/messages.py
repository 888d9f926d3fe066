"""Messages: posting, reading, changing and deleting them."""

from __future__ import annotations

from bot.sandbox.access import (
    permissions_of,
    require,
    visible_channel,
    visible_message,
)
from bot.sandbox.content.drafts import MESSAGE_CREATE, MESSAGE_EDIT, Draft
from bot.sandbox.errors import (
    CANNOT_ACT_ON_SYSTEM_MESSAGE,
    CANNOT_EDIT_OTHERS_MESSAGE,
    INVALID_BULK_DELETE_COUNT,
    TOO_OLD_TO_BULK_DELETE,
    WRONG_CHANNEL_TYPE,
    Refused,
)
from bot.sandbox.jsontypes import Payload
from bot.sandbox.limits import (
    BULK_DELETE,
    CREATE_MESSAGE,
    DELETE_MESSAGE,
    EDIT_MESSAGE,
    READ_MESSAGES,
    TYPING,
)
from bot.sandbox.model.channels import (
    FORUM_KINDS,
    ChannelKind,
    DirectChannel,
    GuildChannel,
    Thread,
)
from bot.sandbox.model.messages import (
    ORDINARY_KINDS,
    Message,
    MessageKind,
    UserAuthor,
)
from bot.sandbox.operations import audit, automod, composing, messages, threads
from bot.sandbox.operations.audit import AuditAction
from bot.sandbox.operations.nonces import remembered
from bot.sandbox.operations.typing import start_typing
from bot.sandbox.payloads.messages import message_payload, payload_for_bot
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.rest.sending import (
    forward,
    reference_of,
    require_may_send,
    sending_bit,
)
from bot.sandbox.shapes import Integer, ListOf, Object, Snowflake, optional, required
from bot.sandbox.snowflake import at_ms

routes = Routes()

_BULK_DELETE_DAYS = 14


def seen_by_caller(call: Call, message: Message) -> Payload:
    """A message as the one who asks may read it."""
    if call.application is not None:
        return payload_for_bot(call.world, message, call.application)
    return message_payload(call.world, message, call.user.id)


@routes.add(
    "GET",
    "/channels/{channel_id}/messages",
    query=Object(
        {
            "around": optional(Snowflake()),
            "before": optional(Snowflake()),
            "after": optional(Snowflake()),
            "limit": optional(Integer(1, 100)),
        }
    ),
    limit=READ_MESSAGES,
)
async def list_messages(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    if isinstance(channel, GuildChannel) and channel.kind in (
        ChannelKind.CATEGORY,
        *FORUM_KINDS,
    ):
        raise Refused(WRONG_CHANNEL_TYPE)
    bits = permissions_of(call.world, channel, call.user.id)
    if not bits & Permission.READ_MESSAGE_HISTORY:
        return []
    query = call.query
    found = channel.messages.page(
        query.integer("limit", 50),
        before=query.integer_or_none("before"),
        after=query.integer_or_none("after"),
        around=query.integer_or_none("around"),
    )
    if call.application is None:
        call.world.hub.show_history(call.user.id, channel, found)
    return [seen_by_caller(call, message) for message in found]


@routes.add("GET", "/channels/{channel_id}/messages/{message_id}", limit=READ_MESSAGES)
async def get_message(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    message = visible_message(call.world, call.user, channel, call.id("message_id"))
    return seen_by_caller(call, message)


@routes.add(
    "POST",
    "/channels/{channel_id}/messages",
    body=MESSAGE_CREATE,
    takes_files=True,
    limit=CREATE_MESSAGE,
)
async def create_message(call: Call) -> Answer:
    world, user = call.world, call.user
    channel = visible_channel(world, user, call.id("channel_id"))
    draft = Draft(call.body, call.uploads)
    bits = require_may_send(world, channel, user, draft)
    nonce = call.body.text_or_none("nonce")
    memory = remembered(world, user, channel)
    if nonce is not None and call.body.flag("enforce_nonce"):
        first = memory.find(nonce)
        if first is not None:
            return seen_by_caller(call, first)
    reference = reference_of(call, channel, bits)
    message = composing.compose(
        world,
        channel,
        UserAuthor(user.id),
        draft,
        pings_everyone=bool(bits & Permission.MENTION_EVERYONE),
        kind=MessageKind.REPLY
        if reference is not None and reference.kind == 0
        else MessageKind.DEFAULT,
        reference=reference,
    )
    message.nonce = nonce
    if reference is not None and reference.kind == 1:
        forward(world, message, reference)
    hits = automod.check_message(world, channel, user, message)
    messages.publish(world, channel, message)
    automod.follow_up(world, hits, message)
    if nonce is not None:
        memory.keep(nonce, message)
    return seen_by_caller(call, message)


@routes.add(
    "PATCH",
    "/channels/{channel_id}/messages/{message_id}",
    body=MESSAGE_EDIT,
    takes_files=True,
    limit=EDIT_MESSAGE,
)
async def edit_message(call: Call) -> Answer:
    world, user = call.world, call.user
    channel = visible_channel(world, user, call.id("channel_id"))
    message = visible_message(world, user, channel, call.id("message_id"))
    bits = permissions_of(world, channel, user.id)
    if isinstance(channel, Thread):
        threads.require_editable(world, channel, user.id)
    if message.author_user_id != user.id:
        # Others' messages: moderators may hide their embeds, and no more.
        if set(call.body) != {"flags"}:
            raise Refused(CANNOT_EDIT_OTHERS_MESSAGE)
        require(bits, Permission.MANAGE_MESSAGES)
    elif message.kind not in ORDINARY_KINDS:
        raise Refused(CANNOT_ACT_ON_SYSTEM_MESSAGE)
    draft = Draft(call.body, call.uploads)
    hits = automod.check_edit(world, channel, user, draft.content)
    messages.change(
        world,
        channel,
        message,
        draft,
        pings_everyone=bool(bits & Permission.MENTION_EVERYONE),
    )
    automod.follow_up(world, hits, message)
    return seen_by_caller(call, message)


@routes.add("DELETE", "/channels/{channel_id}/messages/{message_id}", limit=DELETE_MESSAGE)
async def delete_message(call: Call) -> Answer:
    world, user = call.world, call.user
    channel = visible_channel(world, user, call.id("channel_id"))
    message = visible_message(world, user, channel, call.id("message_id"))
    if message.author_user_id != user.id:
        if isinstance(channel, DirectChannel):
            raise Refused(CANNOT_ACT_ON_SYSTEM_MESSAGE)
        require(permissions_of(world, channel, user.id), Permission.MANAGE_MESSAGES)
    if message.kind in (MessageKind.THREAD_STARTER,):
        raise Refused(CANNOT_ACT_ON_SYSTEM_MESSAGE)
    messages.delete(world, channel, message)
    guild = world.guild_of(channel)
    if guild is not None and message.author_user_id not in (None, user.id):
        audit.record(
            world,
            guild,
            user.id,
            AuditAction.MESSAGE_DELETE,
            message.author_user_id,
            reason=call.reason,
            options={"channel_id": str(channel.id), "count": "1"},
        )
    return None


@routes.add(
    "POST",
    "/channels/{channel_id}/messages/bulk-delete",
    body=Object({"messages": required(ListOf(Snowflake()))}),
    for_bots_only=True,
    limit=BULK_DELETE,
)
async def bulk_delete(call: Call) -> Answer:
    world = call.world
    channel = visible_channel(world, call.user, call.id("channel_id"))
    guild = world.guild_of(channel)
    if guild is None:
        raise Refused(WRONG_CHANNEL_TYPE)
    require(permissions_of(world, channel, call.user.id), Permission.MANAGE_MESSAGES)
    wanted = dict.fromkeys(call.body.integers("messages"))
    if not 2 <= len(wanted) <= 100:
        raise Refused(INVALID_BULK_DELETE_COUNT)
    oldest = at_ms(int((guild.clock.now() - _BULK_DELETE_DAYS * 86_400) * 1000))
    if min(wanted) < oldest:
        raise Refused(TOO_OLD_TO_BULK_DELETE)
    found = [channel.messages.get(message_id) for message_id in wanted]
    doomed = [one for one in found if one is not None]
    messages.delete_together(world, channel, doomed)
    audit.record(
        world,
        guild,
        call.user.id,
        AuditAction.MESSAGE_BULK_DELETE,
        channel.id,
        reason=call.reason,
        options={"count": str(len(doomed))},
    )
    return None


@routes.add("POST", "/channels/{channel_id}/typing", limit=TYPING)
async def trigger_typing(call: Call) -> Answer:
    channel = visible_channel(call.world, call.user, call.id("channel_id"))
    require(permissions_of(call.world, channel, call.user.id), sending_bit(channel))
    start_typing(call.world, channel, call.user)
    return None
