"""What moderators see of feeds."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.discord_io.rendering import posts, safe
from bot.domain.feed import FeedState, Filters, Subscription
from bot.domain.look import Picture
from bot.locales import _, mark, ngettext
from bot.workflow.feeds.sorting import Outcome, Sorted
from bot.workflow.feeds.subscriptions import Preview
from bot.workflow.feeds.tables import SeenItem

DESCRIPTION = 4_000
"""Characters of a list; an embed's description holds 4,096."""
MOST_ITEMS = 15
PICTURES = {
    Picture.LARGE: mark("large"),
    Picture.SMALL: mark("small"),
    Picture.NONE: mark("none"),
}
"""How a picture is shown, in words."""
_MARKS = {Outcome.POST: "🆕", Outcome.UPDATE: "✏️", Outcome.LEAVE: "·"}
_SAID = {
    Outcome.POST: mark("posted"),
    Outcome.UPDATE: mark("corrected"),
    Outcome.LEAVE: mark("not posted"),
}
_STATES = {
    FeedState.ACTIVE: mark("active"),
    FeedState.PAUSED: mark("paused"),
    FeedState.GONE: mark("gone"),
}


def added_sentence(subscription: Subscription, *, is_new: bool, is_prepared: bool) -> str:
    """What became of a request to subscribe."""
    title = safe.literal(safe.one_line(subscription.title, 120))
    channel = f"<#{subscription.channel_id}>"
    if not is_new:
        return _(
            "{channel} has “{title}” already: `{number}`.",
            channel=channel,
            title=title,
            number=subscription.id,
        )
    text = _(
        "{channel} gets the new articles of “{title}” (`{number}`).",
        channel=channel,
        title=title,
        number=subscription.id,
    )
    many = subscription.first_posts
    first = _("No item that is there now is posted.")
    if many:
        first = ngettext(
            "Its newest item is posted now.", "Its newest {n} items are posted now.", many
        )
    lines = [f"{text} {first}"]
    if not is_prepared:
        lines.append(
            _(
                "⚠ {channel} has not been made ready: members may be able to type there unjudged. "
                "A manager can change that with `/setup channel`.",
                channel=channel,
            )
        )
    return "\n".join(lines)


def list_embed(subscriptions: Sequence[Subscription]) -> discord.Embed:
    """Every feed, with how it is doing."""
    if not subscriptions:
        return discord.Embed(description=_("No feeds yet. Add one with `/feed add`."))
    lines = [_line(one) for one in subscriptions]
    return discord.Embed(
        title=_("Feeds"),
        description=safe.fitting("\n".join(lines), DESCRIPTION),
        colour=posts.COLOUR,
    )


def _line(one: Subscription) -> str:
    title = safe.literal(safe.one_line(one.title, 60))
    state = "" if one.state is FeedState.ACTIVE else f" · **{_(_STATES[one.state])}**"
    wishes = _wishes(one.filters)
    line = f"`{one.id}` {title} → <#{one.channel_id}>{state}{f' · {wishes}' if wishes else ''}"
    if one.pulse.failures:
        why = safe.literal(safe.one_line(one.pulse.failure, 120))
        next_at = discord.utils.format_dt(one.pulse.next_at, "R")
        failed = ngettext(
            "⚠ failed once: {why} Asked again {when}.",
            "⚠ failed {n} times: {why} Asked again {when}.",
            one.pulse.failures,
            why=why,
            when=next_at,
        )
        line += f"\n{failed}"
    return line


def _wishes(filters: Filters) -> str:
    parts = [
        (mark("with {words}"), filters.with_words),
        (mark("without {words}"), filters.without_words),
        (mark("in {words}"), filters.categories),
        (mark("not in {words}"), filters.without_categories),
    ]
    said = [
        _(wish, words=safe.literal(safe.one_line(", ".join(wanted), 60)))
        for wish, wanted in parts
        if wanted
    ]
    if filters.newest_days:
        said.append(ngettext("at most {n} day old", "at most {n} days old", filters.newest_days))
    return "; ".join(said)


