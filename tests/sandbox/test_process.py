"""The sandbox as a process: starting, ending, and standing on its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

import bot.sandbox
from bot.sandbox.people import Sandbox

COMMAND = [sys.executable, "-m", "bot.sandbox"]
PATIENCE_SECONDS = 20


async def test_a_spawned_sandbox_serves_and_is_gone_afterwards() -> None:
    async with Sandbox.spawn() as sandbox:
        address = sandbox.address
        guild = await sandbox.create_guild("Daily")
        await guild.owner.say(guild.general, "hello")
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(address)


def test_it_ends_with_its_standard_input_when_told_to() -> None:
    with subprocess.Popen(
        [*COMMAND, "--stop-with-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.stdin.close()
        assert process.wait(PATIENCE_SECONDS) == 0


def test_a_port_in_use_is_told() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        port = first.stdout.readline().strip().rpartition(":")[2]
        second = subprocess.run(
            [*COMMAND, "--port", port],
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        first.terminate()
    assert second.returncode == 1
    assert "cannot start the sandbox" in second.stderr
    assert port in second.stderr


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.json"
    finished = subprocess.run(
        [*COMMAND, "--openapi", str(missing)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert finished.returncode == 1
    assert "nowhere.json" in finished.stderr


def test_it_imports_nothing_else_of_the_project() -> None:
    package = Path(bot.sandbox.__file__).parent
    imported: set[str] = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                imported.add(node.module)
            elif isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
    of_the_project = {name for name in imported if name.split(".")[0] in ("bot", "cogs")}
    assert {name for name in of_the_project if not name.startswith("bot.sandbox")} == set()
    assert "discord" not in {name.split(".")[0] for name in imported}
