"""Random dossiers: a few years judged here, some judged elsewhere, some unknown."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.lishui import YEARS
from tests.strategies.records import Draw

Dossier = dict[str, Any]

_VERDICTS = st.sampled_from([*["compliant"] * 6, "non_compliant", "undetermined"])


@st.composite
def lishui_dossiers(draw: Draw) -> Dossier:
    """Return applications for a title or a first grading, asking none to six years."""
    applied = draw(st.sampled_from([*YEARS, 2022]))
    asked = draw(st.integers(0, 6))
    dossier: Dossier = {
        "person": "P-0002",
        "jurisdiction": "lishui",
        "application": {
            "kind": draw(st.sampled_from(["title", "title", "initial"])),
            "year": applied,
            "required_years": asked,
        },
    }
    verdicts: dict[int, str] = {}
    years: dict[int, Any] = {}
    for year in range(applied - asked - 1, applied + 2):
        how = draw(st.sampled_from([*["verdict"] * 6, "unknown", "records"]))
        if how == "verdict":
            verdicts[year] = draw(_VERDICTS)
        elif how == "records" and year >= 2020:
            years[year] = {"records": _year(draw)}
    if verdicts:
        dossier["verdicts"] = verdicts
    if years:
        dossier["years"] = years
    return dossier


def _year(draw: Draw) -> list[dict[str, Any]]:
    """Return the records of a year: enough, too few, or open."""
    hours = draw(st.sampled_from([59, 60, 72]))
    records: list[dict[str, Any]] = [
        {"id": "a", "kind": "online_course", "subject": "general_public", "minutes": draw(st.sampled_from([800, 810]))},
        {"id": "b", "kind": "training", "hours": hours},
    ]
    if draw(st.booleans()):
        records.append({"id": "c", "kind": "paper"})
    return records
