"""AutoMod: limits of its rules, what it blocks, and whom it tells."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people import Application, Guild, Person, Sandbox
from tests.sandbox.clients import Clients
from tests.sandbox.expect import many, one, refuses

POWERS = ["manage_guild", "moderate_members", "view_channel"]


@pytest.fixture
async def alice(guild: Guild) -> Person:
    return await guild.create_member("alice")


@pytest.fixture
async def rules(app: Application, guild: Guild) -> str:
    await guild.add_bot(app, POWERS)
    return f"/guilds/{guild.id}/auto-moderation/rules"


def keyword_rule(**metadata: object) -> Payload:
    return {
        "name": "words",
        "event_type": 1,
        "trigger_type": 1,
        "enabled": True,
        "trigger_metadata": {"keyword_filter": ["gribble"], **metadata},
        "actions": [{"type": 1, "metadata": {"custom_message": "Please be kind"}}],
    }


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"trigger_metadata": {"keyword_filter": ["x"] * 1001}}, "keyword_filter"),
        ({"trigger_metadata": {"keyword_filter": ["x" * 61]}}, "keyword_filter"),
        ({"trigger_metadata": {"keyword_filter": ["gri*bble"]}}, "AUTO_MODERATION_INVALID"),
        ({"trigger_metadata": {"regex_patterns": ["x"] * 11}}, "regex_patterns"),
        ({"trigger_metadata": {"regex_patterns": ["x" * 261]}}, "regex_patterns"),
        ({"trigger_metadata": {"regex_patterns": ["(?=x)"]}}, "AUTO_MODERATION_INVALID_REGEX"),
        ({"trigger_metadata": {"regex_patterns": [r"(x)\1"]}}, "AUTO_MODERATION_INVALID_REGEX"),
        ({"trigger_metadata": {"regex_patterns": ["("]}}, "AUTO_MODERATION_INVALID_REGEX"),
        ({"trigger_metadata": {"allow_list": ["x"] * 101}}, "allow_list"),
        ({"exempt_roles": ["1"] * 21}, "exempt_roles"),
        ({"exempt_channels": ["1"] * 51}, "exempt_channels"),
        ({"actions": [{"type": 1, "metadata": {"custom_message": "x" * 151}}]}, "custom_message"),
        ({"actions": [{"type": 3, "metadata": {"duration_seconds": 2_419_201}}]}, "duration"),
        ({"actions": [{"type": 2, "metadata": {"channel_id": "1"}}]}, "channel_id"),
        ({"actions": []}, "actions"),
    ],
)
async def test_a_rule_out_of_bounds_is_refused(
    app: Application, rules: str, changes: Payload, named: str
) -> None:
    with refuses(50035, 400, naming=named):
        await app.request("POST", rules, {**keyword_rule(), **changes})


async def test_a_guild_has_six_keyword_rules_whoever_made_them(
    app: Application, rules: str, guild: Guild
) -> None:
    for _ in range(3):
        await app.request("POST", rules, keyword_rule())
        await guild.create_automod_rule("of the owner", trigger_metadata={"keyword_filter": ["x"]})
    with refuses(50035, 400, naming="AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"):
        await app.request("POST", rules, keyword_rule())
    assert len(many(await app.request("GET", rules))) == 6


async def test_rules_take_manage_guild(sandbox: Sandbox, guild: Guild) -> None:
    weak = await sandbox.create_application("Weak")
    await guild.add_bot(weak)
    with refuses(50013, 403):
        await weak.request("GET", f"/guilds/{guild.id}/auto-moderation/rules")


async def test_a_blocked_message_is_shown_to_nobody_and_its_author_is_told_why(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    await app.request("POST", rules, keyword_rule())
    with refuses(200000, 400):
        await alice.say(guild.general, "what a Gribble!")
    message = await alice.say(guild.general, "what a gribbler")
    with refuses(200000, 400):
        await alice.edit(message, "what a gribble")
    assert [one.texts for one in await guild.owner.seen()] == [("what a gribbler",)]


async def test_allow_lists_and_regular_expressions(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    metadata = {"keyword_filter": ["*cat*"], "allow_list": ["education"]}
    body = keyword_rule(**metadata, regex_patterns=[r"(?i)gr+ibb?le"])
    await app.request("POST", rules, body)
    await alice.say(guild.general, "education matters")
    for text in ("location", "GRRIBLE"):
        with refuses(200000):
            await alice.say(guild.general, text)


async def test_managers_bots_webhooks_and_exempt_roles_and_channels_are_let_through(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    trusted = await guild.create_role("trusted")
    manager = await guild.create_role("manager", permissions="manage_guild")
    free = await guild.create_channel("free")
    body = keyword_rule() | {"exempt_roles": [str(trusted.id)], "exempt_channels": [str(free.id)]}
    await app.request("POST", rules, body)
    bob = await guild.create_member("bob", roles=[trusted])
    carol = await guild.create_member("carol", roles=[manager])
    text = "gribble"
    for speaker in (guild.owner, bob, carol):
        await speaker.say(guild.general, text)
    await alice.say(free, text)
    thread = await alice.create_thread(free, "a thread")
    await alice.say(thread, text)
    await app.request("POST", f"/channels/{guild.general.id}/messages", {"content": text})
    with refuses(200000):
        await alice.say(guild.general, text)


async def test_titles_of_threads_are_judged(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    await app.request("POST", rules, keyword_rule())
    with refuses(200001):
        await alice.create_thread(guild.general, "all about gribble")


async def test_mention_spam_is_counted_by_distinct_mentions(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    body = {
        "name": "mentions",
        "event_type": 1,
        "trigger_type": 5,
        "enabled": True,
        "trigger_metadata": {"mention_total_limit": 2},
        "actions": [{"type": 1}],
    }
    await app.request("POST", rules, body)
    await alice.say(guild.general, "<@1> <@1> <@2>")
    with refuses(200000):
        await alice.say(guild.general, "<@1> <@2> <@&3>")


async def test_alerts_timeouts_and_events_reach_moderators_and_the_bot(
    app: Application, rules: str, guild: Guild, clients: Clients, alice: Person
) -> None:
    alerts = await guild.create_channel("alerts")
    body = keyword_rule() | {
        "actions": [
            {"type": 1},
            {"type": 2, "metadata": {"channel_id": str(alerts.id)}},
            {"type": 3, "metadata": {"duration_seconds": 60}},
        ]
    }
    await app.request("POST", rules, body)
    bot = await clients.start(app)
    with refuses(200000):
        await alice.say(guild.general, "oh gribble you")
    await bot.until(lambda: len(bot.automod_heard) == 3)
    blocked = bot.automod_heard[0]
    assert (blocked.content, blocked.matched_keyword) == ("oh gribble you", "gribble")
    assert (blocked.matched_content, blocked.message_id) == ("gribble", None)
    (alert,) = await guild.owner.messages(alerts)
    assert (alert.kind, alert.author.name) == (24, "alice")
    assert "oh gribble you" in alert.text
    with refuses(50013):
        await alice.say(guild.general, "a kind word")
    await guild.advance_clock(61)
    await alice.say(guild.general, "a kind word")


async def test_a_rule_that_only_alerts_lets_the_message_through(
    app: Application, rules: str, guild: Guild, alice: Person
) -> None:
    alerts = await guild.create_channel("alerts")
    alert = {"type": 2, "metadata": {"channel_id": str(alerts.id)}}
    await app.request("POST", rules, keyword_rule() | {"actions": [alert]})
    message = await alice.say(guild.general, "gribble")
    (flagged,) = await guild.owner.messages(alerts)
    assert str(message.id) in flagged.text


async def test_without_the_content_intent_the_event_tells_no_content(
    sandbox: Sandbox, guild: Guild, clients: Clients, alice: Person
) -> None:
    blind = await sandbox.create_application("Blind")
    await guild.add_bot(blind, POWERS)
    await guild.create_automod_rule("words", trigger_metadata={"keyword_filter": ["gribble"]})
    await clients.start(blind, intents=discord.Intents(guilds=True, auto_moderation=True))
    with refuses(200000):
        await alice.say(guild.general, "gribble")
    (entry,) = [
        entry
        for entry in await sandbox.journal(blind, kind="event")
        if entry.detail["event"] == "AUTO_MODERATION_ACTION_EXECUTION"
    ]
    data = one(entry.detail["data"])
    assert (data["content"], data["matched_content"]) == ("", "")
    assert data["matched_keyword"] == "gribble"


async def test_discord_py_makes_edits_and_removes_rules(
    app: Application, rules: str, guild: Guild, clients: Clients, alice: Person
) -> None:
    bot = await clients.start(app)
    (known,) = bot.guilds
    trigger = discord.AutoModTrigger(keyword_filter=["gribble", "fizz*"], allow_list=["fizzy"])
    rule = await known.create_automod_rule(
        name="words",
        event_type=discord.AutoModRuleEventType.message_send,
        trigger=trigger,
        actions=[discord.AutoModRuleAction(custom_message="no")],
        enabled=True,
        exempt_channels=[known.text_channels[0]],
    )
    await bot.until_event("automod_rule_create")
    await alice.say(guild.general, "gribble")
    await rule.edit(exempt_channels=[], reason="no exceptions")
    with refuses(200000):
        await alice.say(guild.general, "gribble")
    fetched = await known.fetch_automod_rules()
    assert [one.trigger.keyword_filter for one in fetched] == [["gribble", "fizz*"]]
    await rule.delete()
    await alice.say(guild.general, "gribble")
