import json
import logging
import sys

import pytest

from bot.logs import JsonFormatter, TextFormatter, about, redact


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("bot.test", logging.INFO, "", 0, message, arguments, None)


@pytest.mark.parametrize(
    "line",
    [
        "POST /webhooks/123456789/aW50ZXJhY3Rpb246MTIzNDU2Nzg5 answered 500",
        "POST /interactions/123456789/aW50ZXJhY3Rpb246MTIzNDU2Nzg5/callback",
        "Authorization: Bot MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.abcdefghijklmnopqrstuvwxyz123",
        "token MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.abcdefghijklmnopqrstuvwxyz123",
        "postgresql+asyncpg://greenroom:hunter2secret@db.example.org/greenroom",
    ],
)
def test_tokens_and_passwords_are_cut_out_of_a_line(line: str) -> None:
    shown = redact(line)
    assert "[secret]" in shown
    for secret in ("aW50ZXJh", "GabcDe", "hunter2secret"):
        assert secret not in shown


def test_what_is_no_secret_stays() -> None:
    line = "comment 12 published in 1234567890 at https://example.org/webhooks"
    assert redact(line) == line


def test_a_line_says_which_comment_it_is_about() -> None:
    with about("comment 12"):
        assert TextFormatter().format(record("published")).endswith("[comment 12] published")
    assert "comment 12" not in TextFormatter().format(record("published"))


def test_a_json_line_is_one_object_with_the_trace_in_it() -> None:
    try:
        raise ValueError("in /webhooks/1/aW50ZXJhY3Rpb246MTIzNDU2Nzg5")
    except ValueError:
        entry = record("failed")
        entry.exc_info = sys.exc_info()
    with about("comment 12"):
        line = JsonFormatter().format(entry)
    parsed = json.loads(line)
    assert (parsed["level"], parsed["message"], parsed["about"]) == ("info", "failed", "comment 12")
    assert "ValueError" in parsed["trace"]
    assert "aW50ZXJh" not in line
