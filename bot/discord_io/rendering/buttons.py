"""Rows of buttons. Built anew for every message and never kept in memory.

A view that is stopped before it is sent is not stored by discord.py, so presses reach only the
router, which finds everything in the custom id. That is what lets buttons outlive a restart.
"""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.discord_io import custom_ids
from bot.domain.card import Card, CardKind
from bot.domain.comment import Comment, CommentState
from bot.domain.posted import Article, ArticleState
from bot.locales import _
from bot.workflow.review import Dossier
from bot.workflow.stage import Standing, Status

Style = discord.ButtonStyle


def row_of(*items: discord.ui.Item[discord.ui.View]) -> discord.ui.View:
    """A view of these items that no one has to remember."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def button(
    label: str,
    verb: str,
    *arguments: int | str,
    style: discord.ButtonStyle = Style.secondary,
    disabled: bool = False,
) -> discord.ui.Button[discord.ui.View]:
    """A button that the router finds a handler for."""
    return discord.ui.Button(
        label=label, style=style, custom_id=custom_ids.make(verb, *arguments), disabled=disabled
    )


def below_article(article: Article, *, archived: int = 0) -> discord.ui.View:
    """Comment, Read article, My comments, and the comments that came with it, if there are any."""
    closed = article.state is not ArticleState.OPEN
    items = [
        button(_("Comment"), "comment", article.id, style=Style.primary, disabled=closed),
        button(_("Read article"), "read", article.id, 0),
        button(_("My comments"), "mine", article.id),
    ]
    if archived:
        items.append(
            button(_("Comments from the site ({n})", n=archived), "archive", article.id, 0)
        )
    return row_of(*items)


def below_comment(comment: Comment, article: Article) -> discord.ui.View:
    """Reply and Report. The comment id in the first is what a lost post is recognised by."""
    closed = article.state is not ArticleState.OPEN
    return row_of(
        button(_("Reply"), "reply", comment.id, disabled=closed),
        button(_("Report"), "report", comment.id),
    )


def comment_id_in(custom_id_list: Iterable[str]) -> int | None:
    """The comment that a post with these custom ids belongs to."""
    for custom_id in custom_id_list:
        parsed = custom_ids.parse(custom_id)
        if parsed is not None and parsed[0] == "reply" and len(parsed[1]) == 1:
            return int(parsed[1][0])
    return None


def article_id_in(custom_id_list: Iterable[str]) -> int | None:
    """The article that a post with these custom ids belongs to."""
    for custom_id in custom_id_list:
        parsed = custom_ids.parse(custom_id)
        if parsed is not None and parsed[0] == "comment" and len(parsed[1]) == 1:
            return int(parsed[1][0])
    return None


def policy_of(dossier: Dossier) -> discord.ui.Button[discord.ui.View]:
    """Policy: the section of the page that speaks of what weighs most in the text."""
    verdict = dossier.revision.verdict
    strictest = verdict.strictest_first[:1] if verdict is not None else ()
    categories = [finding.category.value for finding in strictest]
    return button(_("Policy"), "policy", dossier.comment.id, *categories)


def to_read(dossier: Dossier, number: int) -> list[discord.ui.Button[discord.ui.View]]:
    """History, Policy, Why, and Show text where the text is not shown."""
    comment_id = dossier.comment.id
    items = [
        button(_("History"), "history", comment_id),
        policy_of(dossier),
        button(_("Why"), "why", comment_id),
    ]
    if dossier.is_blurred:
        items.append(button(_("Show text"), "show-text", comment_id, number))
    return items


def below_card(card: Card, dossier: Dossier) -> discord.ui.View:
    """What a moderator can do about the comment; a closed card keeps what can be read."""
    comment = dossier.comment
    reading = to_read(dossier, card.number)
    if card.closed_at is not None:
        can_undo = card.kind is CardKind.REVIEW and comment.decided_by is not None
        undo = [button(_("Undo"), "undo", comment.id)] if can_undo else []
        return row_of(*reading, *undo)
    if card.kind is CardKind.REVIEW:
        return row_of(*approve_or_reject(comment.id, card.number), *reading)
    items = [
        button(_("Keep"), "keep", comment.id, style=Style.success),
        button(_("Remove"), "remove", comment.id, style=Style.danger),
    ]
    if dossier.reports:
        items.append(button(_("False report"), "false-report", comment.id))
    return row_of(*items, *reading)


def approve_or_reject(
    comment_id: int, number: int, *, prefix: str = "", rest: tuple[str, ...] = ()
) -> list[discord.ui.Button[discord.ui.View]]:
    """Approve and Reject; ``prefix`` and ``rest`` say where one goes on from there."""
    return [
        button(_("Approve"), f"{prefix}approve", comment_id, number, *rest, style=Style.success),
        button(_("Reject"), f"{prefix}reject", comment_id, number, *rest, style=Style.danger),
    ]


def below_status(status: Status) -> discord.ui.View | None:
    """What authors can do about their own comment in the private answer."""
    comment = status.comment
    items: list[discord.ui.Button[discord.ui.View]] = []
    if status.standing in {Standing.REJECTED, Standing.EDIT_REJECTED}:
        items.append(button(_("Rewrite"), "rewrite", comment.id, style=Style.primary))
        if status.may_appeal:
            items.append(button(_("Ask a moderator"), "appeal", comment.id))
    elif comment.state in {CommentState.HELD, CommentState.PUBLISHED}:
        items.append(button(_("Edit"), "rewrite", comment.id))
        items.append(button(_("Withdraw"), "withdraw", comment.id))
    if status.may_contest:
        items.append(button(_("Appeal"), "contest", comment.id))
    return row_of(*items) if items else None
