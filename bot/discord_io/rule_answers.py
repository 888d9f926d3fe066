"""What commands, buttons and forms about rules answer alike."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import discord

from bot.discord_io.rendering import rule_form, rule_trials, rules
from bot.discord_io.replies import NO_PINGS, tell
from bot.domain.actor import Actor
from bot.domain.errors import NotFound
from bot.domain.rule import RuleKind
from bot.domain.verdict import Decision
from bot.locales import _
from bot.workflow.ports import Clock
from bot.workflow.rules.replay import DAYS, Replay, Replays
from bot.workflow.rules.rules import Rules
from bot.workflow.rules.writing import Edit, Wanted


class RuleAnswers:
    """Adds and edits rules, and shows what came of it."""

    def __init__(self, workflow: Rules, replays: Replays, clock: Clock) -> None:
        self._rules = workflow
        self._replays = replays
        self._clock = clock

    def wanted(
        self, arguments: tuple[str, ...], terms: list[str], allowed: list[str], note: str
    ) -> Wanted:
        """A rule as it was written.

        Args:
            arguments: Kind, action, severity, channel (0 for all), days (0 for ever), and 1 where
                it spares quotations, as the form's custom id carries them.
        """
        kind, action, severity, channel_id, days, spares_quotes = arguments
        return Wanted(
            kind=RuleKind(kind),
            terms=terms,
            allowed=allowed,
            action=Decision[action.upper()],
            severity=int(severity),
            note=note,
            spares_quotes=spares_quotes == "1",
            channel_id=int(channel_id) or None,
            expires_at=self._clock() + timedelta(days=int(days)) if int(days) else None,
        )

    async def open_form(self, interaction: discord.Interaction, actor: Actor, number: int) -> None:
        """The form for a rule's terms.

        Raises:
            NotAllowed, NotFound, Refused: no manager, no such rule, or too many terms for a form.
        """
        self._rules.require_manager(actor)
        rule = (await self._rules.show(actor, number)).rule
        rule_form.require_fits(rule)
        await interaction.response.send_modal(
            rule_form.terms_form(
                _("Rule {number}", number=number),
                "rules-change",
                *(number, rule.version, rule.kind.value),
                kind=rule.kind,
                rule=rule,
            )
        )

    async def added(self, interaction: discord.Interaction, actor: Actor, wanted: Wanted) -> None:
        """Add it, and show the draft."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        rule = await self._rules.add(actor, wanted)
        await tell(
            interaction,
            _("Rule {number} is a draft: it counts for nothing yet.", number=rule.number),
            embed=rules.rule_embed(rule),
            view=rules.rule_view(rule),
        )

    async def edited(
        self,
        interaction: discord.Interaction,
        actor: Actor,
        number: int,
        wanted: Edit,
        *,
        version: int | None = None,
    ) -> None:
        """Change it, and show what came of it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        rule = await self._rules.edit(actor, number, wanted, version=version)
        said = _("Rule {number} is changed.", number=number)
        if rule.number != number:
            said = _(
                "Rule {number} goes on as it is. The change is rule {draft}, a draft that takes "
                "its place when you activate it.",
                number=number,
                draft=rule.number,
            )
        await tell(interaction, said, embed=rules.rule_embed(rule), view=rules.rule_view(rule))

    async def replay(
        self, interaction: discord.Interaction, actor: Actor, number: int, days: int = DAYS
    ) -> None:
        """Try a rule on what was decided before, and say how far it has got meanwhile."""
        await interaction.response.defer(ephemeral=True, thinking=True)

        async def progress(replay: Replay) -> None:
            # A replay that cannot be told of any more is not worth breaking off for that.
            with suppress(discord.HTTPException):
                await interaction.edit_original_response(
                    content=rule_trials.replay_text(replay),
                    view=rule_trials.replay_view(replay),
                    allowed_mentions=NO_PINGS,
                )

        await progress(await self._replays.run(actor, number, days=days, progress=progress))


def number_of(typed: str) -> int:
    """A rule's number out of a command's option.

    Raises:
        NotFound: it is none.
    """
    digits = typed.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotFound("“{typed}” is no rule's number. Choose one from the list.", typed=typed[:40])
    return int(digits)
