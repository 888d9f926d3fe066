"""REQUEST_GUILD_MEMBERS: a guild's members in chunks.

Source: https://docs.discord.com/developers/events/gateway-events#request-guild-members
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.gateway.protocol import MEMBERS_PER_CHUNK, Intent
from bot.sandbox.gateway.session import Session
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.model.guilds import Guild, Member
from bot.sandbox.payloads.users import member_payload
from bot.sandbox.world import World

_QUERY_LIMIT = 100


def member_chunks(world: World, session: Session, data: Payload) -> Iterator[Payload]:
    """GUILD_MEMBERS_CHUNK's data, one for each 1,000 members.

    Asking for everybody takes the members intent; without it, or for a guild the
    bot is not in, there is nothing.
    """
    guild_id = data.get("guild_id")
    raw_ids = data.get("user_ids")
    ids = raw_ids if isinstance(raw_ids, list) else [] if raw_ids is None else [raw_ids]
    fields = Fields(data)
    guild = world.guilds.get(int(str(guild_id)))
    if guild is None or session.application.id not in guild.members:
        return
    found: list[Member]
    missing: list[str] = []
    if raw_ids is not None:
        wanted = [int(str(one)) for one in ids][:_QUERY_LIMIT]
        found = [guild.members[one] for one in wanted if one in guild.members]
        missing = [str(one) for one in wanted if one not in guild.members]
    else:
        query, limit = fields.text("query"), fields.integer("limit")
        if not query and not limit:
            if not session.wants(Intent.GUILD_MEMBERS):
                return
            found = list(guild.members.values())
        else:
            found = _matching(world, guild, query)[: min(limit or _QUERY_LIMIT, _QUERY_LIMIT)]
    chunks = [
        found[start : start + MEMBERS_PER_CHUNK]
        for start in range(0, len(found), MEMBERS_PER_CHUNK)
    ] or [[]]
    for index, chunk in enumerate(chunks):
        payload: Payload = {
            "guild_id": str(guild.id),
            "members": [member_payload(world, member) for member in chunk],
            "chunk_index": index,
            "chunk_count": len(chunks),
        }
        if missing:
            payload["not_found"] = missing
        if fields.flag("presences") and session.wants(Intent.GUILD_PRESENCES):
            payload["presences"] = []
        if (nonce := fields.text_or_none("nonce")) is not None:
            payload["nonce"] = nonce
        yield payload


def _matching(world: World, guild: Guild, query: str) -> list[Member]:
    start = query.lower()
    return [
        member
        for member in guild.members.values()
        if (member.nick or "").lower().startswith(start)
        or world.users[member.user_id].username.lower().startswith(start)
    ]
