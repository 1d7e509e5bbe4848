"""The notice that an encoding was written from: the file that held its text, and whether it still holds the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from xueshi.kept import read_table
from xueshi.law.regulation import LawError, Regulation

_DIGEST = re.compile("[0-9a-f]{64}")
Standing = Literal["same", "changed", "not_found"]


class Origin(NamedTuple):
    """The text's file as ``[source]`` of ``<id>.toml`` names it."""

    file: str
    """Its name, without folders."""
    sha256: str


class Found(NamedTuple):
    """What became of the file."""

    standing: Standing
    path: Path | None = None
    sha256: str | None = None


def origin(law: Regulation) -> Origin | None:
    """Return where the text of ``law`` was, ``None`` where nothing is written.

    Raises:
        LawError: if the entry is at fault.
    """
    metadata = law.file.with_suffix(".toml")
    try:
        entry = read_table(metadata).get("source")
        return None if entry is None or not entry["file"] else _checked(Origin(entry["file"], entry["sha256"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LawError(f"{metadata}: source: {error}") from None


def _checked(found: Origin) -> Origin:
    if not _DIGEST.fullmatch(found.sha256):
        raise ValueError(f"sha256: {found.sha256!r} is no SHA-256")
    if Path(found.file).name != found.file:
        raise ValueError(f"file: {found.file!r} is no name without folders")
    return found


def look_for(origin: Origin, folders: Iterable[Path]) -> Found:
    """Tell whether the file lies in one of ``folders``, and whether it still holds what it held.

    The first folder in which the file still holds it counts, else the first that has the file.
    """
    changed: Found | None = None
    for folder in folders:
        path = folder / origin.file
        if path.is_file():
            there = digest_of(path)
            if there == origin.sha256:
                return Found("same", path, there)
            changed = changed or Found("changed", path, there)
    return changed or Found("not_found")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: if it cannot be read.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()
