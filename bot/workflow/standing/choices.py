"""What managers choose of standing, strikes and the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.actor import Actor
from bot.domain.case import DEFAULT_LADDER, Step
from bot.domain.errors import NotFound, Refused
from bot.domain.standing import MOST_POINTS, StandingSettings
from bot.workflow.permissions import require_manager, require_reader
from bot.workflow.ports import Store
from bot.workflow.standing.ladder import require_sensible, with_step
from bot.workflow.standing.strikes import ladder_of
from bot.workflow.standing.weighing import Weighing

MOST_STEPS = 10
MOST_WEIGHTS = 50


class StandingChoices:
    """A server's choices, and its ladder."""

    def __init__(self, store: Store, weighing: Weighing) -> None:
        self._store = store
        self._weighing = weighing

    async def settings(self, actor: Actor) -> StandingSettings:
        """Raises:
        NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            return await tx.standing.settings(actor.guild_id)

    async def choose(self, manager: Actor, **changes: Any) -> StandingSettings:
        """Change what is named; fields of `StandingSettings` that are None stay.

        Raises:
            NotAllowed: no manager.
            Refused: a trusted author would need fewer comments than a new one has.
        """
        require_manager(manager)
        named = {field: value for field, value in changes.items() if value is not None}
        async with self._store.write() as tx:
            settings = replace(await tx.standing.settings(manager.guild_id), **named)
            if settings.trusted_from <= settings.new_below:
                raise Refused(
                    "Authors are new below {new} published comments, so they cannot be trusted "
                    "from {trusted} on. Name a higher number for trusted_from.",
                    new=settings.new_below,
                    trusted=settings.trusted_from,
                )
            await tx.standing.put_settings(settings)
        self._weighing.forget(manager.guild_id)
        return settings

    async def weigh(self, manager: Actor, rule: str, points: int | None) -> StandingSettings:
        """What a strike for a rule or a category weighs; None: what it weighs by default.

        Raises:
            NotAllowed: no manager.
            Refused: the name is none that a rule can have, or there are too many.
        """
        require_manager(manager)
        rule = rule.strip().lower()
        if not rule or not all(part.replace("-", "").isalnum() for part in rule.split(".")):
            raise Refused("Name a rule such as hate.exclusion, or a category such as hate.")
        async with self._store.write() as tx:
            settings = await tx.standing.settings(manager.guild_id)
            weights = dict(settings.weights)
            if points is None:
                weights.pop(rule, None)
                default = StandingSettings(manager.guild_id).weights.get(rule)
                if default is not None:
                    weights[rule] = default
            else:
                weights[rule] = max(0, min(points, MOST_POINTS))
            if len(weights) > MOST_WEIGHTS:
                raise Refused(
                    "There are {most} weights already. Take one away first.", most=MOST_WEIGHTS
                )
            settings = replace(settings, weights=weights)
            await tx.standing.put_settings(settings)
        self._weighing.forget(manager.guild_id)
        return settings

    async def ladder(self, actor: Actor) -> Sequence[Step]:
        """Raises:
        NotAllowed: neither moderator nor manager.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            return await ladder_of(tx, actor.guild_id)

    async def set_step(self, manager: Actor, step: Step, *, agreed: bool) -> Sequence[Step]:
        """Put a step on the ladder, in the place of any at the same points.

        Args:
            agreed: Whether they said that an automatic step may be worse than a timeout.

        Raises:
            NotAllowed, Refused: no manager, or the step does not fit; see `require_sensible`.
        """
        require_manager(manager)
        require_sensible(step, agreed=agreed)
        async with self._store.write() as tx:
            steps = with_step(await ladder_of(tx, manager.guild_id), step)
            if len(steps) > MOST_STEPS:
                raise Refused("A ladder has at most {most} steps.", most=MOST_STEPS)
            await tx.standing.put_ladder(manager.guild_id, steps)
        return steps

    async def remove_step(self, manager: Actor, points: int) -> Sequence[Step]:
        """Raises:
        NotAllowed, NotFound: no manager, or no step at these points.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            steps = await ladder_of(tx, manager.guild_id)
            left = tuple(step for step in steps if step.points != points)
            if len(left) == len(steps):
                raise NotFound("The ladder has no step at {points} points.", points=points)
            await tx.standing.put_ladder(manager.guild_id, left)
        return left

    async def reset_ladder(self, manager: Actor) -> Sequence[Step]:
        """The ladder that a server begins with.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            await tx.standing.put_ladder(manager.guild_id, DEFAULT_LADDER)
        return DEFAULT_LADDER
