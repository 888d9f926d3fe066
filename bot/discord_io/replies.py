"""Answers that only the person who acted can see."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import discord
from discord.utils import MISSING

from bot.domain.comment import ReplyHandle

T = TypeVar("T")

TOKEN_LIFE = timedelta(minutes=15)
"""How long an interaction can be answered. Source: Discord's documentation, "Followup Messages"."""

PATIENCE = 1.5
"""Seconds that a commit may take before the interaction is deferred anyway: Discord wants a first
answer within 3."""

NOTICE_SECONDS = 10
"""How long a notice stands that everybody can see."""
NO_PINGS = discord.AllowedMentions.none()


def handle_of(interaction: discord.Interaction) -> ReplyHandle:
    """The right to answer this interaction later, also by another process."""
    return ReplyHandle(
        application_id=interaction.application_id,
        token=interaction.token,
        expires_at=datetime.now(UTC) + TOKEN_LIFE,
        locale=str(interaction.locale),
    )


class Deferrals:
    """Interactions whose deferral is under way. An answer may only follow it."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def begin(self, interaction: discord.Interaction) -> None:
        """Defer in private without waiting for Discord's answer."""
        token = interaction.token
        task = asyncio.create_task(_defer(interaction), name="defer")
        self._under_way[token] = task
        task.add_done_callback(lambda _: self._under_way.pop(token, None))

    async def finished(self, token: str) -> None:
        """Wait until a deferral that is under way has ended, well or not."""
        task = self._under_way.get(token)
        if task is not None:
            await asyncio.wait([task])

    async def commit_first(
        self, interaction: discord.Interaction, commit: Callable[[], Awaitable[T]]
    ) -> T:
        """Commit, then defer; when the commit is slow, defer anyway and go on committing."""
        work = asyncio.ensure_future(commit())
        done, _ = await asyncio.wait([work], timeout=PATIENCE)
        if not done:
            self.begin(interaction)
            return await work
        result = await work
        self.begin(interaction)
        return result


async def _defer(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException:
        # Too late, or answered already: the comment is stored, and its author is told by another
        # way. An answer to this interaction will find that it cannot be edited.
        return


async def tell(
    interaction: discord.Interaction,
    content: str | None = None,
    *,
    embed: discord.Embed | None = None,
    view: discord.ui.View | None = None,
    file: discord.File | None = None,
) -> None:
    """Tell the person alone, as the first answer or as a further one."""
    if interaction.response.is_done():
        await interaction.followup.send(
            content or "",
            embed=embed or MISSING,
            view=view or MISSING,
            file=file or MISSING,
            ephemeral=True,
            allowed_mentions=NO_PINGS,
        )
    else:
        await interaction.response.send_message(
            content,
            embed=embed or MISSING,
            view=view or MISSING,
            file=file or MISSING,
            ephemeral=True,
            allowed_mentions=NO_PINGS,
        )
