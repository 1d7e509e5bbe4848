"""The cheapest plans, against trying every combination."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests import strategies
from tests.engine.test_toycity import FIGURES, case_of, claims
from tests.engine.toycity import LEVELS, Figures, build
from tests.plan.every import Activity, agree, sparse
from tests.plan.plain import SUBJECTS, plain

CITIES = ("jining", "weihai", "lishui", "gansu", "binzhou")

COSTS = st.sampled_from([0, 1, 1, 2, 3, 5, 10, "0.5", "2.25"])

KINDS = {
    "jining": (
        "training",
        "competition",
        "course_teaching",
        "premium_course",
        "skill_certificate",
        "paper",
        "secondment",
    ),
    "weihai": ("training", "online_course", "computer_exam", "paper", "award", "sector_certificate", "self_study_exam"),
    "lishui": ("training", "online_course", "offline_public_course", "advanced_seminar", "sector_certificate"),
    "gansu": (
        "training",
        "self_study",
        "qualification_exam",
        "secondment",
        "paper",
        "conference",
        "sector_certificate",
    ),
    "binzhou": ("training", "competition", "award", "paper", "monograph", "degree_study", "other_learning"),
}


@st.composite
def offers(draw: st.DrawFn, city: str, year: int) -> list[Activity]:
    """Return one to four activities, some of them plain hours, some of them of one work or on the same days."""
    work = draw(st.sampled_from([None, None, None, "w"]))
    found: list[Activity] = []
    if draw(st.integers(0, 3)):  # mostly there is some plan
        for subject in ("public", "professional"):
            hours = draw(st.sampled_from([20, 25, 35, 60]))
            kind = draw(st.sampled_from([name for name in SUBJECTS[city] if name.endswith(subject)]))
            cost = draw(st.sampled_from([1, 4, 9, 20]))
            found.append({**plain(city, kind, hours, f"o{subject}"), "cost": cost, "most": draw(st.integers(1, 3))})
    for name in ("p", "q", "r", "s")[: draw(st.integers(1, 2 if found else 4))]:
        shape = draw(st.sampled_from(["plain", "minutes", "any", "any", "any"]))
        if shape == "any":
            mood = draw(st.sampled_from(["silent", "silent", "stated", "raw"]))
            record = draw(strategies.records(draw(st.sampled_from(KINDS[city])), year, name, mood))
        else:
            amount = draw(st.sampled_from([Decimal(4), Decimal("7.5"), Decimal(10), Decimal(20), Decimal(35)]))
            record = plain(city, draw(st.sampled_from(SUBJECTS[city])), amount, name)
            if shape == "minutes" and record["kind"] == "online_course":
                record.pop("hours")
                record["minutes"] = draw(st.sampled_from([100, 333, 900, 2000]))
        if work is not None and draw(st.booleans()):
            record["work_id"] = work
        found.append({**record, "cost": draw(COSTS), "most": draw(st.integers(1, 3))})
    return found


@pytest.mark.parametrize("city", CITIES)
@sparse
@given(data=st.data())
def test_random_catalogues(city: str, data: st.DataObject) -> None:
    case = data.draw(strategies.cases(city))
    activities = [{**one, "cost": number(one["cost"])} for one in data.draw(offers(city, case["year"]))]
    readings = data.draw(strategies.readings(city))
    strict = data.draw(st.booleans())
    note(f"case {case}\nactivities {activities}\nreadings {readings} strict {strict}")
    agree(case, activities, readings, strict=strict)


def number(cost: object) -> object:
    return Decimal(cost) if isinstance(cost, str) else cost


@sparse
@given(figures=FIGURES, records=claims(), more=claims(), data=st.data())
def test_all_of_the_vocabulary_of_choice(
    figures: Figures, records: list[Any], more: list[Any], data: st.DataObject
) -> None:
    activities = [
        {**one, "id": f"x{at}", "cost": number(data.draw(COSTS)), "most": data.draw(st.integers(1, 2))}
        for at, one in enumerate(more[:4] or [{"kind": "competition", "level": LEVELS[0]}])
    ]
    readings = data.draw(st.sampled_from([{}, {"deem": "added"}]))
    note(f"figures {figures}\nrecords {records}\nactivities {activities}\nreadings {readings}")
    with TemporaryDirectory() as folder:
        agree(case_of(records), activities, readings, roots=build(Path(folder), figures))
