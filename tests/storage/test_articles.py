from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.article import (
    ArticleDocument,
    Caption,
    CommentBorder,
    LineRole,
    ReaderComment,
    Reading,
    ReadingNote,
    SourceLine,
    Subheading,
)
from bot.domain.errors import Conflict
from bot.domain.posted import Article, ArticleState
from bot.storage.store import SqlStore
from tests.builders import CHANNEL, GUILD, START, document


async def add(
    store: SqlStore, read: ArticleDocument, *, channel_id: int = CHANNEL
) -> tuple[Article, bool]:
    async with store.write() as tx:
        draft = await tx.articles.add_draft(
            guild_id=GUILD, channel_id=channel_id, author_id=90, document=read, at=START
        )
        return await tx.articles.add(draft, created_by=90, at=START)


async def test_a_document_is_read_back_with_everything_in_it(store: SqlStore) -> None:
    whole = ArticleDocument(
        title="Title",
        paragraphs=("One.", "Two."),
        attribution="Gazette",
        attribution_line="From the Gazette",
        author="A. Writer",
        published_at=datetime(2026, 2, 28, 12, tzinfo=UTC),
        subheadings=(Subheading("Then", 0, 4),),
        captions=(Caption("A picture.", 0, 5),),
        picture_url="https://example.org/p.png",
        url="https://example.org/a",
        comments=(ReaderComment(None, "Hm.", 9), ReaderComment("Ada", "No.", 10)),
        reading=Reading(
            0.8,
            CommentBorder.INFERRED,
            9,
            (ReadingNote("From a blank line.", 0.8, (8, 9)),),
            (SourceLine(2, "From the Gazette", LineRole.ATTRIBUTION),),
        ),
    )
    article, is_new = await add(store, whole)
    async with store.read() as tx:
        found = await tx.articles.get(article.id)
    assert is_new
    assert found is not None
    assert found.document == whole
    assert found.document.captions[0].line == 5


async def test_the_same_article_is_stored_once_for_each_channel(store: SqlStore) -> None:
    first, _ = await add(store, document("A  Title"))
    again, is_new = await add(store, document("a title"))
    elsewhere, is_new_elsewhere = await add(store, document("A title"), channel_id=CHANNEL + 5)
    assert (again.id, is_new) == (first.id, False)
    assert is_new_elsewhere
    assert elsewhere.id != first.id


async def test_two_who_change_an_article_at_once_are_told(store: SqlStore) -> None:
    article, _ = await add(store, document())
    async with store.write() as tx:
        await tx.articles.update(replace(article, state=ArticleState.OPEN))
    with pytest.raises(Conflict):
        async with store.write() as tx:
            await tx.articles.update(replace(article, state=ArticleState.CLOSED))


async def test_articles_are_found_by_post_thread_title_and_number(store: SqlStore) -> None:
    ferry, _ = await add(store, document("Ferry 100% on time"))
    await add(store, document("Bridge closes"))
    async with store.write() as tx:
        ferry = await tx.articles.update(replace(ferry, message_id=11, thread_id=12))
    async with store.read() as tx:
        assert await tx.articles.by_message(11) == ferry
        assert await tx.articles.by_thread(12) == ferry
        assert await tx.articles.by_thread(11) is None
        for search in ("FERRY", "100%", str(ferry.id)):
            assert [a.id for a in await tx.articles.page(GUILD, search=search)] == [ferry.id]
        assert await tx.articles.count(GUILD, search="%") == 1
        assert await tx.articles.count(GUILD) == 2
        newest = await tx.articles.page(GUILD, limit=1)
    assert newest[0].document.title == "Bridge closes"


async def test_the_quietest_thread_is_found_first(store: SqlStore) -> None:
    ids = []
    for index in range(3):
        article, _ = await add(store, document(f"Article {index}"))
        async with store.write() as tx:
            await tx.articles.update(
                replace(
                    article,
                    thread_id=100 + index,
                    last_activity_at=START - timedelta(hours=index),
                )
            )
        ids.append(article.id)
    async with store.write() as tx:
        await tx.articles.touched(ids[2], START + timedelta(hours=1))
    async with store.read() as tx:
        quiet = await tx.articles.quietest(GUILD, among=[100, 101, 102, 999], besides=ids[0])
        some = await tx.articles.quietest(GUILD, among=[102], besides=ids[0])
    assert [article.id for article in quiet] == [ids[1], ids[2]]
    assert [article.id for article in some] == [ids[2]]
