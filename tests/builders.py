"""Values for tests, with every field that does not matter filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.actor import Actor
from bot.domain.article import ArticleDocument, ReaderComment
from bot.domain.comment import Author, Comment, CommentState, ReplyHandle, Source, Submission
from bot.domain.verdict import Category, Decision, Finding, Span, Verdict

GUILD = 1 << 40
CHANNEL = GUILD + 1
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class HandClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move by an amount that `timedelta` takes."""
        self.now += timedelta(**by)


def document(
    title: str = "Harbour bridge closes for repairs", *comments: tuple[str | None, str]
) -> ArticleDocument:
    """A short article; ``comments`` are pairs of author and text."""
    return ArticleDocument(
        title=title,
        paragraphs=("The bridge closes on Monday.", "Ferries will run until midnight."),
        attribution="Harbour Gazette",
        comments=tuple(ReaderComment(author, text) for author, text in comments),
    )


def actor(user_id: int = 7, name: str = "Ada", **fields: object) -> Actor:
    """A member without powers."""
    return Actor(**{"id": user_id, "name": name, "guild_id": GUILD, **fields})  # type: ignore[arg-type]


def moderator(user_id: int = 90, name: str = "Olivia") -> Actor:
    """A member with Manage Messages."""
    return actor(user_id, name, manages_messages=True)


def manager(user_id: int = 95, name: str = "Max") -> Actor:
    """A member with Manage Server."""
    return actor(user_id, name, manages_messages=True, manages_guild=True)


def submission(
    text: str = "A ferry at midnight helps nobody.",
    *,
    article_id: int = 1,
    author: Author | None = None,
    source: Source = Source.FORM,
    source_id: str = "1001",
    at: datetime = START,
    parent_id: int | None = None,
    reply: ReplyHandle | None = None,
) -> Submission:
    """A text on its way in."""
    return Submission(
        guild_id=GUILD,
        article_id=article_id,
        author=author or Author(7, "Ada"),
        text=text,
        source=source,
        source_id=source_id,
        at=at,
        parent_id=parent_id,
        reply=reply,
    )


def comment(state: CommentState = CommentState.RECEIVED, **fields: object) -> Comment:
    """A stored comment, newly received unless told otherwise."""
    values: dict[str, object] = {
        "id": 1,
        "guild_id": GUILD,
        "article_id": 1,
        "channel_id": CHANNEL,
        "author": Author(7, "Ada"),
        "shown_name": "Ada",
        "source": Source.FORM,
        "source_id": "1001",
        "state": state,
        "version": 1,
        "created_at": START,
        "pending_number": 1 if state is CommentState.RECEIVED else None,
    }
    return Comment(**{**values, **fields})  # type: ignore[arg-type]


def held(**fields: object) -> Comment:
    """A comment that waits for a moderator."""
    return comment(CommentState.HELD, **{"pending_number": 1, "waiting_since": START, **fields})


def published(**fields: object) -> Comment:
    """A comment that stands on the stage."""
    return comment(
        CommentState.PUBLISHED,
        **{"shown_number": 1, "message_id": 555, "webhook_id": 44, "shown_at": START, **fields},
    )


def verdict(decision: Decision, explanation: str = "Because of a test.") -> Verdict:
    """A verdict with one finding, or with none if the text may be published."""
    if decision is Decision.PUBLISH:
        return Verdict.of((), "standard-1")
    finding = Finding(
        decision=decision,
        rule="incitement.call",
        category=Category.INCITEMENT,
        span=Span(0, 1),
        score=0.9,
        explanation=explanation,
    )
    return Verdict.of((finding,), "standard-1")
