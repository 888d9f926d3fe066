"""The form is the door: Comment, Reply, Report and My comments, for members."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of, author_actor
from bot.discord_io.failures import said
from bot.discord_io.rendering import appeals, buttons, cases, forms, mine, safe, sentences
from bot.discord_io.replies import handle_of, tell
from bot.discord_io.router import form_values, handles, picked
from bot.domain.actor import Actor
from bot.domain.comment import Source, Submission
from bot.domain.errors import GreenroomError
from bot.locales import _
from bot.workflow.submissions import author_of
from bot.workflow.tables import Notice

Arguments = tuple[str, ...]

MOST_NEWS = 3
"""Sanctions, and outcomes of appeals, that are told at one press."""


class Comments(commands.Cog):
    """What members do below an article."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services

    @handles("comment")
    async def comment(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Comment: open the form."""
        article_id = int(arguments[0])
        actor = await self._member(interaction, article_id=article_id)
        door = await self._services.submissions.open(actor, article_id=article_id)
        note, notices = await self._news(actor)
        modal = forms.comment_form(
            _("Comment: {title}", title=door.article.document.title),
            "send-comment",
            article_id,
            longest=self._services.submissions.limits.comment_length,
            note=note,
        )
        await interaction.response.send_modal(modal)
        await self._services.mine.told(notices)

    @handles("reply")
    async def reply(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Reply: open the form, saying whom it answers."""
        parent_id = int(arguments[0])
        article_id = (await self._services.submissions.comment(parent_id)).article_id
        actor = await self._member(interaction, article_id=article_id)
        door = await self._services.submissions.open(
            actor, article_id=article_id, parent_id=parent_id
        )
        note, notices = await self._news(actor)
        quoted = safe.literal(safe.one_line(door.parent_text, 200))
        name = door.parent.shown_name if door.parent is not None else ""
        modal = forms.comment_form(
            _("Reply to {name}", name=name),
            "send-comment",
            article_id,
            parent_id,
            longest=self._services.submissions.limits.comment_length,
            note=f"{note}\n> {quoted}" if note else f"> {quoted}",
        )
        await interaction.response.send_modal(modal)
        await self._services.mine.told(notices)

    @handles("send-comment")
    async def send_comment(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The form was sent: store, defer, judge. The answer follows from the outbox."""
        article_id = int(arguments[0])
        text = form_values(interaction).get(forms.TEXT, "")
        actor = await self._member(interaction, article_id=article_id)
        submission = Submission(
            guild_id=actor.guild_id,
            article_id=article_id,
            author=author_of(actor),
            text=text,
            source=Source.FORM,
            source_id=str(interaction.id),
            at=datetime.now(UTC),
            parent_id=int(arguments[1]) if len(arguments) > 1 else None,
            reply=handle_of(interaction),
        )
        submissions = self._services.submissions
        try:
            received = await self._services.deferrals.commit_first(
                interaction, lambda: submissions.receive(submission, actor)
            )
        except GreenroomError as refused:
            await self._give_back(interaction, refused, text)
            return
        await submissions.decide(received)

    @handles("rewrite")
    async def rewrite(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Edit or Rewrite: the newest text in the form again."""
        comment_id = int(arguments[0])
        actor = await self._author(interaction, comment_id)
        comment, text = await self._services.submissions.own_text(comment_id, actor)
        await interaction.response.send_modal(
            forms.comment_form(
                _("Change your comment"),
                "send-edit",
                comment.id,
                longest=self._services.submissions.limits.comment_length,
                text=text,
            )
        )

    @handles("send-edit")
    async def send_edit(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The changed text was sent."""
        comment_id = int(arguments[0])
        text = form_values(interaction).get(forms.TEXT, "")
        submissions = self._services.submissions
        actor = await self._author(interaction, comment_id)
        handle = handle_of(interaction)
        try:
            received = await self._services.deferrals.commit_first(
                interaction, lambda: submissions.edit(comment_id, text, actor, handle)
            )
        except GreenroomError as refused:
            await self._give_back(interaction, refused, text)
            return
        await submissions.decide(received)

    @handles("withdraw")
    async def withdraw(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Withdraw: ask once more, since it cannot be undone."""
        actor = await self._author(interaction, int(arguments[0]))
        comment, text = await self._services.submissions.own_text(int(arguments[0]), actor)
        shown = safe.fitting_spoiler(text, 1800)
        await tell(
            interaction,
            f"{_('Withdraw this comment? It cannot be brought back.')}\n{shown}",
            view=buttons.row_of(
                buttons.button(
                    _("Withdraw"), "withdraw-now", comment.id, style=discord.ButtonStyle.danger
                )
            ),
        )

    @handles("withdraw-now")
    async def withdraw_now(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Withdraw, confirmed."""
        actor = await self._author(interaction, int(arguments[0]))
        await self._services.submissions.withdraw(int(arguments[0]), actor)
        await interaction.response.edit_message(
            content=_("**Withdrawn.** Nobody can see it any more."), view=None
        )

    @handles("appeal")
    async def appeal(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Ask a moderator to read a text that was refused."""
        actor = await self._author(interaction, int(arguments[0]))
        submissions = self._services.submissions
        await self._services.deferrals.commit_first(
            interaction,
            lambda: submissions.appeal(int(arguments[0]), actor, handle_of(interaction)),
        )

    @handles("report")
    async def report(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Report: ask for a reason."""
        comment_id = int(arguments[0])
        await self._services.desk.reports.check(comment_id, actor_of(interaction))
        await interaction.response.send_modal(
            forms.form(
                _("Report this comment"),
                "send-report",
                comment_id,
                fields=[
                    forms.Field(
                        forms.TEXT,
                        _("What is wrong with it?"),
                        hint=_("Moderators read this. The comment stays until they decide."),
                        longest=300,
                        is_required=False,
                    )
                ],
            )
        )

    @handles("send-report")
    async def send_report(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The report was sent."""
        reason = form_values(interaction).get(forms.TEXT, "")
        weight = await self._services.desk.reports.report(
            int(arguments[0]), actor_of(interaction), reason
        )
        thanks = _("Thank you. Moderators have your report.")
        if not weight:
            thanks += "\n" + _(
                "Most of your last reports were not upheld, so this one cannot hide the comment "
                "before a moderator has read it."
            )
        await tell(interaction, thanks)

    @handles("mine")
    async def mine(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """My comments: those below this article, and news."""
        actor = actor_of(interaction)
        note, notices = await self._news(actor)
        own = await self._services.mine.comments(actor, article_id=int(arguments[0]))
        await tell(interaction, note or None, embed=mine.list_embed(own), view=mine.list_view(own))
        await self._services.mine.told(notices)
        await self._tell_of_standing(interaction, actor)

    @handles("mine-one")
    async def mine_one(self, interaction: discord.Interaction, _arguments: Arguments) -> None:
        """One of one's own comments, with what can be done about it."""
        actor = actor_of(interaction)
        comment, text = await self._services.submissions.own_text(
            int(picked(interaction)[0]), actor
        )
        own = await self._services.mine.one(comment, text)
        await tell(interaction, embed=mine.one_embed(own), view=buttons.below_status(own.status))

    async def _tell_of_standing(self, interaction: discord.Interaction, actor: Actor) -> None:
        """Sanctions and outcomes of appeals that no direct message could bring."""
        server = interaction.guild.name if interaction.guild is not None else ""
        done, decided = await self._services.appeals.news(actor)
        for case in done[:MOST_NEWS]:
            await tell(interaction, cases.told(case, server), view=cases.below_told(case))
        for appeal in decided[:MOST_NEWS]:
            await tell(interaction, appeals.told(appeal, server), view=appeals.below_told(appeal))
        await self._services.appeals.told(done[:MOST_NEWS], decided[:MOST_NEWS])

    async def _member(self, interaction: discord.Interaction, *, article_id: int) -> Actor:
        """Who acts, with their powers in the article's own channel."""
        channel_id = await self._services.articles.channel_of(article_id)
        return actor_of(interaction, channel_id=channel_id)

    async def _author(self, interaction: discord.Interaction, comment_id: int) -> Actor:
        """Who acts on a comment of theirs, on its server or from a direct message."""
        comment = await self._services.submissions.comment(comment_id)
        return await author_actor(
            interaction, guild_id=comment.guild_id, channel_id=comment.channel_id
        )

    async def _news(self, actor: Actor) -> tuple[str, list[Notice]]:
        """News to show now, in at most 1,000 characters, with the notices it delivers."""
        lines: list[str] = []
        shown: list[Notice] = []
        for notice, status in await self._services.mine.news(actor):
            line = sentences.status_sentence(status, with_title=True)
            if sum(map(len, lines)) + len(line) > 1000:
                break
            lines.append(line)
            shown.append(notice)
        return "\n".join(lines), shown

    async def _give_back(
        self, interaction: discord.Interaction, refused: GreenroomError, text: str
    ) -> None:
        """The text was not taken; its author gets it back to copy, so that nothing is lost."""
        await self._services.deferrals.finished(interaction.token)
        head = f"{said(refused)}\n{_('Your text was not sent. Here it is, to copy:')}"
        await tell(interaction, head, embed=discord.Embed(description=safe.literal(text)[:4096]))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Comments(bot))
