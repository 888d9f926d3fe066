"""Articles after they were posted: counted, closed, opened again, corrected, listed and read."""

import asyncio

from bot.sandbox.people.messages import Message
from tests.e2e.house import ARTICLE, HELD, House, is_open
from tests.e2e.newsdesk import (
    MARKED,
    TITLE,
    field,
    journal_mark,
    open_post,
    preview,
    requests,
    titled,
)

EDIT_MESSAGE = "/channels/{channel_id}/messages/{message_id}"
TEN_DAYS = 10 * 86_400.0


async def counted(house: House, count: int) -> Message:
    return await house.ada.wait_for_message(
        house.news, lambda message: field(message, "Comments") == str(count), timeout=15
    )


async def number_of(house: House, title: str = TITLE) -> str:
    """What choosing an article from the list enters."""
    choices = await house.olivia.autocomplete(
        "article close", house.desk, focused="article", value=title[:20]
    )
    return str(choices[0].value)


async def closed(house: House) -> Message:
    answer = await house.olivia.slash("article close", house.desk, article=await number_of(house))
    assert "are closed" in (await answer.wait_for()).content
    return await house.ada.wait_for_message(house.news, lambda one: not is_open(one))


async def test_the_count_follows_in_far_fewer_edits_than_comments(house: House) -> None:
    post = await house.post()
    since = await journal_mark(house)
    await asyncio.gather(
        *(house.commented(house.ada, post, f"The ferry of {hour} o'clock.") for hour in range(8))
    )
    await counted(house, 8)
    edits = await requests(house, "PATCH", EDIT_MESSAGE, since=since, path=f"/{post.id}")
    assert 1 <= len(edits) <= 3


async def test_a_comment_that_is_gone_is_counted_no_more(house: House) -> None:
    post = await house.post()
    answer = await house.comment(house.ada, post, "Good news for the island.")
    published = await answer.wait_for(lambda one: any(b.label == "Withdraw" for b in one.buttons))
    await counted(house, 1)
    asked = await house.ada.press(published, "Withdraw")
    await house.ada.press(await asked.wait_for(), "Withdraw")
    await counted(house, 0)


async def test_a_closed_article_says_so_and_its_buttons_are_off(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "Good news for the island.")
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    shut = await closed(house)
    assert "Comments are closed" in shut.text
    assert shut.button("Comment").disabled
    assert not shut.button("Read article").disabled
    assert not shut.button("My comments").disabled
    thread = await house.thread(post)
    comment = await house.ada.wait_for_message(
        thread, lambda one: bool(one.buttons) and one.button("Reply").disabled
    )
    assert not comment.button("Report").disabled
    assert not thread.locked
    late = await house.ada.submit(form.modal, {"text": "I was still writing."})
    refused = await late.wait_for(lambda one: "closed" in one.content)
    assert "I was still writing" in refused.text


