"""Appeals: their cards, and what a member is told of the outcome."""

from __future__ import annotations

import discord

from bot.discord_io.rendering import buttons, cases, safe
from bot.discord_io.rendering.links import article_url
from bot.domain.case import Appeal, AppealState
from bot.locales import _, mark
from bot.workflow.standing.stage import AppealFile

Style = discord.ButtonStyle

STATES = {
    AppealState.OPEN: mark("not decided yet"),
    AppealState.UPHELD: mark("the decision stands"),
    AppealState.GRANTED: mark("the decision was taken back"),
}
_COLOURS = {AppealState.OPEN: discord.Colour(0xD9752B)}
_CLOSED = discord.Colour(0x747F8D)


def embed(file: AppealFile) -> discord.Embed:
    """The card of one appeal."""
    appeal = file.appeal
    made = discord.Embed(
        title=_("Appeal {number}: {standing}", number=appeal.id, standing=_(STATES[appeal.state])),
        description=safe.fitting(safe.literal(appeal.text), 1200),
        colour=_COLOURS.get(appeal.state, _CLOSED),
        timestamp=appeal.at,
    )
    made.add_field(name=_("Member"), value=f"<@{appeal.user_id}> {safe.literal(appeal.user_name)}")
    if appeal.against_names:
        names = safe.fitting(safe.literal(appeal.against_names), 1024)
        made.add_field(name=_("Decided at first by"), value=names)
    if file.case is not None:
        made.add_field(
            name=_("Case"), value=safe.fitting(cases.line(file.case), 1024), inline=False
        )
    if file.comment is not None:
        made.add_field(name=_("Comment {number}", number=file.comment.id), value=_text(file))
    if appeal.state is not AppealState.OPEN:
        name = safe.literal(appeal.decided_name)
        decided = f"{name}: {safe.literal(appeal.reply)}" if appeal.reply else name
        if appeal.alone:
            decided += "\n" + _("Decided alone: no other moderator is known.")
        made.add_field(name=_("Decided"), value=safe.fitting(decided, 1024), inline=False)
    if appeal.answer:
        answer = safe.fitting(safe.literal(appeal.answer), 1024)
        made.add_field(name=_("The member's answer"), value=answer, inline=False)
    return made


def _text(file: AppealFile) -> str:
    text = safe.fitting_spoiler(file.text, 700) if file.text else _("Its text is kept no longer.")
    if file.article is None:
        return text
    title = safe.literal(safe.one_line(file.article.document.title, 80))
    url = article_url(file.article)
    return f"{f'[{title}]({url})' if url else title}\n{text}"


def view(file: AppealFile) -> discord.ui.View:
    """What a moderator can do about it."""
    appeal = file.appeal
    items: list[discord.ui.Button[discord.ui.View]] = []
    if appeal.state is AppealState.OPEN:
        items = [
            buttons.button(_("Take it back"), "appeal-grant", appeal.id, style=Style.success),
            buttons.button(_("Let it stand"), "appeal-uphold", appeal.id, style=Style.danger),
        ]
    items.append(buttons.button(_("Member"), "member", appeal.user_id))
    if file.comment is not None:
        items.append(buttons.button(_("History"), "history", file.comment.id))
    return buttons.row_of(*items)


def told(appeal: Appeal, server: str) -> str:
    """What the member is told of the outcome."""
    server = safe.literal(server)
    if appeal.state is AppealState.GRANTED:
        said = _(
            "**{server}**: your appeal had success. The decision was taken back.", server=server
        )
    else:
        said = _(
            "**{server}**: the moderators read your appeal. The decision stands.", server=server
        )
    if not appeal.reply:
        return said
    return f"{said}\n{_('They say: {reply}', reply=safe.literal(appeal.reply))}"


def below_told(appeal: Appeal) -> discord.ui.View | None:
    """One word back, where it was not said yet."""
    if appeal.answer:
        return None
    return buttons.row_of(buttons.button(_("Answer"), "appeal-answer", appeal.id))
