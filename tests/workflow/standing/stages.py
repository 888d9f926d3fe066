"""Members and messages to them in memory, and the workflow with cases and appeals on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.case import Appeal, Case, CaseState
from bot.domain.comment import Comment
from bot.domain.errors import DoorClosed, GreenroomError, NotSetUp
from bot.domain.job import JobKind
from bot.domain.permission import Permission
from bot.storage.store import SqlStore
from bot.workflow.dispatcher import Handler
from bot.workflow.standing.appeal_jobs import AppealJobs
from bot.workflow.standing.appeals import Appeals
from bot.workflow.standing.cases import Cases
from bot.workflow.standing.choices import StandingChoices
from bot.workflow.standing.hierarchy import Powers, Sight, Subject
from bot.workflow.standing.members import MemberFile, Members
from bot.workflow.standing.sanctions import Sanctions
from bot.workflow.standing.stage import AppealFile
from bot.workflow.telling import Teller
from tests.workflow.house import ADA, OLIVIA, House, judge_by_word

ALL = (
    Permission.MODERATE_MEMBERS
    | Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
    | Permission.MANAGE_ROLES
)


@dataclass
class MemoryMembers:
    """Members with what was done about them; Discord can refuse it."""

    calls: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    """Who is not on the server."""
    moderators_may: Permission = ALL
    refusals: list[GreenroomError] = field(default_factory=list)
    """Raised by the next changes, before anything is done."""

    async def look(
        self, guild_id: int, user_id: int, *, role_id: int | None = None, by: int | None = None
    ) -> Sight:
        powers = Powers() if user_id in self.gone else Powers(height=1)
        subject = Subject(user_id, f"Member {user_id}", user_id not in self.gone, powers)
        moderator = Powers(height=5, may=self.moderators_may) if by is not None else None
        role_height = 2 if role_id is not None else None
        return Sight(subject, Powers(height=9, may=ALL), moderator, role_height)

    async def is_staff(self, guild_id: int, channel_id: int, user_id: int) -> bool:
        return False

    async def apply(self, case: Case) -> None:
        self._refuse()
        self.calls.append(f"{case.kind.value} {case.user_id}")

    async def lift(self, case: Case, *, until: datetime | None) -> None:
        self._refuse()
        ends = "" if until is None else f" until {until:%H:%M}"
        self.calls.append(f"lift {case.kind.value} {case.user_id}{ends}")

    def _refuse(self) -> None:
        if self.refusals:
            raise self.refusals.pop(0)


@dataclass
class MemoryCases:
    """Cards of cases and appeals, and what members were told."""

    cases: dict[int, Case] = field(default_factory=dict)
    """Case id → what its card shows now."""
    appeals: dict[int, AppealFile] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    takes_messages: bool = True
    usable: bool = True

    async def case_card(self, case: Case) -> tuple[int, int] | None:
        self._require_channel()
        self.cases[case.id] = case
        return (77, 6000 + case.id) if case.message_id is None else None

    async def appeal_card(self, file: AppealFile) -> tuple[int, int] | None:
        self._require_channel()
        self.appeals[file.appeal.id] = file
        return (77, 6500 + file.appeal.id) if file.appeal.message_id is None else None

    async def tell_case(self, case: Case) -> None:
        self._tell(f"{case.kind.value} {case.user_id}")

    async def tell_outcome(self, appeal: Appeal) -> None:
        self._tell(f"{appeal.state.value} {appeal.user_id}")

    def _tell(self, what: str) -> None:
        if not self.takes_messages:
            raise DoorClosed("They take no direct messages.")
        self.told.append(what)

    def _require_channel(self) -> None:
        if not self.usable:
            raise NotSetUp("No moderators' channel.")


class Court(House):
    """The house with everything that members' histories bring."""

    def __init__(self, store: SqlStore, judge: object = judge_by_word) -> None:
        self.members = MemoryMembers()
        self.case_desk = MemoryCases()
        self._refused = 0
        super().__init__(store, judge)
        self.cases = Cases(store, self.members, self.clock)
        self.appeals = Appeals(store, self.clock)
        self.choices = StandingChoices(store, self.weighing)

    @property
    def sanctions(self) -> Sanctions:
        """What carries cases out, as a new process has it."""
        teller = Teller(self.store, self.desk, self.clock)
        return Sanctions(self.store, self.members, self.case_desk, teller, self.clock)

    def handlers(self) -> dict[JobKind, Handler]:
        teller = Teller(self.store, self.desk, self.clock)
        appeals = AppealJobs(self.store, self.case_desk, teller, self.clock)
        return {
            **super().handlers(),
            JobKind.SANCTION: self.sanctions.carry_out,
            JobKind.CASE_CARD: self.sanctions.card,
            JobKind.APPEAL_CARD: appeals.card,
            JobKind.APPEAL_OUTCOME: appeals.tell_outcome,
        }

    async def refuse(self, who: Actor = ADA, by: Actor = OLIVIA) -> Comment:
        """A comment that a moderator rejects."""
        self._refused += 1
        comment = await self.send(f"[hold] text {self._refused}", who)
        return await self.review.reject(comment.id, comment.latest_number, by, "Insulting.")

    async def file_of(self, who: Actor = ADA) -> MemberFile:
        """What moderators know of a member."""
        return await Members(self.store, self.clock).file(OLIVIA, who.id)

    async def points(self, who: Actor = ADA) -> int:
        """What the living strikes of a member come to."""
        return (await self.file_of(who)).record.points

    async def newest_case(self, who: Actor = ADA) -> Case:
        """The newest case about a member."""
        return (await self.file_of(who)).cases[0]

    async def state_of(self, case: Case) -> CaseState:
        """How far a case has got."""
        return (await self.cases.show(case.number, OLIVIA)).state

    async def proposed(self, who: Actor = ADA) -> Case:
        """A timeout of an hour that the ladder proposes, its card being posted."""
        await self.refuse(who)
        await self.work()
        case = await self.newest_case(who)
        assert case.state is CaseState.PROPOSED
        return case

    async def contested(self) -> tuple[Comment, Appeal]:
        """A comment that Olivia rejected, and Ada's appeal."""
        comment = await self.refuse()
        return comment, await self.appeals.file(ADA, "It was harmless.", comment_id=comment.id)

    async def timed_out(self, by: Actor) -> tuple[Comment, Case]:
        """A comment that Olivia rejected, and the timeout that another carried out for it."""
        comment = await self.refuse()
        case = await self.newest_case()
        await self.cases.carry_out(case.id, by)
        await self.work()
        return comment, case
