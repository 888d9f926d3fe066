"""Whether a message may be sent here, and what it refers to."""

from __future__ import annotations

from bot.sandbox.access import (
    permissions_of,
    require,
    visible_channel,
    visible_message,
)
from bot.sandbox.content.drafts import Draft
from bot.sandbox.errors import (
    CANNOT_MESSAGE_HERE,
    CANNOT_MESSAGE_USER,
    NO_MUTUAL_GUILDS,
    SLOWMODE,
    UNKNOWN_MESSAGE,
    FormRefused,
    Refusal,
    Refused,
)
from bot.sandbox.model.channels import (
    FORUM_KINDS,
    Channel,
    ChannelKind,
    DirectChannel,
    GuildChannel,
    Thread,
)
from bot.sandbox.model.messages import (
    ORDINARY_KINDS,
    Message,
    MessageFlag,
    Reference,
)
from bot.sandbox.model.users import User
from bot.sandbox.payloads.messages import snapshot_payload
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Call
from bot.sandbox.world import World

_REPLY_WITHOUT_HISTORY = Refusal(
    400, 160002, "Cannot reply without permission to read message history"
)


_SYSTEM_MESSAGE_REPLY = "Cannot reply to a system message"


def sending_bit(channel: Channel) -> int:
    if isinstance(channel, Thread):
        return Permission.SEND_MESSAGES_IN_THREADS
    return Permission.SEND_MESSAGES


def require_may_send(world: World, channel: Channel, user: User, draft: Draft) -> int:
    """Raises what keeps the user from sending the draft here; gives their permissions."""
    if isinstance(channel, DirectChannel):
        _require_reachable(world, channel, user)
    elif isinstance(channel, GuildChannel) and channel.kind in (
        ChannelKind.CATEGORY,
        *FORUM_KINDS,
    ):
        raise Refused(CANNOT_MESSAGE_HERE)
    bits = permissions_of(world, channel, user.id)
    require(bits, sending_bit(channel))
    if draft.fields.objects("embeds"):
        require(bits, Permission.EMBED_LINKS)
    if draft.uploads:
        require(bits, Permission.ATTACH_FILES)
    if draft.fields.flag("tts"):
        require(bits, Permission.SEND_TTS_MESSAGES)
    if draft.fields.object_or_none("poll") is not None:
        require(bits, Permission.SEND_POLLS)
    _require_slow_enough(world, channel, user, bits)
    return bits


def _require_reachable(world: World, channel: DirectChannel, user: User) -> None:
    other = world.users[channel.other(user.id)]
    if not user.guild_ids & other.guild_ids:
        raise Refused(NO_MUTUAL_GUILDS)
    if user.bot and not other.dms_open:
        raise Refused(CANNOT_MESSAGE_USER)


def _require_slow_enough(world: World, channel: Channel, user: User, bits: int) -> None:
    """Slowmode: one message in so many seconds, for those who do not moderate."""
    if isinstance(channel, DirectChannel) or user.bot or not channel.slowmode:
        return
    exempting = Permission.MANAGE_MESSAGES | Permission.MANAGE_CHANNELS | Permission.BYPASS_SLOWMODE
    if bits & exempting:
        return
    now = world.guilds[channel.guild_id].clock.now()
    last = next(
        (
            message.created_at
            for message in channel.messages.newest_first()
            if message.author_user_id == user.id
        ),
        None,
    )
    if last is not None and now - last < channel.slowmode:
        raise Refused(SLOWMODE, retry_after=channel.slowmode - (now - last))


def reference_of(call: Call, channel: Channel, bits: int) -> Reference | None:
    given = call.body.object_or_none("message_reference")
    if given is None:
        return None
    message_id = given.integer("message_id")
    if given.integer("type") == 1:
        source = visible_channel(call.world, call.user, given.integer("channel_id", channel.id))
        visible_message(call.world, call.user, source, message_id)
        guild = call.world.guild_of(source)
        return Reference(source.id, message_id, guild.id if guild else None, kind=1)
    target = channel.messages.get(message_id)
    if target is None or given.integer("channel_id", channel.id) != channel.id:
        if not given.flag("fail_if_not_exists", True):
            return None
        raise FormRefused.at(
            ("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"
        )
    if target.kind not in ORDINARY_KINDS:
        raise FormRefused.at(
            ("message_reference",), "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", _SYSTEM_MESSAGE_REPLY
        )
    if not bits & Permission.READ_MESSAGE_HISTORY:
        raise Refused(_REPLY_WITHOUT_HISTORY)
    return Reference(channel.id, message_id, target.guild_id)


def forward(world: World, message: Message, reference: Reference) -> None:
    source = world.channels[reference.channel_id].messages.get(reference.message_id or 0)
    if source is None:
        raise Refused(UNKNOWN_MESSAGE)
    message.snapshots = [snapshot_payload(world, source)]
    message.flags |= MessageFlag.HAS_SNAPSHOT
