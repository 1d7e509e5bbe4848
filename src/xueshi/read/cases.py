"""From a mapping to a case: every key known, every value valid, every fault reported."""

from __future__ import annotations

from pathlib import Path

from xueshi.model.case import Case
from xueshi.read.items import read_leave, read_records
from xueshi.read.scope import CASE_KEYS, Scope, read_in


def case_from_mapping(data: object, name: str = "case", roots: tuple[Path, ...] = ()) -> Case:
    """Return the case that ``data`` describes, a mapping as in a case file.

    Args:
        data: keys and values of the contract, English or Chinese.  Amounts are ``int`` or ``Decimal``; a ``float`` is
            taken as it prints.  Dates are ``datetime.date`` or ISO text.
        name: what messages call the input.
        roots: further folders of jurisdictions, whose ``kinds.toml`` may declare more.

    Raises:
        InputError: with every fault of ``data``.
    """
    return read_in(Scope(name, roots), lambda scope: _case(scope, data))


def _case(scope: Scope, data: object) -> Case | None:
    entries = scope.entries(data, CASE_KEYS)
    if entries is None:
        return None
    return Case(
        person=scope.name(entries, "person"),
        jurisdiction=scope.jurisdiction(entries),
        year=scope.year(entries, "year") or 0,
        sector=scope.sector(entries),
        earlier_modules=scope.earlier_modules(entries),
        records=read_records(scope, entries),
        leave=read_leave(scope, entries),
        name=scope.findings.file,
    )
