"""What moderators see: cards, a comment's history, how a text would be judged."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io.rendering import safe, whys, words
from bot.discord_io.rendering.findings import sentence
from bot.discord_io.rendering.links import article_url, comment_url
from bot.domain.card import Card, CardKind, Report
from bot.domain.comment import Comment, CommentState, HistoryEntry
from bot.domain.verdict import Decision, Finding, Verdict
from bot.locales import _, mark
from bot.moderation import Policy
from bot.workflow.review import Dossier

TEXT = 2600
"""Characters of the text, with its marks, that a card shows."""
REASONS = 6
"""Findings that a card lists."""

COLOURS = {
    Decision.PUBLISH: discord.Colour(0x2F7D5B),
    Decision.FLAG: discord.Colour(0xD9A441),
    Decision.HOLD: discord.Colour(0xD9752B),
    Decision.REJECT: discord.Colour(0xB3261E),
}
CLOSED = discord.Colour(0x747F8D)


def card_embed(card: Card, dossier: Dossier) -> discord.Embed:
    """The card of one revision of a comment."""
    comment = dossier.comment
    closed = card.closed_at is not None
    verdict = dossier.revision.verdict
    colour = COLOURS[verdict.decision] if verdict is not None else COLOURS[Decision.HOLD]
    embed = discord.Embed(
        title=_card_title(card, dossier),
        url=where(dossier),
        description=text_of(dossier),
        colour=CLOSED if closed else colour,
    )
    add_circumstances(embed, dossier)
    if closed:
        embed.add_field(name=_("Decided"), value=_outcome(dossier), inline=False)
    else:
        since = comment.waiting_since or card.opened_at
        embed.add_field(name=_("Waiting"), value=discord.utils.format_dt(since, "R"))
    if comment.exposed_ms:
        embed.add_field(name=_("Was readable for"), value=f"{comment.exposed_ms} ms")
    footer = _("Comment {number}", number=comment.id)
    embed.set_footer(text=f"{footer} · {verdict.policy}" if verdict else footer)
    return embed


def text_of(dossier: Dossier) -> str:
    """The text behind a spoiler, or a word on where it is where nobody should meet it unasked."""
    if dossier.comment.blanked_at is not None:
        return _("*Its text was deleted: it is kept no longer.*")
    if dossier.is_blurred:
        return _("The text is not shown here. Press Show text to read it, for you alone.")
    return marked_spoiler(dossier.revision.text, dossier.revision.verdict)


def why_field(dossier: Dossier) -> str:
    """Why the text waits; of a blurred one without its passages."""
    verdict = dossier.revision.verdict
    if verdict is None:
        return _("Nothing was found.")
    text, quoting = dossier.revision.text, not dossier.is_blurred
    return whys.field(text, verdict, dossier.policy, quoting=quoting)


def add_circumstances(embed: discord.Embed, dossier: Dossier) -> None:
    """The fields that tell why, who reported it, what it answers, whose it is and where."""
    verdict = dossier.revision.verdict
    if verdict is not None and verdict.findings:
        embed.add_field(name=_("Why"), value=why_field(dossier), inline=False)
    if dossier.reports:
        embed.add_field(name=_("Reports"), value=report_lines(dossier.reports), inline=False)
    if dossier.shown_text:
        quote = safe.spoiler(safe.one_line(dossier.shown_text, 300))
        embed.add_field(name=_("Shown until then"), value=quote, inline=False)
    if dossier.parent_text:
        quote = safe.spoiler(safe.one_line(dossier.parent_text, 300))
        embed.add_field(name=_("Answers"), value=quote, inline=False)
    embed.add_field(name=_("Author"), value=author_line(dossier))
    embed.add_field(name=_("Article"), value=article_line(dossier))


def _card_title(card: Card, dossier: Dossier) -> str:
    title = safe.one_line(dossier.article.document.title, 120)
    if card.kind is CardKind.LOOK:
        asked = _("Reported") if dossier.reports else _("Published, please look")
    elif dossier.comment.state is CommentState.PUBLISHED and card.number > 1:
        asked = _("A change waits")
    else:
        asked = _("A comment waits")
    if card.closed_at is not None:
        asked = _("Done")
    return safe.fitting(f"{asked}: {safe.literal(title)}", 256)


def marked_spoiler(text: str, verdict: Verdict | None) -> str:
    """The text behind a spoiler, literally, with the findings' spans bold and underlined."""
    marked = "".join(
        f"__**{safe.literal(piece)}**__" if is_marked and piece.strip() else safe.literal(piece)
        for piece, is_marked in _pieces(text, verdict)
    )
    if len(marked) > TEXT:
        plain = safe.fitting(safe.literal(text), TEXT)
        cut = _("Cut here; `/comment show` has all of it.")
        return f"||{plain}||\n{cut}"
    return f"||{marked}||" if marked.strip() else _("(empty)")


