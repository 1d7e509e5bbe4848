"""Binzhou: the points of 2019 and before (notice of 2021, annex part two), from its text: single years and windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference import binzhou_hours as hours
from tests.reference import binzhou_tables as tables
from tests.reference.binzhou_hours import ACHIEVEMENTS, READINGS, Row, account, assumptions, drop_duplicates, read_row
from tests.reference.common import (
    ATTENDANCE,
    PROFESSIONAL,
    PUBLIC,
    PUBLIC_SUBJECTS,
    SUBJECTS,
    ZERO,
    Claim,
    Facts,
    Record,
    Rule,
    day_count,
    day_of,
    flat,
    in_year,
    number,
)

FIRST_YEAR = 1900
LAST_YEAR = 2019

WINDOWS = {(2017, 2018, 2019): Fraction(60), (2018, 2019): Fraction(40)}
"""一 ¶1: the point years that have a test, and what it asks for."""

HOURS_PER_POINT = 5
HOURS_PER_DAY = 5
APP_POINTS = 2000
APP_YEAR = 2019


# ---------------------------------------------------------------- routes


def points_of(time: Fraction, frac: str) -> Fraction:
    """二(二): five hours are a point (reading ``frac``)."""
    exact = time / HOURS_PER_POINT
    return Fraction(exact.numerator // exact.denominator) if frac == "down" else exact


def study_hours(facts: Facts) -> Fraction | None:
    """二(二): released from work, 5 hours a day whatever the course states; so too where only days are known."""
    count = day_count(facts.record, facts.year)
    by_day = None if count is None else Fraction(HOURS_PER_DAY * count)
    if facts.record.get("full_time") is True and by_day is not None:
        return by_day
    time = facts.time()
    return by_day if time is None else time


def training(facts: Facts) -> Claim:
    """二 head and (二): filed, planned and organised by whomever, examined."""
    claim = Claim("二(二)")
    claim.need(facts.holds("filed", "before", "after"), "not_filed")
    if facts.record["kind"] in ("training", "online_course"):
        claim.need(facts.holds("passed"), "not_passed")
    if facts.record["kind"] != "online_course":
        claim.need(facts.paper(*ATTENDANCE), "document_missing")
    time = study_hours(facts)
    if time is None:
        claim.missing = "amount_missing"
        return claim
    points = points_of(time, facts.readings["frac"])
    claim.was_rounded = points != time / HOURS_PER_POINT
    return flat(claim, PROFESSIONAL, points)


def online_course(facts: Facts) -> Claim:
    """二(二) for professional courses; (一) gives public points for the municipal training only."""
    if not facts.stated("subject"):
        return Claim("二", missing="amount_missing")
    if facts.record["subject"] in PUBLIC_SUBJECTS:
        return Claim("二(一)", missing="no_rule")
    return training(facts)


def advanced_seminar(facts: Facts) -> Claim:
    """二(三): national and provincial ones by the certificate's points; others are training."""
    if facts.stated("level") and facts.record["level"] not in ("national", "provincial"):
        return training(facts)
    claim = Claim("二(三)")
    claim.need(facts.paper(*ATTENDANCE), "document_missing")
    claim.awaits = not facts.stated("points")
    return flat(claim, PROFESSIONAL, None if claim.awaits else number(facts.record["points"]))


def public_training(facts: Facts) -> Claim:
    """二(一)."""
    claim = Claim("二(一)")
    claim.need(facts.holds("passed"), "not_passed")
    return flat(claim, PUBLIC, Fraction(15))


def study_app(facts: Facts) -> Claim:
    """二(一): 2019 only."""
    if facts.year != APP_YEAR:
        return Claim("二(一)", missing="no_rule")
    claim = Claim("二(一)")
    if not facts.stated("points"):
        claim.missing = "amount_missing"
        return claim
    claim.need(number(facts.record["points"]) >= APP_POINTS, "threshold_not_exceeded")
    return flat(claim, PUBLIC, Fraction(15))


