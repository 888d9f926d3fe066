"""The command line in this process: quick, and otherwise as people run it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.group import main
from tests.cli.running import Ended, environment

Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``greenroom`` in a folder without a .env; settings are given as keywords."""

    def call(*arguments: str, **settings: str) -> Ended:
        with monkeypatch.context() as patched:
            patched.chdir(tmp_path)
            patched.setattr(sys, "argv", ["greenroom", *arguments])
            patched.setattr(os, "environ", environment(**settings))
            code = 0
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
        written = capsys.readouterr()
        return Ended(code, written.out, written.err)

    return call
