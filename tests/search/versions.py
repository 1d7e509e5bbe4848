"""Other versions of shipped encodings, for tests that compare two."""

from __future__ import annotations

import shutil
from pathlib import Path

from xueshi.law.paths import asp_root
from xueshi.law.regulation import Regulation, regulations


def law(name: str) -> Regulation:
    """Return a shipped regulation."""
    return next(one for one in regulations() if one.id == name)


def version(original: Regulation, folder: Path, old: str, new: str) -> Path:
    """Return a copy of the encoding in which ``old``, which stands there once, is ``new``."""
    city = folder / original.jurisdiction
    shutil.copytree(original.file.parent, city, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "core").symlink_to(asp_root() / "core")
    text = original.file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file = city / original.file.name
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file
