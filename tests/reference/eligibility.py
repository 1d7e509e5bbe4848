"""Lishui's article 13, from its text: which qualified years an application for a professional title needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.reference import lishui
from tests.reference.common import Record

CLAUSE = "13"


def years_of(dossier: Record, readings: Mapping[str, str], strict: bool) -> dict[int, dict[str, Any]]:
    """Return the verdict of every year that the dossier states or lets be judged."""
    found: dict[int, dict[str, Any]] = {
        int(year): {"verdict": str(verdict)} for year, verdict in (dossier.get("verdicts") or {}).items()
    }
    for key, content in (dossier.get("years") or {}).items():
        year = int(key)
        if year < lishui.FIRST_YEAR:
            raise ValueError(f"lishui has nothing in force for {year}")
        case = {"jurisdiction": "lishui", "sector": dossier.get("sector"), **content, "year": year}
        result = lishui.judge(case, readings, strict, None)
        found[year] = {"verdict": result["verdict"], "result": result}
    return dict(sorted(found.items()))


def part(asked: int, pool: list[int], found: Mapping[int, dict[str, Any]], strict: bool) -> dict[str, Any]:
    """Test whether ``asked`` years of ``pool`` are qualified; a year that is open or unknown may still be."""
    good = sum(1 for year in pool if year in found and found[year]["verdict"] == "compliant")
    open_years = sum(1 for year in pool if year in found and found[year]["verdict"] == "undetermined")
    unknown = 0 if strict else sum(1 for year in pool if year not in found)
    met: bool | None = False
    if good >= asked:
        met = True
    elif good + open_years + unknown >= asked:
        met = None
    return {"required": asked, "credited": good, "met": met, "clause": CLAUSE}


def judge_dossier(dossier: Record, readings: Mapping[str, str], strict: bool) -> dict[str, Any]:
    """Judge an application; a first grading (初定) that asks less than two years asks the current year only."""
    chosen = {name: answers[0] for name, answers in lishui.READINGS.items()} | dict(readings)
    if dossier.get("application") is None:
        raise ValueError("lishui judges an application, not a window")
    application = dossier["application"]
    year, asked = int(application["year"]), int(application["required_years"])
    found = years_of(dossier, readings, strict)

    if application["kind"] == "initial" and asked < 2:
        parts = {"current_year": part(1, [year], found, strict)}
    else:
        last = year if chosen["2y"] == "with_application_year" else year - 1
        if chosen["n"] == "consecutive":
            counted = list(range(last - asked + 1, last + 1))
        else:
            # any years up to the application: those asked for, and back to the earliest that the dossier names
            first = min([year - asked + 1, *(each for each in found if each <= year)])
            counted = list(range(first, year + 1))
        parts = {
            "years": part(asked, counted, found, strict),
            "last_two": part(2, [last - 1, last], found, strict),
        }
    states = [each["met"] for each in parts.values()]
    verdict = "undetermined"
    if all(state is True for state in states):
        verdict = "eligible"
    elif any(state is False for state in states):
        verdict = "not_eligible"
    return {"verdict": verdict, "parts": parts, "years": found}
