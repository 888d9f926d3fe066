"""Why texts were held, flagged or rejected: one row a rule, so that it can be counted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.domain.verdict import Decision, Verdict
from bot.storage.connection import Connection
from bot.storage.schema import comments, grounds


async def keep_grounds(
    connection: Connection, comment_id: int, number: int, verdict: Verdict, at: datetime
) -> None:
    """Store the rules that decided, in place of those of an earlier verdict on the same text."""
    same = (grounds.c.comment_id == comment_id) & (grounds.c.number == number)
    await connection.execute(delete(grounds).where(same))
    if verdict.decision is Decision.PUBLISH or not verdict.findings:
        return
    guild_id = (
        await connection.execute(select(comments.c.guild_id).where(comments.c.id == comment_id))
    ).scalar_one()
    strictest = {
        finding.rule: finding.category
        for finding in verdict.findings
        if finding.decision is verdict.decision
    }
    await connection.execute(
        insert(grounds),
        [
            {
                "comment_id": comment_id,
                "number": number,
                "rule": rule[:128],
                "category": category.value,
                "decision": verdict.decision.label,
                "guild_id": guild_id,
                "at": at,
            }
            for rule, category in strictest.items()
        ],
    )
