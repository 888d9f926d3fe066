"""``/setup``: a server's choices kept, channels made ready and given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.domain.actor import Actor
from bot.domain.errors import Conflict, NotAllowed, NotFound, Refused
from bot.domain.guild import GuildSettings
from bot.workflow.changes import card_job
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, Prepared, RequireDesk, Store
from bot.workflow.setup import ChannelFacts, Overwrite, SetupPlan, plan, undo_steps


class ChannelStage(Protocol):
    """The overwrites of a channel."""

    async def facts(self, guild_id: int, channel_id: int) -> ChannelFacts:
        """What is known of the channel now.

        Raises:
            NotFound: the bot does not see it.
        """
        ...

    async def set_overwrite(self, guild_id: int, channel_id: int, overwrite: Overwrite) -> None:
        """Set one overwrite, whole; one that allows and denies nothing is deleted."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """What ``/setup`` would do, before anything is done."""

    settings: GuildSettings
    plan: SetupPlan


class Installation:
    """What managers choose and change with ``/setup``."""

    def __init__(
        self, store: Store, channels: ChannelStage, require_desk: RequireDesk, clock: Clock
    ) -> None:
        self._store = store
        self._channels = channels
        self._require_desk = require_desk
        self._clock = clock

    async def settings(self, guild_id: int) -> GuildSettings:
        """The server's choices, or the defaults."""
        async with self._store.read() as tx:
            return await tx.guilds.get(guild_id)

    async def prepared(self, guild_id: int) -> list[Prepared]:
        """The channels that were made ready."""
        async with self._store.read() as tx:
            return list(await tx.guilds.all_prepared(guild_id))

    async def propose(
        self, manager: Actor, *, channel_id: int, settings: GuildSettings
    ) -> Proposal:
        """What would be changed; nothing is.

        Raises:
            NotAllowed, NotFound: no manager, or no such channel.
            NotSetUp: the moderators' channel will not do.
        """
        require_manager(manager)
        await self._require_desk(settings)
        if settings.moderators_channel_id == channel_id:
            raise Refused("The moderators' channel cannot be the articles' channel too.")
        facts = await self._channels.facts(manager.guild_id, channel_id)
        return Proposal(settings, plan(facts))

    async def apply(self, manager: Actor, proposal: Proposal) -> None:
        """Do what was proposed: the choices are kept, then the channel is made ready.

        The old overwrites are kept before the first of them is changed.

        Raises:
            NotAllowed: no manager, or the bot lacks a permission; nothing was changed.
        """
        require_manager(manager)
        wanted = proposal.plan
        if wanted.missing:
            raise NotAllowed(
                "I lack: {missing}. Nothing was changed.", missing=wanted.missing.spoken
            )
        now = self._clock()
        async with self._store.write() as tx:
            await tx.guilds.put(proposal.settings, by=manager.id, at=now)
            for card in await tx.cards.unposted(manager.guild_id):
                await tx.jobs.add(card_job(card.guild_id, card.id, now))
            if wanted.steps:
                before = await tx.guilds.prepared(wanted.channel_id)
                await tx.guilds.put_prepared(_prepared(manager, wanted, before, self._clock))
        for step in wanted.steps:
            await self._channels.set_overwrite(manager.guild_id, wanted.channel_id, step.after)

    async def undo(self, manager: Actor, channel_id: int) -> tuple[Overwrite, ...]:
        """Give a channel back as it was; what was changed by hand since stays.

        Raises:
            NotAllowed, NotFound: no manager, or the channel was never made ready.
        """
        require_manager(manager)
        async with self._store.read() as tx:
            prepared = await tx.guilds.prepared(channel_id)
        if prepared is None or prepared.guild_id != manager.guild_id:
            raise NotFound("/setup has not changed this channel, so there is nothing to undo.")
        facts = await self._channels.facts(manager.guild_id, channel_id)
        now = {overwrite.target_id: overwrite for overwrite in facts.overwrites}
        steps = undo_steps(now, before=prepared.before, changed=prepared.changed)
        for overwrite in steps:
            await self._channels.set_overwrite(manager.guild_id, channel_id, overwrite)
        async with self._store.write() as tx:
            await tx.guilds.drop_prepared(channel_id)
        return steps


def require_same(shown: str, proposal: Proposal) -> None:
    """What was shown is what is done.

    Raises:
        Conflict: the channel was changed since the plan was shown.
    """
    if proposal.plan.digest != shown:
        raise Conflict("The channel has changed since. This is what would be done now:")


def _prepared(manager: Actor, wanted: SetupPlan, before: Prepared | None, clock: Clock) -> Prepared:
    """What an undo needs. Made ready twice, a channel still goes back to its first state."""
    old: dict[str, Mapping[str, int]] = dict(before.before) if before is not None else {}
    new: dict[str, Mapping[str, int]] = dict(before.changed) if before is not None else {}
    for step in wanted.steps:
        key = str(step.after.target_id)
        old.setdefault(key, _bits(step.before))
        new[key] = _bits(step.after)
    return Prepared(wanted.channel_id, manager.guild_id, old, new, clock(), manager.id)


def _bits(overwrite: Overwrite) -> Mapping[str, int]:
    return {"allow": int(overwrite.allow), "deny": int(overwrite.deny)}
