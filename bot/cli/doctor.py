"""``greenroom doctor``: is everything in place?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import rich_click as click
from rich.markup import escape
from rich.table import Table

from bot.cli.console import errors, load_settings, output

_COLOURS = {"good": "green", "warning": "yellow", "bad": "bold red", "skipped": "dim"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Check token, intents, permissions in each configured channel, database, judge and clock, and
    say how to mend what is wrong. Exit code 1 if the bot cannot work like this.

    Examples:

      greenroom doctor

      greenroom doctor --json
    """
    settings = load_settings()
    with errors.status("Looking at everything"):
        from bot.doctor import Health, examine_now

        findings = examine_now(settings)
    if as_json:
        click.echo(json.dumps({"checks": [asdict(finding) for finding in findings]}))
    else:
        table = Table(box=None, pad_edge=False)
        for title in ("check", "", "what was found", "how to mend it"):
            table.add_column(title, overflow="fold")
        for finding in findings:
            colour = _COLOURS[finding.health]
            table.add_row(
                escape(finding.subject),
                f"[{colour}]{finding.health}[/]",
                escape(finding.said),
                escape(finding.mend),
            )
        output.print(table)
    if any(finding.health is Health.BAD for finding in findings):
        sys.exit(1)
