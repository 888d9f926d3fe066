"""What members and managers read about stored data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from gzip import compress
from io import BytesIO

import discord

from bot.discord_io.rendering import buttons, posts, safe
from bot.domain.errors import Refused
from bot.domain.privacy import Deletion, PrivacySettings, Purge, PurgeReason
from bot.locales import _, mark, ngettext
from bot.workflow.privacy.own_data import Deleted, Stock

DELETIONS = {
    Deletion.ANONYMISE: mark(
        "Your comments stay, under the name “Former member”, without your picture. What you typed "
        "yourself below articles stays as it stands, since only you can change it."
    ),
    Deletion.ERASE: mark(
        "Your comments are taken down and their texts deleted, also what you typed yourself below "
        "articles."
    ),
}
_REASONS = {
    PurgeReason.RETENTION: mark("kept as long as this server keeps them, by Greenroom"),
    PurgeReason.MEMBER: mark("at the wish of the member whose they were"),
}


def data_file(data: Mapping[str, object], *, limit: int) -> discord.File:
    """Everything about a member as JSON, compressed where it would be too large.

    Raises:
        Refused: it is too large even so.
    """
    written = json.dumps(data, ensure_ascii=False, indent=1).encode()
    if len(written) <= limit:
        return discord.File(BytesIO(written), filename="my-data.json")
    packed = compress(written)
    if len(packed) > limit:
        raise Refused(
            "There is more than the {limit:,.0f} MB that Discord takes here. Ask the moderators: "
            "whoever runs the bot can give it to you.",
            limit=limit / 2**20,
        )
    return discord.File(BytesIO(packed), filename="my-data.json.gz")


def delete_question(stock: Stock) -> str:
    """What would be deleted, before it is."""
    return "\n".join(
        (
            ngettext(
                "**Delete what is stored about you on this server?** That is {n} comment, and "
                "your reports and news.",
                "**Delete what is stored about you on this server?** That is {n} comments, and "
                "your reports and news.",
                stock.comments,
            ),
            _(DELETIONS[stock.deletion]),
            _("It cannot be undone. That something was decided, and when, stays without text."),
        )
    )


def delete_view(stock: Stock) -> discord.ui.View:
    """The button that does it."""
    return buttons.row_of(
        buttons.button(
            _("Delete for good"),
            "my-data-delete",
            stock.deletion.value,
            style=discord.ButtonStyle.danger,
        )
    )


def deleted_text(deleted: Deleted) -> str:
    """What was done."""
    if deleted.deletion is Deletion.ERASE:
        return ngettext(
            "**Done.** {n} comment is erased; what stood on Discord goes in a moment.",
            "**Done.** {n} comments are erased; what stood on Discord goes in a moment.",
            deleted.comments,
        )
    lines = [
        ngettext(
            "**Done.** {n} comment is anonymous; its post is made anew in a moment.",
            "**Done.** {n} comments are anonymous; their posts are made anew in a moment.",
            deleted.comments,
        )
    ]
    if deleted.standing_messages:
        lines.append(
            ngettext(
                "{n} message that you typed yourself still stands under your name: delete it in "
                "Discord if you want it gone.",
                "{n} messages that you typed yourself still stand under your name: delete them in "
                "Discord if you want them gone.",
                deleted.standing_messages,
            )
        )
    return "\n".join(lines)


def settings_text(settings: PrivacySettings) -> str:
    """What holds on a server."""
    kept = _("The texts of rejected, withdrawn and removed comments are kept.")
    if settings.retention_days:
        kept = ngettext(
            "The texts of rejected, withdrawn and removed comments are deleted after {n} day.",
            "The texts of rejected, withdrawn and removed comments are deleted after {n} days.",
            settings.retention_days,
        )
    theirs = {
        Deletion.ANONYMISE: _(
            "A member who has their data deleted leaves anonymous comments (`anonymise`)."
        ),
        Deletion.ERASE: _(
            "A member who has their data deleted has their comments taken down (`erase`)."
        ),
    }
    return f"{kept}\n{theirs[settings.deletion]}"


def log_embed(purges: Sequence[Purge]) -> discord.Embed:
    """What was deleted, newest first."""
    lines = [
        _(
            "{when}: {count} × {what}, {why}",
            when=discord.utils.format_dt(one.at, "f"),
            count=one.count,
            what=one.what,
            why=_(_REASONS[one.why]),
        )
        for one in purges
    ]
    return discord.Embed(
        title=_("What was deleted"),
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION) or _("Nothing so far."),
        colour=posts.COLOUR,
    )
