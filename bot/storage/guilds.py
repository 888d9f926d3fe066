"""Servers, and what the installation remembers about itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.domain.guild import ChannelMode, GuildSettings
from bot.storage.connection import Connection
from bot.storage.rows import guild_of, prepared_of, webhook_of
from bot.storage.schema import guilds, meta, prepared_channels, staff, told, webhooks
from bot.workflow.tables import Prepared, WebhookKey


class Guilds:
    """`bot.workflow.ports.GuildTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, guild_id: int) -> GuildSettings:
        statement = select(guilds).where(guilds.c.guild_id == guild_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return guild_of(row) if row is not None else GuildSettings(guild_id)

    async def put(self, settings: GuildSettings, *, by: int, at: datetime) -> None:
        await self._connection.put(
            guilds,
            guild_id=settings.guild_id,
            moderators_channel_id=settings.moderators_channel_id,
            moderator_role_id=settings.moderator_role_id,
            time_zone=settings.time_zone,
            policy=settings.policy,
            foreign_comments=settings.foreign_comments.label,
            pictures_wait=settings.pictures_wait,
            shield_everywhere=settings.shield_everywhere,
            digest_channel_id=settings.digest_channel_id,
            digest_hour=settings.digest_hour,
            language=settings.language,
            changed_at=at,
            changed_by=by,
        )

    async def all_ids(self) -> Sequence[int]:
        return list((await self._connection.execute(select(guilds.c.guild_id))).scalars())

    async def tell_once(self, guild_id: int, topic: str, at: datetime) -> bool:
        statement = select(told.c.topic).where(told.c.guild_id == guild_id, told.c.topic == topic)
        if (await self._connection.execute(statement)).one_or_none() is not None:
            return False
        await self._connection.execute(insert(told).values(guild_id=guild_id, topic=topic, at=at))
        return True

    async def tell_again(self, guild_id: int, topic: str) -> None:
        await self._connection.execute(
            delete(told).where(told.c.guild_id == guild_id, told.c.topic == topic)
        )

    async def prepared(self, channel_id: int) -> Prepared | None:
        statement = select(prepared_channels).where(prepared_channels.c.channel_id == channel_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return prepared_of(row) if row is not None else None

    async def all_prepared(self, guild_id: int) -> Sequence[Prepared]:
        statement = (
            select(prepared_channels)
            .where(prepared_channels.c.guild_id == guild_id)
            .order_by(prepared_channels.c.at)
        )
        return [prepared_of(row) for row in await self._connection.execute(statement)]

    async def closing(self) -> Sequence[Prepared]:
        statement = select(prepared_channels).where(
            (prepared_channels.c.close_days > 0) | (prepared_channels.c.close_comments > 0)
        )
        return [prepared_of(row) for row in await self._connection.execute(statement)]

    async def with_digest(self) -> Sequence[GuildSettings]:
        statement = select(guilds).where(guilds.c.digest_channel_id.is_not(None))
        return [guild_of(row) for row in await self._connection.execute(statement)]

    async def free_channels(self) -> Sequence[int]:
        statement = select(prepared_channels.c.channel_id).where(
            prepared_channels.c.mode == ChannelMode.FREE.value
        )
        return list((await self._connection.execute(statement)).scalars())

    async def put_prepared(self, prepared: Prepared) -> None:
        await self._connection.put(
            prepared_channels,
            channel_id=prepared.channel_id,
            guild_id=prepared.guild_id,
            mode=prepared.mode.value,
            close_days=prepared.close_days,
            close_comments=prepared.close_comments,
            before={key: dict(bits) for key, bits in prepared.before.items()},
            changed={key: dict(bits) for key, bits in prepared.changed.items()},
            at=prepared.at,
            by=prepared.by,
        )

    async def drop_prepared(self, channel_id: int) -> None:
        await self._connection.execute(
            delete(prepared_channels).where(prepared_channels.c.channel_id == channel_id)
        )

    async def webhook(self, channel_id: int) -> WebhookKey | None:
        statement = select(webhooks).where(webhooks.c.channel_id == channel_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return webhook_of(row) if row is not None else None

    async def put_webhook(self, key: WebhookKey) -> None:
        await self._connection.put(
            webhooks,
            channel_id=key.channel_id,
            guild_id=key.guild_id,
            webhook_id=key.webhook_id,
            token=key.token,
        )

    async def drop_webhook(self, channel_id: int) -> None:
        await self._connection.execute(delete(webhooks).where(webhooks.c.channel_id == channel_id))

    async def staff(self, guild_id: int) -> Mapping[int, str]:
        statement = select(staff.c.user_id, staff.c.name).where(staff.c.guild_id == guild_id)
        return {row.user_id: row.name for row in await self._connection.execute(statement)}

    async def put_staff(self, guild_id: int, user_id: int, name: str) -> None:
        await self._connection.put(staff, guild_id=guild_id, user_id=user_id, name=name)

    async def meta(self, key: str) -> str | None:
        statement = select(meta.c.value).where(meta.c.key == key)
        value: str | None = (await self._connection.execute(statement)).scalar_one_or_none()
        return value

    async def put_meta(self, key: str, value: str) -> None:
        await self._connection.put(meta, key=key, value=value)
