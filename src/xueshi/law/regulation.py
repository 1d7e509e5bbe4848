"""Which regulations there are, and what must be known of one before its encoding is read.

A jurisdiction is a folder; a regulation in it is ``<id>.lp`` with ``<id>.toml`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from xueshi.kept import read_table
from xueshi.law.paths import asp_root
from xueshi.messages import LANGS
from xueshi.model.units import UNITS, Unit


class LawError(Exception):
    """A regulation's folder is at fault; the message names the file."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """One instrument in force in one jurisdiction."""

    id: str
    jurisdiction: str
    file: Path
    """The encoding."""
    instrument: str
    titles: Mapping[str, str]
    """By language."""
    first_day: date
    last_day: date | None
    """``None``: no end is set."""
    dated_kinds: frozenset[str]
    """Kinds of record whose dates the encoding looks at."""
    daily_reading: tuple[str, str] | None
    """The reading and its answer under which the encoding looks at each day of an activity."""
    registration_days: bool = False
    """Whether the encoding looks at the day of registration."""
    unit: Unit = "hour"
    """What the text counts in: 学时 or 学分; a point is written in the units of an hour."""

    def __hash__(self) -> int:
        return hash(self.id)

    def governs(self, year: int) -> bool:
        """Tell whether the regulation is in force on 31 December of ``year``."""
        last = date(year, 12, 31)
        return self.first_day <= last and (self.last_day is None or last <= self.last_day)

    def years(self) -> str:
        """Return the years that the regulation judges, as text: ``2024``, ``2023-2027`` or ``2022-``."""
        first = self.first_day.year
        if self.last_day is None:
            return f"{first}-"
        last = self.last_day.year if (self.last_day.month, self.last_day.day) == (12, 31) else self.last_day.year - 1
        return str(first) if first == last else f"{first}-{last}"


@cache
def regulations(roots: tuple[Path, ...] = ()) -> tuple[Regulation, ...]:
    """Return every regulation found, by jurisdiction and first day.

    Args:
        roots: further folders that hold one folder a jurisdiction, before the program's own.

    Raises:
        LawError: if a metadata file cannot be read.
    """
    found = {r.id: r for root in reversed((*roots, asp_root())) for r in _in_root(root)}
    return tuple(sorted(found.values(), key=lambda r: (r.jurisdiction, r.first_day, r.id)))


def _in_root(root: Path) -> Iterator[Regulation]:
    for file in sorted(root.glob("*/*.lp")):
        metadata = file.with_suffix(".toml")
        if metadata.is_file() and file.parent.name != "core":
            yield _read(metadata, file)


def _read(metadata: Path, file: Path) -> Regulation:
    try:
        data = read_table(metadata)
        first, last = data["in_force"]
        days = data.get("days")
        return Regulation(
            id=data["id"],
            jurisdiction=file.parent.name,
            file=file,
            instrument=data["instrument"],
            titles={lang: str(data["title"][lang]) for lang in LANGS},
            first_day=date.fromisoformat(first),
            last_day=date.fromisoformat(last) if last else None,
            dated_kinds=frozenset(data.get("dates", ())),
            daily_reading=(days["reading"], days["answer"]) if days else None,
            registration_days=bool(data.get("registration_days", False)),
            unit=_unit(data.get("unit", "hour")),
        )
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise LawError(f"{metadata}: {error}") from None


def _unit(text: object) -> Unit:
    for unit in UNITS:
        if unit == text:
            return unit
    raise ValueError(f"unit: {text!r} is none of {', '.join(UNITS)}")
