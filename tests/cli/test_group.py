"""The command line as a whole: help, exit codes, errors in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rich_click as click
from click.testing import CliRunner

from bot.cli.group import greenroom as group
from tests.cli.conftest import Run
from tests.cli.running import greenroom


def commands(
    command: click.Command = group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path, groups included."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if one := command.get_command(context, name):
                yield from commands(one, (*path, name))


def shown(*path: str) -> str:
    result = CliRunner().invoke(group, [*path, "--help"], terminal_width=200)
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_the_commands_are_those_of_the_readme() -> None:
    assert {" ".join(path) for path, _ in commands()} == {
        "",
        "run",
        "demo",
        "sandbox",
        "check",
        "evaluate",
        "calibrate",
        "doctor",
        "lexicon",
        "lexicon explain",
        "lexicon list",
        "db",
        "db upgrade",
        "db backup",
        "db export",
    }


@pytest.mark.parametrize(
    "path", [path for path, one in commands() if not isinstance(one, click.Group)] + [()]
)
def test_every_commands_help_has_an_example_of_that_command(path: tuple[str, ...]) -> None:
    said = shown(*path)
    assert "Example" in said
    _, _, examples = said.partition("Example")
    assert " ".join(("greenroom", *path)) in examples


def test_every_option_says_what_it_does() -> None:
    for path, command in commands():
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, (path, option.name)


def test_exit_codes_are_documented() -> None:
    said = shown()
    for part in ("0 all is well", "1 something", "2 wrong usage or settings", "3 ", "130 "):
        assert part in said
    for path in ("check", "demo", "doctor"):
        assert "xit code" in shown(path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "No such command 'nonsense'"),
        (("run", "--nope"), "No such option '--nope'"),
        (("db", "nonsense"), "No such command 'nonsense'"),
        (("db", "backup"), "Missing argument 'FILE'"),
        (("demo", "--article", "missing.txt"), "does not exist"),
        (("sandbox", "--port", "70000"), "70000"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_wrong(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ((), {}, "DISCORD_TOKEN is missing"),
        (("run",), {"DISCORD_TOKEN": "nonsense"}, "DISCORD_TOKEN"),
        (("db", "upgrade"), {"DATABASE_URL": "mysql://user:secret@host/x"}, "DATABASE_URL"),
        (("doctor",), {"SHARD_IDS": "one"}, "SHARD_IDS"),
        (("db", "export"), {"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
    ],
)
def test_a_wrong_setting_ends_with_2_and_names_it_without_its_secret(
    run: Run, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    ended = run(*arguments, **settings)
    assert ended.code == 2
    assert ended.err.startswith("Settings: ")
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err
    assert ended.out == ""


def test_settings_are_read_from_a_file_and_the_environment_goes_over_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\nSHARD_COUNT=many\n", encoding="utf-8")
    assert "LOG_LEVEL" in run("db", "upgrade", SHARD_COUNT="2").err
    assert "SHARD_COUNT" in run("db", "upgrade", LOG_LEVEL="info").err


def test_it_is_a_program_that_tells_its_version(tmp_path: Path) -> None:
    ended = greenroom(tmp_path, "--version")
    assert ended.code == 0
    assert ended.out.startswith("greenroom, version ")


def test_a_document_that_is_no_article_ends_the_demo_with_a_sentence(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Only a title", encoding="utf-8")
    ended = run("demo", "--article", "a.txt", "--once")
    assert ended.code in (1, 2)
    assert "no article below it" in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
