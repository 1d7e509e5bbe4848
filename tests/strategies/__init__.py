"""Random cases that a case file could hold: valid, small, near the bounds where the law turns."""

from __future__ import annotations

from tests.strategies.binzhou import binzhou_dossiers, point_cases
from tests.strategies.cases import cases, cases_of_kinds, leaves, with_more_records
from tests.strategies.dossiers import lishui_dossiers
from tests.strategies.readings import all_readings, readings
from tests.strategies.records import KINDS, records

__all__ = [
    "KINDS",
    "all_readings",
    "binzhou_dossiers",
    "cases",
    "cases_of_kinds",
    "leaves",
    "lishui_dossiers",
    "point_cases",
    "readings",
    "records",
    "with_more_records",
]
