"""The play for people to watch: printed line by line as it happens, with a summary at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
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
        self.names: dict[str, str] = {}
        """Mention → what a client shows for it."""

    async def show(self, event: Event) -> None:
        """One event, one paragraph."""
        text = self._plain(event.text)
        who = escape(event.who)
        took = f" [dim]({event.milliseconds} ms)[/]" if event.milliseconds is not None else ""
        match event.act:
            case Act.SET_UP:
                self._message("/setup channel shows what it will change", event.message)
            case Act.READ:
                self._message("/article post shows how it read the document", event.message)
            case Act.POSTED:
                self._console.print(f"\n[bold]Posted:[/] {text}\n")
            case Act.SENT:
                self._console.print(f"[bold cyan]{who}[/] [dim]writes into the form:[/]")
                self._console.print(Padding(text, (0, 0, 0, 2)))
            case Act.ANSWERED | Act.NEWS:
                said = f"[dim]to {who} alone:[/] {text}{took}"
                self._console.print(Padding(said, (0, 0, 1, 2)))
            case Act.CARD:
                self._message("A card in the moderators' channel", event.message, style="yellow")
            case Act.DECIDED:
                self._console.print(f"[bold magenta]{who}[/] {text}")

    def thread(self, title: str, messages: Sequence[Message]) -> None:
        """The thread as a reader sees it at the end."""
        shown: list[RenderableType] = []
        for message in messages:
            if message.webhook_id is None:
                continue
            shown.append(f"[bold]{escape(message.author.name)}[/]")
            shown.append(Padding(self._plain(_unsigned(message.content)), (0, 0, 1, 2)))
        self._panel(f"What readers see below “{title}”", Group(*shown or ["nothing"]))

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

    def _message(self, title: str, message: Message | None, *, style: str = "dim") -> None:
        """A message with its embeds and buttons, roughly as a client shows it."""
        if message is None:
            return
        parts: list[RenderableType] = []
        if message.content:
            parts.append(self._plain(message.content))
        for embed in message.embeds:
            parts += self._embed(embed)
        if message.buttons:
            parts.append(" ".join(f"[reverse] {escape(one.label)} [/]" for one in message.buttons))
        self._panel(title, Group(*parts), style=style)

    def _embed(self, embed: Mapping[str, object]) -> list[RenderableType]:
        parts: list[RenderableType] = []
        if embed.get("title"):
            parts.append(f"[bold]{self._plain(str(embed['title']))}[/]")
        if embed.get("description"):
            parts.append(Padding(self._plain(str(embed["description"])), (0, 0, 1, 0)))
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        fields = embed.get("fields")
        for one in fields if isinstance(fields, list) else []:
            table.add_row(escape(str(one["name"])), self._plain(str(one["value"])))
        return [*parts, table] if table.row_count else parts

    def _plain(self, text: str) -> str:
        text = self._printable(text)
        for mention, name in self.names.items():
            text = text.replace(mention, name)
        return escape(_readable(text))

    def _panel(self, title: str, content: RenderableType, *, style: str = "dim") -> None:
        self._console.print(
            Panel(
                content,
                title=f"[bold]{escape(title)}[/]",
                title_align="left",
                border_style=style,
                padding=(0, 1),
            )
        )


def _unsigned(content: str) -> str:
    """A comment's post without its signature, the small mention of its author."""
    lines = content.split("\n")
    return "\n".join(lines[:-1] if lines[-1].startswith("-# <@") else lines)


def _readable(text: str) -> str:
    """Discord's markdown as it would look, roughly, on a plain terminal."""
    text = _MARKUP.sub("", _SMALL.sub("", text))
    text = _TIME.sub("now", _MENTION.sub("@…", text))
    text = _ADDRESS.sub("", _LINK.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text).strip()


def _milliseconds(value: int | None) -> str:
    return f"{value} ms" if value is not None else ""
