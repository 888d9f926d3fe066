"""Appeals over real sockets: made by members, decided by another moderator than the first."""

from tests.e2e.courthouse import empowered, rejected, sanction, told
from tests.e2e.house import HELD, House


async def appealed(house: House, pressed_on: object, text: str = "It was a quotation.") -> str:
    """Ada presses Appeal and writes; returns the answer."""
    form = await house.ada.press(pressed_on, "Appeal")  # type: ignore[arg-type]
    assert form.modal is not None, form
    response = await house.ada.submit(form.modal, {"text": text})
    return (await response.wait_for()).text


async def test_an_appeal_with_success_publishes_and_takes_strike_and_sanction_back(
    house: House,
) -> None:
    paul = await empowered(house)
    post = await house.post()
    response = await rejected(house, house.ada, post, HELD, house.olivia)
    case = await house.card(lambda one: "Case 1" in one.text)
    await house.olivia.press(case, "Do it")
    await told(house, house.ada, "you are timed out until")
    assert "with the moderators" in await appealed(house, await response.wait_for())
    card = await house.card(lambda one: "Appeal 1: not decided yet" in one.text)
    assert "It was a quotation" in card.text

    refused = (await house.olivia.press(card, "Take it back")).message
    assert refused is not None
    assert "Another moderator decides it" in refused.text

    form = await paul.press(card, "Take it back")
    assert form.modal is not None
    await paul.submit(form.modal, {"text": "You were right."})
    outcome = await told(house, house.ada, "your appeal had success")
    assert "You were right" in outcome.text
    await house.quiet()
    (shown,) = await house.shown(post)
    assert HELD in shown.content
    member = (await paul.slash("member show", house.desk, member=house.ada)).message
    assert member is not None
    assert "0 points" in member.text
    assert "undone" in member.text
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None


async def test_a_decision_that_stands_is_explained_and_can_be_answered_once(house: House) -> None:
    paul = await empowered(house)
    post = await house.post()
    response = await rejected(house, house.ada, post, HELD, house.olivia)
    await appealed(house, await response.wait_for())
    card = await house.card(lambda one: "Appeal 1" in one.text)
    form = await paul.press(card, "Let it stand")
    assert form.modal is not None
    await paul.submit(form.modal, {"text": "It calls for killing."})
    outcome = await told(house, house.ada, "The decision stands")
    assert "It calls for killing" in outcome.text
    form = await house.ada.press(outcome, "Answer")
    assert form.modal is not None
    await house.ada.submit(form.modal, {"text": "I see that now."})
    await house.card(lambda one: "I see that now" in one.text)
    again = (await house.ada.press(outcome, "Answer")).message
    assert again is not None
    assert "answered this before" in again.text
    twice = (await house.ada.press(await response.wait_for(), "Appeal")).message
    assert twice is not None
    assert "The decision stands" in twice.text
    assert await house.shown(post) == []


async def test_who_was_banned_appeals_from_the_direct_message(house: House) -> None:
    paul = await empowered(house)
    await sanction(house, "member ban", house.olivia, house.ada)
    message = await told(house, house.ada, "you are banned")
    assert "with the moderators" in await appealed(house, message, "I did nothing.")
    card = await house.card(lambda one: "Appeal 1" in one.text)
    form = await paul.press(card, "Take it back")
    assert form.modal is not None
    await paul.submit(form.modal, {"text": ""})
    await house.quiet()
    # Nobody is left to reach them through: they hear of it when they ask again.
    outcome = (await house.ada.press(message, "Appeal")).message
    assert outcome is not None
    assert "your appeal had success" in outcome.text
    listed = (await paul.slash("case list", house.desk)).message
    assert listed is not None
    assert "undone" in listed.text
    await house.ada.join(house.guild)


async def test_a_stranger_cannot_decide_or_appeal_for_another(house: House) -> None:
    paul = await empowered(house)
    post = await house.post()
    response = await rejected(house, house.ada, post, HELD, house.olivia)
    await appealed(house, await response.wait_for())
    await house.card(lambda one: "Appeal 1" in one.text)
    form = await paul.press(await house.card(lambda one: "Appeal 1" in one.text), "Let it stand")
    assert form.modal is not None
    desk = next(role for role in await house.guild.roles() if role.name == "Desk")
    await house.guild.edit_role(desk, permissions=[])
    refused = (await paul.submit(form.modal, {"text": "No."})).message
    assert refused is not None
    assert "Only moderators can do this" in refused.text
    await house.quiet()
    card = await house.card(lambda one: "Appeal 1" in one.text)
    assert "not decided yet" in card.text


async def test_who_takes_no_messages_hears_of_a_sanction_under_my_comments(house: House) -> None:
    await empowered(house)
    post = await house.post()
    await house.ada.close_dms()
    await sanction(house, "member notice", house.olivia, house.ada)
    await house.quiet()
    response = await house.ada.press(post, "My comments")
    news = await response.wait_for(lambda message: "moderators want you to know" in message.text)
    assert "Enough of this" in news.text
    assert [button.label for button in news.buttons] == ["Appeal"]
