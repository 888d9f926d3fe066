"""Members see, change and take back their own comments, and hear of what is decided."""

from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.responses import Response
from tests.e2e.house import HELD, House


async def open_own(house: House, who: Person, post: Message) -> Message:
    """My comments, and the newest of them opened."""
    listed = (await who.press(post, "My comments")).message
    assert listed is not None
    menu = listed.selects[0]
    opened = (await who.pick(listed, menu.custom_id, [menu.options[0][1]])).message
    assert opened is not None
    return opened


async def change(who: Person, message: Message, text: str, *, button: str = "Edit") -> Response:
    """Press Edit or Rewrite, and send the form with another text."""
    form = await who.press(message, button)
    assert form.modal is not None
    return await who.submit(form.modal, {"text": text})


async def test_nobody_has_comments_before_writing_any(house: House) -> None:
    post = await house.post()
    listed = (await house.ada.press(post, "My comments")).message
    assert listed is not None
    assert listed.ephemeral
    assert "You have not commented on this article." in listed.text


async def test_my_comments_lists_mine_and_nobody_elses(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "Ada was here.")
    await house.commented(house.ben, post, "Ben was here.")
    response = await house.comment(house.ada, post, HELD)
    await response.wait_for(lambda message: "Waiting" in message.content)
    listed = (await house.ada.press(post, "My comments")).message
    assert listed is not None
    assert "Ada was here" in listed.text
    assert "waiting" in listed.text
    assert "Ben was here" not in listed.text


async def test_an_edit_that_may_be_shown_changes_the_post_and_the_quote_in_the_answer(
    house: House,
) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "The first wording.")
    form = await house.ben.press(first, "Reply")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "An answer."})
    thread = await house.thread(post)
    await house.ada.wait_for_message(thread, lambda message: "An answer." in message.content)

    opened = await open_own(house, house.ada, post)
    form = await house.ada.press(opened, "Edit")
    assert form.modal is not None
    assert form.modal.field("text").value == "The first wording."
    await house.ada.submit(form.modal, {"text": "The second wording."})
    edited = await house.ben.wait_for_message(
        thread,
        lambda message: message.id == first.id and "The second wording." in message.content,
    )
    assert edited.content.endswith("· edited")
    await house.ben.wait_for_message(
        thread,
        lambda message: "An answer." in message.content and "second wording" in message.content,
    )


async def test_while_an_edit_waits_the_old_text_stays_and_approval_shows_the_new_one(
    house: House,
) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "A peaceful remark.")
    opened = await open_own(house, house.ada, post)
    response = await change(house.ada, opened, HELD)
    answer = await response.wait_for(lambda message: "change is waiting" in message.content)
    assert "Until then the text as it was stays" in answer.content
    (shown,) = await house.shown(post)
    assert "A peaceful remark." in shown.content

    card = await house.card(lambda message: "A change waits" in message.text)
    assert "A peaceful remark" in card.text
    await house.olivia.press(card, "Approve")
    await house.ben.wait_for_message(
        await house.thread(post),
        lambda message: message.id == first.id and HELD in message.content,
    )


async def test_a_rejected_edit_leaves_the_old_text_and_says_why(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "A peaceful remark.")
    response = await change(house.ada, await open_own(house, house.ada, post), HELD)
    await response.wait_for(lambda message: "change is waiting" in message.content)
    card = await house.card(lambda message: "A change waits" in message.text)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "Not like this."})
    news = await response.wait_for(lambda message: "change is not published" in message.content)
    assert "Not like this" in news.content
    (shown,) = await house.shown(post)
    assert "A peaceful remark." in shown.content


