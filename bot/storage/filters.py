"""Conditions that several tables share."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Integer, cast, literal, true
from sqlalchemy.sql.expression import BinaryExpression

from bot.storage.types import Snowflake
from bot.workflow.tables import GuildFilter


def in_guilds(guild_id: Column[int], guild_filter: GuildFilter) -> ColumnElement[bool]:
    """Whether this process answers for the guild: its shard is one of ours.

    The shard of a guild is ``(guild_id >> 22) % shard_count``.

    Source: Discord's documentation, "Sharding".
    """
    if len(guild_filter.shard_ids) >= guild_filter.shard_count:
        return true()
    shifted: BinaryExpression[int] = guild_id.bitwise_rshift(literal(22, Integer))
    return (cast(shifted, Snowflake) % guild_filter.shard_count).in_(guild_filter.shard_ids)
