"""Where the command line writes, and the settings it reads."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from bot.settings import Settings, read_environment

output = Console()
"""Results, on standard output."""

errors = Console(stderr=True)
"""Progress and errors, on standard error, so that a result can be piped."""


def load_settings() -> Settings:
    """The settings of this process: the environment over ``.env`` in the current folder.

    Raises:
        SettingsInvalid: a value is malformed.
    """
    return Settings.from_env(read_environment(os.environ, Path(".env")))
