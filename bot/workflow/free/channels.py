"""Which channels are in free mode: asked for with every message, so it is kept in memory."""

from __future__ import annotations

from bot.workflow.ports import Store


class FreeChannels:
    """The channels, on all servers, below whose articles members type freely."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids: frozenset[int] = frozenset()

    def __contains__(self, channel_id: int | None) -> bool:
        return channel_id in self._ids

    async def refresh(self) -> None:
        """Read them anew: at the start, and whenever a channel's mode has changed."""
        async with self._store.read() as tx:
            self._ids = frozenset(await tx.guilds.free_channels())
