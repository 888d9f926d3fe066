"""Logging: one line an event, the comment it is about, and never a secret.

A log says what happened to which comment, not what the comment says. Tokens of the bot, of
webhooks and of interactions are cut out of every line, also where a library wrote it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_subject: ContextVar[str] = ContextVar("subject", default="")

_SECRETS = re.compile(
    r"(?P<path>/(?:webhooks|interactions)/\d+/)[\w.~-]{20,}"  # the token in a REST path
    r"|(?P<scheme>Bot |Bearer )[\w.-]{20,}"
    r"|(?P<bare>\b)[\w-]{20,}\.[\w-]{6}\.[\w-]{25,}\b"  # a bot token by its shape
    r"|(?P<url>://[^:/\s@]+:)[^@\s]+(?=@)"  # a password in an address
)


@contextmanager
def about(subject: str) -> Iterator[None]:
    """Lines logged inside are about this, e.g. ``comment 12``."""
    token = _subject.set(subject)
    try:
        yield
    finally:
        _subject.reset(token)


def redact(line: str) -> str:
    """The line without tokens and passwords."""
    return _SECRETS.sub(_cut, line)


def _cut(match: re.Match[str]) -> str:
    kept = match["path"] or match["scheme"] or match["url"] or ""
    return f"{kept}[secret]"


class TextFormatter(logging.Formatter):
    """``2026-03-01 12:00:00 INFO bot.workflow [comment 12] published``"""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the trace below it where there is one."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%S")
        subject = _subject.get()
        about_what = f" [{subject}]" if subject else ""
        line = f"{moment} {record.levelname} {record.name}{about_what} {record.getMessage()}"
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return redact(line)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: at, level, logger, about, message, trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The object on one line."""
        entry: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if _subject.get():
            entry["about"] = _subject.get()
        if record.exc_info:
            entry["trace"] = redact(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def set_up(level: str, form: str) -> None:
    """Log to standard error.

    Args:
        level: debug, info, warning or error.
        form: text or json.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # At debug level discord.py and aiosqlite print bodies and statements, and with them what
    # people wrote.
    for chatty in ("discord", "aiosqlite", "sqlalchemy", "asyncio", "aiohttp"):
        logging.getLogger(chatty).setLevel(max(logging.INFO, root.level))
