"""Many cases together are judged as each would be alone; order and names of records change nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.engine.running import CITIES, few, read
from xueshi.engine.judge import PERSONS_TOGETHER
from xueshi.model.result import Result
from xueshi.report.json_view import dumps, result_json

Case = dict[str, Any]

GROUPS: list[tuple[tuple[str, ...], dict[str, str]]] = [
    (CITIES, {}),
    (("jining", "weihai"), {"round": "up", "sector": "municipal", "gt6": "reaches"}),
    (("jining", "weihai", "lishui", "gansu"), {"day": "merged"}),
    (("jining", "gansu"), {"day": "averaged", "deem": "added"}),
]
"""Cities, and readings that all of them have."""


def printed(result: Result) -> str:
    return dumps(result_json(result))


def together(cases: Sequence[Case], readings: Mapping[str, str] | None = None, *, strict: bool = False) -> list[str]:
    return [printed(result) for result in xueshi.check_many(cases, readings=readings, strict=strict)]


@st.composite
def crowds(draw: st.DrawFn, cities: Sequence[str], most: int = 3) -> list[Case]:
    """Return cases of the cities; some hold the records of another under other ids, or are the same case again."""
    cases = draw(st.lists(st.sampled_from(cities).flatmap(strategies.cases), min_size=1, max_size=most))
    for case in list(cases):
        if draw(st.booleans()):
            copied = [record | {"id": f"{index}{record['id']}"} for index, record in enumerate(case["records"])]
            cases.insert(draw(st.integers(0, len(cases))), case | {"records": copied, "person": "copy"})
    return cases


@few
@given(data=st.data(), strict=st.booleans())
def test_together_as_one_by_one(data: st.DataObject, strict: bool) -> None:
    cities, readings = data.draw(st.sampled_from(GROUPS))
    cases = data.draw(crowds(cities))
    alone = [printed(xueshi.check(case, readings=readings, strict=strict)) for case in cases]
    assert together(cases, readings=readings, strict=strict) == alone
    assert together(cases[::-1], readings=readings, strict=strict) == alone[::-1]


def test_more_cases_than_share_one_grounding() -> None:
    """Persons in order, each with hours of his own, so that a result in a wrong place would be seen."""
    cases: list[Case] = []
    for number in range(2 * PERSONS_TOGETHER + 7):
        records = [
            {"id": "p", "kind": "online_course", "subject": "public", "hours": number % 35, "passed": True},
            {"id": "c", "kind": "competition", "level": ["national", "county"][number % 2]},
            {"id": "t", "kind": "training", "hours": number % 61, "days": 9},
        ]
        city, year = (("jining", 2024), ("weihai", 2022), ("weihai", 2024))[number % 3]
        cases.append({"person": f"P-{number}", "jurisdiction": city, "year": year, "records": records[: number % 4]})
    results = xueshi.check_many(cases)
    assert [(result.person, result.jurisdiction, result.year) for result in results] == [
        (case["person"], case["jurisdiction"], case["year"]) for case in cases
    ]
    sample = [*range(0, len(cases), 41), PERSONS_TOGETHER * 3 - 1, len(cases) - 1]
    for number in {index for index in sample if index < len(cases)}:
        assert printed(results[number]) == printed(xueshi.check(cases[number]))


def test_no_case_gives_no_result() -> None:
    assert xueshi.check_many([]) == []


def test_a_generator_of_cases_as_read_and_as_mappings() -> None:
    case = {"person": "P", "jurisdiction": "jining", "year": 2024}
    results = xueshi.check_many(entry for entry in (case, read(case)))
    assert printed(results[0]) == printed(results[1])


def test_the_faults_of_all_cases_are_told_together() -> None:
    cases = [{"person": "P", "jurisdiction": city, "year": 1999} for city in ("jining", "jining", "weihai")]
    with pytest.raises(xueshi.InputError) as caught:
        xueshi.check_many([read(case) for case in cases])
    assert len(caught.value.problems) == 2  # the same fault of two cases of one name is told once


@few
@given(data=st.data(), strict=st.booleans())
def test_the_order_of_records_and_leaves_changes_nothing(data: st.DataObject, strict: bool) -> None:
    city = data.draw(st.sampled_from(CITIES))
    case = data.draw(strategies.cases(city))
    readings = data.draw(strategies.readings(city))
    records, leave = data.draw(st.permutations(case["records"])), data.draw(st.permutations(case.get("leave", [])))
    other = case | {"records": records} | ({"leave": leave} if "leave" in case else {})
    first, second = together([case, other], readings=readings, strict=strict)
    assert first == second


@few
@given(data=st.data())
def test_other_ids_of_the_same_order_change_nothing(data: st.DataObject) -> None:
    city = data.draw(st.sampled_from(CITIES))
    case = data.draw(strategies.cases(city))
    readings = data.draw(strategies.readings(city))
    old = sorted(entry["id"] for entry in (*case["records"], *case.get("leave", [])))
    letters = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
    new = sorted(
        data.draw(st.lists(st.text(letters, min_size=1, max_size=9), min_size=len(old), max_size=len(old), unique=True))
    )
    names = dict(zip(old, new, strict=True))
    works = sorted({record["work_id"] for record in case["records"] if "work_id" in record})
    new_works = {work: f"work {len(works) - number}" for number, work in enumerate(works)}
    renamed: Case = case | {"records": [], "person": "somebody else"}
    for record in case["records"]:
        work = {"work_id": new_works[record["work_id"]]} if "work_id" in record else {}
        renamed["records"].append(record | {"id": names[record["id"]]} | work)
    if "leave" in case:
        renamed["leave"] = [leave | {"id": names[leave["id"]]} for leave in case["leave"]]
    result, other = (json.loads(text) for text in together([case, renamed], readings=readings))
    assert other == _named(result | {"person": "somebody else"}, names)


def _named(value: object, names: Mapping[str, str], key: str = "") -> object:
    """Return a result, or the part of it under ``key``, with its ids replaced where ids stand."""
    if isinstance(value, dict):
        made = {inner: _named(part, names, inner) for inner, part in value.items()}
        # Records and leaves have ids, caps and readings have names.
        return made | ({"id": names[value["id"]]} if key in ("records", "leave") else {})
    if isinstance(value, list):
        return [_named(part, names, key) for part in value]
    return names[value] if isinstance(value, str) and key in ("record", "records") else value
