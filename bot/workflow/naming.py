"""The name above a comment: the author's own, unless it may not stand there."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from bot.domain.comment import Author
from bot.domain.verdict import Decision
from bot.moderation import Context, Policy, TextKind
from bot.moderation.folding import fold
from bot.workflow.ports import Judge

LONGEST = 80
"""Characters in the name of a webhook post.

Source: Discord's documentation of webhooks, "name" of Create Webhook.
"""

FORBIDDEN = ("discord", "clyde")
"""Discord refuses a webhook post whose name contains one of these, in any letter case."""

ANONYMOUS = "Anonymous reader"
"""Above a comment that came with an article and without a name."""

OFFICE = frozenset(
    {
        "admin", "administrator", "mod", "moderator", "moderators", "moderation", "owner",
        "staff", "support", "system", "team", "bot", "official", "editor", "greenroom", "everyone",
        "here", "webhook",
    }
)  # fmt: skip
"""Words that speak for the house; a name made of nothing else imitates staff."""


def pseudonym(guild_id: int, author: Author) -> str:
    """A stable stand-in such as ``Reader 4821``; the same person keeps it within a guild."""
    key = f"{guild_id}:{author.id if author.id is not None else author.name}"
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % 9000 + 1000
    return f"Reader {number}"


async def shown_name(
    author: Author, *, guild_id: int, staff_names: Iterable[str], judge: Judge, policy: Policy
) -> str:
    """The name to show above this author's comments.

    Args:
        staff_names: Names that only their owners may bear: moderators', the server's, the bot's.
            The author's own entry must not be among them.
    """
    name = plain(author.name)
    if not name and author.id is None:
        return ANONYMOUS
    if not name or is_forbidden(name) or imitates_staff(name, staff_names):
        return pseudonym(guild_id, author)
    verdict = await judge(name, Context(policy=policy, kind=TextKind.DISPLAY_NAME))
    if verdict.decision >= Decision.HOLD:
        return pseudonym(guild_id, author)
    return name[:LONGEST]


def plain(name: str) -> str:
    """The name without what cannot be seen: controls, invisible characters, repeated spaces."""
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", name)
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    letters = "".join(c for c in visible if unicodedata.category(c) not in {"Mn", "Me"})
    return " ".join(visible.split()) if letters.strip() else ""


def is_forbidden(name: str) -> bool:
    """Whether Discord would refuse a webhook post under this name, or a reader be misled."""
    return any(word in reading for word in FORBIDDEN for reading in _readings(name))


def imitates_staff(name: str, staff_names: Iterable[str]) -> bool:
    """Whether a reader could take this name for a moderator's or the house's."""
    taken = {"".join(_words(staff)) for staff in staff_names} - {""}
    for view in fold(name, is_name=True).views:
        words = [token for token in view.tokens if token.isalnum()]
        if words and all(word in OFFICE or word.isdigit() for word in words):
            return True
        if "".join(words) in taken:
            return True
    return False


def _words(name: str) -> list[str]:
    return [token for token in fold(name).plain.tokens if token.isalnum()]


def _readings(name: str) -> list[str]:
    """The name as people may read it, without spaces and signs."""
    views = fold(name, is_name=True).views
    return ["".join(token for token in view.tokens if token.isalnum()) for view in views]
