"""A text begins to wait, or waits no more: where it belongs in the queue, and with which others."""

from __future__ import annotations

from datetime import datetime

from bot.domain.comment import Comment
from bot.workflow.desk.likeness import are_alike, bands, shingles
from bot.workflow.desk.wishes import rank_of
from bot.workflow.jobs import incident_job
from bot.workflow.ports import Transaction

CANDIDATES = 5
"""Comments that a new one is compared with, those that look most like it first."""


async def begin_to_wait(tx: Transaction, comment: Comment, *, now: datetime) -> None:
    """Rank a comment that has begun to wait, and put it to those like it."""
    if comment.pending_number is None:
        raise ValueError(f"comment {comment.id} does not wait")
    revision = await tx.comments.revision(comment.id, comment.pending_number)
    if revision is None:
        raise LookupError(f"comment {comment.id} has lost its text")
    rank, rule = rank_of(revision.verdict)
    own = shingles(revision.text)
    found = bands(own)
    incident_id = await _incident_like(tx, comment, own, found, now=now)
    await tx.incidents.keep_likeness(comment.article_id, comment.id, found)
    await tx.queue.rank(
        comment.id, rank=rank, rule=rule, text=revision.text, incident_id=incident_id
    )


async def wait_no_more(tx: Transaction, comment: Comment, *, now: datetime) -> None:
    """Nobody needs to read it or to compare it any more; its incident counts one less."""
    await tx.queue.leave(comment.id)
    await tx.incidents.forget_likeness(comment.id)
    await tx.desk.release(comment.id)
    incident_id = await tx.incidents.incident_of(comment.id)
    if incident_id is not None:
        await tx.jobs.add(incident_job(comment.guild_id, incident_id, now))


async def _incident_like(
    tx: Transaction, comment: Comment, own: frozenset[int], found: tuple[int, ...], *, now: datetime
) -> int | None:
    """The incident that it belongs to; a new one with the first comment that is like it."""
    if not found:
        return None
    for other_id in await tx.incidents.alike(comment.article_id, found, limit=CANDIDATES):
        other = await tx.comments.get(other_id)
        if other is None or other_id == comment.id or other.pending_number is None:
            continue
        revision = await tx.comments.revision(other_id, other.pending_number)
        if revision is None or not are_alike(own, shingles(revision.text)):
            continue
        incident_id = await tx.incidents.incident_of(other_id)
        if incident_id is None:
            opened = await tx.incidents.open(comment.guild_id, comment.article_id, now)
            incident_id = opened.id
            await tx.incidents.join(incident_id, other_id)
        await tx.jobs.add(incident_job(comment.guild_id, incident_id, now))
        return incident_id
    return None
