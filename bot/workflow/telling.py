"""What a server's moderators, or its owner, are told once, until it is mended."""

from __future__ import annotations

from bot.workflow.ports import Clock, Store
from bot.workflow.stage import DeskStage, Topic


class Teller:
    """Tells each topic once for each guild."""

    def __init__(self, store: Store, desk: DeskStage, clock: Clock) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock

    async def tell_once(self, guild_id: int, topic: Topic, detail: str) -> None:
        """Say it, unless it was said and is not mended since."""
        async with self._store.write() as tx:
            is_news = await tx.guilds.tell_once(guild_id, topic.value, self._clock())
        if is_news:
            await self._desk.tell(guild_id, topic, detail)

    async def tell(self, guild_id: int, topic: Topic, detail: str) -> None:
        """Say it; whoever asks knows that it is news."""
        await self._desk.tell(guild_id, topic, detail)
