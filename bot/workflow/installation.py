"""``/setup``: a server's choices kept, channels made ready and given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.domain.actor import Actor
from bot.domain.errors import Conflict, GreenroomError, NotFound, NotSetUp, Refused
from bot.domain.guild import ChannelMode, GuildSettings
from bot.domain.permission import STAGE_PERMISSIONS, Permission
from bot.workflow.free.channels import FreeChannels
from bot.workflow.jobs import card_job
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, RequireDesk, Store
from bot.workflow.rules.policies import record_preset
from bot.workflow.setup import (
    ChannelFacts,
    Overwrite,
    SetupPlan,
    plan,
    require_nothing_missing,
    undo_steps,
)
from bot.workflow.tables import Prepared


class ChannelStage(Protocol):
    """The overwrites of a channel."""

    async def facts(self, guild_id: int, channel_id: int) -> ChannelFacts:
        """What is known of the channel now.

        Raises:
            NotFound: the bot does not see it.
        """
        ...

    async def is_gone(self, guild_id: int, channel_id: int) -> bool:
        """Whether the channel was deleted for certain; one that cannot be seen may be there."""
        ...

    async def set_overwrite(self, guild_id: int, channel_id: int, overwrite: Overwrite) -> None:
        """Set one overwrite, whole; one that allows and denies nothing is deleted."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """What ``/setup`` would do, before anything is done."""

    settings: GuildSettings
    plan: SetupPlan


@dataclass(frozen=True, slots=True)
class Health:
    """What a server has chosen, and what stands in the way."""

    settings: GuildSettings
    prepared: tuple[Prepared, ...]
    problems: tuple[GreenroomError, ...]
    """Each says how to mend it."""


class Installation:
    """What managers choose and change with ``/setup``."""

    def __init__(
        self,
        store: Store,
        channels: ChannelStage,
        require_desk: RequireDesk,
        clock: Clock,
        free: FreeChannels,
    ) -> None:
        self._free = free
        self._store = store
        self._channels = channels
        self._require_desk = require_desk
        self._clock = clock

    async def settings(self, guild_id: int) -> GuildSettings:
        """The server's choices, or the defaults."""
        async with self._store.read() as tx:
            return await tx.guilds.get(guild_id)

    async def choose_language(self, manager: Actor, language: str) -> None:
        """Speak this language on the server from now on; empty for the server's own.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            settings = replace(await tx.guilds.get(manager.guild_id), language=language)
            await tx.guilds.put(settings, by=manager.id, at=self._clock())

    async def prepared(self, guild_id: int) -> list[Prepared]:
        """The channels that were made ready."""
        async with self._store.read() as tx:
            return list(await tx.guilds.all_prepared(guild_id))

    async def mode(self, channel_id: int) -> ChannelMode:
        """How members comment in a channel."""
        async with self._store.read() as tx:
            prepared = await tx.guilds.prepared(channel_id)
        return prepared.mode if prepared is not None else ChannelMode.FORMS

    async def is_prepared(self, channel_id: int) -> bool:
        """Whether a channel was made ready."""
        async with self._store.read() as tx:
            return await tx.guilds.prepared(channel_id) is not None

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
        return Proposal(settings, plan(facts, await self.mode(channel_id)))

    async def health(self, manager: Actor) -> Health:
        """The server's choices and everything that is missing for them to work.

        Channels that were deleted are forgotten first.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        settings = await self.settings(manager.guild_id)
        await self._forget_deleted(manager.guild_id)
        prepared = await self.prepared(manager.guild_id)
        problems: list[GreenroomError] = []
        try:
            await self._require_desk(settings)
        except NotSetUp as problem:
            problems.append(problem)
        if not prepared:
            problems.append(NotSetUp("No channel has been made ready yet. Run `/setup channel`."))
        for channel in prepared:
            try:
                facts = await self._channels.facts(manager.guild_id, channel.channel_id)
            except NotFound:
                problems.append(
                    NotSetUp(
                        "I cannot see {channel}. Give me View Channel there.",
                        channel=f"<#{channel.channel_id}>",
                    )
                )
                continue
            problems += _problems_of(facts, channel.mode)
        return Health(settings, tuple(prepared), tuple(problems))

    async def _forget_deleted(self, guild_id: int) -> None:
        for channel in await self.prepared(guild_id):
            if await self._channels.is_gone(guild_id, channel.channel_id):
                async with self._store.write() as tx:
                    await tx.guilds.drop_prepared(channel.channel_id)
                await self._free.refresh()

    async def apply(self, manager: Actor, proposal: Proposal) -> None:
        """Do what was proposed: the choices are kept, then the channel is made ready.

        The old overwrites are kept before the first of them is changed.

        Raises:
            NotAllowed: no manager, or the bot lacks a permission; nothing was changed.
        Refused: the preset does not go with the thresholds that were changed.
        """
        require_manager(manager)
        wanted = proposal.plan
        require_nothing_missing(wanted)
        now = self._clock()
        async with self._store.write() as tx:
            await record_preset(tx, manager, proposal.settings.policy, now)
            await tx.guilds.put(proposal.settings, by=manager.id, at=now)
            for card in await tx.cards.unposted(manager.guild_id):
                await tx.jobs.add(card_job(card.guild_id, card.id, now))
            if wanted.steps:
                before = await tx.guilds.prepared(wanted.channel_id)
                await tx.guilds.put_prepared(
                    prepared_by(
                        manager,
                        wanted,
                        before,
                        at=now,
                        mode=before.mode if before is not None else ChannelMode.FORMS,
                    )
                )
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
        await self._free.refresh()
        return steps


