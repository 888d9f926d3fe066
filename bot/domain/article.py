"""An article as a document gives it, with its readers' comments and how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults, mean of 190 studies.

Source: Brysbaert, M. (2019), "How many words do we read per minute? A review and meta-analysis
of reading rate", Journal of Memory and Language 109, 104047.
"""


class CommentBorder(StrEnum):
    """How the line was found at which an article ends and its readers begin."""

    NONE = "none"
    """The document has no comments."""
    INFERRED = "inferred"
    """Concluded from the text; a moderator should look before it is posted."""
    EXPLICIT = "explicit"
    """Marked in the document, or given by the source's own structure."""


class LineRole(StrEnum):
    """Why a line of a document is neither article text nor comment."""

    TITLE = "title"
    """A title line with a label or markup; the title itself is a field."""
    ATTRIBUTION = "attribution"
    BYLINE = "byline"
    DATE = "date"
    ADDRESS = "address"
    PICTURE = "picture"
    COMMENT_MARKER = "comment marker"
    SEPARATOR = "separator"
    COMMENT_AUTHOR = "comment author"
    COMMENT_STAMP = "comment stamp"
    """Time, votes and buttons that a page prints around a comment."""
    PAGE_FURNITURE = "page furniture"
    """Share buttons, advertisements, menus, legal notices."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line kept as it was written, with the reason why it is not part of any text."""

    number: int
    """Counted from 1 in the document."""
    text: str
    role: LineRole


@dataclass(frozen=True, slots=True)
class Caption:
    """The words below a picture."""

    text: str
    after_paragraph: int
    """Index of the paragraph it stands after; -1 where it stands before the first one."""
    line: int | None = field(default=None, compare=False)
    """Counted from 1; None where the article does not come from lines of text."""


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside an article, or the line between its title and its first paragraph."""

    text: str
    after_paragraph: int
    """Index of the paragraph it stands after; -1 where it stands before the first one."""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ReaderComment:
    """One reader's comment as the document has it, not yet judged."""

    author: str | None
    """The name as written; None where the document gives none."""
    text: str
    """Paragraphs are separated by a blank line; single line breaks are the reader's own."""
    line: int | None = field(default=None, compare=False)
    """Where it begins (its author's line, if it has one), counted from 1."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs, in order."""
        return tuple(self.text.split("\n\n"))


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """One thing that was concluded rather than read, said so that a moderator can check it."""

    text: str
    """One sentence: what was concluded, and from what."""
    confidence: float
    """From 0 to 1."""
    lines: tuple[int, ...] = ()
    """The lines it is about, counted from 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document was read, and how sure that is."""

    confidence: float = 1.0
    """From 0 to 1, for border and authors together; 1.0 where nothing had to be inferred."""
    border: CommentBorder = CommentBorder.NONE
    comments_line: int | None = None
    """The line at which the comments begin, counted from 1."""
    notes: tuple[ReadingNote, ...] = ()
    set_aside: tuple[SourceLine, ...] = ()
    """Every line that became neither article text nor comment, in order: nothing is lost."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence lies between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True)
class ArticleDocument:
    """An article with its readers' comments, as read from a document, a feed or a page."""

    title: str
    paragraphs: tuple[str, ...]
    attribution: str | None = None
    """Where it first appeared, e.g. ``"Harbour Gazette"``."""
    attribution_line: str | None = None
    """The whole line that says so."""
    author: str | None = None
    """The byline's name or names, without "By"."""
    published_at: datetime | None = None
    """Aware, UTC. A date without a time is taken as noon, so that it stays the same day
    in nearly every reader's time zone."""
    subheadings: tuple[Subheading, ...] = ()
    captions: tuple[Caption, ...] = ()
    picture_url: str | None = None
    url: str | None = None
    comments: tuple[ReaderComment, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @property
    def lead(self) -> str:
        """The first paragraph; empty where the article has none."""
        return self.paragraphs[0] if self.paragraphs else ""

    @property
    def word_count(self) -> int:
        """Words in the paragraphs, counted between white space."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def reading_minutes(self) -> int:
        """Whole minutes at ``WORDS_A_MINUTE``, rounded to the nearest and at least 1."""
        return max(1, round(self.word_count / WORDS_A_MINUTE))
