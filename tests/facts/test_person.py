"""One person's year as facts: numbering, works, overlaps, leave, and what persons share."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.facts.writing import YEAR, case, law
from xueshi.facts.person import FactWriter, PersonFacts
from xueshi.law.choose import regulation_for
from xueshi.model.case import Case
from xueshi.read import case_from_mapping

FACT = re.compile(r"(\w+)\(([^()]*)\)\.")


def written(
    *cases: Case, strict: bool = False, readings: dict[str, str] | None = None, **regulation: object
) -> tuple[str, list[PersonFacts]]:
    writer = FactWriter(law(**regulation), readings or {}, strict)
    persons = [writer.add(entry) for entry in cases]
    return writer.text(), persons


def of(text: str, name: str) -> list[str]:
    """Return the arguments of each fact ``name``, in their order."""
    return [arguments for found, arguments in FACT.findall(text) if found == name]


# -- numbering -------------------------------------------------------------------------------------------------------


def test_records_and_leaves_are_numbered_by_the_code_points_of_their_ids() -> None:
    ids = ["b", "a10", "a2", "Z", "学", "a", "😀", "é"]
    leaves: list[dict[str, Any]] = [{"id": name, "kind": "illness", "months": 1} for name in ("y", "X")]
    text, (person,) = written(case(*({"id": name, "kind": "paper"} for name in ids), leave=leaves))
    assert [record.id for record in person.records] == ["Z", "a", "a10", "a2", "b", "é", "学", "😀"]
    assert [leave.id for leave in person.leave] == ["X", "y"]
    assert of(text, "rank") == [f"1,{rank},{rank}" for rank in range(1, 9)]
    assert person.number == 1
    assert of(text, "person") == ["1,1"]


def test_records_that_state_the_same_share_a_content() -> None:
    paper = {"kind": "paper", "hours": 10}
    first = case({"id": "a"} | paper, {"id": "b", "title": "x", "work_id": "w"} | paper, {"id": "c", "kind": "paper"})
    second = case({"id": "z"} | paper)
    text, (one, two) = written(first, second)
    assert one.contents == (1, 1, 2)
    assert two.contents == (1,)
    assert of(text, "content") == ["1,1", "2,1"]
    assert of(text, "holds") == ["1,1,1", "1,2,1", "1,3,2", "2,1,1"]


def test_contents_of_different_years_are_different() -> None:
    paper = {"id": "a", "kind": "paper"}
    text, (one, two, three) = written(case(paper), case(paper, year=2023), case(paper))
    assert (one.contents, two.contents, three.contents) == ((1,), (2,), (1,))
    assert of(text, "person") == ["1,1", "2,2", "3,1"]
    assert of(text, "year") == ["1,2024", "2,2023"]


# -- the context -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024])
def test_a_context_tells_the_lengths_of_its_months(year: int) -> None:
    text, _ = written(case(year=year))
    assert of(text, "month_days") == [f"1,{month},{calendar.monthrange(year, month)[1]}" for month in range(1, 13)]


def test_strictness_and_readings() -> None:
    assert "strict" not in written(case())[0]
    text, _ = written(case(), strict=True, readings={"round": "up", "2010": "binding"})
    assert of(text, "strict") == ["1"]
    assert of(text, "chosen") == ['1,"2010","binding"', '1,"round","up"']


def test_each_case_may_bring_readings_of_its_own() -> None:
    writer = FactWriter(law(), {"round": "up"}, strict=False)
    for readings in (None, {}, {"round": "up"}, {"round": "down"}, {}):
        writer.add(case({"id": "a", "kind": "paper"}), readings)
    text = writer.text()
    assert of(text, "person") == ["1,1", "2,2", "3,1", "4,3", "5,2"]
    assert of(text, "chosen") == ['1,"round","up"', '3,"round","down"']
    assert [person.contents for person in writer.persons] == [(1,), (2,), (1,), (3,), (2,)]


def test_single_days_under_the_reading_that_looks_at_them() -> None:
    one_day: dict[str, Any] = {
        "id": "a",
        "kind": "training",
        "hours": 9,
        "start": date(2024, 3, 1),
        "end": date(2024, 3, 1),
    }
    days = ("day", "merged")
    assert of(written(case(one_day), daily_reading=days)[0], "on_day") == []
    assert of(written(case(one_day), daily_reading=days, readings={"day": "merged"})[0], "on_day") == [
        "1,20240301,81000"
    ]
    assert of(written(case(one_day), daily_reading=days, readings={"day": "averaged"})[0], "on_day") == []
    assert of(written(case(one_day), readings={"day": "merged"})[0], "on_day") == []


# -- the person ------------------------------------------------------------------------------------------------------


def test_sector_and_earlier_modules_only_where_they_are_stated() -> None:
    text, _ = written(case(), case(sector="Health", earlier_modules=0), case(sector="自定行业"))
    assert of(text, "sector") == ["2,health", "3,unlisted"]
    assert of(text, "earlier_modules") == ["2,0"]


def test_records_of_one_work() -> None:
    works = {"a": "w", "b": "v", "c": "w", "d": None, "e": "only", "f": "v", "g": "w"}
    records = [{"id": name, "kind": "paper"} | ({"work_id": work} if work else {}) for name, work in works.items()]
    text, _ = written(case(*records))
    assert of(text, "work") == ["1,1,1", "1,3,1", "1,7,1", "1,2,2", "1,6,2"]


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 6)), max_size=8))
def test_overlapping_activities(days: list[tuple[int, int]]) -> None:
    start = date(YEAR, 2, 20)
    spans = [(start + timedelta(days=first), start + timedelta(days=first + length)) for first, length in days]
    records: list[dict[str, Any]] = [
        {"id": str(n), "kind": "training", "start": a, "end": b} for n, (a, b) in enumerate(spans)
    ]
    records.append({"id": "without", "kind": "training", "date": start})
    text, _ = written(case(*records))
    expected = {
        f"1,{later + 1},{first + 1}"
        for later in range(len(spans))
        for first in range(later)
        if spans[first][0] <= spans[later][1] and spans[later][0] <= spans[first][1]
    }
    found = of(text, "overlaps")
    assert set(found) == expected
    assert len(found) == len(expected)


# -- leave -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, {"leave": "1,1,illness"}),
        ({"months": 7}, {"leave": "1,1,illness", "leave_for": "1,1,7"}),
        (
            {"unit_approved": True, "applied": False, "evidence": ["leave_papers"]},
            {
                "leave": "1,1,illness", "leave_says": "1,1,unit_approved,yes 1,1,applied,no", "leave_evidence": "1,1",
                "leave_paper": "1,1,leave_papers",
            },
        ),
        ({"evidence": []}, {"leave": "1,1,illness", "leave_evidence": "1,1"}),
        (
            {"start": date(2024, 3, 5), "end": date(2024, 9, 30)},
            {"leave": "1,1,illness", "leave_from": "1,1,3,5", "leave_until": "1,1,10,1"},
        ),
        (
            {"start": date(2023, 3, 5), "end": date(2025, 9, 30)},
            {"leave": "1,1,illness", "leave_from": "1,1,1,1", "leave_until": "1,1,13,1"},
        ),
        (
            {"start": date(2024, 2, 29), "end": date(2024, 2, 29)},
            {"leave": "1,1,illness", "leave_from": "1,1,2,29", "leave_until": "1,1,3,1"},
        ),
        ({"start": date(2025, 1, 1), "end": date(2025, 3, 1)}, {"leave": "1,1,illness", "leave_elsewhere": "1,1"}),
        ({"start": date(2024, 3, 1)}, {"leave": "1,1,illness"}),
    ],
)  # fmt: skip
def test_one_leave(stated: dict[str, Any], expected: dict[str, str]) -> None:
    from xueshi.model.case import Leave, Stated

    leave = Leave(
        "L", "illness", Stated(stated | ({"evidence": tuple(stated["evidence"])} if "evidence" in stated else {}))
    )
    text, _ = written(Case("P", "toycity", YEAR, (), (leave,)))
    found: dict[str, str] = {}
    for name, arguments in FACT.findall(text):
        if name.startswith("leave"):
            found[name] = f"{found[name]} {arguments}" if name in found else arguments
    assert found == expected


# -- all of it -------------------------------------------------------------------------------------------------------


@given(data=st.data())
def test_the_program_holds_integers_codes_and_checked_readings_alone(data: st.DataObject) -> None:
    city = data.draw(st.sampled_from(["jining", "weihai"]))
    found = case_from_mapping(data.draw(strategies.cases(city)), "case", ())
    readings = data.draw(strategies.readings(city))
    writer = FactWriter(regulation_for(found), readings, data.draw(st.booleans()))
    writer.add(found)
    known = "|".join(f'"{word}"' for pair in readings.items() for word in pair)
    term = rf"(?:\d+|[a-z]\w*{'|' if known else ''}{known})"
    assert re.fullmatch(rf"(?:[a-z_]+\({term}(?:,{term})*\)\.\s+)*", writer.text(), re.ASCII)


@given(data=st.data())
def test_a_person_s_facts_do_not_depend_on_the_others(data: st.DataObject) -> None:
    """Contents apart, which are numbered as they come, a person's lines are the same behind any other."""
    cases = [case_from_mapping(data.draw(strategies.cases("jining")), "case", ()) for _ in range(2)]
    regulation = regulation_for(cases[0])
    alone, after = FactWriter(regulation, {}, strict=False), FactWriter(regulation, {}, strict=False)
    alone.add(cases[1])
    after.add(cases[0])
    behind = after.add(cases[1])
    renamed = re.sub(r"\b((?!holds)\w+)\(2,", r"\1(1,", after.lines[-1])
    contents = dict(zip(behind.contents, alone.persons[0].contents, strict=True))
    renamed = re.sub(r"holds\(2,(\d+),(\d+)\)", lambda m: f"holds(1,{m[1]},{contents[int(m[2])]})", renamed)
    assert renamed == alone.lines[-1]
