"""Rules where members type freely: AutoMod refuses their words before anybody sees them."""

from __future__ import annotations

import pytest

from bot.domain.comment import CommentState
from bot.sandbox.people.transport import Refused
from tests.e2e.house import House
from tests.e2e.test_free import MANAGING, rules_of, set_free
from tests.e2e.test_rules import active, ask, settle, write
from tests.e2e.test_setup import bots_role


@pytest.fixture
async def free(bare_house: House) -> House:
    """A house whose members type freely."""
    role = await bots_role(bare_house)
    await bare_house.guild.edit_role(role, permissions=MANAGING)
    await bare_house.start(MESSAGE_CONTENT_INTENT="yes")
    await bare_house.set_up()
    await set_free(bare_house)
    return bare_house


async def keywords(house: House) -> list[str]:
    """What AutoMod refuses for the bot."""
    found = []
    for rule in await rules_of(house):
        metadata = rule["trigger_metadata"]
        assert isinstance(metadata, dict)
        words = metadata["keyword_filter"]
        assert isinstance(words, list)
        found += [str(word) for word in words]
    return found


async def test_the_words_of_an_active_rule_are_refused_by_automod_and_wait(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    done = await active(free, terms="zorkmid, gribble*", severity=3)
    assert "AutoMod refuses its words as well" in done.text
    assert {"zorkmid", "gribble*"} <= set(await keywords(free))
    with pytest.raises(Refused):
        await free.ada.say(thread, "Give me a zorkmid.")
    card = await free.card(lambda message: "AutoMod refused" in message.text)
    assert "rule.1" in card.text
    paused = await settle(free, done, "Pause")
    assert "Rule 1 is paused" in paused.text
    assert not {"zorkmid", "gribble*"} & set(await keywords(free))
    typed = await free.ada.say(thread, "Give me another zorkmid.")
    await free.until(2, CommentState.PUBLISHED)
    assert typed.id in [message.id for message in await free.shown(post)]


async def test_what_automod_could_not_weigh_is_left_to_the_judge(free: House) -> None:
    await active(free, terms="zorkmid", action="flag")
    await active(free, terms="gribble", allowed="gribble inn")
    await active(free, terms="wumpus", spares_quotes=True)
    await active(free, kind="regex", terms="xyzz+y")
    await settle(free, await write(free, terms="plugh"), "Shadow")
    assert not {"zorkmid", "gribble", "wumpus", "plugh"} & set(await keywords(free))
    post = await free.post()
    thread = await free.thread(post)
    typed = await free.ada.say(thread, "A gribble came by.")
    await free.ben.wait_until_gone(typed)
    card = await free.card(lambda message: "A comment waits" in message.text)
    assert "rule.2" in card.text


async def test_a_removed_rule_is_taken_out_of_automod(free: House) -> None:
    await active(free, terms="zorkmid", severity=3)
    asked = await ask(free, "rules remove", free.owner, rule="1")
    await free.owner.press(asked, "Remove")

    async def is_gone() -> bool:
        return "zorkmid" not in await keywords(free)

    await free.eventually(is_gone)
