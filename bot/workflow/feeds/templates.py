"""Templates of posts: plain text with a few names in braces, and nothing that could be run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.domain.article import ArticleDocument
from bot.domain.errors import Refused

LONGEST = 500
"""Characters of a template."""

NAMES: Mapping[str, Callable[[ArticleDocument], str]] = {
    "title": lambda document: document.title,
    "lead": lambda document: document.lead,
    "source": lambda document: document.attribution or "",
    "author": lambda document: document.author or "",
    "date": lambda document: f"{document.published_at:%Y-%m-%d}" if document.published_at else "",
    "minutes": lambda document: str(document.reading_minutes),
}
"""What may stand in braces."""

_NAMED = re.compile(r"\{([^{}]*)\}")


def require_template(text: str) -> str:
    """The template, if it is one.

    Raises:
        Refused: it is empty or too long, or names something that there is not.
    """
    if not text.strip():
        raise Refused("A template cannot be empty. Write {title} for the article's own title.")
    if len(text) > LONGEST:
        raise Refused("A template has {most} characters at most.", most=LONGEST)
    unknown = [name for name in _NAMED.findall(text) if name not in NAMES]
    if unknown:
        raise Refused(
            "There is no “{name}” for a template. There are: {names}.",
            name=unknown[0][:40],
            names=", ".join(NAMES),
        )
    return text


def filled(template: str, document: ArticleDocument) -> str:
    """The template with the article's own words; what the article has not stays empty."""
    return _NAMED.sub(lambda found: _value(found, document), template).strip()


def _value(found: re.Match[str], document: ArticleDocument) -> str:
    value = NAMES.get(found[1])
    return value(document) if value is not None else found[0]
