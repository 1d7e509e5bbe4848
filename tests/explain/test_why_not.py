"""Why a record did not give what was expected: what holds, what fails first, what forcing it would cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import xueshi
from tests import strategies
from tests.explain.deriving import CITIES, few
from xueshi.engine.judge import Settings
from xueshi.errors import InputError
from xueshi.explain.why_not import why_not
from xueshi.messages import LANGS, Lang
from xueshi.model.explanation import Explanation
from xueshi.model.units import UNITS_PER_HOUR


def asked(case: Mapping[str, Any], record: str, goal: str, lang: Lang = "en", **readings: str) -> Explanation:
    return why_not(xueshi.case_from_mapping(case, "case"), Settings(readings, lang=lang), record, goal)


def answer(case: Mapping[str, Any], record: str, goal: str) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", asked(case, record, goal).extra)


def jining(*records: Mapping[str, Any], **more: object) -> dict[str, Any]:
    return {"person": "x", "jurisdiction": "jining", "year": 2024, "records": list(records), **more}


def competition(name: str, level: str, **more: object) -> dict[str, Any]:
    fields = {
        "organiser": "sector_authority",
        "hr_recognised": True,
        "registered": True,
        "evidence": ["participation_proof"],
    }
    return {"id": name, "kind": "competition", "level": level, **fields, **more}


def paper(name: str, **more: object) -> dict[str, Any]:
    return {"id": name, "kind": "paper", "registered": True, "evidence": ["work_copy"], **more}


def training(name: str, hours: float, **more: object) -> dict[str, Any]:
    fields = {"filed": "before", "registered": True, "evidence": ["attendance_certificate"], "days": 30}
    return {"id": name, "kind": "training", "hours": hours, **fields, **more}


def test_the_condition_that_fails_first() -> None:
    """附件1 二(7): recognised by the HR department, with proof of participation."""
    extra = answer(jining(competition("c", "national", hr_recognised=False)), "c", "professional=30")
    assert not extra["met"]
    assert extra["fails_at"] == "condition"
    assert [fail["code"] for fail in extra["fails"]] == ["not_recognised"]
    assert [fail["fact"] for fail in extra["fails"]] == ["hr_recognised"]
    assert len(extra["holds"]) == 3


def test_a_kind_without_a_rule() -> None:
    extra = answer(jining({"id": "s", "kind": "self_study", "hours": 10}), "s", "credited")
    assert extra["fails_at"] == "clause"
    assert [fail["code"] for fail in extra["fails"]] == ["no_rule"]


def test_the_clause_gives_less() -> None:
    """附件1 二(7): a provincial competition gives 20 professional hours, not 40."""
    extra = answer(jining(competition("c", "provincial")), "c", "professional=40")
    assert extra["fails_at"] == "amount"
    assert extra["amount"] == {"given": 20, "wanted": 40}


def test_no_hours_in_the_subject() -> None:
    """附件1 一(2): a language examination gives public hours alone."""
    case = jining(
        {
            "id": "l",
            "kind": "language_exam",
            "grade": "A",
            "passed": True,
            "registered": True,
            "evidence": ["score_notice"],
        }
    )
    assert answer(case, "l", "professional")["fails_at"] == "amount"
    assert answer(case, "l", "public=30")["met"]


def test_a_full_cap_and_who_used_it() -> None:
    """附件1 二(4): achievements and works give 30 hours a year together."""
    extra = answer(jining(*(paper(f"p{i}") for i in range(1, 5))), "p4", "credited")
    assert extra["fails_at"] == "cap"
    (cap,) = extra["caps"]
    used = [{"record": f"p{i}", "hours": 10} for i in range(1, 4)]
    assert cap == {"id": "works", "limit": 30, "used": used, "room": 0}


def test_a_limit_of_its_own() -> None:
    """附件1 二(2): at most 8 hours a day."""
    case = jining(training("t", 20, days=2))
    assert answer(case, "t", "professional=20")["fails_at"] == "limit"
    assert answer(case, "t", "professional=16")["met"]


def test_what_forcing_a_place_would_cost() -> None:
    """With 30 public hours missing 5, and the professional part full, the competition stands under public."""
    course = {
        "id": "o",
        "kind": "online_course",
        "subject": "public",
        "platform": "local",
        "hours": 25,
        "registered": True,
    }
    case = jining(course | {"date": "2024-06-01"}, training("t", 60), competition("c", "national"))
    extra = answer(case, "c", "professional")
    assert extra["fails_at"] == "choice"
    assert extra["forced"] == [{"subject": "professional", "shortfall": 0, "shortfall_forced": 5, "hours_fewer": -25}]
    assert answer(case, "c", "public")["met"]


def test_a_record_in_the_place_of_another() -> None:
    case = jining(paper("p1", work_id="w"), paper("p2", work_id="w"))
    assert answer(case, "p2", "credited")["fails_at"] == "rival"


def test_a_sector_s_own_rule() -> None:
    extra = answer(jining(training("t", 20), sector="health"), "t", "professional")
    assert extra["fails_at"] in ("sector", "open")


@pytest.mark.parametrize(
    "goal", ["", "art", "professional=", "professional=x", "professional=-1", "public=1.234", "=5"]
)
def test_a_goal_that_cannot_be_read(goal: str) -> None:
    with pytest.raises(InputError) as caught:
        asked(jining(training("t", 20)), "t", goal)
    said = caught.value.render("en")
    assert f"`{goal}`" in said
    assert "credited" in said
    assert "professional" in said


def test_an_unknown_record() -> None:
    with pytest.raises(InputError, match="t1"):
        asked(jining(training("t1", 20)), "t2", "credited")


@few
@given(st.data())
@pytest.mark.parametrize("city", CITIES)
def test_the_answer_agrees_with_the_result(city: str, data: st.DataObject) -> None:
    """Met exactly if the hours are there; what is forced is never better; room and use make up the limit."""
    case = data.draw(strategies.cases(city))
    assume(bool(case["records"]))
    result = xueshi.check(case)
    record = data.draw(st.sampled_from(result.records))
    subject = data.draw(st.sampled_from(sorted(record.credited)))
    wanted = data.draw(st.sampled_from([1, 5, 20, 40]))
    lang = data.draw(st.sampled_from(LANGS))
    if result.by_kind:
        return
    found = asked(case, record.id, f"{subject}={wanted}", lang)
    extra = cast("Mapping[str, Any]", found.extra)
    assert extra["met"] == (record.credited[subject] >= wanted * UNITS_PER_HOUR)
    assert (extra["fails_at"] is None) == extra["met"]
    for forced in extra.get("forced", ()):
        assert forced["shortfall_forced"] > forced["shortfall"] or (
            forced["shortfall_forced"] == forced["shortfall"] and forced["hours_fewer"] >= 0
        )
    for cap in extra.get("caps", ()):
        assert cap["room"] + sum(use["hours"] for use in cap["used"]) == pytest.approx(cap["limit"])
        assert cap["room"] >= 0
