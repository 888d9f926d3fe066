"""/article post: a document is read, shown, and posted when its reading was looked at."""

from datetime import UTC, datetime

import pytest

from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.messages import Message
from tests.e2e.house import ARTICLE, HELD, House, shared_file
from tests.e2e.newsdesk import (
    ARTICLE_ONLY,
    AS_ARCHIVE,
    MARKED,
    TITLE,
    UNMARKED,
    WITH_COMMENTS,
    comments_below,
    field,
    open_post,
    posts_of,
    preview,
    refusal,
    titled,
)
from tests.sources.pages.test_reader import ARTICLE as ARTICLE_PAGE
from tests.sources.pages.test_reader import JSON, page
from tests.sources.web.server import web_server

UNSURE = titled(
    "Harbour closed",
    "The harbour is closed until further notice, the office said on Monday.",
    "It was closed before, in spring.",
    "Jan",
    "My boat is in there.",
)
"""A document that may have a comment at its end."""

SAMPLE = shared_file("samples/000_b8c22749c92852f8.txt")


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


async def test_a_preview_shows_how_the_document_was_read_and_posts_nothing(house: House) -> None:
    shown = await preview(house, MARKED)
    assert shown.ephemeral
    assert "Nothing is posted yet" in shown.content
    for read in (TITLE, "Harbour Gazette", "2 paragraphs", "3 comments", "marked", "Tom"):
        assert read in shown.content.replace("\\", ""), read
    assert labels(shown) == [ARTICLE_ONLY, WITH_COMMENTS, AS_ARCHIVE, "Cancel"]
    assert await posts_of(house, TITLE) == []


async def test_an_inferred_reading_says_how_sure_it_is_and_what_to_check(house: House) -> None:
    shown = await preview(house, UNMARKED)
    said = shown.content.replace("\\", "")
    assert "inferred" in said
    assert "% sure" in said
    assert "Tom Pelham" in said
    assert "2 comments" in said
    unsure = await preview(house, UNSURE)
    said = unsure.content.replace("\\", "")
    assert "I am only" in said
    assert "A line `--- comments ---`" in said
    assert "please check" in said
    certain = await preview(house, MARKED)
    assert "I am only" not in certain.content


async def test_the_shared_sample_is_read_posted_and_its_comments_judged(house: House) -> None:
    if SAMPLE is None:
        pytest.skip("the shared sample is not there; set GREENROOM_SHARED to its folder")
    shown = await preview(house, SAMPLE.read_text(encoding="utf-8"))
    said = shown.content.replace("\\", "")
    for read in ("ZeroHedge", "10 paragraphs", "1 caption", "4 comments", "inferred"):
        assert read in said, read
    for author in ("Concrete Mike", "Saddam Hussein", "Real Anti-Racist Action", "no name"):
        assert author in said, author
    await house.olivia.press(shown, "Post the article and its 4 comments")
    post = await open_post(house, "Turkey Threatens")
    card = await house.card(lambda message: "A comment waits" in message.text)
    assert "squatters" in card.text
    published = ("Concrete Mike", "Saddam Hussein", "Real Anti-Racist Action")
    await comments_below(house, post, *published)
    assert tuple(one.author.name for one in await house.shown(post)) == published
    everything = [text for one in await house.ada.seen() for text in one.texts]
    assert not any("evicted" in text for text in everything)


async def test_imported_comments_are_judged_one_by_one_and_marked_as_imported(
    house: House,
) -> None:
    shown = await preview(house, MARKED)
    response = await house.olivia.press(shown, WITH_COMMENTS)
    done = await response.wait_for(lambda message: "3 comments were judged" in message.content)
    assert not done.buttons
    post = await open_post(house, TITLE)
    card = await house.card(lambda message: "A comment waits" in message.text)
    assert "Anna" in card.text
    assert "with the article" in card.text
    comments = await comments_below(house, post, "Tom", "Anonymous")
    for comment in comments.values():
        assert comment.content.endswith("-# published with the article")
    assert [one.author.name for one in await house.shown(post)] == ["Tom", "Anonymous"]
    await house.olivia.press(card, "Approve")
    approved = await house.ada.wait_for_message(
        await house.thread(post), lambda message: HELD in message.content
    )
    assert approved.author.name == "Anna"
    assert "published with the article" in approved.content


async def test_the_article_alone_leaves_its_comments_out(house: House) -> None:
    post = await house.post(MARKED, button=ARTICLE_ONLY)
    await house.quiet()
    assert await house.shown(post) == []
    assert await house.olivia.messages(house.desk) == []
    assert field(post, "Comments") == "0"


async def test_a_dropped_preview_posts_nothing_and_cannot_be_posted_later(house: House) -> None:
    shown = await preview(house)
    response = await house.olivia.press(shown, "Cancel")
    dropped = await response.wait_for(lambda message: message.content == "Not posted.")
    assert not dropped.buttons
    assert await posts_of(house, TITLE) == []