async def test_what_was_held_can_be_approved_after_the_article_was_closed(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await closed(house)
    await house.olivia.press(card, "Approve")
    shown = await house.ben.wait_for_message(
        await house.thread(post), lambda one: HELD in one.content
    )
    assert shown.button("Reply").disabled


async def test_a_reopened_article_takes_comments_again(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "Good news for the island.")
    await closed(house)
    number = await number_of(house)
    again = await house.olivia.slash("article close", house.desk, article=number)
    assert "closed already" in (await again.wait_for()).content
    response = await house.olivia.slash("article reopen", house.desk, article=number)
    assert "are open again" in (await response.wait_for()).content
    opened = await open_post(house, TITLE)
    assert "Comments are closed" not in opened.text
    await house.ada.wait_for_message(
        await house.thread(post), lambda one: bool(one.buttons) and not one.button("Reply").disabled
    )
    await house.commented(house.ben, opened, "And again.")


async def test_a_correction_changes_the_post_in_its_place(house: House) -> None:
    post = await house.post()
    form = await house.olivia.slash("article edit", house.desk, article=await number_of(house))
    assert form.modal is not None
    assert form.modal.field("title").value == TITLE
    assert form.modal.field("source").value == "Harbour Gazette"
    response = await house.olivia.submit(
        form.modal,
        {"title": "Night ferries return", "source": "", "text": "From Tuesday, says the port."},
    )
    assert "Night ferries return" in (await response.wait_for()).content
    changed = await house.ada.wait_for_message(
        house.news, lambda one: "From Tuesday" in one.text and "Night ferries return" in one.text
    )
    assert changed.id == post.id
    assert field(changed, "Source") is None
    for _ in range(100):
        if (await house.thread(post)).name == "Night ferries return":
            break
        await asyncio.sleep(0.1)
    assert (await house.thread(post)).name == "Night ferries return"
    read = await house.ada.press(changed, "Read article")
    pages = await read.wait_for()
    assert "From Tuesday" in pages.text
    assert "two engines failed" in pages.text


async def test_an_article_that_was_corrected_is_still_known_when_it_is_posted_again(
    house: House,
) -> None:
    await house.post()
    form = await house.olivia.slash("article edit", house.desk, article=await number_of(house))
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"title": "Night ferries return"})
    response = await house.olivia.press(await preview(house), "Post")
    await response.wait_for(lambda one: "posted here already" in one.content)


async def test_a_thread_that_fell_asleep_is_woken_before_a_comment_in_it_is_changed(
    house: House,
) -> None:
    post = await house.post()
    answer = await house.comment(house.ada, post, "Good news for the island.")
    published = await answer.wait_for(lambda one: any(b.label == "Edit" for b in one.buttons))
    await house.guild.advance_clock(TEN_DAYS)
    assert (await house.thread(post)).archived
    form = await house.ada.press(published, "Edit")
    assert form.modal is not None
    await house.ada.submit(form.modal, {"text": "Very good news for the island."})
    await house.ben.wait_for_message(
        await house.thread(post), lambda one: "Very good news" in one.content
    )
    assert not (await house.thread(post)).archived
    await house.guild.advance_clock(TEN_DAYS)
    assert (await house.thread(post)).archived
    await closed(house)
    await house.ben.wait_for_message(
        await house.thread(post), lambda one: bool(one.buttons) and one.button("Reply").disabled
    )


async def test_a_comment_wakes_a_thread_and_makes_room_where_threads_have_run_out(
    house: House,
) -> None:
    first = await house.post()
    await house.guild.advance_clock(TEN_DAYS)
    assert (await house.thread(first)).archived
    await house.post(titled("Second ferry"))
    await house.guild.set_max_active_threads(1)
    await house.commented(house.ada, first, "Late to the party.")
    archived = {one.name: one.archived for one in await house.owner.threads(house.news)}
    assert archived == {TITLE: False, "Second ferry": True}


async def test_the_list_has_pages_and_a_search(house: House) -> None:
    for number in range(1, 13):
        await house.olivia.press(await preview(house, titled(f"Ferry {number} sinks")), "Post")
    await open_post(house, "Ferry 12 sinks")
    response = await house.olivia.slash("article list", house.desk)
    first = await response.wait_for()
    assert first.ephemeral
    assert "Ferry 12 sinks" in first.text
    assert "Ferry 2 sinks" not in first.text
    assert "1 to 10 of 12" in first.text
    assert first.button("Newer").disabled
    turned = await house.olivia.press(first, "Older")
    second = await turned.wait_for(lambda one: "11 to 12 of 12" in one.text)
    assert "Ferry 2 sinks" in second.text
    assert second.button("Older").disabled
    found = await house.olivia.slash("article list", house.desk, search="ferry 1")
    assert "1 to 4 of 4" in (await found.wait_for()).text
    by_number = await house.olivia.slash("article list", house.desk, search="7")
    assert "Ferry 7 sinks" in (await by_number.wait_for()).text
    nothing = await house.olivia.slash("article list", house.desk, search="%")
    assert "No articles found" in (await nothing.wait_for()).text
    choices = await house.olivia.autocomplete(
        "article reopen", house.desk, focused="article", value="FERRY 11"
    )
    assert [choice.name for choice in choices] == ["#11 Ferry 11 sinks"]


