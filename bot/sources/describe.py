"""How a document was read, in lines for people: the command line and previews in Discord."""

from __future__ import annotations

from bot.domain.article import ArticleDocument, Caption, CommentBorder, ReaderComment, ReadingNote
from bot.sources.reading.wording import counted, quoted

_UNSURE = 0.9
"""Notes at least as sure as this are left out of the description."""


def describe(document: ArticleDocument) -> tuple[str, ...]:
    """Plain lines, without markup, that say what was read and how sure that is.

    The first lines tell what the document holds; then follow the notes a moderator should look at
    before the article is posted, the least certain first.
    """
    lines = [f"title: {document.title}"]
    if document.attribution:
        lines.append(f"source: {document.attribution}")
    if document.author:
        lines.append(f"author: {document.author}")
    if document.published_at:
        lines.append(f"published: {document.published_at:%Y-%m-%d %H:%M} UTC")
    lines.append(_article(document))
    lines.append(_border(document))
    lines.extend(f"  {_comment(comment)}" for comment in document.comments)
    doubts = [note for note in document.reading.notes if note.confidence < _UNSURE]
    doubts.sort(key=lambda note: note.confidence)
    lines.extend(f"please check: {_note(note)}" for note in doubts)
    return tuple(lines)


def _article(document: ArticleDocument) -> str:
    parts = [
        counted(len(document.paragraphs), "paragraph"),
        f"{counted(document.word_count, 'word')} ({document.reading_minutes} min)",
    ]
    if document.subheadings:
        parts.append(counted(len(document.subheadings), "subheading"))
    if document.captions:
        captions = "; ".join(_caption(caption) for caption in document.captions)
        parts.append(f"{counted(len(document.captions), 'caption')} ({captions})")
    return "article: " + ", ".join(parts)


def _caption(caption: Caption) -> str:
    place = "" if caption.line is None else f"line {caption.line}: "
    return place + quoted(caption.text)


def _border(document: ArticleDocument) -> str:
    reading = document.reading
    sure = f"{reading.confidence:.0%} sure"
    if reading.border is CommentBorder.NONE:
        return f"comments: none found ({sure})"
    found = counted(len(document.comments), "comment")
    if reading.border is CommentBorder.INFERRED:
        return f"comments: {found}, from line {reading.comments_line} on (inferred, {sure})"
    where = "" if reading.comments_line is None else f", from line {reading.comments_line} on"
    how = "marked" if reading.confidence == 1.0 else f"marked, authors inferred, {sure}"
    return f"comments: {found}{where} ({how})"


def _comment(comment: ReaderComment) -> str:
    author = comment.author or "no name"
    place = "" if comment.line is None else f"line {comment.line}, "
    paragraphs = counted(len(comment.paragraphs), "paragraph")
    return f"{author} ({place}{paragraphs}): {quoted(comment.text)}"


def _note(note: ReadingNote) -> str:
    match note.lines:
        case ():
            where = ""
        case (line,):
            where = f"line {line}: "
        case (first, *_, last):
            where = f"lines {first} to {last}: "
    return f"{where}{note.text} ({note.confidence:.0%} sure)"
