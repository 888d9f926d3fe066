"""The queue, and one comment with everything that is known about it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, cards, safe, whys, words
from bot.domain.comment import CommentState
from bot.domain.verdict import Decision
from bot.locales import _, ngettext
from bot.workflow.desk.queue import PAGE, QueuePage
from bot.workflow.desk.tables import Waiting
from bot.workflow.desk.wishes import Order
from bot.workflow.review import Dossier

Style = discord.ButtonStyle


def page_embed(page: QueuePage) -> discord.Embed:
    """One page of what waits."""
    if not page.total:
        title = _("Nothing like that waits") if page.wish.is_filtered else _("Nothing waits")
        return discord.Embed(title=title, colour=cards.COLOURS[Decision.PUBLISH])
    embed = discord.Embed(
        title=_(
            "Waiting: {first} to {last} of {total}",
            first=page.before + 1,
            last=page.last,
            total=page.total,
        ),
        colour=cards.COLOURS[Decision.HOLD],
    )
    if len(page.lines) > PAGE:
        embed.description = safe.fitting("\n".join(map(_short_line, page.lines)), 4000)
    else:
        for line in page.lines:
            name = safe.one_line(line.author_name, 40) or _("Unnamed")
            embed.add_field(name=f"{line.comment_id} · {name}", value=_line(line), inline=False)
    if page.wish.order is Order.WORST:
        embed.set_footer(text=_("The worst first. Open one with the menu, or Start."))
    else:
        embed.set_footer(text=_("The oldest first. Open one with the menu, or Start."))
    return embed


def _line(line: Waiting) -> str:
    why = cards.reasons(line.verdict).split("\n")[0] if line.verdict is not None else ""
    title = safe.literal(safe.one_line(line.article_title, 60))
    parts = [
        _("{when} on {title}", when=discord.utils.format_dt(line.since, "R"), title=title),
        safe.spoiler(safe.one_line(line.text, 220)),
        why,
    ]
    if line.reader:
        parts.append(_("{name} is reading this.", name=safe.literal(line.reader)))
    return safe.fitting("\n".join(parts), 1024)


def _short_line(line: Waiting) -> str:
    name = safe.literal(safe.one_line(line.author_name, 24)) or _("Unnamed")
    return f"`{line.comment_id}` {name}: {safe.spoiler(safe.one_line(line.text, 70))}"


def page_view(page: QueuePage) -> discord.ui.View | None:
    """A menu to open one, the way to other pages, and the ways to work through them."""
    if not page.lines:
        return None
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("queue-one"),
        placeholder=_("Open a comment to decide"),
        options=[
            discord.SelectOption(
                label=_("Comment {number}", number=line.comment_id), value=str(line.comment_id)
            )
            for line in page.lines
        ],
    )
    first, last = str(page.lines[0].place), str(page.lines[-1].place)
    return buttons.row_of(
        menu,
        buttons.button(_("Start"), "queue-start", page.short, style=Style.primary),
        buttons.button(_("Older"), "queue-before", page.short, first, disabled=not page.before),
        buttons.button(
            _("Newer"), "queue-after", page.short, last, disabled=page.last >= page.total
        ),
        buttons.button(_("Refresh"), "queue-first", page.short),
        buttons.button(_("Select several"), "queue-several", page.short, ""),
    )


def several_view(page: QueuePage, picked: Sequence[str] = ()) -> discord.ui.View | None:
    """A menu to pick several, and what can be done about those that were picked."""
    if not page.lines:
        return None
    options = [
        discord.SelectOption(
            label=_("Comment {number}", number=line.comment_id),
            value=f"{line.comment_id}.{line.number}",
            description=safe.one_line(line.author_name, 90) or None,
            default=f"{line.comment_id}.{line.number}" in picked,
        )
        for line in page.lines
    ]
    return several_controls(options, str(page.lines[-1].place), page.short, page.last < page.total)


def several_controls(
    options: list[discord.SelectOption], last: str, short: str, has_more: bool
) -> discord.ui.View:
    """The menu with what was picked, and the buttons below it."""
    count = sum(option.default for option in options)
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("queue-pick", short, last, int(has_more)),
        placeholder=_("Pick several"),
        min_values=0,
        max_values=len(options),
        options=options,
    )
    approve = ngettext("Approve selected ({n})", "Approve selected ({n})", count)
    reject = ngettext("Reject selected… ({n})", "Reject selected… ({n})", count)
    return buttons.row_of(
        menu,
        buttons.button(approve, "bulk-approve", style=Style.success, disabled=not count),
        buttons.button(reject, "bulk-reject", style=Style.danger, disabled=not count),
        buttons.button(_("Next page"), "queue-several", short, last, disabled=not has_more),
    )


def dossier_embed(dossier: Dossier, *, reader_id: int | None = None) -> discord.Embed:
    """One comment with everything that is known about it.

    Args:
        reader_id: Who will see it: nobody is told that they are reading.
    """
    comment = dossier.comment
    verdict = dossier.revision.verdict
    embed = discord.Embed(
        title=_("Comment {number}: {standing}", number=comment.id, standing=_standing(dossier)),
        url=cards.where(dossier),
        description=cards.text_of(dossier),
        colour=cards.COLOURS[verdict.decision if verdict is not None else Decision.HOLD],
    )
    cards.add_circumstances(embed, dossier)
    if dossier.notes:
        embed.add_field(name=_("Notes"), value=whys.note_lines(dossier.notes), inline=False)
    embed.add_field(name=_("Came by"), value=words.source(comment.source))
    embed.add_field(name=_("Received"), value=discord.utils.format_dt(comment.created_at, "f"))
    if comment.exposed_ms:
        embed.add_field(name=_("Was readable for"), value=f"{comment.exposed_ms} ms")
    if dossier.claim is not None and dossier.claim.moderator_id != reader_id:
        name = safe.literal(dossier.claim.moderator_name)
        embed.add_field(name=_("Taken"), value=_("{name} is reading this.", name=name))
    if verdict is not None:
        embed.set_footer(
            text=_(
                "Policy {policy} · text {number}",
                policy=verdict.policy,
                number=dossier.revision.number,
            )
        )
    return embed


def dossier_view(dossier: Dossier, *, reader_id: int | None = None) -> discord.ui.View:
    """What a moderator can do about it now."""
    comment = dossier.comment
    items: list[discord.ui.Button[discord.ui.View]] = []
    if comment.waiting_since is not None and comment.pending_number is not None:
        items += buttons.approve_or_reject(comment.id, comment.pending_number)
        if dossier.claim is not None and dossier.claim.moderator_id != reader_id:
            items.append(buttons.button(_("Take over"), "take-over", comment.id))
    elif comment.decided_by is not None and comment.state is not CommentState.REMOVED:
        items.append(buttons.button(_("Undo"), "undo", comment.id))
    if comment.state is CommentState.PUBLISHED:
        items.append(buttons.button(_("Remove"), "remove", comment.id, style=Style.danger))
    items += buttons.to_read(dossier, dossier.revision.number)
    return buttons.row_of(*items, buttons.button(_("Add note"), "note", comment.id))


def flow_view(
    dossier: Dossier, short: str, place: str, *, undo_id: int | None = None
) -> discord.ui.View:
    """Decide and go on: the next comment takes this one's place."""
    comment = dossier.comment
    rest = (short, place.split(".")[0])
    items = buttons.approve_or_reject(
        comment.id, comment.pending_number or 0, prefix="flow-", rest=rest
    )
    items.append(buttons.button(_("Next"), "queue-next", short, place, style=Style.primary))
    items += buttons.to_read(dossier, dossier.revision.number)
    items.append(buttons.button(_("Add note"), "note", comment.id))
    return buttons.row_of(*items, *_undo(undo_id, short))


def finished_view(short: str, undo_id: int | None) -> discord.ui.View | None:
    """Below the word that nothing more waits."""
    items = _undo(undo_id, short)
    return buttons.row_of(*items) if items else None


def _undo(undo_id: int | None, short: str) -> list[discord.ui.Button[discord.ui.View]]:
    if undo_id is None:
        return []
    return [buttons.button(_("Undo"), "flow-undo", undo_id, short)]


def _standing(dossier: Dossier) -> str:
    comment = dossier.comment
    if comment.state is CommentState.PUBLISHED and comment.waiting_since is not None:
        return _("published, a change waits")
    return words.state(comment.state)
