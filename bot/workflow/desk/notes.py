"""Notes that moderators leave each other. Members never see them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.actor import Actor
from bot.domain.desk import Note
from bot.domain.errors import NotAllowed, NotFound, Refused
from bot.workflow.permissions import is_moderator, require_moderator
from bot.workflow.ports import Clock, Store

LONGEST = 1000
"""Characters of a note."""


class Notes:
    """Keeps notes on comments and on authors."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def add(
        self,
        moderator: Actor,
        text: str,
        *,
        comment_id: int | None = None,
        author_id: int | None = None,
    ) -> Note:
        """Leave a note on a comment, or on an author.

        Raises:
            NotAllowed: no moderator.
            NotFound: no such comment here.
            Refused: the note is empty or too long.
        """
        text = text.strip()
        if not text or len(text) > LONGEST:
            raise Refused("Write a note of at most {most} characters.", most=LONGEST)
        async with self._store.write() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            if comment_id is not None:
                comment = await tx.comments.get(comment_id)
                if comment is None or comment.guild_id != moderator.guild_id:
                    raise NotFound("There is no comment with this number on this server.")
            return await tx.desk.add_note(
                Note(
                    id=0,
                    guild_id=moderator.guild_id,
                    comment_id=comment_id,
                    author_id=author_id,
                    by_id=moderator.id,
                    by_name=moderator.name,
                    text=text,
                    at=self._clock(),
                )
            )

    async def of_author(self, moderator: Actor, author_id: int) -> Sequence[Note]:
        """The notes on an author, oldest first.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            return await tx.desk.notes(moderator.guild_id, author_id=author_id)

    async def remove(self, moderator: Actor, note_id: int) -> None:
        """Take a note away: one's own, or, with Manage Server, anybody's.

        Raises:
            NotAllowed: no moderator, or another's note.
            NotFound: no such note here.
        """
        async with self._store.write() as tx:
            settings = await tx.guilds.get(moderator.guild_id)
            if not moderator.manages_guild and not is_moderator(moderator, settings):
                require_moderator(moderator, settings)
            note = await tx.desk.note(note_id)
            if note is None or note.guild_id != moderator.guild_id:
                raise NotFound("There is no note with this number on this server.")
            if note.by_id != moderator.id and not moderator.manages_guild:
                raise NotAllowed(
                    "{name} wrote this note. They can remove it, and so can members with Manage "
                    "Server.",
                    name=note.by_name,
                )
            await tx.desk.drop_note(note_id)
