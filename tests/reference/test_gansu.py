"""The reference for Gansu: small cases computed by hand from the text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.reference import judge
from tests.strategies import cases, readings

Case = dict[str, Any]


def gansu(*records: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    named = [{"id": f"r{index}", **record} for index, record in enumerate(records, 1)]
    return {"person": "P", "jurisdiction": "gansu", "year": 2024, "records": named, **more}


def public(hours: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "online_course", "subject": "public", "hours": hours, **more}


def training(hours: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "training", "hours": hours, **more}


def paper(hours: object = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    stated = {} if hours is None else {"hours": hours}
    return {"kind": "paper", **stated, **more}


EXAM = {"kind": "qualification_exam", "scope": "national"}
POSTING = {"kind": "secondment", "months": 1}


def all_three(hours: dict[str, Any]) -> tuple[Any, ...]:
    return hours["public"], hours["professional"], hours["total"]


def credited(*records: dict[str, Any], chosen: dict[str, str] | None = None) -> tuple[Any, ...]:
    return all_three(judge(gansu(*records), chosen)["credited"])


def codes(record: dict[str, Any], chosen: dict[str, str] | None = None) -> set[str]:
    found: set[str] = judge(gansu(record), chosen)["records"]["r1"]["codes"]
    return found


# ---------------------------------------------------------------- 4: the minima


@pytest.mark.parametrize(
    ("hours", "chosen", "required", "shortfall", "verdict"),
    [
        ((30, 60), {}, (None, 60, 90), (0, 0, 0), "compliant"),
        ((0, 90), {}, (None, 60, 90), (0, 0, 0), "compliant"),
        ((0, 90), {"pub0": "thirty"}, (30, 60, 90), (30, 0, 0), "non_compliant"),
        ((30, 59), {}, (None, 60, 90), (0, 1, 1), "non_compliant"),
        ((31, 59), {}, (None, 60, 90), (0, 1, 0), "non_compliant"),
        ((40, 60), {}, (None, 60, 90), (0, 0, 0), "compliant"),
        ((40, 60), {"23": "actual"}, (None, Fraction(200, 3), 90), (0, Fraction(20, 3), 0), "non_compliant"),
        ((20, 40), {"23": "actual"}, (None, 40, 90), (0, 0, 30), "non_compliant"),
    ],
)
def test_minima(
    hours: tuple[int, int],
    chosen: dict[str, str],
    required: tuple[Any, ...],
    shortfall: tuple[Any, ...],
    verdict: str,
) -> None:
    result = judge(gansu(public(hours[0]), training(hours[1])), chosen)
    assert all_three(result["required"]) == required
    assert all_three(result["shortfall"]) == shortfall
    assert result["verdict"] == verdict


# ---------------------------------------------------------------- 5, 6(一), 6(三): study by the day


@pytest.mark.parametrize(
    ("record", "chosen", "hours"),
    [
        (training(20, days=2), {}, (0, 16, 16)),
        ({"kind": "training", "daily_hours": [4, 10]}, {}, (0, 12, 12)),
        ({"kind": "training", "daily_hours": [4, 10]}, {"day": "averaged"}, (0, 14, 14)),
        ({"kind": "online_course", "subject": "professional", "hours": 20, "days": 2}, {}, (0, 16, 16)),
        ({"kind": "online_course", "subject": "sector_public", "hours": 20, "days": 2}, {}, (20, 0, 20)),
        ({"kind": "online_course", "subject": "public", "minutes": 90}, {}, (1.5, 0, 1.5)),
        ({"kind": "offline_public_course", "hours": 20, "days": 2}, {}, (16, 0, 16)),
        ({"kind": "advanced_seminar", "level": "national", "hours": 20, "days": 2}, {}, (0, 16, 16)),
        ({"kind": "conference", "days": 3}, {}, (0, 24, 24)),
        ({"kind": "conference", "days": 3}, {"confday": "zero"}, (0, 0, 0)),
        ({"kind": "conference", "days": 3, "hours": 10}, {"confday": "zero"}, (0, 10, 10)),
        ({"kind": "conference", "days": 3, "hours": 30}, {}, (0, 24, 24)),
        ({"kind": "conference", "start": "2024-06-03", "end": "2024-06-04"}, {}, (0, 16, 16)),
        ({"kind": "training", "days": 3}, {}, (0, 0, 0)),
    ],
)
def test_eight_hours_a_day(record: dict[str, Any], chosen: dict[str, str], hours: tuple[float, ...]) -> None:
    assert credited(record, chosen=chosen) == tuple(map(Fraction, hours))


def test_one_day_of_two_activities() -> None:
    day = {"start": "2024-06-03", "end": "2024-06-03"}
    records = (training(5, **day), {"kind": "conference", **day})
    assert credited(*records) == (0, 13, 13)
    assert credited(*records, chosen={"day": "merged"}) == (0, 8, 8)


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ({"platform": "provincial", "passed": False}, False),
        ({"platform": "provincial", "passed": True}, True),
        ({"platform": "provincial"}, True),
        ({"platform": "other", "passed": False}, True),
        ({"passed": False}, True),
    ],
)
def test_the_provincial_platform_asks_for_the_examination(more: dict[str, Any], good: bool) -> None:
    assert codes(public(5, **more)) == ({"credited"} if good else {"not_passed"})


# ---------------------------------------------------------------- 6(二), 6(四), 6(六): caps by the year


def self_study(hours: int, kind: str = "self_study", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": kind, "hours": hours, **more}


def test_self_study_shares_forty_hours() -> None:
    records = (self_study(25), self_study(10, "self_study_exam"), self_study(25, "degree_study"))
    result = judge(gansu(*records))
    assert all_three(result["credited"]) == (0, 40, 40)
    assert [result["records"][i]["credited"]["professional"] for i in ("r1", "r2", "r3")] == [25, 10, 5]
    assert [(cap["clause"], cap["counted"], cap["lost"]) for cap in result["caps"]] == [("6(二)", 60, 20)]
    assert credited(*records, chosen={"deg40": "apart"}) == (0, 60, 60)
    assert credited(self_study(50, "degree_study"), chosen={"deg40": "apart"}) == (0, 40, 40)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (self_study(5, study_file=False), {"no_study_file"}),
        (self_study(5, evidence=[]), {"document_missing"}),
        (self_study(5, study_file=True, evidence=["study_file"]), {"credited"}),
        ({"kind": "self_study_exam", "courses": 3}, {"delegated"}),
        ({"kind": "self_study_exam", "courses": 3, "study_file": False}, {"no_study_file"}),
        ({"kind": "project", "hours": 5, "concluded": False}, {"not_concluded"}),
        ({"kind": "standard", "hours": 5, "employer_recognised": False}, {"not_recognised"}),
        ({"kind": "appraised_result", "hours": 5, "employer_recognised": False}, {"not_recognised"}),
        ({"kind": "award", "hours": 5, "employer_recognised": False, "evidence": []}, {"credited"}),
        ({"kind": "expert_service", "hours": 5, "invited": False}, {"not_invited"}),
        ({"kind": "digest", "hours": 5}, {"no_rule"}),
        ({"kind": "overseas_visit", "hours": 5}, {"no_rule"}),
        ({"kind": "language_exam", "grade": "A"}, {"no_rule"}),
        ({**EXAM, "passed": False}, {"not_passed"}),
        ({**EXAM, "evidence": []}, {"document_missing"}),
        ({**POSTING, "provincial_filing": False}, {"no_provincial_filing"}),
        ({**POSTING, "unit_certificate": False}, {"document_missing"}),
        ({**POSTING, "evidence": ["assignment_order"]}, {"document_missing"}),
    ],
)
def test_conditions(record: dict[str, Any], expected: set[str]) -> None:
    assert codes(record) == expected


def test_works_and_experts_have_forty_hours_each() -> None:
    assert credited(paper(30), {"kind": "patent", "hours": 30}) == (0, 40, 40)
    assert credited({"kind": "expert_service", "hours": 60, "days": 6}) == (0, 40, 40)
    assert credited({"kind": "expert_service", "hours": 30, "days": 3}) == (0, 24, 24)


def test_competitions_have_thirty_hours() -> None:
    records = ({"kind": "competition", "hours": 40}, {"kind": "other_learning", "hours": 20})
    assert credited(*records) == (0, 30, 30)
    assert credited(*records, chosen={"30": "activity"}) == (0, 50, 50)


@pytest.mark.parametrize(
    ("sector", "hr", "either", "both"),
    [
        (True, True, True, True),
        (True, False, True, False),
        (False, True, True, False),
        (False, False, False, False),
        (None, False, True, False),
        (None, None, True, True),
    ],
)
def test_recognition(sector: bool | None, hr: bool | None, either: bool, both: bool) -> None:
    flags = {"sector_recognised": sector, "hr_recognised": hr}
    record = {"kind": "competition", "hours": 9, **{k: v for k, v in flags.items() if v is not None}}
    assert (codes(record) == {"credited"}) == either
    assert (codes(record, {"rec": "both"}) == {"credited"}) == both


# ---------------------------------------------------------------- open amounts


@pytest.mark.parametrize(
    ("records", "verdict", "decide"),
    [
        ((public(30), training(50), paper()), "undetermined", [("r3", 10)]),
        ((public(30), training(20), paper()), "undetermined", [("r3", 40)]),
        ((public(30), training(19), paper()), "non_compliant", []),
        # the cap leaves 10, of which 10 are needed; then 9
        ((public(30), training(20), paper(30), paper()), "undetermined", [("r4", 10)]),
        ((public(30), training(20), paper(31), paper()), "undetermined", [("r4", 9)]),
        ((public(30), training(19), paper(31), paper()), "non_compliant", []),
        # neither alone is enough, both together are
        ((public(30), training(0), paper(), {"kind": "competition"}), "undetermined", []),
        ((public(30), training(10), paper(), {"kind": "self_study"}), "undetermined", []),
        ((public(30), training(30), paper(), {"kind": "competition"}), "undetermined", [("r3", 30), ("r4", 30)]),
        ((public(30), training(60), paper()), "compliant", []),
    ],
)
def test_open_amounts(records: tuple[dict[str, Any], ...], verdict: str, decide: list[tuple[str, int]]) -> None:
    result = judge(gansu(*records))
    assert result["verdict"] == verdict
    assert [(each["record"], each["hours"]) for each in result["would_decide"]] == decide


def test_an_open_amount_cannot_mend_the_public_part() -> None:
    case = gansu(public(29), training(61), paper())
    assert judge(case)["verdict"] == "compliant"
    assert judge(case, {"pub0": "thirty"})["verdict"] == "non_compliant"


def test_two_thirds_of_the_actual_total_ask_more_of_an_open_amount() -> None:
    result = judge(gansu(public(40), training(60), paper()), {"23": "actual"})
    assert [each["hours"] for each in result["would_decide"]] == [20]


# ---------------------------------------------------------------- deemed parts and postponement


@pytest.mark.parametrize(
    ("general", "professional", "chosen", "shown", "verdict"),
    [
        (30, 0, {}, 60, "compliant"),
        (30, 40, {}, 60, "compliant"),
        (0, 70, {}, 70, "non_compliant"),
        (0, 90, {}, 90, "compliant"),
        (0, 30, {"deem": "added"}, 90, "compliant"),
        (0, 29, {"deem": "added"}, 89, "non_compliant"),
        (40, 0, {"23": "actual"}, 60, "compliant"),
        (29, 0, {"23": "actual"}, 60, "non_compliant"),
    ],
)
def test_an_examination_deems_the_professional_part(
    general: int, professional: int, chosen: dict[str, str], shown: int, verdict: str
) -> None:
    result = judge(gansu(public(general), training(professional), EXAM), chosen)
    assert result["credited"]["professional"] == shown
    assert result["shortfall"]["professional"] == 0
    assert result["deemed"] == [("r3", "professional")]
    assert result["verdict"] == verdict
    assert result["records"]["r3"]["status"] == "credited"


def test_a_posting_deems_the_year_and_shows_the_actual_hours() -> None:
    result = judge(gansu(training(5), POSTING))
    assert result["deemed"] == [("r2", "year")]
    assert result["verdict"] == "compliant"
    assert all_three(result["credited"]) == (0, 5, 5)
    assert all_three(result["shortfall"]) == (0, 0, 0)
    assert judge(gansu(POSTING), strict=True)["verdict"] == "non_compliant"


def ground(kind: str, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return [{"id": "L", "kind": kind, "start": "2024-03-01", "end": "2024-03-10", **more}]


@pytest.mark.parametrize(
    ("leave", "verdict"),
    [
        (ground("pregnancy"), "deferred"),
        (ground("maternity"), "deferred"),
        (ground("injury"), "deferred"),
        (ground("illness"), "deferred"),
        (ground("other_recognised"), "deferred"),
        (ground("illness", applied=False), "deferred"),
        (ground("illness", evidence=["unit_certificate"]), "deferred"),
        (ground("overseas_assignment"), "non_compliant"),
        (ground("illness", evidence=[]), "non_compliant"),
        (ground("illness", unit_approved=False), "non_compliant"),
        (ground("illness", start="2023-01-01", end="2023-12-31"), "non_compliant"),
        ([{"id": "L", "kind": "illness", "months": 1}], "deferred"),
    ],
)
def test_postponement(leave: list[dict[str, Any]], verdict: str) -> None:
    result = judge(gansu(training(5), leave=leave))
    assert result["verdict"] == verdict
    assert all_three(result["shortfall"]) == (0, 55, 85)
    assert judge(gansu(public(30), training(60), leave=leave))["verdict"] == "compliant"


def test_postponement_goes_before_an_open_amount() -> None:
    result = judge(gansu(public(30), training(50), paper(), leave=ground("illness")))
    assert (result["verdict"], result["would_decide"]) == ("deferred", [])


# ---------------------------------------------------------------- others' figures, years in force


def test_hours_of_the_place_of_origin_and_of_the_sector_are_added() -> None:
    moved = {"kind": "transferred_hours", "public": 10, "professional": 20, "evidence": []}
    certified = {"kind": "sector_certificate", "professional": 40, "citation": "c"}
    assert credited(moved, certified) == (10, 60, 70)


def test_a_sectors_figure_stands_under_the_caps() -> None:
    assert credited(paper(sector_rule={"hours": 50, "citation": "c"})) == (0, 40, 40)
    assert credited(training(5, days=1, sector_rule={"hours": 50, "citation": "c"})) == (0, 8, 8)
    assert credited({"kind": "skill_certificate", "sector_rule": {"hours": 50, "citation": "c"}}) == (0, 50, 50)


@pytest.mark.parametrize("year", [2022, 2028])
def test_years_in_force(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        judge(gansu(year=year))


@given(case=cases("gansu"), chosen=readings("gansu"))
def test_what_would_decide_decides_and_nothing_less(case: Case, chosen: dict[str, str]) -> None:
    for decisive in judge(case, chosen)["would_decide"]:
        for less, verdict in ((0, {"compliant"}), (Fraction(1, 100), {"undetermined", "non_compliant"})):
            records = [
                {**record, "hours": decisive["hours"] - less} if record["id"] == decisive["record"] else record
                for record in case["records"]
            ]
            assert judge({**case, "records": records}, chosen)["verdict"] in verdict