async def test_withdrawing_asks_once_more_and_then_the_post_is_gone(house: House) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "Rash words.")
    form = await house.ben.press(first, "Reply")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "An answer."})
    thread = await house.thread(post)
    await house.ada.wait_for_message(thread, lambda message: "An answer." in message.content)

    asked = (await house.ada.press(await open_own(house, house.ada, post), "Withdraw")).message
    assert asked is not None
    assert "cannot be brought back" in asked.content
    assert len(await house.shown(post)) == 2
    await house.ada.press(asked, "Withdraw")
    await house.ben.wait_until_gone(first)
    await house.ben.wait_for_message(
        thread, lambda message: "a comment that is no longer here" in message.content
    )


async def test_a_held_comment_can_be_withdrawn_and_its_card_says_so(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    asked = (await house.ada.press(await open_own(house, house.ada, post), "Withdraw")).message
    assert asked is not None
    await house.ada.press(asked, "Withdraw")
    closed = await house.card(lambda message: "Done:" in message.text)
    assert closed.id == card.id
    assert "withdrawn" in closed.text
    assert [button.label for button in closed.buttons] == ["History", "Policy", "Why"]


async def test_a_refusal_by_the_policy_can_be_rewritten_or_appealed(house: House) -> None:
    from bot.demo.cast import slur

    await house.set_up(policy="strict")
    post = await house.post()
    response = await house.comment(house.ada, post, f"Throw every {slur()} off the ferry.")
    refused = await response.wait_for(lambda message: "Not published" in message.content)
    assert "because:" in refused.content
    assert [button.label for button in refused.buttons] == ["Rewrite", "Ask a moderator"]

    form = await house.ada.press(refused, "Rewrite")
    assert form.modal is not None
    assert form.modal.field("text").value.startswith("Throw every")
    rewritten = await house.ada.submit(form.modal, {"text": "The ferry is too full."})
    await rewritten.wait_for(lambda message: "Published" in message.content)
    (shown,) = await house.shown(post)
    assert "The ferry is too full." in shown.content

    response = await house.comment(house.ben, post, f"Every {slur()} should swim.")
    refused = await response.wait_for(lambda message: "Not published" in message.content)
    appealed = await house.ben.press(refused, "Ask a moderator")
    await appealed.wait_for(lambda message: "Waiting for review" in message.content)
    await house.card(lambda message: "A comment waits" in message.text)


async def test_news_comes_by_message_when_the_answer_can_no_longer_be_edited(
    house: House,
) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    async with house.bot.store.write() as tx:
        from datetime import UTC, datetime, timedelta

        await tx.comments.forget_replies(now=datetime.now(UTC) + timedelta(minutes=16))
    await house.app.advance_clock(16 * 60)
    await house.olivia.press(card, "Approve")
    news = await house.ada.wait_for_dm(lambda message: "Published" in message.content)
    assert "Night ferries to the island return" in news.content


async def test_news_waits_for_the_next_press_when_messages_are_closed_too(house: House) -> None:
    post = await house.post()
    await house.ada.close_dms()
    card = await house.held(house.ada, post, HELD)
    async with house.bot.store.write() as tx:
        from datetime import UTC, datetime, timedelta

        await tx.comments.forget_replies(now=datetime.now(UTC) + timedelta(minutes=16))
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "Calls for killing."})
    await house.quiet()
    assert await house.ada.dms() == []
    opened = await house.ada.press(post, "Comment")
    assert opened.modal is not None
    assert any("Calls for killing" in text for text in opened.modal.texts)
    again = await house.ada.press(post, "Comment")
    assert again.modal is not None
    assert not any("Calls for killing" in text for text in again.modal.texts)


async def test_nobody_reaches_another_ones_comment_through_its_buttons(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "Ada was here.")
    await house.commented(house.ben, post, "Ben was here.")
    opened = await open_own(house, house.ada, post)
    assert "Ada was here" in opened.text
    stored = await house.stored(2)
    assert stored.author.id == house.ben.id
    listed = (await house.ada.press(post, "My comments")).message
    assert listed is not None
    assert [value for _, value in listed.selects[0].options] == ["1"]
