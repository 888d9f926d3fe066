"""What a server chooses for its desk."""

from __future__ import annotations

from bot.domain.actor import Actor
from bot.domain.desk import DeskSettings
from bot.domain.errors import Refused
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Store

MOST_REPORTS = 20
MOST_CARDS = 100


class Choices:
    """Reads and changes a server's choices."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get(self, guild_id: int) -> DeskSettings:
        """The choices, or the defaults."""
        async with self._store.read() as tx:
            return await tx.desk.settings(guild_id)

    async def put(self, settings: DeskSettings, manager: Actor) -> DeskSettings:
        """Store them.

        Raises:
            NotAllowed: no Manage Server.
            Refused: a number is out of bounds.
        """
        require_manager(manager)
        if not 1 <= settings.report_threshold <= MOST_REPORTS:
            raise Refused("Choose between 1 and {most} reports.", most=MOST_REPORTS)
        if not 0 <= settings.hide_threshold <= MOST_REPORTS:
            raise Refused("Choose between 1 and {most} reports, or 0.", most=MOST_REPORTS)
        if not 1 <= settings.card_cap <= MOST_CARDS:
            raise Refused("Choose between 1 and {most} cards.", most=MOST_CARDS)
        async with self._store.write() as tx:
            await tx.desk.put_settings(settings)
        return settings
