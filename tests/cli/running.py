"""The command line as a function: what it wrote, and the code it ended with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without settings of Greenroom's, and with these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DISCORD_", "DATABASE_", "SHARD_", "LOG_", "COMMENT", "MESSAGE_"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


def greenroom(folder: Path, *arguments: str, **settings: str) -> Ended:
    """Run ``greenroom`` in a process of its own, in a folder without a .env."""
    return _ended([sys.executable, "-m", "bot", *arguments], folder, environment(**settings))


def _ended(command: list[str], folder: Path, env: Mapping[str, str]) -> Ended:
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)
