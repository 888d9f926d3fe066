"""Text out of the HTML that feeds carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})
# fmt: on
_UNREAD = frozenset({"script", "style", "iframe", "object", "noscript", "template", "svg", "form"})
_SPACE = re.compile(r"\s+")
_SMALL = re.compile(r"^[0-3](?:px)?$")
"""Width or height of a picture that only counts readers."""
_FOOTERS = re.compile(
    r"^(?:The post .+ (?:appeared first on|first appeared on) .+|Continue reading.*|Read more.*|"
    r"\[?(?:…|\.\.\.)\]?|Comments|Read the full (?:story|article).*)$",
    re.IGNORECASE,
)
"""What programs add below every item."""
_CUT = re.compile(r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|Continue reading\s*(?:…|\.\.\.|→)?)\s*$")


def paragraphs_of(markup: str) -> tuple[str, ...]:
    """The text of a piece of HTML, or of plain text, in paragraphs."""
    root = _parsed(markup)
    return () if root is None else paragraphs_within(root)


def paragraphs_within(root: HtmlElement) -> tuple[str, ...]:
    """The text inside an element, in paragraphs."""
    paragraphs = ["".join(pieces) for pieces in _blocks(root)]
    read = (_CUT.sub(" …", line_of(paragraph)).strip() for paragraph in paragraphs)
    return tuple(text for text in read if text and not _FOOTERS.match(text))


def line_of(text: str) -> str:
    """The text on one line, with single spaces."""
    return _SPACE.sub(" ", text).strip()


def text_of(markup: str) -> str:
    """The text of a title, on one line; its tags and entities are read."""
    return (
        line_of(" ".join(paragraphs_of(markup)))
        if "<" in markup or "&" in markup
        else line_of(markup)
    )


def first_picture(markup: str, base: str) -> str:
    """The address of the first picture that is one to look at; empty where there is none."""
    root = _parsed(markup)
    if root is None:
        return ""
    for picture in root.iter("img"):
        if any(_SMALL.match(picture.get(side) or "") for side in ("width", "height")):
            continue
        address: str = urljoin(base, picture.get("src") or "")
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _parsed(markup: str) -> HtmlElement | None:
    if not markup.strip():
        return None
    try:
        return html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        # Control characters, or nothing but a comment.
        return None


def _blocks(root: HtmlElement) -> Iterator[list[str]]:
    """The pieces of each block, in order; without recursion, for markup nests as it likes."""
    block: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not left:
            if tag in _BLOCKS:
                yield block
                block = []
            if tag and tag not in _UNREAD:
                block.append(element.text or "")
                stack.append((element, True))
                stack += ((child, False) for child in reversed(element))
                continue
        elif tag in _BLOCKS:
            yield block
            block = []
        if element is not root:
            block.append(element.tail or "")
    yield block
