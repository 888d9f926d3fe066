"""What a server chooses about the data of its members, and the log of what was deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.privacy import Deletion, PrivacySettings, Purge
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Store

LOGGED = 25
"""Rows of the log that are shown."""


class PrivacyChoices:
    """``/privacy``: for managers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def choose(
        self, manager: Actor, *, retention_days: int | None, deletion: Deletion | None
    ) -> PrivacySettings:
        """Change what is named, and return what holds then.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            settings = await tx.privacy.settings(manager.guild_id)
            if retention_days is None and deletion is None:
                return settings
            settings = replace(
                settings,
                retention_days=(
                    settings.retention_days if retention_days is None else retention_days
                ),
                deletion=deletion or settings.deletion,
            )
            await tx.privacy.put(settings)
        return settings

    async def log(self, manager: Actor) -> Sequence[Purge]:
        """What was deleted on this server, newest first.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        async with self._store.read() as tx:
            return await tx.privacy.purges(manager.guild_id, limit=LOGGED)
