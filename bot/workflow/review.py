"""The review desk: what waits, what a moderator decides, what members report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.card import Card, CardKind, Report
from bot.domain.comment import Comment, CommentState, HistoryEntry, Revision
from bot.domain.errors import Conflict, NotFound, Refused
from bot.domain.job import JobKind
from bot.domain.posted import Article
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.jobs import card_job
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Clock, Store, Transaction

PAGE = 5
"""Comments on one page of the queue."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a moderator needs to decide about one comment."""

    comment: Comment
    article: Article
    revision: Revision
    """The text in question: the one that waits, else the one shown, else the newest."""
    history: Sequence[HistoryEntry]
    reports: Sequence[Report]
    author_counts: Mapping[str, int]
    """How many comments of this author are in each state on this server."""
    parent_text: str = ""
    shown_text: str = ""
    """What readers see now; empty where nothing is shown or it is the text in question."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some of what waits, oldest first."""

    dossiers: Sequence[Dossier]
    offset: int
    total: int


class Review:
    """What moderators decide, and what members bring before them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def approve(self, comment_id: int, number: int, moderator: Actor) -> Comment:
        """Publish a waiting text.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: decided already (by whom is said), or the text has changed.
        """
        return await self._decide(comment_id, number, moderator, None)

    async def reject(self, comment_id: int, number: int, moderator: Actor, reason: str) -> Comment:
        """Refuse a waiting text with a reason that its author will read.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: decided already (by whom is said), or the text has changed.
            Refused: no reason was given.
        """
        if not reason.strip():
            raise Refused("Give a reason: the author will read it.")
        return await self._decide(comment_id, number, moderator, reason.strip())

    async def remove(self, comment_id: int, moderator: Actor, reason: str) -> Comment:
        """Take a published comment down.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: it is not published any more.
            Refused: no reason was given.
        """
        if not reason.strip():
            raise Refused("Give a reason: the author will read it.")
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            change = lifecycle.removed(comment, moderator, reason.strip(), now=now)
            return await keep(tx, change, now=now)

    async def keep(self, comment_id: int, moderator: Actor) -> Comment:
        """Leave a flagged or reported comment where it is and close its card.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: it is not published any more.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            return await keep(tx, lifecycle.kept(comment, moderator, now=now), now=now)

    async def report(self, comment_id: int, reporter: Actor, reason: str) -> None:
        """A member asks moderators to look at a published comment, which stays visible.

        Raises:
            NotFound: there is no such comment on the stage.
            Refused: it is their own, or they reported it before.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._reportable(tx, comment_id, reporter)
            report = Report(comment_id, reporter.id, reporter.name, reason.strip(), now)
            if not await tx.comments.add_report(report):
                raise Refused("You have reported this comment before. Moderators have it.")
            await tx.comments.add_history(
                [
                    HistoryEntry(
                        comment_id=comment.id,
                        at=now,
                        event="reported",
                        from_state=comment.state,
                        to_state=comment.state,
                        actor_id=reporter.id,
                        actor_name=reporter.name,
                        reason=report.reason,
                    )
                ]
            )
            card = await tx.cards.open(
                guild_id=comment.guild_id,
                comment_id=comment.id,
                number=comment.shown_number or comment.latest_number,
                kind=CardKind.LOOK,
                at=now,
            )
            await tx.jobs.add(card_job(card.guild_id, card.id, now))

    async def check_report(self, comment_id: int, reporter: Actor) -> None:
        """The check before the report form is shown.

        Raises:
            NotFound, Refused: see `report`.
        """
        async with self._store.read() as tx:
            await self._reportable(tx, comment_id, reporter)
            if any(r.reporter_id == reporter.id for r in await tx.comments.reports(comment_id)):
                raise Refused("You have reported this comment before. Moderators have it.")

    async def dossier(self, comment_id: int, moderator: Actor) -> Dossier:
        """Raises:
        NotFound, NotAllowed: no such comment here, or no moderator.
        """
        async with self._store.read() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            return await dossier_of(tx, comment)

    async def queue(self, moderator: Actor, *, offset: int = 0) -> QueuePage:
        """What waits on this server, oldest first.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
            total = await tx.comments.count_waiting(moderator.guild_id)
            offset = min(offset, max(0, (total - 1) // PAGE * PAGE))
            waiting = await tx.comments.waiting(moderator.guild_id, offset=offset, limit=PAGE)
            dossiers = [await dossier_of(tx, comment) for comment in waiting]
        return QueuePage(dossiers, offset, total)

    async def channel_of(self, comment_id: int) -> int:
        """The parent channel of a comment's article, where a moderator's powers count.

        Raises:
            NotFound: there is no such comment.
        """
        async with self._store.read() as tx:
            comment = await tx.comments.get(comment_id)
        if comment is None:
            raise NotFound("There is no comment with this number on this server.")
        return comment.channel_id

    async def vanished(self, message_id: int) -> Comment | None:
        """Somebody deleted a comment's post in Discord itself: it counts as removed.

        Returns:
            The comment, or None where the post was none of ours or its going was our own doing.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await tx.comments.by_message(message_id)
            if comment is None or comment.state is not CommentState.PUBLISHED:
                return None
            if await tx.jobs.ahead(JobKind.REPOST, comment.id) is not None:
                return None
            somebody = Actor(id=0, name="somebody, in Discord", guild_id=comment.guild_id)
            change = lifecycle.removed(
                comment, somebody, "A moderator deleted the post in Discord.", now=now
            )
            return await keep(tx, change, now=now)

    async def _decide(
        self, comment_id: int, number: int, moderator: Actor, reason: str | None
    ) -> Comment:
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            try:
                if reason is None:
                    change = lifecycle.approved(comment, number, moderator, now=now)
                else:
                    change = lifecycle.rejected(comment, number, moderator, reason, now=now)
            except Conflict as conflict:
                raise await _with_decider(tx, comment, number, conflict) from None
            return await keep(tx, change, now=now)

    @staticmethod
    async def _comment(tx: Transaction, comment_id: int, moderator: Actor) -> Comment:
        require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
        comment = await tx.comments.get(comment_id)
        if comment is None or comment.guild_id != moderator.guild_id:
            raise NotFound("There is no comment with this number on this server.")
        return comment

    @staticmethod
    async def _reportable(tx: Transaction, comment_id: int, reporter: Actor) -> Comment:
        comment = await tx.comments.get(comment_id)
        if comment is None or comment.guild_id != reporter.guild_id or not comment.is_on_stage:
            raise NotFound("This comment is no longer there.")
        if comment.author.id == reporter.id:
            raise Refused("This comment is your own. You can withdraw it under My comments.")
        return comment


async def dossier_of(tx: Transaction, comment: Comment, card: Card | None = None) -> Dossier:
    """The dossier of a comment, with the revision that a card is about or that is in question."""
    number = (
        card.number
        if card is not None
        else comment.pending_number or comment.shown_number or comment.latest_number
    )
    article = await tx.articles.get(comment.article_id)
    revision = await tx.comments.revision(comment.id, number)
    if article is None or revision is None:
        raise LookupError(f"comment {comment.id} has lost its article or revision {number}")
    shown_text = ""
    if comment.shown_number is not None and comment.shown_number != number:
        shown = await tx.comments.revision(comment.id, comment.shown_number)
        shown_text = shown.text if shown is not None else ""
    parent_text = ""
    if comment.parent_id is not None:
        parent = await tx.comments.get(comment.parent_id)
        if parent is not None and parent.shown_number is not None:
            shown = await tx.comments.revision(parent.id, parent.shown_number)
            parent_text = shown.text if shown is not None else ""
    counts: Mapping[str, int] = {}
    if comment.author.id is not None:
        counts = await tx.comments.counts_of_author(comment.guild_id, comment.author.id)
    return Dossier(
        comment=comment,
        article=article,
        revision=revision,
        history=await tx.comments.history(comment.id),
        reports=await tx.comments.reports(comment.id),
        author_counts=counts,
        parent_text=parent_text,
        shown_text=shown_text,
    )


async def _with_decider(
    tx: Transaction, comment: Comment, number: int, conflict: Conflict
) -> Conflict:
    """The conflict, naming who was faster where somebody was."""
    deciding = {"approved": "approved", "rejected": "rejected"}
    for entry in reversed(await tx.comments.history(comment.id)):
        if entry.event in deciding and entry.number == number and entry.actor_id is not None:
            return Conflict(
                "{name} has {event} this already, {when}.",
                name=entry.actor_name,
                event=deciding[entry.event],
                when=f"<t:{int(entry.at.timestamp())}:R>",
            )
    return conflict
