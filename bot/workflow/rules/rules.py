"""What managers do with their server's own rules, and what moderators may know of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.actor import Actor
from bot.domain.errors import Conflict, NotFound, Refused, StageUnavailable
from bot.domain.rule import HitCounts, Rule, RuleState
from bot.domain.verdict import Verdict
from bot.moderation import Context, Policy
from bot.moderation.judging import read
from bot.moderation.rules import CompiledRules, RuleBroken
from bot.moderation.rules.explaining import RuleExplanation, explain_rule
from bot.workflow.automod.shield import Shield
from bot.workflow.automod.terms import Term, given_of
from bot.workflow.judging import Bench, context_in
from bot.workflow.permissions import require_manager, require_reader
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.rules.writing import (
    Edit,
    Wanted,
    as_change_of,
    edited,
    judges_otherwise,
    require_room,
    written,
)

COUNTED = timedelta(days=30)
"""How far back a rule's hits are counted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule with what it has done lately."""

    rule: Rule
    counts: HitCounts
    changes: Sequence[Rule] = ()
    """Drafts that would take its place."""


@dataclass(frozen=True, slots=True)
class Tested:
    """How a text would be judged, and which rules fire on it, whatever their state."""

    verdict: Verdict
    policy: Policy
    """What the verdict was reached by."""
    fired: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class Settled:
    """A rule after a change of its state, and what AutoMod had no room for."""

    rule: Rule
    left_out: Sequence[Term] = ()
    is_shielded: bool = False
    """Whether AutoMod refuses its words as well."""


