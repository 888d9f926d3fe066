"""The button of a proposal says all that pressing it will keep."""

import discord
import pytest

from bot.discord_io import custom_ids
from bot.discord_io.rendering.setup import FOREIGN, parse_proposal, proposal_view
from bot.domain.guild import FOREIGN_CHOICES, GuildSettings
from bot.domain.permission import NOTHING
from bot.domain.verdict import Decision
from bot.workflow.installation import Proposal
from bot.workflow.setup import SetupPlan

SNOWFLAKE = 4_000_000_000_000_000_000
"""An id of the year 2045; those of today are shorter."""


@pytest.mark.parametrize("choice", FOREIGN_CHOICES)
async def test_the_longest_choices_fit_and_are_read_back(choice: Decision) -> None:
    settings = GuildSettings(
        guild_id=1,
        moderators_channel_id=SNOWFLAKE,
        moderator_role_id=SNOWFLAKE,
        time_zone="America/Argentina/ComodRivadavia",
        policy="standard",
        foreign_comments=choice,
    )
    plan = SetupPlan(SNOWFLAKE, (), NOTHING, (), 0, ())
    apply = proposal_view(Proposal(settings, plan)).children[0]
    assert isinstance(apply, discord.ui.Button)
    parsed = custom_ids.parse(apply.custom_id or "")
    assert parsed is not None
    shown = parse_proposal(parsed[1])
    assert (shown.moderators_channel_id, shown.moderator_role_id) == (SNOWFLAKE, SNOWFLAKE)
    assert (shown.time_zone, shown.policy) == (settings.time_zone, settings.policy)
    assert shown.foreign_comments is choice
    assert shown.digest == plan.digest


def test_every_choice_is_named() -> None:
    assert set(FOREIGN) == set(FOREIGN_CHOICES)
