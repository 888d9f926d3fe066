"""Keeps AutoMod's rules of our own as they should be, and tells which refusals are theirs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from bot.domain.errors import StageUnavailable
from bot.domain.guild import ChannelMode
from bot.domain.rule import Rule
from bot.workflow.automod.plan import (
    AutoModFacts,
    AutoModPlan,
    KeywordRule,
    plan_rules,
)
from bot.workflow.automod.terms import Term, with_rules
from bot.workflow.ports import Clock, Store
from bot.workflow.stage import Topic
from bot.workflow.telling import Teller

log = logging.getLogger(__name__)

SETTLES_IN = 1.0
"""Seconds until a change of somebody's is looked at: they rarely come alone."""
LOOKS_EVERY = 60.0
"""Seconds after which it is asked whether a rule of a server has expired."""


class RuleStage(Protocol):
    """A server's AutoMod. Each method may raise `StageUnavailable`."""

    async def facts(self, guild_id: int) -> AutoModFacts:
        """The rules as they are now."""
        ...

    async def create(self, guild_id: int, rule: KeywordRule) -> int:
        """Make a rule; returns its id."""
        ...

    async def change(self, guild_id: int, rule_id: int, rule: KeywordRule) -> None:
        """Make a rule of our own as it should be."""
        ...

    async def delete(self, guild_id: int, rule_id: int) -> None:
        """Delete a rule of our own; it is no error if it is gone."""
        ...


class Shield:
    """The rules that refuse known slurs before anybody can read them."""

    def __init__(
        self,
        store: Store,
        rules: RuleStage,
        terms: Callable[[], Sequence[Term]],
        teller: Teller,
        clock: Clock,
    ) -> None:
        """Args:
        terms: Gives what AutoMod is given, the worst first; may take its time.
        """
        self._store = store
        self._rules = rules
        self._terms = terms
        self._teller = teller
        self._clock = clock
        self._ours: dict[int, frozenset[int]] = {}
        self._wanted: set[int] = set()
        self._expiring: dict[int, datetime] = {}
        """Server → when the next of its rules expires."""
        self._woken = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def plan(
        self, guild_id: int, *, free_channels: Collection[int], everywhere: bool
    ) -> AutoModPlan:
        """What would be changed; nothing is.

        Raises:
            StageUnavailable: the rules cannot be seen.
        """
        facts = await self._facts(guild_id)
        terms: Sequence[Term] = ()
        self._expiring.pop(guild_id, None)
        if free_channels:
            async with self._store.read() as tx:
                own = await tx.rules.all(guild_id)
            self._note_expiry(guild_id, own)
            terms = with_rules(
                await asyncio.to_thread(self._terms),
                own,
                free_channels=free_channels,
                now=self._clock(),
            )
        return plan_rules(facts, terms, free_channels=free_channels, everywhere=everywhere)

    async def apply(self, guild_id: int, plan: AutoModPlan) -> None:
        """Do what was planned; first what makes room.

        Raises:
            StageUnavailable: Discord refused; what was done before that stays.
        """
        for rule_id in plan.delete:
            await self._rules.delete(guild_id, rule_id)
        for rule_id, rule in plan.change:
            await self._rules.change(guild_id, rule_id, rule)
        made = [await self._rules.create(guild_id, rule) for rule in plan.create]
        known = self._ours.get(guild_id, frozenset())
        self._ours[guild_id] = (known - set(plan.delete)) | set(made)

    async def free_channels(self, guild_id: int) -> frozenset[int]:
        """The channels of a server in which members type freely."""
        async with self._store.read() as tx:
            prepared = await tx.guilds.all_prepared(guild_id)
        return frozenset(one.channel_id for one in prepared if one.mode is ChannelMode.FREE)

    async def is_ours(self, guild_id: int, rule_id: int) -> bool:
        """Whether a rule is one that this bot made."""
        if rule_id not in self._ours.get(guild_id, frozenset()):
            await self._facts(guild_id)
        return rule_id in self._ours[guild_id]

    async def sync(self, guild_id: int) -> AutoModPlan | None:
        """Make the rules as they should be; None where there is no channel to shield and never
        was. Moderators are told once of what cannot be done.

        Raises:
            StageUnavailable: the rules cannot be seen or changed.
        """
        async with self._one_at_a_time:
            free = await self.free_channels(guild_id)
            if not free and not self._ours.get(guild_id):
                return None
            async with self._store.read() as tx:
                settings = await tx.guilds.get(guild_id)
            try:
                plan = await self.plan(
                    guild_id, free_channels=free, everywhere=settings.shield_everywhere
                )
                await self.apply(guild_id, plan)
            except StageUnavailable as refused:
                await self._teller.tell_once(guild_id, Topic.SHIELD_DOWN, f"{refused}")
                raise
        if free and plan.is_down:
            await self._teller.tell_once(guild_id, Topic.SHIELD_DOWN, plan.why_down)
        elif free:
            async with self._store.write() as tx:
                await tx.guilds.tell_again(guild_id, Topic.SHIELD_DOWN.value)
        return plan

    async def _facts(self, guild_id: int) -> AutoModFacts:
        """The rules as they are now; which of them are ours is remembered."""
        facts = await self._rules.facts(guild_id)
        self._ours[guild_id] = frozenset(rule_id for rule_id, _ in facts.ours)
        return facts

    def wake(self, guild_id: int) -> None:
        """Something has changed on a server: its rules are looked at soon."""
        self._wanted.add(guild_id)
        self._woken.set()

    def wake_expired(self) -> None:
        """Look soon at the servers of whose rules one has expired."""
        now = self._clock()
        for guild_id in [one for one, at in self._expiring.items() if at <= now]:
            del self._expiring[guild_id]
            self.wake(guild_id)

    def _note_expiry(self, guild_id: int, rules: Sequence[Rule]) -> None:
        now = self._clock()
        coming = [rule.expires_at for rule in rules if rule.expires_at and rule.expires_at > now]
        if coming:
            self._expiring[guild_id] = min(coming)

    async def run(self) -> None:
        """Look after the rules until cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOKS_EVERY)
            self.wake_expired()
            if not self._wanted:
                continue
            await asyncio.sleep(SETTLES_IN)
            self._woken.clear()
            wanted, self._wanted = self._wanted, set()
            for guild_id in sorted(wanted):
                try:
                    await self.sync(guild_id)
                except StageUnavailable as refused:
                    log.warning("AutoMod of server %d: %s", guild_id, refused)