async def test_an_article_that_is_not_there_is_refused_with_what_to_do(house: House) -> None:
    for entered, said in (
        ("nonsense", "Choose an article from the list"),
        ("99", "no longer there"),
        ("9" * 30, "Choose an article from the list"),
    ):
        for command in ("close", "reopen", "edit"):
            response = await house.olivia.slash(f"article {command}", house.desk, article=entered)
            assert said in (await response.wait_for()).content


async def test_anybody_who_sees_the_channel_reads_the_article_page_by_page(house: House) -> None:
    paragraphs = [f"Paragraph {number}. " + "The ferry sails. " * 60 for number in range(12)]
    post = await house.post(titled("A long story", *paragraphs))
    response = await house.ben.press(post, "Read article")
    page = await response.wait_for()
    assert page.ephemeral
    read = page.text
    while any(button.label == "Next page" for button in page.buttons):
        response = await house.ben.press(page, "Next page")
        page = await response.wait_for()
        read += page.text
    for number in range(12):
        assert f"Paragraph {number}" in read
    assert ARTICLE.strip() not in read


async def test_a_post_that_was_deleted_by_hand_is_made_anew_and_its_thread_goes_on(
    house: House,
) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "The old ferries were better.")
    still = await house.olivia.slash("article repost", house.desk, article="1")
    assert "still there" in (await still.wait_for()).content
    await house.owner.delete(post)
    await house.olivia.slash("article repost", house.desk, article="1")
    again = await house.ada.wait_for_message(
        house.news, lambda message: message.id != post.id and is_open(message)
    )
    assert f"<#{post.thread_id}>" in again.text
    response = await house.comment(house.ben, again, "They were slower, too.")
    await response.wait_for(lambda message: "Published" in message.text)
    thread = await house.thread(post)
    await house.ben.wait_for_message(thread, lambda message: "slower" in message.content)


async def test_a_deleted_thread_is_opened_anew_below_the_new_post(house: House) -> None:
    post = await house.post()
    thread = await house.thread(post)
    await house.owner.delete(post)
    await house.guild.delete_channel(thread)
    await house.olivia.slash("article repost", house.desk, article="1")
    again = await house.ada.wait_for_message(
        house.news, lambda message: message.id != post.id and is_open(message)
    )
    await house.quiet()
    response = await house.comment(house.ben, again, "A new beginning.")
    await response.wait_for(lambda message: "Published" in message.text)
    (new_thread,) = await house.ada.threads(house.news)
    assert new_thread.id == again.id


async def test_comments_of_the_site_are_kept_as_an_archive_and_judged_all_the_same(
    house: House,
) -> None:
    shown = await preview(house, MARKED)
    await house.olivia.press(shown, "Keep the comments as an archive")
    post = await house.ada.wait_for_message(
        house.news, lambda message: "Comments from the site (2)" in message.text
    )
    assert await house.shown(post) == []
    archive = await (await house.ben.press(post, "Comments from the site (2)")).wait_for()
    assert "Good news for everybody" in archive.text
    assert "Anonymous" in archive.text
    assert "kill" not in archive.text
    card = await house.card(lambda message: "A comment waits" in message.text)
    await house.olivia.press(card, "Approve")
    post = await house.ada.wait_for_message(
        house.news, lambda message: "Comments from the site (3)" in message.text
    )
    archive = await (await house.ben.press(post, "Comments from the site (3)")).wait_for()
    assert HELD in archive.text.replace("\\", "")
    assert await house.shown(post) == []
