"""The command ``greenroom`` and what all its commands share: errors and exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import rich_click as click
from rich.markup import escape

from bot.cli.console import errors
from bot.domain.errors import GreenroomError, SettingsInvalid

EXIT_CODES = """\
Exit codes: 0 all is well · 1 something is not as it should be · 2 wrong usage or settings ·
3 Discord or the database cannot be reached · 130 interrupted
"""


COMMANDS = (
    "run", "demo", "sandbox", "check", "lexicon", "evaluate", "calibrate", "db", "doctor"
)  # fmt: skip
"""The name of each command, of its module in ``bot.cli`` and of its function there."""


class _Commands(click.RichGroup):
    """Imports a command when it is asked for: one alone starts in half the time of them all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(import_module(f"bot.cli.{cmd_name}"), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="greenroom", prog_name="greenroom")
@click.pass_context
def greenroom(ctx: click.Context) -> None:
    """Greenroom posts articles into Discord channels, gathers what members reply as comments, and
    judges every comment before anyone sees it.

    Without a command it runs the bot with the settings in the environment and in .env.

    Examples:

      greenroom demo --once

      greenroom check "They should all be thrown into the sea."

      greenroom doctor --json
    """
    if ctx.invoked_subcommand is None:
        from bot.cli.run import run

        ctx.invoke(run)


def main() -> None:
    """Run the command line; errors that people are told end it with a sentence and a code."""
    try:
        greenroom(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        sys.exit(130)
    except SettingsInvalid as wrong:
        _tell("Settings", wrong)
        sys.exit(2)
    except GreenroomError as told:
        _tell("Error", told)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has had enough; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ConnectionError as unreachable:
        _tell("Error", unreachable)
        sys.exit(3)


def _tell(label: str, error: Exception) -> None:
    errors.print(f"[bold red]{label}:[/] {escape(str(error))}", soft_wrap=True)
