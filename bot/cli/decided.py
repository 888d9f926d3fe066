"""A server's own comments out of the database, with what moderators decided as labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rich_click as click

from bot.domain.comment import CommentState
from bot.evaluation.reading import Example

_LABELS = {
    CommentState.PUBLISHED: False,
    CommentState.REJECTED: True,
    CommentState.REMOVED: True,
}
"""What a moderator's decision says; of a comment that nobody decided nothing is known."""


async def decided_comments(database_url: str, guild: int | None) -> list[Example]:
    """The comments of one server, oldest first; the database is only read.

    Args:
        guild: Discord's id of the server; may be left out where there is only one.

    Raises:
        UsageError: there are no comments, or it is not said of which server.
        SettingsInvalid, DatabaseUnreachable, SchemaMissing, DatabaseTooNew: see `require_schema`.
    """
    from bot.storage.export import exported
    from bot.storage.readiness import require_schema
    from bot.storage.store import SqlStore

    await require_schema(database_url)
    store = SqlStore.at(database_url)
    try:
        rows = [row async for row in exported(store)]
    finally:
        await store.close()
    articles = {row["id"]: row for row in rows if row["kind"] == "article"}
    comments = {row["id"]: row for row in rows if row["kind"] == "comment"}
    guilds = sorted({str(row["guild_id"]) for row in comments.values()})
    if guild is None and len(guilds) > 1:
        raise click.UsageError(
            f"The database holds comments of {len(guilds)} servers; choose one with --guild: "
            f"{', '.join(guilds)}."
        )
    chosen = [
        row for row in comments.values() if guild is None or str(row["guild_id"]) == str(guild)
    ]
    if not chosen:
        raise click.UsageError(
            f"The database holds no comments{f' of server {guild}' if guild is not None else ''}."
        )
    return [
        _example(row, articles[row["article_id"]], comments.get(row["parent_id"])) for row in chosen
    ]


def _example(
    comment: Mapping[str, Any], article: Mapping[str, Any], parent: Mapping[str, Any] | None
) -> Example:
    is_decided = comment["decided_by"] is not None
    return Example(
        line=comment["id"],
        text=_text(comment),
        harmful=_LABELS.get(CommentState(comment["state"])) if is_decided else None,
        article_title=article["title"],
        article_text="\n\n".join(article["document"]["paragraphs"]),
        parent_text=_text(parent) if parent is not None else "",
    )


def _text(comment: Mapping[str, Any]) -> str:
    """The text on the stage, else the newest."""
    number = comment["shown_number"] or comment["latest_number"]
    texts = {revision["number"]: revision["text"] for revision in comment["revisions"]}
    return str(texts.get(number, ""))
