"""The queue: its pages, and one comment after the other."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.rendering import articles, forms, queue
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles
from bot.domain.actor import Actor
from bot.domain.errors import NotAllowed, NotFound
from bot.locales import _
from bot.workflow.desk.wishes import Order, Place, Wish, place_of

Arguments = tuple[str, ...]


class Queue(commands.Cog):
    """What waits for a moderator."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._desk = bot.services.desk

    @app_commands.command(name="queue")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.describe(
        order="What comes first; the oldest if left out",
        article="Only comments on this article",
        author="Only comments by this person",
        rule="Only what was held for this rule, or for a category of rules",
        words="Only texts that have each of these words",
    )
    @app_commands.choices(
        order=[
            app_commands.Choice(name="oldest first", value=Order.OLDEST.value),
            app_commands.Choice(name="worst first", value=Order.WORST.value),
        ]
    )
    async def queue(
        self,
        interaction: discord.Interaction,
        order: str = Order.OLDEST.value,
        article: str | None = None,
        author: discord.User | None = None,
        rule: app_commands.Range[str, 1, 64] | None = None,
        words: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """What waits for a moderator."""
        actor = await self._services.moderators.acting(interaction)
        wish = Wish(
            order=Order(order),
            article_id=_article_id(article),
            author_id=author.id if author is not None else None,
            rule=rule or "",
            words=words or "",
        )
        page = await self._desk.queue.page(actor, wish)
        await tell(interaction, embed=queue.page_embed(page), view=queue.page_view(page))

    @queue.autocomplete("article")
    async def article_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Articles whose title has what was typed; none for who may not list them."""
        try:
            actor = await self._services.moderators.acting_anywhere(interaction)
            page = await self._services.articles.page(actor, search=current, offset=0)
        except NotAllowed:
            return []
        return articles.choices(page)

    @queue.autocomplete("rule")
    async def rule_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The rules, and their categories, that something waits for."""
        actor = await self._services.moderators.acting(interaction)
        rules = await self._desk.queue.rules(actor)
        names = dict.fromkeys([*(rule.split(".")[0] for rule in rules), *rules])
        return [
            app_commands.Choice(name=name, value=name)
            for name in names
            if current.lower() in name.lower()
        ][:25]

    @handles("queue-first")
    async def first(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Refresh: the beginning of the queue, as it is now."""
        await self._page(interaction, arguments[0])

    @handles("queue-before")
    async def before(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Older."""
        await self._page(interaction, arguments[0], before=arguments[1])

    @handles("queue-after")
    async def after(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Newer."""
        await self._page(interaction, arguments[0], after=arguments[1])

    async def _page(
        self, interaction: discord.Interaction, short: str, *, after: str = "", before: str = ""
    ) -> None:
        actor = await self._services.moderators.acting(interaction)
        wish = await self._desk.queue.wish(actor, short)
        page = await self._desk.queue.page(actor, wish, short=short, after=after, before=before)
        await interaction.response.edit_message(
            embed=queue.page_embed(page), view=queue.page_view(page)
        )

    @handles("incident-show")
    async def show_incident(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Show them: what waits of an incident."""
        actor = await self._services.moderators.acting(interaction)
        page = await self._desk.queue.page(actor, Wish(incident_id=int(arguments[0])))
        await tell(interaction, embed=queue.page_embed(page), view=queue.page_view(page))

    # One after the other

    @handles("queue-start")
    async def start(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Start: the first comment that nobody reads, in a message of its own."""
        await self._go_on(interaction, arguments[0], None, anew=True)

    @handles("queue-next")
    async def next(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Next: leave this comment and read the following one."""
        await self._go_on(interaction, arguments[0], place_of(arguments[1]))

    @handles("flow-approve")
    async def approve(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Approve, and read the following one."""
        comment_id, number = int(arguments[0]), int(arguments[1])
        actor = await self._moderator_of(interaction, comment_id)
        await self._services.review.approve(comment_id, number, actor)
        said = _("Comment {number} is approved.", number=comment_id)
        await self._after_deciding(interaction, arguments, said)

    @handles("flow-reject")
    async def reject(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reject: ask for the reason that the author will see."""
        comment_id = int(arguments[0])
        actor = await self._moderator_of(interaction, comment_id)
        await self._desk.queue.opened(comment_id, actor)
        await interaction.response.send_modal(
            forms.reason_form(_("Reject this comment"), "flow-send-reject", *arguments)
        )

    @handles("flow-send-reject")
    async def send_reject(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reject, with its reason, and read the following one."""
        comment_id, number = int(arguments[0]), int(arguments[1])
        actor = await self._moderator_of(interaction, comment_id)
        reason = form_values(interaction).get(forms.TEXT, "")
        await self._services.review.reject(comment_id, number, actor, reason)
        said = _("Comment {number} is rejected.", number=comment_id)
        await self._after_deciding(interaction, arguments, said)

    @handles("flow-undo")
    async def undo(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Undo what was decided last, and show that comment again."""
        comment_id, short = int(arguments[0]), arguments[1]
        actor = await self._moderator_of(interaction, comment_id)
        await self._desk.undoing.undo_one(comment_id, actor)
        dossier = await self._desk.queue.opened(comment_id, actor)
        place = await self._desk.queue.place_in(actor, short, dossier.comment)
        await interaction.response.edit_message(
            content=_("Undone: comment {number} waits again.", number=comment_id),
            embed=queue.dossier_embed(dossier, reader_id=actor.id),
            view=queue.flow_view(dossier, short, str(place)),
        )

    async def _after_deciding(
        self, interaction: discord.Interaction, arguments: Arguments, said: str
    ) -> None:
        comment_id, _number, short, key = arguments
        place = Place(int(key), int(comment_id))
        await self._go_on(interaction, short, place, said=said, undo_id=int(comment_id))

    async def _go_on(
        self,
        interaction: discord.Interaction,
        short: str,
        place: Place | None,
        *,
        anew: bool = False,
        said: str = "",
        undo_id: int | None = None,
    ) -> None:
        actor = await self._services.moderators.acting(interaction)
        wish = await self._desk.queue.wish(actor, short)
        following = await self._desk.queue.following(actor, wish, place)
        embed: discord.Embed | None = None
        view: discord.ui.View | None
        if following is None:
            nothing = _("Nothing more waits that nobody else is reading.")
            said = f"{said} {nothing}".strip()
            view = queue.finished_view(short, undo_id)
        else:
            reader = await self._moderator_of(interaction, following.comment_id)
            dossier = await self._desk.queue.opened(following.comment_id, reader)
            embed = queue.dossier_embed(dossier, reader_id=reader.id)
            view = queue.flow_view(dossier, short, str(following.place), undo_id=undo_id)
        if anew:
            await tell(interaction, said or None, embed=embed, view=view)
        else:
            await interaction.response.edit_message(content=said or None, embed=embed, view=view)

    async def _moderator_of(self, interaction: discord.Interaction, comment_id: int) -> Actor:
        channel_id = await self._services.review.channel_of(comment_id)
        return await self._services.moderators.acting(interaction, channel_id=channel_id)


def _article_id(article: str | None) -> int | None:
    if article is None:
        return None
    if not article.lstrip("#").isdecimal():
        raise NotFound("Choose the article from the list that appears while you type.")
    return int(article.lstrip("#"))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Queue(bot))
