"""What it means when Discord takes the bot not at all."""

from __future__ import annotations

from bot.domain.errors import SettingsInvalid

LOGIN_REFUSED = (
    "DISCORD_TOKEN: Discord does not take this token. Copy a new one from the Bot page "
    "of your application at https://discord.com/developers/applications."
)

CLOSED_FOR_GOOD = {
    4004: LOGIN_REFUSED,
    4010: "SHARD_IDS: Discord does not know one of these shards; check SHARD_COUNT and SHARD_IDS.",
    4011: "SHARD_COUNT: the bot is on too many servers for so few shards; write 0 or a higher one.",
}
"""Gateway close codes after which trying again is no use.

Source: Discord's documentation, "Gateway Close Event Codes".
"""


def closed_for_good(code: int) -> Exception:
    """What a gateway connection that was closed for good means."""
    if code in CLOSED_FOR_GOOD:
        return SettingsInvalid(CLOSED_FOR_GOOD[code])
    return ConnectionError(f"Discord closed the gateway connection ({code})")
