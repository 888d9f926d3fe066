"""The peer of `submit_to_visible`: discord.py alone. Defers a form, echoes it into a webhook."""

from __future__ import annotations

import os

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = os.environ["DISCORD_API_BASE"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])


class Form(discord.ui.Modal, title="Comment"):
    """One field."""

    text: discord.ui.TextInput[Form] = discord.ui.TextInput(
        label="Text", custom_id="text", style=discord.TextStyle.long
    )

    def __init__(self, webhook: discord.Webhook) -> None:
        super().__init__()
        self._webhook = webhook

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Defer, then echo."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._webhook.send(self.text.value, username=interaction.user.display_name, wait=True)
        await interaction.edit_original_response(content="Published.")


class Panel(discord.ui.View):
    """One button."""

    def __init__(self, webhook: discord.Webhook) -> None:
        super().__init__(timeout=None)
        self._webhook = webhook

    @discord.ui.button(label="Comment")
    async def comment(
        self, interaction: discord.Interaction, _button: discord.ui.Button[Panel]
    ) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form(self._webhook))


class Bare(discord.Client):
    """Posts a panel when it is ready."""

    async def on_ready(self) -> None:
        """Post it."""
        channel = self.get_channel(int(os.environ["BARE_CHANNEL"]))
        assert isinstance(channel, discord.TextChannel)
        webhook = await channel.create_webhook(name="Bare")
        await channel.send("Comment here.", view=Panel(webhook))


if __name__ == "__main__":
    Bare(intents=discord.Intents(guilds=True)).run(os.environ["DISCORD_TOKEN"], log_handler=None)
