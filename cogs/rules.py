"""/rules: a server's own rules, written, tried and explained."""

from __future__ import annotations

import io
from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.options import ArticleChannelOption
from bot.discord_io.rendering import rule_form, rule_trials, rules
from bot.discord_io.replies import tell
from bot.discord_io.rule_answers import RuleAnswers, number_of
from bot.domain.errors import NotAllowed, Refused
from bot.domain.rule import ACTIONS, RuleKind
from bot.domain.verdict import Decision
from bot.locales import _
from bot.workflow.rules.replay import DAYS
from bot.workflow.rules.transfer import LARGEST_FILE
from bot.workflow.rules.writing import Edit

_KINDS = [app_commands.Choice(name=rules.KINDS[kind], value=kind.value) for kind in RuleKind]
_ACTIONS = [app_commands.Choice(name=rules.ACTIONS[one], value=one.label) for one in ACTIONS]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Rules(commands.GroupCog, group_name="rules"):
    """Rules of your own: words, expressions, links and invitations."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services
        self._rules = bot.services.rules
        self._answers = RuleAnswers(self._rules, bot.services.replays, bot.services.clock)
        self._acting = bot.services.moderators.acting_anywhere

    @app_commands.command(name="add")
    @app_commands.describe(
        kind="What it looks for",
        terms="With commas between; a form for many opens if left out. An expression stands alone",
        action="What becomes of a comment that it fires on; it waits if left out",
        severity="1 mild, 2 serious, 3 the worst; the worst come first where room is short",
        allowed="What does not count, with commas between: phrases, sub-domains, invitations",
        channel="Only for comments on articles in this channel",
        days="It expires after so many days",
        spares_quotes="Do less to a text that only quotes the article or the comment it answers",
        note="Why there is this rule",
    )
    @app_commands.choices(kind=_KINDS, action=_ACTIONS)
    async def add(
        self,
        interaction: discord.Interaction,
        kind: str,
        terms: str = "",
        action: str = "hold",
        severity: app_commands.Range[int, 1, 3] = 2,
        allowed: str = "",
        channel: ArticleChannelOption | None = None,
        days: app_commands.Range[int, 0, 3650] = 0,
        spares_quotes: bool = False,
        note: app_commands.Range[str, 0, 300] = "",
    ) -> None:
        """Write a rule down, as a draft that counts for nothing yet."""
        actor = await self._acting(interaction)
        self._rules.require_manager(actor)
        of_kind = RuleKind(kind)
        channel_id = channel.id if channel is not None else 0
        if not terms.strip() and of_kind is not RuleKind.INVITES:
            await interaction.response.send_modal(
                rule_form.terms_form(
                    _("A new rule"),
                    "rules-new",
                    *(kind, action, severity, channel_id, days, int(spares_quotes)),
                    kind=of_kind,
                )
            )
            return
        wanted = self._answers.wanted(
            (kind, action, str(severity), str(channel_id), str(days), str(int(spares_quotes))),
            [terms] if of_kind is RuleKind.REGEX else terms.split(","),
            allowed.split(","),
            note,
        )
        await self._answers.added(interaction, actor, wanted)

    @app_commands.command(name="edit")
    @app_commands.describe(
        rule="The rule",
        action="What becomes of a comment that it fires on",
        severity="1 mild, 2 serious, 3 the worst",
        channel="Only for comments on articles in this channel",
        everywhere="For every channel again",
        days="It expires in so many days; 0 for never",
        spares_quotes="Do less to a text that only quotes the article or the comment it answers",
        note="Why there is this rule",
    )
    @app_commands.choices(action=_ACTIONS)
    async def edit(
        self,
        interaction: discord.Interaction,
        rule: str,
        action: str | None = None,
        severity: app_commands.Range[int, 1, 3] | None = None,
        channel: ArticleChannelOption | None = None,
        everywhere: bool = False,
        days: app_commands.Range[int, 0, 3650] | None = None,
        spares_quotes: bool | None = None,
        note: app_commands.Range[str, 0, 300] | None = None,
    ) -> None:
        """Change a rule; with its number alone a form for its terms opens."""
        actor = await self._acting(interaction)
        number = number_of(rule)
        wanted = Edit(
            action=Decision[action.upper()] if action is not None else None,
            severity=severity,
            note=note,
            spares_quotes=spares_quotes,
            channel_id=0 if everywhere else channel.id if channel is not None else None,
            expires_at=self._services.clock() + timedelta(days=days) if days else None,
            never_expires=days == 0,
        )
        if wanted == Edit():
            await self._answers.open_form(interaction, actor, number)
            return
        await self._answers.edited(interaction, actor, number, wanted)

    @app_commands.command(name="remove")
    @app_commands.describe(rule="The rule")
    async def remove(self, interaction: discord.Interaction, rule: str) -> None:
        """Forget a rule and what it fired on."""
        actor = await self._acting(interaction)
        self._rules.require_manager(actor)
        shown = await self._rules.show(actor, number_of(rule))
        await tell(
            interaction,
            _("Remove this rule? What it fired on is forgotten with it."),
            embed=rules.show_embed(shown),
            view=rules.removal_view(shown.rule),
        )

    @app_commands.command(name="list")
    async def list_rules(self, interaction: discord.Interaction) -> None:
        """The server's rules, and what state each is in."""
        found = await self._rules.all(await self._acting(interaction))
        await tell(interaction, embed=rules.list_embed(found, 0), view=rules.list_view(found, 0))

    @app_commands.command(name="show")
    @app_commands.describe(rule="The rule")
    async def show(self, interaction: discord.Interaction, rule: str) -> None:
        """One rule, how often it fired, and how people decided."""
        shown = await self._rules.show(await self._acting(interaction), number_of(rule))
        await tell(interaction, embed=rules.show_embed(shown), view=rules.rule_view(shown.rule))

    @app_commands.command(name="replay")
    @app_commands.describe(rule="The rule", days="How many days back; 90 if left out")
    async def replay(
        self,
        interaction: discord.Interaction,
        rule: str,
        days: app_commands.Range[int, 1, 3650] = DAYS,
    ) -> None:
        """What a rule would have done, and how people decided about those comments."""
        actor = await self._acting(interaction)
        await self._answers.replay(interaction, actor, number_of(rule), days)

    @app_commands.command(name="test")
    @app_commands.describe(
        text="The text to judge", channel="The articles' channel; some rules are for one alone"
    )
    async def test(
        self,
        interaction: discord.Interaction,
        text: app_commands.Range[str, 1, 4000],
        channel: ArticleChannelOption | None = None,
    ) -> None:
        """Which rules fire on a text, and how all of it would be judged."""
        actor = await self._acting(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        tested = await self._rules.test(actor, text, channel.id if channel is not None else None)
        await tell(interaction, embed=rule_trials.test_embed(text, tested))

    @app_commands.command(name="explain")
    @app_commands.describe(
        rule="The rule",
        text="A text, to see why the rule fires on it or does not",
        channel="The articles' channel that the text would stand in",
    )
    async def explain(
        self,
        interaction: discord.Interaction,
        rule: str,
        text: app_commands.Range[str, 0, 4000] = "",
        channel: ArticleChannelOption | None = None,
    ) -> None:
        """What a rule matches, why or why not, and what it has done lately."""
        actor = await self._acting(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        shown, explained = await self._rules.explain(
            actor, number_of(rule), text, channel.id if channel is not None else None
        )
        await tell(interaction, embed=rule_trials.explain_embed(shown, explained, text))

    @app_commands.command(name="import")
    @app_commands.rename(file="csv")
    @app_commands.describe(
        file="A CSV with the columns kind and terms; from this server's AutoMod if left out"
    )
    async def import_rules(
        self, interaction: discord.Interaction, file: discord.Attachment | None = None
    ) -> None:
        """Rules from a CSV or from AutoMod: shown first, added as drafts when you agree."""
        actor = await self._acting(interaction)
        self._rules.require_manager(actor)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if file is None:
            offer = await self._services.imports.of_automod(actor)
        else:
            if file.size > LARGEST_FILE:
                raise Refused("The file is too large: at most {most:,} bytes.", most=LARGEST_FILE)
            channels = [one.id for one in interaction.guild.channels] if interaction.guild else []
            content = await file.read()
            offer = await self._services.imports.of_file(actor, content, channels)
        await tell(
            interaction, embed=rule_trials.offer_embed(offer), view=rule_trials.offer_view(offer)
        )

    @app_commands.command(name="export")
    @app_commands.describe(form="CSV, which /rules import reads, or JSON")
    @app_commands.choices(
        form=[app_commands.Choice(name=one.upper(), value=one) for one in ("csv", "json")]
    )
    async def export(self, interaction: discord.Interaction, form: str = "csv") -> None:
        """All rules as a file."""
        actor = await self._acting(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        content = await self._services.imports.export(actor, as_json=form == "json")
        await interaction.followup.send(
            file=discord.File(io.BytesIO(content), f"rules.{form}"), ephemeral=True
        )

    @edit.autocomplete("rule")
    @remove.autocomplete("rule")
    @show.autocomplete("rule")
    @explain.autocomplete("rule")
    @replay.autocomplete("rule")
    async def offered(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Rules by number and text; none for who may not see them."""
        try:
            found = await self._rules.all(await self._acting(interaction))
        except NotAllowed:
            return []
        return rules.choices(found, current)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Rules(bot))
