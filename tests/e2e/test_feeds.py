"""/feed: a channel gets a feed's new articles, and moderators see what becomes of each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.job import Job, JobKind, Priority
from tests.e2e.house import House
from tests.e2e.newsdesk import open_post, posts_of
from tests.sources.web.server import Server, web_server


def rss(*titles: str) -> str:
    """A feed with these items, the newest first."""
    inside = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        f"<link>https://gazette.example/{title.split()[0]}</link>"
        f"<description>What {title} means for the island.</description></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>Harbour Gazette</title>{inside}</channel></rss>"


PAGE = "<head><link rel='alternate' type='application/rss+xml' href='/feed'></head>"


@pytest.fixture
async def web() -> AsyncIterator[Server]:
    async with web_server() as server:
        yield server


@pytest.fixture
async def newsroom(bare_house: House) -> House:
    """A server whose bot may fetch from this machine."""
    await bare_house.start(FETCH_PRIVATE_ADDRESSES="yes")
    await bare_house.set_up()
    return bare_house


async def test_a_site_s_feed_is_found_and_its_newest_item_posted(
    newsroom: House, web: Server
) -> None:
    web.put("/", PAGE)
    web.put("/feed", rss("Ferries return", "Bakery burns down"))
    answer = await newsroom.olivia.slash("feed add", newsroom.desk, address=web.url("/"))
    said = (await answer.wait_for()).content
    assert "Harbour Gazette" in said
    post = await open_post(newsroom, "Ferries return")
    assert "What Ferries return means for the island" in post.text
    assert await posts_of(newsroom, "Bakery burns down") == []
    listed = await newsroom.olivia.slash("feed list", newsroom.desk)
    assert f"<#{newsroom.news.id}>" in (await listed.wait_for()).text
    why = await newsroom.olivia.slash("feed why", newsroom.desk, item="Bakery")
    assert "only the newest 1 were posted" in (await why.wait_for()).text


async def test_what_is_there_is_tested_previewed_paused_and_removed(
    newsroom: House, web: Server
) -> None:
    url = web.put("/feed", rss("Ferries return", "Bakery burns down"))
    add = await newsroom.olivia.slash(
        "feed add", newsroom.desk, address=url, first=0, without_words="bakery"
    )
    assert "No item that is there now is posted" in (await add.wait_for()).content
    await asked_once(newsroom)
    web.put("/feed", rss("Harbour freezes", "Ferries return", "Bakery burns down"))
    expected = {
        "feed test": "It answers with 3 items",
        "feed preview": "🆕 Harbour freezes",
        "feed pause": "is paused",
        "feed resume": "is asked again",
        "feed remove": "is removed",
    }
    for command, said in expected.items():
        answer = await newsroom.olivia.slash(command, newsroom.desk, feed="1")
        assert said in (await answer.wait_for()).text, command
    listed = await newsroom.olivia.slash("feed list", newsroom.desk)
    assert "No feeds yet" in (await listed.wait_for()).text


async def asked_once(newsroom: House) -> None:
    """Until what was there when the feed was added has been seen."""
    async with asyncio.timeout(20):
        while True:
            answer = await newsroom.olivia.slash("feed preview", newsroom.desk, feed="1")
            if "It was seen before" in (await answer.wait_for()).text:
                return


async def test_what_is_no_feed_is_refused_with_what_to_do(newsroom: House, web: Server) -> None:
    page = web.put("/page", "<p>Hello")
    for address, said in ((page, "no feed"), ("ftp://a.example", "Write one such as")):
        answer = await newsroom.olivia.slash("feed add", newsroom.desk, address=address)
        assert said in (await answer.wait_for()).content


async def test_a_private_address_is_refused_unless_it_was_allowed(
    house: House, web: Server
) -> None:
    answer = await house.olivia.slash("feed add", house.desk, address=web.put("/feed", rss("One")))
    assert "private networks" in (await answer.wait_for()).content
    assert web.asked == []


async def test_only_moderators_see_and_change_feeds(newsroom: House, web: Server) -> None:
    url = web.put("/feed", rss("Ferries return"))
    await newsroom.olivia.slash("feed add", newsroom.desk, address=url)
    await open_post(newsroom, "Ferries return")
    place = newsroom.guild.general
    await newsroom.guild.allow_command(newsroom.app, None, {newsroom.guild.everyone: True})
    asked = len(web.asked)
    for response in (
        await newsroom.ada.slash("feed add", place, address=url, channel=newsroom.news),
        await newsroom.ada.slash("feed list", place),
        await newsroom.ada.slash("feed pause", place, feed="1"),
        await newsroom.ada.slash("feed resume", place, feed="1"),
        await newsroom.ada.slash("feed remove", place, feed="1"),
        await newsroom.ada.slash("feed test", place, feed="1"),
        await newsroom.ada.slash("feed preview", place, feed="1"),
        await newsroom.ada.slash("feed why", place, item="Ferries"),
    ):
        assert "Only moderators" in (await response.wait_for()).content
    choices = await newsroom.ada.autocomplete("feed pause", place, focused="feed", value="")
    assert choices == []
    assert len(web.asked) == asked


async def test_a_feeds_posts_look_as_chosen_and_ping_only_whom_a_manager_chose(
    newsroom: House, web: Server
) -> None:
    url = web.put("/feed", rss("Ferries return"))
    added = await newsroom.olivia.slash("feed add", newsroom.desk, address=url, first=0)
    await added.wait_for()
    await asked_once(newsroom)
    sailors = await newsroom.guild.create_role("Sailors", mentionable=True)
    everyone = newsroom.guild.everyone
    nobody = await newsroom.owner.slash("feed look", newsroom.desk, feed="1", mention=everyone)
    assert "would reach nobody" in (await nobody.wait_for()).content
    await newsroom.ada.add_role(sailors)
    wrong = await newsroom.olivia.slash("feed look", newsroom.desk, feed="1", title="{titel}")
    assert "There is no “titel”" in (await wrong.wait_for()).content
    refused = await newsroom.olivia.slash("feed look", newsroom.desk, feed="1", mention=sailors)
    assert "Manage Server" in (await refused.wait_for()).content
    chosen = await newsroom.owner.slash(
        "feed look",
        newsroom.desk,
        feed="1",
        title="⛴ {title}",
        lead="{source}: {lead}",
        mention=sailors,
    )
    assert "Sailors" not in (await chosen.wait_for()).content
    web.put("/feed", rss("Harbour freezes @everyone", "Ferries return"))
    resumed = await newsroom.olivia.slash("feed pause", newsroom.desk, feed="1")
    await resumed.wait_for()
    await (await newsroom.olivia.slash("feed resume", newsroom.desk, feed="1")).wait_for()
    post = await open_post(newsroom, "⛴ Harbour freezes")
    assert "Harbour Gazette: What Harbour freezes" in post.text.replace("\\", "")
    assert post.mention_roles == (sailors.id,)
    assert not post.mention_everyone


async def test_a_digest_names_what_was_discussed(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, "The old ferries were better.")
    answer = await house.owner.slash("setup digest", house.desk, channel=house.guild.general)
    assert "once a day from 8:00 (UTC)" in (await answer.wait_for()).content
    guild_id = house.guild.id
    async with house.bot.store.write() as tx:
        await tx.jobs.add(
            Job(
                guild_id,
                f"digest:{guild_id}",
                JobKind.DIGEST,
                guild_id,
                Priority.COUNTS,
                house.bot.services.clock(),
            )
        )
    said = await house.ben.wait_for_message(
        house.guild.general, lambda message: "Most discussed" in message.text
    )
    assert "Night ferries to the island return" in said.text
    assert "1 comment" in said.text


async def test_articles_close_as_a_manager_chose(house: House) -> None:
    await house.post()
    answer = await house.owner.slash(
        "setup closing", house.desk, channel=house.news, days=7, comments=500
    )
    said = (await answer.wait_for()).content
    assert "close 7 days after they were posted, or with 500 comments" in said
    shown = await (await house.owner.slash("setup show", house.desk)).wait_for()
    assert "7 days after they were posted" in shown.text
