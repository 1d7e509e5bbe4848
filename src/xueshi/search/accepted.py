"""Whether a generated case is one that a case file may hold: facts of one record must agree with each other."""

from __future__ import annotations

from pathlib import Path

from xueshi.errors import InputError
from xueshi.model.case import Case, Leave, Record
from xueshi.read import case_from_mapping


def is_accepted(case: Case, roots: tuple[Path, ...] = ()) -> bool:
    """Tell whether ``case`` would be read from a file without a fault."""
    data: dict[str, object] = {
        "person": "generated",
        "jurisdiction": case.jurisdiction,
        "year": case.year,
        "records": [_mapping(record) for record in case.records],
        "leave": [_mapping(leave) for leave in case.leave],
    }
    try:
        case_from_mapping(data, roots=roots)
    except InputError:
        return False
    return True


def _mapping(entry: Record | Leave) -> dict[str, object]:
    return {"id": entry.id, "kind": entry.kind, **{key: _plain(value) for key, value in entry.stated.items()}}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, dict) else value
