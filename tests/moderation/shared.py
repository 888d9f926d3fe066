"""Where files that are shared but never copied into the project are found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).parents[2]


def shared_file(name: str) -> Path:
    """The shared file of this name; the test is skipped where it is absent."""
    root = Path(os.environ.get("GREENROOM_SHARED", _REPOSITORY.parent / "shared"))
    path = root / name
    if not path.is_file():
        pytest.skip(f"{path} is absent; set GREENROOM_SHARED to the folder that holds it")
    return path
