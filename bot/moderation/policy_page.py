"""The policy page for moderators, ``POLICY.md``, by its sections.

The page is written once and read in two places: as a file, and in Discord, which shows neither
tables nor lines that were wrapped by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from bot.domain.verdict import Category

OPENING = "how-to-decide"
"""The section for a card that nothing was found on, such as a reported comment's."""

SECTION_OF: Mapping[str, str] = MappingProxyType(
    {
        Category.SLUR: "slurs",
        Category.INCITEMENT: "incitement",
        Category.HATE: "hatred",
        Category.HARASSMENT: "harassment",
        Category.PROFANITY: "profanity",
        Category.NAME: "other-reasons-to-wait",
        Category.FORM: "other-reasons-to-wait",
        Category.LANGUAGE: "other-reasons-to-wait",
        Category.RULE: "other-reasons-to-wait",
        Category.FAILURE: "other-reasons-to-wait",
    }
)
"""Category of a finding -> the section that speaks of it."""

_HEADING = re.compile(r"#{1,2} +(.+)")
_ITEM = re.compile(r"- |\d+\. ")
_RULER = re.compile(r"\|[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page."""

    name: str
    """Its heading in lower case with hyphens, e.g. ``how-to-decide``."""
    title: str
    text: str
    """Discord's markdown: a paragraph or an item is one line, a table's row is an item."""


@cache
def policy_page() -> tuple[Section, ...]:
    """The sections of the page that comes with Greenroom, read once."""
    page = resources.files("bot.moderation") / "POLICY.md"
    return read_page(page.read_text(encoding="utf-8"))


def read_page(source: str) -> tuple[Section, ...]:
    """The sections of a page in Markdown, in its order; each begins with ``#`` or ``##``.

    Raises:
        ValueError: text before the first heading, or two sections of one name.
    """
    sections: dict[str, Section] = {}
    for title, lines in _parts(source):
        name = name_of(title)
        if name in sections:
            raise ValueError(f"two sections of the policy page are called {name}")
        sections[name] = Section(name, title, "\n".join(_for_discord(lines)).strip())
    return tuple(sections.values())


def name_of(title: str) -> str:
    """A title as a name: lower case, with hyphens between its words."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def section_named(wanted: str) -> Section | None:
    """The section of this name or title, whatever its case; None where there is none."""
    name = name_of(wanted)
    return next((one for one in policy_page() if one.name == name), None)


def section_for(category: str = "") -> Section:
    """The section for a finding's category; how to decide for a word that is no category."""
    name = SECTION_OF.get(category, OPENING)
    found = section_named(name)
    if found is None:
        raise LookupError(f"the policy page has no section {name}")
    return found


def sections_with(typed: str) -> tuple[Section, ...]:
    """The sections with what was typed in their title; with nothing typed all of them."""
    wanted = typed.casefold().strip()
    return tuple(one for one in policy_page() if wanted in one.title.casefold())


def _parts(source: str) -> Iterator[tuple[str, list[str]]]:
    title, lines = "", list[str]()
    for line in source.splitlines():
        heading = _HEADING.fullmatch(line.rstrip())
        if heading is None:
            if line.strip() and not title:
                raise ValueError(f"the policy page has text before its first heading: {line}")
            lines.append(line.strip())
            continue
        if title:
            yield title, lines
        title, lines = heading[1].strip(), []
    if title:
        yield title, lines


def _for_discord(lines: list[str]) -> list[str]:
    """The lines with wrapped ones joined and tables made into lists."""
    told: list[str] = []
    columns: list[str] = []
    for line in lines:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns = cells
            elif not _RULER.fullmatch(line):
                told.append(_row(columns, cells))
            continue
        goes_on = line and told and told[-1] and not columns and not _ITEM.match(line)
        columns = []
        if goes_on:
            told[-1] += f" {line}"
        else:
            told.append(line)
    return told


def _row(columns: list[str], cells: list[str]) -> str:
    told = " · ".join(
        f"{column}: {cell}" for column, cell in zip(columns[1:], cells[1:], strict=True)
    )
    return f"- **{cells[0]}**\n  {told}"
