"""The card of similar comments, and the line that counts what a flood would have added."""

from __future__ import annotations

import discord

from bot.discord_io.rendering import buttons, cards, safe, words
from bot.domain.verdict import Decision
from bot.locales import _, ngettext
from bot.workflow.desk.carding import IncidentDossier
from bot.workflow.desk.wishes import key_of
from bot.workflow.review import Dossier

Style = discord.ButtonStyle
_TEXT = 900
_NAMES = 8


def embed(dossier: IncidentDossier) -> discord.Embed:
    """The first of the comments in full, how many there are, and who wrote them."""
    one = dossier.first[0]
    article = safe.literal(safe.one_line(one.article.document.title, 120))
    total = sum(dossier.counts.values())
    if dossier.waiting:
        title = _(
            "{waiting} similar comments wait: {article}", waiting=dossier.waiting, article=article
        )
        colour = cards.COLOURS[Decision.HOLD]
    else:
        title = _("Done: {total} similar comments: {article}", total=total, article=article)
        colour = cards.CLOSED
    made = discord.Embed(title=safe.fitting(title, 256), url=cards.where(one), colour=colour)
    for member in dossier.first if dossier.waiting else ():
        made.add_field(
            name=f"{member.comment.id} · {safe.one_line(member.comment.author.name, 40)}",
            value=_text(member),
            inline=False,
        )
    verdict = one.revision.verdict
    if verdict is not None and verdict.findings:
        made.add_field(name=_("Why"), value=cards.why_field(one), inline=False)
    made.add_field(name=_("Authors"), value=_authors(dossier), inline=False)
    made.add_field(name=_("So far"), value=_counts(dossier), inline=False)
    return made


def _text(member: Dossier) -> str:
    if member.is_blurred:
        return _("Not shown here. Open it with Show them.")
    return safe.fitting_spoiler(member.revision.text, _TEXT) or "…"


def _authors(dossier: IncidentDossier) -> str:
    names = [
        f"<@{user_id}> {safe.literal(name)}" if user_id is not None else safe.literal(name)
        for user_id, name in dossier.authors[:_NAMES]
    ]
    more = len(dossier.authors) - _NAMES
    if more > 0:
        names.append(ngettext("and one more", "and {n} more", more))
    return safe.fitting(", ".join(names) or "…", 1024)


def _counts(dossier: IncidentDossier) -> str:
    counts = sorted(dossier.counts.items())
    return ", ".join(words.count_of(many, standing) for standing, many in counts if many)


def view(dossier: IncidentDossier) -> discord.ui.View | None:
    """What can be done about all of them."""
    if not dossier.waiting:
        return None
    incident_id, newest = dossier.incident.id, key_of(dossier.newest)
    return buttons.row_of(
        buttons.button(
            _("Approve all"), "incident-approve", incident_id, newest, style=Style.success
        ),
        buttons.button(
            _("Reject all…"), "incident-reject", incident_id, newest, style=Style.danger
        ),
        buttons.button(_("Show them"), "incident-show", incident_id),
    )


def crowd(count: int) -> str:
    """How many cards were not posted."""
    if not count:
        return _("All that was counted here has been decided.")
    return ngettext(
        "One more comment waits without a card of its own: `/queue` has it.",
        "{n} more comments wait without cards of their own: `/queue` has them.",
        count,
    )
