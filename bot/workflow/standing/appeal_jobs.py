"""Appeals on Discord: their cards, and what members are told of the outcome."""

from __future__ import annotations

from bot.domain.case import Appeal
from bot.domain.errors import DoorClosed, NotSetUp, StageGone
from bot.domain.job import Job
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.stage import Topic
from bot.workflow.standing.stage import AppealFile, CaseDesk
from bot.workflow.telling import Teller


class AppealJobs:
    """Does the jobs that show appeals to moderators, and their outcome to members."""

    def __init__(self, store: Store, desk: CaseDesk, teller: Teller, clock: Clock) -> None:
        self._store = store
        self._desk = desk
        self._teller = teller
        self._clock = clock

    async def card(self, job: Job, _tried: bool) -> None:
        """Post the card of an appeal, or draw it anew."""
        async with self._store.read() as tx:
            appeal = await tx.appeals.get(job.target_id)
            if appeal is None:
                return
            file = await _file_of(tx, appeal)
        try:
            posted = await self._desk.appeal_card(file)
        except StageGone:
            return  # Somebody deleted the card.
        except NotSetUp as unusable:
            await self._teller.tell_once(appeal.guild_id, Topic.DESK_UNUSABLE, str(unusable))
            return
        if posted is not None:
            async with self._store.write() as tx:
                await tx.appeals.card_posted(appeal.id, channel_id=posted[0], message_id=posted[1])

    async def tell_outcome(self, job: Job, _tried: bool) -> None:
        """Tell a member; where no message reaches them, they find it at their next press."""
        async with self._store.read() as tx:
            appeal = await tx.appeals.get(job.target_id)
        if appeal is None or appeal.told_at is not None:
            return
        try:
            await self._desk.tell_outcome(appeal)
        except DoorClosed:
            return
        async with self._store.write() as tx:
            await tx.appeals.told(appeal.id, self._clock())


async def _file_of(tx: Transaction, appeal: Appeal) -> AppealFile:
    case = await tx.cases.get(appeal.case_id) if appeal.case_id is not None else None
    comment_id = appeal.comment_id
    if comment_id is None and case is not None and case.comment_ids:
        comment_id = case.comment_ids[0]
    comment = await tx.comments.get(comment_id) if comment_id is not None else None
    if comment is None:
        return AppealFile(appeal, case)
    if case is None and comment.author.id is not None:
        cases = await tx.cases.of_comment(comment.guild_id, comment.author.id, comment.id)
        case = cases[0] if cases else None
    revision = await tx.comments.revision(comment.id, comment.latest_number)
    article = await tx.articles.get(comment.article_id)
    text = revision.text if revision is not None else ""
    return AppealFile(appeal, case, comment, text, article)
