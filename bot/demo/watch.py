"""The play for people to watch: printed line by line as it happens, with a summary at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from bot.demo.outcome import Outcome
from bot.demo.play import Act, Event
from bot.sandbox.people.messages import Message

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_MARKUP = re.compile(r"\*\*|__|\|\|")
_SMALL = re.compile(r"^-# ?", re.MULTILINE)
_MENTION = re.compile(r"<@&?\d+>|<#\d+>")
_LINK = re.compile(r"\[([^\]]*)\]\(https?://[^)\s]*\)")
_ADDRESS = re.compile(r"\s*https://discord\.com/channels/\S+")
_TIME = re.compile(r"<t:\d+(:\w)?>")


class Watcher:
    """Prints a play."""

    def __init__(self, console: Console, printable: Callable[[str], str]) -> None:
        """Args:
        printable: Makes a text fit to be printed, e.g. without the words it was judged for.
        """
        self._console = console
        self._printable = printable

    async def show(self, event: Event) -> None:
        """One event, one paragraph."""
        text = escape(_readable(self._printable(event.text)))
        who = escape(event.who)
        took = f" [dim]({event.milliseconds} ms)[/]" if event.milliseconds is not None else ""
        match event.act:
            case Act.SET_UP:
                self._panel("/setup channel shows what it will change, and changes it", text)
            case Act.READ:
                self._panel("/article post shows how it read the document", text)
            case Act.POSTED:
                self._console.print(f"\n[bold]Posted:[/] {text}\n")
            case Act.SENT:
                self._console.print(f"[bold cyan]{who}[/] [dim]writes into the form:[/]")
                self._console.print(Padding(text, (0, 0, 0, 2)))
            case Act.ANSWERED | Act.NEWS:
                self._console.print(Padding(f"[dim]to {who} alone:[/] {text}{took}", (0, 0, 1, 2)))
            case Act.CARD:
                self._panel(f"Card: a comment by {who} waits", text, style="yellow")
            case Act.DECIDED:
                self._console.print(f"[bold magenta]{who}[/] {text}")

    def thread(self, title: str, messages: Sequence[Message]) -> None:
        """The thread as a reader sees it at the end."""
        lines = []
        for message in messages:
            if message.webhook_id is None:
                continue
            said = escape(_readable(self._printable(message.content)))
            lines.append(f"[bold]{escape(message.author.name)}[/]\n{_indented(said)}")
        self._panel(f"The thread below “{title}” at the end", "\n".join(lines) or "empty")

    def summary(self, outcome: Outcome) -> None:
        """What came of every comment, and how long it took."""
        table = Table(title="What came of every comment", title_justify="left")
        table.add_column("author")
        for heading in ("decision", "state at the end", "answered", "visible"):
            table.add_column(heading, justify="right" if heading[0] in "av" else "left")
        for result in outcome.results:
            decision = result.verdict.decision.label if result.verdict is not None else "-"
            state = result.comment.state.value if result.comment is not None else "not sent"
            colour = {"published": "green", "held": "yellow", "rejected": "red"}.get(state, "red")
            table.add_row(
                escape(result.part.author or "(anonymous)"),
                decision,
                f"[{colour}]{state}[/]",
                _milliseconds(result.part.answered_ms),
                _milliseconds(result.visible_ms),
            )
        self._console.print(table)
        count = outcome.visible_before_judged
        colour = "green" if count == 0 else "bold red"
        self._console.print(f"Could be read before being judged: [{colour}]{count}[/]")
        for failure in outcome.failures:
            self._console.print(f"[bold red]Not as it should be:[/] {escape(failure)}")

    def _panel(self, title: str, text: str, *, style: str = "dim") -> None:
        self._console.print(
            Panel(text, title=f"[bold]{escape(title)}[/]", title_align="left", border_style=style)
        )


def _readable(text: str) -> str:
    """Discord's markdown as it would look, roughly, on a plain terminal."""
    text = _MARKUP.sub("", _SMALL.sub("", text))
    text = _TIME.sub("now", _MENTION.sub("@…", text))
    text = _ADDRESS.sub("", _LINK.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text).strip()


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _milliseconds(value: int | None) -> str:
    return f"{value} ms" if value is not None else ""
