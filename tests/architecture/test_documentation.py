"""README.md names every setting, every command, every exit code and the permissions it needs."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import rich_click as click
from discord import app_commands

from bot.app import App
from bot.cli.group import EXIT_CODES, greenroom
from bot.client import COGS, Greenroom
from bot.demo.house import INVITED
from bot.settings import Settings, described

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """The cells of every table's rows."""
    lines = [line for line in README.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture
async def client() -> AsyncIterator[Greenroom]:
    """The bot with its commands, never connected."""
    app = App(Settings.from_env({"DATABASE_URL": "sqlite+aiosqlite:///:memory:"}))
    for name in COGS:
        await app.client.load_extension(name)
    yield app.client
    await app.store.close()


def test_every_setting_stands_in_the_readme_with_its_default_and_meaning() -> None:
    documented = {cells[0]: cells[1:] for cells in rows() if cells[0].strip("`").isupper()}
    expected = {
        f"`{variable}`": [f"`{default}`" if default else "", meaning]
        for variable, default, meaning in described()
    }
    assert documented == expected


async def test_every_slash_command_stands_in_the_readme_and_no_other(client: Greenroom) -> None:
    commands = {
        f"`/{command.qualified_name}`"
        for command in client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
    documented = {cells[0] for cells in rows() if cells[0].startswith("`/")}
    assert documented == commands


def test_every_command_of_the_command_line_stands_in_the_readme() -> None:
    table = " ".join(cells[0] for cells in rows() if cells[0].startswith("`greenroom"))
    context = click.Context(greenroom)
    for name in greenroom.list_commands(context):
        command = greenroom.get_command(context, name)
        assert re.search(rf"`(?:greenroom )?{name}\b", table), name
        if isinstance(command, click.Group):
            for part in command.commands:
                assert f"{name} {part}" in table


def test_every_exit_code_stands_in_the_readme() -> None:
    codes = re.findall(r"\b(\d+) ([a-z ]+)", EXIT_CODES, re.IGNORECASE)
    assert [code for code, _ in codes] == ["0", "1", "2", "3", "130"]
    said = " ".join(README.split())
    for code, meaning in codes:
        assert f"{code} {meaning.strip()}" in said


def test_the_invitation_asks_for_the_permissions_that_are_listed() -> None:
    found = re.search(r"permissions=(\d+)", README)
    assert found is not None
    assert int(found[1]) == int(INVITED)


async def test_every_command_and_option_says_what_it_does(client: Greenroom) -> None:
    for command in client.tree.walk_commands():
        assert command.description not in ("", "…"), command.qualified_name
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                assert str(option.description) not in ("", "…"), (command.name, option.name)
