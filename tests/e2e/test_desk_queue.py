"""The queue over real sockets: filters, order, claims, one after the other, several at once."""

from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.transport import Refused
from tests.e2e.courthouse import empowered
from tests.e2e.house import ALL_HELD, House
from tests.e2e.test_refusals import named_role


async def waiting(house: House, count: int) -> Message:
    """So many comments of different readers that wait; returns the article's post."""
    post = await house.post()
    for index, text in enumerate(ALL_HELD[:count]):
        reader = await house.guild.create_member(f"reader{index}", nick=f"Reader no {index}")
        await house.held(reader, post, text)
    await house.quiet()
    return post


async def queue(house: House, who: Person, **options: object) -> Message:
    """What /queue answers."""
    page = (await who.slash("queue", house.desk, **options)).message  # type: ignore[arg-type]
    assert page is not None
    assert page.ephemeral
    return page


async def test_the_queue_is_searched_by_words_rule_and_author(house: House) -> None:
    await waiting(house, 4)
    found = await queue(house, house.olivia, words="minister")
    assert "1 to 1 of 1" in found.text
    assert "Reader no 3" in found.text
    by_rule = await queue(house, house.olivia, rule="incitement")
    assert "of 4" in by_rule.text
    none = await queue(house, house.olivia, rule="profanity")
    assert "Nothing like that waits" in none.text
    offered = await house.olivia.autocomplete("queue", house.desk, focused="rule", value="incite")
    assert "incitement" in [choice.name for choice in offered]
    by_author = await queue(house, house.olivia, author=house.ben)
    assert "Nothing like that waits" in by_author.text


async def test_the_worst_come_first_where_that_is_asked_for(house: House) -> None:
    await waiting(house, 3)
    page = await queue(house, house.olivia, order="worst")
    assert "The worst first" in page.text
    assert "1 to 3 of 3" in page.text


async def test_one_after_the_other_is_decided_and_the_last_can_be_undone(house: House) -> None:
    post = await waiting(house, 3)
    page = await queue(house, house.olivia)
    first = (await house.olivia.press(page, "Start")).message
    assert first is not None
    assert "Reader no 0" in first.text
    second = (await house.olivia.press(first, "Approve")).message
    assert second is not None
    assert "Comment 1 is approved" in second.text
    assert "Reader no 1" in second.text
    form = await house.olivia.press(second, "Reject")
    assert form.modal is not None
    third = (await house.olivia.submit(form.modal, {"text": "It calls for arson."})).message
    assert third is not None
    assert "Comment 2 is rejected" in third.text
    assert "Reader no 2" in third.text
    back = (await house.olivia.press(third, "Undo")).message
    assert back is not None
    assert "comment 2 waits again" in back.text
    await house.quiet()
    assert len(await house.shown(post)) == 1
    again = await queue(house, house.olivia)
    assert "of 2" in again.text


async def test_two_moderators_do_not_get_the_same_comment(house: House) -> None:
    paul = await empowered(house)
    await waiting(house, 2)
    hers = (await house.olivia.press(await queue(house, house.olivia), "Start")).message
    his = (await paul.press(await queue(house, paul), "Start")).message
    assert hers is not None
    assert his is not None
    assert "Reader no 0" in hers.text
    assert "Reader no 1" in his.text
    seen = (await paul.slash("comment show", house.desk, number=1)).message
    assert seen is not None
    assert "Olivia is reading this" in seen.text
    taken = (await paul.press(seen, "Take over")).message
    assert taken is not None
    assert "Olivia is reading this" not in taken.text


async def test_several_are_approved_together_and_undone_together(house: House) -> None:
    post = await waiting(house, 3)
    several = (await house.olivia.press(await queue(house, house.olivia), "Select several")).message
    assert several is not None
    menu = several.selects[0]
    values = [value for _label, value in menu.options[:2]]
    picked = (await house.olivia.pick(several, menu.custom_id, values)).message
    assert picked is not None
    response = await house.olivia.press(picked, "Approve selected (2)")
    done = await response.wait_for(lambda message: "Approved 2 comments" in message.text)
    await house.quiet()
    assert len(await house.shown(post)) == 2
    undone = await house.olivia.press(done, "Undo")
    await undone.wait_for(lambda message: "2 comments wait again" in message.text)
    await house.quiet()
    assert await house.shown(post) == []
    assert "of 3" in (await queue(house, house.olivia)).text


async def test_several_are_rejected_for_one_reason_and_each_author_reads_it(house: House) -> None:
    post = await house.post()
    answers = [await house.comment(who, post, text) for who, text in pairs(house)]
    for answer in answers:
        await answer.wait_for(lambda message: "Waiting for review" in message.text)
    several = (await house.olivia.press(await queue(house, house.olivia), "Select several")).message
    assert several is not None
    menu = several.selects[0]
    values = [value for _label, value in menu.options]
    picked = (await house.olivia.pick(several, menu.custom_id, values)).message
    assert picked is not None
    form = await house.olivia.press(picked, "Reject selected… (2)")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "Both call for killing."})
    for answer in answers:
        await answer.wait_for(lambda message: "Both call for killing" in message.text)


def pairs(house: House) -> list[tuple[Person, str]]:
    """Two readers with a text each that waits."""
    return [(house.ada, ALL_HELD[0]), (house.ben, ALL_HELD[1])]


async def test_who_is_no_moderator_any_more_decides_nothing_from_an_open_queue(
    house: House,
) -> None:
    post = await waiting(house, 2)
    page = await queue(house, house.olivia)
    first = (await house.olivia.press(page, "Start")).message
    several = (await house.olivia.press(page, "Select several")).message
    assert first is not None
    assert several is not None
    await house.guild.edit_role(await named_role(house, "Desk"), permissions=[])
    for message, label in (
        (first, "Approve"),
        (first, "Next"),
        (first, "Reject"),
    ):
        refused = (await house.olivia.press(message, label)).message
        assert refused is not None, label
        assert "Only moderators can do this" in refused.text
    menu = several.selects[0]
    chosen = [menu.options[0][1]]
    refused = (await house.olivia.pick(several, menu.custom_id, chosen)).message
    assert refused is not None
    assert "Only moderators can do this" in refused.text
    await house.quiet()
    assert await house.shown(post) == []
    try:
        answer = (await house.ada.slash("queue", house.news)).message
    except Refused:
        return  # Discord does not offer the command to them.
    assert answer is not None
    assert "Only moderators can do this" in answer.text