class Rules:
    """Rules of servers, written by their managers."""

    def __init__(self, store: Store, bench: Bench, shield: Shield, clock: Clock) -> None:
        self._store = store
        self._bench = bench
        self._shield = shield
        self._clock = clock

    @staticmethod
    def require_manager(manager: Actor) -> None:
        """The check before a form is shown.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)

    async def add(self, manager: Actor, wanted: Wanted) -> Rule:
        """Write a rule down, as a draft.

        Raises:
            NotAllowed, Refused: no manager; something in it cannot be, or there are too many.
        """
        require_manager(manager)
        rule = written(wanted, manager, self._clock())
        async with self._store.write() as tx:
            require_room(await tx.rules.all(manager.guild_id), [rule])
            return await tx.rules.add(rule)

    async def edit(
        self, manager: Actor, number: int, edit: Edit, *, version: int | None = None
    ) -> Rule:
        """Change a rule. What a rule in force looks for or does is changed in a draft that takes
        its place once it is activated.

        Args:
            version: The one that was shown; None for whatever stands there.

        Returns:
            The rule, or the draft.

        Raises:
            NotAllowed, NotFound, Refused: no manager, no such rule, or it cannot be changed so.
            Conflict: somebody else has changed it since it was shown.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            rule = await self._rule(tx, manager, number)
            if version not in {None, rule.version}:
                raise Conflict("Somebody else has changed this rule since. Look at it again.")
            changed = edited(rule, edit)
            there = await tx.rules.all(manager.guild_id)
            is_in_force = rule.state in {RuleState.ACTIVE, RuleState.SHADOW}
            if is_in_force and judges_otherwise(rule, changed):
                draft = as_change_of(rule, changed, manager, self._clock())
                require_room(there, [draft])
                return await tx.rules.add(draft)
            require_room([one for one in there if one.number != number], [changed])
            kept = await tx.rules.update(changed)
        self._shield.wake(manager.guild_id)
        return kept

    async def remove(self, manager: Actor, number: int, version: int) -> Rule:
        """Forget a rule and its hits.

        Raises:
            NotAllowed, NotFound, Conflict: no manager, no such rule, or it was changed since.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            rule = await self._rule(tx, manager, number)
            await tx.rules.remove(replace(rule, version=version))
        self._shield.wake(manager.guild_id)
        return rule

    async def settle(self, manager: Actor, number: int, version: int, state: RuleState) -> Settled:
        """Activate a rule, watch it in shadow, or pause it.

        Raises:
            NotAllowed, NotFound, Conflict: no manager, no such rule, or it was changed since.
            Refused: it is in this state already, or it has expired.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            rule = await self._rule(tx, manager, number)
            if rule.state is state:
                raise Refused("This rule is {state} already.", state=state)
            if state is not RuleState.PAUSED and not rule.counts_in(rule.channel_id, self._clock()):
                raise Refused("This rule has expired. Give it another date: /rules edit.")
            settled = await _settled(tx, replace(rule, version=version), state)
        return await self._shielded(settled)

    async def all(self, actor: Actor) -> Sequence[Rule]:
        """The server's rules, by number.

        Raises:
            NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            await self._require_reader(tx, actor)
            return await tx.rules.all(actor.guild_id)

    async def counts(self, actor: Actor, numbers: Sequence[int]) -> Mapping[int, HitCounts]:
        """What some rules have done lately.

        Raises:
            NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            await self._require_reader(tx, actor)
            return await tx.rules.hit_counts(actor.guild_id, numbers, since=self._clock() - COUNTED)

    async def show(self, actor: Actor, number: int) -> Shown:
        """One rule with what it has done lately.

        Raises:
            NotAllowed, NotFound: neither moderator nor manager, or no such rule.
        """
        async with self._store.read() as tx:
            await self._require_reader(tx, actor)
            rule = await self._rule(tx, actor, number)
            since = self._clock() - COUNTED
            counts = await tx.rules.hit_counts(actor.guild_id, [number], since=since)
            there = await tx.rules.all(actor.guild_id)
        return Shown(rule, counts[number], [one for one in there if one.replaces == number])

    async def test(self, actor: Actor, text: str, channel_id: int | None) -> Tested:
        """How a text would be judged in a channel, and which rules fire.

        Raises:
            NotAllowed: neither moderator nor manager.
        """
        rules = await self.all(actor)
        context = await self.context(actor, channel_id)
        verdict = await self._bench.verdict(text, context)
        fired = await asyncio.to_thread(_fired, rules, text)
        return Tested(verdict, context.policy, fired)

    async def explain(
        self, actor: Actor, number: int, text: str, channel_id: int | None
    ) -> tuple[Shown, RuleExplanation]:
        """One rule, and why it fires on a text or does not.

        Raises:
            NotAllowed, NotFound: neither moderator nor manager, or no such rule.
        """
        shown = await self.show(actor, number)
        now = self._clock()
        explained = await asyncio.to_thread(
            lambda: explain_rule(shown.rule, read(text), channel_id=channel_id, now=now)
        )
        return shown, explained

    async def context(self, actor: Actor, channel_id: int | None = None) -> Context:
        """What the judge is told of a text on this server that belongs to no article."""
        async with self._store.read() as tx:
            return await context_in(tx, actor.guild_id, channel_id)

    async def _shielded(self, rule: Rule) -> Settled:
        """Give AutoMod its words, or take them back."""
        try:
            plan = await self._shield.sync(rule.guild_id)
        except StageUnavailable:
            # Moderators were told why; a later event of AutoMod's brings the next attempt.
            return Settled(rule)
        if plan is None or rule.state is not RuleState.ACTIVE:
            return Settled(rule)
        given = set(given_of(rule))
        left_out = tuple(term for term in plan.left_out if term in given)
        return Settled(rule, left_out, is_shielded=bool(given))

    @staticmethod
    async def _require_reader(tx: Transaction, actor: Actor) -> None:
        require_reader(actor, await tx.guilds.get(actor.guild_id))

    @staticmethod
    async def _rule(tx: Transaction, actor: Actor, number: int) -> Rule:
        rule = await tx.rules.get(actor.guild_id, number)
        if rule is None:
            raise NotFound(
                "There is no rule {number} on this server. See /rules list.", number=number
            )
        return rule


async def _settled(tx: Transaction, rule: Rule, state: RuleState) -> Rule:
    """The rule in its new state; a change that is activated takes the place of what it changes."""
    if state is not RuleState.ACTIVE or rule.replaces is None:
        return await tx.rules.update(replace(rule, state=state))
    old = await tx.rules.get(rule.guild_id, rule.replaces)
    if old is None:
        return await tx.rules.update(replace(rule, state=state, replaces=None))
    await tx.rules.remove(rule)
    return await tx.rules.update(
        replace(
            rule,
            number=old.number,
            version=old.version,
            state=state,
            replaces=None,
            created_at=old.created_at,
            created_by=old.created_by,
            created_by_name=old.created_by_name,
        )
    )


def _fired(rules: Sequence[Rule], text: str) -> list[Rule]:
    try:
        numbers = {match.rule.number for match in CompiledRules(rules).find(read(text))}
    except RuleBroken:
        # The verdict tells of it.
        return []
    return [rule for rule in rules if rule.number in numbers]
