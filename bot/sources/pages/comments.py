"""The readers' comments that a page carries.

Three places are looked at, in this order: schema.org's data in JSON, its marks in the page, and
the lists that WordPress and its like print. Comments that a service puts into the page afterwards
are not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from bot.domain.article import ReaderComment
from bot.sources.web.html import line_of, paragraphs_of, paragraphs_within

MOST_COMMENTS = 1_000
_DEEPEST = 30
_COMMENT = re.compile(r"schema\.org/Comment/?$")
_LISTS = "ol.comment-list ol.commentlist ul.comment-list ul.commentlist ol.comments ul.comments"
_NAMES = ("fn", "comment-author", "author", "username", "user-name", "comment__author")
_TEXTS = ("comment-content", "comment-body", "comment-text", "comment__text", "comment__body")


def comments_of(root: HtmlElement) -> tuple[ReaderComment, ...]:
    """The comments of a page, in its order: at most `MOST_COMMENTS`, answers among the others."""
    for found in (_from_json(root), _from_marks(root), _from_lists(root)):
        comments = tuple(comment for comment, _ in zip(found, range(MOST_COMMENTS), strict=False))
        if comments:
            return comments
    return ()


def _from_json(root: HtmlElement) -> Iterator[ReaderComment]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _comments_in(data, 0)


def _comments_in(data: Any, depth: int) -> Iterator[ReaderComment]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _comments_in(one, depth + 1)
    elif isinstance(data, dict):
        if "Comment" in _listed(data.get("@type")):
            text = _joined(paragraphs_of(str(data.get("text") or data.get("commentText") or "")))
            if text:
                yield ReaderComment(_name_in(data.get("author")), text)
        for name in ("@graph", "comment", "comments", "mainEntity"):
            yield from _comments_in(data.get(name), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name_in(author: Any) -> str | None:
    for one in _listed(author):
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and line_of(name):
            return line_of(name)
    return None


def _from_marks(root: HtmlElement) -> Iterator[ReaderComment]:
    for element in root.iter():
        if not _COMMENT.search(element.get("itemtype") or ""):
            continue
        text = _own(element, "itemprop", "text", "commentText")
        if text is not None:
            yield from _made(_own(element, "itemprop", "author", "creator"), text)


def _from_lists(root: HtmlElement) -> Iterator[ReaderComment]:
    wanted = {tuple(kind.split(".")) for kind in _LISTS.split()}
    for parent in root.iter("ol", "ul"):
        if not any(parent.tag == tag and kind in _classes(parent) for tag, kind in wanted):
            continue
        for item in parent.iter("li"):
            text = _own(item, "class", *_TEXTS)
            if text is not None:
                yield from _made(_own(item, "class", *_NAMES), text)
        return


def _made(author: HtmlElement | None, text: HtmlElement) -> Iterator[ReaderComment]:
    said = _joined(paragraphs_within(text))
    if said:
        name = line_of(" ".join(paragraphs_within(author))) if author is not None else ""
        yield ReaderComment(name or None, said)


def _own(element: HtmlElement, attribute: str, *wanted: str) -> HtmlElement | None:
    """The part of a comment that has one of these values, the first value that there is.

    What belongs to an answer inside it is passed over.
    """
    found: dict[str, HtmlElement] = {}
    stack = list(reversed(element))
    while stack:
        one = stack.pop()
        if (
            not isinstance(one.tag, str)
            or one.tag == "li"
            or _COMMENT.search(one.get("itemtype") or "")
        ):
            continue
        for value in (one.get(attribute) or "").split():
            found.setdefault(value, one)
        stack += reversed(one)
    return next((found[value] for value in wanted if value in found), None)


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _joined(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs)
