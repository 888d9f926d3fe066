"""Members comment through the form; nobody sees anything before it is judged."""

from datetime import timedelta

import pytest

from bot.demo.cast import slur
from bot.domain.permission import STAGE_PERMISSIONS, Permission
from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.transport import Refused
from tests.e2e.house import HELD, House


async def said(house: House, who: Person, post: Message, text: str, expected: str) -> Message:
    """Send a comment and wait for the private answer that says this."""
    response = await house.comment(who, post, text)
    return await response.wait_for(lambda message: expected in message.content)


async def test_a_harmless_comment_stands_in_the_thread_under_its_authors_name(
    house: House,
) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "Good news for the island.")
    assert shown.author.name == "Ada"
    assert shown.webhook_id is not None
    assert shown.content == f"Good news for the island.\n-# {house.ada.mention}"
    assert [button.label for button in shown.buttons] == ["Reply", "Report"]
    assert await house.ada.notifications() == []


async def test_the_author_alone_is_told_where_the_comment_stands(house: House) -> None:
    post = await house.post()
    answer = await said(house, house.ada, post, "Good news for the island.", "Published")
    shown = await house.ben.wait_for_message(
        await house.thread(post), lambda message: "Good news" in message.content
    )
    assert answer.ephemeral
    assert str(shown.id) in answer.content
    assert await house.ben.ephemerals() == []


async def test_a_held_comment_is_never_shown_to_anybody_but_moderators(house: House) -> None:
    post = await house.post()
    answer = await said(house, house.ada, post, HELD, "Waiting for review")
    assert "next in line" in answer.content
    await house.card(lambda message: "A comment waits" in message.text)
    await house.quiet()
    for person in (house.ben, house.ada):
        shown = [text for one in await person.seen() for text in one.texts]
        assert not any(HELD in text for text in shown)
    assert await house.shown(post) == []


async def test_a_slur_waits(house: House) -> None:
    post = await house.post()
    await said(house, house.ada, post, f"One more {slur()} on the ferry.", "Waiting for review")


async def test_a_reply_names_quotes_and_links_what_it_answers(house: House) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "The *old* ferries were better.")
    form = await house.ben.press(first, "Reply")
    assert form.modal is not None
    assert form.modal.title == "Reply to Ada"
    assert any("old" in text for text in form.modal.texts)
    await house.ben.submit(form.modal, {"text": "They were not."})
    thread = await house.thread(post)
    answer = await house.ada.wait_for_message(
        thread, lambda message: "They were not." in message.content
    )
    head = answer.content.split("\n")[0]
    link = f"https://discord.com/channels/{house.guild.id}/{thread.id}/{first.id}"
    assert head == f"-# ↪ [Ada]({link}): The \\*old\\* ferries were better\\."
    assert await house.ada.notifications() == []


async def test_nothing_in_a_comment_pings_or_pretends(house: House) -> None:
    post = await house.post()
    text = f"@everyone {house.ben.mention} look\n# Breaking\n[bank](https://evil.example)"
    shown = await house.commented(house.ada, post, text.split("\n")[0][:9])
    await house.comment(house.ada, post, text)
    shown = await house.ben.wait_for_message(
        await house.thread(post), lambda message: "Breaking" in message.content
    )
    assert not shown.mention_everyone
    assert shown.mentions == ()
    assert "\\# Breaking" in shown.content
    assert "](https" not in shown.content
    assert shown.flags & 4, "links must not unfurl"
    assert await house.ben.notifications() == []


async def test_a_long_comment_with_much_to_escape_is_one_post_with_one_embed(
    house: House,
) -> None:
    post = await house.post()
    text = "[a](b) " * 214
    response = await house.comment(house.ada, post, text)
    await response.wait_for(lambda message: "Published" in message.content)
    long = "](" * 750
    await house.comment(house.ada, post, long)
    shown = await house.ben.wait_for_message(
        await house.thread(post), lambda message: bool(message.embeds)
    )
    assert shown.embeds[0]["description"] == long.replace("](", "]\\(")
    assert len(await house.shown(post)) == 2


