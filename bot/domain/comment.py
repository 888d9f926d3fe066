"""A reader's comment: where it came from, what it says, and how far it has got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.verdict import Verdict


class CommentState(StrEnum):
    """How far a comment has got. Every change is a row of history."""

    RECEIVED = "received"
    """Stored, not yet judged; nobody but its author knows of it."""
    HELD = "held"
    """Waits for a moderator; shown to nobody."""
    PUBLISHED = "published"
    """Cleared for the stage; on it as soon as ``message_id`` is set."""
    REJECTED = "rejected"
    """Never shown, by the policy or by a moderator."""
    WITHDRAWN = "withdrawn"
    """Taken back by its author."""
    REMOVED = "removed"
    """Taken down by a moderator after it was shown."""


class Source(StrEnum):
    """The way a text came to us."""

    FORM = "form"
    """Typed into the form: nobody could see it before it was judged."""
    TYPED = "typed"
    """Typed as a message: everybody saw it until it was deleted."""
    FREE = "free"
    """Typed in free mode: the message itself is the comment, and stands unless it must wait."""
    BLOCKED = "blocked"
    """Typed in free mode and refused by AutoMod before anybody saw it."""
    IMPORT = "import"
    """Read from an article's document."""
    ARCHIVE = "archive"
    """The same, judged too, but not posted: shown to whoever asks for what the site's readers
    said."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment, as their client showed them when they wrote it."""

    id: int | None
    """Discord's user id; none for a comment that was imported with its article."""
    name: str
    """Display name: of the server, else global, else the user name."""
    avatar_url: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyHandle:
    """The right to answer one interaction in private, for 15 minutes. The token is a secret."""

    application_id: int
    token: str
    expires_at: datetime
    locale: str = ""
    """Discord's code for the language of the person's client; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A text on its way in, before anything has been decided about it."""

    guild_id: int
    article_id: int
    author: Author
    text: str
    source: Source
    source_id: str
    """Unique within ``source``: the interaction's, the message's or the document's own id."""
    at: datetime
    parent_id: int | None = None
    """The comment that this one answers."""
    reply: ReplyHandle | None = None

    @property
    def message_id(self) -> int | None:
        """The author's own message, where that is the comment's post; none in every other way."""
        return int(self.source_id) if self.source is Source.FREE else None


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of a comment. The first is number 1; an edit adds the next."""

    comment_id: int
    number: int
    text: str
    created_at: datetime
    verdict: Verdict | None = None
    """None until it has been judged."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands. Texts are kept apart, as revisions."""

    id: int
    guild_id: int
    article_id: int
    channel_id: int
    """The article's parent channel."""
    author: Author
    shown_name: str
    """The name above the published comment; may differ from the author's own."""
    source: Source
    source_id: str
    """Unique within ``source``; of a typed text it is the message's id."""
    state: CommentState
    version: int
    """Grows with every change; a change is stored only on top of the version it was made from."""
    created_at: datetime
    parent_id: int | None = None
    latest_number: int = 1
    """Number of the newest revision."""
    shown_number: int | None = None
    """The revision that is, or is about to be, on the stage."""
    pending_number: int | None = None
    """The revision that waits to be judged or for a moderator."""
    waiting_since: datetime | None = None
    """Since when a moderator is waited for; none when nobody is."""
    message_id: int | None = None
    """Discord's id of the post; none while it is not on the stage."""
    webhook_id: int | None = None
    """The webhook that posted it; none when the bot itself did."""
    decided_at: datetime | None = None
    decided_by: int | None = None
    """The moderator who decided last; none when the policy did."""
    reason: str = ""
    """Why it was rejected or removed, as its author may read it."""
    shown_at: datetime | None = None
    exposed_ms: int = 0
    """How long the text could be read before it was judged; 0 where nobody could."""
    blanked_at: datetime | None = None
    """When its texts were deleted; none while they are kept."""

    @property
    def is_imported(self) -> bool:
        """Whether it came with the article's document rather than from a member."""
        return self.source in {Source.IMPORT, Source.ARCHIVE}

    @property
    def stands_as_typed(self) -> bool:
        """Whether its post is its author's own message, which only they can change."""
        return self.source is Source.FREE and self.source_id == str(self.message_id)

    @property
    def is_on_stage(self) -> bool:
        """Whether readers see it at this moment."""
        return self.state is CommentState.PUBLISHED and self.message_id is not None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to a comment."""

    comment_id: int
    at: datetime
    event: str
    """received, judged, approved, rejected, published, shown, edited, withdrawn, removed, ..."""
    from_state: CommentState | None
    to_state: CommentState
    actor_id: int | None
    """Discord's user id; none for Greenroom itself."""
    actor_name: str = ""
    reason: str = ""
    policy: str = ""
    number: int | None = None
    """The revision it was about."""
