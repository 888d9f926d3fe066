"""Members of a server: who they are, and what is done about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import discord

from bot.discord_io.actors import member_actor
from bot.discord_io.failures import stage_errors
from bot.discord_io.stage.places import available_guild
from bot.domain.case import Case, CaseKind
from bot.domain.errors import GreenroomError, NotFound, Refused
from bot.domain.guild import GuildSettings
from bot.domain.permission import Permission
from bot.workflow.permissions import is_moderator
from bot.workflow.ports import Store
from bot.workflow.standing.hierarchy import Powers, Sight, Subject

AUDIT_REASON = 512
"""Characters of a reason in Discord's audit log. Source: its documentation, "Audit Log"."""

# Discord's JSON error codes. Source: its documentation, "Opcodes and Status Codes".
UNKNOWN_MEMBER = 10007
UNKNOWN_ROLE = 10011
UNKNOWN_USER = 10013
UNKNOWN_BAN = 10026


class DiscordMembers:
    """`bot.workflow.standing.stage.SanctionStage` on discord.py."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def look(
        self, guild_id: int, user_id: int, *, role_id: int | None = None, by: int | None = None
    ) -> Sight:
        guild = available_guild(self._client, guild_id)
        settings = await self._settings(guild_id)
        moderator = await self._member(guild, by) if by is not None else None
        role = guild.get_role(role_id) if role_id is not None else None
        return Sight(
            subject=await self._subject(guild, user_id, settings),
            bot=_powers(guild.me),
            moderator=_powers(moderator) if moderator is not None else None,
            role_height=role.position if role is not None else None,
        )

    async def is_staff(self, guild_id: int, channel_id: int | None, user_id: int) -> bool:
        guild = self._client.get_guild(guild_id)
        channel = guild.get_channel(channel_id) if guild is not None and channel_id else None
        if guild is None or channel is None:
            return False
        try:
            member = await self._member(guild, user_id)
        except GreenroomError:
            return False  # Discord does not say: they are judged like everybody.
        if member is None:
            return False
        return is_moderator(member_actor(member, channel), await self._settings(guild_id))

    async def apply(self, case: Case) -> None:
        guild = available_guild(self._client, case.guild_id)
        reason = audit_reason(case)
        person = discord.Object(case.user_id)
        with _refusals():
            match case.kind:
                case CaseKind.TIMEOUT:
                    await self._time_out(guild, case, case.expires_at, reason)
                case CaseKind.ROLE:
                    member = await self._present(guild, case)
                    await member.add_roles(discord.Object(case.role_id or 0), reason=reason)
                case CaseKind.KICK:
                    await guild.kick(person, reason=reason)
                case CaseKind.BAN:
                    await guild.ban(person, reason=reason, delete_message_seconds=0)
                case CaseKind.UNBAN:
                    with _harmless(UNKNOWN_BAN):
                        await guild.unban(person, reason=reason)
                case _:
                    pass  # A notice is nothing but what the member is told.

    async def lift(self, case: Case, *, until: datetime | None) -> None:
        guild = available_guild(self._client, case.guild_id)
        reason = audit_reason(case)
        with _refusals(), _harmless(UNKNOWN_MEMBER, UNKNOWN_ROLE, UNKNOWN_BAN):
            match case.kind:
                case CaseKind.TIMEOUT:
                    member = await guild.fetch_member(case.user_id)
                    await member.edit(timed_out_until=until, reason=reason)
                case CaseKind.ROLE:
                    member = await guild.fetch_member(case.user_id)
                    await member.remove_roles(discord.Object(case.role_id or 0), reason=reason)
                case CaseKind.BAN:
                    await guild.unban(discord.Object(case.user_id), reason=reason)
                case _:
                    pass

    async def _time_out(
        self, guild: discord.Guild, case: Case, until: datetime | None, reason: str
    ) -> None:
        member = await self._present(guild, case)
        now = datetime.now(UTC)
        if until is None or until <= now:
            return
        if member.timed_out_until is not None and member.timed_out_until >= until:
            return  # Another timeout lasts longer; this one ends within it.
        await member.edit(timed_out_until=until, reason=reason)

    async def _subject(
        self, guild: discord.Guild, user_id: int, settings: GuildSettings
    ) -> Subject:
        member = await self._member(guild, user_id)
        if member is not None:
            may = Permission(member.guild_permissions.value)
            roles = {role.id for role in member.roles}
            return Subject(
                user_id=user_id,
                name=member.display_name,
                powers=_powers(member),
                is_bot=member.bot,
                is_moderator=bool(may & (Permission.MANAGE_MESSAGES | Permission.ADMINISTRATOR))
                or settings.moderator_role_id in roles,
            )
        with stage_errors():
            try:
                user = await self._client.fetch_user(user_id)
            except discord.NotFound:
                raise NotFound("There is no such person on Discord.") from None
        return Subject(user_id, user.display_name, is_present=False, is_bot=user.bot)

    async def _member(self, guild: discord.Guild, user_id: int) -> discord.Member | None:
        """As Discord has them now; None for who is not on the server."""
        with stage_errors():
            try:
                return await guild.fetch_member(user_id)
            except discord.NotFound:
                return None

    async def _present(self, guild: discord.Guild, case: Case) -> discord.Member:
        member = await self._member(guild, case.user_id)
        if member is None:
            raise NotFound("{name} is not on this server any more.", name=case.user_name)
        return member

    async def _settings(self, guild_id: int) -> GuildSettings:
        async with self._store.read() as tx:
            return await tx.guilds.get(guild_id)


def audit_reason(case: Case) -> str:
    """What Discord's audit log says of it."""
    who = case.moderator_name or "the ladder"
    return f"Case {case.number}, {who}: {case.reason}"[:AUDIT_REASON]


def _powers(member: discord.Member) -> Powers:
    return Powers(
        height=member.top_role.position,
        may=Permission(member.guild_permissions.value),
        is_owner=member.guild.owner_id == member.id,
    )


@contextmanager
def _harmless(*codes: int) -> Iterator[None]:
    """Where what is to be taken away is gone already."""
    try:
        yield
    except discord.NotFound as gone:
        if gone.code not in codes:
            raise


@contextmanager
def _refusals() -> Iterator[None]:
    """What Discord does not let the bot do, as what a moderator is told."""
    with stage_errors():
        try:
            yield
        except discord.Forbidden as refused:
            raise Refused(
                "Discord does not let me do this: {why}", why=refused.text or "Forbidden"
            ) from refused
        except discord.NotFound as gone:
            if gone.code not in {UNKNOWN_MEMBER, UNKNOWN_USER, UNKNOWN_ROLE}:
                raise
            raise NotFound("The member or the role is not there any more.") from gone
