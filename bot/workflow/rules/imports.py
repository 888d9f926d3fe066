"""Rules out of files and out of AutoMod: shown first, added only when somebody agrees."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.actor import Actor
from bot.domain.errors import NotAllowed, NotFound, Refused
from bot.domain.rule import Rule
from bot.workflow.automod.plan import ForeignRule
from bot.workflow.permissions import require_manager, require_reader
from bot.workflow.ports import Clock, Store
from bot.workflow.rules.transfer import Bad, Read, from_automod, from_csv, to_csv, to_json
from bot.workflow.rules.writing import require_room


@dataclass(frozen=True, slots=True)
class Offer:
    """What an import would add."""

    import_id: int | None
    """None where there is nothing to add."""
    rules: Sequence[Rule]
    bad: Sequence[Bad]


class OthersRules(Protocol):
    """The AutoMod rules of a server that are not ours."""

    async def of_others(self, guild_id: int) -> Sequence[ForeignRule]:
        """Those about words, by name.

        Raises:
            StageUnavailable: they cannot be seen.
        """
        ...


class Imports:
    """Brings rules in, and gives them out."""

    def __init__(self, store: Store, automod: OthersRules, clock: Clock) -> None:
        self._store = store
        self._automod = automod
        self._clock = clock

    async def of_file(self, manager: Actor, content: bytes, channels: Collection[int]) -> Offer:
        """What a CSV would add; nothing is added.

        Args:
            channels: Those of the server, which rules may be for.

        Raises:
            NotAllowed, Refused: no manager; it is no table; there would be too many.
        """
        require_manager(manager)
        return await self._offer(
            manager,
            await asyncio.to_thread(from_csv, content, manager, self._clock(), channels),
        )

    async def of_automod(self, manager: Actor) -> Offer:
        """What the rules of others in AutoMod would add; nothing is added.

        Raises:
            NotAllowed, Refused: no manager; there would be too many.
            StageUnavailable: AutoMod's rules cannot be seen.
        """
        require_manager(manager)
        rules = await self._automod.of_others(manager.guild_id)
        return await self._offer(manager, from_automod(rules, manager, self._clock()))

    async def apply(self, manager: Actor, import_id: int) -> Sequence[Rule]:
        """Add what was shown, all of it or nothing.

        Raises:
            NotAllowed, NotFound: no manager, it is somebody else's, or it was added already.
            Refused: there would be too many by now.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            wanted = await tx.rules.take_import(import_id)
            if wanted is None or wanted.guild_id != manager.guild_id:
                raise NotFound("This import was added already, or it is more than a day old.")
            if wanted.author_id != manager.id:
                raise NotAllowed("Somebody else has prepared this import.")
            require_room(await tx.rules.all(manager.guild_id), wanted.rules)
            return [await tx.rules.add(rule) for rule in wanted.rules]

    async def export(self, actor: Actor, *, as_json: bool) -> bytes:
        """The server's rules as CSV or JSON, in UTF-8.

        Raises:
            NotAllowed, Refused: neither moderator nor manager, or there are none.
        """
        async with self._store.read() as tx:
            require_reader(actor, await tx.guilds.get(actor.guild_id))
            rules = await tx.rules.all(actor.guild_id)
        if not rules:
            raise Refused("This server has no rules yet. /rules add writes the first.")
        return (to_json(rules) if as_json else to_csv(rules)).encode()

    async def _offer(self, manager: Actor, read: Read) -> Offer:
        if not read.rules:
            return Offer(None, (), read.bad)
        async with self._store.write() as tx:
            require_room(await tx.rules.all(manager.guild_id), read.rules)
            import_id = await tx.rules.put_import(
                manager.guild_id, manager.id, read.rules, self._clock()
            )
        return Offer(import_id, read.rules, read.bad)
