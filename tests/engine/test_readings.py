"""All readings at once: sound, complete, and each combination by its own optimum."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import xueshi
from tests import strategies
from xueshi.law.choose import regulation_for
from xueshi.law.declared import declared_readings

CITIES = ("jining", "weihai", "lishui", "gansu")


def turning(case: dict[str, Any], readings: dict[str, str] | None = None) -> list[dict[str, Any]]:
    result = xueshi.check(case, readings=readings, all_readings=True)
    assert result.all_readings is not None
    return cast("list[dict[str, Any]]", result.all_readings["turning"])


@pytest.mark.parametrize("city", CITIES)
@settings(max_examples=6)
@given(data=st.data())
def test_any_choice_of_readings_gives_the_verdict_that_the_minimal_changes_foretell(
    city: str, data: st.DataObject
) -> None:
    case = data.draw(strategies.cases(city))
    chosen = data.draw(strategies.readings(city))
    result = xueshi.check(case, all_readings=True)
    found = result.all_readings
    assert found is not None
    note(f"{case} {chosen} {found}")
    answers = declared_readings(regulation_for(xueshi.case_from_mapping(case)).file)
    touching = set(cast("list[str]", found["combined"]))
    kept = {reading: answer for reading, answer in chosen.items() if reading in touching}
    # A reading that does not touch the case changes nothing, whatever else is chosen.
    verdict = xueshi.check(case, readings=chosen).verdict
    assert xueshi.check(case, readings=kept).verdict == verdict
    assert verdict in cast("list[str]", found["verdicts"])
    changes = {reading: answer for reading, answer in kept.items() if answer != answers[reading][0]}
    least = cast("list[dict[str, Any]]", found["turning"])
    if verdict != result.verdict:
        assert any(turn["change"].items() <= changes.items() for turn in least)
    for turn in least:
        assert xueshi.check(case, readings=turn["change"]).verdict == turn["verdict"] != result.verdict
        for size in range(len(turn["change"])):
            for smaller in combinations(turn["change"].items(), size):
                assert xueshi.check(case, readings=dict(smaller)).verdict == result.verdict
    assert found["holds"] == (not least)
    for reading in result.readings:
        alone = [xueshi.check(case, readings={reading.id: answer}).verdict for answer in answers[reading.id]]
        assert reading.decisive == any(other != result.verdict for other in alone)


def test_each_combination_has_its_own_optimum() -> None:
    """The default optimum places both contests; under `peritem=one` the best single place is another one."""
    contest = {
        "kind": "competition",
        "organiser": "sector_authority",
        "hr_recognised": True,
        "evidence": ["participation_proof"],
    }
    case = {
        "person": "P",
        "jurisdiction": "jining",
        "year": 2024,
        "sector": "engineering",
        "records": [
            {
                "id": "p",
                "kind": "online_course",
                "subject": "public",
                "hours": 26,
                "registered": True,
                "platform": "local",
            },
            {
                "id": "t",
                "kind": "training",
                "hours": 55,
                "days": 10,
                "filed": "before",
                "registered": True,
                "evidence": ["pass_certificate"],
            },
            {"id": "a", **contest, "level": "provincial", "registered": True},
            {"id": "b", **contest, "level": "county", "registered": True},
        ],
    }
    assert xueshi.check(case).verdict == "compliant"
    assert turning(case) == [{"change": {"peritem": "one"}, "verdict": "non_compliant"}]
    one = xueshi.check(case, readings={"peritem": "one"})
    assert [(place.record, place.subject) for place in one.allocation] == [("a", "professional")]


def test_a_verdict_may_turn_only_by_two_changes_together() -> None:
    """Exactly six months of illness without an application: `gt6=reaches` and `apply=automatic` are both needed."""
    case = {
        "person": "P",
        "jurisdiction": "jining",
        "year": 2024,
        "sector": "engineering",
        "records": [
            {
                "id": "p",
                "kind": "online_course",
                "subject": "public",
                "hours": 15,
                "registered": True,
                "platform": "local",
            },
            {
                "id": "t",
                "kind": "training",
                "hours": 30,
                "days": 5,
                "filed": "before",
                "registered": True,
                "evidence": ["pass_certificate"],
            },
        ],
        "leave": [
            {
                "id": "L",
                "kind": "illness",
                "months": 6,
                "unit_approved": True,
                "evidence": ["leave_papers"],
                "applied": False,
            }
        ],
    }
    assert turning(case) == [{"change": {"apply": "automatic", "gt6": "reaches"}, "verdict": "compliant"}]


def test_readings_that_are_chosen_are_the_base() -> None:
    case = {
        "person": "P",
        "jurisdiction": "gansu",
        "year": 2024,
        "records": [{"id": "t", "kind": "training", "hours": 90, "days": 12, "registered": True}],
    }
    assert turning(case) == [{"change": {"pub0": "thirty"}, "verdict": "non_compliant"}]
    assert turning(case, readings={"pub0": "thirty"}) == [{"change": {"pub0": "none"}, "verdict": "compliant"}]
