"""The queue: pages of what waits, who reads what, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.comment import Comment
from bot.domain.desk import CLAIM_LASTS, Claim
from bot.domain.errors import NotFound
from bot.workflow.desk.tables import Waiting
from bot.workflow.desk.wishes import (
    Order,
    Place,
    Wish,
    key_of,
    place_of,
    rank_of,
    wish_of,
)
from bot.workflow.permissions import is_moderator, require_moderator
from bot.workflow.ports import Clock, Store
from bot.workflow.review import Dossier, dossier_of

PAGE = 5
"""Comments on one page of the queue."""
WIDE = 25
"""Comments on a page from which several are picked: as many as one menu takes."""
_STORED = "s"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some of what waits, in the order asked for."""

    lines: Sequence[Waiting]
    wish: Wish
    short: str
    """The wish as part of a custom id."""
    before: int
    """How many come before the first of these."""
    total: int

    @property
    def last(self) -> int:
        """The number of the last one, counted from 1."""
        return self.before + len(self.lines)


class Queue:
    """Shows moderators what waits, and keeps two of them from reading the same."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def page(
        self,
        moderator: Actor,
        wish: Wish,
        *,
        short: str = "",
        after: str = "",
        before: str = "",
        limit: int = PAGE,
    ) -> QueuePage:
        """A page of what waits.

        Args:
            short: The wish as part of a custom id, where it is known already.
            after: The place that the page follows, as in `Place`; empty for the beginning.
            before: The place that it comes before instead.

        Raises:
            NotAllowed: no moderator.
        """
        guild_id, now = moderator.guild_id, self._clock()
        short = short or await self._short(moderator, wish)
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(guild_id))
            lines = await tx.queue.page(
                guild_id,
                wish,
                now=now,
                after=place_of(after),
                before=place_of(before),
                limit=limit,
            )
            if not lines and (after or before):
                # Nothing is left beyond: the last ones up to that place, or the first.
                end = place_of(after)
                lines = await tx.queue.page(
                    guild_id, wish, now=now, before=end.beyond if end else None, limit=limit
                )
            first = lines[0].place if lines else None
            total, earlier = await tx.queue.count(guild_id, wish, first=first)
        return QueuePage(lines, wish, short, earlier, total)

    async def wish(self, moderator: Actor, short: str) -> Wish:
        """The wish behind its part of a custom id.

        Raises:
            NotFound: it was stored, and is forgotten.
        """
        if not short.startswith(_STORED):
            return wish_of(short)
        async with self._store.read() as tx:
            found = await tx.queue.remembered(moderator.guild_id, int(short[1:]))
        if found is None:
            raise NotFound("This search is too old. Ask again with /queue.")
        return found

    async def following(self, moderator: Actor, wish: Wish, after: Place | None) -> Waiting | None:
        """The next one that nobody else reads, from the beginning again after the last one; it
        counts as read by this moderator from now on.

        Raises:
            NotAllowed: no moderator.
        """
        guild_id, now = moderator.guild_id, self._clock()
        async with self._store.write() as tx:
            require_moderator(moderator, await tx.guilds.get(guild_id))
            for start in (after, None):
                found = await tx.queue.page(
                    guild_id, wish, now=now, after=start, limit=1, unread_for=moderator.id
                )
                if found:
                    claim = self._claim(found[0].comment_id, moderator)
                    await tx.desk.claim(guild_id, claim)
                    return found[0]
                if start is None:
                    break
        return None

    async def opened(
        self, comment_id: int, moderator: Actor, *, take_over: bool = False
    ) -> Dossier:
        """One comment to be read; if it waits and nobody else reads it, it is now theirs.

        Args:
            take_over: Also if somebody else reads it.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
        """
        now = self._clock()
        async with self._store.write() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            comment = await tx.comments.get(comment_id)
            if comment is None or comment.guild_id != moderator.guild_id:
                raise NotFound("There is no comment with this number on this server.")
            claim = await tx.desk.claim_of(comment_id, now=now)
            is_free = claim is None or claim.moderator_id == moderator.id or take_over
            if comment.waiting_since is not None and is_free:
                await tx.desk.claim(moderator.guild_id, self._claim(comment_id, moderator))
            return await dossier_of(tx, comment, now=now)

    async def place_in(self, moderator: Actor, short: str, comment: Comment) -> Place:
        """Where a waiting comment stands in the order of a wish; else the beginning."""
        wish = await self.wish(moderator, short)
        async with self._store.read() as tx:
            number = comment.pending_number or comment.latest_number
            revision = await tx.comments.revision(comment.id, number)
        if wish.order is Order.OLDEST and comment.waiting_since is not None:
            return Place(key_of(comment.waiting_since), comment.id)
        return Place(rank_of(revision.verdict if revision is not None else None)[0], comment.id)

    async def rules(self, moderator: Actor) -> Sequence[str]:
        """The rules that what waits was held for; none for who may not know."""
        async with self._store.read() as tx:
            if not is_moderator(moderator, await tx.guilds.get(moderator.guild_id)):
                return ()
            return await tx.queue.rules(moderator.guild_id)

    async def _short(self, moderator: Actor, wish: Wish) -> str:
        short = wish.short()
        if short is not None:
            return short
        async with self._store.write() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            return f"{_STORED}{await tx.queue.remember(moderator.guild_id, wish, self._clock())}"

    def _claim(self, comment_id: int, moderator: Actor) -> Claim:
        return Claim(comment_id, moderator.id, moderator.name, self._clock() + CLAIM_LASTS)
