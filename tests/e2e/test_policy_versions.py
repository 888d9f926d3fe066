"""/policy set and its kin over real sockets: every change is a version that verdicts name."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.comment import CommentState
from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.transport import Refused
from tests.e2e.house import HELD, House


async def ask(house: House, command: str, who: Person | None = None, **options: Any) -> Message:
    """What a command answers."""
    response = await (who or house.owner).slash(command, house.desk, **options)
    return await response.wait_for()


async def test_a_changed_threshold_counts_from_the_next_comment_and_the_card_names_the_version(
    house: House,
) -> None:
    post = await house.post()
    said = await ask(house, "policy set", category="profanity", hold="50%", note="After the fair")
    assert "standard-1+v1" in said.text
    assert "profanity hold: as the preset → 50%" in said.text
    card = await house.held(house.ada, post, "What a damn good ferry.")
    assert "standard-1+v1" in card.text
    shown = await ask(house, "policy thresholds", house.olivia)
    assert "hold **50%** (preset: off)" in shown.text
    assert "standard-1+v1" in shown.text
    history = await ask(house, "policy history", house.olivia)
    assert "After the fair" in history.text
    assert "**v0**" in history.text
    back = await ask(house, "policy revert", version=0)
    assert "version 2" in back.text
    assert "profanity hold: 50% → as the preset" in back.text
    await house.commented(house.ben, post, "Another damn fine ferry.")
    alike = await ask(house, "policy diff", house.olivia, version=0)
    assert "They are alike" in alike.text
    differs = await ask(house, "policy diff", house.olivia, version=1, other=2)
    assert "50% → as the preset" in differs.text


async def test_a_channel_has_thresholds_of_its_own(house: House) -> None:
    await ask(house, "policy set", category="profanity", hold="50%", channel=house.news)
    await house.held(house.ada, await house.post(), "What a damn good ferry.")
    everywhere = await ask(house, "policy thresholds")
    assert f"<#{house.news.id}> has thresholds of its own" in everywhere.text
    there = await ask(house, "policy thresholds", channel=house.news)
    assert "hold **50%**" in there.text


async def test_presets_are_versions_too_however_they_are_chosen(house: House) -> None:
    said = await ask(house, "policy preset", preset="strict")
    assert "strict-1+v1" in said.text
    await house.set_up(policy="lenient")
    history = await ask(house, "policy history")
    assert "preset: strict → lenient" in history.text
    await ask(house, "policy revert", version=1)
    shown = await ask(house, "policy show", house.olivia)
    assert "preset strict" in shown.text
    again = await ask(house, "policy preset", preset="strict")
    assert "already" in again.text


async def test_a_preset_that_does_not_go_with_changed_thresholds_is_refused_and_nothing_is_kept(
    house: House,
) -> None:
    await ask(house, "policy preset", preset="lenient")
    await ask(house, "policy set", category="hate", flag="80%")
    said = "For hate flag would begin at 80% and hold at 50% already"
    assert said in (await ask(house, "policy preset", preset="strict")).text
    shown = await ask(house, "setup channel", channel=house.news, policy="strict")
    response = await house.owner.press(shown, "Apply")
    assert said in (await response.wait_for(lambda one: "already" in one.text)).text
    assert "lenient-1+v2" in (await ask(house, "policy thresholds")).text


async def test_what_may_not_be_switched_off_refuses_with_its_reason(house: House) -> None:
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"category": "failure", "hold": "off"}, "what was not judged is never shown"),
        ({"category": "form", "hold": "off"}, "always waits"),
        ({"category": "rule", "hold": "90%"}, "/rules edit"),
        ({"category": "language", "hold": "off"}, "/setup channel"),
        ({"category": "slur", "flag": "90%"}, "flag ≤ hold ≤ reject"),
        ({"category": "slur", "hold": "very"}, "is no threshold"),
        ({"category": "slur", "hold": "1"}, "is no threshold"),
        ({"category": "slur"}, "Name at least one"),
        ({"category": "slur", "hold": "preset"}, "already"),
    )
    for options, said in refused:
        assert said in (await ask(house, "policy set", **options)).text
    assert "no version 9" in (await ask(house, "policy revert", version=9)).text
    assert "Nothing was changed yet" in (await ask(house, "policy history")).text


async def test_moderators_read_the_versions_and_managers_alone_make_them(house: House) -> None:
    await ask(house, "policy set", category="slur", hold="60%")
    for command, options in (
        ("policy set", {"category": "slur", "hold": "50%"}),
        ("policy preset", {"preset": "lenient"}),
        ("policy revert", {"version": 0}),
    ):
        assert "Manage Server" in (await ask(house, command, house.olivia, **options)).text
    offered = await house.olivia.autocomplete(
        "policy revert", house.desk, focused="version", value=""
    )
    assert [one.value for one in offered] == [1, 0]
    numbers = await house.olivia.autocomplete(
        "policy set", house.desk, focused="hold", value="", category="slur"
    )
    assert numbers[0].value == "60%"
    with pytest.raises(Refused):
        await house.ben.slash("policy history", house.guild.general)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    for command, options in (
        ("policy thresholds", {}),
        ("policy history", {}),
        ("policy diff", {"version": 0}),
        ("policy set", {"category": "slur", "hold": "50%"}),
    ):
        response = await house.ben.slash(command, house.guild.general, **options)
        assert "Only m" in (await response.wait_for()).text, command
    nothing = await house.ben.autocomplete(
        "policy revert", house.guild.general, focused="version", value=""
    )
    assert nothing == []


async def test_a_version_holds_after_a_restart(house: House) -> None:
    await ask(house, "policy set", category="incitement", flag="off", hold="off", reject="off")
    await ask(house, "policy set", category="hate", flag="off", hold="off", reject="off")
    await house.restart()
    post = await house.post()
    await house.comment(house.ada, post, HELD)
    await house.until(1, CommentState.PUBLISHED)
