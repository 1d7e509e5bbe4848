"""Records and persons as facts, for tests to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from xueshi.facts.record import record_facts
from xueshi.law.regulation import Regulation
from xueshi.model.case import Case
from xueshi.model.kinds import catalogue
from xueshi.read import case_from_mapping

YEAR = 2024


def law(**given: object) -> Regulation:
    """Return a regulation that looks at no dates and no single days, unless ``given`` says so."""
    known: dict[str, Any] = {
        "id": "toycity-2020",
        "jurisdiction": "toycity",
        "file": Path("nowhere/toycity/toycity-2020.lp"),
        "instrument": "",
        "titles": {"zh": "", "en": ""},
        "first_day": date(2020, 1, 1),
        "last_day": None,
        "dated_kinds": frozenset(),
        "daily_reading": None,
    }
    return Regulation(**(known | given))


def case(*records: Mapping[str, Any], **given: object) -> Case:
    """Return a case that a file could hold."""
    made = {"person": "P", "jurisdiction": "toycity", "year": YEAR, "records": list(records)}
    return case_from_mapping(made | given, "case", ())


def facts(
    kind: str, *, by_the_day: bool = False, year: int = YEAR, regulation: Regulation | None = None, **stated: object
) -> set[str]:
    """Return the facts of one record besides its kind, each as ``name(arguments)``."""
    (record,) = case({"id": "a", "kind": kind} | stated).records
    found = record_facts(record, year, regulation or law(), catalogue(None), by_the_day=by_the_day)
    assert list(found) == sorted(found)
    written = {f"{name}({rest})" if rest else name for name, rest in found}
    assert f"kind({kind})" in written
    return written - {f"kind({kind})"}
