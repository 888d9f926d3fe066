"""Cards over real sockets: incidents, floods, blurred texts, reasons, reports, notes."""

from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from tests.e2e.courthouse import empowered
from tests.e2e.house import ALL_HELD, HELD, House
from tests.e2e.test_refusals import named_role


async def flood(house: House, post: Message, count: int) -> None:
    """As many nearly equal comments by as many people."""
    for index in range(count):
        reader = await house.guild.create_member(f"raider{index}", nick=f"Raider {index}")
        response = await house.comment(reader, post, f"{HELD} {'!' * index}")
        await response.wait_for(lambda message: "Waiting for review" in message.text)
    await house.quiet()


async def reported(house: House, who: Person, shown: Message, reason: str) -> str:
    """A report; returns the answer."""
    form = await who.press(shown, "Report")
    assert form.modal is not None, form
    return (await (await who.submit(form.modal, {"text": reason})).wait_for()).text


async def test_similar_comments_share_one_card_and_are_rejected_together(house: House) -> None:
    post = await house.post()
    await flood(house, post, 4)
    card = await house.card(lambda one: "4 similar comments wait" in one.text)
    cards = [one for one in await house.olivia.messages(house.desk) if "wait" in one.text]
    assert len(cards) == 1
    form = await house.olivia.press(card, "Reject all…")
    assert form.modal is not None
    response = await house.olivia.submit(form.modal, {"text": "A raid."})
    done = await response.wait_for(lambda message: "Rejected 4 comments" in message.text)
    await house.card(lambda one: "Done: 4 similar comments" in one.text)
    undone = await house.olivia.press(done, "Undo")
    await undone.wait_for(lambda message: "4 comments wait again" in message.text)
    assert await house.shown(post) == []


async def test_a_flood_of_cards_is_capped_and_summed_up(house: House) -> None:
    said = (await house.owner.slash("desk settings", house.desk, cards=2)).message
    assert said is not None
    assert "After 2 new cards within ten minutes" in said.text
    post = await house.post()
    for index, text in enumerate(ALL_HELD):
        reader = await house.guild.create_member(f"reader{index}", nick=f"Reader no {index}")
        response = await house.comment(reader, post, text)
        await response.wait_for(lambda message: "Waiting for review" in message.text)
    await house.quiet()
    await house.card(lambda one: "4 more comments wait without cards" in one.text)
    cards = await house.olivia.messages(house.desk)
    assert len([one for one in cards if "A comment waits" in one.text]) == 2


async def test_a_blurred_text_is_shown_to_who_asks_and_to_nobody_else(house: House) -> None:
    await house.owner.slash("desk settings", house.desk, blur="everything")
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    assert "migrant" not in card.text
    assert "The text is not shown here" in card.text
    shown = (await house.olivia.press(card, "Show text")).message
    assert shown is not None
    assert shown.ephemeral
    assert "migrant" in shown.text


async def test_why_says_span_score_policy_and_what_would_have_to_change(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    why = (await house.olivia.press(card, "Why")).message
    assert why is not None
    assert why.ephemeral
    assert "`incitement.call`" in why.text
    assert "held from 0.70" in why.text
    assert "kill every last migrant" in why.text
    assert "Without this passage the text would be published" in why.text
    assert "standard-1" in why.text
    opened = (await house.olivia.slash("comment show", house.desk, number=1)).message
    assert opened is not None
    assert "Without this passage" in opened.text


async def test_enough_reports_hide_a_comment_until_a_moderator_decides(house: House) -> None:
    await house.owner.slash("desk settings", house.desk, hide=2)
    post = await house.post()
    shown = await house.commented(house.ada, post, "A debatable remark.")
    cy = await house.guild.create_member("cy", nick="Cy")
    assert "Moderators have your report" in await reported(house, house.ben, shown, "rude")
    await house.quiet()
    assert len(await house.shown(post)) == 1
    await reported(house, cy, shown, "rude")
    await house.quiet()
    assert await house.shown(post) == []
    card = await house.card(lambda one: "A comment waits" in one.text)
    assert "Ben" in card.text
    await house.olivia.press(card, "Approve")
    await house.quiet()
    assert len(await house.shown(post)) == 1


async def test_false_reports_count_less_and_moderators_say_which_they_are(house: House) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "A debatable remark.")
    await reported(house, house.ben, shown, "nonsense")
    card = await house.card(lambda one: "Reported" in one.text)
    await house.olivia.press(card, "False report")
    closed = await house.card(lambda one: "Done:" in one.text)
    assert "False report" in closed.text
    assert len(await house.shown(post)) == 1
    again = (await house.ben.press(shown, "Report")).message
    assert again is not None
    assert "reported this comment before" in again.text


async def test_notes_are_for_moderators_alone(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    why = (await house.olivia.press(card, "Why")).message
    assert why is not None
    form = await house.olivia.press(why, "Note on the author")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "Third time this week."})
    listed = (await house.olivia.slash("note list", house.desk, member=house.ada)).message
    assert listed is not None
    assert "Third time this week" in listed.text
    opened = (await house.olivia.slash("comment show", house.desk, number=1)).message
    assert opened is not None
    assert "Third time this week" in opened.text
    lobby = await house.guild.create_channel("lobby")
    response = await house.ada.slash("my data download", lobby)
    data = await response.wait_for(lambda message: bool(message.attachments))
    content = await house.ada.download(data.attachments[0])
    assert b"Third time" not in content


async def test_a_moderators_own_comment_waits_for_another(house: House) -> None:
    paul = await empowered(house)
    post = await house.post()
    card = await house.held(house.olivia, post, HELD)
    refused = (await house.olivia.press(card, "Approve")).message
    assert refused is not None
    assert "You wrote this comment" in refused.text
    assert await house.shown(post) == []
    await paul.press(card, "Approve")
    await house.quiet()
    assert len(await house.shown(post)) == 1


async def test_anothers_decision_is_undone_only_when_that_is_said_twice(house: House) -> None:
    paul = await empowered(house)
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await house.olivia.press(card, "Approve")
    done = await house.card(lambda one: "Done:" in one.text)
    asked = (await paul.press(done, "Undo")).message
    assert asked is not None
    assert "Olivia decided this" in asked.text
    assert len(await house.shown(post)) == 1
    await paul.press(asked, "Undo anyway")
    await house.quiet()
    assert await house.shown(post) == []
    await house.card(lambda one: "A comment waits" in one.text)


async def test_buttons_of_cards_refuse_who_is_no_moderator_any_more(house: House) -> None:
    post = await house.post()
    await flood(house, post, 2)
    together = await house.card(lambda one: "similar comments wait" in one.text)
    single = await house.held(house.ada, post, ALL_HELD[1])
    await house.guild.edit_role(await named_role(house, "Desk"), permissions=[])
    pressed = [
        (together, "Approve all"),
        (together, "Reject all…"),
        (together, "Show them"),
        (single, "Why"),
        (single, "History"),
        (single, "Approve"),
        (single, "Reject"),
    ]
    for message, label in pressed:
        refused = await (await house.olivia.press(message, label)).wait_for()
        assert "Only moderators can do this" in refused.text, label
    await house.quiet()
    assert await house.shown(post) == []
