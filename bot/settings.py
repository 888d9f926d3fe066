"""The settings: read once from the environment and ``.env``, then frozen.

Every setting is a field of `Settings` whose metadata name its variable, what it is for and an
example; ``.env.example`` and ``greenroom doctor`` are checked against exactly these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.domain.errors import SettingsInvalid

T = TypeVar("T")


def _setting(
    variable: str, default: str, parse: Callable[[str], T], meaning: str, *, secret: bool = False
) -> T:
    """A field read from ``variable``; ``default`` is what an empty or missing one stands for."""
    metadata = {
        "variable": variable,
        "default": default,
        "parse": parse,
        "meaning": meaning,
        "secret": secret,
    }
    made: T = field(metadata=metadata, repr=not secret)
    return made


def _text(value: str) -> str:
    return value


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not (value.isascii() and value.isdigit()) or not low <= int(value) <= high:
            raise ValueError(f"write a whole number from {low} to {high}")
        return int(value)

    return parse


def _yes_no(value: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    try:
        return answers[value.casefold()]
    except KeyError:
        raise ValueError("write yes or no") from None


def _one_of(*names: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value.casefold() not in names:
            raise ValueError(f"write one of {', '.join(names)}")
        return value.casefold()

    return parse


def _address(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"write an address such as {schemes[0]}://example.org/path")
        return value.rstrip("/")

    return parse


def _address_or_none(*schemes: str) -> Callable[[str], str]:
    parse = _address(*schemes)
    return lambda value: parse(value) if value else ""


def _key(value: str) -> str | None:
    if not value.isascii() or any(char.isspace() for char in value):
        raise ValueError("copy the key as the service shows it, without spaces")
    return value or None


def _database(value: str) -> str:
    if not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise ValueError(
            "write sqlite+aiosqlite:///greenroom.db or postgresql+asyncpg://user:password@host/name"
        )
    return value


def _token(value: str) -> str | None:
    if not value:
        return None
    if any(char.isspace() for char in value) or value.count(".") != 2:
        raise ValueError(
            "copy the token from the Bot page of your application at "
            "https://discord.com/developers/applications (three parts with dots between)"
        )
    return value


def _shards(value: str) -> tuple[int, ...]:
    if not value:
        return ()
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write shard numbers with commas between, e.g. 0,1,2")
    return tuple(int(part) for part in parts)


_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen outside Discord."""

    token: str | None = _setting(
        "DISCORD_TOKEN",
        "",
        _token,
        "The bot's token. Without it only `greenroom demo`, `check` and `sandbox` work.",
        secret=True,
    )
    database_url: str = _setting(
        "DATABASE_URL",
        "sqlite+aiosqlite:///greenroom.db",
        _database,
        "Where everything is kept: SQLite (a file) or PostgreSQL.",
        secret=True,
    )
    api_base: str = _setting(
        "DISCORD_API_BASE",
        "https://discord.com/api/v10",
        _address("https", "http"),
        "Discord's REST API; a proxy or the sandbox can stand in.",
    )
    gateway_url: str = _setting(
        "DISCORD_GATEWAY_URL",
        "wss://gateway.discord.gg",
        _address("wss", "ws"),
        "Discord's gateway; anything but the default overrides every address Discord names.",
    )
    message_content: bool = _setting(
        "MESSAGE_CONTENT_INTENT",
        "no",
        _yes_no,
        "Whether to ask for the privileged Message Content intent. Not needed for the form.",
    )
    shard_count: int = _setting(
        "SHARD_COUNT",
        "0",
        _whole(0, 100_000),
        "Shards of the whole installation; 0 lets Discord decide. Needed for several processes.",
    )
    shard_ids: tuple[int, ...] = _setting(
        "SHARD_IDS",
        "",
        _shards,
        "The shards of this process, with commas between; empty for all.",
    )
    comment_interval: int = _setting(
        "COMMENT_INTERVAL_SECONDS",
        "15",
        _whole(0, 86_400),
        "A member can send one comment to an article in so many seconds.",
    )
    comments_waiting: int = _setting(
        "COMMENTS_WAITING",
        "3",
        _whole(1, 1_000),
        "So many comments of a member can wait for a moderator below one article.",
    )
    classifier: str = _setting(
        "CLASSIFIER",
        "default",
        _one_of("default", "large", "off"),
        "The classifier beside lexicon and rules: default (15 MB), large (40 MB, "
        "fewer false alarms, eight times as slow), or off.",
    )
    remote_judge: str = _setting(
        "REMOTE_JUDGE",
        "off",
        _one_of("off", "openai", "plain"),
        "Ask a moderation service about what would be published; each comment is sent to it. "
        "openai: the text, to an endpoint that speaks like OpenAI's; "
        "plain: text, article's title and the comment answered, to a classifier of your own.",
    )
    remote_judge_url: str = _setting(
        "REMOTE_JUDGE_URL",
        "",
        _address_or_none("https", "http"),
        "The service's address, such as https://api.openai.com/v1/moderations.",
    )
    remote_judge_key: str | None = _setting(
        "REMOTE_JUDGE_KEY",
        "",
        _key,
        "Its key, sent as a bearer token.",
        secret=True,
    )
    remote_judge_model: str = _setting(
        "REMOTE_JUDGE_MODEL",
        "omni-moderation-latest",
        _text,
        "The model that an openai service is asked for.",
    )
    remote_judge_time_limit: int = _setting(
        "REMOTE_JUDGE_SECONDS",
        "3",
        _whole(1, 4),
        "A comment that the service has not judged after so many seconds waits for a moderator.",
    )
    fetch_private: bool = _setting(
        "FETCH_PRIVATE_ADDRESSES",
        "no",
        _yes_no,
        "Whether feeds and pages on private networks, such as your own, may be fetched.",
    )
    log_level: str = _setting(
        "LOG_LEVEL",
        "info",
        _one_of("debug", "info", "warning", "error"),
        "How much is logged. No level logs a comment's text or a token.",
    )
    log_format: str = _setting(
        "LOG_FORMAT",
        "text",
        _one_of("text", "json"),
        "Lines for people, or one JSON object a line.",
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """The settings in ``env``; what is missing or empty has its default.

        Raises:
            SettingsInvalid: a value is malformed; the message names it and says what to write.
        """
        values: dict[str, Any] = {}
        for spec in fields(cls):
            variable = spec.metadata["variable"]
            raw = env.get(variable, "").strip() or spec.metadata["default"]
            try:
                values[spec.name] = spec.metadata["parse"](raw)
            except ValueError as problem:
                shown = "its value" if spec.metadata["secret"] else f"“{raw}”"
                raise SettingsInvalid(f"{variable}: {shown} will not do; {problem}.") from None
        settings = cls(**values)
        if settings.shard_ids and max(settings.shard_ids) >= settings.shard_count:
            raise SettingsInvalid(
                "SHARD_IDS: each must be smaller than SHARD_COUNT; "
                f"write SHARD_COUNT={max(settings.shard_ids) + 1} or more."
            )
        settings._check_remote_judge()
        return settings

    def _check_remote_judge(self) -> None:
        if self.remote_judge == "off":
            return
        if not self.remote_judge_url:
            raise SettingsInvalid(
                "REMOTE_JUDGE_URL is missing: REMOTE_JUDGE names a service, write its address, or "
                "REMOTE_JUDGE=off."
            )
        parts = urlsplit(self.remote_judge_url)
        if self.remote_judge_key and parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
            raise SettingsInvalid(
                "REMOTE_JUDGE_URL: with a key it must begin with https://; anybody between could "
                "read the key."
            )

    def require_token(self) -> str:
        """The token.

        Raises:
            SettingsInvalid: there is none.
        """
        if self.token is None:
            raise SettingsInvalid(
                "DISCORD_TOKEN is missing. Write DISCORD_TOKEN=... into .env: copy the token from "
                "the Bot page of your application at https://discord.com/developers/applications. "
                "To see Greenroom without one, run: greenroom demo"
            )
        return self.token


def described() -> list[tuple[str, str, str]]:
    """Variable, default and meaning of every setting, in order."""
    return [
        (spec.metadata["variable"], spec.metadata["default"], spec.metadata["meaning"])
        for spec in fields(Settings)
    ]


def read_environment(environment: Mapping[str, str], env_file: Path | None) -> dict[str, str]:
    """The environment over the file: what is set in both has the environment's value."""
    from dotenv import dotenv_values

    from_file: dict[str, str] = {}
    if env_file is not None and env_file.is_file():
        from_file = {k: v for k, v in dotenv_values(env_file).items() if v is not None}
    return {**from_file, **environment}
