"""The reference for Lishui: small cases computed by hand from the text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import judge
from tests.strategies import cases, readings

Case = dict[str, Any]


def lishui(*records: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    named = [{"id": f"r{index}", **record} for index, record in enumerate(records, 1)]
    return {"person": "P", "jurisdiction": "lishui", "year": 2021, "records": named, **more}


def course(hours: object, subject: str = "general_public", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "online_course", "subject": subject, "hours": hours, **more}


def minutes(amount: int, subject: str = "general_public") -> dict[str, Any]:
    return {"kind": "online_course", "subject": subject, "minutes": amount}


def training(hours: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "training", "hours": hours, **more}


def seminar(level: str | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    stated = {} if level is None else {"level": level}
    return {"kind": "advanced_seminar", "hours": 40, "days": 5, **stated, **more}


PAPER = {"kind": "paper"}
READY = (course(18), training(60))


def all_three(hours: dict[str, Any]) -> tuple[Any, ...]:
    return hours["public"], hours["professional"], hours["total"]


def credited(record: dict[str, Any], chosen: dict[str, str] | None = None, *, strict: bool = False) -> tuple[Any, Any]:
    hours = judge(lishui(record), chosen, strict)["records"]["r1"]["credited"]
    return hours["public"], hours["professional"]


def codes(record: dict[str, Any], *, strict: bool = False) -> set[str]:
    found: set[str] = judge(lishui(record), {}, strict)["records"]["r1"]["codes"]
    return found


# ---------------------------------------------------------------- 11: the minima


@pytest.mark.parametrize(
    ("hours", "chosen", "shortfall", "verdict"),
    [
        ((10, 8, 72), {}, (0, 0, 0), "compliant"),
        ((18, 0, 72), {}, (0, 0, 0), "compliant"),
        ((0, 30, 60), {}, (0, 0, 0), "compliant"),
        ((10, 8, 60), {}, (0, 0, 12), "non_compliant"),
        ((10, 7, 73), {}, (1, 0, 0), "non_compliant"),
        ((31, 0, 59), {}, (0, 1, 0), "non_compliant"),
        ((10, 8, 72), {"18": "each"}, (18, 0, 0), "non_compliant"),
        ((18, 18, 60), {"18": "each"}, (0, 0, 0), "compliant"),
        ((40, 17, 60), {"18": "each"}, (1, 0, 0), "non_compliant"),
    ],
)
def test_minima(hours: tuple[int, int, int], chosen: dict[str, str], shortfall: tuple[int, ...], verdict: str) -> None:
    general, sector, professional = hours
    case = lishui(course(general), course(sector, "sector_public"), training(professional))
    result = judge(case, chosen)
    assert all_three(result["shortfall"]) == shortfall
    assert all_three(result["required"]) == (36 if chosen else 18, 60, 90)
    assert all_three(result["credited"]) == (general + sector, professional, general + sector + professional)
    assert result["by_kind"] == {"general_public": general, "sector_public": sector}
    assert result["verdict"] == verdict


def test_a_plain_public_subject_is_general() -> None:
    assert judge(lishui(course(5, "public")))["by_kind"] == {"general_public": 5, "sector_public": 0}


def test_leave_relieves_of_nothing() -> None:
    leave = [{"id": "L", "kind": "maternity", "start": "2021-01-01", "end": "2021-12-31"}]
    result = judge(lishui(leave=leave))
    assert all_three(result["required"]) == (18, 60, 90)
    assert all_three(result["relief"]) == (0, 0, 0)


# ---------------------------------------------------------------- 12: time


@pytest.mark.parametrize(
    ("amounts", "reading", "hours"),
    [
        ((45,), "proportional", 1),
        ((44,), "proportional", Fraction(44, 45)),
        ((44,), "per_course", 0),
        ((44,), "year_sum", 0),
        ((44, 46), "per_course", 1),
        ((44, 46), "year_sum", 2),
        ((89, 89), "proportional", Fraction(178, 45)),
        ((89, 89), "per_course", 2),
        ((89, 89), "year_sum", 3),
    ],
)
def test_courseware_minutes(amounts: tuple[int, ...], reading: str, hours: Fraction) -> None:
    assert judge(lishui(*map(minutes, amounts)), {"45": reading})["credited"]["public"] == hours


def test_year_sums_are_those_of_each_subject_and_the_last_course_bears_the_rest() -> None:
    case = lishui(minutes(67), minutes(67, "sector_public"), minutes(67, "professional"), minutes(67))
    result = judge(case, {"45": "year_sum"})
    assert result["by_kind"] == {"general_public": 2, "sector_public": 1}
    assert result["credited"]["professional"] == 1
    assert result["records"]["r1"]["credited"]["public"] == Fraction(67, 45)
    assert result["records"]["r4"]["credited"]["public"] == 2 - Fraction(67, 45)
    assert result["records"]["r4"]["codes"] == {"rounded", "credited"}


def test_stated_hours_of_a_course_are_taken_as_they_are() -> None:
    assert credited(course(Decimal("12.5")), {"45": "per_course"}) == (12.5, 0)


@pytest.mark.parametrize(
    ("record", "chosen", "hours"),
    [
        (training(16, days=2), {}, (0, 12)),
        (training(11, days=2), {}, (0, 11)),
        (training(16), {}, (0, 16)),
        (training(16, days=2, delivery="online"), {}, (0, 16)),
        (training(16, days=2, delivery="offline"), {}, (0, 12)),
        ({"kind": "training", "daily_hours": [4, 8]}, {}, (0, 10)),
        ({"kind": "training", "daily_hours": [4, 8]}, {"day": "averaged"}, (0, 12)),
        ({"kind": "conference", "hours": 8, "days": 1}, {}, (0, 6)),
        ({"kind": "conference", "days": 1}, {}, (0, 0)),
        ({"kind": "offline_public_course", "hours": 8, "days": 1}, {}, (6, 0)),
        ({"kind": "offline_public_course", "hours": 8, "days": 1, "subject": "professional"}, {}, (0, 6)),
        (course(50, "professional", days=2), {}, (0, 50)),
    ],
)
def test_six_hours_a_day(record: dict[str, Any], chosen: dict[str, str], hours: tuple[int, int]) -> None:
    assert credited(record, chosen) == hours


def test_one_day_of_two_activities() -> None:
    day = {"start": "2021-06-03", "end": "2021-06-03"}
    case = lishui(training(5, **day), {"kind": "offline_public_course", "hours": 5, **day})
    assert all_three(judge(case)["credited"]) == (5, 5, 10)
    assert all_three(judge(case, {"day": "merged"})["credited"]) == (1, 5, 6)


# ---------------------------------------------------------------- 12: seminars


@pytest.mark.parametrize(
    ("record", "chosen", "strict", "hours"),
    [
        (seminar("national", hr_approved=True), {}, False, 60),
        (seminar("provincial"), {}, False, 48),
        (seminar("municipal"), {}, False, 36),
        (seminar("municipal", hours=10, days=1), {}, False, 36),
        (seminar("county", hr_approved=True), {}, False, 30),
        (seminar("county"), {"filed": "seminar"}, False, 30),
        (seminar("national", hr_approved=False, filed="before"), {}, False, 30),
        (seminar("national", hr_approved=False, filed="before"), {"filed": "seminar"}, False, 60),
        (seminar("national", hr_approved=False, filed="none"), {"filed": "seminar"}, False, 30),
        (seminar("national", hr_approved=False), {"filed": "seminar"}, False, 60),
        (seminar("national", registered=True, evidence=["attendance_certificate"]), {}, True, 30),
        (seminar(None), {}, False, 0),
        (seminar(None, hr_approved=False), {}, False, 30),
        (seminar("national", evidence=[]), {}, False, 0),
    ],
)
def test_seminars(record: dict[str, Any], chosen: dict[str, str], strict: bool, hours: int) -> None:
    assert credited(record, chosen, strict=strict) == (0, hours)


# ---------------------------------------------------------------- 7, 16: conditions and documents


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (course(5, passed=False), {"not_passed"}),
        (course(5, "sector_public", passed=False), {"not_passed"}),
        (course(5, "professional", passed=False), {"credited"}),
        ({"kind": "offline_public_course", "hours": 5, "passed": False}, {"not_passed"}),
        (course(5, platform="other"), {"credited"}),
        (course(5, platform="other", evidence=[]), {"document_missing"}),
        (course(5, platform="other", evidence=["course_certificate"]), {"credited"}),
        (course(5, platform="provincial", evidence=[]), {"credited"}),
        (course(5, evidence=[]), {"credited"}),
        (training(5, evidence=["transcript"]), {"document_missing"}),
        (training(5, registered=False), {"not_registered"}),
        (training(5, date="2020-12-31"), {"other_year"}),
        ({"kind": "competition", "level": "national"}, {"no_rule"}),
        ({"kind": "expert_service", "hours": 5}, {"no_rule"}),
        ({"kind": "self_study", "hours": 5}, {"no_rule"}),
        ({"kind": "paper", "evidence": []}, {"document_missing"}),
        ({"kind": "paper", "evidence": ["work_copy"]}, {"delegated"}),
        ({"kind": "qualification_exam", "passed": False}, {"not_passed"}),
        ({"kind": "project", "concluded": False}, {"not_concluded"}),
    ],
)
def test_conditions(record: dict[str, Any], expected: set[str]) -> None:
    assert codes(record) == expected


def test_strict_takes_an_unstated_platform_for_an_unlinked_one() -> None:
    stated = course(5, passed=True, registered=True)
    assert codes(stated, strict=True) == {"document_missing"}
    assert codes({**stated, "evidence": ["course_certificate"]}, strict=True) == {"credited"}
    assert codes({**stated, "platform": "local"}, strict=True) == {"credited"}
    assert judge(lishui(course(5)))["assumptions"] == {("r1", "platform"), ("r1", "passed"), ("r1", "registered")}


# ---------------------------------------------------------------- 8: delegated routes


@pytest.mark.parametrize("kind", ["secondment", "degree_study", "self_study_exam", "qualification_exam", "paper"])
def test_a_delegated_route_is_open_until_a_sector_rule_supplies_it(kind: str) -> None:
    result = judge(lishui(*READY, {"kind": kind, "months": 6, "hours": 40}))
    assert result["verdict"] == "undetermined"
    assert result["records"]["r3"]["status"] == "undetermined"
    assert result["would_decide"] == [{"record": "r3", "subject": "professional", "hours": 12}]
    assert all_three(result["shortfall"]) == (0, 0, 12)

    zero = judge(lishui(*READY, {"kind": kind}), {"deleg": "zero"})
    assert (zero["verdict"], zero["would_decide"]) == ("non_compliant", [])
    assert zero["records"]["r3"]["status"] == "not_credited"

    for hours, verdict in ((12, "compliant"), (11, "non_compliant")):
        figure = {"hours": hours, "citation": "c"}
        assert judge(lishui(*READY, {"kind": kind, "sector_rule": figure}))["verdict"] == verdict


def test_an_open_route_cannot_mend_the_public_part() -> None:
    result = judge(lishui(course(17), training(60), PAPER))
    assert (result["verdict"], result["would_decide"]) == ("non_compliant", [])


def test_a_compliant_year_is_not_made_uncertain() -> None:
    assert judge(lishui(course(18), training(72), PAPER))["verdict"] == "compliant"


def test_the_sectors_figure_credits_what_has_no_rule_and_knows_three_subjects() -> None:
    figure = {"hours": 7, "subject": "sector_public", "citation": "c"}
    result = judge(lishui({"kind": "competition", "sector_rule": figure}))
    assert result["by_kind"] == {"general_public": 0, "sector_public": 7}
    assert result["records"]["r1"]["claimed"] == {"public": 7, "professional": 0}


def test_the_sectors_figure_stands_under_the_day() -> None:
    assert credited(training(5, days=1, sector_rule={"hours": 20, "citation": "c"})) == (0, 6)


def test_a_work_counts_once_and_a_figure_goes_before_an_open_amount() -> None:
    figure = {"hours": 5, "citation": "c"}
    result = judge(lishui({**PAPER, "work_id": "w"}, {**PAPER, "work_id": "w", "sector_rule": figure}))
    assert result["records"]["r1"]["codes"] == {"delegated", "duplicate_work"}
    assert result["credited"]["professional"] == 5


def test_years_in_force() -> None:
    with pytest.raises(ValueError, match="2019"):
        judge(lishui(year=2019))


@given(case=cases("lishui"), chosen=readings("lishui"))
def test_what_would_decide_decides_and_nothing_less(case: Case, chosen: dict[str, str]) -> None:
    for decisive in judge(case, chosen)["would_decide"]:
        for less, verdict in ((0, {"compliant"}), (Fraction(1, 100), {"undetermined", "non_compliant"})):
            figure = {"hours": decisive["hours"] - less, "citation": "c"}
            records = [
                {**record, "sector_rule": figure} if record["id"] == decisive["record"] else record
                for record in case["records"]
            ]
            assert judge({**case, "records": records}, chosen)["verdict"] in verdict


@given(case=cases("lishui"), data=st.data())
def test_strict_never_helps(case: Case, data: st.DataObject) -> None:
    chosen = data.draw(readings("lishui"))
    if any("work_id" in record for record in case["records"]):
        return
    mild, strict = judge(case, chosen), judge(case, chosen, strict=True)
    if chosen.get("filed") != "seminar" and not any(record["kind"] == "advanced_seminar" for record in case["records"]):
        assert sum(strict["shortfall"].values()) >= sum(mild["shortfall"].values())
