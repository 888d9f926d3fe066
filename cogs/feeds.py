"""Feeds: subscribe a channel, look at what a feed brings, pause and remove it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.channels import require_postable
from bot.discord_io.options import ArticleChannelOption
from bot.discord_io.rendering import feeds
from bot.discord_io.replies import tell
from bot.domain.actor import Actor
from bot.domain.errors import NotAllowed, NotFound, Refused
from bot.domain.feed import Filters
from bot.domain.look import Look, Picture
from bot.locales import _
from bot.workflow.feeds.subscriptions import MOST_FIRST_POSTS, Preview


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Feeds(commands.GroupCog, group_name="feed"):
    """New articles from RSS, Atom and JSON feeds."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._subscriptions = bot.services.subscriptions
        self._moderators = bot.services.moderators

    @app_commands.command(name="add")
    @app_commands.describe(
        address="The feed's address, or that of a site that names its feed",
        channel="Where to post; if you name none, the channel that is ready for articles",
        first="How many of the items that are there now are posted; 1 if left out",
        words="Only items with one of these words or phrases, with commas between",
        without_words="No items with one of these words or phrases",
        categories="Only items in one of these categories",
        without_categories="No items in one of these categories",
        newest_days="Only items of at most so many days",
    )
    async def add(
        self,
        interaction: discord.Interaction,
        address: str,
        channel: ArticleChannelOption | None = None,
        first: app_commands.Range[int, 0, MOST_FIRST_POSTS] = 1,
        words: str = "",
        without_words: str = "",
        categories: str = "",
        without_categories: str = "",
        newest_days: app_commands.Range[int, 0, 3650] = 0,
    ) -> None:
        """Post a feed's new articles in a channel."""
        target = await self._moderators.target(interaction, channel)
        actor = await self._moderators.acting(interaction, channel_id=target.id)
        await self._services.articles.require_poster(actor, channel_id=target.id)
        require_postable(target)
        await interaction.response.defer(ephemeral=True, thinking=True)
        subscription, is_new = await self._subscriptions.add(
            actor,
            address,
            channel_id=target.id,
            filters=Filters(
                _parts(words),
                _parts(without_words),
                _parts(categories),
                _parts(without_categories),
                newest_days,
            ),
            first_posts=first,
        )
        await tell(
            interaction,
            feeds.added_sentence(
                subscription,
                is_new=is_new,
                is_prepared=await self._services.installation.is_prepared(target.id),
            ),
        )

    @app_commands.command(name="list")
    async def list_feeds(self, interaction: discord.Interaction) -> None:
        """The feeds on this server, and how they are doing."""
        found = await self._subscriptions.all(await self._moderators.acting_anywhere(interaction))
        await tell(interaction, embed=feeds.list_embed(found))

    @app_commands.command(name="pause")
    @app_commands.describe(feed="The feed")
    async def pause(self, interaction: discord.Interaction, feed: str) -> None:
        """Ask a feed no more, until it is resumed."""
        paused = await self._subscriptions.pause(*await self._chosen(interaction, feed))
        await tell(interaction, _("“{title}” is paused.", title=paused.title))

    @app_commands.command(name="resume")
    @app_commands.describe(feed="The feed")
    async def resume(self, interaction: discord.Interaction, feed: str) -> None:
        """Ask a paused or failing feed again, now."""
        resumed = await self._subscriptions.resume(*await self._chosen(interaction, feed))
        await tell(interaction, _("“{title}” is asked again.", title=resumed.title))

    @app_commands.command(name="remove")
    @app_commands.describe(feed="The feed")
    async def remove(self, interaction: discord.Interaction, feed: str) -> None:
        """Forget a feed. The articles that it brought stay."""
        removed = await self._subscriptions.remove(*await self._chosen(interaction, feed))
        await tell(interaction, _("“{title}” is removed. Its articles stay.", title=removed.title))

    @app_commands.command(name="test")
    @app_commands.describe(feed="The feed")
    async def test(self, interaction: discord.Interaction, feed: str) -> None:
        """Ask a feed now, and see how it answers."""
        preview = await self._preview(interaction, feed)
        await tell(interaction, embed=feeds.test_embed(preview))

    @app_commands.command(name="look")
    @app_commands.describe(
        feed="The feed",
        title="What a post's title says: text with {title}, {source}, {author}, {date}, {minutes}",
        lead="What stands below it: the same, and {lead}",
        picture="How the picture is shown",
        mention="A role that each new post pings; managers alone choose it",
        mention_nobody="Ping nobody any more",
        tags="In a forum: tags that every post gets, with commas between; none for no tags",
        whole_articles="Read the whole article from its page; feeds often give a few words only",
    )
    @app_commands.choices(
        picture=[app_commands.Choice(name=one.value, value=one.value) for one in Picture]
    )
    async def look(
        self,
        interaction: discord.Interaction,
        feed: str,
        title: str | None = None,
        lead: str | None = None,
        picture: str | None = None,
        mention: discord.Role | None = None,
        mention_nobody: bool = False,
        tags: str | None = None,
        whole_articles: bool | None = None,
    ) -> None:
        """How the posts of a feed look from now on, and whom they ping."""
        actor, feed_id = await self._chosen(interaction, feed)
        if mention is not None:
            _require_pingable(mention)
        now = await self._subscriptions.get(actor, feed_id)
        role_id = mention.id if mention is not None else now.look.mention_role_id
        changed = await self._subscriptions.change_look(
            actor,
            feed_id,
            Look(
                title=title or now.look.title,
                lead=lead or now.look.lead,
                picture=Picture(picture) if picture is not None else now.look.picture,
                mention_role_id=None if mention_nobody else role_id,
                tags=now.look.tags if tags is None else _parts("" if tags == "none" else tags),
            ),
            reads_pages=now.reads_pages if whole_articles is None else whole_articles,
        )
        await tell(interaction, embed=feeds.look_embed(changed))

    @app_commands.command(name="preview")
    @app_commands.describe(feed="The feed")
    async def preview(self, interaction: discord.Interaction, feed: str) -> None:
        """What would be posted of a feed now, what would not, and why."""
        preview = await self._preview(interaction, feed)
        await tell(interaction, embed=feeds.preview_embed(preview))

    @app_commands.command(name="why")
    @app_commands.describe(item="A part of the item's title or address")
    async def why(self, interaction: discord.Interaction, item: str) -> None:
        """Why an item of a feed was or was not posted."""
        found = await self._subscriptions.why(
            await self._moderators.acting_anywhere(interaction), item[:200]
        )
        await tell(interaction, embed=feeds.why_embed(found))

    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    @remove.autocomplete("feed")
    @test.autocomplete("feed")
    @look.autocomplete("feed")
    @preview.autocomplete("feed")
    async def feed_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Feeds whose title or address has what was typed; none for who may not list them."""
        try:
            found = await self._subscriptions.all(
                await self._moderators.acting_anywhere(interaction)
            )
        except NotAllowed:
            return []
        return feeds.choices(found, current)

    async def _preview(self, interaction: discord.Interaction, feed: str) -> Preview:
        await interaction.response.defer(ephemeral=True, thinking=True)
        return await self._subscriptions.preview(*await self._chosen(interaction, feed))

    async def _chosen(self, interaction: discord.Interaction, feed: str) -> tuple[Actor, int]:
        """Who acts, with their powers in the feed's channel, and the feed's number."""
        feed_id = _number(feed)
        channel_id = await self._subscriptions.channel_of(feed_id)
        return await self._moderators.acting(interaction, channel_id=channel_id), feed_id


def _parts(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in written.split(","))))


def _require_pingable(role: discord.Role) -> None:
    """Raises:
    Refused: a ping by the bot would reach nobody.
    """
    may_ping_all = role.guild.me.guild_permissions.mention_everyone
    if role.is_default() or not (role.mentionable or may_ping_all):
        raise Refused(
            "A ping of {role} would reach nobody. Allow anyone to mention that role in the "
            "server's settings, or give me Mention Everyone; @everyone itself is never pinged.",
            role=role.name,
        )


def _number(written: str) -> int:
    digits = written.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise NotFound("There is no such feed on this server. See /feed list.")
    return int(digits)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Feeds(bot))
