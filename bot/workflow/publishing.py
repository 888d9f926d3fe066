"""Comments on the stage: published exactly once, drawn anew, taken down."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.comment import Comment, CommentState
from bot.domain.errors import Conflict, OutcomeUnknown, StageBusy, StageGone, StageUnavailable
from bot.domain.job import Job
from bot.domain.posted import Article
from bot.workflow import lifecycle
from bot.workflow.changes import keep
from bot.workflow.dispatcher import Postponed
from bot.workflow.judging import Bench, context_of
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.room import Room
from bot.workflow.stage import CommentPost, CommentStage, StagePost, Topic
from bot.workflow.telling import Teller

UNTIL_POSTED = 3600.0
"""Seconds that a comment waits for its article's post, unless that is there before."""

CLOCK_SKEW = timedelta(seconds=60)
"""How far Discord's clock and ours may differ when a post is looked for by its time."""


class Publishing:
    """Does the jobs that change comments on the stage."""

    def __init__(
        self,
        store: Store,
        stage: CommentStage,
        room: Room,
        bench: Bench,
        teller: Teller,
        clock: Clock,
    ) -> None:
        self._store = store
        self._stage = stage
        self._room = room
        self._teller = teller
        self._bench = bench
        self._clock = clock

    async def publish(self, job: Job, tried: bool) -> None:
        """Post a comment. After an attempt of unknown outcome the stage is looked at first, also
        when the comment was taken back meanwhile: then what is found is taken down."""
        async with self._store.read() as tx:
            post = await _post_of(tx, job.target_id)
            # Those that came with the article all waited for its thread, and it may have opened
            # after this one was chosen because the one before it still waited.
            is_overtaking = (
                post is not None
                and post.comment.is_imported
                and await tx.jobs.is_overtaking(job, now=self._clock())
            )
        if is_overtaking:
            raise Postponed(0)
        if post is None or post.comment.message_id is not None:
            return
        is_wanted = post.comment.state is CommentState.PUBLISHED
        if not post.article.is_posted:
            if is_wanted:
                raise Postponed(UNTIL_POSTED)  # Asked for again when the article's thread is open.
            return
        stands = await self._found(post) if tried else None
        if stands is None and not is_wanted:
            return
        if stands is None:
            try:
                stands = await self._room.for_thread_of(
                    post.article, lambda: self._stage.publish(post)
                )
            except (StageBusy, OutcomeUnknown):
                raise
            except StageUnavailable as refused:
                await self._tell_why(post.article, refused)
                raise
        await self._keep_post(post, stands)

    async def revise(self, job: Job, _tried: bool) -> None:
        """Draw a comment's post anew as it shall be shown now."""
        async with self._store.read() as tx:
            post = await _post_of(tx, job.target_id)
        if post is None or not post.comment.is_on_stage:
            return
        try:
            await self._room.for_thread_of(post.article, lambda: self._stage.revise(post))
        except StageGone:
            # The post or its webhook is gone; the comment is published, so it is posted again.
            # First noted, then deleted: a post that vanishes while it is noted as standing would
            # look as if a moderator had deleted it.
            await self._change_after_retraction(post.comment.id)
            await self._stage.retract(post.comment, post.article)

    async def repost(self, job: Job, _tried: bool) -> None:
        """Take a published comment's post down, so that it is posted anew. While this job is
        there, the post's going is our own doing."""
        async with self._store.read() as tx:
            comment = await tx.comments.get(job.target_id)
            article = await tx.articles.get(comment.article_id) if comment is not None else None
        if comment is None or article is None or not comment.is_on_stage:
            return
        await self._room.for_thread_of(article, lambda: self._stage.retract(comment, article))
        await self._change_after_retraction(comment.id)

    async def retract(self, job: Job, _tried: bool) -> None:
        """Delete the post of a comment that may no longer be seen."""
        async with self._store.read() as tx:
            comment = await tx.comments.get(job.target_id)
            article = await tx.articles.get(comment.article_id) if comment is not None else None
        if comment is None or article is None or comment.message_id is None:
            return
        if comment.state is CommentState.PUBLISHED:
            return
        await self._room.for_thread_of(article, lambda: self._stage.retract(comment, article))
        await self._change_after_retraction(comment.id)

    async def take_in(self, job: Job, _tried: bool) -> None:
        """Delete a typed message whose text is stored, note how long it stood, and judge it."""
        async with self._store.read() as tx:
            comment = await tx.comments.get(job.target_id)
            article = await tx.articles.get(comment.article_id) if comment is not None else None
        if comment is None or article is None or comment.state is not CommentState.RECEIVED:
            return
        try:
            await self._stage.delete_typed(article, int(comment.source_id))
        except StageUnavailable as refused:
            await self._teller.tell_once(article.guild_id, Topic.CANNOT_DELETE, str(refused))
            raise
        async with self._store.write() as tx:
            exposed = self._clock() - comment.created_at
            milliseconds = max(0, round(exposed.total_seconds() * 1000))
            await tx.comments.set_exposed(comment.id, milliseconds)
            context = await context_of(tx, article, comment.parent_id)
            revision = await tx.comments.revision(comment.id, comment.latest_number)
        if revision is None:
            raise LookupError(f"comment {comment.id} has no text")
        try:
            await self._bench.decide(comment, revision.number, context, revision.text)
        except Conflict:
            # Withdrawn in this very moment: there is nothing left to decide.
            return

    async def _found(self, post: CommentPost) -> StagePost | None:
        since = (post.comment.decided_at or post.comment.created_at) - CLOCK_SKEW
        posts = await self._stage.find_posts(post.article, since=since)
        return posts.get(post.comment.id)

    async def _keep_post(self, post: CommentPost, stands: StagePost) -> None:
        now = self._clock()
        async with self._store.write() as tx:
            # As it is now: it may have been withdrawn or edited while the post was under way.
            comment = await tx.comments.get(post.comment.id)
            if comment is None:
                raise LookupError(f"comment {post.comment.id} is not stored")
            change = lifecycle.posted(
                comment,
                message_id=stands.message_id,
                webhook_id=stands.webhook_id,
                number=post.number,
                now=now,
            )
            await keep(tx, change, now=now)
            await tx.articles.touched(comment.article_id, now)
            await tx.guilds.tell_again(comment.guild_id, Topic.STAGE_UNAVAILABLE.value)

    async def _change_after_retraction(self, comment_id: int) -> None:
        now = self._clock()
        async with self._store.write() as tx:
            comment = await tx.comments.get(comment_id)
            if comment is not None:
                await keep(tx, lifecycle.retracted(comment, now=now), now=now)

    async def _tell_why(self, article: Article, refused: StageUnavailable) -> None:
        detail = f"{article.document.title} (article {article.id}): {refused}"
        await self._teller.tell_once(article.guild_id, Topic.STAGE_UNAVAILABLE, detail)


async def _post_of(tx: Transaction, comment_id: int) -> CommentPost | None:
    comment = await tx.comments.get(comment_id)
    if comment is None or comment.shown_number is None:
        return None
    article = await tx.articles.get(comment.article_id)
    shown = await tx.comments.revision(comment.id, comment.shown_number)
    if article is None or shown is None:
        raise LookupError(f"comment {comment_id} has lost its article or its text")
    parent: Comment | None = None
    parent_text = ""
    if comment.parent_id is not None:
        parent = await tx.comments.get(comment.parent_id)
        if parent is not None and parent.is_on_stage and parent.shown_number is not None:
            quoted = await tx.comments.revision(parent.id, parent.shown_number)
            parent_text = quoted.text if quoted is not None else ""
    return CommentPost(comment, shown.text, shown.number, article, parent, parent_text)
