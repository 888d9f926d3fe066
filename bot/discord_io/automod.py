"""`bot.workflow.automod.shield.RuleStage` on discord.py."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io.failures import stage_errors
from bot.discord_io.stage.places import available_guild
from bot.domain.errors import StageUnavailable
from bot.workflow.automod.plan import AutoModFacts, ForeignRule, KeywordRule

REASON = "Free typing below articles"

Writable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel


class DiscordRules:
    """AutoMod rules; only those that this bot made are ever touched."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def facts(self, guild_id: int) -> AutoModFacts:
        guild = self._guild(guild_id)
        with stage_errors():
            rules = await guild.fetch_automod_rules()
        keyword = discord.AutoModRuleTriggerType.keyword
        ours = [rule for rule in rules if rule.creator_id == guild.me.id]
        foreign = [
            rule
            for rule in rules
            if rule.creator_id != guild.me.id and rule.trigger.type is keyword
        ]
        return AutoModFacts(
            ours=[(rule.id, _rule(rule)) for rule in sorted(ours, key=lambda rule: rule.id)],
            foreign_keyword_rules=len(foreign),
            channels=[channel.id for channel in guild.channels if isinstance(channel, Writable)],
        )

    async def of_others(self, guild_id: int) -> Sequence[ForeignRule]:
        guild = self._guild(guild_id)
        with stage_errors():
            rules = await guild.fetch_automod_rules()
        keyword = discord.AutoModRuleTriggerType.keyword
        return [
            ForeignRule(
                rule.name,
                tuple(rule.trigger.keyword_filter),
                tuple(rule.trigger.regex_patterns),
                tuple(rule.trigger.allow_list),
            )
            for rule in sorted(rules, key=lambda rule: rule.name)
            if rule.creator_id != guild.me.id and rule.trigger.type is keyword
        ]

    async def create(self, guild_id: int, rule: KeywordRule) -> int:
        with stage_errors():
            made = await self._guild(guild_id).create_automod_rule(
                name=rule.name,
                event_type=discord.AutoModRuleEventType.message_send,
                trigger=_trigger(rule),
                actions=_actions(rule),
                enabled=rule.is_enabled,
                exempt_channels=[discord.Object(one) for one in sorted(rule.exempt_channels)],
                reason=REASON,
            )
        return made.id

    async def change(self, guild_id: int, rule_id: int, rule: KeywordRule) -> None:
        guild = self._guild(guild_id)
        with stage_errors():
            there = await guild.fetch_automod_rule(rule_id)
            _require_own(there, guild)
            await there.edit(
                name=rule.name,
                trigger=_trigger(rule),
                actions=_actions(rule),
                enabled=rule.is_enabled,
                exempt_channels=[discord.Object(one) for one in sorted(rule.exempt_channels)],
                exempt_roles=[],
                reason=REASON,
            )

    async def delete(self, guild_id: int, rule_id: int) -> None:
        guild = self._guild(guild_id)
        with stage_errors():
            try:
                there = await guild.fetch_automod_rule(rule_id)
            except discord.NotFound:
                return
            _require_own(there, guild)
            await there.delete(reason=REASON)

    def _guild(self, guild_id: int) -> discord.Guild:
        guild = available_guild(self._client, guild_id)
        if not guild.me.guild_permissions.manage_guild:
            raise StageUnavailable("I lack Manage Server, which AutoMod's rules need.")
        return guild


def _require_own(rule: discord.AutoModRule, guild: discord.Guild) -> None:
    if rule.creator_id != guild.me.id:
        raise StageUnavailable(f"The AutoMod rule “{rule.name}” is not mine.")


def _trigger(rule: KeywordRule) -> discord.AutoModTrigger:
    return discord.AutoModTrigger(
        type=discord.AutoModRuleTriggerType.keyword, keyword_filter=list(rule.keywords)
    )


def _actions(rule: KeywordRule) -> list[discord.AutoModRuleAction]:
    return [discord.AutoModRuleAction(custom_message=rule.message)]


def _rule(rule: discord.AutoModRule) -> KeywordRule:
    """A rule as it stands; one that somebody bent to another purpose looks like none of ours."""
    blocks = [
        action.custom_message or ""
        for action in rule.actions
        if action.type is discord.AutoModRuleActionType.block_message
    ]
    is_whole = len(rule.actions) == 1 and len(blocks) == 1
    is_plain = not (rule.trigger.allow_list or rule.trigger.regex_patterns or rule.exempt_role_ids)
    return KeywordRule(
        name=rule.name,
        keywords=tuple(rule.trigger.keyword_filter),
        exempt_channels=frozenset(rule.exempt_channel_ids),
        message=blocks[0] if is_whole and is_plain else "",
        is_enabled=rule.enabled,
    )
