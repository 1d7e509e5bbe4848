"""The reference itself: the worked figures of the texts and small cases computed by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import READINGS, judge
from tests.reference.common import complete_months, rounded
from tests.strategies import cases, readings, with_more_records

Case = dict[str, Any]


def jining(*records: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    return {"person": "P", "jurisdiction": "jining", "year": 2024, "records": _named(records), **more}


def weihai(*records: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    return {"person": "P", "jurisdiction": "weihai", "year": 2024, "records": _named(records), **more}


def _named(records: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [{"id": f"r{index}", **record} for index, record in enumerate(records, 1)]


def both(hours: dict[str, Any]) -> tuple[Any, Any]:
    return hours["public"], hours["professional"]


def public(hours: object) -> dict[str, Any]:
    return {"kind": "online_course", "subject": "public", "hours": hours}


def contest(level: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "competition", "level": level, **more}


def training(hours: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "training", "hours": hours, "organiser": "hr_department", **more}


# ---------------------------------------------------------------- the text's own figures


def test_jining_six_months_of_secondment_are_15_public_and_30_professional() -> None:
    result = judge(jining({"kind": "secondment", "months": 6}))
    assert both(result["credited"]) == (15, 30)


def test_jining_four_months_on_post_leave_10_public_and_20_professional() -> None:
    leave = [{"id": "L", "kind": "illness", "start": date(2024, 1, 1), "end": date(2024, 8, 31)}]
    result = judge(jining(public(10), training(20), leave=leave))
    assert both(result["required"]) == (10, 20)
    assert result["required"]["total"] is None
    assert both(result["relief"]) == (20, 40)
    assert result["relief"]["total"] == 0
    assert result["verdict"] == "compliant"


# ---------------------------------------------------------------- months and rounding


@pytest.mark.parametrize(
    ("start", "end", "months", "rest"),
    [
        ("2024-01-01", "2024-06-30", 6, False),
        ("2024-01-01", "2024-06-29", 5, True),
        ("2024-01-01", "2024-07-01", 6, True),
        ("2024-01-15", "2024-02-14", 1, False),
        ("2024-01-15", "2024-02-13", 0, True),
        ("2024-01-31", "2024-02-28", 0, True),
        ("2024-01-31", "2024-02-29", 1, False),
        ("2023-01-30", "2023-02-28", 1, False),
        ("2024-01-31", "2024-03-30", 2, False),
        ("2024-03-01", "2024-03-31", 1, False),
        ("2024-02-29", "2024-03-28", 1, False),
        ("2024-01-01", "2024-12-31", 12, False),
        ("2024-06-05", "2024-06-05", 0, True),
    ],
)
def test_months_run_to_the_day_before_the_corresponding_day(start: str, end: str, months: int, *, rest: bool) -> None:
    assert complete_months(date.fromisoformat(start), date.fromisoformat(end)) == (months, rest)


@pytest.mark.parametrize(("how", "hours"), [("exact", "12.5"), ("down", "12"), ("half_up", "13"), ("up", "13")])
def test_rounding(how: str, hours: str) -> None:
    assert rounded(Fraction("12.5"), how) == Fraction(hours)
    assert rounded(Fraction(12), how) == 12


def test_rounding_touches_month_shares_of_credits_and_minima() -> None:
    case = jining(
        {"kind": "secondment", "months": 5},
        leave=[{"id": "L", "kind": "illness", "months": 7}],
    )
    assert both(judge(case)["credited"]) == (Fraction("12.5"), 25)
    assert both(judge(case)["required"]) == (Fraction("12.5"), 25)
    up = judge(case, {"round": "up"})
    assert both(up["credited"]) == (13, 25)
    assert both(up["required"]) == (13, 25)
    assert both(judge(case, {"round": "down"})["required"]) == (12, 25)


# ---------------------------------------------------------------- the choice


def test_a_competition_goes_where_the_hours_are_missing() -> None:
    result = judge(jining(public(26), training(60), contest("provincial")))
    assert result["verdict"] == "compliant"
    assert result["optimal"] == {(("r3", "public"),)}
    assert result["records"]["r3"]["claimed"] == {"public": 4, "professional": 20}
    assert (result["records"]["r3"]["amount"], result["records"]["r3"]["lost"]) == (4, 0)


def test_equal_shortfalls_are_decided_by_the_hours() -> None:
    result = judge(jining(public(30), training(60), contest("county")))
    assert result["optimal"] == {(("r3", "professional"),)}
    assert result["credited"]["total"] == 95


def test_interchangeable_competitions_give_several_optima() -> None:
    result = judge(jining(public(27), training(50), contest("municipal"), contest("municipal")))
    assert result["verdict"] == "compliant"
    assert result["optimal_count"] == 2


def test_one_deduction_only() -> None:
    case = jining(public(25), training(60), contest("national"), contest("county"))
    result = judge(case, {"peritem": "one"})
    assert result["optimal"] == {(("r3", "public"),)}
    assert result["records"]["r4"]["codes"] == {"one_only"}


def test_weihai_takes_the_same_competition_as_professional() -> None:
    result = judge(weihai(public(26), contest("provincial")))
    assert both(result["credited"]) == (26, 20)
    assert both(result["shortfall"]) == (4, 40)
    assert result["shortfall"]["total"] == 44


def test_a_teacher_chooses_twice_the_class_hours() -> None:
    case = jining(public(20), training(60), {"kind": "course_teaching", "class_hours": 5})
    assert judge(case)["verdict"] == "compliant"
    assert both(judge(case, {"teach": "professional"})["credited"]) == (20, 70)


# ---------------------------------------------------------------- caps


def test_works_and_achievements_share_thirty_hours() -> None:
    result = judge(weihai(*[{"kind": kind} for kind in ("paper", "award", "book", "patent")]))
    assert both(result["credited"]) == (0, 30)
    cap = result["caps"][0]
    assert (cap["clause"], cap["limit"], cap["counted"], cap["lost"]) == ("二(二)4", 30, 40, 10)
    assert cap["records"] == ["r1", "r2", "r3", "r4"]
    assert result["records"]["r4"]["status"] == "not_credited"
    assert "cap_exhausted" in result["records"]["r4"]["codes"]


def test_two_secondments_fill_twelve_months_at_most() -> None:
    result = judge(jining({"kind": "secondment", "months": 9}, {"kind": "secondment", "months": 5}))
    assert both(result["credited"]) == (30, 60)
    assert result["records"]["r2"]["credited"] == {"public": Fraction("7.5"), "professional": 15}


def test_a_secondment_counts_its_part_of_the_year() -> None:
    case = weihai({"kind": "secondment", "start": date(2023, 7, 1), "end": "2024-09-30"})
    assert both(judge(case)["credited"]) == (Fraction("22.5"), 45)
    assert both(judge({**case, "year": 2023})["credited"]) == (15, 30)
    assert judge({**case, "year": 2022})["records"]["r1"]["codes"] == {"other_year"}


def test_modules_over_a_life() -> None:
    case = jining({"kind": "computer_exam", "modules": 5}, earlier_modules=4)
    assert judge(case)["credited"]["public"] == 25
    assert judge(case, {"scope": "lifetime"})["credited"]["public"] == 10
    many = jining({"kind": "computer_exam", "modules": 7})
    assert judge(many)["credited"]["public"] == 30


@pytest.mark.parametrize(
    ("time", "daily", "averaged"),
    [
        ({"daily_hours": [9, 7]}, 15, 16),
        ({"hours": 17, "days": 2}, 16, 16),
        ({"hours": 100}, 100, 100),
        ({"hours": 30, "start": "2024-06-03", "end": "2024-06-05"}, 24, 24),
        ({"minutes": 100}, Fraction(5, 3), Fraction(5, 3)),
        ({"daily_hours": [9, 9], "start": "2024-12-31", "end": "2025-01-01"}, 8, 8),
    ],
)
def test_the_cap_by_the_day(time: dict[str, Any], daily: object, averaged: object) -> None:
    case = weihai({"kind": "training", **time})
    assert judge(case)["credited"]["professional"] == daily
    assert judge(case, {"day": "averaged"})["credited"]["professional"] == averaged


def test_activities_of_one_day_merged() -> None:
    case = weihai(
        {"kind": "training", "daily_hours": [6, 6], "start": "2024-06-03", "end": "2024-06-04"},
        {"kind": "expert_service", "daily_hours": [5, 5], "start": "2024-06-04", "end": "2024-06-05"},
    )
    assert judge(case)["credited"]["professional"] == 22
    result = judge(case, {"day": "merged"})
    assert result["credited"]["professional"] == 19
    assert result["records"]["r2"]["credited"]["professional"] == 7


# ---------------------------------------------------------------- conditions


def test_unstated_is_assumed_and_strict_refuses() -> None:
    case = jining(contest("national"))
    assert judge(case)["credited"]["professional"] == 30
    strict = judge(case, strict=True)
    assert strict["credited"]["total"] == 0
    assert strict["records"]["r1"]["codes"] == {
        "not_registered",
        "wrong_organiser",
        "not_recognised",
        "document_missing",
    }
    assert strict["records"]["r1"]["lost"] == 30


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"kind": "training", "hours": 8, "organiser": "employer", "filed": "after"}, "not_filed"),
        ({"kind": "training", "hours": 8, "evidence": []}, "document_missing"),
        ({"kind": "training", "days": 3}, "amount_missing"),
        ({"kind": "training", "hours": 8, "registered": False}, "not_registered"),
        ({"kind": "training", "hours": 8, "date": "2023-12-31"}, "other_year"),
        ({"kind": "language_exam", "grade": "A", "passed": False}, "not_passed"),
        ({"kind": "language_exam", "grade": "other"}, "no_table_row"),
        ({"kind": "competition", "level": "international"}, "no_table_row"),
        ({"kind": "competition"}, "amount_missing"),
        ({"kind": "competition", "level": "county", "organiser": "employer"}, "wrong_organiser"),
        ({"kind": "competition", "level": "county", "hr_recognised": False}, "not_recognised"),
        ({"kind": "skill_certificate", "grade": "technician", "issuer": "social"}, "wrong_issuer"),
        ({"kind": "course_teaching", "class_hours": 4, "selected": False}, "not_selected"),
        ({"kind": "premium_course", "live_hours": 7}, "not_live_enough"),
        ({"kind": "project", "employer_recognised": False}, "not_recognised"),
        ({"kind": "expert_service", "hours": 4, "invited": False}, "not_invited"),
        ({"kind": "degree_study"}, "no_rule"),
        ({"kind": "digest"}, "no_rule"),
        ({"kind": "transferred_hours", "public": 30}, "no_rule"),
        ({**public(10), "platform": "provincial"}, "no_rule"),
        ({**public(10), "date": "2024-05-09"}, "before_start"),
    ],
)
def test_jining_refuses(record: dict[str, Any], code: str) -> None:
    result = judge(jining(record))
    assert result["credited"]["total"] == 0
    assert result["records"]["r1"]["codes"] == {code}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"kind": "training", "hours": 8, "related": False}, "not_related"),
        ({**public(10), "passed": False}, "not_passed"),
        ({"kind": "degree_study", "programme_years": 3, "year_of_study": 4}, "outside_length"),
        ({"kind": "degree_study", "evidence": ["admission_letter"]}, "document_missing"),
        ({"kind": "project", "concluded": False}, "not_concluded"),
        ({"kind": "business_inspection", "hours": 8}, "mode_without_rate"),
        ({"kind": "other_learning", "level": "national"}, "no_rule"),
        ({"kind": "appraised_result"}, "no_rule"),
        ({"kind": "transferred_hours", "public": 5, "evidence": []}, "document_missing"),
    ],
)
def test_weihai_refuses(record: dict[str, Any], code: str) -> None:
    result = judge(weihai(record))
    assert result["credited"]["total"] == 0
    assert result["records"]["r1"]["codes"] == {code}


def test_weihai_flat_routes() -> None:
    result = judge(
        weihai(
            {"kind": "degree_study", "programme_years": 3, "year_of_study": 3},
            {"kind": "qualification_exam", "scope": "national"},
            {"kind": "language_exam", "grade": "B"},
            {"kind": "transferred_hours", "public": 10, "professional": 4},
            {"kind": "business_inspection", "hours": 8},
        )
    )
    assert both(result["credited"]) == (30, 60)
    assert result["verdict"] == "compliant"


def test_one_work_counts_once() -> None:
    result = judge(weihai({"kind": "paper", "work_id": "w"}, {"kind": "conference_paper", "work_id": "w"}))
    assert result["credited"]["professional"] == 10
    assert result["records"]["r2"]["codes"] == {"duplicate_work"}
    larger = judge(jining(contest("county", work_id="w"), contest("national", work_id="w")))
    assert larger["records"]["r1"]["codes"] == {"duplicate_work"}
    refused = judge(jining(contest("county", work_id="w"), contest("national", work_id="w", hr_recognised=False)))
    assert refused["credited"]["professional"] == 5


def test_highest_skill_certificate() -> None:
    case = jining(
        {"kind": "skill_certificate", "grade": "technician"}, {"kind": "skill_certificate", "grade": "senior_worker"}
    )
    assert judge(case)["credited"]["professional"] == 25
    assert judge(case, {"skill": "highest"})["credited"]["professional"] == 15


def test_compulsory_hours_as_a_minimum_of_their_own() -> None:
    case = jining(
        {**public(12), "compulsory": True},
        {**public(18), "compulsory": False},
        training(60),
    )
    assert judge(case)["verdict"] == "compliant"
    binding = judge(case, {"2010": "binding"})
    assert binding["shortfall"]["public"] == 8
    assert binding["verdict"] == "non_compliant"


# ---------------------------------------------------------------- deemed, figures, sector


def test_a_premium_course_deems_the_professional_part() -> None:
    case = jining(public(30), {"kind": "premium_course", "live_hours": 8, "hours": 16}, contest("county"))
    result = judge(case)
    assert result["deemed"] == [("r2", "professional")]
    assert result["verdict"] == "compliant"
    # 16 hours of one's own and 5 of the contest stay below what is deemed: public is worth more
    assert both(result["credited"]) == (33, 60)
    assert result["records"]["r2"]["credited"]["professional"] == 16
    assert both(judge(case, {"deem": "added"})["credited"]) == (30, 81)


def test_a_sectors_figure_replaces_the_amount_below_the_caps() -> None:
    figure = {"hours": 50, "citation": "c"}
    assert judge(weihai({"kind": "paper", "sector_rule": figure}))["credited"]["professional"] == 30
    assert judge(weihai({"kind": "self_study", "sector_rule": figure}))["credited"]["professional"] == 50
    assert judge(weihai({"kind": "training", "days": 2, "sector_rule": figure}))["credited"]["professional"] == 16
    free = judge(jining(contest("county", sector_rule=figure), training(60)))
    assert free["records"]["r1"]["claimed"] == {"public": 3, "professional": 50}
    assert free["optimal"] == {(("r1", "public"),)}


def test_a_notice_counts_in_weihai_only() -> None:
    record = {"kind": "self_study", "notice": {"hours": 6, "citation": "c"}}
    assert judge(weihai(record))["credited"]["public"] == 6
    assert judge(jining(record))["credited"]["total"] == 0


def test_a_sector_without_its_result() -> None:
    case = jining(public(30), training(60), sector="health")
    result = judge(case)
    assert result["verdict"] == "undetermined"
    assert both(result["credited"]) == (30, 0)
    assert result["records"]["r2"]["status"] == "undetermined"
    assert judge(case, {"sector": "municipal"})["verdict"] == "compliant"
    assert judge(jining(public(29), training(60), sector="health"))["verdict"] == "non_compliant"
    assert judge({**case, "sector": "archives"})["verdict"] == "compliant"
    assert judge({**case, "jurisdiction": "weihai", "sector": "archives"})["verdict"] == "undetermined"


def test_a_sectors_result_is_the_whole_professional_part() -> None:
    certificate = {"kind": "sector_certificate", "professional": 60, "citation": "c"}
    result = judge(jining(public(27), training(40), certificate, contest("national"), sector="health"))
    assert result["verdict"] == "compliant"
    assert both(result["credited"]) == (32, 60)
    assert "sector_rule_prevails" in result["records"]["r2"]["codes"]


# ---------------------------------------------------------------- leave


def leave_of(kind: str, start: str, end: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": f"{kind}-{start}", "kind": kind, "start": start, "end": end, **more}


@pytest.mark.parametrize(
    ("leaves", "chosen", "required"),
    [
        ([leave_of("illness", "2024-01-01", "2024-06-30")], {}, 30),
        ([leave_of("illness", "2024-01-01", "2024-06-30")], {"gt6": "reaches"}, 15),
        ([leave_of("illness", "2024-01-01", "2024-07-01")], {}, 15),
        ([leave_of("maternity", "2024-01-01", "2024-05-31")], {}, Fraction("17.5")),
        ([leave_of("maternity", "2024-01-01", "2024-05-31")], {"mat": "threshold"}, 30),
        ([leave_of("illness", "2024-01-01", "2024-03-15"), leave_of("injury", "2024-03-16", "2024-08-31")], {}, 10),
        # not adjacent: 2 months and 5, with days over, are 7 months
        ([leave_of("illness", "2024-01-01", "2024-03-15"), leave_of("injury", "2024-03-17", "2024-08-31")], {}, 12.5),
        ([leave_of("maternity", "2024-01-01", "2024-05-31"), leave_of("illness", "2024-06-01", "2024-08-31")], {}, 10),
        ([leave_of("pregnancy", "2024-01-01", "2024-08-31")], {}, 30),
        ([leave_of("illness", "2024-01-01", "2024-08-31", unit_approved=False)], {}, 30),
        ([leave_of("illness", "2024-01-01", "2024-08-31", evidence=[])], {}, 30),
        ([leave_of("illness", "2024-01-01", "2024-08-31", applied=False)], {}, 30),
        ([leave_of("illness", "2024-01-01", "2024-08-31", applied=False)], {"apply": "automatic"}, 10),
        ([leave_of("other_recognised", "2024-01-01", "2024-08-31")], {}, 30),
        ([leave_of("overseas_assignment", "2023-01-01", "2025-08-31")], {}, 0),
    ],
)
def test_jining_leave(leaves: list[dict[str, Any]], chosen: dict[str, str], required: float) -> None:
    assert judge(jining(leave=leaves), chosen)["required"]["public"] == Fraction(required)


def test_weihai_knows_a_fourth_ground_and_a_total() -> None:
    leaves = [leave_of("other_recognised", "2024-11-01", "2025-08-31", applied=False)]
    result = judge(weihai(leave=leaves))
    assert (*both(result["required"]), result["required"]["total"]) == (25, 50, 75)
    assert result["relief"] == {"public": 5, "professional": 10, "total": 15}


def test_years_out_of_force() -> None:
    with pytest.raises(ValueError, match="2025"):
        judge({**jining(), "year": 2025})
    with pytest.raises(ValueError, match="2021"):
        judge({**weihai(), "year": 2021})


# ---------------------------------------------------------------- what must hold for every case


@pytest.mark.parametrize("jurisdiction", sorted(READINGS))
@given(data=st.data())
def test_the_accounts_add_up(jurisdiction: str, data: st.DataObject) -> None:
    case = data.draw(cases(jurisdiction))
    chosen = data.draw(readings(jurisdiction))
    strict = data.draw(st.booleans())
    result = judge(case, chosen, strict)
    for subject in ("public", "professional"):
        actual = sum(record["credited"][subject] for record in result["records"].values())
        if subject == "professional" and result["deemed"]:
            assert result["credited"][subject] >= actual
        else:
            assert result["credited"][subject] == actual
    for record in result["records"].values():
        assert record["amount"] - record["lost"] == sum(record["credited"].values())
        assert record["lost"] >= 0
        for subject in ("public", "professional"):
            assert record["credited"][subject] <= record["claimed"][subject]
    for cap in result["caps"]:
        assert cap["credited"] <= cap["limit"]
        assert cap["counted"] == cap["credited"] + cap["lost"]
    assert (result["verdict"] == "compliant") == (sum(result["shortfall"].values()) == 0)
    reordered = {**case, "records": list(reversed(case["records"])), "leave": list(reversed(case.get("leave", [])))}
    assert judge(reordered, chosen, strict) == result


@pytest.mark.parametrize("jurisdiction", sorted(READINGS))
@given(data=st.data())
def test_one_more_record_does_no_harm(jurisdiction: str, data: st.DataObject) -> None:
    before, after = data.draw(with_more_records(jurisdiction))
    first, second = judge(before), judge(after)
    certified = any(record["kind"] == "sector_certificate" for record in after["records"])
    named = any("work_id" in record or "notice" in record for record in after["records"])
    if not certified and not named:
        assert sum(second["shortfall"].values()) <= sum(first["shortfall"].values())
