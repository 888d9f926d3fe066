from pathlib import Path

import pytest

from bot.domain.errors import SettingsInvalid
from bot.settings import Settings, described, read_environment

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def test_without_any_setting_the_defaults_count() -> None:
    settings = Settings.from_env({})
    assert settings.token is None
    assert settings.database_url == "sqlite+aiosqlite:///greenroom.db"
    assert settings.api_base == "https://discord.com/api/v10"


@pytest.mark.parametrize(
    ("variable", "value", "instead"),
    [
        ("DISCORD_TOKEN", "no dots", "discord.com/developers"),
        ("DATABASE_URL", "mysql://x", "sqlite+aiosqlite:///greenroom.db"),
        ("DISCORD_API_BASE", "discord.com", "https://example.org/path"),
        ("DISCORD_GATEWAY_URL", "https://gateway", "wss://example.org/path"),
        ("MESSAGE_CONTENT_INTENT", "maybe", "yes or no"),
        ("SHARD_COUNT", "-1", "whole number"),
        ("SHARD_COUNT", "٣", "whole number"),
        ("SHARD_IDS", "a,b", "0,1,2"),
        ("COMMENT_INTERVAL_SECONDS", "1.5", "whole number"),
        ("COMMENTS_WAITING", "0", "from 1 to"),
        ("REMOTE_JUDGE", "on", "off, openai, plain"),
        ("REMOTE_JUDGE_URL", "api.example.org", "https://example.org/path"),
        ("REMOTE_JUDGE_KEY", "two words", "without spaces"),
        ("REMOTE_JUDGE_SECONDS", "9", "from 1 to 4"),
        ("LOG_LEVEL", "loud", "debug, info"),
        ("LOG_FORMAT", "xml", "text, json"),
    ],
)
def test_a_malformed_value_is_named_with_what_to_write_instead(
    variable: str, value: str, instead: str
) -> None:
    with pytest.raises(SettingsInvalid, match=variable) as told:
        Settings.from_env({variable: value})
    assert instead in str(told.value)


def test_a_malformed_secret_is_not_repeated() -> None:
    with pytest.raises(SettingsInvalid) as told:
        Settings.from_env({"DISCORD_TOKEN": "hunter2 is my token"})
    assert "hunter2" not in str(told.value)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings.from_env(
        {"DISCORD_TOKEN": "aaa.bbb.ccc", "DATABASE_URL": "postgresql+asyncpg://u:pass@h/d"}
    )
    assert "aaa.bbb" not in repr(settings)
    assert "pass" not in repr(settings)


def test_a_shard_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="SHARD_COUNT=4"):
        Settings.from_env({"SHARD_COUNT": "2", "SHARD_IDS": "0,3"})
    assert Settings.from_env({"SHARD_COUNT": "2", "SHARD_IDS": "0, 1"}).shard_ids == (0, 1)


def test_a_missing_token_says_where_to_get_one_and_what_works_without() -> None:
    with pytest.raises(SettingsInvalid, match="DISCORD_TOKEN is missing") as told:
        Settings.from_env({}).require_token()
    assert "greenroom demo" in str(told.value)


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=debug\nLOG_FORMAT=json\n")
    env = read_environment({"LOG_LEVEL": "error"}, file)
    settings = Settings.from_env(env)
    assert (settings.log_level, settings.log_format) == ("error", "json")
    assert read_environment({}, tmp_path / "missing") == {}


def test_the_example_explains_every_setting_with_its_default_and_no_other() -> None:
    lines = EXAMPLE.read_text().splitlines()
    written = dict(line.lstrip("# ").split("=", 1) for line in lines if "=" in line)
    assert written == {variable: default for variable, default, _ in described()}
    text = " ".join(line.lstrip("# ") for line in lines)
    for _, _, meaning in described():
        assert meaning in text


def test_a_remote_judge_needs_an_address_and_no_key_travels_in_the_open() -> None:
    with pytest.raises(SettingsInvalid, match="REMOTE_JUDGE_URL is missing"):
        Settings.from_env({"REMOTE_JUDGE": "openai"})
    open_way = {"REMOTE_JUDGE": "openai", "REMOTE_JUDGE_URL": "http://classifier:8000/v1"}
    assert Settings.from_env(open_way).remote_judge_url == "http://classifier:8000/v1"
    with pytest.raises(SettingsInvalid, match="must begin with https"):
        Settings.from_env({**open_way, "REMOTE_JUDGE_KEY": "sk-1"})
    here = {**open_way, "REMOTE_JUDGE_URL": "http://127.0.0.1:8000", "REMOTE_JUDGE_KEY": "sk-1"}
    assert "sk-1" not in repr(Settings.from_env(here))