async def test_text_can_be_pasted_into_a_form(house: House) -> None:
    form = await house.olivia.slash("article post", house.desk)
    assert form.modal is not None
    pasted = "It runs again, the port said.\n\n--- comments ---\n\nTom:\nGood news."
    response = await house.olivia.submit(form.modal, {"title": TITLE, "text": pasted})
    shown = await response.wait_for(lambda message: bool(message.buttons))
    with_it = ["Post the article and its 1 comment", "Keep the comment as an archive"]
    assert labels(shown) == [ARTICLE_ONLY, *with_it, "Cancel"]
    response = await house.olivia.press(shown, "Post the article and its 1 comment")
    await response.wait_for(lambda message: "Its comment was judged" in message.content)
    post = await open_post(house, TITLE)
    assert "Good news." in (await comments_below(house, post, "Tom"))["Tom"].content


async def test_the_post_shows_everything_a_reader_wants_to_know(house: House) -> None:
    document = (
        "Title: Night ferries return\nBy Jo Ferris\nPublished: 2026-03-01\n"
        "Source: Harbour Gazette\nURL: https://gazette.example/ferries\n"
        "Picture: https://gazette.example/ferry.jpg\n\n"
        "The *night* ferries will run again, [the port](https://evil.example) said.\n\n"
        + "\n\n".join(["They were stopped in autumn after two engines failed. " * 40] * 3)
    )
    await house.olivia.press(await preview(house, document), "Post")
    post = await open_post(house, "Night ferries return")
    (embed,) = post.embeds
    assert embed["title"] == "Night ferries return"
    assert embed["url"] == "https://gazette.example/ferries"
    assert "\\*night\\*" in str(embed["description"])
    assert "](http" not in str(embed["description"])
    image = embed["image"]
    assert isinstance(image, dict)
    assert image["url"] == "https://gazette.example/ferry.jpg"
    noon = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())
    assert field(post, "Published") == f"<t:{noon}:D>"
    source = field(post, "Source") or ""
    assert "Jo Ferris" in source
    assert "Harbour Gazette" in source
    assert field(post, "Reading time") == "5 min"
    assert field(post, "Comments") == "0"
    assert labels(post) == ["Comment", "Read article", "My comments"]
    thread = await house.thread(post)
    assert thread.name == "Night ferries return"
    assert not thread.locked
    assert await house.ada.notifications() == []


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
async def test_a_file_that_is_no_article_is_refused_with_what_to_do(house: House) -> None:
    for content, said in (
        ("Fährverkehr\n\nDie Fähre fährt.".encode("latin-1"), "not plain text in UTF-8"),
        (b"\xff\xfe" + "Title\n\nText".encode("utf-16-le"), "not plain text in UTF-8"),
        (b"x" * 1_000_001, "has 1,000,001 bytes; a document may have 1,000,000"),
        (b"", "empty"),
        (b" \n\n \n", "empty"),
        (b"Only a title", "no article below it"),
        (b"--- comments ---\n\nTom:\nHello.", "write title and article above it"),
        (b"Title\n\n\x00\x01\x02\x03binary", "text"),
    ):
        assert said in await refusal(house, content)
    assert await house.owner.messages(house.news) == []


async def test_an_article_can_go_to_a_channel_that_was_not_made_ready_and_the_preview_warns(
    house: House,
) -> None:
    sport = await house.guild.create_channel("sport")
    shown = await preview(house, titled("Ferry cup"), channel=sport)
    assert "has not been made ready" in shown.content
    await house.olivia.press(shown, "Post")
    post = await open_post(house, "Ferry cup", sport)
    assert post.channel_id == sport.id


async def test_no_article_goes_into_the_moderators_channel(house: House) -> None:
    said = await refusal(house, ARTICLE.encode(), channel=house.desk)
    assert "moderators' channel" in said


async def test_a_channel_where_the_bot_may_not_post_is_refused_with_what_it_lacks(
    house: House,
) -> None:
    quiet = await house.guild.create_channel(
        "quiet",
        overwrites=[Overwrite(house.app, deny=["SEND_MESSAGES", "CREATE_PUBLIC_THREADS"])],
    )
    said = await refusal(house, ARTICLE.encode(), channel=quiet)
    assert "Send Messages" in said
    assert "Create Public Threads" in said
    assert quiet.mention in said


async def test_an_article_is_posted_from_the_address_of_its_page(bare_house: House) -> None:
    await bare_house.start(FETCH_PRIVATE_ADDRESSES="yes")
    await bare_house.set_up()
    async with web_server() as web:
        body = page(ARTICLE_PAGE + JSON).decode().replace("https://gazette.example/f.jpg", "")
        address = web.put("/ferries", body, Content_Type="text/html; charset=utf-8")
        response = await bare_house.olivia.slash("article post", bare_house.desk, address=address)
        shown = await response.wait_for(lambda message: bool(message.buttons))
    said = shown.content.replace("\\", "")
    for read in ("Ferries return", "3 paragraphs", "2 comments", "Tom Pelham"):
        assert read in said, read
    await bare_house.olivia.press(shown, "Post the article and its 2 comments")
    post = await open_post(bare_house, "Ferries return")
    below = await comments_below(bare_house, post, "Tom Pelham", "Anna")
    assert "About time!" in below["Anna"].content
