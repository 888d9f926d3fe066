"""Our rules are kept as they should be, and moderators hear when they cannot be."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.errors import StageUnavailable
from bot.domain.guild import ChannelMode, GuildSettings
from bot.storage.store import SqlStore
from bot.workflow.automod.plan import MOST_RULES, AutoModFacts, KeywordRule
from bot.workflow.automod.shield import Shield
from bot.workflow.automod.terms import Term
from bot.workflow.stage import Topic
from bot.workflow.tables import Prepared
from bot.workflow.telling import Teller
from tests.builders import CHANNEL, GUILD, START, HandClock
from tests.moderation.rules.builders import rule
from tests.workflow.stages import MemoryDesk

TERMS = [Term(f"bog{number:04}", 3) for number in range(1_500)]


@dataclass
class MemoryRules:
    """A server's AutoMod."""

    rules: dict[int, KeywordRule] = field(default_factory=dict)
    foreign: int = 0
    channels: list[int] = field(default_factory=lambda: [CHANNEL, 2, 3])
    refuses: bool = False
    _next: int = 100

    async def facts(self, guild_id: int) -> AutoModFacts:
        if self.refuses:
            raise StageUnavailable("I lack Manage Server.")
        return AutoModFacts(sorted(self.rules.items()), self.foreign, self.channels)

    async def create(self, guild_id: int, rule: KeywordRule) -> int:
        assert len(self.rules) + self.foreign < MOST_RULES
        self._next += 1
        self.rules[self._next] = rule
        return self._next

    async def change(self, guild_id: int, rule_id: int, rule: KeywordRule) -> None:
        assert rule_id in self.rules
        self.rules[rule_id] = rule

    async def delete(self, guild_id: int, rule_id: int) -> None:
        self.rules.pop(rule_id, None)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def rules() -> MemoryRules:
    return MemoryRules()


@pytest.fixture
async def shield(sqlite_store: SqlStore, rules: MemoryRules, desk: MemoryDesk) -> Shield:
    """The shield of a server with one free channel."""
    async with sqlite_store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=1, at=START)
        await tx.guilds.put_prepared(Prepared(CHANNEL, GUILD, {}, {}, START, 1, ChannelMode.FREE))
    teller = Teller(sqlite_store, desk, HandClock())
    return Shield(sqlite_store, rules, lambda: TERMS, teller, HandClock())


async def test_the_rules_are_made_and_known_as_ours(shield: Shield, rules: MemoryRules) -> None:
    await shield.sync(GUILD)
    assert [len(rule.keywords) for rule in rules.rules.values()] == [1_000, 500]
    assert {rule.exempt_channels for rule in rules.rules.values()} == {frozenset({2, 3})}
    assert [await shield.is_ours(GUILD, one) for one in (*rules.rules, 55)] == [True, True, False]


async def test_what_somebody_did_to_them_by_hand_is_mended(
    shield: Shield, rules: MemoryRules
) -> None:
    await shield.sync(GUILD)
    first, second = rules.rules
    before = list(rules.rules.values())
    rules.rules[first] = replace(rules.rules[first], keywords=("nothing",))
    del rules.rules[second]
    rules.channels.append(4)
    await shield.sync(GUILD)
    after = list(rules.rules.values())
    assert [rule.keywords for rule in after] == [rule.keywords for rule in before]
    assert {rule.exempt_channels for rule in after} == {frozenset({2, 3, 4})}


async def test_a_server_that_fills_its_places_is_told_and_told_again_once_it_was_mended(
    shield: Shield, rules: MemoryRules, desk: MemoryDesk
) -> None:
    rules.foreign = MOST_RULES
    await shield.sync(GUILD)
    await shield.sync(GUILD)
    assert desk.told == [Topic.SHIELD_DOWN]
    rules.foreign = 2
    await shield.sync(GUILD)
    assert len(rules.rules) == 2
    rules.foreign, rules.rules = MOST_RULES, {}
    await shield.sync(GUILD)
    assert desk.told == [Topic.SHIELD_DOWN, Topic.SHIELD_DOWN]


async def test_a_lost_permission_is_told_of(
    shield: Shield, rules: MemoryRules, desk: MemoryDesk
) -> None:
    rules.refuses = True
    with pytest.raises(StageUnavailable):
        await shield.sync(GUILD)
    assert desk.told == [Topic.SHIELD_DOWN]


async def test_without_a_free_channel_ours_are_deleted_and_nothing_is_asked_again(
    shield: Shield, rules: MemoryRules, sqlite_store: SqlStore
) -> None:
    await shield.sync(GUILD)
    async with sqlite_store.write() as tx:
        await tx.guilds.drop_prepared(CHANNEL)
    await shield.sync(GUILD)
    assert rules.rules == {}
    rules.refuses = True
    assert await shield.sync(GUILD) is None


async def test_more_than_fifty_other_channels_need_consent(
    shield: Shield, rules: MemoryRules, desk: MemoryDesk, sqlite_store: SqlStore
) -> None:
    rules.channels = [CHANNEL, *range(2, 53)]
    await shield.sync(GUILD)
    assert (rules.rules, desk.told) == ({}, [Topic.SHIELD_DOWN])
    async with sqlite_store.write() as tx:
        settings = await tx.guilds.get(GUILD)
        await tx.guilds.put(replace(settings, shield_everywhere=True), by=1, at=START)
    await shield.sync(GUILD)
    assert {rule.exempt_channels for rule in rules.rules.values()} == {frozenset()}


async def test_the_words_of_a_rule_go_when_it_expires(
    sqlite_store: SqlStore, rules: MemoryRules, desk: MemoryDesk
) -> None:
    clock = HandClock()
    async with sqlite_store.write() as tx:
        await tx.guilds.put(GuildSettings(GUILD, moderators_channel_id=77), by=1, at=START)
        await tx.guilds.put_prepared(Prepared(CHANNEL, GUILD, {}, {}, START, 1, ChannelMode.FREE))
        await tx.rules.add(rule("zorkmid", guild_id=GUILD, expires_at=START + timedelta(days=1)))
    teller = Teller(sqlite_store, desk, clock)
    shield = Shield(sqlite_store, rules, lambda: [Term("bog", 3)], teller, clock)
    await shield.sync(GUILD)
    (made,) = rules.rules.values()
    assert made.keywords == ("bog", "zorkmid")
    running = asyncio.create_task(shield.run())
    clock.move(days=1)
    shield.wake_expired()
    async with asyncio.timeout(10):
        while next(iter(rules.rules.values())).keywords != ("bog",):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)
    running.cancel()
