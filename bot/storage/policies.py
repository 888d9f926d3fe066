"""The versions of each server's policy."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.domain.errors import Conflict
from bot.domain.policy_version import PolicyVersion
from bot.storage.connection import Connection
from bot.storage.rule_rows import override_to_json, version_of
from bot.storage.rulebooks import outdate
from bot.storage.schema import policy_versions


class Policies:
    """`bot.workflow.rules.tables.PolicyTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def newest(self, guild_id: int) -> PolicyVersion | None:
        found = await self.history(guild_id, limit=1)
        return found[0] if found else None

    async def get(self, guild_id: int, version: int) -> PolicyVersion | None:
        statement = select(policy_versions).where(
            policy_versions.c.guild_id == guild_id, policy_versions.c.version == version
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return version_of(row) if row is not None else None

    async def history(self, guild_id: int, *, limit: int) -> Sequence[PolicyVersion]:
        statement = (
            select(policy_versions)
            .where(policy_versions.c.guild_id == guild_id)
            .order_by(policy_versions.c.version.desc())
            .limit(limit)
        )
        return [version_of(row) for row in await self._connection.execute(statement)]

    async def add(self, version: PolicyVersion) -> None:
        statement = (
            self._connection.insert(policy_versions)
            .values(
                guild_id=version.guild_id,
                version=version.version,
                preset=version.choice.preset,
                overrides=[override_to_json(one) for one in version.choice.overrides],
                at=version.at,
                author_id=version.author_id,
                author_name=version.author_name,
                note=version.note,
            )
            .on_conflict_do_nothing()
            .returning(policy_versions.c.version)
        )
        if (await self._connection.execute(statement)).one_or_none() is None:
            raise Conflict("Somebody else has changed the policy at the same moment. Try again.")
        await outdate(self._connection, version.guild_id)
