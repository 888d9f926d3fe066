"""What cases and appeals ask of Discord, each as one job in its lane."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Appeal, Case
from bot.domain.job import Job, JobKind, Priority


def sanction_job(case: Case, now: datetime) -> Job:
    """Do what the case says, or take it back. What concerns one member is done in its order."""
    lane = f"member:{case.guild_id}:{case.user_id}"
    return Job(case.guild_id, lane, JobKind.SANCTION, case.id, Priority.APPROVED, now)


def case_card_job(case: Case, now: datetime) -> Job:
    """Post the card of a case, or draw it anew."""
    lane = f"desk:{case.guild_id}"
    return Job(case.guild_id, lane, JobKind.CASE_CARD, case.id, Priority.NEW, now)


def appeal_card_job(appeal: Appeal, now: datetime) -> Job:
    """Post the card of an appeal, or draw it anew."""
    lane = f"desk:{appeal.guild_id}"
    return Job(appeal.guild_id, lane, JobKind.APPEAL_CARD, appeal.id, Priority.NEW, now)


def outcome_job(appeal: Appeal, now: datetime) -> Job:
    """Tell a member what became of their appeal, after what was decided about them is done."""
    lane = f"member:{appeal.guild_id}:{appeal.user_id}"
    return Job(appeal.guild_id, lane, JobKind.APPEAL_OUTCOME, appeal.id, Priority.NEW, now)
