"""The plain encoding, run by clingo alone, finds what the engine finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.engine.running import MOST_FREE, assert_plain_agrees, few, plainly, taken

DECIDING = {
    "jining": [
        *["competition"] * 4, "other_learning", "course_teaching", "online_course", "training", "premium_course",
        "secondment", "skill_certificate", "paper",
    ],
    "binzhou": ["competition", "paper", "patent", "award", "degree_study", "online_course", "training"],
}  # fmt: skip
"""Cities whose texts leave a choice, and what it turns on."""


def agree(case: Mapping[str, Any], readings: Mapping[str, str], *, strict: bool = False) -> None:
    choice = taken(case, readings, strict=strict)
    if choice is None:
        plain = plainly(case, readings, strict=strict)
        assert {row[0] for row in plain.shown} <= {"short"}
        assert set(plain.cost) <= {0}
    elif len(choice.problem.items) <= MOST_FREE:
        assert_plain_agrees(choice, plainly(case, readings, strict=strict))


@pytest.mark.parametrize("city", DECIDING)
@few
@given(data=st.data())
def test_random_cases(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city) | strategies.cases_of_kinds(city, DECIDING[city], most=7))
    agree(case, data.draw(strategies.readings(city)), strict=data.draw(st.booleans()))


@few
@given(data=st.data())
def test_only_one_of_several_competitions(data: st.DataObject) -> None:
    """Under the reading by which one competition counts, which one is part of the choice, ties included."""
    level = st.sampled_from(["national", "provincial", "municipal", "county"])
    levels = data.draw(st.lists(level, min_size=2, max_size=5))
    records: list[dict[str, object]] = [
        {"id": f"c{number}", "kind": "competition", "level": level} for number, level in enumerate(levels)
    ]
    # A selected course's hours are free too; its id stands before, among or behind the competitions.
    hours = data.draw(st.integers(0, 20))
    records.append(
        {"id": data.draw(st.sampled_from(["a", "c1x", "d"])), "kind": "course_teaching", "class_hours": hours}
    )
    records.append({"id": "t", "kind": "training", "hours": data.draw(st.integers(20, 60)), "days": 8})
    records.append({"id": "o", "kind": "online_course", "subject": "public", "hours": data.draw(st.integers(10, 30))})
    case = {"person": "P", "jurisdiction": "jining", "year": 2024, "records": records}
    agree(case, {"peritem": "one"})


@pytest.mark.parametrize(
    ("levels", "public", "professional", "placed"),
    [
        # Nothing is lacking: the most hours.
        (["county", "national", "national"], 30, 60, {(2, "professional")}),
        # Public hours are lacking: the first of those that give most.
        (["county", "national", "national"], 25, 60, {(2, "public")}),
        # Every competition would do: the first.
        (["county", "county", "municipal"], 27, 60, {(1, "public")}),
    ],
)
def test_which_of_several_competitions(
    levels: list[str], public: int, professional: int, placed: set[tuple[int, str]]
) -> None:
    records: list[dict[str, object]] = [
        {"id": f"c{number}", "kind": "competition", "level": level} for number, level in enumerate(levels)
    ]
    records.append({"id": "t", "kind": "training", "hours": professional, "days": 8})
    records.append({"id": "u", "kind": "online_course", "subject": "public", "hours": public})
    case = {"person": "P", "jurisdiction": "jining", "year": 2024, "records": records}
    readings = {"peritem": "one"}
    choice = taken(case, readings)
    assert choice is not None
    assert choice.placed == placed
    agree(case, readings)
