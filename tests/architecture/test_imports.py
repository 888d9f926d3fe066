"""Imports go downward only, as pyproject.toml says."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    find_spec("importlinter") is None,
    reason="import-linter is not installed (dependency group lint)",
)
def test_the_import_contracts_hold() -> None:
    # A process of its own: the linter configures logging for the whole process it runs in.
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    linted = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
