"""`bot.workflow.stage` on discord.py: everything Greenroom does on Discord by itself."""

from bot.discord_io.stage.articles import DiscordArticles
from bot.discord_io.stage.authors import DiscordAuthors
from bot.discord_io.stage.cases import DiscordCases
from bot.discord_io.stage.comments import DiscordComments
from bot.discord_io.stage.digests import DiscordDigests
from bot.discord_io.stage.members import DiscordMembers
from bot.discord_io.stage.moderators import DiscordModerators
from bot.discord_io.stage.weekly import DiscordWeekly

__all__ = [
    "DiscordArticles",
    "DiscordAuthors",
    "DiscordCases",
    "DiscordComments",
    "DiscordDigests",
    "DiscordMembers",
    "DiscordModerators",
    "DiscordWeekly",
]
