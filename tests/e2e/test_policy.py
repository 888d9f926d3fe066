"""The moderation policy over real sockets: from a card, from the menu, by command."""

import pytest

from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.transport import Refused
from tests.e2e.house import HELD, House

HATEFUL = "All migrants are vermin."


async def test_a_card_opens_the_section_that_belongs_to_what_was_found(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HATEFUL)
    opened = (await house.olivia.press(card, "Policy")).message
    assert opened is not None
    assert opened.ephemeral
    assert opened.embeds[0]["title"] == "Hatred"
    assert "attacks people for what they are" in opened.text
    assert "preset standard" in opened.text
    (menu,) = opened.selects
    assert "Incitement" in [label for label, _ in menu.options]
    other = (await house.olivia.pick(opened, menu.custom_id, ["six-questions"])).message
    assert other is not None
    assert other.id == opened.id
    assert other.embeds[0]["title"] == "Six questions"
    assert "Likelihood" in other.text
    await house.check_clean()


async def test_a_decided_card_and_a_reported_comment_still_have_the_policy(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await house.olivia.press(card, "Approve")
    done = await house.card(lambda message: "Done:" in message.text)
    opened = (await house.olivia.press(done, "Policy")).message
    assert opened is not None
    assert opened.embeds[0]["title"] == "Incitement"

    shown = await house.commented(house.ben, post, "A debatable remark.")
    form = await house.ada.press(shown, "Report")
    assert form.modal is not None
    await house.ada.submit(form.modal, {"text": "Hm."})
    reported = await house.card(lambda message: "Reported" in message.text)
    opened = (await house.olivia.press(reported, "Policy")).message
    assert opened is not None
    assert opened.embeds[0]["title"] == "How to decide"


async def test_a_card_opens_the_policy_after_a_restart(house: House) -> None:
    card = await house.held(house.ada, await house.post(), HELD)
    await house.restart()
    opened = (await house.olivia.press(card, "Policy")).message
    assert opened is not None
    assert opened.embeds[0]["title"] == "Incitement"


async def test_the_policy_is_read_by_command_and_its_sections_are_offered(house: House) -> None:
    offered = await house.olivia.autocomplete(
        "policy show", house.desk, focused="section", value="hat"
    )
    assert "hatred" in [choice.value for choice in offered]
    page = (await house.olivia.slash("policy show", house.desk)).message
    assert page is not None
    assert page.ephemeral
    assert page.embeds[0]["title"] == "Moderation policy"
    (menu,) = page.selects
    other = (await house.olivia.pick(page, menu.custom_id, ["presets"])).message
    assert other is not None
    assert "lenient: flag 60%, hold 80%" in other.text
    named = (await house.olivia.slash("policy show", house.desk, section="slurs")).message
    assert named is not None
    assert named.embeds[0]["title"] == "Slurs"
    missing = (await house.olivia.slash("policy show", house.desk, section="{x}")).message
    assert missing is not None
    assert "no section “{x}”" in missing.content
    await house.check_clean()


async def test_the_policy_is_for_moderators(house: House) -> None:
    with pytest.raises(Refused):
        await house.ben.slash("policy show", house.guild.general)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    told = (await house.ben.slash("policy show", house.guild.general)).message
    assert told is not None
    assert "Only moderators can do this" in told.content
    offered = await house.ben.autocomplete(
        "policy show", house.guild.general, focused="section", value=""
    )
    assert offered == []


async def test_a_moderator_who_lost_the_role_can_open_it_no_more(house: House) -> None:
    card = await house.held(house.ada, await house.post(), HELD)
    opened = (await house.olivia.press(card, "Policy")).message
    assert opened is not None
    desk_role = next(role for role in await house.guild.roles() if role.name == "Desk")
    await house.guild.set_overwrite(house.desk, Overwrite(house.olivia, allow=["VIEW_CHANNEL"]))
    await house.olivia.remove_role(desk_role)
    pressed = (await house.olivia.press(card, "Policy")).message
    assert pressed is not None
    assert "Only moderators can do this" in pressed.content
    (menu,) = opened.selects
    picked = (await house.olivia.pick(opened, menu.custom_id, ["slurs"])).message
    assert picked is not None
    assert "Only moderators can do this" in picked.content
