"""A picture as data: what is drawn and what it says. Drawing it is for others."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.errors import GreenroomError


class NoPicture(GreenroomError):
    """A picture cannot be drawn; the message says why and what to do. The figures stand anyway."""


class Kind(StrEnum):
    """How a panel shows its values."""

    COLUMNS = "columns"
    """Stacked columns, one for each label."""
    BARS = "bars"
    """Stacked bars from left to right, one for each label, the first on top."""
    LINES = "lines"
    """Lines over the labels; values that are missing leave a gap."""
    INTERVALS = "intervals"
    """A dot and its 95 % interval for each label; three series: value, low, high."""


class Unit(StrEnum):
    """What values are."""

    COUNT = "count"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    SHARE = "share"
    """From 0 to 1."""


class Ink(StrEnum):
    """What a colour stands for, the same in every picture."""

    PUBLISHED = "published"
    APPROVED = "approved"
    FLAGGED = "flagged"
    HELD = "held"
    REJECTED = "rejected"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one for each label of the panel."""

    name: str
    ink: Ink
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram."""

    kind: Kind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    heading: str = ""
    remarks: tuple[str, ...] = ()
    """A word at the end of each bar or interval."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One or two diagrams under a title that says what is seen."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]

    def to_json(self) -> dict[str, Any]:
        """For the process that draws it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Picture:
        """What `to_json` made."""
        return cls(
            data["title"],
            data["subtitle"],
            tuple(
                Panel(
                    Kind(panel["kind"]),
                    tuple(panel["labels"]),
                    tuple(
                        Series(one["name"], Ink(one["ink"]), tuple(one["values"]))
                        for one in panel["series"]
                    ),
                    Unit(panel["unit"]),
                    panel["heading"],
                    tuple(panel["remarks"]),
                )
                for panel in data["panels"]
            ),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer: figures in words, and the same as a picture where there is anything to see."""

    title: str
    lines: tuple[str, ...]
    picture: Picture | None = None


class Painter(Protocol):
    """Draws pictures."""

    async def __call__(self, picture: Picture) -> bytes:
        """A PNG.

        Raises:
            NoPicture: what draws is not installed, or fails.
        """
        ...
