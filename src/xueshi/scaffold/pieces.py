"""The files of a new jurisdiction's folder, made from those of another: what is copied, and what is changed in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xueshi.law.origin import Origin
from xueshi.scaffold.rename import Renaming

TEMPLATE = "newcity"
"""The folder beside this file that a new city starts from; also the code of the jurisdiction in it."""

TEMPLATE_YEAR = 2025
"""The year in its ids and scenarios."""

_TEXTS = frozenset({".lp", ".toml", ".po", ".yaml", ".yml", ".md", ".txt", ".json"})
_IN_FORCE = re.compile(r'^in_force\s*=\s*\[\s*"([0-9-]*)"\s*,\s*"([0-9-]*)"\s*\]', re.MULTILINE)
_PAIRS = r"(?:[^\n=\[#]+=[^\n]*(?:\n|\Z))*"
_SOURCE = re.compile(rf"(?:^#[^\n]*\n)*^\[source\]\n{_PAIRS}\n?", re.MULTILINE)
_CHOICES = re.compile(rf"^\[choices\.jurisdiction\]\n{_PAIRS}", re.MULTILINE)

Files = Mapping[Path, bytes]
"""Content by path below the folder."""


class City(NamedTuple):
    """What is written of a jurisdiction into its ``kinds.toml``."""

    code: str
    names: Sequence[str]
    """In Chinese; the first is shown."""
    declared: bool
    """The common ``kinds.toml`` names it already."""

    def declaration(self) -> str:
        """Return the section that names it; empty where it is named already."""
        if self.declared:
            return ""
        words = [self.code.replace("_", " ").capitalize(), *(self.names or [self.code])]
        listed = ", ".join(quoted(word) for word in words)
        return f"[choices.jurisdiction]\n{self.code} = [{listed}]\n"


def template() -> Path:
    """Return the folder that a new city starts from."""
    return Path(__file__).with_name(TEMPLATE)


def pieces(folder: Path, renaming: Renaming) -> dict[Path, bytes]:
    """Return the files of ``folder`` with the ids of the new city in them and in their names.

    Raises:
        OSError: if one cannot be read.
    """
    found: dict[Path, bytes] = {}
    for path in _files(folder):
        content = path.read_bytes()
        if path.suffix in _TEXTS:
            with suppress(UnicodeDecodeError):  # what is no text is copied as it is
                content = renaming(content.decode("utf-8")).encode()
        relative = path.relative_to(folder)
        found[relative.with_name(renaming(relative.name))] = content
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "__pycache__")) or part.endswith("~") for part in parts):
            yield path


def named(kinds: str | None, city: City) -> str:
    """Return a ``kinds.toml`` that names ``city`` and no other; ``None`` for a folder without one."""
    declaration = city.declaration()
    if kinds is None:
        return declaration
    if not _CHOICES.search(kinds):
        return "\n".join(filter(None, (declaration, kinds)))
    return _CHOICES.sub(lambda _: declaration, kinds, count=1)


def in_force_from(metadata: str, year: int) -> str:
    """Return a regulation's metadata with the interval in force moved to begin in ``year``; it stays as long."""

    def moved(found: re.Match[str]) -> str:
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2]) if found[2] else None
        years = year - first.year
        end = _in_year(last, last.year + years).isoformat() if last else ""
        return f'in_force = ["{_in_year(first, year).isoformat()}", "{end}"]'

    return _IN_FORCE.sub(moved, metadata, count=1)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def judged_in(scenarios: bytes, year: int) -> bytes:
    """Return scenarios of the template with the year that is judged."""
    return scenarios.replace(f"year: {TEMPLATE_YEAR}".encode(), f"year: {year}".encode())


def with_source(metadata: str, source: Origin | None, block: str) -> str:
    """Return a regulation's metadata that name ``source`` as the file of its text, or none.

    Args:
        block: the section as the template has it, with its comment.
    """
    kept = _SOURCE.sub("", metadata).rstrip()
    if source is not None:
        for key, value in (("file", source.file), ("sha256", source.sha256)):
            block = block.replace(f'{key} = ""', f"{key} = {quoted(value)}")
    return f"{kept}\n\n{block.rstrip()}\n"


def source_block(metadata: str) -> str:
    """Return the section ``[source]`` of the template's metadata with its comment."""
    found = _SOURCE.search(metadata)
    assert found is not None, "the template's metadata have a section [source]"
    return found[0]


def quoted(text: str) -> str:
    """Return ``text`` as a string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
