"""Whom a text pings, under ``allowed_mentions``.

Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from bot.sandbox.errors import FieldProblem, FormRefused, Path
from bot.sandbox.jsontypes import Fields
from bot.sandbox.model.messages import Mentions
from bot.sandbox.shapes import Choice, Flag, ListOf, Object, Snowflake, optional

ALLOWED_MENTIONS: Final = Object(
    {
        "parse": optional(ListOf(Choice(("users", "roles", "everyone")))),
        "users": optional(ListOf(Snowflake(), maximum=100)),
        "roles": optional(ListOf(Snowflake(), maximum=100)),
        "replied_user": optional(Flag()),
    }
)

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class AllowedMentions:
    """Which of the mentions in a text may ping. None stands for "all of them"."""

    users: frozenset[int] | None = None
    roles: frozenset[int] | None = None
    everyone: bool = True
    replied_user: bool = True


EVERYTHING: Final = AllowedMentions()


def allowed_mentions(fields: Fields | None, path: Path = ("allowed_mentions",)) -> AllowedMentions:
    """Read the field; raises when a kind is both allowed at large and listed."""
    if fields is None:
        return EVERYTHING
    parse = fields.texts("parse")
    problems = [
        FieldProblem(
            (*path, kind),
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
        )
        for kind in ("users", "roles")
        if kind in parse and fields.integers(kind)
    ]
    if problems:
        raise FormRefused(problems)
    return AllowedMentions(
        users=None if "users" in parse else frozenset(fields.integers("users")),
        roles=None if "roles" in parse else frozenset(fields.integers("roles")),
        everyone="everyone" in parse,
        replied_user=fields.flag("replied_user"),
    )


def pinged(
    text: str,
    allowed: AllowedMentions,
    *,
    users: Container[int],
    roles: Container[int],
    everyone: bool,
    replied_to: int | None = None,
) -> Mentions:
    """Whom the text pings of the users and roles that can be pinged here.

    ``everyone`` says whether the author may ping @everyone; text in code is quiet.
    """
    plain = _CODE.sub("", text)
    found_users = _ids(_USER, plain, users, allowed.users)
    if replied_to is not None and allowed.replied_user and replied_to not in found_users:
        found_users.append(replied_to)
    return Mentions(
        user_ids=tuple(found_users),
        role_ids=tuple(_ids(_ROLE, plain, roles, allowed.roles)),
        everyone=everyone and allowed.everyone and _EVERYONE.search(plain) is not None,
    )


def mention_count(text: str) -> int:
    """Distinct users and roles that a text names, as AutoMod counts them."""
    return len(set(_USER.findall(text))) + len(set(_ROLE.findall(text)))


def _ids(
    pattern: re.Pattern[str], text: str, known: Container[int], allowed: frozenset[int] | None
) -> list[int]:
    found = (int(match) for match in dict.fromkeys(pattern.findall(text)))
    return [one for one in found if one in known and (allowed is None or one in allowed)]