def look_embed(one: Subscription) -> discord.Embed:
    """How a feed's posts look from now on."""
    look = one.look
    role = f"<@&{look.mention_role_id}>" if look.mention_role_id is not None else _("nobody")
    embed = discord.Embed(
        title=safe.literal(safe.one_line(one.title, 200)),
        description=_("New posts look like this from now on; those that stand stay as they are."),
        colour=posts.COLOUR,
    )
    embed.add_field(name=_("Title"), value=safe.fitting(safe.literal(look.title), 1024))
    embed.add_field(name=_("Lead"), value=safe.fitting(safe.literal(look.lead), 1024))
    embed.add_field(name=_("Picture"), value=_(PICTURES[look.picture]))
    embed.add_field(name=_("Pings"), value=role)
    if look.tags:
        embed.add_field(name=_("Tags"), value=safe.literal(", ".join(look.tags))[:1024])
    embed.add_field(
        name=_("Text"),
        value=_("the whole article") if one.reads_pages else _("what the feed gives"),
    )
    return embed


def test_embed(preview: Preview) -> discord.Embed:
    """How a feed answers."""
    feed, one = preview.feed, preview.subscription
    dates = [item.published_at for item in feed.items if item.published_at is not None]
    newest = discord.utils.format_dt(max(dates), "R") if dates else _("without dates")
    lines = [
        ngettext(
            "It answers with {n} item, the newest {when}.",
            "It answers with {n} items, the newest {when}.",
            len(feed.items),
            when=newest,
        ),
        _(
            "{texts} have text, {pictures} a picture, {names} a name of their own.",
            texts=sum(bool(item.paragraphs) for item in feed.items),
            pictures=sum(bool(item.picture_url) for item in feed.items),
            names=sum(bool(item.guid) for item in feed.items),
        ),
    ]
    if one.pulse.failures:
        lines.append(
            ngettext(
                "Before, it failed once.",
                "Before, it failed {n} times in a row.",
                one.pulse.failures,
            )
        )
    return discord.Embed(
        title=safe.fitting(safe.literal(feed.title or one.title), 256),
        description="\n".join(lines),
        url=posts.web_address(one.url),
        colour=posts.COLOUR,
    )


def preview_embed(preview: Preview) -> discord.Embed:
    """What would become of a feed's items, those that come first at the top."""
    if not preview.items:
        return discord.Embed(description=_("The feed has no items now."))
    wanted = sorted(preview.items, key=lambda one: one.outcome is Outcome.LEAVE)
    lines = [_item_line(one) for one in wanted[:MOST_ITEMS]]
    left = len(wanted) - len(lines)
    embed = discord.Embed(
        title=safe.fitting(safe.literal(preview.feed.title or preview.subscription.title), 256),
        description=safe.fitting("\n".join(lines), DESCRIPTION),
        colour=posts.COLOUR,
    )
    foot = _("Nothing is posted by this.")
    if left:
        foot = f"{foot} {ngettext('{n} more item.', '{n} more items.', left)}"
    embed.set_footer(text=foot)
    return embed


def _item_line(one: Sorted) -> str:
    title = safe.literal(safe.one_line(one.item.title, 120))
    return f"{_MARKS[one.outcome]} {title}\n-# {safe.literal(safe.one_line(one.why, 150))}"


def why_embed(items: Sequence[SeenItem]) -> discord.Embed:
    """What became of some items."""
    if not items:
        return discord.Embed(
            description=_(
                "No feed has brought an item like that. `/feed preview` shows what one says now."
            )
        )
    lines = []
    for one in items:
        title = safe.literal(safe.one_line(one.title, 120))
        article = f" · {_('article `{number}`', number=one.article_id)}" if one.article_id else ""
        when = discord.utils.format_dt(one.first_seen_at, "R")
        lines.append(
            f"**{title}** · {_(_SAID[one.outcome])}{article} · {when}\n"
            f"-# {safe.literal(safe.one_line(one.feed_title, 60))}: "
            f"{safe.literal(safe.one_line(one.why, 150))}"
        )
    return discord.Embed(
        description=safe.fitting("\n".join(lines), DESCRIPTION), colour=posts.COLOUR
    )


def choices(subscriptions: Sequence[Subscription], typed: str) -> list[app_commands.Choice[str]]:
    """Feeds to choose from while typing."""
    wanted = typed.casefold()
    return [
        app_commands.Choice(
            name=safe.one_line(f"#{one.id} {one.title} ({_(_STATES[one.state])})", 100),
            value=str(one.id),
        )
        for one in subscriptions
        if wanted in f"#{one.id} {one.title} {one.url}".casefold()
    ][:25]