def overseas_visit(facts: Facts) -> Claim:
    """二(四) (readings ``1m`` and ``2m``)."""
    claim = Claim("二(四)")
    claim.need(facts.paper("visit_report"), "document_missing")
    length = tables.stay(facts.record)
    chosen = facts.readings
    points = None if length is None else tables.overseas_points(*length, chosen["1m"], chosen["2m"])
    return flat(claim, PROFESSIONAL, points)


def as_points(rule: Rule) -> Rule:
    """Take a rule of the pool: the same figure in points, without a pool and without a choice."""

    def converted(facts: Facts) -> Claim:
        claim = rule(facts)
        claim.caps = None
        claim.options = [option for option in claim.options if PROFESSIONAL in option]
        return claim

    return converted


CONVERTED: dict[str, Rule] = {kind: as_points(rule) for kind, rule in ACHIEVEMENTS.items()}
"""Competitions, degree study, results and works: the person chooses the year of conversion (二 head)."""

ROUTES: dict[str, Rule] = {
    "online_course": online_course,
    "training": training,
    "conference": training,
    "advanced_seminar": advanced_seminar,
    "public_training": public_training,
    "study_app": study_app,
    "overseas_visit": overseas_visit,
    **CONVERTED,
}


# ---------------------------------------------------------------- years and windows


def event_year(record: Record, year: int) -> int:
    """Return the year of a record's date, else of its end, else of the case it stands in."""
    for name in ("date", "end"):
        if record.get(name) is not None:
            return day_of(record[name]).year
    return year


@dataclass
class Span:
    """The point years that are judged together; a single year is the span of that year."""

    first: int
    last: int
    readings: Mapping[str, str]
    strict: bool

    def takes(self, record: Record, year: int) -> bool:
        """Tell whether a record that stands in a year's case counts in the span (reading ``year``)."""
        inside = self.first <= year <= self.last
        if record["kind"] not in CONVERTED:
            return inside and in_year(record, year)
        event = event_year(record, year)
        return self.first <= event <= self.last or (self.readings["year"] == "free" and event < self.first)

    def reads(self, year: int) -> bool:
        """Tell whether the case of a year is looked at."""
        return self.first <= year <= self.last or (self.readings["year"] == "free" and year < self.first)

    def rows(self, cases: Mapping[int, Record]) -> list[Row]:
        """Read the records of the span's cases; one work counts once in all of them."""
        found: list[Row] = []
        for year in sorted(cases):
            if not self.reads(year):
                continue
            records = sorted(cases[year].get("records") or [], key=lambda each: str(each["id"]))
            found += [self.row(record, year) for record in records]
        drop_duplicates(found)
        return found

    def row(self, record: Record, year: int) -> Row:
        """Read one record; hours of a sector's figure become points as any hours do."""
        row = read_row(record, Facts(record, self.strict, year, self.readings), ROUTES)
        claim = row.claim
        if claim.sector_figure:
            exact = claim.options[0]
            claim.options = [{s: points_of(h, self.readings["frac"]) for s, h in exact.items()}]
            claim.was_rounded = claim.options[0] != {s: h / HOURS_PER_POINT for s, h in exact.items()}
        if not self.takes(record, year):
            row.codes.add("other_year")
        return row


def points(rows: list[Row]) -> Fraction:
    """Return the points of all records that count: there is no cap."""
    return sum((row.size for row in rows if row.live), ZERO)


def judge(case: Record, readings: Mapping[str, str], strict: bool) -> dict[str, Any]:
    """Give the points of one year up to 2019, which alone has no test: the verdict is ``undetermined``.

    The keys are those of :func:`tests.reference.judge`, and ``open``: ids of the records whose points the text leaves
    open.
    """
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings)
    year = int(case["year"])
    rows = Span(year, year, chosen, strict).rows({year: case})
    credited = {s: sum((row.claim.claimed()[s] for row in rows if row.live), ZERO) for s in SUBJECTS}
    credited["total"] = points(rows)
    none = dict.fromkeys((*SUBJECTS, "total"), ZERO)
    accounts = {row.id: account(row, row.claim.options[0] if row.live else None) for row in rows}
    shown = {
        "credited": credited,
        "shortfall": dict(none),
        "records": accounts,
        "caps": [],
    }
    return {
        "verdict": "undetermined",
        "required": dict.fromkeys(none),
        "relief": dict(none),
        "deemed": [],
        **shown,
        "pool": None,
        "lost": sum((each["lost"] for each in accounts.values()), ZERO),
        "optimal": {()},
        "optimal_count": 1,
        "outcomes": {(): shown},
        "assumptions": assumptions(rows),
        "open": [row.id for row in rows if row.open],
        "would_decide": {},
    }


