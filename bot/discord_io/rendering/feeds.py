"""What moderators see of feeds."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.discord_io.rendering import posts, safe
from bot.domain.feed import FeedState, Filters, Subscription
from bot.workflow.feeds.sorting import Outcome, Sorted
from bot.workflow.feeds.subscriptions import Preview
from bot.workflow.feeds.tables import SeenItem

DESCRIPTION = 4_000
"""Characters of a list; an embed's description holds 4,096."""
MOST_ITEMS = 15
_MARKS = {Outcome.POST: "🆕", Outcome.UPDATE: "✏️", Outcome.LEAVE: "·"}
_SAID = {Outcome.POST: "posted", Outcome.UPDATE: "corrected", Outcome.LEAVE: "not posted"}


def added_sentence(subscription: Subscription, *, is_new: bool, is_prepared: bool) -> str:
    """What became of a request to subscribe."""
    title = safe.literal(safe.one_line(subscription.title, 120))
    if not is_new:
        return f"<#{subscription.channel_id}> has “{title}” already: `{subscription.id}`."
    many = subscription.first_posts
    newest = f"its newest {many} items are" if many > 1 else "its newest item is"
    text = (
        f"<#{subscription.channel_id}> gets the new articles of “{title}” "
        f"(`{subscription.id}`); {newest if many else 'no item that is there is'} posted now."
    )
    if not is_prepared:
        text += (
            f"\n⚠ <#{subscription.channel_id}> has not been made ready: members may be able to "
            "type there unjudged. A manager can change that with `/setup channel`."
        )
    return text


def list_embed(subscriptions: Sequence[Subscription]) -> discord.Embed:
    """Every feed, with how it is doing."""
    if not subscriptions:
        return discord.Embed(description="No feeds yet. Add one with `/feed add`.")
    lines = [_line(one) for one in subscriptions]
    return discord.Embed(
        title="Feeds",
        description=safe.fitting("\n".join(lines), DESCRIPTION),
        colour=posts.COLOUR,
    )


def _line(one: Subscription) -> str:
    title = safe.literal(safe.one_line(one.title, 60))
    state = "" if one.state is FeedState.ACTIVE else f" · **{one.state.value}**"
    wishes = _wishes(one.filters)
    line = f"`{one.id}` {title} → <#{one.channel_id}>{state}{f' · {wishes}' if wishes else ''}"
    if one.pulse.failures:
        why = safe.literal(safe.one_line(one.pulse.failure, 120))
        next_at = discord.utils.format_dt(one.pulse.next_at, "R")
        line += f"\n⚠ failed {one.pulse.failures} times: {why} Asked again {next_at}."
    return line


def _wishes(filters: Filters) -> str:
    parts = [
        ("with", filters.with_words),
        ("without", filters.without_words),
        ("in", filters.categories),
        ("not in", filters.without_categories),
    ]
    said = [
        f"{word} {safe.literal(safe.one_line(', '.join(wanted), 60))}"
        for word, wanted in parts
        if wanted
    ]
    if filters.newest_days:
        said.append(f"at most {filters.newest_days} days old")
    return "; ".join(said)


def look_embed(one: Subscription) -> discord.Embed:
    """How a feed's posts look from now on."""
    look = one.look
    role = f"<@&{look.mention_role_id}>" if look.mention_role_id is not None else "nobody"
    embed = discord.Embed(
        title=safe.literal(safe.one_line(one.title, 200)),
        description="New posts look like this from now on; those that stand stay as they are.",
        colour=posts.COLOUR,
    )
    embed.add_field(name="Title", value=safe.fitting(safe.literal(look.title), 1024))
    embed.add_field(name="Lead", value=safe.fitting(safe.literal(look.lead), 1024))
    embed.add_field(name="Picture", value=look.picture.value)
    embed.add_field(name="Pings", value=role)
    if look.tags:
        embed.add_field(name="Tags", value=safe.literal(", ".join(look.tags))[:1024])
    embed.add_field(
        name="Text", value="the whole article" if one.reads_pages else "what the feed gives"
    )
    return embed


def test_embed(preview: Preview) -> discord.Embed:
    """How a feed answers."""
    feed, one = preview.feed, preview.subscription
    dates = [item.published_at for item in feed.items if item.published_at is not None]
    newest = discord.utils.format_dt(max(dates), "R") if dates else "without dates"
    lines = [
        f"It answers with {len(feed.items)} items, the newest {newest}.",
        f"{sum(bool(item.paragraphs) for item in feed.items)} have text, "
        f"{sum(bool(item.picture_url) for item in feed.items)} a picture, "
        f"{sum(bool(item.guid) for item in feed.items)} a name of their own.",
    ]
    if one.pulse.failures:
        lines.append(f"Before, it failed {one.pulse.failures} times in a row.")
    return discord.Embed(
        title=safe.fitting(safe.literal(feed.title or one.title), 256),
        description="\n".join(lines),
        url=posts.web_address(one.url),
        colour=posts.COLOUR,
    )


def preview_embed(preview: Preview) -> discord.Embed:
    """What would become of a feed's items, those that come first at the top."""
    if not preview.items:
        return discord.Embed(description="The feed has no items now.")
    wanted = sorted(preview.items, key=lambda one: one.outcome is Outcome.LEAVE)
    lines = [_item_line(one) for one in wanted[:MOST_ITEMS]]
    left = len(wanted) - len(lines)
    embed = discord.Embed(
        title=safe.fitting(safe.literal(preview.feed.title or preview.subscription.title), 256),
        description=safe.fitting("\n".join(lines), DESCRIPTION),
        colour=posts.COLOUR,
    )
    embed.set_footer(text="Nothing is posted by this." + (f" {left} more items." if left else ""))
    return embed


def _item_line(one: Sorted) -> str:
    title = safe.literal(safe.one_line(one.item.title, 120))
    return f"{_MARKS[one.outcome]} {title}\n-# {safe.literal(safe.one_line(one.why, 150))}"


def why_embed(items: Sequence[SeenItem]) -> discord.Embed:
    """What became of some items."""
    if not items:
        return discord.Embed(
            description="No feed has brought an item like that. `/feed preview` shows what one "
            "says now."
        )
    lines = []
    for one in items:
        title = safe.literal(safe.one_line(one.title, 120))
        article = f" · article `{one.article_id}`" if one.article_id else ""
        when = discord.utils.format_dt(one.first_seen_at, "R")
        lines.append(
            f"**{title}** · {_SAID[one.outcome]}{article} · {when}\n"
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
            name=safe.one_line(f"#{one.id} {one.title} ({one.state.value})", 100), value=str(one.id)
        )
        for one in subscriptions
        if wanted in f"#{one.id} {one.title} {one.url}".casefold()
    ][:25]
