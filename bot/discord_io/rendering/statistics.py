"""Figures and pictures for moderators."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import discord

from bot.discord_io.rendering import posts, safe
from bot.domain.weekly import WeeklySettings
from bot.locales import _, mark
from bot.workflow.statistics import wording
from bot.workflow.statistics.export import COLUMNS, Export
from bot.workflow.statistics.pictures import Sheet
from bot.workflow.statistics.series import FalseHolds
from bot.workflow.statistics.weekly import WeeklyReport

FILE_NAME = "statistics.png"
ALTERNATIVE = 1024
"""Characters of a file's description. Source: Discord's documentation, "Attachment Object"."""
DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def sheet_embed(sheet: Sheet, *, has_picture: bool, note: str = "") -> discord.Embed:
    """The figures in words, with the picture below them.

    Args:
        note: Why there is no picture.
    """
    lines = [*sheet.lines, *(["", f"-# {note}"] if note else [])]
    embed = discord.Embed(
        title=safe.fitting(safe.literal(safe.one_line(sheet.title, 200)), 256),
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION),
        colour=posts.COLOUR,
    )
    if has_picture:
        embed.set_image(url=f"attachment://{FILE_NAME}")
    return embed


def picture_file(png: bytes, words: Sequence[str]) -> discord.File:
    """A picture, described in words for those who cannot see it."""
    plain = " ".join(words).replace("**", "").replace("`", "")
    return discord.File(
        BytesIO(png), filename=FILE_NAME, description=safe.one_line(plain, ALTERNATIVE)
    )


def export_text(export: Export) -> str:
    """What a file of decisions holds, column by column."""
    lines = [
        wording.ngettext("**{count}** decision.", "**{count}** decisions.", export.decisions),
        *(f"`{name}`: {_(COLUMNS[name])}" for name in export.columns),
    ]
    return "\n".join(lines)


def weekly_sentence(settings: WeeklySettings) -> str:
    """When the report comes."""
    if settings.weekday is None:
        return _("There is no weekly report.")
    return _(
        "The weekly report comes in the moderators' channel on {day} from {hour}:00, in the "
        "server's time zone.",
        day=_(DAYS[settings.weekday]),
        hour=settings.hour,
    )


def weekly_embed(report: WeeklyReport, *, has_picture: bool) -> discord.Embed:
    """A week in figures, for the moderators."""
    embed = discord.Embed(
        title=_("The last seven days"),
        description="\n".join(weekly_words(report)),
        colour=posts.COLOUR,
    )
    if report.slowest:
        lines = [
            _(
                "{time}: comment {number} on {article}",
                time=wording.duration(one.seconds),
                number=one.comment_id,
                article=safe.literal(safe.one_line(one.title, 80)),
            )
            for one in report.slowest
        ]
        embed.add_field(name=_("Longest waits"), value="\n".join(lines)[:1024], inline=False)
    if report.false_holds:
        lines = [_false_hold(one) for one in report.false_holds]
        embed.add_field(
            name=_("Held, and then approved"), value="\n".join(lines)[:1024], inline=False
        )
    if report.discussed:
        lines = [
            _(
                "{article}: {count}",
                article=safe.literal(safe.one_line(one.title, 80)),
                count=wording.count(one.count),
            )
            for one in report.discussed
        ]
        embed.add_field(name=_("Most discussed"), value="\n".join(lines)[:1024], inline=False)
    if has_picture:
        embed.set_image(url=f"attachment://{FILE_NAME}")
    embed.set_footer(text=_("/stats report changes when this comes; /stats show says more."))
    return embed


def weekly_words(report: WeeklyReport) -> list[str]:
    """What came, how it was decided, what waits."""
    if not report.came.total and report.decided is None:
        return [_(wording.NOTHING)]
    lines = [wording.ngettext("**{count}** comment came.", "**{count}** comments came.",
                              report.came.total)]  # fmt: skip
    parts = [
        _("{outcome} {count}", outcome=_(wording.OUTCOMES[outcome]), count=wording.count(count))
        for outcome, count in report.came.totals.items()
        if count
    ]
    lines.append(" · ".join(parts))
    if report.decided is not None:
        lines.append(
            wording.ngettext(
                "Moderators decided about **{count}** held text: half within {middle}, nine in "
                "ten within {far}.",
                "Moderators decided about **{count}** held texts: half within {middle}, nine in "
                "ten within {far}.",
                report.decided.count,
                middle=wording.duration(report.decided.middle),
                far=wording.duration(report.decided.far),
            )
        )
    if report.waiting.oldest is not None:
        age = (report.now - report.waiting.oldest).total_seconds()
        lines.append(
            wording.ngettext(
                "**{count}** text waits now, for {age}.",
                "**{count}** texts wait now, the oldest for {age}.",
                report.waiting.count,
                age=wording.duration(age),
            )
        )
    return lines


def _false_hold(one: FalseHolds) -> str:
    return _(
        "`{rule}`: {approved} of {decided}, {share}",
        rule=one.rule,
        approved=wording.count(one.approved),
        decided=wording.count(one.decided),
        share=wording.interval(one.share),
    )
