"""How a document was read, in lines for people: the command line and previews in Discord."""

from __future__ import annotations

from bot.domain.article import ArticleDocument, Caption, CommentBorder, ReaderComment, ReadingNote
from bot.locales import _, ngettext
from bot.sources.reading.wording import quoted

_UNSURE = 0.9
"""Notes at least as sure as this are left out of the description."""


def describe(document: ArticleDocument) -> tuple[str, ...]:
    """Plain lines, without markup, that say what was read and how sure that is.

    The first lines tell what the document holds; then follow the notes a moderator should look at
    before the article is posted, the least certain first.
    """
    lines = [_("title: {title}", title=document.title)]
    if document.attribution:
        lines.append(_("source: {source}", source=document.attribution))
    if document.author:
        lines.append(_("author: {author}", author=document.author))
    if document.published_at:
        when = f"{document.published_at:%Y-%m-%d %H:%M}"
        lines.append(_("published: {when} UTC", when=when))
    lines.append(_article(document))
    lines.append(_border(document))
    lines.extend(f"  {_comment(comment)}" for comment in document.comments)
    doubts = [note for note in document.reading.notes if note.confidence < _UNSURE]
    doubts.sort(key=lambda note: note.confidence)
    lines.extend(_("please check: {what}", what=_note(note)) for note in doubts)
    return tuple(lines)


def _article(document: ArticleDocument) -> str:
    parts = [
        _paragraphs(len(document.paragraphs)),
        ngettext(
            "{n} word ({minutes} min)",
            "{n} words ({minutes} min)",
            document.word_count,
            minutes=document.reading_minutes,
        ),
    ]
    if document.subheadings:
        parts.append(ngettext("{n} subheading", "{n} subheadings", len(document.subheadings)))
    if document.captions:
        captions = "; ".join(_caption(caption) for caption in document.captions)
        parts.append(
            ngettext(
                "{n} caption ({captions})",
                "{n} captions ({captions})",
                len(document.captions),
                captions=captions,
            )
        )
    return _("article: {parts}", parts=", ".join(parts))


def _paragraphs(number: int) -> str:
    return ngettext("{n} paragraph", "{n} paragraphs", number)


def _caption(caption: Caption) -> str:
    if caption.line is None:
        return quoted(caption.text)
    return _("line {line}: {what}", line=caption.line, what=quoted(caption.text))


def _border(document: ArticleDocument) -> str:
    reading = document.reading
    sure = _("{percent} sure", percent=f"{reading.confidence:.0%}")
    if reading.border is CommentBorder.NONE:
        return _("comments: none found ({how})", how=sure)
    if reading.border is CommentBorder.INFERRED:
        how = _("inferred, {sure}", sure=sure)
    elif reading.confidence == 1.0:
        how = _("marked")
    else:
        how = _("marked, authors inferred, {sure}", sure=sure)
    count = len(document.comments)
    if reading.comments_line is None:
        return ngettext(
            "comments: {n} comment ({how})", "comments: {n} comments ({how})", count, how=how
        )
    return ngettext(
        "comments: {n} comment, from line {line} on ({how})",
        "comments: {n} comments, from line {line} on ({how})",
        count,
        line=reading.comments_line,
        how=how,
    )


def _comment(comment: ReaderComment) -> str:
    author = comment.author or _("no name")
    where = _paragraphs(len(comment.paragraphs))
    if comment.line is not None:
        where = _("line {line}, {paragraphs}", line=comment.line, paragraphs=where)
    return f"{author} ({where}): {quoted(comment.text)}"


def _note(note: ReadingNote) -> str:
    sure = _("{percent} sure", percent=f"{note.confidence:.0%}")
    said = f"{note.text} ({sure})"
    match note.lines:
        case (line,):
            return _("line {line}: {what}", line=line, what=said)
        case (first, *_between, last):
            return _("lines {first} to {last}: {what}", first=first, last=last, what=said)
    return said
