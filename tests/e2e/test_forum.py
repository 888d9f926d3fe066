"""Articles as posts of a forum: tagged, commented on, corrected, closed, and each there once."""

import pytest

from bot.domain.comment import CommentState
from bot.domain.permission import Permission
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.places import Channel, Thread
from bot.sandbox.people.transport import Refused
from tests.e2e.house import ARTICLE, HELD, INVITED, House, is_open
from tests.e2e.test_setup import bots_role

CREATE = "/channels/{channel_id}/threads"


@pytest.fixture
async def forum(bare_house: House) -> Channel:
    """A forum that is ready for articles."""
    house = bare_house
    role = await bots_role(house)
    await house.guild.edit_role(role, permissions=int(INVITED | Permission.MANAGE_GUILD))
    made = await house.guild.create_channel("articles", kind="forum", tags=["Sport", "Harbour"])
    await house.start(MESSAGE_CONTENT_INTENT="yes")
    response = await house.owner.slash(
        "setup channel", house.guild.general, channel=made, moderators=house.desk
    )
    applied = await house.owner.press(await response.wait_for(), "Apply")
    await applied.wait_for(lambda message: "Ready" in message.text)
    house.news = made
    return made


async def post(house: House, *, tags: str = "") -> tuple[Thread, Message]:
    """Olivia posts the article; returns its thread and its first message."""
    response = await house.olivia.slash(
        "article post",
        house.desk,
        file=Attachment("article.txt", ARTICLE.encode()),
        channel=house.news,
        tags=tags,
    )
    preview = await response.wait_for(lambda message: bool(message.buttons))
    await house.olivia.press(preview, "Post")

    async def is_there() -> bool:
        return bool(await house.ada.threads(house.news))

    await house.eventually(is_there)
    (thread,) = await house.ada.threads(house.news)
    first = await house.ada.wait_for_message(thread, is_open)
    return thread, first


async def test_an_article_is_a_post_with_its_tags_and_takes_comments(
    bare_house: House, forum: Channel
) -> None:
    thread, first = await post(bare_house, tags="harbour, Nonsense")
    assert thread.name == "Night ferries to the island return"
    assert thread.tags == (dict(forum.tags)["Harbour"],)
    response = await bare_house.comment(bare_house.ada, first, "The old ferries were better.")
    told = await response.wait_for(lambda message: "Published" in message.text)
    assert f"/{thread.id}/" in told.content
    shown = await bare_house.ben.wait_for_message(
        thread, lambda message: "The old ferries" in message.content
    )
    assert shown.author.name == "Ada"
    held = await bare_house.comment(bare_house.ben, first, HELD)
    await held.wait_for(lambda message: "Waiting for review" in message.text)
    card = await bare_house.card(lambda message: "A comment waits" in message.text)
    await bare_house.olivia.press(card, "Approve")
    await bare_house.ada.wait_for_message(thread, lambda message: HELD in message.content)


async def test_nobody_types_or_posts_there(bare_house: House, forum: Channel) -> None:
    thread, _ = await post(bare_house)
    with pytest.raises(Refused):
        await bare_house.ada.say(thread, "May I?")
    with pytest.raises(Refused):
        await bare_house.ada.create_thread(forum, "A post of mine", text="Hello.")


@pytest.mark.usefixtures("forum")
async def test_after_a_lost_answer_it_is_there_once(bare_house: House) -> None:
    await bare_house.sandbox.faults.add(
        bare_house.app, kind="answer_lost", method="POST", route=CREATE, times=1
    )
    await post(bare_house)
    await bare_house.quiet()
    assert len(await bare_house.ada.threads(bare_house.news)) == 1


@pytest.mark.usefixtures("forum")
async def test_it_is_corrected_closed_and_reopened(bare_house: House) -> None:
    thread, first = await post(bare_house)
    await bare_house.olivia.slash("article close", bare_house.desk, article="1")
    await bare_house.ada.wait_for_message(
        thread, lambda message: message.id == first.id and not is_open(message)
    )
    await bare_house.olivia.slash("article reopen", bare_house.desk, article="1")
    await bare_house.ada.wait_for_message(
        thread, lambda message: message.id == first.id and is_open(message)
    )


@pytest.mark.usefixtures("forum")
async def test_members_type_freely_below_a_forums_posts(bare_house: House) -> None:
    response = await bare_house.owner.slash(
        "setup mode", bare_house.guild.general, channel=bare_house.news, mode="free"
    )
    applied = await bare_house.owner.press(await response.wait_for(), "Apply")
    await applied.wait_for(lambda message: "Ready" in message.text)
    thread, _ = await post(bare_house)
    fine = await bare_house.ada.say(thread, "The old ferries were better.")
    await bare_house.until(1, CommentState.PUBLISHED)
    gone = await bare_house.ben.say(thread, HELD)
    await bare_house.ada.wait_until_gone(gone)
    await bare_house.until(2, CommentState.HELD)
    assert fine.id in [message.id for message in await bare_house.ben.messages(thread)]
    with pytest.raises(Refused):
        await bare_house.ada.create_thread(bare_house.news, "A post of mine", text="Hello.")