async def test_the_form_takes_1500_characters(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    assert form.modal.field("text").max_length == 1500
    with pytest.raises(Refused):
        await house.ada.submit(form.modal, {"text": "x" * 1501})


async def test_the_same_text_again_is_the_first_comment(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "Good news for the island.")
    await said(house, house.ada, post, "good news  for the island.", "Published")
    await house.quiet()
    assert len(await house.shown(post)) == 1


async def test_one_form_sent_twice_with_two_texts_is_two_comments(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    for text in ("The first time.", "The second time."):
        response = await house.ada.submit(form.modal, {"text": text})
        await response.wait_for(lambda message: "Published" in message.content)
    assert len(await house.shown(post)) == 2


async def test_a_second_comment_too_soon_gives_the_text_back(house: House) -> None:
    await house.restart(COMMENT_INTERVAL_SECONDS="600")
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    second = await house.ada.press(post, "Comment")
    assert form.modal is not None
    assert second.modal is not None
    response = await house.ada.submit(form.modal, {"text": "One."})
    await response.wait_for(lambda message: "Published" in message.content)
    refused = await house.ada.press(post, "Comment")
    assert refused.message is not None
    assert "One comment every 600 seconds" in refused.message.content
    given_back = await house.ada.submit(second.modal, {"text": "Two, *carefully* worded."})
    answer = await given_back.wait_for()
    assert "Your text was not sent" in answer.content
    assert "carefully" in answer.text


async def test_a_fourth_comment_waits_at_the_door_while_three_wait_for_moderators(
    house: House,
) -> None:
    post = await house.post()
    for index in range(3):
        await said(house, house.ada, post, f"{HELD} {index}", "Waiting for review")
    refused = await house.ada.press(post, "Comment")
    assert refused.message is not None
    assert "3 of your comments" in refused.message.content
    assert (await house.ben.press(post, "Comment")).kind == "modal"


async def test_who_is_timed_out_or_not_yet_screened_is_told_so(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    newcomer = await house.guild.create_member("newcomer", pending=True)
    refused = await newcomer.press(post, "Comment")
    assert refused.message is not None
    assert "accept its rules" in refused.message.content
    await house.ada.timeout(timedelta(hours=1))
    refused = await house.ada.submit(form.modal, {"text": "Written before, sent after."})
    answer = await refused.wait_for()
    assert "timed out" in answer.content
    assert "Written before, sent after" in answer.text
    await house.quiet()
    assert await house.shown(post) == []


async def test_who_lost_the_view_of_the_channel_cannot_send_an_open_form(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    await house.guild.set_overwrite(house.news, Overwrite(house.ada, deny=["VIEW_CHANNEL"]))
    try:
        refused = await house.ada.submit(form.modal, {"text": "Still here?"})
    except Refused:
        return
    assert "cannot see" in (await refused.wait_for()).content


@pytest.mark.parametrize(
    "nick", ["Discord Support", "clyde", "\u200b\u2060", "0livia", "Moderator"]
)
async def test_a_name_that_misleads_becomes_a_number(house: House, nick: str) -> None:
    post = await house.post()
    reader = await house.guild.create_member("reader", nick=nick)
    shown = await house.commented(reader, post, "Good news for the island.")
    assert shown.author.name.startswith("Reader ")
    again = await house.commented(reader, post, "Even better news for the mainland.")
    assert again.author.name == shown.author.name


async def test_a_slur_in_a_name_does_not_stand_above_a_comment(house: House) -> None:
    post = await house.post()
    reader = await house.guild.create_member("reader", nick=f"{slur()} hunter")
    shown = await house.commented(reader, post, "Good news for the island.")
    assert shown.author.name.startswith("Reader ")


async def test_without_a_nickname_the_global_name_stands_and_else_the_user_name(
    house: House,
) -> None:
    post = await house.post()
    known = await house.guild.create_member("cy1987", global_name="Cy Twombly")
    assert (await house.commented(known, post, "One.")).author.name == "Cy Twombly"
    plain = await house.guild.create_member("dora1987")
    assert (await house.commented(plain, post, "Two.")).author.name == "dora1987"


async def test_without_the_right_to_make_webhooks_the_bot_posts_and_moderators_are_told_once(
    house: House,
) -> None:
    role = next(role for role in await house.guild.roles() if role.name == "Greenroom")
    without = role.permissions & ~Permission.MANAGE_WEBHOOKS
    await house.guild.edit_role(role, permissions=int(without))
    allowed = int(STAGE_PERMISSIONS & ~Permission.MANAGE_WEBHOOKS)
    await house.guild.set_overwrite(house.news, Overwrite(house.app, allow=allowed))
    post = await house.post()
    for text in ("One word.", "Two words."):
        shown = await house.commented(house.ada, post, text)
        assert shown.webhook_id is None
        assert shown.content.startswith(f"**Ada**\n{text}")
    told = [m for m in await house.olivia.messages(house.desk) if "Manage Webhooks" in m.content]
    assert len(told) == 1


async def test_with_fifteen_webhooks_in_the_channel_the_bot_posts_by_itself(house: House) -> None:
    for index in range(15):
        await house.owner.request(
            "POST", f"/channels/{house.news.id}/webhooks", {"name": f"Feed {index}"}
        )
    post = await house.post()
    shown = await house.commented(house.ada, post, "Room enough for me.")
    assert shown.webhook_id is None


async def test_a_deleted_webhook_is_made_anew(house: House) -> None:
    post = await house.post()
    first = await house.commented(house.ada, post, "Before.")
    await house.owner.request("DELETE", f"/webhooks/{first.webhook_id}")
    second = await house.commented(house.ada, post, "After.")
    assert second.webhook_id not in {None, first.webhook_id}


async def test_a_button_of_a_deleted_article_says_so(house: House) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "One word.")
    await house.owner.delete(shown)
    await house.quiet()
    stored = await house.stored(1)
    assert stored.state.value == "removed"
    news = await house.ada.wait_for_ephemeral(lambda message: "Removed" in message.content)
    assert "deleted the post in Discord" in news.content


async def test_forms_and_views_leave_no_trace_in_memory(house: House) -> None:
    post = await house.post()
    for index in range(5):
        await house.ada.press(post, "Comment")
        await house.commented(house.ada, post, f"Comment number {index}.")
    store = house.bot.client._connection._view_store
    assert not store._views
    assert not store._modals
    assert not store._synced_message_views
