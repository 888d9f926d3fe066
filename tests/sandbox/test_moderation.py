"""Roles, members, bans, channels, overwrites and the audit log over REST."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.people import Application, Guild, Overwrite, Person, Role
from bot.sandbox.permissions import Permission
from tests.sandbox.expect import many, one, refuses


@pytest.fixture
async def bot_role(app: Application, guild: Guild) -> Role:
    """The bot's managed role: it may manage, and stands above what is made later."""
    return await guild.add_bot(
        app,
        [
            "manage_roles",
            "manage_channels",
            "manage_nicknames",
            "moderate_members",
            "kick_members",
            "ban_members",
            "view_audit_log",
        ],
    )


@pytest.fixture
async def alice(guild: Guild) -> Person:
    return await guild.create_member("alice")


async def test_roles_above_the_bot_are_out_of_its_reach(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    low = await guild.create_role("low")
    high = await guild.create_role("high", position=9)
    path = f"/guilds/{guild.id}/members/{alice.id}/roles"
    await app.request("PUT", f"{path}/{low.id}")
    with refuses(50013, 403):
        await app.request("PUT", f"{path}/{high.id}")
    with refuses(50013, 403):
        await app.request("PUT", f"{path}/{bot_role.id}")
    with refuses(10011, 404):
        await app.request("PUT", f"{path}/12345")
    member = one(await app.request("GET", f"/guilds/{guild.id}/members/{alice.id}"))
    assert member["roles"] == [str(low.id)]


async def test_a_bot_gives_only_permissions_it_holds(
    app: Application, guild: Guild, bot_role: Role
) -> None:
    path = f"/guilds/{guild.id}/roles"
    held = str(Permission.KICK_MEMBERS)
    made = one(await app.request("POST", path, {"name": "helpers", "permissions": held}))
    assert made["permissions"] == held
    with refuses(50013, 403):
        strong = {"name": "rulers", "permissions": str(Permission.MANAGE_GUILD)}
        await app.request("POST", path, strong)
    with refuses(50013, 403):
        change = {"permissions": str(Permission.MANAGE_GUILD)}
        await app.request("PATCH", f"{path}/{made['id']}", change)


async def test_members_above_the_bot_cannot_be_touched(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    boss_role = await guild.create_role("boss", position=9)
    boss = await guild.create_member("boss", roles=[boss_role])
    members = f"/guilds/{guild.id}/members"
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    for victim in (boss, guild.owner):
        for change in ({"nick": "Lowly"}, {"communication_disabled_until": soon}):
            with refuses(50013, 403):
                await app.request("PATCH", f"{members}/{victim.id}", change)
        with refuses(50013, 403):
            await app.request("DELETE", f"{members}/{victim.id}")
        with refuses(50013, 403):
            await app.request("PUT", f"/guilds/{guild.id}/bans/{victim.id}")
    await app.request("PATCH", f"{members}/{alice.id}", {"nick": "Al"})


async def test_timeouts_last_28_days_at_most_and_spare_administrators(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    path = f"/guilds/{guild.id}/members/{alice.id}"
    late = (datetime.now(UTC) + timedelta(days=29)).isoformat()
    with refuses(50035, 400, naming="communication_disabled_until"):
        await app.request("PATCH", path, {"communication_disabled_until": late})
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    await app.request("PATCH", path, {"communication_disabled_until": soon}, reason="calm down")
    assert (await guild.audit_log())[0]["reason"] == "calm down"
    with refuses(50013, 403):
        await alice.say(guild.general, "hello")
    await guild.advance_clock(3700)
    await alice.say(guild.general, "hello again")
    admin = await guild.create_role("admins", permissions="administrator")
    carol = await guild.create_member("carol", roles=[admin])
    with refuses(50013, 403):
        body = {"communication_disabled_until": soon}
        await app.request("PATCH", f"/guilds/{guild.id}/members/{carol.id}", body)


async def test_a_ban_removes_the_member_and_recent_messages(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    await alice.say(guild.general, "rude")
    body = {"delete_message_seconds": 3600}
    path = f"/guilds/{guild.id}/bans/{alice.id}"
    await app.request("PUT", path, body, reason="rude")
    assert await guild.owner.messages(guild.general) == []
    with refuses(10007, 404):
        await app.request("GET", f"/guilds/{guild.id}/members/{alice.id}")
    assert one(await app.request("GET", path))["reason"] == "rude"
    await app.request("DELETE", path)
    with refuses(10026, 404):
        await app.request("GET", path)


async def test_overwrites_follow_discords_order(guild: Guild, alice: Person) -> None:
    role = await guild.create_role("readers")
    channel = await guild.create_channel(
        "news", overwrites=[Overwrite(guild.everyone, deny="send_messages")]
    )
    with refuses(50013, 403):
        await alice.say(channel, "hello")
    await guild.set_overwrite(channel, Overwrite(role, allow="send_messages"))
    await alice.add_role(role)
    await alice.say(channel, "a role's allow beats everyone's deny")
    await guild.set_overwrite(channel, Overwrite(alice, deny="send_messages"))
    with refuses(50013, 403):
        await alice.say(channel, "a member's deny beats a role's allow")
    await guild.clear_overwrite(channel, alice)
    await alice.say(channel, "hello")


async def test_a_bot_overwrites_only_bits_that_it_holds_and_changes(
    app: Application, guild: Guild, bot_role: Role
) -> None:
    channel = guild.general
    path = f"/channels/{channel.id}/permissions"
    deny_send = {"type": 0, "deny": str(Permission.SEND_MESSAGES)}
    await app.request("PUT", f"{path}/{guild.id}", deny_send, reason="form only")
    assert (await guild.overwrites(channel))[guild.id] == (0, Permission.SEND_MESSAGES)
    assert (await guild.audit_log())[0]["reason"] == "form only"
    with refuses(50013, 403):
        strong = {"type": 1, "allow": str(Permission.MANAGE_MESSAGES)}
        await app.request("PUT", f"{path}/{app.id}", strong)
    both = Overwrite(guild.everyone, deny=["send_messages", "manage_messages"])
    await guild.set_overwrite(channel, both)
    unchanged = {
        "type": 0,
        "deny": str(Permission.MANAGE_MESSAGES | Permission.SEND_MESSAGES),
        "allow": str(Permission.ADD_REACTIONS),
    }
    await app.request("PUT", f"{path}/{guild.id}", unchanged)
    with refuses(10009, 404):
        await app.request("DELETE", f"{path}/{bot_role.id}")


async def test_a_channel_the_bot_cannot_see_is_closed_to_it(
    app: Application, guild: Guild, bot_role: Role
) -> None:
    hidden = await guild.create_channel(
        "staff", overwrites=[Overwrite(guild.everyone, deny="view_channel")]
    )
    with refuses(50001, 403):
        await app.request("GET", f"/channels/{hidden.id}")
    listed = many(await app.request("GET", f"/guilds/{guild.id}/channels"))
    assert "staff" in [channel["name"] for channel in listed]
    with refuses(10003, 404):
        await app.request("GET", "/channels/12345")
    with refuses(10004, 404):
        await app.request("GET", "/guilds/12345")


async def test_a_bot_makes_changes_and_removes_channels(
    app: Application, guild: Guild, bot_role: Role
) -> None:
    made = one(
        await app.request(
            "POST",
            f"/guilds/{guild.id}/channels",
            {"name": "Reader Letters", "type": 0, "topic": "letters"},
            reason="setup",
        )
    )
    assert made["name"] == "reader-letters"
    path = f"/channels/{made['id']}"
    changed = one(await app.request("PATCH", path, {"topic": None, "rate_limit_per_user": 5}))
    assert (changed["topic"], changed["rate_limit_per_user"]) == (None, 5)
    await app.request("DELETE", path)
    with refuses(10003, 404):
        await app.request("GET", path)


async def test_slowmode_holds_members_back_but_not_moderators(guild: Guild, alice: Person) -> None:
    slow = await guild.create_channel("slow", slowmode=30)
    await alice.say(slow, "one")
    with refuses(20016, 429):
        await alice.say(slow, "two")
    await guild.owner.say(slow, "I may")
    await guild.owner.say(slow, "again")
    await guild.advance_clock(31)
    await alice.say(slow, "two")


async def test_the_audit_log_can_be_narrowed_down(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    for name in ("one", "two"):
        await app.request("POST", f"/guilds/{guild.id}/roles", {"name": name}, reason=name)
    await app.request("PATCH", f"/guilds/{guild.id}/members/{alice.id}", {"nick": "Al"})
    path = f"/guilds/{guild.id}/audit-logs"
    query = {"action_type": 30, "user_id": app.id, "limit": 1}
    log = one(await app.request("GET", path, query=query))
    assert [entry["reason"] for entry in many(log["audit_log_entries"])] == ["two"]
    assert [user["id"] for user in many(log["users"])] == [str(app.id)]


async def test_reactions_are_counted_and_can_be_taken_back(
    app: Application, guild: Guild, bot_role: Role, alice: Person
) -> None:
    message = await alice.say(guild.general, "good news")
    await alice.react(message, "👍")
    await guild.owner.react(message, "👍")
    assert (await alice.message(message)).reactions == {"👍": 2}
    path = f"/channels/{guild.general.id}/messages/{message.id}/reactions"
    found = many(await app.request("GET", f"{path}/%F0%9F%91%8D"))
    assert {user["username"] for user in found} == {"alice", "olivia"}
    await alice.unreact(message, "👍")
    assert (await alice.message(message)).reactions == {"👍": 1}
    with refuses(10014, 400):
        await alice.react(message, "thumbsup")
