"""Why a text waits: each finding with its passage, its score and what would have to change."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io.rendering import safe, words
from bot.discord_io.rendering.findings import sentence
from bot.domain.desk import Note
from bot.domain.verdict import Decision, Verdict
from bot.locales import _, mark
from bot.moderation import Policy
from bot.workflow.desk.why import Why, reasons_of
from bot.workflow.review import Dossier

IN_FIELD = 3
"""Findings that a card explains; the rest is behind Why."""
IN_FULL = 12
"""Findings that the answer to Why explains."""

_FROM = {
    Decision.FLAG: mark("{score} (flagged from {threshold})"),
    Decision.HOLD: mark("{score} (held from {threshold})"),
    Decision.REJECT: mark("{score} (refused from {threshold})"),
}
_WITHOUT_PASSAGE = {
    Decision.PUBLISH: mark("Without this passage the text would be published."),
    Decision.FLAG: mark("Without this passage the text would be published, with a card."),
    Decision.HOLD: mark("Without this passage the text would be held all the same."),
    Decision.REJECT: mark("Without this passage the text would be refused all the same."),
}
_WITHOUT_FINDING = {
    Decision.PUBLISH: mark("Without this finding the text would be published."),
    Decision.FLAG: mark("Without this finding the text would be published, with a card."),
    Decision.HOLD: mark("Without this finding the text would be held all the same."),
    Decision.REJECT: mark("Without this finding the text would be refused all the same."),
}


def field(text: str, verdict: Verdict, policy: Policy | None, *, quoting: bool = True) -> str:
    """The findings that weigh most, as a field of a card."""
    found = reasons_of(text, verdict, policy)
    blocks = [line(why, quoting=quoting) for why in found[:IN_FIELD]]
    if found:
        blocks.append(_without(found[0]))
    if len(found) > IN_FIELD:
        blocks.append(_("… and {count} more: press Why.", count=len(found) - IN_FIELD))
    return safe.fitting("\n".join(blocks) or _("Nothing was found."), 1024)


def line(why: Why, *, quoting: bool) -> str:
    """One finding: its decision, rule and score, its passage, and what the detector says."""
    finding = why.finding
    score = f"{finding.score:.2f}"
    if why.threshold is not None:
        score = _(_FROM[finding.decision], score=score, threshold=f"{why.threshold:.2f}")
    parts = [f"**{words.decision(finding.decision)}** `{finding.rule}` {score}"]
    if quoting and why.quote.strip():
        parts.append(f"“{safe.spoiler(safe.one_line(why.quote, 80))}”")
    parts.append(sentence(finding, quoting=quoting))
    return safe.fitting(" ".join(parts), 320)


def _without(why: Why) -> str:
    return _((_WITHOUT_PASSAGE if why.quote else _WITHOUT_FINDING)[why.without])


def embed(dossier: Dossier) -> discord.Embed:
    """Everything that was found, and what moderators have noted."""
    verdict = dossier.revision.verdict
    text, policy = dossier.revision.text, dossier.policy
    found = reasons_of(text, verdict, policy) if verdict is not None else ()
    blocks = [f"{line(why, quoting=True)}\n{_without(why)}" for why in found[:IN_FULL]]
    if len(found) > IN_FULL:
        blocks.append(_("… and {count} more.", count=len(found) - IN_FULL))
    made = discord.Embed(
        title=_("Why comment {number} is judged so", number=dossier.comment.id),
        description=safe.fitting("\n\n".join(blocks) or _("Nothing was found."), 4000),
    )
    if dossier.notes:
        made.add_field(name=_("Notes"), value=note_lines(dossier.notes), inline=False)
    if verdict is not None:
        made.set_footer(text=_("Policy {policy}", policy=verdict.policy))
    return made


def note_lines(notes: Sequence[Note]) -> str:
    """What moderators told each other, the newest last."""
    lines = [
        _(
            "#{number} {name}, {when}: {text}",
            number=note.id,
            name=safe.literal(note.by_name),
            when=discord.utils.format_dt(note.at, "R"),
            text=safe.literal(safe.one_line(note.text, 300)),
        )
        for note in notes
    ]
    while len("\n".join(lines)) > 1024 and len(lines) > 1:
        lines.pop(0)
    return safe.fitting("\n".join(lines), 1024)
