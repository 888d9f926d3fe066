"""The queue, and one comment with everything that is known about it."""

from __future__ import annotations

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, cards, safe
from bot.domain.comment import CommentState
from bot.domain.verdict import Decision
from bot.workflow.review import PAGE, Dossier, QueuePage

Style = discord.ButtonStyle


def page_embed(page: QueuePage) -> discord.Embed:
    """One page of what waits, oldest first."""
    if not page.total:
        return discord.Embed(title="Nothing waits", colour=cards.COLOURS[Decision.PUBLISH])
    last = page.offset + len(page.dossiers)
    embed = discord.Embed(
        title=f"Waiting: {page.offset + 1} to {last} of {page.total}",
        colour=cards.COLOURS[Decision.HOLD],
    )
    for dossier in page.dossiers:
        comment = dossier.comment
        since = comment.waiting_since or comment.created_at
        verdict = dossier.revision.verdict
        why = cards.reasons(verdict).split("\n")[0] if verdict is not None else ""
        text = safe.spoiler(safe.one_line(dossier.revision.text, 220))
        title = safe.literal(safe.one_line(dossier.article.document.title, 60))
        when = discord.utils.format_dt(since, "R")
        embed.add_field(
            name=f"{comment.id} · {safe.one_line(comment.author.name, 40) or 'Unnamed'}",
            value=safe.fitting(f"{when} on {title}\n{text}\n{why}", 1024),
            inline=False,
        )
    embed.set_footer(text="Open one with the menu, or with /comment show.")
    return embed


def page_view(page: QueuePage) -> discord.ui.View | None:
    """A menu to open one, and the way to other pages."""
    if not page.dossiers:
        return None
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("queue-one"),
        placeholder="Open a comment to decide",
        options=[
            discord.SelectOption(
                label=f"Comment {dossier.comment.id}", value=str(dossier.comment.id)
            )
            for dossier in page.dossiers
        ],
    )
    before, after = page.offset - PAGE, page.offset + PAGE
    return buttons.row_of(
        menu,
        buttons.button("Older", "queue-page", max(0, before), disabled=before < 0),
        buttons.button("Newer", "queue-page", after, disabled=after >= page.total),
        buttons.button("Refresh", "queue-page", page.offset, "again"),
    )


def dossier_embed(dossier: Dossier) -> discord.Embed:
    """One comment with everything that is known about it."""
    comment = dossier.comment
    verdict = dossier.revision.verdict
    embed = discord.Embed(
        title=f"Comment {comment.id}: {_standing(dossier)}",
        url=cards.where(dossier),
        description=cards.text_of(dossier),
        colour=cards.COLOURS[verdict.decision if verdict is not None else Decision.HOLD],
    )
    if verdict is not None and verdict.findings:
        embed.add_field(name="Why", value=cards.reasons(verdict), inline=False)
    if dossier.reports:
        embed.add_field(name="Reports", value=cards.report_lines(dossier.reports), inline=False)
    if dossier.shown_text:
        quote = safe.spoiler(safe.one_line(dossier.shown_text, 300))
        embed.add_field(name="Shown until then", value=quote, inline=False)
    if dossier.parent_text:
        quote = safe.spoiler(safe.one_line(dossier.parent_text, 300))
        embed.add_field(name="Answers", value=quote, inline=False)
    embed.add_field(name="Author", value=cards.author_line(dossier))
    embed.add_field(name="Article", value=cards.article_line(dossier))
    embed.add_field(name="Came by", value=comment.source.value)
    embed.add_field(name="Received", value=discord.utils.format_dt(comment.created_at, "f"))
    if comment.exposed_ms:
        embed.add_field(name="Was readable for", value=f"{comment.exposed_ms} ms")
    if verdict is not None:
        embed.set_footer(text=f"Policy {verdict.policy} · text {dossier.revision.number}")
    return embed


def dossier_view(dossier: Dossier) -> discord.ui.View:
    """What a moderator can do about it now."""
    comment = dossier.comment
    items = []
    if comment.waiting_since is not None and comment.pending_number is not None:
        number = comment.pending_number
        items.append(buttons.button("Approve", "approve", comment.id, number, style=Style.success))
        items.append(buttons.button("Reject", "reject", comment.id, number, style=Style.danger))
    if comment.state is CommentState.PUBLISHED:
        items.append(buttons.button("Remove", "remove", comment.id, style=Style.danger))
    items.append(buttons.button("History", "history", comment.id))
    return buttons.row_of(*items, buttons.policy_of(dossier))


def _standing(dossier: Dossier) -> str:
    comment = dossier.comment
    if comment.state is CommentState.PUBLISHED and comment.waiting_since is not None:
        return "published, a change waits"
    return comment.state.value
