import aiohttp
import pytest

from bot.discord_io.failures import sentence_for, stage_error, stage_errors
from bot.domain.errors import (
    DoorClosed,
    GreenroomError,
    NotYet,
    OutcomeUnknown,
    StageGone,
    StageUnavailable,
    ThreadsExhausted,
)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, 10003, StageGone),
        (404, 10008, StageGone),
        (404, 10015, StageGone),
        (403, 50007, DoorClosed),
        (400, 160006, ThreadsExhausted),
        (500, 0, OutcomeUnknown),
        (503, 0, OutcomeUnknown),
        (403, 50013, StageUnavailable),
    ],
)
def test_discords_refusals_become_the_workflows_errors(
    status: int, code: int, kind: type[StageUnavailable]
) -> None:
    assert type(stage_error(status, code, "text")) is kind


@pytest.mark.parametrize(
    "broken", [aiohttp.ServerDisconnectedError(), ConnectionResetError(), TimeoutError()]
)
def test_a_broken_connection_leaves_the_outcome_unknown(broken: Exception) -> None:
    with pytest.raises(OutcomeUnknown), stage_errors():
        raise broken


def test_an_error_that_people_are_told_speaks_for_itself() -> None:
    assert sentence_for(NotYet("Wait {n} s.", n=5)) == "Wait 5 s."
    assert sentence_for(GreenroomError("Braces {stay}.")) == "Braces {stay}."


def test_an_unknown_error_shows_a_reference_and_nothing_of_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = sentence_for(KeyError("a secret detail"))
    assert "secret detail" not in said
    reference = said.split("`")[1]
    assert reference in caplog.text
    assert "KeyError" in caplog.text
