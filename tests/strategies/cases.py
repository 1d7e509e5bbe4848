"""Whole person-years: a few records, some leave, a sector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.strategies import binzhou, gansu, lishui
from tests.strategies.records import ACHIEVEMENTS, FREE, KINDS, MOODS, WORKS, Draw, Record, put, records, spans, yes

Case = dict[str, Any]

_IDS = ("a1", "a10", "a2", "B", "b", "Z9", "z", "9", "10", "学1", "é", "_x", "m-1", "m-2", "n.3")
"""Their order by code point is neither that of a dictionary nor that of numbers."""

_COMMON = [
    *["online_course"] * 4,
    *["training"] * 4,
    *["secondment"] * 2,
    *["competition"] * 3,
    *["computer_exam"] * 2,
    *["self_study_exam"] * 2,
    "language_exam",
    "expert_service",
    "conference",
    "advanced_seminar",
    "qualification_exam",
    "overseas_visit",
    "sector_certificate",
    *WORKS,
    *ACHIEVEMENTS,
    *KINDS,
]

_USUAL: dict[str, list[str]] = {
    "jining": [
        *_COMMON,
        *["competition"] * 8,
        *["other_learning"] * 2,
        *["course_teaching"] * 2,
        *["skill_certificate"] * 3,
        *["premium_course"] * 2,
        "digital_engineer",
    ],
    "weihai": [*_COMMON, *["degree_study"] * 2, *["transferred_hours"] * 2, "business_inspection"],
    "lishui": [*_COMMON, *lishui.DECIDING * 2],
    "gansu": [*_COMMON, *gansu.DECIDING * 2],
    "binzhou": [*_COMMON, *binzhou.DECIDING],
}

_YEARS = {
    "jining": [2024],
    "weihai": [2022, 2023, 2024],
    "lishui": lishui.YEARS,
    "gansu": gansu.YEARS,
    "binzhou": binzhou.YEARS,
}

_OWN = {"lishui": lishui, "gansu": gansu, "binzhou": binzhou}
"""Where a jurisdiction's records have bounds of their own: what brings them there."""

_SECTORS = [None, None, None, "engineering", "health", "education", "accounting", "archives"]

MOST_FREE = 6
"""Free records in one case: every placement of them is tried by the reference."""


@st.composite
def leaves(draw: Draw, year: int) -> list[Record]:
    """Return leaves that do not overlap: about six months, adjacent, across the year's ends, or stated in months."""
    shape = draw(st.sampled_from(["months", "one", "one", "two", "chain", "mixed"]))
    kinds = st.sampled_from(
        [
            "overseas_assignment",
            "injury",
            "illness",
            "illness",
            "maternity",
            "maternity",
            "pregnancy",
            "other_recognised",
        ]
    )
    found: list[Record] = []
    if shape in ("months", "mixed"):
        months = draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 12]), min_size=1, max_size=2))
        if sum(months) > 12:
            months = months[:1]
        found += [{"months": each} for each in months]
    if shape in ("one", "mixed") and (shape == "one" or sum(leave["months"] for leave in found) <= 6):
        found.append(
            dict(draw(spans(year))) if shape == "one" else {"start": date(year, 7, 1), "end": date(year, 9, 3)}
        )
    if shape == "two":
        first = {"start": date(year, 1, 1), "end": draw(st.sampled_from([date(year, 6, 30), date(year, 3, 15)]))}
        gap = draw(st.sampled_from([1, 1, 2, 30]))
        start = first["end"] + timedelta(days=gap)
        length = draw(st.sampled_from([14, 30, 90, 106, 107, 120]))
        found += [first, {"start": start, "end": start + timedelta(days=length)}]
    if shape == "chain":
        start = draw(st.sampled_from([date(year - 1, 12, 20), date(year, 1, 15), date(year, 1, 31), date(year, 5, 31)]))
        for _ in range(3):
            end = start + timedelta(days=draw(st.sampled_from([9, 29, 30, 60, 100])))
            found.append({"start": start, "end": end})
            start = end + timedelta(days=draw(st.sampled_from([1, 1, 5])))
    same = draw(st.booleans())
    kind = draw(kinds)
    mended = draw(st.sampled_from(["raw", "silent", "silent", "stated"]))
    for index, leave in enumerate(found):
        leave["id"] = f"L{index + 1}"
        leave["kind"] = kind if same else draw(kinds)
        if mended == "stated":
            leave |= {"unit_approved": True, "applied": True, "evidence": ["leave_papers"]}
        if mended != "raw":
            continue
        put(leave, unit_approved=draw(yes(6, 6, 1)), applied=draw(yes(6, 6, 1)))
        put(leave, evidence=draw(st.sampled_from([None, None, None, ["leave_papers"], ["leave_papers"], []])))
    return found


