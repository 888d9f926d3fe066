"""Looks whether everything is in place for the bot to work, and says how to mend what is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp
import discord

from bot.discord_io.redirect import redirect
from bot.domain.errors import GreenroomError, SettingsInvalid
from bot.domain.permission import DESK_PERMISSIONS, STAGE_PERMISSIONS, Permission
from bot.domain.verdict import Category, Decision
from bot.moderation import Context, shipped_judge
from bot.moderation.classifier import ModelBroken
from bot.remote_judge import DIALECTS, Endpoint, RemoteJudge
from bot.settings import Settings
from bot.storage.readiness import DatabaseUnreachable, is_newer, require_schema, schema_of
from bot.storage.store import SqlStore
from bot.storage.upgrade import HEAD
from bot.workflow.judging import OfflineJudge

CLOCK_TOLERANCE = 2.0
"""Seconds that this machine's clock may differ from Discord's."""


class Health(StrEnum):
    """How a check came out."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and how it came out."""

    subject: str
    health: Health
    said: str
    mend: str = ""
    """What to do about it."""


def good(subject: str, said: str) -> Finding:
    """All is well."""
    return Finding(subject, Health.GOOD, said)


def bad(subject: str, said: str, mend: str) -> Finding:
    """The bot cannot work like this."""
    return Finding(subject, Health.BAD, said, mend)


async def examine(settings: Settings) -> list[Finding]:
    """All checks, in the order in which they build on one another."""
    findings = [_classifier(settings.classifier)]
    if (endpoint := Endpoint.of(settings)) is not None:
        findings.append(await _remote_judge(endpoint))
    findings += await _database(settings)
    if settings.token is None:
        findings.append(
            bad(
                "token",
                "DISCORD_TOKEN is missing.",
                "Copy it from the Bot page of your application at "
                "https://discord.com/developers/applications into .env.",
            )
        )
        skipped = ("intents", "permissions", "clock")
        return findings + [Finding(s, Health.SKIPPED, "needs a token") for s in skipped]
    return findings + await _discord(settings)


def _classifier(size: str) -> Finding:
    """Whether the judge loads its data and judges."""
    try:
        verdict = shipped_judge(size)("Thank you for this report.", Context())
    except ModelBroken as broken:
        said, _, mend = str(broken).partition(". ")
        return bad("judge", f"{said}.", mend)
    except (OSError, ValueError) as broken:
        return bad("judge", f"It does not load: {broken}", "Install Greenroom anew.")
    if verdict.decision is not Decision.PUBLISH:
        return bad("judge", "It holds a harmless sentence.", "Install Greenroom anew.")
    if size == "off":
        return good("judge", "Lexicon and rules are loaded; the classifier is switched off.")
    return good("judge", f"Lexicon, rules and the {size} classifier are loaded.")


async def _remote_judge(endpoint: Endpoint) -> Finding:
    """Whether the moderation service answers, and what is sent to it."""
    judge = RemoteJudge(OfflineJudge(), endpoint)
    try:
        verdict = await judge.ask("Thank you for this report.", Context())
    finally:
        await judge.close()
    sends = f"{DIALECTS[endpoint.dialect].sends} of every comment that would be published"
    if failed := [found for found in verdict.findings if found.category is Category.FAILURE]:
        return bad(
            "remote judge",
            failed[0].explanation,
            "Check REMOTE_JUDGE_URL and REMOTE_JUDGE_KEY, or write REMOTE_JUDGE=off: "
            "until then every comment waits for a moderator.",
        )
    return good("remote judge", f"{endpoint.host} answers. It is sent {sends}.")


async def _database(settings: Settings) -> list[Finding]:
    try:
        found = await schema_of(settings.database_url)
    except SettingsInvalid as wrong:
        return [bad("database", str(wrong), "Correct DATABASE_URL.")]
    except DatabaseUnreachable as unreachable:
        said, _, mend = str(unreachable).partition(". ")
        return [bad("database", f"{said}.", mend)]
    if found is None:
        return [
            Finding(
                "database",
                Health.WARNING,
                "It is empty.",
                "Run: greenroom db upgrade (greenroom run does it too).",
            )
        ]
    if is_newer(found):
        return [
            bad(
                "database",
                f"It has schema {found}, this version knows {HEAD}.",
                "Install the newer Greenroom that wrote it, or restore a backup.",
            )
        ]
    if found != HEAD:
        return [
            Finding(
                "database",
                Health.WARNING,
                f"It has schema {found}, this version needs {HEAD}.",
                "Run: greenroom db upgrade (greenroom run does it too).",
            )
        ]
    return [good("database", f"Schema {found}.")]


