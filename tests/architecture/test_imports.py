"""Imports go downward only, as pyproject.toml says."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linter = pytest.importorskip(
        "importlinter.cli", reason="import-linter is not installed (dependency group lint)"
    )
    monkeypatch.chdir(ROOT)
    assert linter.lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out
