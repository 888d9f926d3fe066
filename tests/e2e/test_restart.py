"""The process ends at the worst moments; nothing is lost and nothing is posted twice."""

import asyncio

import pytest

from bot.sandbox.people.messages import Message
from tests.e2e.house import HELD, House

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
ANSWER = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"


async def test_buttons_from_before_a_restart_work_after_it(house: House) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "Before the restart.")
    card = await house.held(house.ben, post, HELD)
    await house.restart()
    await house.commented(house.ada, post, "After the restart.")
    form = await house.ben.press(first, "Reply")
    assert form.kind == "modal"
    await house.olivia.press(card, "Approve")
    await house.ben.wait_for_message(
        await house.thread(post), lambda message: HELD in message.content
    )
    listed = await house.ada.press(post, "My comments")
    assert listed.message is not None
    assert "Before the restart" in listed.message.text


async def test_a_form_that_was_open_during_a_restart_still_counts(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    await house.restart()
    response = await house.ada.submit(form.modal, {"text": "Written before, sent after."})
    await response.wait_for(lambda message: "Published" in message.content)
    (shown,) = await house.shown(post)
    assert "Written before, sent after." in shown.content


async def test_a_moderators_open_form_survives_too(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.restart()
    await house.olivia.submit(form.modal, {"text": "No."})
    await house.card(lambda message: "rejected by Olivia" in message.text)


async def test_a_process_killed_between_receiving_and_publishing_loses_nothing(
    bare_house: House,
) -> None:
    house = bare_house
    await house.start()
    await house.set_up()
    post = await house.post()
    await house.stop()
    async with house.as_process() as process:
        # The post never gets through; then the process dies.
        await house.sandbox.faults.add(
            house.app, method="POST", route=EXECUTE, kind="reset_before", times=None
        )
        response = await house.comment(house.ada, post, "Killed in between.")
        await _requested(house, "POST", EXECUTE)
        process.kill()
        await process.wait()
    await house.sandbox.faults.clear(house.app)
    assert await house.shown(post) == []
    await house.start()
    await response.wait_for(lambda message: "Published" in message.content, timeout=10)
    shown = await house.shown(post)
    assert [message.content.split("\n")[0] for message in shown] == ["Killed in between."]


async def test_a_process_killed_after_posting_and_before_knowing_it_leaves_one_post(
    bare_house: House,
) -> None:
    house = bare_house
    await house.start()
    await house.set_up()
    post = await house.post()
    await house.stop()
    async with house.as_process() as process:
        form = await house.ada.press(post, "Comment")
        assert form.modal is not None
        # Discord makes the post at once and is slow to say so.
        await house.sandbox.faults.add(
            house.app, method="POST", route=EXECUTE, kind="slow", seconds=60, times=1
        )
        await house.ada.submit(form.modal, {"text": "Posted, then killed."})
        await house.ben.wait_for_message(
            await house.thread(post), lambda message: "Posted, then killed." in message.content
        )
        process.kill()
        await process.wait()
    await house.sandbox.faults.clear(house.app)
    await house.start()
    await house.quiet()
    assert len(await house.shown(post)) == 1
    stored = await house.stored(1)
    assert stored.message_id is not None


async def test_an_answer_lost_after_the_post_leaves_one_post(house: House) -> None:
    post = await house.post()
    await house.commented(house.ben, post, "A first comment.")
    await house.sandbox.faults.add(
        house.app, method="POST", route=EXECUTE, kind="answer_lost", times=1
    )
    response = await house.comment(house.ada, post, "Once and only once.")
    await response.wait_for(lambda message: "Published" in message.content, timeout=10)
    shown = [one for one in await house.shown(post) if "Once and only once." in one.content]
    assert len(shown) == 1
    stored = await house.stored(2)
    assert stored.message_id == shown[0].id


async def test_the_lost_post_is_recognised_without_the_message_content_intent(
    house: House,
) -> None:
    """The bot's own token reads webhook posts blank, so the webhook's token has to be used."""
    assert not house.bot.settings.message_content
    await test_an_answer_lost_after_the_post_leaves_one_post(house)


async def test_without_a_webhook_a_lost_answer_leaves_one_post_too(house: House) -> None:
    for index in range(15):
        await house.owner.request(
            "POST", f"/channels/{house.news.id}/webhooks", {"name": f"Feed {index}"}
        )
    post = await house.post()
    await house.sandbox.faults.add(
        house.app,
        method="POST",
        route="/channels/{channel_id}/messages",
        kind="answer_lost",
        times=1,
    )
    response = await house.comment(house.ada, post, "Once and only once.")
    await response.wait_for(lambda message: "Published" in message.content, timeout=15)
    assert len(await house.shown(post)) == 1


async def test_a_decision_survives_a_kill_before_it_is_shown(bare_house: House) -> None:
    house = bare_house
    await house.start()
    await house.set_up()
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await house.stop()
    async with house.as_process() as process:
        await house.sandbox.faults.add(
            house.app, method="POST", route=EXECUTE, kind="reset_before", times=None
        )
        await house.olivia.press(card, "Approve")
        await _requested(house, "POST", EXECUTE)
        process.kill()
        await process.wait()
    await house.sandbox.faults.clear(house.app)
    await house.start()
    shown: Message = await house.ben.wait_for_message(
        await house.thread(post), lambda message: HELD in message.content, timeout=10
    )
    assert shown.author.name == "Ada"
    assert len(await house.shown(post)) == 1


@pytest.mark.parametrize("kind", ["reset_before", "answer_lost", "500"])
async def test_an_answer_that_does_not_arrive_is_given_again(house: House, kind: str) -> None:
    post = await house.post()
    await house.sandbox.faults.add(house.app, method="PATCH", route=ANSWER, kind=kind, times=1)  # type: ignore[arg-type]
    response = await house.comment(house.ada, post, "Tell me, please.")
    await response.wait_for(lambda message: "Published" in message.content, timeout=10)


async def _requested(house: House, method: str, route: str) -> None:
    """Until the bot has asked for this."""
    async with asyncio.timeout(15):
        while True:
            entries = await house.sandbox.journal(house.app, kind=["request", "fault"])
            if any(one.detail.get("route") in {route, f"{method} {route}"} for one in entries):
                return
            await asyncio.sleep(0.02)
