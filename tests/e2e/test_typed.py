"""Somebody types below an article: the text is taken in like a form's, and its exposure noted."""

import pytest

from bot.sandbox.people.guilds import Overwrite
from tests.e2e.house import HELD, House, is_open


@pytest.fixture
async def talking(bare_house: House) -> House:
    """A house whose bot may read messages, and whose readers may type in threads."""
    await bare_house.start(MESSAGE_CONTENT_INTENT="yes")
    await bare_house.set_up()
    writers = await bare_house.guild.create_role("Writers")
    await bare_house.guild.set_overwrite(
        bare_house.news, Overwrite(writers, allow=["SEND_MESSAGES_IN_THREADS", "SEND_MESSAGES"])
    )
    await bare_house.ada.add_role(writers)
    return bare_house


async def test_a_typed_text_is_replaced_by_a_comment_and_its_exposure_is_kept(
    talking: House,
) -> None:
    post = await talking.post()
    thread = await talking.thread(post)
    typed = await talking.ada.say(thread, "Typed, not sent.")
    shown = await talking.ben.wait_for_message(
        thread, lambda message: message.webhook_id is not None
    )
    await talking.ben.wait_until_gone(typed)
    assert shown.author.name == "Ada"
    assert "Typed, not sent." in shown.content
    stored = await talking.stored(1)
    assert stored.source.value == "typed"
    assert stored.exposed_ms > 0
    assert await talking.ada.dms() == []


async def test_a_typed_text_that_must_wait_is_deleted_and_its_author_told_in_private(
    talking: House,
) -> None:
    post = await talking.post()
    thread = await talking.thread(post)
    typed = await talking.ada.say(thread, HELD)
    await talking.ben.wait_until_gone(typed)
    await talking.card(lambda message: "Was readable for" in message.text)
    news = await talking.ada.wait_for_dm(lambda message: "Waiting for review" in message.content)
    assert "kill" not in news.content
    assert await talking.shown(post) == []


async def test_a_typed_answer_to_a_comment_answers_it(talking: House) -> None:
    post = await talking.post()
    first = await talking.commented(talking.ben, post, "The old ferries were better.")
    thread = await talking.thread(post)
    await talking.ada.say(thread, "They were not.", reply_to=first)
    shown = await talking.ben.wait_for_message(
        thread,
        lambda message: message.webhook_id is not None and "They were not." in message.content,
    )
    assert "↪ [Ben]" in shown.content


async def test_a_mention_in_a_typed_text_becomes_a_name(talking: House) -> None:
    post = await talking.post()
    thread = await talking.thread(post)
    await talking.ada.say(thread, f"Ask {talking.ben.mention} about it.")
    shown = await talking.ben.wait_for_message(
        thread, lambda message: message.webhook_id is not None
    )
    assert "Ask @Ben about it." in shown.content


async def test_a_reply_that_pings_the_articles_post_is_taken_in_without_any_privileged_intent(
    house: House,
) -> None:
    writers = await house.guild.create_role("Writers")
    await house.guild.set_overwrite(house.news, Overwrite(writers, allow=["SEND_MESSAGES"]))
    await house.ada.add_role(writers)
    post = await house.post()
    typed = await house.ada.say(house.news, "I answer the post itself.", reply_to=post)
    await house.ben.wait_until_gone(typed)
    shown = await house.ben.wait_for_message(
        await house.thread(post), lambda message: message.webhook_id is not None
    )
    assert "I answer the post itself." in shown.content


async def test_a_text_that_discord_withholds_is_removed_with_a_notice_and_not_stored(
    house: House,
) -> None:
    writers = await house.guild.create_role("Writers")
    await house.guild.set_overwrite(
        house.news, Overwrite(writers, allow=["SEND_MESSAGES_IN_THREADS"])
    )
    await house.ada.add_role(writers)
    post = await house.post()
    thread = await house.thread(post)
    typed = await house.ada.say(thread, "The bot cannot read this.")
    await house.ben.wait_until_gone(typed)
    notice = await house.ben.wait_for_message(thread, lambda message: "Comment" in message.content)
    assert "button **Comment**" in notice.content
    assert "cannot read this" not in notice.content
    async with house.bot.store.read() as tx:
        assert await tx.comments.get(1) is None
    await house.ben.wait_until_gone(notice, timeout=15)


async def test_a_text_typed_below_a_closed_article_is_given_back_in_private(
    talking: House,
) -> None:
    post = await talking.post()
    thread = await talking.thread(post)
    await talking.olivia.slash("article close", talking.desk, article="1")
    await talking.ben.wait_for_message(talking.news, lambda message: not is_open(message))
    typed = await talking.ada.say(thread, "Too late, but *worded* well.")
    await talking.ben.wait_until_gone(typed)
    news = await talking.ada.wait_for_dm(lambda message: "closed" in message.content)
    assert "worded" in news.text
    async with talking.bot.store.read() as tx:
        assert await tx.comments.get(1) is None


async def test_what_the_bot_may_not_delete_is_not_posted_twice_and_moderators_are_told(
    talking: House,
) -> None:
    post = await talking.post()
    thread = await talking.thread(post)
    await talking.guild.set_overwrite(
        talking.news,
        Overwrite(
            talking.app,
            allow=["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS", "READ_MESSAGE_HISTORY"],
            deny=["MANAGE_MESSAGES"],
        ),
    )
    await talking.ada.say(thread, "Nobody deletes me.")
    told = await talking.olivia.wait_for_message(
        talking.desk, lambda message: "could not delete" in message.content
    )
    assert "Manage Messages" in told.content
    (shown,) = await talking.shown(post)
    assert shown.webhook_id is None


async def test_other_channels_are_left_alone(talking: House) -> None:
    await talking.post()
    said = await talking.ada.say(talking.guild.general, "Good morning.")
    again = await talking.ben.say(talking.guild.general, "Morning.", reply_to=said)
    await talking.quiet()
    there = [message.id for message in await talking.ben.messages(talking.guild.general)]
    assert there[-2:] == [said.id, again.id]
