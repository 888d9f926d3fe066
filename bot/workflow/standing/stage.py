"""Discord as cases and appeals see it: members, their powers, and the words they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.case import Appeal, Case
from bot.domain.comment import Comment
from bot.domain.posted import Article
from bot.workflow.standing.hierarchy import Sight


@dataclass(frozen=True, slots=True)
class AppealFile:
    """An appeal with what it is against."""

    appeal: Appeal
    case: Case | None = None
    comment: Comment | None = None
    text: str = ""
    """The comment's newest text."""
    article: Article | None = None


class SanctionStage(Protocol):
    """Members and what is done about them. Every method may raise `StageBusy`, `OutcomeUnknown`
    or `StageUnavailable`."""

    async def look(
        self, guild_id: int, user_id: int, *, role_id: int | None = None, by: int | None = None
    ) -> Sight:
        """Everybody concerned as Discord has them now; ``by`` is the moderator who decides.

        Raises:
            NotFound: there is no such person.
        """
        ...

    async def is_staff(self, guild_id: int, channel_id: int, user_id: int) -> bool:
        """Whether somebody is a moderator of a channel at this moment; False where Discord does
        not say."""
        ...

    async def apply(self, case: Case) -> None:
        """Do it; harmless if it was done before.

        Raises:
            Refused, NotFound: Discord does not let the bot do it, or the member is gone.
        """
        ...

    async def lift(self, case: Case, *, until: datetime | None) -> None:
        """Take it back; harmless if it is gone. A timeout is set to ``until`` instead, the end of
        another that goes on.

        Raises:
            Refused: Discord does not let the bot do it.
        """
        ...


class CaseDesk(Protocol):
    """What moderators and members are shown of cases and appeals."""

    async def case_card(self, case: Case) -> tuple[int, int] | None:
        """Post the card of a case, or draw it anew; returns where it was posted.

        Raises:
            NotSetUp: no usable moderators' channel.
            StageGone: the card is not there any more.
        """
        ...

    async def appeal_card(self, file: AppealFile) -> tuple[int, int] | None:
        """The same for an appeal."""
        ...

    async def tell_case(self, case: Case) -> None:
        """Tell a member in a direct message what was done about them.

        Raises:
            DoorClosed: they take none from this bot.
        """
        ...

    async def tell_outcome(self, appeal: Appeal) -> None:
        """Tell a member what became of their appeal.

        Raises:
            DoorClosed: they take none from this bot.
        """
        ...
