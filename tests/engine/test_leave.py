"""The months of a leave, which the encoding counts itself, against the calendar's."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xueshi
from xueshi.facts.calendar import complete_months, within_year
from xueshi.model.result import LeaveResult, Result

DAY = timedelta(days=1)
YEAR_OF = {"jining": 2024, "weihai": 2023}
"""A leap year and a common one."""


def judged(city: str, leaves: list[dict[str, Any]]) -> Result:
    return xueshi.check({"person": "P", "jurisdiction": city, "year": YEAR_OF[city], "leave": leaves})


def leave(name: str, start: date, end: date, kind: str = "illness") -> dict[str, Any]:
    return {"id": name, "kind": kind, "start": start, "end": end}


def counted(found: LeaveResult) -> tuple[int, int]:
    return found.months, found.days_over


@st.composite
def cuts(draw: st.DrawFn, year: int, most: int) -> list[date]:
    """Return days of and about a year in their order, many of them at the ends of months."""
    first = date(year, 1, 1)
    day = st.integers(-40, 400).map(lambda number: first + number * DAY)
    edge = st.builds(lambda month, off: date(year, month, 1) + off * DAY, st.integers(1, 12), st.integers(-3, 1))
    return sorted(draw(st.lists(day | edge, min_size=2, max_size=most, unique=True)))


@pytest.mark.parametrize("city", YEAR_OF)
@given(data=st.data())
def test_the_months_of_one_leave(city: str, data: st.DataObject) -> None:
    year = YEAR_OF[city]
    start, end = data.draw(cuts(year, 2))
    (found,) = judged(city, [leave("L", start, end)]).leave
    inside = within_year(start, end, year)
    assert counted(found) == (complete_months(*inside) if inside else (0, 0))


@pytest.mark.parametrize("city", YEAR_OF)
@given(data=st.data())
def test_adjacent_leaves_are_counted_as_one(city: str, data: st.DataObject) -> None:
    """Whatever their kinds inside one limb, and whatever their ids."""
    year = YEAR_OF[city]
    days = data.draw(cuts(year, 5))
    days[0], days[-1] = max(days[0], date(year, 1, 1)), min(days[-1], date(year, 12, 31))
    days = [day for day in days if days[0] <= day <= days[-1]]
    spans = [(first + DAY, last) for first, last in itertools.pairwise(days)]
    spans[:1] = [(days[0], last) for _, last in spans[:1]]
    names = data.draw(st.permutations([str(number) for number in range(len(spans))]))
    kinds = [data.draw(st.sampled_from(["illness", "injury"])) for _ in spans]
    leaves = [leave(name, *span, kind) for name, span, kind in zip(names, spans, kinds, strict=True)]
    found = {entry.id: counted(entry) for entry in judged(city, leaves).leave}
    if spans:
        assert found[names[0]] == complete_months(spans[0][0], spans[-1][1])
        assert [found[name] for name in names[1:]] == [(0, 0)] * (len(spans) - 1)


@pytest.mark.parametrize("city", YEAR_OF)
def test_a_day_between_two_leaves_parts_them(city: str) -> None:
    year = YEAR_OF[city]
    first, second = (date(year, 1, 10), date(year, 4, 20)), (date(year, 4, 22), date(year, 8, 1))
    result = judged(city, [leave("a", *first), leave("b", *second)])
    assert (
        [counted(entry) for entry in result.leave]
        == [complete_months(*first), complete_months(*second)]
        == [(3, 11), (3, 11)]
    )
    # Six months, and days over: more than six months of one limb.
    assert result.required["public"] == 30 * 9000 // 12 * 6
    assert all(entry.accepted for entry in result.leave)


def test_leaves_of_different_limbs_are_not_joined() -> None:
    year = YEAR_OF["jining"]
    leaves = [
        leave("a", date(year, 1, 16), date(year, 2, 29)),
        leave("b", date(year, 3, 1), date(year, 9, 20), "maternity"),
    ]
    result = judged("jining", leaves)
    assert [counted(entry) for entry in result.leave] == [(1, 14), (6, 20)]


@pytest.mark.parametrize(
    ("end", "accepted", "required"),
    [(date(2024, 6, 30), False, 30), (date(2024, 7, 1), True, 15), (date(2024, 12, 31), True, 0)],
)
def test_six_months_and_a_day(end: date, accepted: bool, required: int) -> None:
    result = judged("jining", [leave("L", date(2024, 1, 1), end)])
    assert result.leave[0].accepted == accepted
    assert result.required["public"] == required * 9000
    assert result.relief["public"] == (30 - required) * 9000