def _pieces(text: str, verdict: Verdict | None) -> list[tuple[str, bool]]:
    """The text cut at the borders of its marked spans; spans over everything mark nothing."""
    marks = bytearray(len(text))
    for finding in verdict.findings if verdict is not None else ():
        span = finding.span
        if finding.decision > Decision.PUBLISH and span.end - span.start < len(text):
            marks[span.start : span.end] = b"\x01" * (span.end - span.start)
    pieces: list[tuple[str, bool]] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or marks[index] != marks[start]:
            pieces.append((text[start:index], bool(marks[start])))
            start = index
    return pieces


def reasons(verdict: Verdict) -> str:
    """The findings as lines, the strictest first."""
    ordered = verdict.strictest_first
    lines = [_reason(finding) for finding in ordered[:REASONS]]
    if len(ordered) > REASONS:
        lines.append(_("… and {count} more.", count=len(ordered) - REASONS))
    return safe.fitting("\n".join(lines) or _("Nothing was found."), 1024)


def _reason(finding: Finding) -> str:
    line = f"**{words.decision(finding.decision)}** `{finding.rule}` {finding.score:.2f}"
    return safe.fitting(f"{line} {sentence(finding)}", 320)


def author_line(dossier: Dossier) -> str:
    """Who wrote it, and how their comments have fared on this server."""
    author = dossier.comment.author
    if author.id is None:
        name = safe.literal(author.name) or _("Unnamed")
        return _("{name} (with the article)", name=name)
    counts = dossier.author_counts
    standing = ", ".join(
        words.count_of(counts[state], state) for state in CommentState if counts.get(state)
    )
    return f"<@{author.id}> {safe.literal(author.name)}\n{standing}"


def article_line(dossier: Dossier) -> str:
    """The article's title with its address."""
    title = safe.literal(safe.one_line(dossier.article.document.title, 80))
    url = article_url(dossier.article)
    return f"[{title}]({url})" if url else title


def where(dossier: Dossier) -> str | None:
    """Where to look: the comment's post, else the article's."""
    return comment_url(dossier.comment, dossier.article) or article_url(dossier.article)


def report_lines(reports: Sequence[Report]) -> str:
    """The newest reports, one a line."""
    no_reason = _("no reason given")
    lines = [
        f"{safe.literal(report.reporter_name)}: {safe.literal(report.reason) or no_reason}"
        for report in reports[-5:]
    ]
    if len(reports) > 5:
        lines.insert(0, _("{count} in all; the newest:", count=len(reports)))
    return safe.fitting("\n".join(lines), 1024)


def _outcome(dossier: Dossier) -> str:
    for entry in reversed(dossier.history):
        if entry.event in _DECIDING:
            return _history_line(entry)
    return words.state(dossier.comment.state)


_DECIDING = frozenset(
    {
        "approved",
        "rejected",
        "removed",
        "kept",
        "withdrawn",
        "edited",
        "cleared",
        "flagged",
        "hidden",
        "undone",
    }
)


def history_text(comment: Comment, entries: Sequence[HistoryEntry]) -> str:
    """A comment's history, newest last, as far as it fits into one message."""
    standing = words.state(comment.state)
    head = _("**Comment {number}**: {standing}", number=comment.id, standing=standing)
    lines = [_history_line(entry) for entry in entries]
    while lines and len("\n".join([head, *lines])) > 1900:
        lines.pop(0)
    return "\n".join([head, *lines])


def _history_line(entry: HistoryEntry) -> str:
    who = safe.literal(entry.actor_name) if entry.actor_name else "Greenroom"
    event = _("{event} by {name}", event=words.event(entry.event), name=who)
    parts = [discord.utils.format_dt(entry.at, "f"), event]
    if entry.number is not None and entry.number > 1:
        parts.append(_("(text {number})", number=entry.number))
    if entry.policy:
        parts.append(_("under {policy}", policy=entry.policy))
    if entry.reason:
        parts.append(f"— {safe.literal(safe.one_line(entry.reason, 200))}")
    return " ".join(parts)


def verdict_embed(text: str, verdict: Verdict, policy: Policy) -> discord.Embed:
    """How a text would be judged, and why."""
    embed = discord.Embed(
        title=_(_WOULD[verdict.decision]),
        description=marked_spoiler(text, verdict),
        colour=COLOURS[verdict.decision],
    )
    embed.add_field(name=_("Why"), value=whys.field(text, verdict, policy), inline=False)
    embed.set_footer(text=_("Policy {policy}", policy=verdict.policy))
    return embed


_WOULD = {
    Decision.PUBLISH: mark("Would be published"),
    Decision.FLAG: mark("Would be published, with a card for a look afterwards"),
    Decision.HOLD: mark("Would wait for a moderator"),
    Decision.REJECT: mark("Would not be published"),
}