def require_same(shown: str, proposal: Proposal) -> None:
    """What was shown is what is done.

    Raises:
        Conflict: the channel was changed since the plan was shown.
    """
    if proposal.plan.digest != shown:
        raise Conflict("The channel has changed since. This is what would be done now:")


def _problems_of(facts: ChannelFacts, mode: ChannelMode) -> list[GreenroomError]:
    problems: list[GreenroomError] = []
    channel = f"<#{facts.channel_id}>"
    missing = STAGE_PERMISSIONS & ~facts.bot_permissions
    if missing and not facts.bot_permissions & Permission.ADMINISTRATOR:
        problems.append(
            NotSetUp("In {channel} I lack: {missing}.", channel=channel, missing=missing)
        )
    wanted = plan(facts, mode)
    if wanted.missing & Permission.MANAGE_GUILD:
        problems.append(
            NotSetUp(
                "Members type freely in {channel}, and I lack Manage Server: AutoMod refuses no "
                "slurs there for me.",
                channel=channel,
            )
        )
    if wanted.steps and not missing:
        problems.append(
            NotSetUp(
                "The permissions of {channel} have been changed since `/setup channel`: members "
                "may be able to write there. Run it again.",
                channel=channel,
            )
        )
    return problems


def prepared_by(
    manager: Actor,
    wanted: SetupPlan,
    before: Prepared | None,
    *,
    at: datetime,
    mode: ChannelMode,
) -> Prepared:
    """What an undo needs. Made ready twice, a channel still goes back to its first state."""
    old: dict[str, Mapping[str, int]] = dict(before.before) if before is not None else {}
    new: dict[str, Mapping[str, int]] = dict(before.changed) if before is not None else {}
    for step in wanted.steps:
        key = str(step.after.target_id)
        old.setdefault(key, _bits(step.before))
        new[key] = _bits(step.after)
    return Prepared(
        wanted.channel_id,
        manager.guild_id,
        old,
        new,
        at,
        manager.id,
        mode,
        close_days=before.close_days if before is not None else 0,
        close_comments=before.close_comments if before is not None else 0,
    )


def _bits(overwrite: Overwrite) -> Mapping[str, int]:
    return {"allow": int(overwrite.allow), "deny": int(overwrite.deny)}
