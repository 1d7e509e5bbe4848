"""What cases of Binzhou have of their own: a pool, tables by level and rank, shares of authors, points, windows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.strategies.records import LEVELS, MOODS, OUTLETS, PRIZES, Draw, Record, put, records

YEARS = [2020, 2021]
"""Years of hours."""

POINT_YEARS = [2016, 2017, 2018, 2018, 2019, 2019]

POOLED = (
    *["competition"] * 3,
    *["award"] * 3,
    *["appraised_result"] * 2,
    *["patent"] * 2,
    *["paper"] * 4,
    "digest",
    *["proceedings_paper"] * 2,
    *["conference_paper"] * 2,
    *["monograph"] * 3,
    "degree_study",
    *["self_study_exam"] * 2,
    *["overseas_visit"] * 3,
    *["other_learning"] * 2,
    "book",
)

DECIDING = (
    *POOLED * 2,
    *["monograph"] * 6,
    *["book"] * 6,
    *["translation"] * 2,
    "online_course",
    "training",
    "conference",
    "advanced_seminar",
)

POINT_KINDS = (
    *POOLED,
    *["training"] * 6,
    *["public_training"] * 3,
    *["study_app"] * 2,
    *["advanced_seminar"] * 3,
    "conference",
    *["online_course"] * 2,
    "translation",
    "secondment",
)

CONVERTED = frozenset(POOLED) - {"overseas_visit", "other_learning"}
"""Kinds whose year of conversion the person chooses."""

_LEVELS = (*LEVELS, *LEVELS, "international", None)
_RANKS = (None, None, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 8)
_WORKS = ("paper", "digest", "proceedings_paper", "conference_paper")
_PROOF = {"self_study_exam": ["course_certificate", "pass_certificate"], "overseas_visit": ["visit_report"]}
_MONTHS = (0, 1, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 18, 24)
_DAYS = (1, 29, 30, 31, 59, 60, 90, 119, 120, 179, 180, 360, 419, 420, 421)


def base(draw: Draw, names: list[str], sure: Record) -> list[Record]:
    """Return records that leave to the pool what it may just hold."""
    return [
        {
            "id": names[0],
            "kind": "online_course",
            "subject": "public",
            "hours": draw(st.sampled_from([24, 25, 25, 26, 27, 28, 29, 30, 31])),
            "platform": "local",
            "passed": True,
            **sure,
        },
        {
            "id": names[1],
            "kind": "training",
            "hours": draw(st.sampled_from([29, 30, 30, 31, 35, 40, 45, 50, 54, 58, 60])),
            "evidence": ["attendance_certificate"],
            **sure,
        },
    ]


def fitted(draw: Draw, record: Record, mood: str) -> None:
    """Bring a record near the bounds of Binzhou's text."""
    kind = record["kind"]
    _fit_keys(draw, record)
    if kind in _WORKS:
        _fit_authors(draw, record, mood)
    if kind == "overseas_visit":
        _stay(draw, record)
    if kind == "other_learning" and draw(st.booleans()):
        record["hours"] = draw(st.sampled_from([0, 1, 2, 4, 5, 6, 20, 30, 35, 40]))
    if kind in _PROOF and mood == "stated":
        record["evidence"] = [draw(st.sampled_from(_PROOF[kind]))]
    if "registered_on" in record:
        record["registered_on"] = draw(st.sampled_from([date(2021, 12, 31), date(2022, 1, 1), date(2020, 12, 1)]))


def _fit_keys(draw: Draw, record: Record) -> None:
    """Choose the keys of the tables: every row and column, and now and then none."""
    kind = record["kind"]
    if kind in ("competition", "award", "appraised_result", "monograph", "proceedings_paper", "conference_paper"):
        _set(record, "level", draw(st.sampled_from(_LEVELS)))
    if kind in ("competition", "award"):
        _set(record, "prize", draw(st.sampled_from([*PRIZES[:4] * 3, "none", None])))
    if kind in ("paper", "digest"):
        _set(record, "outlet", draw(st.sampled_from([*OUTLETS, *OUTLETS, None])))
    if kind in ("competition", "award", "appraised_result", "patent", "monograph"):
        _set(record, "rank", draw(st.sampled_from(_RANKS)))
    if kind == "monograph" and draw(st.booleans()):
        record["level"] = "international"


def _fit_authors(draw: Draw, record: Record, mood: str) -> None:
    """Choose a paper's authors, the person's place among them, and its length."""
    authors = draw(st.sampled_from([None, 1, 1, 2, 2, 3, 4, 5, 6, 7]))
    _set(record, "authors", authors)
    _set(record, "rank", draw(st.one_of(st.none(), st.integers(1, authors or 4))))
    if "characters" in record:
        record["characters"] = draw(st.sampled_from([1000, 5000] if mood == "stated" else [999, 1000, 1000, 5000]))
    elif record["kind"] != "digest" and mood == "stated":
        record["characters"] = 1000


def _set(record: Record, name: str, value: object) -> None:
    """State a fact, or take it out."""
    record.pop(name, None)
    put(record, **{name: value})


