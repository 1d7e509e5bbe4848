"""Where the encodings lie: inside the installed package, or beside ``src/`` in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def asp_root() -> Path:
    """Return the folder that holds ``core/`` and one folder a jurisdiction."""
    installed = _PACKAGE / "asp"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "asp"
