"""Keeps a `Change`: everything it brings about, in the transaction it was decided in."""

from __future__ import annotations

from datetime import datetime

from bot.domain.card import CardKind
from bot.domain.comment import Comment
from bot.workflow.desk.arrivals import begin_to_wait, wait_no_more
from bot.workflow.jobs import card_job, revise_job
from bot.workflow.outcomes import Change
from bot.workflow.ports import Transaction
from bot.workflow.standing import strikes


async def keep(tx: Transaction, change: Change, *, now: datetime) -> Comment:
    """Store the change on top of the version it was made from.

    Returns:
        The comment as it stands now.

    Raises:
        Conflict: somebody else changed it since; nothing is stored.
    """
    comment = await tx.comments.update(change.comment)
    await tx.comments.add_history(change.history)
    for job in change.jobs:
        await tx.jobs.add(job)
    if change.close_cards:
        await wait_no_more(tx, comment, now=now)
        for card in await tx.cards.close(comment.id, now):
            await tx.jobs.add(card_job(card.guild_id, card.id, now))
    if change.open_card is not None:
        card = await tx.cards.open(
            guild_id=comment.guild_id,
            comment_id=comment.id,
            number=comment.pending_number or comment.shown_number or comment.latest_number,
            kind=change.open_card,
            at=now,
        )
        await tx.jobs.add(card_job(comment.guild_id, card.id, now))
        if change.open_card is CardKind.REVIEW:
            await begin_to_wait(tx, comment, now=now)
    if change.requote:
        for answer in await tx.comments.answers_on_stage(comment.id):
            await tx.jobs.add(revise_job(answer, now))
    if change.strikes:
        await strikes.give(tx, comment, change.history[0], now=now)
    return comment
