"""Managers' choices: how members stand, what strikes weigh, and the ladder of sanctions."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.rendering import cases, standing
from bot.discord_io.replies import tell
from bot.domain.case import CaseKind, Step
from bot.domain.standing import MOST_POINTS, Scrutiny, StaffRule
from bot.workflow.standing.ladder import STEPS

Count = app_commands.Range[int, 0, 200]
Points = app_commands.Range[int, 1, 200]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Standing(commands.GroupCog, group_name="standing"):
    """What an author's record changes."""

    def __init__(self, bot: Greenroom) -> None:
        self._choices = bot.services.standing

    @app_commands.command(name="show")
    async def show(self, interaction: discord.Interaction) -> None:
        """When authors are new, trusted or watched, and what that changes."""
        settings = await self._choices.settings(actor_of(interaction))
        await tell(interaction, standing.settings_text(settings))

    @app_commands.command(name="set")
    @app_commands.describe(
        first_wait="So many comments of a new member wait for a moderator; 0 for none",
        new_below="Published comments below which an author is new",
        trusted_from="Published comments from which an author can be trusted",
        watched="What becomes of the comments of watched authors",
        staff="How what moderators write is judged",
        strike_days="Days that a strike counts",
        appeal_days="Days within which a decision can be appealed",
    )
    @app_commands.choices(
        watched=[
            app_commands.Choice(name="judged like all others", value=Scrutiny.NOTHING.value),
            app_commands.Choice(name="judged more strictly", value=Scrutiny.STRICTER.value),
            app_commands.Choice(name="wait for a moderator", value=Scrutiny.WAIT.value),
        ],
        staff=[
            app_commands.Choice(name="like everybody", value=StaffRule.LIKE_EVERYBODY.value),
            app_commands.Choice(name="shown, with a card", value=StaffRule.FLAG.value),
        ],
    )
    async def choose(
        self,
        interaction: discord.Interaction,
        first_wait: Count | None = None,
        new_below: Count | None = None,
        trusted_from: Points | None = None,
        watched: str | None = None,
        staff: str | None = None,
        strike_days: app_commands.Range[int, 1, 3650] | None = None,
        appeal_days: app_commands.Range[int, 1, 365] | None = None,
    ) -> None:
        """Change when authors are new, trusted or watched, and what that changes."""
        settings = await self._choices.choose(
            actor_of(interaction),
            first_wait=first_wait,
            new_below=new_below,
            trusted_from=trusted_from,
            watched=Scrutiny(watched) if watched is not None else None,
            staff=StaffRule(staff) if staff is not None else None,
            strike_days=strike_days,
            appeal_days=appeal_days,
        )
        await tell(interaction, standing.settings_text(settings))

    @app_commands.command(name="weight")
    @app_commands.describe(
        rule="A rule such as hate.exclusion, or a category such as hate",
        points="Points of a strike for it; the default again if left out",
    )
    async def weight(
        self,
        interaction: discord.Interaction,
        rule: app_commands.Range[str, 1, 64],
        points: app_commands.Range[int, 0, MOST_POINTS] | None = None,
    ) -> None:
        """How many points a strike for a rule has."""
        settings = await self._choices.weigh(actor_of(interaction), rule, points)
        await tell(interaction, standing.settings_text(settings))


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Ladder(commands.GroupCog, group_name="ladder"):
    """Which sanctions follow from points."""

    def __init__(self, bot: Greenroom) -> None:
        self._choices = bot.services.standing

    @app_commands.command(name="show")
    async def show(self, interaction: discord.Interaction) -> None:
        """The steps, from the mildest to the harshest."""
        steps = await self._choices.ladder(actor_of(interaction))
        await tell(interaction, embed=standing.ladder_embed(steps))

    @app_commands.command(name="set")
    @app_commands.describe(
        points="Points from which it is taken",
        step="What is done",
        length="How long it lasts, such as 12h or 7d",
        role="The role that is given",
        automatic="Done at once, rather than proposed to a moderator",
        even_harsh="You agree to kicks or bans that no moderator decided",
    )
    @app_commands.choices(
        step=[app_commands.Choice(name=one.value, value=one.value) for one in STEPS]
    )
    async def put(
        self,
        interaction: discord.Interaction,
        points: Points,
        step: str,
        length: app_commands.Range[str, 2, 10] | None = None,
        role: discord.Role | None = None,
        automatic: bool = False,
        even_harsh: bool = False,
    ) -> None:
        """Put a step on the ladder, in the place of any at the same points."""
        wanted = Step(
            points=points,
            kind=CaseKind(step),
            seconds=cases.seconds_of(length) if length is not None else None,
            role_id=role.id if role is not None else None,
            automatic=automatic,
        )
        steps = await self._choices.set_step(actor_of(interaction), wanted, agreed=even_harsh)
        await tell(interaction, embed=standing.ladder_embed(steps))

    @app_commands.command(name="remove")
    @app_commands.describe(points="Points of the step to take away")
    async def remove(self, interaction: discord.Interaction, points: Points) -> None:
        """Take a step off the ladder."""
        steps = await self._choices.remove_step(actor_of(interaction), points)
        await tell(interaction, embed=standing.ladder_embed(steps))

    @app_commands.command(name="reset")
    async def reset(self, interaction: discord.Interaction) -> None:
        """The ladder that every server begins with."""
        steps = await self._choices.reset_ladder(actor_of(interaction))
        await tell(interaction, embed=standing.ladder_embed(steps))


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Standing(bot))
    await bot.add_cog(Ladder(bot))