def _stay(draw: Draw, record: Record) -> None:
    """State a stay abroad about the bounds of its bands, up to years; keep the year in which it ends."""
    for name in ("hours", "minutes", "daily_hours", "months", "days", "start"):
        record.pop(name, None)
    end = record.pop("end", None)
    how = draw(st.sampled_from(["months", "months", "days", "span", "span", "span", "nothing"]))
    if how == "months":
        record["months"] = draw(st.sampled_from(_MONTHS))
    elif how == "days":
        record["days"] = draw(st.sampled_from(_DAYS))
    elif how == "span":
        dated = end or record.get("date")
        if dated is None:
            record["months"] = draw(st.sampled_from(_MONTHS))
            return
        months = draw(st.sampled_from([1, 1, 2, 3, 4, 5, 6, 12, 13, 14, 15, 16]))
        last = date(dated.year, 8, 31)
        back = last.year * 12 + last.month - months
        start = date(back // 12, back % 12 + 1, 1) + timedelta(days=draw(st.sampled_from([-1, 0, 0, 1])))
        put(record, start=start, end=last)


def _fitted_for_points(draw: Draw, record: Record, mood: str) -> None:
    """Bring a record near the bounds of the points."""
    fitted(draw, record, mood)
    kind = record["kind"]
    if kind == "training":
        _set(record, "full_time", draw(st.sampled_from([None, None, True, False])))
        if draw(st.booleans()):
            for name in ("hours", "minutes", "daily_hours"):
                record.pop(name, None)
            record["days"] = draw(st.integers(1, 12))
            put(record, hours=draw(st.sampled_from([None, 12, 25, 40, 62])))
    if kind == "advanced_seminar":
        _set(record, "level", draw(st.sampled_from([None, "national", "provincial", "municipal"])))
    if kind == "study_app":
        record["points"] = draw(st.sampled_from([1999, 2000, 2001]))


@st.composite
def _records_of(draw: Draw, year: int, *, most: int) -> list[Record]:
    """Return records for a year of points; the first ones bring much of what a window asks for."""
    mood = draw(st.sampled_from([*MOODS, "silent", "stated"]))
    found: list[Record] = []
    if draw(st.booleans()):
        hours = draw(st.sampled_from([25, 52, 75, 98, 100, 125]))
        first: Record = {"id": "base", "kind": "training", "hours": hours}
        if mood == "stated":
            first |= {"filed": "before", "passed": True, "registered": True, "evidence": ["course_certificate"]}
        found.append(first)
    names = draw(st.lists(st.sampled_from(["a1", "a10", "a2", "B", "学1"]), max_size=most, unique=True))
    for name in names:
        kind = draw(st.sampled_from(POINT_KINDS))
        record = draw(records(kind, year, name, mood))
        _fitted_for_points(draw, record, mood)
        found.append(record)
    return found


@st.composite
def point_cases(draw: Draw) -> dict[str, Any]:
    """Return cases of 2016 to 2019."""
    year = draw(st.sampled_from(POINT_YEARS))
    return {"person": "P-0001", "jurisdiction": "binzhou", "year": year, "records": draw(_records_of(year, most=5))}


@st.composite
def _hours_of(draw: Draw, year: int) -> list[Record]:
    """Return records for a year of hours."""
    mood = draw(st.sampled_from([*MOODS, "stated", "stated"]))
    sure: Record = {"registered": True} if mood == "stated" else {}
    found = base(draw, ["a1", "b"], sure)
    for name in draw(st.lists(st.sampled_from(["c", "d", "学1"]), max_size=3, unique=True)):
        record = draw(records(draw(st.sampled_from(POOLED)), year, name, mood))
        fitted(draw, record, mood)
        found.append(record)
    return found


@st.composite
def binzhou_dossiers(draw: Draw) -> dict[str, Any]:
    """Return windows of points, of hours and of both; some years unknown, some judged elsewhere, some before."""
    windows = [*[(2017, 2019)] * 4, *[(2018, 2019)] * 4, *[(2018, 2021)] * 4, (2017, 2021), (2020, 2021), (2021, 2021)]
    first, last = draw(st.sampled_from([*windows, (2019, 2019), (2016, 2019), (2017, 2018), (2019, 2020)]))
    dossier: dict[str, Any] = {
        "person": "P-0002",
        "jurisdiction": "binzhou",
        "window": {"from": first, "to": last},
    }
    years: dict[int, Any] = {}
    verdicts: dict[int, str] = {}
    for year in range(first - 2, min(last + 1, 2021) + 1):
        how = draw(st.sampled_from([*["records"] * 5, "verdict", "unknown"]))
        if how == "records":
            content = draw(_records_of(year, most=3) if year <= 2019 else _hours_of(year))
            for record in content:
                if year <= 2019 and record["kind"] in CONVERTED and draw(st.integers(0, 4)) == 0:
                    for name in ("start", "end"):
                        record.pop(name, None)
                    record["date"] = date(draw(st.sampled_from([first - 1, first, min(last, 2019), 2020])), 6, 1)
            years[year] = {"records": content}
        elif how == "verdict" and year >= 2020:
            verdicts[year] = draw(st.sampled_from([*["compliant"] * 4, "non_compliant", "undetermined"]))
    if years:
        dossier["years"] = years
    if verdicts:
        dossier["verdicts"] = verdicts
    return dossier
