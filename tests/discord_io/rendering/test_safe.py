import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_io.rendering import safe


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words", "plain words"),
        ("**bold** and ||hidden||", "**bold** and ||hidden||"),
        ("> a quote", "> a quote"),
        ("# Heading", "\\# Heading"),
        ("so\n   ## Heading", "so\n   \\## Heading"),
        ("> # Heading in a quote", "> \\# Heading in a quote"),
        ("-# small print", "-\\# small print"),
        ("1. # in a list", "1. \\# in a list"),
        (">>> a quote without an end", "\\>>> a quote without an end"),
        ("```\nfence", "\\`\\`\\`\nfence"),
        ("[bank](https://evil.example)", "[bank]\\(https://evil.example)"),
        ("hello <@123> and <@&5> in <#9>", "hello \\<@123> and \\<@&5> in \\<#9>"),
        ("</ban:42> <id:browse>", "\\</ban:42> \\<id:browse>"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one\r\ntwo", "one\ntwo"),
        ("#hashtag at the start", "\\#hashtag at the start"),
        ("we are no. # 1", "we are no. # 1"),
    ],
)
def test_a_comment_keeps_its_words_and_loses_what_reaches_beyond_them(
    written: str, shown: str
) -> None:
    assert safe.published(written) == shown


@given(st.text(alphabet="ab #>-*`[]()<@!&|_~\n\\0123.:/", max_size=80))
def test_no_line_becomes_a_heading_small_print_or_an_endless_quote(text: str) -> None:
    for line in safe.published(text).split("\n"):
        assert not re.match(r"^[ \t>*+\-.\d]*(?<!\\)#", line)
        assert not line.lstrip().startswith(">>>")
    shown = safe.published(text)
    assert "```" not in shown
    assert "](" not in shown


@given(st.text(max_size=60))
def test_a_spoiler_is_never_broken_from_inside(text: str) -> None:
    shown = safe.spoiler(text)
    if shown:
        inside = shown[2:-2]
        assert "||" not in inside.replace("\\|", "")


@given(st.text(alphabet="ab*_|`\\[]", max_size=60), st.integers(2, 40))
def test_cutting_never_leaves_half_an_escape(text: str, length: int) -> None:
    cut = safe.fitting(safe.literal(text), length)
    assert len(cut) <= length
    body = cut.removesuffix("…")
    trailing = len(body) - len(body.rstrip("\\"))
    assert trailing % 2 == 0


def test_one_line_is_cut_at_a_word() -> None:
    assert safe.one_line("The ferry leaves at midnight", 20) == "The ferry leaves at…"
    assert safe.one_line("two\nlines", 20) == "two lines"
    assert safe.one_line("x" * 50, 10) == "x" * 9 + "…"
