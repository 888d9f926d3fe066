"""What a moderator decides about one comment, and what they have to know for that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.card import Card, Report
from bot.domain.comment import Comment, CommentState, HistoryEntry, Revision
from bot.domain.desk import UNDO_WITHIN, Claim, Decided, Note, ReportOutcome
from bot.domain.errors import Conflict, NotFound, Refused
from bot.domain.job import JobKind
from bot.domain.posted import Article
from bot.locales import mark
from bot.moderation.policy import Policy
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.permissions import require_moderator, require_not_involved
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.rules.policies import policy_labelled


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
    claim: Claim | None = None
    """Who reads it at this moment."""
    notes: Sequence[Note] = ()
    """What moderators told each other about it and its author."""
    is_blurred: bool = False
    """Whether its text is shown only to who asks for it."""
    policy: Policy | None = None
    """What the text was judged by; None where it was not judged or that is not known any more."""


class Review:
    """What moderators decide about single comments."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def approve(self, comment_id: int, number: int, moderator: Actor) -> Comment:
        """Publish a waiting text.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: decided already (by whom is said), or the text has changed.
        """
        comment, _ = await self.decide(comment_id, number, moderator, None)
        return comment

    async def reject(self, comment_id: int, number: int, moderator: Actor, reason: str) -> Comment:
        """Refuse a waiting text with a reason that its author will read.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: decided already (by whom is said), or the text has changed.
            Refused: no reason was given.
        """
        comment, _ = await self.decide(comment_id, number, moderator, reasonable(reason))
        return comment

    async def remove(self, comment_id: int, moderator: Actor, reason: str) -> Comment:
        """Take a published comment down.

        Raises:
            NotFound, NotAllowed: no such comment here, or no moderator.
            Conflict: it is not published any more.
            Refused: no reason was given.
        """
        reason = reasonable(reason)
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            await require_not_involved(tx, comment, moderator)
            change = lifecycle.removed(comment, moderator, reason, now=now)
            await tx.desk.settle_reports(comment_id, ReportOutcome.UPHELD, now)
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
            await require_not_involved(tx, comment, moderator)
            await tx.desk.settle_reports(comment_id, ReportOutcome.DISMISSED, now)
            return await keep(tx, lifecycle.kept(comment, moderator, now=now), now=now)

    async def dossier(self, comment_id: int, moderator: Actor) -> Dossier:
        """Raises:
        NotFound, NotAllowed: no such comment here, or no moderator.
        """
        async with self._store.read() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            return await dossier_of(tx, comment, now=self._clock())

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

    async def decide(
        self,
        comment_id: int,
        number: int,
        moderator: Actor,
        reason: str | None,
        *,
        batch: int | None = None,
    ) -> tuple[Comment, int]:
        """Publish a waiting text, or refuse it with a reason; it can be undone for a while.

        Args:
            batch: What it is decided together with.

        Returns:
            The comment, and the number by which it is undone.

        Raises:
            NotFound, NotAllowed, Conflict: see `approve`; also where the moderator wrote it.
        """
        now = self._clock()
        async with self._store.write() as tx:
            comment = await self._comment(tx, comment_id, moderator)
            await require_not_involved(tx, comment, moderator)
            try:
                if reason is None:
                    change = lifecycle.approved(comment, number, moderator, now=now)
                else:
                    change = lifecycle.rejected(comment, number, moderator, reason, now=now)
            except Conflict as conflict:
                raise await _with_decider(tx, comment, number, conflict) from None
            outcome = ReportOutcome.DISMISSED if reason is None else ReportOutcome.UPHELD
            await tx.desk.settle_reports(comment_id, outcome, now)
            await tx.decisions.forget(before=now - 2 * UNDO_WITHIN)
            decided = Decided(
                guild_id=comment.guild_id,
                comment_id=comment_id,
                number=number,
                approved=reason is None,
                by_id=moderator.id,
                by_name=moderator.name,
                at=now,
                before_state=comment.state,
                before_shown=comment.shown_number,
                before_waiting=comment.waiting_since or now,
            )
            batch = await tx.decisions.add(decided, batch=batch)
            return await keep(tx, change, now=now), batch

    @staticmethod
    async def _comment(tx: Transaction, comment_id: int, moderator: Actor) -> Comment:
        require_moderator(moderator, await tx.guilds.get(moderator.guild_id))
        comment = await tx.comments.get(comment_id)
        if comment is None or comment.guild_id != moderator.guild_id:
            raise NotFound("There is no comment with this number on this server.")
        return comment


def reasonable(reason: str) -> str:
    """The reason as it is kept.

    Raises:
        Refused: it is empty.
    """
    if not reason.strip():
        raise Refused("Give a reason: the author will read it.")
    return reason.strip()


async def dossier_of(
    tx: Transaction, comment: Comment, card: Card | None = None, *, now: datetime | None = None
) -> Dossier:
    """The dossier of a comment, with the revision that a card is about or that is in question.

    Args:
        now: The moment at which to tell who reads it; nobody does where it is left out.
    """
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
        claim=await tx.desk.claim_of(comment.id, now=now) if now is not None else None,
        notes=await tx.desk.notes(
            comment.guild_id, comment_id=comment.id, author_id=comment.author.id
        ),
        is_blurred=(await tx.desk.settings(comment.guild_id)).blurs(revision.verdict),
        policy=(
            await policy_labelled(tx, comment.guild_id, article.channel_id, revision.verdict.policy)
            if revision.verdict is not None
            else None
        ),
    )


_DECIDED = {
    "approved": mark("{name} has approved this already, {when}."),
    "rejected": mark("{name} has rejected this already, {when}."),
}


async def _with_decider(
    tx: Transaction, comment: Comment, number: int, conflict: Conflict
) -> Conflict:
    """The conflict, naming who was faster where somebody was."""
    for entry in reversed(await tx.comments.history(comment.id)):
        if entry.event in _DECIDED and entry.number == number and entry.actor_id is not None:
            return Conflict(
                _DECIDED[entry.event],
                name=entry.actor_name,
                when=f"<t:{int(entry.at.timestamp())}:R>",
            )
    return conflict
