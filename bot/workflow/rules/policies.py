"""What managers change of their server's policy: every change is a version that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bot.domain.actor import Actor
from bot.domain.errors import NotFound, Refused
from bot.domain.policy_version import Level, PolicyChoice, PolicyVersion
from bot.domain.verdict import Category
from bot.moderation.policy import PRESETS, Policy
from bot.moderation.thresholds import Difference, differences, require_ordered, with_thresholds
from bot.workflow.permissions import require_manager, require_reader
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.rules.book import Rulebook

LONGEST_NOTE = 300
SHOWN = 15
"""Versions that a history shows."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A new version, and in what it differs from the one before."""

    version: PolicyVersion
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a channel is judged by now."""

    policy: Policy
    choice: PolicyChoice
    channel_id: int | None


class Policies:
    """The policies of servers, version by version."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def now(self, actor: Actor, channel_id: int | None = None) -> Standing:
        """What is judged by in a channel, or where no channel has thresholds of its own.

        Raises:
            NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            settings = await tx.guilds.get(actor.guild_id)
            require_reader(actor, settings)
            newest = await tx.policies.newest(actor.guild_id)
        choice = newest.choice if newest is not None else PolicyChoice(settings.policy)
        policy = Rulebook(policy=newest).policy_in(channel_id, settings.policy)
        return Standing(policy, choice, channel_id)

    async def set_thresholds(
        self,
        manager: Actor,
        category: Category,
        levels: Mapping[Level, float | str | None],
        *,
        channel_id: int | None = None,
        note: str = "",
    ) -> Changed:
        """Change thresholds of a category, everywhere or in one channel.

        Raises:
            NotAllowed, Refused: no manager, or they cannot be so; see `with_thresholds`.
            Conflict: somebody else changed the policy at the same moment.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            before = await _present(tx, manager, self._clock())
            choice = with_thresholds(before.choice, category, levels, channel_id)
            return await _add(tx, before, choice, manager, self._clock(), note)

    async def choose_preset(self, manager: Actor, preset: str, note: str = "") -> Changed:
        """Start from another preset; changed thresholds stay changed.

        Raises:
            NotAllowed, Refused: no manager, no such preset, it is the present one, or with the
            changed thresholds a milder level would begin above a stricter one.
            Conflict: somebody else changed the policy at the same moment.
        """
        require_manager(manager)
        now = self._clock()
        async with self._store.write() as tx:
            settings = await tx.guilds.get(manager.guild_id)
            changed = await record_preset(tx, manager, preset, now, note)
            if changed is None:
                raise Refused(
                    "This server judges under the preset {preset} already.", preset=preset
                )
            await tx.guilds.put(replace(settings, policy=preset), by=manager.id, at=now)
        return changed

    async def history(self, actor: Actor) -> Sequence[Changed]:
        """The versions, newest first.

        Raises:
            NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            found = await tx.policies.history(actor.guild_id, limit=SHOWN + 1)
        told = [Changed(new, differences(old.choice, new.choice)) for new, old in pairwise(found)]
        if len(found) <= SHOWN:
            told += [Changed(one, ()) for one in found[-1:]]
        return told

    async def diff(self, actor: Actor, one: int, other: int | None) -> Sequence[Difference]:
        """What changed from one version to another, or to the present one.

        Raises:
            NotAllowed, NotFound: neither moderator nor manager, or no such version.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            before = await _version(tx, actor, one)
            if other is not None:
                after = await _version(tx, actor, other)
            else:
                after = await tx.policies.newest(actor.guild_id) or before
        return differences(before.choice, after.choice)

    async def revert(self, manager: Actor, version: int) -> Changed:
        """Make a new version that is like an old one.

        Raises:
            NotAllowed, NotFound, Refused: no manager, no such version, or it is like the present.
            Conflict: somebody else changed the policy at the same moment.
        """
        require_manager(manager)
        now = self._clock()
        async with self._store.write() as tx:
            old = await _version(tx, manager, version)
            before = await _present(tx, manager, now)
            if old.choice == before.choice:
                raise Refused("The policy is like version {version} already.", version=version)
            settings = await tx.guilds.get(manager.guild_id)
            if settings.policy != old.choice.preset:
                await tx.guilds.put(
                    replace(settings, policy=old.choice.preset), by=manager.id, at=now
                )
            return await _add(tx, before, old.choice, manager, now, f"As version {version}")


async def policy_labelled(
    tx: Transaction, guild_id: int, channel_id: int, label: str
) -> Policy | None:
    """The policy that a verdict names; None for one that is not shipped any more."""
    _name, _plus, revision = label.partition("+v")
    version = await tx.policies.get(guild_id, int(revision)) if revision.isdigit() else None
    if version is not None:
        policies = [Rulebook(policy=version).policy_in(channel_id, version.choice.preset)]
    else:
        policies = list(PRESETS.values())
    return next((policy for policy in policies if policy.label == label), None)


async def record_preset(
    tx: Transaction, manager: Actor, preset: str, now: datetime, note: str = ""
) -> Changed | None:
    """A version with another preset, or None where it is the present one.

    Raises:
        Refused: no such preset, or it does not go with the changed thresholds.
    """
    if preset not in PRESETS:
        raise Refused("There is no preset “{preset}”.", preset=preset[:32])
    before = await _present(tx, manager, now)
    if before.choice.preset == preset:
        return None
    choice = replace(before.choice, preset=preset)
    require_ordered(choice)
    return await _add(tx, before, choice, manager, now, note)


async def _present(tx: Transaction, manager: Actor, now: datetime) -> PolicyVersion:
    """The newest version; before the first change that is version 0, the preset as it came."""
    newest = await tx.policies.newest(manager.guild_id)
    if newest is not None:
        return newest
    settings = await tx.guilds.get(manager.guild_id)
    return PolicyVersion(
        manager.guild_id, 0, PolicyChoice(settings.policy), now, manager.id, manager.name
    )


async def _add(
    tx: Transaction,
    before: PolicyVersion,
    choice: PolicyChoice,
    manager: Actor,
    now: datetime,
    note: str,
) -> Changed:
    if len(note) > LONGEST_NOTE:
        raise Refused("A note has at most {most} characters.", most=LONGEST_NOTE)
    if before.version == 0:
        await tx.policies.add(before)
    version = PolicyVersion(
        guild_id=manager.guild_id,
        version=before.version + 1,
        choice=choice,
        at=now,
        author_id=manager.id,
        author_name=manager.name,
        note=note.strip(),
    )
    await tx.policies.add(version)
    return Changed(version, differences(before.choice, choice))


async def _version(tx: Transaction, actor: Actor, version: int) -> PolicyVersion:
    found = await tx.policies.get(actor.guild_id, version)
    if found is None:
        raise NotFound("The policy has no version {version}. See /policy history.", version=version)
    return found
