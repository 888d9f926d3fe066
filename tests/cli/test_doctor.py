"""``greenroom doctor``: every check, what it finds, and how to mend it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.doctor import Finding, Health, examine
from bot.domain.permission import Permission
from bot.sandbox.people.guilds import Overwrite
from bot.settings import Settings
from tests.cli.conftest import Run
from tests.e2e.conftest import bare_house, house, openapi, sandbox, sandbox_address
from tests.e2e.house import House

__all__ = ["bare_house", "house", "openapi", "sandbox", "sandbox_address"]


async def findings(house: House, **changes: str) -> list[Finding]:
    return await examine(Settings.from_env(house.environment(**changes)))


def one(found: Sequence[Finding], subject: str) -> Finding:
    """The worst finding about a subject; each that is not good says how to mend it."""
    order = [Health.BAD, Health.WARNING, Health.SKIPPED, Health.GOOD]
    chosen = [finding for finding in found if finding.subject.startswith(subject)]
    worst = min(chosen, key=lambda finding: order.index(finding.health))
    assert worst.mend or worst.health in (Health.GOOD, Health.SKIPPED), worst
    return worst


async def test_where_all_is_well_every_check_is_good(house: House) -> None:
    found = await findings(house)
    assert [finding.subject for finding in found if finding.health is not Health.GOOD] == []
    subjects = [finding.subject.split(" ")[0] for finding in found]
    assert list(dict.fromkeys(subjects)) == [
        "judge",
        "database",
        "token",
        "intents",
        "permissions",
        "clock",
    ]
    said = " ".join(finding.said for finding in found)
    assert "#news" in said
    assert "#desk" in said


async def test_a_token_that_discord_does_not_take(bare_house: House) -> None:
    bad = one(await findings(bare_house, DISCORD_TOKEN="aaaa.bbbb.cccc"), "token")
    assert bad.health is Health.BAD
    assert "does not take this token" in bad.said
    assert "Bot page" in bad.mend


async def test_a_discord_out_of_reach(bare_house: House) -> None:
    address = "http://127.0.0.1:9/api/v10"
    bad = one(await findings(bare_house, DISCORD_API_BASE=address), "discord")
    assert bad.health is Health.BAD
    assert address in bad.mend


async def test_a_missing_token_skips_what_needs_it(bare_house: House) -> None:
    found = await findings(bare_house, DISCORD_TOKEN="")
    assert one(found, "token").health is Health.BAD
    for subject in ("intents", "permissions", "clock"):
        assert one(found, subject).health is Health.SKIPPED


async def test_an_intent_that_the_application_does_not_have(bare_house: House) -> None:
    wanted = {"MESSAGE_CONTENT_INTENT": "yes"}
    assert one(await findings(bare_house, **wanted), "intents").health is Health.GOOD
    await bare_house.app.set_privileged([])
    bad = one(await findings(bare_house, **wanted), "intents")
    assert bad.health is Health.BAD
    assert "MESSAGE_CONTENT_INTENT=no" in bad.mend


async def test_a_bot_that_was_never_set_up(bare_house: House) -> None:
    await bare_house.start()
    await bare_house.stop()
    warning = one(await findings(bare_house), "permissions")
    assert warning.health is Health.WARNING
    assert "/setup channel" in warning.mend


async def test_permissions_that_are_missing_in_a_channel_are_named(house: House) -> None:
    lacking = Overwrite(house.app, allow=["VIEW_CHANNEL"], deny=["MANAGE_THREADS", "EMBED_LINKS"])
    await house.guild.set_overwrite(house.news, lacking)
    bad = one(await findings(house), "permissions")
    assert bad.health is Health.BAD
    assert "#news" in bad.said
    assert "Manage Threads" in bad.said
    assert "Embed Links" in bad.said
    role = next(role for role in await house.guild.roles() if role.name == house.app.name)
    await house.guild.edit_role(role, permissions=int(Permission.ADMINISTRATOR))
    assert one(await findings(house), "permissions").health is Health.GOOD


async def test_a_channel_that_is_gone(house: House) -> None:
    await house.guild.delete_channel(house.news)
    bad = one(await findings(house), "permissions")
    assert bad.health is Health.BAD
    assert f"{house.news.id} is gone" in bad.said
    assert "/setup channel" in bad.mend


async def test_a_moderators_channel_that_everyone_can_view(house: House) -> None:
    await house.guild.clear_overwrite(house.desk, house.guild.everyone)
    bad = one(await findings(house), "permissions")
    assert bad.health is Health.BAD
    assert "Everyone can view #desk" in bad.said


async def test_a_server_that_the_bot_was_removed_from(house: House) -> None:
    await house.stop()
    await house.guild.kick(house.app)
    bad = one(await findings(house), "permissions")
    assert bad.health is Health.BAD
    assert "Invite it again" in bad.mend


async def test_an_empty_an_old_and_a_newer_database(house: House, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    empty = await findings(house, DATABASE_URL=f"sqlite+aiosqlite:///{missing}")
    assert one(empty, "database").health is Health.WARNING
    assert "greenroom db upgrade" in one(empty, "database").mend
    assert one(empty, "permissions").health is Health.SKIPPED
    assert not missing.exists()
    await house.stop()
    for schema, health, mend in (
        ("0000", Health.WARNING, "greenroom db upgrade"),
        ("9999", Health.BAD, "newer Greenroom"),
    ):
        with closing(sqlite3.connect(house.folder / "greenroom.db")) as opened, opened:
            opened.execute("UPDATE alembic_version SET version_num = ?", (schema,))
        found = one(await findings(house), "database")
        assert found.health is health
        assert schema in found.said
        assert mend in found.mend


async def test_a_database_that_cannot_be_opened(bare_house: House, tmp_path: Path) -> None:
    (tmp_path / "diary.db").write_text("Dear diary, " * 10, encoding="utf-8")
    for url, said in (
        (f"sqlite+aiosqlite:///{tmp_path}/diary.db", "not a database"),
        (f"sqlite+aiosqlite:///{tmp_path}/missing/x.db", "no folder"),
        ("postgresql+asyncpg://me:secret@127.0.0.1:9/x", "cannot be used"),
    ):
        bad = one(await findings(bare_house, DATABASE_URL=url), "database")
        assert bad.health is Health.BAD
        assert said in bad.said
        assert "DATABASE_URL" in bad.mend
        assert "secret" not in bad.said + bad.mend


@pytest.mark.parametrize("minutes", [-10, 10])
async def test_a_clock_that_is_off(house: House, minutes: int) -> None:
    async with late_discord(house.sandbox.address, timedelta(minutes=minutes)) as address:
        found = one(await findings(house, DISCORD_API_BASE=f"{address}/api/v10"), "clock")
    assert found.health is Health.BAD
    assert "600 s off" in found.said or "599 s off" in found.said
    assert "NTP" in found.mend


@asynccontextmanager
async def late_discord(target: str, off: timedelta) -> AsyncIterator[str]:
    """The sandbox, behind a proxy whose clock differs from ours."""

    async def forward(request: web.Request) -> web.Response:
        wanted = {k: v for k, v in request.headers.items() if k in ("Authorization", "User-Agent")}
        async with session.request(
            request.method, f"{target}{request.path_qs}", headers=wanted
        ) as answer:
            date = format_datetime(datetime.now(UTC) + off, usegmt=True)
            return web.Response(
                status=answer.status,
                body=await answer.read(),
                headers={"Content-Type": "application/json", "Date": date},
            )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", forward)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with aiohttp.ClientSession() as session:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def test_on_the_command_line_it_is_a_table_or_an_object_and_the_code_says_how_it_is(
    run: Run,
) -> None:
    ended = run("doctor")
    assert ended.code == 1
    for part in ("check", "what was found", "how to mend it", "judge", "token", "skipped"):
        assert part in ended.out
    ended = run("doctor", "--json")
    assert ended.code == 1
    checks = {check["subject"]: check for check in json.loads(ended.out)["checks"]}
    assert checks["token"]["health"] == "bad"
    assert checks["database"] == {
        "subject": "database",
        "health": "warning",
        "said": "It is empty.",
        "mend": "Run: greenroom db upgrade (greenroom run does it too).",
    }
