from dataclasses import replace

import pytest

from bot.domain.comment import CommentState
from bot.domain.errors import NotAllowed, NotFound, NotSetUp, Refused
from bot.domain.guild import GuildSettings
from bot.domain.posted import ArticleState
from bot.storage.store import SqlStore
from tests.builders import CHANNEL, GUILD, START, document
from tests.workflow.house import ADA, OLIVIA, House


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    return House(sqlite_store)


async def choose_desk(house: House) -> None:
    async with house.store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=95, at=START)


async def test_nothing_is_posted_before_a_moderators_channel_was_chosen(house: House) -> None:
    with pytest.raises(NotSetUp):
        await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)
    await choose_desk(house)
    await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)


async def test_a_server_that_lost_its_desk_after_the_preview_posts_nothing(house: House) -> None:
    await choose_desk(house)
    draft = await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)
    async with house.store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD), by=95, at=START)
    with pytest.raises(NotSetUp):
        await house.articles.post(draft.id, OLIVIA, with_comments=False)
    assert await house.articles.get_draft(draft.id, OLIVIA) == draft


async def test_only_moderators_post_close_edit_and_list(house: House) -> None:
    article_id = await house.open_article()
    draft = await house.articles.draft(document("Other"), channel_id=CHANNEL, actor=OLIVIA)
    with pytest.raises(NotAllowed):
        await house.articles.draft(document(), channel_id=CHANNEL, actor=ADA)
    with pytest.raises(NotAllowed):
        await house.articles.post(draft.id, ADA, with_comments=False)
    with pytest.raises(NotAllowed):
        await house.closing.close(article_id, ADA)
    with pytest.raises(NotAllowed):
        await house.articles.edit(article_id, ADA, title="T", lead="", attribution="")
    with pytest.raises(NotAllowed):
        await house.articles.page(ADA)


async def test_the_same_article_is_posted_once_in_a_channel(house: House) -> None:
    await choose_desk(house)
    first = await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)
    second = await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)
    posting = await house.articles.post(first.id, OLIVIA, with_comments=False)
    again = await house.articles.post(second.id, OLIVIA, with_comments=True)
    assert posting.is_new
    assert not again.is_new
    assert again.article.id == posting.article.id


async def test_a_documents_comments_are_judged_like_any_other_and_marked(house: House) -> None:
    await choose_desk(house)
    read = document("Title", ("Ada", "Fine."), (None, "[hold] this"), ("Ben", "Fine too."))
    draft = await house.articles.draft(read, channel_id=CHANNEL, actor=OLIVIA)
    posting = await house.articles.post(draft.id, OLIVIA, with_comments=True)
    assert posting.imported == 3
    states = [(await house.comment(number)).state for number in (1, 2, 3)]
    assert states == [CommentState.PUBLISHED, CommentState.HELD, CommentState.PUBLISHED]
    second = await house.comment(2)
    assert second.is_imported
    assert second.shown_name == "Anonymous reader"
    assert (await house.comment(1)).shown_name == "Ada"


async def test_a_documents_comments_can_be_left_out(house: House) -> None:
    await choose_desk(house)
    draft = await house.articles.draft(
        document("Title", ("Ada", "Fine.")), channel_id=CHANNEL, actor=OLIVIA
    )
    posting = await house.articles.post(draft.id, OLIVIA, with_comments=False)
    assert posting.imported == 0
    async with house.store.read() as tx:
        assert await tx.comments.get(1) is None


async def test_closing_twice_and_closing_what_is_being_posted_are_refused(house: House) -> None:
    article_id = await house.open_article()
    assert (await house.closing.close(article_id, OLIVIA)).state is ArticleState.CLOSED
    with pytest.raises(Refused, match="closed already"):
        await house.closing.close(article_id, OLIVIA)
    draft = await house.articles.draft(document("Other"), channel_id=CHANNEL, actor=OLIVIA)
    posting = await house.articles.post(draft.id, OLIVIA, with_comments=False)
    with pytest.raises(Refused, match="still being posted"):
        await house.closing.close(posting.article.id, OLIVIA)


async def test_a_correction_changes_title_lead_and_source_and_nothing_else(house: House) -> None:
    article_id = await house.open_article()
    edited = await house.articles.edit(
        article_id, OLIVIA, title="Better", lead="New lead.", attribution=""
    )
    assert edited.document == replace(
        document(),
        title="Better",
        paragraphs=("New lead.", document().paragraphs[1]),
        attribution=None,
    )


async def test_an_article_is_read_by_those_who_see_its_channel(house: House) -> None:
    article_id = await house.open_article()
    assert await house.articles.read(article_id, ADA) == document()
    with pytest.raises(NotFound):
        await house.articles.read(article_id, replace(ADA, views_channel=False))
    with pytest.raises(NotFound):
        await house.articles.read(article_id, replace(ADA, guild_id=GUILD + 1))


async def test_a_dropped_preview_is_gone(house: House) -> None:
    await choose_desk(house)
    draft = await house.articles.draft(document(), channel_id=CHANNEL, actor=OLIVIA)
    await house.articles.drop(draft.id, OLIVIA)
    with pytest.raises(NotFound):
        await house.articles.post(draft.id, OLIVIA, with_comments=False)


async def test_a_preview_that_nobody_came_back_to_is_forgotten_after_a_week(house: House) -> None:
    await choose_desk(house)
    old = await house.articles.draft(document("Old"), channel_id=CHANNEL, actor=OLIVIA)
    house.clock.move(days=5)
    young = await house.articles.draft(document("Young"), channel_id=CHANNEL, actor=OLIVIA)
    house.clock.move(days=3)
    await house.articles.draft(document("New"), channel_id=CHANNEL, actor=OLIVIA)
    assert await house.articles.get_draft(young.id, OLIVIA) == young
    with pytest.raises(NotFound):
        await house.articles.get_draft(old.id, OLIVIA)
