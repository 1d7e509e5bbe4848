"""Cases that two jurisdictions can both judge: what only one knows left out, the year and its dates moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from xueshi.comparison.side import Side
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case, Leave, Record, Stated
from xueshi.model.kinds import Catalogue, Field, Kind, catalogue
from xueshi.search.options import main_year, years

_Entry = TypeVar("_Entry", Record, Leave)


def judged_years(first: Regulation, second: Regulation) -> tuple[int, int]:
    """Return the years in which the two are compared: the same one where both govern it."""
    own = main_year(first), main_year(second)
    for year in (*own, *reversed(years(first)), *reversed(years(second))):
        if first.governs(year) and second.governs(year):
            return year, year
    return own


class Known:
    """What a jurisdiction knows of kinds, fields and values."""

    def __init__(self, side: Side) -> None:
        self.declared: Catalogue = catalogue(side.law.jurisdiction, (*side.roots, side.law.file.parent.parent))

    def case(self, case: Case) -> Case | None:
        """Return ``case`` without what is not known here; ``None`` where a kind is not."""
        if not all(record.kind in self.declared.kinds for record in case.records):
            return None
        if not all(leave.kind in self.declared.choices("leave") for leave in case.leave):
            return None
        records = tuple(_stated(record, self.declared.kind(record.kind)) for record in case.records)
        leave = tuple(_stated(absence, self.declared.leave) for absence in case.leave)
        return replace(case, records=records, leave=leave)


def _stated(entry: _Entry, kind: Kind) -> _Entry:
    kept = {key: value for key, value in entry.stated.items() if _knows(kind.fields.get(key), value)}
    return entry if len(kept) == len(entry.stated) else replace(entry, stated=Stated(kept))


def _knows(field: Field | None, value: object) -> bool:
    if field is None:
        return False
    if isinstance(value, Mapping):
        inner = field.fields or {}
        return all(_knows(inner.get(key), said) for key, said in value.items())
    if field.choices is None or field.type == "open":
        return True
    said = value if isinstance(value, tuple) else (value,)
    return all(code in field.choices for code in said)


def moved(case: Case, jurisdiction: str, by: int) -> Case:
    """Return ``case`` as one of another jurisdiction, ``by`` years later, its dates with it."""
    return replace(
        case,
        jurisdiction=jurisdiction,
        year=case.year + by,
        records=tuple(_shifted(record, by) for record in case.records),
        leave=tuple(_shifted(absence, by) for absence in case.leave),
    )


def _shifted(entry: _Entry, by: int) -> _Entry:
    if not by or not any(isinstance(value, date) for value in entry.stated.values()):
        return entry
    later = {key: _day(value, by) if isinstance(value, date) else value for key, value in entry.stated.items()}
    return replace(entry, stated=Stated(later))


def _day(day: date, by: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + by, 2, 28) if leap and by % 4 else day.replace(year=day.year + by)
