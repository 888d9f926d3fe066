"""A guild and the hands of its owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import (
    CHANNEL_KINDS,
    Channel,
    Recipient,
    Role,
    Thread,
    parse_channel,
    parse_role,
    parse_thread,
)
from bot.sandbox.people.transport import Transport
from bot.sandbox.permissions import NEW_GUILD_EVERYONE, parse_permissions

ChannelKindName: TypeAlias = Literal[
    "text", "voice", "category", "announcement", "stage", "forum", "media"
]
Permissions: TypeAlias = int | str | Iterable[str]


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a role or somebody may do in one channel; permissions by bits or names."""

    target: Role | Recipient
    allow: Permissions = 0
    deny: Permissions = 0

    def payload(self) -> Payload:
        return {
            "id": str(self.target.id),
            "type": 0 if isinstance(self.target, Role) else 1,
            "allow": str(parse_permissions(self.allow)),
            "deny": str(parse_permissions(self.deny)),
        }


class Guild:
    """A server. What is done here is done by its owner over REST."""

    def __init__(
        self, transport: Transport, guild_id: int, name: str, owner: Person, general: Channel
    ) -> None:
        self._transport = transport
        self.id = guild_id
        self.name = name
        self.owner = owner
        self.general = general
        self.everyone = Role(guild_id, "@everyone", NEW_GUILD_EVERYONE, 0)

    def __repr__(self) -> str:
        return f"<Guild {self.name} {self.id}>"

    # Those who are in it

    async def add_bot(self, app: Recipient, permissions: Permissions = 0) -> Role:
        """Invite an application's bot; gives its managed role."""
        body: Payload = {
            "application_id": str(app.id),
            "permissions": parse_permissions(permissions),
        }
        return parse_role(as_object(await self._control("POST", "/bots", body)))

    async def create_member(
        self,
        name: str,
        *,
        global_name: str | None = None,
        nick: str | None = None,
        roles: Sequence[Role] = (),
        avatar: str | None = None,
        pending: bool = False,
        dms_open: bool = True,
        locale: str = "en-US",
    ) -> Person:
        """A new person who has just joined. ``avatar`` is an image hash."""
        profile: Payload = {
            "username": name,
            "global_name": global_name,
            "avatar": avatar,
            "locale": locale,
            "dms_open": dms_open,
        }
        person = await new_person(self._transport, profile, self)
        body: Payload = {
            "user_id": str(person.id),
            "nick": nick,
            "role_ids": [str(role.id) for role in roles],
            "pending": pending,
        }
        await self._control("POST", "/members", body)
        return person

    async def kick(self, who: Recipient) -> None:
        await self._owner("DELETE", f"/members/{who.id}")

    async def ban(self, who: Recipient, *, delete_message_seconds: int = 0) -> None:
        body: Payload = {"delete_message_seconds": delete_message_seconds}
        await self._owner("PUT", f"/bans/{who.id}", body)

    async def unban(self, who: Recipient) -> None:
        await self._owner("DELETE", f"/bans/{who.id}")

    # Roles

    async def create_role(
        self,
        name: str,
        *,
        permissions: Permissions = 0,
        position: int | None = None,
        mentionable: bool = False,
    ) -> Role:
        """A role at the bottom, or at a position (1 is right above @everyone)."""
        body: Payload = {
            "name": name,
            "permissions": str(parse_permissions(permissions)),
            "mentionable": mentionable,
        }
        role = parse_role(as_object(await self._owner("POST", "/roles", body)))
        return role if position is None else await self.move_role(role, position)

    async def move_role(self, role: Role, position: int) -> Role:
        moved = await self._owner("PATCH", "/roles", [{"id": str(role.id), "position": position}])
        return next(one for one in map(parse_role, as_objects(moved)) if one.id == role.id)

    async def edit_role(
        self, role: Role, *, permissions: Permissions | None = None, name: str | None = None
    ) -> Role:
        body: Payload = {}
        if permissions is not None:
            body["permissions"] = str(parse_permissions(permissions))
        if name is not None:
            body["name"] = name
        return parse_role(as_object(await self._owner("PATCH", f"/roles/{role.id}", body)))

    async def delete_role(self, role: Role) -> None:
        await self._owner("DELETE", f"/roles/{role.id}")

    async def roles(self) -> list[Role]:
        """From the lowest up; @everyone comes first."""
        found = as_objects(await self._owner("GET", "/roles"))
        return sorted(map(parse_role, found), key=lambda role: role.position)

    # Channels

    async def create_channel(
        self,
        name: str,
        *,
        kind: ChannelKindName = "text",
        overwrites: Sequence[Overwrite] = (),
        parent: Channel | None = None,
        topic: str | None = None,
        slowmode: int = 0,
        tags: Sequence[str] = (),
        require_tag: bool = False,
    ) -> Channel:
        """``tags`` and ``require_tag`` are for forums; ``slowmode`` is in seconds."""
        body: Payload = {"name": name, "type": CHANNEL_KINDS[kind]}
        if overwrites:
            body["permission_overwrites"] = [one.payload() for one in overwrites]
        if parent is not None:
            body["parent_id"] = str(parent.id)
        if topic is not None:
            body["topic"] = topic
        if slowmode:
            body["rate_limit_per_user"] = slowmode
        if tags:
            body["available_tags"] = [{"name": tag} for tag in tags]
        if require_tag:
            body["flags"] = 1 << 4
        return parse_channel(as_object(await self._owner("POST", "/channels", body)))

    async def channels(self) -> list[Channel]:
        return [parse_channel(one) for one in as_objects(await self._owner("GET", "/channels"))]

    async def edit_channel(self, channel: Channel, **changes: object) -> Channel:
        """Change fields of a channel, named as Discord names them."""
        answer = await self.owner.request("PATCH", f"/channels/{channel.id}", changes)
        return parse_channel(as_object(answer))

    async def rename_thread(self, thread: Thread, name: str) -> Thread:
        body: Payload = {"name": name}
        return parse_thread(
            as_object(await self.owner.request("PATCH", f"/channels/{thread.id}", body))
        )

    async def delete_channel(self, channel: Channel | Thread) -> None:
        await self.owner.request("DELETE", f"/channels/{channel.id}")

    async def set_overwrite(self, channel: Channel, overwrite: Overwrite) -> None:
        payload = overwrite.payload()
        path = f"/channels/{channel.id}/permissions/{payload.pop('id')}"
        await self.owner.request("PUT", path, payload)

    async def clear_overwrite(self, channel: Channel, target: Role | Recipient) -> None:
        await self.owner.request("DELETE", f"/channels/{channel.id}/permissions/{target.id}")

    async def overwrites(self, channel: Channel) -> dict[int, tuple[int, int]]:
        """Target id to the bits that are allowed and denied there."""
        answer = as_object(await self.owner.request("GET", f"/channels/{channel.id}"))
        return {
            int(one.text("id")): (int(one.text("allow")), int(one.text("deny")))
            for one in Fields(answer).objects("permission_overwrites")
        }

    # The rest

    async def audit_log(self, limit: int = 50) -> list[Payload]:
        """Newest first, as Discord's JSON."""
        query: Mapping[str, str | int] = {"limit": limit}
        path = f"/guilds/{self.id}/audit-logs"
        answer = as_object(await self.owner.request("GET", path, query=query))
        return as_objects(answer["audit_log_entries"])

    async def create_automod_rule(self, name: str, **fields: object) -> Payload:
        """A rule from Discord's own JSON; by default an enabled keyword rule that blocks."""
        body: Payload = {
            "name": name,
            "event_type": 1,
            "trigger_type": 1,
            "enabled": True,
            "actions": [{"type": 1}],
            **fields,
        }
        return as_object(await self._owner("POST", "/auto-moderation/rules", body))

    async def automod_rules(self) -> list[Payload]:
        return as_objects(await self._owner("GET", "/auto-moderation/rules"))

    async def edit_automod_rule(self, rule_id: int, **fields: object) -> Payload:
        return as_object(await self._owner("PATCH", f"/auto-moderation/rules/{rule_id}", fields))

    async def delete_automod_rule(self, rule_id: int) -> None:
        await self._owner("DELETE", f"/auto-moderation/rules/{rule_id}")

    async def allow_command(
        self, app: Recipient, command_id: int | None, allowed: Mapping[Role | Recipient, bool]
    ) -> None:
        """Override who may use a command (or, with None, all of an application's)."""
        body: Payload = {
            "application_id": str(app.id),
            "permissions": [
                {
                    "id": str(target.id),
                    "type": 1 if isinstance(target, Role) else 2,
                    "permission": permission,
                }
                for target, permission in allowed.items()
            ],
        }
        await self._control("PUT", f"/command-permissions/{command_id or app.id}", body)

    async def set_max_active_threads(self, count: int) -> None:
        await self._control("PATCH", "", {"max_active_threads": count})

    async def advance_clock(self, seconds: float) -> None:
        """Let time pass in this guild: threads fall asleep, time-outs end."""
        await self._control("PATCH", "", {"advance_clock": seconds})

    async def _owner(self, method: str, path: str, body: object = None) -> object:
        return await self.owner.request(method, f"/guilds/{self.id}{path}", body)

    async def _control(self, method: str, path: str, body: Payload) -> object:
        return await self._transport.control(method, f"/guilds/{self.id}{path}", body)


async def new_person(transport: Transport, profile: Payload, guild: Guild | None) -> Person:
    """Make an account; nothing of ``profile`` that is None is sent."""
    given = {name: value for name, value in profile.items() if value is not None}
    fields = Fields(as_object(await transport.control("POST", "/people", given)))
    name = fields.text("username")
    return Person(transport, int(fields.text("id")), name, fields.text("token"), guild)
