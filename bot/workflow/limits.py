"""How often and how much one person may comment, and what they are told when it is too much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import NotYet, Refused
from bot.workflow.ports import Transaction


@dataclass(frozen=True, slots=True)
class Limits:
    """The installation's limits; each is a setting."""

    comment_interval: timedelta = timedelta(seconds=15)
    """At most one comment per member and article in this time."""
    waiting_comments: int = 3
    """At most so many comments of a member wait for a moderator below one article."""
    comment_length: int = 1500
    """Characters that the form takes."""
    repeat_window: timedelta = timedelta(minutes=15)
    """The same text again within this time is the same comment."""


async def require_turn(
    tx: Transaction,
    limits: Limits,
    *,
    article_id: int,
    author_id: int,
    now: datetime,
    typed_freely: bool = False,
) -> None:
    """The check at form open and again at submit.

    Args:
        typed_freely: Whether it was typed where Discord's own slow mode sets the pace.

    Raises:
        NotYet: a comment came too soon after the last, or too many wait already.
    """
    if not typed_freely:
        last = await tx.comments.last_by(article_id, author_id)
        require_interval(limits, last=last, now=now)
    waiting = await tx.comments.count_waiting_by(article_id, author_id)
    if waiting >= limits.waiting_comments:
        raise NotYet(
            "{waiting} of your comments on this article are waiting for a moderator. "
            "You can write the next one when one of them has been decided.",
            waiting=waiting,
        )


def require_interval(limits: Limits, *, last: datetime | None, now: datetime) -> None:
    """Raises:
    NotYet: the last text came too short a time ago.
    """
    if last is not None and now - last < limits.comment_interval:
        seconds = (limits.comment_interval - (now - last)).total_seconds()
        raise NotYet(
            "One comment every {interval} seconds, please: you can send the next in {seconds} s.",
            interval=int(limits.comment_interval.total_seconds()),
            seconds=max(1, round(seconds)),
        )


def require_length(text: str, limits: Limits) -> None:
    """Raises:
    Refused: nothing is written, or more than the form takes.
    """
    if not text.strip():
        raise Refused("There is nothing in this comment. Write something, then send it.")
    if len(text) > limits.comment_length:
        raise Refused(
            "A comment takes {limit} characters; this one has {length}. Please shorten it.",
            limit=limits.comment_length,
            length=len(text),
        )
