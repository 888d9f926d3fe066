"""What a moderator wants to see of the queue, and where in it they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.verdict import Decision, Verdict
from bot.moderation.folding import read_plainly

LONGEST = 42
"""Characters of a wish that fit into a custom id beside what else has to stand there."""
UNRANKED = 9999
"""The rank of a text without a verdict: after all others."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Order(StrEnum):
    """What comes first."""

    OLDEST = "oldest"
    WORST = "worst"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which of the comments that wait, and in which order."""

    order: Order = Order.OLDEST
    article_id: int | None = None
    author_id: int | None = None
    incident_id: int | None = None
    rule: str = ""
    """A rule such as ``hate.exclusion``, or what its name begins with, such as ``hate``."""
    words: str = ""
    """Each of these has to stand in the text, in whatever case and with or without accents."""

    @property
    def is_filtered(self) -> bool:
        """Whether it leaves anything out."""
        return self != Wish(self.order)

    def short(self) -> str | None:
        """The wish as part of a custom id; None where it has to be stored to fit."""
        ids = (self.article_id, self.author_id, self.incident_id)
        made = "~".join([self.order[0], *(str(one or "") for one in ids), self.rule])
        is_plain = not self.words and ":" not in self.rule and "~" not in self.rule
        return made if is_plain and len(made) <= LONGEST else None

    def plain(self) -> dict[str, object]:
        """The wish as JSON has it; `Wish(**plain)` but for the order."""
        return asdict(self)


def searchable(text: str) -> str:
    """A text, or what is looked for in one, as letters of every case and accent are alike."""
    return read_plainly(text).text


def wish_of(short: str) -> Wish:
    """The wish behind `Wish.short`."""
    order, article, author, incident, rule = short.split("~")
    return Wish(
        order=Order.WORST if order == "w" else Order.OLDEST,
        article_id=int(article) if article else None,
        author_id=int(author) if author else None,
        incident_id=int(incident) if incident else None,
        rule=rule,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: that of one comment, whether it still waits or not."""

    key: int
    """Microseconds since 1970 where the oldest come first, else the rank."""
    comment_id: int

    def __str__(self) -> str:
        return f"{self.key}.{self.comment_id}"

    @property
    def beyond(self) -> Place:
        """The place right behind this one."""
        return Place(self.key, self.comment_id + 1)

    @property
    def moment(self) -> datetime:
        """The key as the moment since when the comment there waits."""
        return _EPOCH + timedelta(microseconds=self.key)


def place_of(text: str) -> Place | None:
    """The place behind ``str(place)``; None for the beginning."""
    key, _, comment_id = text.partition(".")
    return Place(int(key), int(comment_id)) if comment_id else None


def key_of(moment: datetime) -> int:
    """A moment as the key of a place."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def rank_of(verdict: Verdict | None) -> tuple[int, str]:
    """How bad a text is and for which rule: (rank, rule); the lower the worse.

    The strictest decision first, then the highest score among the findings that led to it.
    """
    if verdict is None or not verdict.findings:
        return UNRANKED, ""
    worst = verdict.strictest_first[0]
    return (Decision.REJECT - worst.decision) * 1001 + 1000 - round(worst.score * 1000), worst.rule
