"""An article is posted once, with one thread, whatever happens meanwhile; room is made for it."""

import asyncio

import pytest

from bot.sandbox.faults import FaultKind
from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Thread
from tests.e2e.house import ARTICLE, House
from tests.e2e.newsdesk import TITLE, open_post, posts_of, preview, titled

POST_MESSAGE = "/channels/{channel_id}/messages"
START_THREAD = "/channels/{channel_id}/messages/{message_id}/threads"


async def second_moderator(house: House) -> Person:
    desk = next(role for role in await house.guild.roles() if role.name == "Desk")
    return await house.guild.create_member("otto", nick="Otto", roles=[desk])


async def threads_by_name(house: House) -> dict[str, Thread]:
    return {thread.name: thread for thread in await house.owner.threads(house.news)}


async def posted(house: House, title: str) -> Message:
    await house.olivia.press(await preview(house, titled(title)), "Post")
    return await open_post(house, title)


async def test_the_same_article_again_is_answered_with_the_first_post(house: House) -> None:
    first = await house.post()
    again = await preview(house, f"{TITLE.upper()}\n\n{ARTICLE.split(chr(10), 1)[1]}\n")
    response = await house.olivia.press(again, "Post")
    answer = await response.wait_for(lambda message: "posted here already" in message.content)
    assert f"/{house.news.id}/{first.id}" in answer.content
    await house.quiet()
    assert len(await house.owner.threads(house.news)) == 1
    assert [one.id for one in await posts_of(house, TITLE)] == [first.id]


async def test_two_moderators_who_post_at_once_make_one_post(house: House) -> None:
    otto = await second_moderator(house)
    mine, theirs = await asyncio.gather(preview(house), preview(house, who=otto))
    responses = await asyncio.gather(
        house.olivia.press(mine, "Post"),
        otto.press(theirs, "Post"),
        house.olivia.press(mine, "Post"),
    )
    answers = [
        await one.wait_for(lambda m: "How" not in m.content and not m.buttons) for one in responses
    ]
    assert sum("is being posted" in one.content for one in answers) >= 1
    await open_post(house, TITLE)
    await house.quiet()
    assert len(await posts_of(house, TITLE)) == 1
    assert len(await house.owner.threads(house.news)) == 1


async def test_the_same_article_may_be_posted_in_another_channel(house: House) -> None:
    await house.post()
    sport = await house.guild.create_channel("sport")
    await house.olivia.press(await preview(house, channel=sport), "Post")
    assert (await open_post(house, TITLE, sport)).channel_id == sport.id


@pytest.mark.parametrize("step", [POST_MESSAGE, START_THREAD])
async def test_a_bot_killed_while_it_posts_goes_on_after_a_restart_with_one_post_and_one_thread(
    bare_house: House, step: str
) -> None:
    house = bare_house
    async with house.as_process() as process:
        await house.set_up()
        shown = await preview(house)
        await house.sandbox.faults.add(
            house.app, kind="slow", method="POST", route=step, seconds=60
        )
        await house.olivia.press(shown, "Post")
        made = await house.ada.wait_for_message(house.news, lambda message: TITLE in message.text)
        if step == START_THREAD:
            made = await house.ada.wait_for_message(
                house.news, lambda message: message.thread_id is not None
            )
        process.kill()
        await process.wait()
    await house.sandbox.faults.clear(house.app)
    await house.start()
    post = await open_post(house, TITLE)
    await house.quiet()
    assert post.id == made.id
    assert len(await posts_of(house, TITLE)) == 1
    assert [thread.id for thread in await house.owner.threads(house.news)] == [post.id]


@pytest.mark.parametrize("step", [POST_MESSAGE, START_THREAD])
@pytest.mark.parametrize("kind", ["answer_lost", "503"])
async def test_an_uncertain_answer_makes_no_second_post(
    house: House, step: str, kind: FaultKind
) -> None:
    shown = await preview(house)
    await house.sandbox.faults.add(house.app, kind=kind, method="POST", route=step)
    await house.olivia.press(shown, "Post")
    await open_post(house, TITLE)
    await house.quiet()
    assert len(await posts_of(house, TITLE)) == 1
    assert len(await house.owner.threads(house.news)) == 1


async def test_when_threads_run_out_the_longest_quiet_one_of_ours_makes_room(house: House) -> None:
    foreign = await house.owner.create_thread(house.guild.general, "Cats")
    first = await posted(house, "First ferry")
    await posted(house, "Second ferry")
    await house.commented(house.ada, first, "Still the best one.")
    await house.guild.set_max_active_threads(3)
    await posted(house, "Third ferry")
    threads = await threads_by_name(house)
    assert threads["Second ferry"].archived
    assert not threads["First ferry"].archived
    assert not threads["Third ferry"].archived
    cats = await house.owner.threads(house.guild.general)
    assert [(one.id, one.archived) for one in cats] == [(foreign.id, False)]


async def test_where_only_others_threads_are_active_moderators_are_told_and_it_goes_on_later(
    house: House,
) -> None:
    foreign = await house.owner.create_thread(house.guild.general, "Cats")
    await house.guild.set_max_active_threads(1)
    await house.olivia.press(await preview(house, titled("First ferry")), "Post")
    told = await house.olivia.wait_for_message(
        house.desk, lambda message: "First ferry" in message.text
    )
    assert "could not" in told.text
    assert "active thread" in told.text
    assert not (await house.owner.threads(house.guild.general))[0].archived
    await house.owner.request("PATCH", f"/channels/{foreign.id}", {"archived": True})
    post = await house.ada.wait_for_message(
        house.news, lambda message: message.button("Comment").disabled is False, timeout=10
    )
    assert (await house.thread(post)).name == "First ferry"
    assert len(await posts_of(house, "First ferry")) == 1
