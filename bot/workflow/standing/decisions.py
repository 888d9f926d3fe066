"""The decisions that can be appealed, and how they are taken back."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.case import Appeal
from bot.domain.comment import HistoryEntry
from bot.domain.errors import NotFound, Refused
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.ports import Transaction
from bot.workflow.standing import strikes


async def about_comment(
    tx: Transaction, member: Actor, comment_id: int
) -> tuple[str, datetime, dict[int, str]]:
    """What a moderator decided against a comment.

    Returns:
        (the decision's name, when it was made, who made it: user id → name).

    Raises:
        NotFound, Refused: it is not theirs, or no moderator decided against it.
    """
    comment = await tx.comments.get(comment_id)
    if comment is None or comment.guild_id != member.guild_id or comment.author.id != member.id:
        raise NotFound("You have no such comment.")
    decided = None
    for entry in reversed(await tx.comments.history(comment_id)):
        if entry.event in {"rejected", "removed"} and entry.actor_id is not None:
            decided = entry
            break
    if decided is None or comment.decided_by is None or comment.decided_at is None:
        raise Refused("No moderator has decided against this comment.")
    key = f"comment:{comment_id}:{int(decided.at.timestamp() * 1000)}"
    if not lifecycle.was_refused(comment):
        before = await tx.appeals.against(member.guild_id, key)
        if before is None:
            raise Refused("No moderator has decided against this comment.")
    return key, decided.at, {decided.actor_id or 0: decided.actor_name}


async def about_case(
    tx: Transaction, member: Actor, case_id: int
) -> tuple[str, datetime, dict[int, str]]:
    """The same of a case, with those who decided about the comments that led to it.

    Raises:
        NotFound, Refused: it is not about them, or nothing has been done.
    """
    case = await tx.cases.get(case_id)
    if case is None or case.guild_id != member.guild_id or case.user_id != member.id:
        raise NotFound("There is no such case about you.")
    if case.active_at is None or not case.kind.is_sanction:
        raise Refused("Nothing has been done in this case.")
    against = {case.moderator_id: case.moderator_name} if case.moderator_id is not None else {}
    for comment_id in case.comment_ids:
        for entry in await tx.comments.history(comment_id):
            if entry.event in {"rejected", "removed"} and entry.actor_id is not None:
                against[entry.actor_id] = entry.actor_name
    return f"case:{case.id}", case.active_at, against


async def reverse(tx: Transaction, comment_id: int, moderator: Actor, now: datetime) -> None:
    """The strike, what the ladder made of it, and the refusal itself; a text that is deleted since
    is not published."""
    comment = await tx.comments.get(comment_id)
    if comment is None:
        return
    await strikes.take_back(tx, comment, now=now)
    is_there = comment.blanked_at is None
    if is_there and lifecycle.was_refused(comment) and comment.decided_by is not None:
        await keep(tx, lifecycle.granted(comment, moderator, now=now), now=now)


async def note(
    tx: Transaction,
    appeal: Appeal,
    comment_id: int,
    event: str,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """A row of the history of a comment that an appeal is about."""
    comment = await tx.comments.get(comment_id)
    if comment is None or comment.guild_id != appeal.guild_id:
        return
    await tx.comments.add_history(
        [
            HistoryEntry(
                comment_id=comment_id,
                at=now,
                event=event,
                from_state=comment.state,
                to_state=comment.state,
                actor_id=by.id,
                actor_name=by.name,
                reason=reason,
            )
        ]
    )