def points_part(years: range, cases: Mapping[int, Record], readings: Mapping[str, str], strict: bool) -> dict[str, Any]:
    """Test the point years of a window: 一 ¶1."""
    rows = Span(years[0], years[-1], readings, strict).rows(cases)
    total = points(rows)
    required = WINDOWS.get(tuple(years))
    met: bool | None = None
    if required is not None:
        unknown = not strict and any(year not in cases for year in years)
        waits = unknown or any(row.open for row in rows)
        met = True if total >= required else None if waits else False
    return {"required": required, "credited": total, "met": met, "clause": "一"}


def hours_part(found: Mapping[str, Any] | None, strict: bool) -> dict[str, Any]:
    """Test one year of hours of a window: judged here, else elsewhere, else unknown (strict: failed)."""
    met: bool | None = False if found is None and strict else None
    if found is not None:
        met = {"compliant": True, "non_compliant": False}.get(found["verdict"])
    here = found is not None and "result" in found
    credited = found["result"]["credited"]["total"] if found is not None and here else None
    return {"required": hours.REQUIRED["total"], "credited": credited, "met": met, "clause": "一"}


def windows(dossier: Record, readings: Mapping[str, str] | None = None, strict: bool = False) -> dict[str, Any]:
    """Judge a dossier with a window.

    Args:
        dossier: ``window`` with ``from`` and ``to``, both inclusive and up to 2021; ``years``: year -> case, whose
            person, jurisdiction and year may be left out; ``verdicts``: year -> verdict found elsewhere.
        readings: reading id -> answer; the others keep their default.
        strict: unstated facts count as absent, unknown years as failed.

    Returns:
        ``verdict``: eligible, not_eligible or undetermined; ``parts``: id -> ``required`` (``None``: the text has no
        test), ``credited`` (``None``: nothing was judged here), ``met`` (``None``: undetermined) and ``clause``, the
        points first, then the hours year by year; ``years``: year -> ``verdict`` and, where it was judged here,
        ``result``.

    Raises:
        ValueError: there is no window, it ends before it begins, or nothing is in force for a year of it.
    """
    chosen = {name: answers[0] for name, answers in READINGS.items()} | dict(readings or {})
    window = dossier.get("window")
    if window is None:
        raise ValueError("binzhou judges a window, not an application")
    first, last = int(window["from"]), int(window["to"])
    if not FIRST_YEAR <= first <= last <= hours.LAST_YEAR:
        raise ValueError(f"binzhou has no window from {first} to {last}")
    cases = {int(year): {**case, "year": int(year)} for year, case in (dossier.get("years") or {}).items()}
    found: dict[int, dict[str, Any]] = {
        int(year): {"verdict": str(verdict)} for year, verdict in (dossier.get("verdicts") or {}).items()
    }
    for year, case in cases.items():
        if year > hours.LAST_YEAR:
            raise ValueError(f"binzhou has nothing in force for {year}")
        rule = judge if year <= LAST_YEAR else hours.judge
        result = rule(case, chosen, strict)
        found[year] = {"verdict": result["verdict"], "result": result}

    parts: dict[str, dict[str, Any]] = {}
    if first <= LAST_YEAR:
        early = {year: case for year, case in cases.items() if year <= LAST_YEAR}
        parts["points"] = points_part(range(first, min(last, LAST_YEAR) + 1), early, chosen, strict)
    for year in range(max(first, hours.FIRST_YEAR), last + 1):
        parts[f"hours-{year}"] = hours_part(found.get(year), strict)
    met = [part["met"] for part in parts.values()]
    verdict = "not_eligible" if False in met else "undetermined" if None in met else "eligible"
    return {"verdict": verdict, "parts": parts, "years": dict(sorted(found.items()))}
