"""Every refusal that a new server meets in its first minutes has a plain sentence of its own."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.messages import Message
from bot.sandbox.people.places import Role
from bot.sandbox.people.transport import Refused
from tests.e2e.house import HELD, House
from tests.e2e.newsdesk import TITLE, open_post, posts_of, preview, refusal

PUT_THREAD = "/channels/{channel_id}"
UNEXPECTED = ("Something went wrong", "reference", "Discord said", "code")


def assert_plain(sentence: str) -> None:
    """A sentence of ours: no trace, no reference, nothing of Discord's own jargon."""
    assert sentence
    assert sentence[0].isupper()
    assert not any(one in sentence for one in UNEXPECTED), sentence


async def named_role(house: House, name: str) -> Role:
    return next(role for role in await house.guild.roles() if role.name == name)


async def told_at_desk(house: House, part: str) -> Message:
    return await house.olivia.wait_for_message(house.desk, lambda one: part in one.text)


async def forget_answers(house: House) -> None:
    """As if a quarter of an hour had passed: private answers can be edited no more."""
    async with house.bot.store.write() as tx:
        await tx.comments.forget_replies(now=datetime.now(UTC) + timedelta(minutes=16))


# Unset, public and deleted channels


async def test_before_set_up_no_article_is_posted(bare_house: House) -> None:
    house = bare_house
    await house.start()
    said = await refusal(house)
    assert_plain(said)
    assert "No moderators' channel has been chosen" in said
    assert "/setup channel" in said
    response = await house.olivia.slash("article post", house.desk)
    assert response.modal is None
    assert "No moderators' channel" in (await response.wait_for()).content


async def test_with_a_public_or_deleted_moderators_channel_no_article_is_posted(
    house: House,
) -> None:
    shown = await preview(house)
    await house.guild.clear_overwrite(house.desk, house.guild.everyone)
    public = await refusal(house)
    assert_plain(public)
    assert "Everyone can view the moderators' channel" in public
    assert "Deny View Channel to @everyone" in public
    response = await house.olivia.press(shown, "Post")
    pressed = await response.wait_for(lambda one: "Everyone can view" in one.content)
    assert pressed.ephemeral
    await house.guild.delete_channel(house.desk)
    response = await house.owner.slash("article post", house.guild.general)
    deleted = (await response.wait_for()).content
    assert_plain(deleted)
    assert "moderators' channel was deleted" in deleted
    assert await posts_of(house, TITLE) == []


async def test_where_no_channel_is_ready_the_command_asks_for_one(house: House) -> None:
    response = await house.owner.slash("setup undo", house.desk, channel=house.news)
    await response.wait_for()
    said = await refusal(house)
    assert_plain(said)
    assert "option channel" in said


async def test_where_two_channels_are_ready_the_command_asks_which(house: House) -> None:
    sport = await house.guild.create_channel("sport")
    response = await house.owner.slash("setup channel", house.desk, channel=sport)
    applied = await house.owner.press(await response.wait_for(), "Apply")
    await applied.wait_for(lambda one: "Ready" in one.text)
    said = await refusal(house)
    assert_plain(said)
    assert "option channel" in said
    await house.guild.delete_channel(sport)
    assert "Nothing is posted yet" in (await preview(house)).content


# Rights of people


async def test_who_may_not_write_in_a_channel_cannot_use_commands_there(house: House) -> None:
    with pytest.raises(Refused) as refused:
        await house.olivia.slash("article list", house.news)
    assert refused.value.code == 50013


async def test_members_without_rights_can_neither_post_nor_look_nor_change(house: House) -> None:
    await house.post()
    with pytest.raises(Refused):
        await house.ada.slash("article list", house.guild.general)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    place = house.guild.general
    for response in (
        await house.ada.slash("article post", place),
        await house.ada.slash("article list", place),
        await house.ada.slash("article close", place, article="1"),
        await house.ada.slash("article reopen", place, article="1"),
        await house.ada.slash("article edit", place, article="1"),
    ):
        said = (await response.wait_for()).content
        assert_plain(said)
        assert "Only moderators" in said
    choices = await house.ada.autocomplete("article close", place, focused="article", value="")
    assert choices == []


async def test_a_role_that_was_revoked_after_the_preview_posts_nothing(house: House) -> None:
    shown, form = await asyncio.gather(
        preview(house), house.olivia.slash("article post", house.desk)
    )
    assert form.modal is not None
    helper = await house.guild.create_role("Helper")
    await house.guild.set_overwrite(house.desk, Overwrite(helper, allow=["VIEW_CHANNEL"]))
    await house.olivia.add_role(helper)
    await house.olivia.remove_role(await named_role(house, "Desk"))
    for button in ("Post", "Cancel"):
        response = await house.olivia.press(shown, button)
        refused = await response.wait_for(lambda one: "Only moderators" in one.content)
        assert refused.ephemeral
        assert_plain(refused.content)
    sent = await house.olivia.submit(form.modal, {"title": "Late", "text": "Too late for that."})
    assert "Only moderators" in (await sent.wait_for()).content
    assert await posts_of(house, TITLE) == []


