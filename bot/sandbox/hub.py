"""The hub: tells bots and people what has happened, each what they may know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.sandbox.access import viewers
from bot.sandbox.gateway.protocol import Intent
from bot.sandbox.gateway.registry import Sessions
from bot.sandbox.gateway.session import Session
from bot.sandbox.jsontypes import JsonText, Payload, as_objects, encode
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel, DirectChannel
from bot.sandbox.model.guilds import Guild
from bot.sandbox.model.messages import Message, UserAuthor
from bot.sandbox.payloads.messages import message_payload
from bot.sandbox.payloads.users import bare_member_payload
from bot.sandbox.world import World

# Events after which somebody may see more or fewer channels than before.
_CHANGES_VIEWERS: Final = frozenset(
    {
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
    }
)


class Hub:
    """Tells each what it may know, and writes the journal of it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions = Sessions()

    # Events of a guild or of an application

    def guild_event(
        self,
        guild: Guild,
        event: str,
        data: Payload | Callable[[Application], Payload],
        *,
        intents: int = Intent.GUILDS,
        channel: Channel | None = None,
        only: int | None = None,
        but: int | None = None,
    ) -> None:
        """Send to the bots of a guild; with ``channel``, to those that see it.

        ``only`` names the one bot to tell, ``but`` the one to leave out.
        """
        if event in _CHANGES_VIEWERS:
            guild.viewers.clear()
        for application in self._world.applications_in(guild):
            if only not in (None, application.id) or but == application.id:
                continue
            if channel is not None and application.id not in viewers(self._world, channel):
                continue
            self.application_event(
                application,
                event,
                data(application) if callable(data) else data,
                intents=intents,
                guild_id=guild.id,
            )

    def application_event(
        self,
        application: Application,
        event: str,
        data: Payload,
        *,
        intents: int = 0,
        guild_id: int | None = None,
    ) -> None:
        """Send to an application's sessions on the shard that carries the guild."""
        text: str | None = None
        for session in self.sessions.of(application):
            if not session.handles(guild_id) or not session.wants(intents):
                continue
            if text is None:
                text = encode(data)
            self._dispatch(session, event, text)

    def session_event(self, session: Session, event: str, data: Payload) -> None:
        """Send to one session alone."""
        self._dispatch(session, event, encode(data))

    def _dispatch(self, session: Session, event: str, text: str) -> None:
        session.dispatch(event, text)
        self._world.journal.write(
            "event",
            session.application.id,
            event=event,
            session=session.id,
            shard=session.shard[0],
            sequence=session.sequence,
            connected=session.socket is not None,
            data=JsonText(text),
        )

    # Events of a message

    def message_created(self, channel: Channel, message: Message) -> None:
        self._message_event("MESSAGE_CREATE", channel, message)
        self._show("message_create", channel, message)

    def message_updated(self, channel: Channel, message: Message) -> None:
        self._message_event("MESSAGE_UPDATE", channel, message)
        self._show("message_update", channel, message)

    def message_deleted(self, channel: Channel, message: Message) -> None:
        self.messages_deleted(channel, [message], in_bulk=False)

    def messages_deleted(
        self, channel: Channel, messages: list[Message], *, in_bulk: bool = True
    ) -> None:
        data: Payload = {"channel_id": str(channel.id)}
        if in_bulk:
            data["ids"] = [str(message.id) for message in messages]
        else:
            data["id"] = str(messages[0].id)
        event = "MESSAGE_DELETE_BULK" if in_bulk else "MESSAGE_DELETE"
        self.channel_event(channel, event, data, messages[0].ephemeral_for)
        for message in messages:
            self._record(
                "message_delete",
                channel,
                message,
                {"id": str(message.id), "channel_id": str(channel.id)},
            )

    def channel_event(
        self,
        channel: Channel,
        event: str,
        data: Payload,
        ephemeral_for: int | None = None,
        *,
        guild_intent: int = Intent.GUILD_MESSAGES,
        direct_intent: int = Intent.DIRECT_MESSAGES,
    ) -> None:
        """An event that is the same for all who see the channel."""
        guild = self._world.guild_of(channel)
        if guild is not None and ephemeral_for is None:
            self.guild_event(
                guild,
                event,
                {**data, "guild_id": str(guild.id)},
                intents=guild_intent,
                channel=channel,
            )
        elif isinstance(channel, DirectChannel):
            for application in self._direct_applications(channel):
                self.application_event(application, event, data, intents=direct_intent)

    def _message_event(self, event: str, channel: Channel, message: Message) -> None:
        if message.ephemeral_for is not None:
            # Ephemeral messages go to the person and to the bot that sent them, as
            # direct messages do, without guild and member.
            application = self._world.applications.get(message.application_id or 0)
            if application is not None:
                data = message_payload(self._world, message, application.id)
                self.application_event(application, event, data, intents=Intent.DIRECT_MESSAGES)
            return
        if isinstance(channel, DirectChannel):
            for application in self._direct_applications(channel):
                data = message_payload(self._world, message, application.id)
                data["channel_type"] = channel.kind
                self.application_event(application, event, data, intents=Intent.DIRECT_MESSAGES)
            return
        guild = self._world.guilds[channel.guild_id]
        seen_by = viewers(self._world, channel)
        for application in self._world.applications_in(guild):
            if application.id not in seen_by:
                continue
            made: dict[bool, str] = {}
            for session in self.sessions.of(application):
                if not session.handles(guild.id) or not session.wants(Intent.GUILD_MESSAGES):
                    continue
                reads = session.wants(Intent.MESSAGE_CONTENT)
                if reads not in made:
                    made[reads] = encode(
                        self._guild_message(guild, channel, message, application, reads)
                    )
                self._dispatch(session, event, made[reads])

    def _guild_message(
        self,
        guild: Guild,
        channel: Channel,
        message: Message,
        application: Application,
        reads_content: bool,
    ) -> Payload:
        data = message_payload(self._world, message, application.id, reads_content=reads_content)
        data["guild_id"] = str(guild.id)
        data["channel_type"] = channel.kind
        if isinstance(message.author, UserAuthor):
            member = guild.members.get(message.author.user_id)
            if member is not None:
                data["member"] = bare_member_payload(member)
        mentions = as_objects(data["mentions"])
        for user_id, mention in zip(message.mentions.user_ids, mentions, strict=True):
            mentioned = guild.members.get(user_id)
            if mentioned is not None:
                mention["member"] = bare_member_payload(mentioned)
        return data

    def _direct_applications(self, channel: DirectChannel) -> list[Application]:
        applications = self._world.applications
        return [applications[one] for one in channel.recipient_ids if one in applications]

    # What people see

    def _show(self, kind: str, channel: Channel, message: Message) -> None:
        data = message_payload(self._world, message)
        if message.guild_id is not None:
            data["guild_id"] = str(message.guild_id)
        self._record(kind, channel, message, data)

    def show_history(self, user_id: int, channel: Channel, messages: list[Message]) -> None:
        """A person reads a channel's history and may meet messages new to them."""
        feed = self._world.feed
        for message in messages:
            if feed.has_shown(user_id, message.id):
                continue
            data = message_payload(self._world, message)
            scope = self._scope(channel, message)
            feed.record(scope, "message_read", frozenset({user_id}), data)

    def _record(self, kind: str, channel: Channel, message: Message, data: Payload) -> None:
        seen_by = viewers(self._world, channel)
        if message.ephemeral_for is not None:
            seen_by = frozenset({message.ephemeral_for})
        feed = self._world.feed
        if kind == "message_create":
            feed.record(self._scope(channel, message), "message_create", seen_by, data)
        elif kind == "message_update":
            feed.record(self._scope(channel, message), "message_update", seen_by, data)
        else:
            feed.record(self._scope(channel, message), "message_delete", seen_by, data)

    @staticmethod
    def _scope(channel: Channel, message: Message) -> int:
        if message.ephemeral_for is not None:
            return message.ephemeral_for
        return channel.id if isinstance(channel, DirectChannel) else channel.guild_id

    def notify(self, user_id: int, channel: Channel, message: Message, why: str) -> None:
        """A ping reaches a person."""
        data: Payload = {
            "message_id": str(message.id),
            "channel_id": str(channel.id),
            "why": why,
        }
        self._world.feed.record(user_id, "notification", frozenset({user_id}), data)

    def tell_person(self, user_id: int, data: Payload) -> None:
        """How an interaction of theirs went on."""
        self._world.feed.record(user_id, "interaction", frozenset({user_id}), data)
