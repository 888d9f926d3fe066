"""Modules are short, say what they are for, and cogs are where they are looked for."""

from __future__ import annotations

import ast
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from bot.client import COGS

ROOT = Path(__file__).parents[2]
LONGEST = 310
"""Lines: what one sitting reads."""

LONGER = {
    # One table a section, each a list of queries or columns: parting them would part what is
    # compared.
    "bot/storage/schema.py",
    "bot/workflow/tables.py",
    # Written once by Alembic and never read again.
    "bot/storage/migrations/versions/0001_foundation.py",
}

MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in ("bot", "cogs")
    for path in (ROOT / package).rglob("*.py")
)


def lines_of(module: str) -> int:
    return len((ROOT / module).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    source = (ROOT / module).read_text(encoding="utf-8")
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), f"{module} has no docstring"


def test_no_module_is_longer_than_one_sitting_reads() -> None:
    too_long = {module: lines_of(module) for module in MODULES if lines_of(module) > LONGEST}
    assert {module: n for module, n in too_long.items() if module not in LONGER} == {}
    assert set(too_long) >= LONGER, "an exception that is not needed any more"


def test_every_cog_is_loaded_in_a_place_that_can_be_seen() -> None:
    there = {f"cogs.{path.stem}" for path in (ROOT / "cogs").glob("*.py")} - {"cogs.__init__"}
    assert set(COGS) == there
    assert len(COGS) == len(set(COGS))
    for name in COGS:
        assert iscoroutinefunction(import_module(name).setup)