async def test_rights_in_the_articles_channel_are_enough_and_those_elsewhere_are_not(
    house: House,
) -> None:
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    await house.guild.set_overwrite(house.news, Overwrite(house.ada, allow=["MANAGE_MESSAGES"]))
    await house.guild.set_overwrite(
        house.guild.general, Overwrite(house.ben, allow=["MANAGE_MESSAGES"])
    )
    response = await house.ben.slash("article post", house.guild.general, channel=house.news)
    assert "Only moderators" in (await response.wait_for()).content
    form = await house.ada.slash("article post", house.guild.general)
    assert form.modal is not None
    sent = await house.ada.submit(form.modal, {"title": "Ferry cup", "text": "It is ours."})
    shown = await sent.wait_for(lambda one: bool(one.buttons))
    await house.ada.press(shown, "Post")
    await open_post(house, "Ferry cup")
    listed = await house.ada.slash("article list", house.guild.general)
    assert "Ferry cup" in (await listed.wait_for()).text
    choices = await house.ada.autocomplete(
        "article close", house.guild.general, focused="article", value="cup"
    )
    assert [choice.name for choice in choices] == ["#1 Ferry cup"]


# Rights of the bot


async def test_a_bot_that_lost_its_rights_after_the_preview_says_what_it_lacks(
    house: House,
) -> None:
    shown = await preview(house)
    await house.guild.set_overwrite(house.news, Overwrite(house.app, deny=["SEND_MESSAGES"]))
    response = await house.olivia.press(shown, "Post")
    refused = await response.wait_for(lambda one: "I lack" in one.content)
    assert_plain(refused.content)
    assert "Send Messages" in refused.content
    await house.guild.clear_overwrite(house.news, house.app)
    await house.guild.clear_overwrite(house.news, house.guild.everyone)
    await house.olivia.press(shown, "Post")
    await open_post(house, TITLE)


async def test_when_discord_refuses_the_thread_moderators_are_told_why_and_it_goes_on_later(
    house: House,
) -> None:
    await house.guild.set_max_active_threads(1)
    cats = await house.owner.create_thread(house.guild.general, "Cats")
    await house.olivia.press(await preview(house), "Post")
    told = await told_at_desk(house, TITLE)
    assert_plain(told.content)
    assert "no room for another active thread" in told.text
    await house.owner.request("PATCH", f"/channels/{cats.id}", {"archived": True})
    await house.ada.wait_for_message(
        house.news, lambda one: not one.button("Comment").disabled, timeout=15
    )


# Threads and messages that are closed


async def test_a_comment_in_a_locked_thread_waits_and_moderators_are_told(house: House) -> None:
    post = await house.post()
    thread = await house.thread(post)
    await house.owner.request("PATCH", f"/channels/{thread.id}", {"archived": True, "locked": True})
    await house.comment(house.ada, post, "Good news for the island.")
    told = await told_at_desk(house, TITLE)
    assert_plain(told.content)
    assert "locked" in told.text
    await house.owner.request(
        "PATCH", f"/channels/{thread.id}", {"archived": False, "locked": False}
    )
    await house.ben.wait_for_message(thread, lambda one: "Good news" in one.content, timeout=15)


async def test_a_comment_below_a_deleted_thread_is_kept_and_moderators_are_told(
    house: House,
) -> None:
    post = await house.post()
    await house.guild.delete_channel(await house.thread(post))
    response = await house.comment(house.ada, post, "Good news for the island.")
    cleared = await response.wait_for(lambda one: "Cleared" in one.content)
    assert_plain(cleared.content.strip("*"))
    told = await told_at_desk(house, TITLE)
    assert_plain(told.content)
    assert "deleted" in told.text


async def test_who_takes_no_messages_finds_the_news_at_the_next_press(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await house.ada.close_dms()
    await forget_answers(house)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "No threats here."})
    await house.quiet()
    assert await house.ada.dms() == []
    mine = await house.ada.press(post, "My comments")
    news = await mine.wait_for(lambda one: "No threats here" in one.content)
    assert news.ephemeral
    assert_plain(news.content)


# Buttons that are out of place


async def test_every_button_in_a_direct_message_can_be_used_there(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await forget_answers(house)
    await house.olivia.press(card, "Approve")
    news = await house.ada.wait_for_dm(lambda one: "Published" in one.content)
    for button in news.buttons:
        response = await house.ada.press(news, button.label)
        said = response.message.text if response.message is not None else ""
        assert "on a server only" not in said, button


async def test_an_article_that_is_still_being_posted_can_be_neither_closed_nor_reopened(
    house: House,
) -> None:
    await house.guild.set_max_active_threads(1)
    await house.owner.create_thread(house.guild.general, "Cats")
    await house.olivia.press(await preview(house), "Post")
    await told_at_desk(house, TITLE)
    for command in ("close", "reopen"):
        response = await house.olivia.slash(f"article {command}", house.desk, article="1")
        said = (await response.wait_for()).content
        assert_plain(said)
        assert "still being posted" in said


async def test_a_preview_that_was_used_says_so(house: House) -> None:
    shown = await preview(house)
    await asyncio.gather(*(house.olivia.press(shown, "Post") for _ in range(2)))
    told = await house.olivia.wait_for_ephemeral(
        lambda one: (
            "posted or dropped already" in one.content or "posted here already" in one.content
        )
    )
    assert_plain(told.content.lstrip("“"))
    await open_post(house, TITLE)
    assert len(await posts_of(house, TITLE)) == 1
