"""What the author of a comment is told."""

from __future__ import annotations

from bot.domain.comment import Comment, CommentState, Source
from bot.domain.errors import DoorClosed, StageGone
from bot.domain.job import Job, JobKind
from bot.domain.verdict import Decision, Verdict
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.stage import AuthorStage, Standing, Status


class Answering:
    """Does the jobs that tell authors alone."""

    def __init__(
        self,
        store: Store,
        authors: AuthorStage,
        clock: Clock,
    ) -> None:
        self._store = store
        self._authors = authors
        self._clock = clock

    async def answer(self, job: Job, _tried: bool) -> None:
        """Tell a comment's author how it stands: where they submitted it while that can be
        edited, then in a direct message, then as a notice at their next button press."""
        async with self._store.read() as tx:
            comment = await tx.comments.get(job.target_id)
            if comment is None or comment.author.id is None:
                return
            status = await status_of(tx, comment)
            reply = await tx.comments.reply(comment.id, now=self._clock())
        if reply is not None:
            try:
                await self._authors.answer(reply, status)
            except StageGone:
                pass  # Dismissed, or never deferred: the next way.
            else:
                return
        if _sees_for_themselves(comment) and status.standing in _SEEN_WITHOUT_BEING_TOLD:
            return
        if status.standing is Standing.CLEARED:
            return  # No message for a moment's wait; the next news is that it stands there.
        try:
            await self._authors.message_privately(comment.author.id, status)
        except DoorClosed:
            if comment.source in {Source.FREE, Source.BLOCKED}:
                # Nothing in the thread says otherwise what became of their message.
                await self._authors.say_below(status.article, comment.author.id, status)
            async with self._store.write() as tx:
                await tx.notices.add(
                    guild_id=comment.guild_id,
                    user_id=comment.author.id,
                    comment_id=comment.id,
                    at=self._clock(),
                )


def _sees_for_themselves(comment: Comment) -> bool:
    """Who typed below an article sees what became of it, unless a moderator had to decide."""
    return comment.source in {Source.TYPED, Source.FREE} and comment.decided_by is None


_SEEN_WITHOUT_BEING_TOLD = frozenset({Standing.PUBLISHED, Standing.CLEARED, Standing.RECEIVED})


async def status_of(tx: Transaction, comment: Comment) -> Status:
    """How a comment stands, as its author is told."""
    article = await tx.articles.get(comment.article_id)
    if article is None:
        raise LookupError(f"comment {comment.id} has lost its article")
    standing = _standing(comment)
    ahead = 0
    because: tuple[str, ...] = ()
    may_appeal = False
    if standing is Standing.CLEARED:
        ahead = await tx.jobs.ahead(JobKind.PUBLISH, comment.id) or 0
    elif standing in {Standing.WAITING, Standing.EDIT_WAITING}:
        ahead = await tx.comments.count_waiting(comment.guild_id, before=comment.waiting_since)
    elif standing in {Standing.REJECTED, Standing.EDIT_REJECTED}:
        may_appeal = comment.decided_by is None
        latest = await tx.comments.revision(comment.id, comment.latest_number)
        verdict = latest.verdict if latest is not None else None
        because = (comment.reason,) if comment.reason else _because(verdict)
    elif standing is Standing.REMOVED:
        because = (comment.reason,) if comment.reason else ()
    refused = {Standing.REJECTED, Standing.EDIT_REJECTED, Standing.REMOVED}
    may_contest = standing in refused and bool(comment.decided_by)
    return Status(standing, comment, article, ahead, because, may_appeal, may_contest)


def _standing(comment: Comment) -> Standing:
    match comment.state:
        case CommentState.RECEIVED:
            return Standing.RECEIVED
        case CommentState.HELD:
            return Standing.WAITING
        case CommentState.REJECTED:
            return Standing.REJECTED
        case CommentState.REMOVED:
            return Standing.REMOVED
        case CommentState.WITHDRAWN:
            return Standing.WITHDRAWN
        case CommentState.PUBLISHED:
            pass
    if comment.waiting_since is not None:
        return Standing.EDIT_WAITING
    if comment.pending_number is None and comment.shown_number != comment.latest_number:
        return Standing.EDIT_REJECTED
    return Standing.PUBLISHED if comment.message_id is not None else Standing.CLEARED


def _because(verdict: Verdict | None) -> tuple[str, ...]:
    """The explanations that led to a refusal, each once, in reading order."""
    if verdict is None:
        return ()
    found = [f.explanation for f in verdict.findings if f.decision is Decision.REJECT]
    return tuple(dict.fromkeys(found))
