"""What moderators know of a member."""

from __future__ import annotations

import pytest

from bot.domain.case import CaseKind
from bot.domain.errors import NotAllowed
from bot.domain.standing import AuthorStanding
from bot.workflow.standing.members import Members
from tests.builders import actor
from tests.workflow.house import ADA, OLIVIA
from tests.workflow.standing.stages import Court


async def test_a_file_shows_comments_living_strikes_and_cases(court: Court) -> None:
    await court.send("harmless")
    first = await court.refuse()
    court.clock.move(days=60)
    second = await court.refuse()
    await court.cases.by_hand(OLIVIA, 7, CaseKind.NOTICE, "Enough.")
    file = await court.file_of()
    assert dict(file.counts) == {"published": 1, "rejected": 2}
    assert [strike.comment_id for strike in file.strikes] == [second.id, first.id]
    assert [case.number for case in file.cases] == [3, 2, 1]
    assert file.standing is AuthorStanding.WATCHED
    court.clock.move(days=31)
    later = await court.file_of()
    assert [strike.comment_id for strike in later.strikes] == [second.id]
    assert (later.record.points, later.standing) == (3, AuthorStanding.NEW)


async def test_a_file_of_somebody_unknown_is_empty(court: Court) -> None:
    file = await court.file_of(actor(999, "Nobody"))
    assert (dict(file.counts), list(file.strikes), list(file.cases)) == ({}, [], [])


async def test_members_read_no_files_not_even_their_own(court: Court) -> None:
    with pytest.raises(NotAllowed):
        await Members(court.store, court.clock).file(ADA, ADA.id)