def _moods(mood: str | None) -> st.SearchStrategy[str]:
    """Return the mood of the case's records, or moods for each."""
    return st.sampled_from([mood] if mood else ["raw", "silent", "stated"])


@st.composite
def cases_of_kinds(draw: Draw, jurisdiction: str, kinds: Sequence[str], *, most: int = 10) -> Case:
    """Return a case whose records are of the given kinds."""
    year = draw(st.sampled_from(_YEARS[jurisdiction]))
    names = draw(st.lists(st.sampled_from(_IDS), max_size=min(most, len(_IDS)), unique=True))
    mood = draw(st.sampled_from([None, None, *MOODS]))
    free = 0
    found: list[Record] = []
    for name in names:
        kind = draw(st.sampled_from(kinds))
        if kind in FREE.get(jurisdiction, frozenset()):
            free += 1
            if free > MOST_FREE:
                kind = "training"
        found.append(draw(_records(jurisdiction, kind, year, name, draw(_moods(mood)))))
    return _case(draw, jurisdiction, year, found)


@st.composite
def _records(draw: Draw, jurisdiction: str, kind: str, year: int, name: str, mood: str) -> Record:  # noqa: PLR0917
    """Return one record, near the bounds of the jurisdiction's text."""
    record: Record = draw(records(kind, year, name, mood))
    if jurisdiction in _OWN:
        _OWN[jurisdiction].fitted(draw, record, mood)
    return record


def _case(draw: Draw, jurisdiction: str, year: int, found: list[Record]) -> Case:
    """Put a case together about its records."""
    case: Case = {"person": "P-0001", "jurisdiction": jurisdiction, "year": year, "records": found}
    put(case, sector=draw(st.sampled_from(_SECTORS)))
    put(case, earlier_modules=draw(st.sampled_from([None, None, None, 0, 2, 4, 6, 7])))
    if draw(st.sampled_from([False, False, True])):
        case["leave"] = draw(leaves(year))
        for leave in case["leave"] if jurisdiction == "gansu" else []:
            gansu.fitted_leave(draw, leave)
    return case


@st.composite
def _near_the_minima(draw: Draw, jurisdiction: str) -> Case:
    """Return a case that a few free or capped records decide: most of each minimum is there already."""
    year = draw(st.sampled_from(_YEARS[jurisdiction]))
    names = draw(st.lists(st.sampled_from(_IDS), min_size=2, max_size=10, unique=True))
    mood = draw(st.sampled_from([None, None, *MOODS]))
    sure: Record = {"registered": True} if mood == "stated" else {}
    found: list[Record] = [
        {
            "id": names[0],
            "kind": "online_course",
            "subject": "public",
            "hours": draw(st.integers(14, 31)),
            "compulsory": draw(st.booleans()),
            "platform": "local",
            "passed": True,
            **sure,
        },
        {
            "id": names[1],
            "kind": "training",
            "hours": draw(st.integers(10, 61)),
            "organiser": "hr_department",
            "related": True,
            "evidence": ["attendance_certificate"],
            **sure,
        },
    ]
    if jurisdiction in _OWN:
        found = _OWN[jurisdiction].base(draw, names, sure)
    kinds = ["competition"] * 6 + ["secondment", "course_teaching", "skill_certificate", "other_learning", "paper"]
    if jurisdiction == "weihai":
        kinds = ["competition", "secondment", "paper", "computer_exam", "self_study_exam", "award", "degree_study"]
    elif jurisdiction in _OWN:
        kinds = list(_OWN[jurisdiction].DECIDING)
    free = 0
    for name in names[2:]:
        kind = draw(st.sampled_from(kinds))
        free += kind in FREE.get(jurisdiction, frozenset())
        if free > MOST_FREE:
            kind = "paper"
        found.append(draw(_records(jurisdiction, kind, year, name, draw(_moods(mood)))))
    case = _case(draw, jurisdiction, year, found)
    if draw(st.booleans()):
        case.pop("sector", None)
    return case


def cases(jurisdiction: str) -> st.SearchStrategy[Case]:
    """Return valid cases of a jurisdiction with 0 to 10 records, at most six of them free."""
    return st.one_of(_near_the_minima(jurisdiction), cases_of_kinds(jurisdiction, _USUAL[jurisdiction]))


@st.composite
def with_more_records(draw: Draw, jurisdiction: str) -> tuple[Case, Case]:
    """Return a case and the same case with one more record."""
    case = draw(cases(jurisdiction))
    kind = draw(st.sampled_from(_USUAL[jurisdiction]))
    name = draw(st.sampled_from(["0new", "zznew"]))
    more = draw(_records(jurisdiction, kind, int(case["year"]), name, "raw"))
    return case, {**case, "records": [*case["records"], more]}
