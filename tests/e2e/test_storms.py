"""Discord fails in every way it knows; each comment stands once, in order, and nothing leaks."""

import asyncio
from typing import Literal

import pytest

from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.responses import Response
from tests.e2e.house import HELD, House

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
Kind = Literal["429", "500", "502", "503", "slow", "reset_before", "answer_lost"]


async def submit(house: House, count: int) -> list[str]:
    """So many readers, each with one comment, all at once; the texts they sent."""
    post = await house.ada.wait_for_message(house.news)
    texts = [f"Comment number {index:02d}." for index in range(count)]

    async def one(index: int) -> None:
        reader = await house.guild.create_member(f"reader{index}", nick=f"Reader no {index}")
        form = await reader.press(post, "Comment")
        assert form.modal is not None
        await reader.submit(form.modal, {"text": texts[index]})

    await asyncio.gather(*(one(index) for index in range(count)))
    return texts


def comment_id_in(message: Message) -> int:
    """The number of a comment's post, as its Reply button has it."""
    return int(str(message.button("Reply").custom_id).rsplit(":", 1)[1])


async def stands(house: House, texts: list[str], timeout: float = 90.0) -> None:
    """Until each text stands, and then exactly once."""
    post = await house.ada.wait_for_message(house.news)
    await house.quiet(timeout)
    shown = [message.content.split("\n")[0] for message in await house.shown(post)]
    assert sorted(shown) == sorted(texts)


@pytest.mark.parametrize("kind", ["500", "502", "503", "reset_before", "answer_lost"])
async def test_a_storm_of_failures_leaves_each_comment_once(house: House, kind: Kind) -> None:
    await house.post()
    await house.sandbox.faults.add(
        house.app, method="POST", route=EXECUTE, kind=kind, times=8, probability=0.5
    )
    texts = await submit(house, 12)
    await stands(house, texts)


async def test_a_storm_of_rate_limits_leaves_each_comment_once(house: House) -> None:
    await house.post()
    await house.sandbox.faults.add(
        house.app, method="POST", route=EXECUTE, kind="429", times=6, retry_after=0.2
    )
    texts = await submit(house, 12)
    await stands(house, texts)


async def test_everything_fails_a_little_and_nothing_is_lost_or_doubled(house: House) -> None:
    await house.post()
    for kind in ("429", "500", "503", "reset_before", "answer_lost"):
        await house.sandbox.faults.add(
            house.app,
            kind=kind,
            method="POST",
            route=EXECUTE,
            times=4,
            probability=0.25,
            retry_after=0.1,
        )
    texts = await submit(house, 20)
    await stands(house, texts)


async def test_under_discords_own_limits_comments_wait_in_order_and_say_how_many_go_first(
    house: House,
) -> None:
    post = await house.post()
    await house.app.set_limits(1.0)
    texts = [f"Comment number {index:02d}." for index in range(12)]
    readers = [
        await house.guild.create_member(f"reader{index}", nick=f"Reader no {index}")
        for index in range(12)
    ]
    forms = [await reader.press(post, "Comment") for reader in readers]

    async def send(reader: Person, form: Response, text: str) -> Response:
        assert form.modal is not None
        return await reader.submit(form.modal, {"text": text})

    # All at once: one after the other, a slow machine sends no quicker than Discord allows.
    responses = await asyncio.gather(*map(send, readers, forms, texts))
    answers = [
        asyncio.create_task(
            one.wait_for(
                lambda message: "Cleared" in message.content and "before you" in message.content,
                timeout=20,
            )
        )
        for one in responses
    ]
    told, others = await asyncio.wait(answers, return_when=asyncio.FIRST_COMPLETED)
    assert "before you" in told.pop().result().content
    for other in others:
        other.cancel()
    await house.quiet(60)
    shown = await house.shown(post)
    assert sorted(message.content.split("\n")[0] for message in shown) == texts
    numbers = [comment_id_in(message) for message in shown]
    assert numbers == sorted(numbers)
    refused = [
        entry
        for entry in await house.sandbox.journal(house.app, kind="request")
        if entry.detail["status"] == 429 and entry.detail["route"] == EXECUTE
    ]
    assert refused == []


async def test_an_approval_overtakes_new_comments_that_wait_for_the_stage(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ben, post, HELD)
    await house.sandbox.faults.add(
        house.app, method="POST", route=EXECUTE, kind="429", times=1, retry_after=1.5
    )
    texts = await submit(house, 4)
    await house.olivia.press(card, "Approve")
    await stands(house, [*texts, HELD])
    shown = [message.content.split("\n")[0] for message in await house.shown(post)]
    assert shown[0] == HELD


async def test_a_sandbox_that_is_slow_delays_and_doubles_nothing(house: House) -> None:
    await house.post()
    await house.app.set_latency(400)
    texts = await submit(house, 4)
    await house.app.set_latency(0)
    await stands(house, texts)
