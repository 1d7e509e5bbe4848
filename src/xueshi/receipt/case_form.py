"""A case in one form, however its file was written.

Two files give the same form exactly if they state the same: the order of records, of leaves, of keys and of the
documents in a list does not count, nor do YAML or JSON, Chinese or English keys and terms, or the zeros of ``8.00``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from xueshi.model.case import Case, Leave, Record


def case_form(case: Case) -> dict[str, object]:
    """Return ``case`` as a case file would hold it: codes, ISO dates, exact numbers; what is unstated has no key.

    Records and leaves stand in code-point order of their ids.
    """
    form: dict[str, object] = {"person": case.person, "jurisdiction": case.jurisdiction, "year": case.year}
    if case.sector is not None:
        form["sector"] = case.sector
    if case.earlier_modules is not None:
        form["earlier_modules"] = case.earlier_modules
    form["records"] = [_item(record) for record in sorted(case.records, key=lambda record: record.id)]
    form["leave"] = [_item(leave) for leave in sorted(case.leave, key=lambda leave: leave.id)]
    return form


def _item(item: Record | Leave) -> dict[str, object]:
    return {"id": item.id, "kind": item.kind, **_stated(item.stated)}


def _stated(stated: Mapping[str, object]) -> dict[str, object]:
    return {key: _value(stated[key]) for key in sorted(stated)}


def _value(value: object) -> object:
    if isinstance(value, Mapping):
        return _stated(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        # Documents are a set; the figures of days have each their day.
        return sorted(value) if all(isinstance(item, str) for item in value) else [_value(item) for item in value]
    if isinstance(value, Decimal):
        whole = int(value)
        return whole if whole == value else value
    return value
