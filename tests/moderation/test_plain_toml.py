"""The quick reader of TOML reads what TOML's own reader does, or leaves it to that one."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from bot.moderation.lexicon.plain_toml import plain_tables

ENTRY = '[[entry]]\nterm = "blorp"\n'


def test_the_shipped_lexicon_is_read_quickly_and_as_toml_reads_it() -> None:
    data = resources.files("bot.moderation") / "data" / "lexicon.toml"
    source = data.read_text(encoding="utf-8")
    assert plain_tables(source) == tomllib.loads(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# nothing but a remark\n",
        ENTRY,
        ENTRY + "severity = 3\nname = true\n",
        ENTRY + 'variants = ["one", "two"]\n\n' + ENTRY,
        ENTRY + 'variants = [\n    "one", "two",\n    "three",\n]\nname = false\n',
        ENTRY + "variants = []\n",
        ENTRY + 'note = "a # is no remark, [a] no list"\n',
        '[[other]]\nterm = "blorp"\n',
    ],
)
def test_plain_files_are_read_as_toml_reads_them(source: str) -> None:
    assert plain_tables(source) == tomllib.loads(source)


@pytest.mark.parametrize(
    "source",
    [
        'term = "blorp"\n',
        ENTRY.replace("\n", "\r\n"),
        "[entry]\n",
        ENTRY + 'term = "twice"\n',
        ENTRY + "note = 'single'\n",
        ENTRY + 'note = """long"""\n',
        ENTRY + 'note = "a \\u00e9"\n',
        ENTRY + "score = 1.5\n",
        ENTRY + "score = NaN\n",
        ENTRY + "note = null\n",
        ENTRY + "severity = 3 # grave\n",
        ENTRY + "severity=3\n",
        ENTRY + '"severity" = 3\n',
        ENTRY + 'variants = ["one", 2]\n',
        ENTRY + 'variants = [\n  "one", # two\n]\n',
        ENTRY + 'variants = ["one"\n',
        ENTRY + "what is this\n",
    ],
)
def test_anything_else_is_left_to_the_full_reader(source: str) -> None:
    assert plain_tables(source) is None
