from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.card import Report
from bot.domain.comment import Author, CommentState, HistoryEntry, ReplyHandle
from bot.domain.errors import Conflict
from bot.domain.verdict import Decision
from bot.storage.store import SqlStore
from bot.workflow.desk.wishes import Wish
from bot.workflow.tables import GuildFilter
from tests.builders import CHANNEL, GUILD, START, document, submission, verdict


@pytest.fixture
async def article_id(store: SqlStore) -> int:
    async with store.write() as tx:
        draft = await tx.articles.add_draft(
            guild_id=GUILD, channel_id=CHANNEL, author_id=90, document=document(), at=START
        )
        article, _ = await tx.articles.add(draft, created_by=90, at=START)
    return article.id


async def test_what_was_received_is_read_back_whole(store: SqlStore, article_id: int) -> None:
    reply = ReplyHandle(5, "secret", START + timedelta(minutes=15))
    sent = submission(article_id=article_id, author=Author(7, "Ada", "http://a/b.png"), reply=reply)
    async with store.write() as tx:
        received, is_new = await tx.comments.receive(sent, channel_id=CHANNEL)
    async with store.read() as tx:
        found = await tx.comments.get(received.id)
        revision = await tx.comments.revision(received.id, 1)
        history = await tx.comments.history(received.id)
        assert await tx.comments.reply(received.id, now=START) == reply
    assert is_new
    assert found == received
    assert found is not None
    assert found.author == sent.author
    assert found.state is CommentState.RECEIVED
    assert revision is not None
    assert (revision.text, revision.verdict) == (sent.text, None)
    assert [entry.event for entry in history] == ["received"]


async def test_the_same_source_is_stored_once(store: SqlStore, article_id: int) -> None:
    sent = submission(article_id=article_id)
    async with store.write() as tx:
        first, _ = await tx.comments.receive(sent, channel_id=CHANNEL)
    async with store.write() as tx:
        second, is_new = await tx.comments.receive(sent, channel_id=CHANNEL)
    assert not is_new
    assert second.id == first.id


async def test_the_same_text_by_the_same_author_is_found_for_a_while(
    store: SqlStore, article_id: int
) -> None:
    first = submission("Ferries  for ALL", article_id=article_id)
    again = submission("ferries for all ", article_id=article_id, source_id="1002")
    other = submission(
        "ferries for all", article_id=article_id, source_id="3", author=Author(8, "B")
    )
    async with store.write() as tx:
        stored, _ = await tx.comments.receive(first, channel_id=CHANNEL)
        twin = await tx.comments.twin(again, since=START - timedelta(minutes=15))
        assert twin is not None
        assert twin.id == stored.id
        assert await tx.comments.twin(again, since=START + timedelta(seconds=1)) is None
        assert await tx.comments.twin(other, since=START - timedelta(minutes=15)) is None


async def test_a_change_on_top_of_an_old_version_is_refused(
    store: SqlStore, article_id: int
) -> None:
    async with store.write() as tx:
        read, _ = await tx.comments.receive(submission(article_id=article_id), channel_id=CHANNEL)
        newer = await tx.comments.update(replace(read, state=CommentState.HELD))
        assert newer.version == read.version + 1
    with pytest.raises(Conflict):
        async with store.write() as tx:
            await tx.comments.update(replace(read, state=CommentState.PUBLISHED))
    async with store.read() as tx:
        kept = await tx.comments.get(read.id)
    assert kept is not None
    assert kept.state is CommentState.HELD


async def test_a_verdict_is_read_back_with_its_findings(store: SqlStore, article_id: int) -> None:
    given = verdict(Decision.HOLD)
    async with store.write() as tx:
        comment, _ = await tx.comments.receive(
            submission(article_id=article_id), channel_id=CHANNEL
        )
        await tx.comments.set_verdict(comment.id, 1, given, START)
        revision = await tx.comments.revision(comment.id, 1)
    assert revision is not None
    assert revision.verdict == given


async def test_the_queue_is_read_oldest_first_and_counted(store: SqlStore, article_id: int) -> None:
    ids = []
    async with store.write() as tx:
        for index in range(4):
            sent = submission(f"text {index}", article_id=article_id, source_id=str(index))
            comment, _ = await tx.comments.receive(sent, channel_id=CHANNEL)
            since = START + timedelta(minutes=10 - index)
            held = replace(comment, state=CommentState.HELD, waiting_since=since)
            await tx.comments.update(held)
            ids.append(comment.id)
        waiting = await tx.queue.page(GUILD, Wish(), now=START, limit=4)
        assert [line.comment_id for line in waiting] == ids[::-1]
        assert await tx.comments.count_waiting(GUILD) == 4
        assert await tx.comments.count_waiting(GUILD, before=START + timedelta(minutes=9)) == 2
        assert await tx.comments.count_waiting(GUILD + 1) == 0
        assert await tx.comments.count_waiting_by(article_id, 7) == 4


async def test_what_was_never_judged_is_found_by_the_process_of_its_shard(
    store: SqlStore, article_id: int
) -> None:
    async with store.write() as tx:
        comment, _ = await tx.comments.receive(
            submission(article_id=article_id), channel_id=CHANNEL
        )
    shard = (GUILD >> 22) % 3
    async with store.read() as tx:
        mine = await tx.comments.unjudged(GuildFilter(3, (shard,)))
        others = await tx.comments.unjudged(GuildFilter(3, ((shard + 1) % 3,)))
    assert [(found.id, number) for found, number in mine] == [(comment.id, 1)]
    assert others == []


async def test_a_token_is_deleted_when_it_has_expired(store: SqlStore, article_id: int) -> None:
    reply = ReplyHandle(5, "secret", START + timedelta(minutes=15))
    async with store.write() as tx:
        comment, _ = await tx.comments.receive(
            submission(article_id=article_id, reply=reply), channel_id=CHANNEL
        )
        assert await tx.comments.forget_replies(now=START + timedelta(minutes=14)) == 0
        assert await tx.comments.reply(comment.id, now=START + timedelta(minutes=16)) is None
        assert await tx.comments.forget_replies(now=START + timedelta(minutes=15)) == 1
        assert await tx.comments.reply(comment.id, now=START) is None


async def test_a_member_reports_a_comment_once(store: SqlStore, article_id: int) -> None:
    async with store.write() as tx:
        comment, _ = await tx.comments.receive(
            submission(article_id=article_id), channel_id=CHANNEL
        )
        first = Report(comment.id, 8, "Ben", "rude", START)
        assert await tx.comments.add_report(first)
        assert not await tx.comments.add_report(replace(first, reason="very rude"))
        assert await tx.comments.add_report(Report(comment.id, 9, "Cy", "", START))
        assert [report.reporter_name for report in await tx.comments.reports(comment.id)] == [
            "Ben",
            "Cy",
        ]


async def test_history_is_read_in_the_order_it_happened(store: SqlStore, article_id: int) -> None:
    async with store.write() as tx:
        comment, _ = await tx.comments.receive(
            submission(article_id=article_id), channel_id=CHANNEL
        )
        entry = HistoryEntry(
            comment.id, START, "held", CommentState.RECEIVED, CommentState.HELD, None
        )
        await tx.comments.add_history([entry, replace(entry, event="approved", actor_id=90)])
        events = [row.event for row in await tx.comments.history(comment.id)]
    assert events == ["received", "held", "approved"]