async def _discord(settings: Settings) -> list[Finding]:
    redirect(api_base=settings.api_base, gateway_url=settings.gateway_url)
    try:
        async with _logged_in(settings) as client:
            return [
                good("token", f"Logged in as {client.user}."),
                await _intents(client, settings),
                *await _permissions(client, settings),
                await _clock(settings),
            ]
    except discord.LoginFailure:
        return [
            bad(
                "token",
                "Discord does not take this token.",
                "Copy a new one from the Bot page of your application.",
            )
        ]
    except (aiohttp.ClientError, OSError, discord.HTTPException) as unreachable:
        return [
            bad(
                "discord",
                f"It cannot be reached ({type(unreachable).__name__}).",
                f"Check the network, and DISCORD_API_BASE ({settings.api_base}).",
            )
        ]


@asynccontextmanager
async def _logged_in(settings: Settings) -> AsyncIterator[discord.Client]:
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(settings.require_token())
        yield client


async def _intents(client: discord.Client, settings: Settings) -> Finding:
    if not settings.message_content:
        return good("intents", "None of the privileged ones is asked for.")
    flags = (await client.application_info()).flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return good("intents", "Message Content is switched on.")
    return bad(
        "intents",
        "MESSAGE_CONTENT_INTENT is yes, but the application does not have it.",
        "Switch it on under Bot, Privileged Gateway Intents, or write MESSAGE_CONTENT_INTENT=no.",
    )


async def _permissions(client: discord.Client, settings: Settings) -> list[Finding]:
    """The bot's permissions in each channel that was chosen."""
    try:
        await require_schema(settings.database_url)
    except (GreenroomError, DatabaseUnreachable):
        return [Finding("permissions", Health.SKIPPED, "needs an upgraded database")]
    store = SqlStore.at(settings.database_url)
    try:
        async with store.read() as tx:
            guild_ids = await tx.guilds.all_ids()
            chosen = [
                (
                    await tx.guilds.get(guild_id),
                    [one.channel_id for one in await tx.guilds.all_prepared(guild_id)],
                )
                for guild_id in guild_ids
            ]
    finally:
        await store.close()
    if not chosen:
        return [
            Finding(
                "permissions",
                Health.WARNING,
                "No server has been set up.",
                "Invite the bot, then run /setup channel on the server.",
            )
        ]
    findings: list[Finding] = []
    for settings_of_guild, stages in chosen:
        needs = dict.fromkeys(stages, STAGE_PERMISSIONS)
        desk_id = settings_of_guild.moderators_channel_id
        if desk_id is not None:
            needs[desk_id] = DESK_PERMISSIONS
        findings += await _permissions_in(client, settings_of_guild.guild_id, needs, desk_id)
    return findings


async def _permissions_in(
    client: discord.Client, guild_id: int, needs: dict[int, Permission], desk_id: int | None
) -> list[Finding]:
    subject = f"permissions in server {guild_id}"
    try:
        guild = await client.fetch_guild(guild_id)
        channels = {channel.id: channel for channel in await guild.fetch_channels()}
        me = await guild.fetch_member(client.user.id if client.user is not None else 0)
    except (discord.Forbidden, discord.NotFound):
        return [bad(subject, "The bot is not there any more.", "Invite it again.")]
    findings = []
    for channel_id, needed in needs.items():
        channel = channels.get(channel_id)
        if channel is None:
            findings.append(
                bad(subject, f"Channel {channel_id} is gone.", "Run /setup channel again.")
            )
            continue
        held = channel.permissions_for(me)
        missing = needed & ~Permission(held.value)
        if missing and not held.administrator:
            findings.append(
                bad(
                    subject,
                    f"In #{channel.name} the bot lacks: {missing}.",
                    "Allow it to the bot in the channel's permissions.",
                )
            )
        elif channel_id == desk_id and channel.permissions_for(guild.default_role).view_channel:
            findings.append(
                bad(
                    subject,
                    f"Everyone can view #{channel.name}, where held comments wait.",
                    "Deny View Channel to @everyone there, or name another with /setup channel.",
                )
            )
        else:
            findings.append(good(subject, f"#{channel.name} has all that is needed."))
    return findings


async def _clock(settings: Settings) -> Finding:
    """This machine's clock against the Date of an answer of Discord's."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        asked = datetime.now(UTC)
        async with session.get(f"{settings.api_base}/gateway") as response:
            date = response.headers.get("Date")
        answered = datetime.now(UTC)
    if date is None:
        return Finding("clock", Health.SKIPPED, "the answer had no date")
    # The header has whole seconds: the true time lies within the second after it.
    theirs = parsedate_to_datetime(date)
    late = (asked - theirs).total_seconds() - 1
    early = (theirs - answered).total_seconds()
    off = max(late, early, 0.0)
    if off > CLOCK_TOLERANCE:
        return bad(
            "clock",
            f"This machine's clock is {off:.0f} s off.",
            "Let it set its clock from the network (NTP): deadlines depend on it.",
        )
    return good("clock", "It agrees with Discord's.")


def examine_now(settings: Settings) -> list[Finding]:
    """`examine`, run to its end."""
    return asyncio.run(examine(settings))
