"""Binzhou's reference: every cell, band and rank by hand, the pool against a search, the windows of points."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference import binzhou, judge, judge_dossier
from tests.reference.binzhou_hours import POOL, REQUIRED
from tests.reference.binzhou_tables import share
from tests.strategies import binzhou_dossiers, cases, point_cases, readings

Case = dict[str, Any]


def year_of(year: int, *records: dict[str, Any], **more: Any) -> Case:  # noqa: ANN401
    named = [{"id": f"r{index}", **record} for index, record in enumerate(records, 1)]
    return {"person": "P", "jurisdiction": "binzhou", "year": year, "records": named, **more}


def hours(*records: dict[str, Any]) -> Case:
    return year_of(2021, *records)


def both(figures: dict[str, Any]) -> tuple[Any, Any]:
    return figures["public"], figures["professional"]


def public(amount: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "online_course", "subject": "public", "hours": amount, **more}


def training(amount: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "training", "hours": amount, **more}


def other(amount: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "other_learning", "hours": amount, **more}


def figure(record: dict[str, Any], chosen: dict[str, str] | None = None) -> Fraction:
    """Return what a record alone is worth; in hours and in points it must be the same."""
    in_hours = judge(hours(record), chosen)["records"]["r1"]
    in_points = judge(year_of(2018, record), chosen)["records"]["r1"]
    assert in_hours["amount"] == in_points["amount"] == in_points["credited"]["professional"]
    assert in_hours["claimed"] == {"public": in_hours["amount"], "professional": in_hours["amount"]}
    amount: Fraction = in_hours["amount"]
    return amount


def codes(case: Case, chosen: dict[str, str] | None = None, strict: bool = False) -> Any:  # noqa: ANN401
    result = judge(case, chosen, strict)
    assert result["credited"]["total"] == 0
    return result["records"]["r1"]["codes"]


# ---------------------------------------------------------------- prizes and results

PRIZES = {
    "county": (15, 13, 11, 8),
    "municipal": (25, 20, 15, 10),
    "provincial": (35, 30, 25, 15),
    "national": (40, 35, 30, 20),
}
GRADES = ("first", "second", "third")


@pytest.mark.parametrize("kind", ["competition", "award"])
@pytest.mark.parametrize("level", sorted(PRIZES))
def test_graded_prizes(kind: str, level: str) -> None:
    for column, grade in enumerate(GRADES):
        for rank in (1, 2, 3, 4, 5, 9):
            lower = column if rank <= 3 else column + 1
            record = {"kind": kind, "level": level, "prize": grade, "rank": rank}
            assert figure(record) == PRIZES[level][lower]


@pytest.mark.parametrize("level", sorted(PRIZES))
def test_a_third_prize_from_the_fourth_rank(level: str) -> None:
    record = {"kind": "award", "level": level, "prize": "third", "rank": 4}
    assert figure(record, {"lowest": "keep"}) == PRIZES[level][2]
    assert figure(record, {"lowest": "none"}) == 0
    assert figure({**record, "rank": 3}, {"lowest": "none"}) == PRIZES[level][2]
    assert figure({**record, "prize": "second"}, {"lowest": "none"}) == PRIZES[level][2]


@pytest.mark.parametrize("level", sorted(PRIZES))
def test_prizes_without_grades(level: str) -> None:
    for rank, column in {1: 0, 3: 0, 4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 40: 2}.items():
        record = {"kind": "competition", "level": level, "prize": "ungraded", "rank": rank}
        assert figure(record, {"lowest": "none"}) == PRIZES[level][column]


@pytest.mark.parametrize(
    ("level", "high", "low"), [("national", 20, 15), ("provincial", 15, 10), ("municipal", 10, 8), ("county", 8, 5)]
)
def test_appraised_results(level: str, high: int, low: int) -> None:
    for rank, hours_ in {1: high, 2: high, 3: high, 4: low, 10: low}.items():
        assert figure({"kind": "appraised_result", "level": level, "rank": rank}) == hours_


@pytest.mark.parametrize(("sort", "high", "low"), [("invention", 20, 15), ("utility_model", 15, 10), ("design", 10, 8)])
def test_patents(sort: str, high: int, low: int) -> None:
    for rank, hours_ in {1: high, 3: high, 4: low, 6: low}.items():
        record = {"kind": "patent", "type": sort, "rank": rank}
        assert figure(record) == hours_
        assert figure(record, {"patrank": "ignored"}) == high


def test_an_unstated_rank_is_assumed_where_it_matters() -> None:
    record = {"kind": "award", "level": "county", "prize": "third"}
    result = judge(hours(record))
    assert result["credited"]["total"] == 11
    assert ("r1", "rank") in result["assumptions"]
    stated = {**record, "registered": True}
    assert codes(hours(stated), strict=True) == {"amount_missing"}
    kept = judge(hours(stated), {"lowest": "keep"}, strict=True)
    assert kept["credited"]["total"] == 11
    assert kept["assumptions"] == set()
    patent = {"kind": "patent", "type": "design", "registered": True}
    assert judge(hours(patent), {"patrank": "ignored"}, strict=True)["credited"]["total"] == 10


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"kind": "competition", "level": "national", "prize": "none"}, "no_prize"),
        ({"kind": "competition", "level": "national"}, "amount_missing"),
        ({"kind": "competition", "prize": "first"}, "amount_missing"),
        ({"kind": "competition", "prize": "first", "level": "international"}, "no_table_row"),
        ({"kind": "competition", "prize": "first", "level": "county", "organiser": "base"}, "wrong_organiser"),
        ({"kind": "competition", "prize": "first", "level": "county", "hr_recognised": False}, "not_recognised"),
        ({"kind": "award", "level": "county", "prize": "first", "field": "other"}, "no_rule"),
        ({"kind": "award", "level": "county", "prize": "none"}, "no_prize"),
        ({"kind": "appraised_result"}, "amount_missing"),
        ({"kind": "appraised_result", "level": "international"}, "no_table_row"),
        ({"kind": "patent"}, "amount_missing"),
        ({"kind": "standard"}, "no_rule"),
        ({"kind": "project", "concluded": True}, "no_rule"),
        ({"kind": "paper"}, "amount_missing"),
        ({"kind": "paper", "outlet": "unnumbered"}, "no_serial_number"),
        ({"kind": "paper", "outlet": "national", "characters": 999}, "too_short"),
        ({"kind": "proceedings_paper", "level": "national", "characters": 999}, "too_short"),
        ({"kind": "conference_paper", "level": "national", "characters": 999}, "too_short"),
        ({"kind": "digest", "outlet": "unnumbered"}, "no_serial_number"),
        ({"kind": "digest"}, "amount_missing"),
        ({"kind": "proceedings_paper", "level": "international"}, "no_table_row"),
        ({"kind": "proceedings_paper", "level": "county"}, "no_table_row"),
        ({"kind": "conference_paper", "level": "county"}, "no_table_row"),
        ({"kind": "conference_paper"}, "amount_missing"),
        ({"kind": "monograph", "level": "county"}, "no_table_row"),
        ({"kind": "monograph", "level": "county", "rank": 4}, "no_table_row"),
        ({"kind": "monograph"}, "amount_missing"),
        ({"kind": "degree_study", "exams_passed": False}, "not_passed"),
        ({"kind": "self_study_exam"}, "amount_missing"),
        ({"kind": "self_study_exam", "courses": 2, "evidence": ["transcript"]}, "document_missing"),
        ({"kind": "overseas_visit", "months": 2, "evidence": ["attendance_certificate"]}, "document_missing"),
        ({"kind": "overseas_visit", "hours": 40}, "amount_missing"),
        ({"kind": "secondment", "months": 12}, "no_rule"),
        ({"kind": "expert_service", "hours": 8}, "no_rule"),
        ({"kind": "qualification_exam", "scope": "national"}, "no_rule"),
        ({"kind": "self_study", "hours": 8}, "no_rule"),
        ({"kind": "offline_public_course", "hours": 8}, "no_rule"),
        ({"kind": "sector_certificate", "professional": 60}, "no_rule"),
        ({"kind": "transferred_hours", "professional": 60}, "no_rule"),
        ({"kind": "self_study", "notice": {"hours": 8, "citation": "c"}}, "no_rule"),
        ({"kind": "paper", "outlet": "national", "registered": False}, "not_registered"),
        ({"kind": "paper", "outlet": "national", "date": "2015-01-01"}, "other_year"),
    ],
)
def test_refused_in_hours_and_in_points(record: dict[str, Any], code: str) -> None:
    assert codes(hours(record)) == {code}
    assert codes(year_of(2018, record)) == {code}


# ---------------------------------------------------------------- works

PAPERS = {"municipal": 5, "provincial": 10, "national": 15, "international": 25}
MONOGRAPHS = {"municipal": (15, 12, 10), "provincial": (20, 17, 14), "national": (30, 25, 20)}
EXCHANGE = {"municipal": (3, 2, 1), "provincial": (8, 6, 4), "national": (12, 9, 6), "international": (18, 12, 8)}


@pytest.mark.parametrize("level", sorted(PAPERS))
def test_papers_and_exchange_papers(level: str) -> None:
    third = EXCHANGE[level][2]
    assert figure({"kind": "paper", "outlet": level, "characters": 1000}) == PAPERS[level]
    assert figure({"kind": "digest", "outlet": level}) == third
    if level != "international":
        assert figure({"kind": "proceedings_paper", "level": level, "characters": 1000}) == third
    for column, grade in enumerate(GRADES):
        record = {"kind": "conference_paper", "level": level, "prize": grade}
        assert figure(record) == third
        assert figure(record, {"conf": "graded"}) == EXCHANGE[level][column]
    for grade in ("ungraded", "none"):
        assert figure({"kind": "conference_paper", "level": level, "prize": grade}, {"conf": "graded"}) == third
    assert figure({"kind": "conference_paper", "level": level}, {"conf": "graded"}) == third


@pytest.mark.parametrize("level", sorted(MONOGRAPHS))
def test_monographs(level: str) -> None:
    for rank in (1, 2, 3):
        assert figure({"kind": "monograph", "level": level, "rank": rank}) == MONOGRAPHS[level][rank - 1]
    for rank in (4, 5, 12):
        assert figure({"kind": "monograph", "level": level, "rank": rank}) == PAPERS[level]


def test_international_cells() -> None:
    paper = {"kind": "paper", "outlet": "international", "authors": 2, "rank": 1}
    assert figure(paper) == 13
    cells: list[tuple[dict[str, Any], dict[str, str]]] = [
        (paper, {"intl": "undetermined"}),
        ({"kind": "monograph", "level": "international", "rank": 1}, {}),
        ({"kind": "monograph", "level": "international", "rank": 3}, {}),
        ({"kind": "monograph", "level": "international"}, {}),
        ({"kind": "monograph", "level": "international", "rank": 4}, {"intl": "undetermined"}),
        ({"kind": "book", "level": "national", "rank": 1}, {}),
        ({"kind": "translation"}, {}),
    ]
    for record, chosen in cells:
        for case in (hours(record), year_of(2017, record)):
            result = judge(case, chosen)
            assert result["records"]["r1"]["status"] == "undetermined"
            assert result["open"] == ["r1"]
    assert figure({"kind": "monograph", "level": "international", "rank": 4}) == 25
    assert figure({"kind": "digest", "outlet": "international"}, {"intl": "undetermined"}) == 8


@pytest.mark.parametrize(
    ("total", "authors", "shares"),
    [
        (15, 1, [15]),
        (15, 2, [8, 7]),
        (15, 3, [5, 5, 5]),
        (15, 4, [4, 4, 4, 3]),
        (25, 4, [7, 6, 6, 6]),
        (10, 3, [4, 3, 3]),
        (5, 7, [1, 1, 1, 1, 1, 0, 0]),
        (1, 2, [1, 0]),
    ],
)
def test_shares_of_authors(total: int, authors: int, shares: list[int]) -> None:
    assert [share(Fraction(total), authors, rank) for rank in range(1, authors + 1)] == shares
    outlets = {15: "national", 25: "international", 10: "provincial", 5: "municipal"}
    for rank, hours_ in enumerate(shares, 1):
        if total == 1:
            record = {"kind": "proceedings_paper", "level": "municipal"}
        else:
            record = {"kind": "paper", "outlet": outlets[total]}
        assert figure({**record, "authors": authors, "rank": rank}) == hours_


def test_unstated_authors_are_as_few_as_can_be() -> None:
    paper = {"kind": "paper", "outlet": "national", "characters": 5000, "registered": True}
    assert judge(hours(paper))["assumptions"] == {("r1", "authors")}
    assert figure(paper) == 15
    assert figure({**paper, "rank": 2}) == 7
    assert figure({**paper, "rank": 4}) == 3
    assert figure({**paper, "authors": 2}) == 8
    assert judge(hours({**paper, "authors": 2}))["assumptions"] == {("r1", "rank")}
    assert codes(hours(paper), strict=True) == {"amount_missing"}
    assert codes(hours({**paper, "rank": 1}), strict=True) == {"amount_missing"}
    assert codes(hours({**paper, "authors": 2}), strict=True) == {"amount_missing"}
    # where every author has the same, the rank is not asked for
    for authors, hours_ in {1: 15, 3: 5}.items():
        strict = judge(hours({**paper, "authors": authors}), strict=True)
        assert strict["credited"]["total"] == hours_
    assert codes(hours({**paper, "authors": 1, "characters": None}), strict=True) == {"too_short"}


def test_study() -> None:
    assert figure({"kind": "degree_study"}) == 20
    assert figure({"kind": "self_study_exam", "courses": 3}) == 15
    assert figure({"kind": "self_study_exam", "courses": 1, "hours": 40, "evidence": ["pass_certificate"]}) == 5


# ---------------------------------------------------------------- overseas


def visit(**length: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": "overseas_visit", **length}


def points_abroad(length: dict[str, Any], chosen: dict[str, str] | None = None) -> object:
    return judge(year_of(2018, visit(**length)), chosen)["credited"]["professional"]


@pytest.mark.parametrize(
    ("months", "in_hours", "in_points"),
    [
        (0, 15, 15),
        (1, 20, 20),
        (2, 25, 25),
        (3, 30, 30),
        (4, 35, 35),
        (5, 35, 35),
        (6, 35, 40),
        (11, 35, 40),
        (12, 35, 40),
        (13, 35, 40),
        (14, 35, 45),
        (15, 35, 45),
        (16, 35, 50),
        (24, 35, 70),
        (36, 35, 100),
    ],
)
def test_bands_abroad(months: int, in_hours: int, in_points: int) -> None:
    assert judge(hours(visit(months=months)))["records"]["r1"]["amount"] == in_hours
    assert points_abroad({"months": months}) == in_points


@pytest.mark.parametrize(
    ("start", "end", "in_points", "exceeding", "fifteen"),
    [
        ("2018-03-01", "2018-03-30", 15, 15, 15),
        ("2018-03-01", "2018-03-31", 20, 20, 15),
        ("2018-03-01", "2018-04-01", 20, 20, 20),
        ("2018-03-01", "2018-04-29", 20, 20, 20),
        ("2018-03-01", "2018-04-30", 25, 25, 25),
        ("2018-03-01", "2018-05-30", 25, 25, 25),
        ("2018-03-01", "2018-05-31", 30, 30, 30),
        ("2018-03-01", "2018-06-29", 30, 30, 30),
        ("2018-03-01", "2018-06-30", 35, 35, 35),
        ("2018-03-01", "2018-08-30", 35, 35, 35),
        ("2018-03-01", "2018-08-31", 40, 40, 40),
        ("2017-03-01", "2018-02-28", 40, 40, 40),
        ("2017-03-01", "2018-03-01", 40, 40, 40),
        ("2017-03-01", "2018-04-29", 40, 40, 40),
        ("2017-03-01", "2018-04-30", 45, 40, 45),
        ("2017-03-01", "2018-05-01", 45, 45, 45),
        ("2017-03-01", "2018-06-30", 50, 45, 50),
        ("2017-03-01", "2018-07-01", 50, 50, 50),
        ("2015-11-11", "2018-11-10", 100, 95, 100),
    ],
)
def test_stays_by_their_dates(start: str, end: str, in_points: int, exceeding: int, fifteen: int) -> None:
    length = {"start": start, "end": end}
    assert points_abroad(length) == in_points
    assert points_abroad(length, {"2m": "exceeding"}) == exceeding
    assert points_abroad(length, {"1m": "15"}) == fifteen
    moved = {name: f"{int(day[:4]) + 2}{day[4:]}" for name, day in length.items()}
    if int(moved["end"][:4]) == 2020 and moved["end"][5:] != "02-28":
        result = judge(year_of(2020, visit(**moved)), {"1m": "15"})
        assert result["records"]["r1"]["amount"] == min(35, fifteen)


def test_thirty_days_are_a_month() -> None:
    for days, points in {1: 15, 29: 15, 30: 20, 31: 20, 59: 20, 60: 25, 119: 30, 120: 35, 180: 40}.items():
        assert points_abroad({"days": days}) == points
    assert points_abroad({"days": 30}, {"1m": "15"}) == 15
    assert points_abroad({"days": 31}, {"1m": "15"}) == 20
    assert points_abroad({"days": 420}, {"2m": "exceeding"}) == 40
    assert points_abroad({"days": 421}, {"2m": "exceeding"}) == 45


def test_a_stay_belongs_to_the_year_of_its_end() -> None:
    record = visit(start="2020-11-01", end="2021-02-28")
    assert judge(hours(record))["credited"]["total"] == 35
    assert codes(year_of(2020, record)) == {"other_year"}
    assert judge(year_of(2020, {**record, "date": "2020-12-01"}))["credited"]["total"] == 35


def test_overseas_study_beside_the_pool() -> None:
    case = hours(visit(months=6), other(40), public(25), training(0))
    inside = judge(case)
    assert both(inside["credited"]) == (30, 30)
    outside = judge(case, {"overcap": "outside"})
    assert both(outside["credited"]) == (30, 65)
    assert outside["records"]["r1"]["claimed"] == {"public": 0, "professional": 35}
    assert outside["verdict"] == "compliant"


# ---------------------------------------------------------------- outside the pool


def test_minima() -> None:
    assert judge(hours(public(30), training(60)))["verdict"] == "compliant"
    for short in (hours(public("29.99"), training(80)), hours(public(40), training("59.99"))):
        assert judge(short)["verdict"] == "non_compliant"
    result = judge(hours())
    assert result["required"] == REQUIRED
    assert result["shortfall"] == REQUIRED
    assert result["relief"] == {"public": 0, "professional": 0, "total": 0}


def test_leave_gives_no_relief() -> None:
    leave = [{"id": "L", "kind": "illness", "months": 12, "unit_approved": True, "applied": True}]
    assert judge(year_of(2021, leave=leave))["required"] == REQUIRED


def test_training_has_no_cap_by_the_day_and_any_organiser() -> None:
    records = [
        training(100, days=2, organiser="other", filed="none", passed=False),
        {"kind": "conference", "daily_hours": [12, 12]},
        {"kind": "advanced_seminar", "minutes": 90, "level": "county"},
        {"kind": "online_course", "subject": "professional", "hours": 3, "platform": "other", "passed": False},
    ]
    assert both(judge(hours(*records))["credited"]) == (0, Fraction("128.5"))
    assert codes(hours({"kind": "training", "days": 5})) == {"amount_missing"}
    assert codes(hours(training(5, evidence=[]))) == {"document_missing"}
    assert codes(hours({"kind": "training", "hours": 5, "registered": True}), strict=True) == {"document_missing"}


def test_public_courses() -> None:
    for subject in ("public", "general_public", "sector_public"):
        assert both(judge(hours({**public(7), "subject": subject}))["credited"]) == (7, 0)
    assert codes(hours(public(7, passed=False))) == {"not_passed"}
    assert codes(hours(public(7, platform="provincial"))) == {"no_rule"}
    assert codes(hours({"kind": "online_course", "hours": 5})) == {"amount_missing"}
    assert codes(hours({"kind": "public_training"})) == {"no_rule"}
    assert codes(hours({"kind": "study_app", "points": 3000})) == {"no_rule"}


def test_the_deadline_of_2021() -> None:
    late = training(60, registered_on="2022-01-01")
    assert codes(hours(late)) == {"after_deadline"}
    assert judge(hours(late), {"deadline": "open"})["credited"]["total"] == 60
    assert judge(hours(training(60, registered_on=date(2021, 12, 31))))["credited"]["total"] == 60
    assert judge(year_of(2020, late))["credited"]["total"] == 60
    assert judge(year_of(2018, late))["credited"]["total"] == 12
    assert codes(hours({"kind": "paper", "outlet": "national", "registered_on": "2022-03-01"})) == {"after_deadline"}


def test_figures_of_a_sector() -> None:
    rule = {"hours": 20, "citation": "c"}
    result = judge(hours({"kind": "secondment", "months": 6, "sector_rule": rule}))
    assert both(result["credited"]) == (0, 20)
    result = judge(hours({"kind": "book", "sector_rule": rule}, {"kind": "paper", "sector_rule": rule}))
    assert both(result["credited"]) == (0, 30)
    assert result["records"]["r1"]["claimed"] == {"public": 0, "professional": 20}
    assert result["records"]["r2"]["credited"]["professional"] == 10
    as_public = {**rule, "subject": "public"}
    result = judge(hours({"kind": "patent", "type": "design", "sector_rule": as_public}, other(10)))
    assert both(result["credited"]) == (5, 10)
    assert codes(hours({"kind": "paper", "outlet": "unnumbered", "sector_rule": rule})) == {"no_serial_number"}
    short = {"kind": "paper", "outlet": "national", "characters": 10, "sector_rule": rule}
    assert codes(hours(short)) == {"too_short"}


# ---------------------------------------------------------------- the pool


def test_the_pool_takes_five_and_thirty() -> None:
    result = judge(hours(public(25), training(30), {"kind": "award", "level": "national", "prize": "first", "rank": 1}))
    assert result["verdict"] == "compliant"
    assert both(result["credited"]) == (30, 60)
    record = result["records"]["r3"]
    assert record["claimed"] == {"public": 40, "professional": 40}
    assert (record["amount"], record["lost"], record["status"]) == (40, 5, "partly_credited")
    assert record["credited"] == {"public": 5, "professional": 30}
    assert result["pool"] == {"public": (5, 5), "total": 35, "converted": 40, "records": ["r3"]}
    assert result["optimal_count"] == 1


def test_one_item_serves_one_subject_under_the_other_reading() -> None:
    case = hours(public(25), training(30), other(40))
    result = judge(case, {"pool": "item"})
    assert result["verdict"] == "non_compliant"
    assert result["optimal"] == {(("r3", "professional"),)}
    assert both(result["credited"]) == (25, 60)
    assert [(cap["subject"], cap["limit"], cap["counted"], cap["lost"]) for cap in result["caps"]] == [
        ("professional", 30, 40, 10)
    ]
    two = hours(public(25), training(30), other(40), other(5))
    result = judge(two, {"pool": "item"})
    assert result["verdict"] == "compliant"
    assert result["optimal"] == {(("r3", "professional"), ("r4", "public"))}


def test_the_limits_bind_on_the_sums_and_interchangeable_items_count() -> None:
    case = hours(public(25), training(30), *[other(6)] * 6)
    result = judge(case, {"pool": "item"})
    # five professional items bring 30, the sixth 5 of its 6 public hours
    assert both(result["credited"]) == (30, 60)
    assert result["optimal_count"] == 6
    assert judge(case)["optimal_count"] == 1


def test_a_free_split_is_a_range() -> None:
    result = judge(hours(public(30), training(60), other(10)))
    assert result["pool"]["public"] == (0, 5)
    assert result["credited"]["total"] == 100
    case = hours(public(27), training(55), other(6))
    result = judge(case)
    assert result["pool"]["public"] == (1, 3)
    assert result["shortfall"] == {"public": 0, "professional": 2, "total": 2}
    least = binzhou.judge(case, {}, strict=False, pool_public=Fraction(1))
    assert least["shortfall"] == {"public": 2, "professional": 0, "total": 2}
    with pytest.raises(ValueError, match="between 1 and 3"):
        binzhou.judge(case, {}, strict=False, pool_public=Fraction(4))


def test_the_pool_goes_to_the_first_ids() -> None:
    result = judge(hours(other(20), other(10), other(10), other(1)))
    given = {name: sum(record["credited"].values()) for name, record in result["records"].items()}
    assert given == {"r1": 20, "r2": 10, "r3": 5, "r4": 0}
    assert "cap_exhausted" in result["records"]["r4"]["codes"]


def test_one_work_counts_once() -> None:
    paper = {"kind": "paper", "outlet": "provincial", "authors": 1, "work_id": "w"}
    exchange = {"kind": "conference_paper", "level": "national", "authors": 1, "work_id": "w"}
    result = judge(hours(exchange, paper))
    assert result["credited"]["total"] == 10
    assert result["records"]["r1"]["codes"] == {"duplicate_work"}
    equal = judge(hours(paper, paper))
    assert equal["records"]["r2"]["codes"] == {"duplicate_work"}
    known = judge(hours({"kind": "book", "work_id": "w"}, paper))
    assert known["open"] == []
    nothing = judge(hours({"kind": "book", "work_id": "w"}, {**paper, "outlet": "municipal", "authors": 7, "rank": 7}))
    assert nothing["open"] == ["r1"]


# ---------------------------------------------------------------- what a blank cell could decide


def test_a_blank_cell_could_decide() -> None:
    book = {"kind": "monograph", "level": "international", "rank": 1}
    result = judge(hours(public(27), training(50), book))
    assert result["verdict"] == "undetermined"
    assert result["would_decide"] == {"r3": {(3, 10)}}
    assert both(result["credited"]) == (27, 50)
    helped = judge(hours(public(27), training(50), book, other(6)))
    assert helped["would_decide"] == {"r3": {(0, 7), (3, 4)}}
    for hopeless in (hours(public(24), training(60), book), hours(public(30), training(29), book)):
        assert judge(hopeless)["verdict"] == "non_compliant"
        assert judge(hopeless)["would_decide"] == {}
    assert judge(hours(public(30), training(60), book))["verdict"] == "compliant"
    assert judge(hours(public(25), training(30), book))["verdict"] == "undetermined"


def test_a_blank_cell_serves_one_subject_under_the_other_reading() -> None:
    book = {"kind": "monograph", "level": "international", "rank": 1}
    item = {"pool": "item"}
    assert judge(hours(public(27), training(50), book), item)["verdict"] == "non_compliant"
    two = judge(hours(public(27), training(50), book, {**book, "id": "s"}), item)
    assert two["verdict"] == "undetermined"
    assert two["would_decide"] == {}
    one = judge(hours(public(27), training(50), book, other(10)), item)
    assert one["verdict"] == "undetermined"
    assert one["would_decide"] == {"r3": {(3, 0)}}
    either = judge(hours(public(25), training(55), book, other(5)), item)
    assert either["would_decide"] == {"r3": {(5, 0), (0, 5)}}


# ---------------------------------------------------------------- points


def points(*records: dict[str, Any], year: int = 2018, chosen: dict[str, str] | None = None) -> object:
    return judge(year_of(year, *records), chosen)["credited"]["total"]


def test_a_year_of_points_has_no_verdict() -> None:
    result = judge(year_of(2019, {"kind": "public_training"}, training(75)))
    assert result["verdict"] == "undetermined"
    assert set(result["required"].values()) == {None}
    assert result["credited"] == {"public": 15, "professional": 15, "total": 30}
    assert result["shortfall"] == {"public": 0, "professional": 0, "total": 0}


def test_five_hours_are_a_point() -> None:
    assert points(training(60)) == 12
    assert points(training(12)) == Fraction("2.4")
    assert points(training(12), chosen={"frac": "down"}) == 2
    assert points(training(4), training(4), chosen={"frac": "down"}) == 0
    assert points(training("62.5")) == Fraction("12.5")
    assert points({"kind": "training", "minutes": 100}) == Fraction(1, 3)
    assert points({"kind": "conference", "hours": 10}) == 2
    assert points({"kind": "online_course", "subject": "professional", "hours": 10}) == 2


def test_five_hours_a_day() -> None:
    assert points({"kind": "training", "days": 4}) == 4
    assert points({"kind": "training", "start": "2018-06-04", "end": "2018-06-08"}) == 5
    assert points(training(40, days=5)) == 8
    assert points(training(40, days=5, full_time=True)) == 5
    assert points(training(12, days=3, full_time=True)) == 3
    assert points(training(40, full_time=True)) == 8
    assert points({"kind": "training", "daily_hours": [8, 8], "full_time": True}) == 2
    assert points({"kind": "training", "daily_hours": [8, 8]}) == Fraction("3.2")


def test_points_for_public_study() -> None:
    assert points({"kind": "public_training", "passed": True}) == 15
    assert codes(year_of(2018, {"kind": "public_training", "passed": False})) == {"not_passed"}
    assert points({"kind": "study_app", "points": 2000}, year=2019) == 15
    assert codes(year_of(2019, {"kind": "study_app", "points": 1999})) == {"threshold_not_exceeded"}
    assert codes(year_of(2019, {"kind": "study_app"})) == {"amount_missing"}
    assert codes(year_of(2018, {"kind": "study_app", "points": 3000})) == {"no_rule"}
    assert points({"kind": "study_app", "points": 3000}, {"kind": "public_training"}, year=2019) == 30
    assert codes(year_of(2018, public(20))) == {"no_rule"}


def test_points_of_seminars() -> None:
    seminar = {"kind": "advanced_seminar", "level": "national", "hours": 40}
    assert points({**seminar, "points": 12}) == 12
    assert points({**seminar, "points": 0}) == 0
    result = judge(year_of(2018, seminar))
    assert result["records"]["r1"]["status"] == "undetermined"
    assert points({**seminar, "level": "municipal", "points": 12}) == 8
    assert codes(year_of(2018, {**seminar, "points": 12, "evidence": []})) == {"document_missing"}


def test_conditions_of_training_points() -> None:
    assert codes(year_of(2018, training(40, passed=False))) == {"not_passed"}
    assert codes(year_of(2018, training(40, filed="none"))) == {"not_filed"}
    assert points(training(40, filed="after", organiser="other")) == 8
    assert codes(year_of(2018, training(40, registered=True)), strict=True) == {
        "not_filed",
        "not_passed",
        "document_missing",
    }
    assert codes(year_of(2018, other(40))) == {"no_rule"}


def test_points_have_no_cap() -> None:
    assert points(*[{"kind": "award", "level": "national", "prize": "first", "rank": 1}] * 3) == 120


def test_a_sectors_hours_become_points() -> None:
    rule = {"hours": 12, "citation": "c"}
    assert points({"kind": "secondment", "months": 3, "sector_rule": rule}) == Fraction("2.4")
    assert points({**training(50), "sector_rule": rule}, chosen={"frac": "down"}) == 2


# ---------------------------------------------------------------- windows


def dossier(first: int, last: int, years: dict[int, list[dict[str, Any]]], **more: Any) -> Case:  # noqa: ANN401
    content = {
        year: {"records": [{"id": f"r{index}", **record} for index, record in enumerate(records, 1)]}
        for year, records in years.items()
    }
    window = {"from": first, "to": last}
    return {"person": "P", "jurisdiction": "binzhou", "window": window, "years": content, **more}


FULL = [public(30), training(60)]


@pytest.mark.parametrize(("first", "required"), [(2017, 60), (2018, 40)])
def test_the_two_windows(first: int, required: int) -> None:
    empty: dict[int, list[dict[str, Any]]] = {year: [] for year in range(first, 2020)}
    enough = judge_dossier(dossier(first, 2019, {**empty, 2019: [training(5 * required)]}))
    assert enough["verdict"] == "eligible"
    assert enough["parts"] == {
        "points": {"required": required, "credited": required, "met": True, "clause": "一"},
    }
    short = judge_dossier(dossier(first, 2019, {**empty, 2019: [training(5 * required - 1)]}))
    assert short["verdict"] == "not_eligible"
    assert short["parts"]["points"]["met"] is False


def test_points_are_summed_over_the_years() -> None:
    years = {2017: [training(100)], 2018: [{"kind": "public_training"}], 2019: [training(125)]}
    assert judge_dossier(dossier(2017, 2019, years))["verdict"] == "eligible"
    assert judge_dossier(dossier(2018, 2019, years))["parts"]["points"]["credited"] == 40


def test_other_point_years_have_no_test() -> None:
    for first, last in [(2019, 2019), (2016, 2019), (2017, 2018), (2018, 2018), (2015, 2016)]:
        years = {year: [training(1000)] for year in range(first, last + 1)}
        result = judge_dossier(dossier(first, last, years))
        assert result["verdict"] == "undetermined"
        assert result["parts"]["points"]["required"] is None
        assert result["parts"]["points"]["met"] is None
    mixed = judge_dossier(dossier(2019, 2020, {2019: [training(1000)], 2020: []}))
    assert mixed["verdict"] == "not_eligible"


def test_mixed_spans() -> None:
    years = {2018: [training(100)], 2019: [training(100)], 2020: FULL, 2021: FULL}
    result = judge_dossier(dossier(2018, 2021, years))
    assert result["verdict"] == "eligible"
    assert list(result["parts"]) == ["points", "hours-2020", "hours-2021"]
    assert [part["credited"] for part in result["parts"].values()] == [40, 90, 90]
    assert [part["required"] for part in result["parts"].values()] == [40, 90, 90]
    short = judge_dossier(dossier(2018, 2021, {**years, 2021: [public(30), training(59)]}))
    assert (short["verdict"], short["parts"]["hours-2021"]["met"]) == ("not_eligible", False)
    # surplus hours of one year do not help another, nor do they become points
    surplus = judge_dossier(dossier(2018, 2021, {**years, 2018: [training(95)], 2020: [public(99), training(999)]}))
    assert (surplus["verdict"], surplus["parts"]["points"]["met"]) == ("not_eligible", False)


def test_years_judged_elsewhere_and_unknown_ones() -> None:
    window = dossier(2020, 2021, {2020: FULL}, verdicts={2021: "compliant"})
    result = judge_dossier(window)
    assert result["verdict"] == "eligible"
    assert result["parts"]["hours-2021"]["credited"] is None
    assert judge_dossier({**window, "verdicts": {2021: "non_compliant"}})["verdict"] == "not_eligible"
    assert judge_dossier({**window, "verdicts": {2021: "undetermined"}})["verdict"] == "undetermined"
    unknown = {**window, "verdicts": {}}
    assert judge_dossier(unknown)["verdict"] == "undetermined"
    # known records with everything stated; what is not known failed
    assert judge_dossier({**window, "verdicts": {}}, strict=True)["parts"]["hours-2021"]["met"] is False


def test_unknown_years_of_points() -> None:
    assert judge_dossier(dossier(2018, 2019, {2018: [training(200)]}))["verdict"] == "eligible"
    assert judge_dossier(dossier(2018, 2019, {2018: [training(195)]}))["verdict"] == "undetermined"
    stated = training(195, filed="before", passed=True, registered=True, evidence=["pass_certificate"])
    result = judge_dossier(dossier(2018, 2019, {2018: [stated]}), strict=True)
    assert result["verdict"] == "not_eligible"
    assert result["parts"]["points"]["credited"] == 39


def test_open_points_could_decide() -> None:
    seminar = {"kind": "advanced_seminar", "level": "provincial"}
    assert judge_dossier(dossier(2018, 2019, {2018: [], 2019: [seminar]}))["verdict"] == "undetermined"
    assert judge_dossier(dossier(2018, 2019, {2018: [training(200)], 2019: [seminar]}))["verdict"] == "eligible"
    failed = dossier(2018, 2020, {2018: [], 2019: [seminar], 2020: []})
    assert judge_dossier(failed)["verdict"] == "not_eligible"


def test_the_free_year_of_conversion() -> None:
    award = {"kind": "award", "level": "national", "prize": "first", "rank": 1}
    free = {"year": "free"}
    early = dossier(2018, 2019, {2016: [award], 2018: [], 2019: []})
    assert judge_dossier(early)["verdict"] == "not_eligible"
    assert judge_dossier(early, free)["verdict"] == "eligible"
    # training, visits and public study count for their own year only
    bound = dossier(
        2018, 2019, {2017: [training(200), visit(months=12), {"kind": "public_training"}], 2018: [], 2019: []}
    )
    assert judge_dossier(bound, free)["parts"]["points"]["credited"] == 0
    # a work of 2016 that is put into 2018
    moved = dossier(2018, 2019, {2018: [{**award, "date": "2016-05-01"}], 2019: []})
    assert judge_dossier(moved)["verdict"] == "not_eligible"
    assert judge_dossier(moved, free)["verdict"] == "eligible"
    # inside the window the year may be chosen
    inside = dossier(2018, 2019, {2018: [{**award, "date": "2019-05-01"}], 2019: []})
    assert judge_dossier(inside)["verdict"] == "eligible"
    later = dossier(2018, 2019, {2018: [{**award, "date": "2020-05-01"}], 2019: []})
    assert judge_dossier(later, free)["verdict"] == "not_eligible"
    alone = year_of(2018, {**award, "date": "2016-05-01"})
    assert codes(alone) == {"other_year"}
    assert judge(alone, free)["credited"]["total"] == 40
    assert codes(year_of(2021, {**award, "date": "2020-05-01"}), free) == {"other_year"}


def test_one_work_counts_once_in_a_window() -> None:
    award = {"kind": "award", "level": "municipal", "prize": "first", "rank": 1, "work_id": "w"}
    result = judge_dossier(dossier(2018, 2019, {2018: [award], 2019: [{**award, "level": "provincial"}]}))
    assert result["parts"]["points"]["credited"] == 35


def test_dossiers_that_have_no_test() -> None:
    for window in ({"from": 2020, "to": 2022}, {"from": 2019, "to": 2018}):
        with pytest.raises(ValueError, match="no window"):
            judge_dossier({"person": "P", "jurisdiction": "binzhou", "window": window})
    with pytest.raises(ValueError, match="not an application"):
        judge_dossier({"person": "P", "jurisdiction": "binzhou", "application": {"kind": "title", "year": 2020}})
    with pytest.raises(ValueError, match="2022"):
        judge_dossier(dossier(2020, 2021, {2022: []}))
    with pytest.raises(ValueError, match="2022"):
        judge(year_of(2022))


# ---------------------------------------------------------------- what must hold for every case


@given(case=cases("binzhou"), chosen=readings("binzhou"), strict=st.booleans())
def test_no_split_on_a_grid_is_better(case: Case, chosen: dict[str, str], strict: bool) -> None:
    result = judge(case, {**chosen, "pool": "pool"}, strict)
    least, most = result["pool"]["public"]
    total = result["pool"]["total"]
    sure = {subject: result["credited"][subject] - (most if subject == "public" else total - most) for subject in POOL}
    best = sum(result["shortfall"].values())

    items = [
        (record["claimed"]["public"], record["claimed"]["professional"], record["amount"])
        for record in result["records"].values()
        if "allocated" in record["codes"] or "pool_cap" in record["codes"]
    ]
    reached = {Fraction(0)}
    for tenths in range(51):
        wish = Fraction(tenths, 10)
        only_public = sum(amount for p, q, amount in items if q == 0)
        only_professional = sum(amount for p, q, amount in items if p == 0)
        either = sum(amount for p, q, amount in items if p and q)
        if wish > only_public + either:
            continue
        rest = either - max(Fraction(0), wish - only_public)
        other_part = min(Fraction(30), only_professional + rest)
        reached.add(wish + other_part)
        shown = {"public": sure["public"] + wish, "professional": sure["professional"] + other_part}
        shown["total"] = shown["public"] + shown["professional"]
        missing = sum(max(Fraction(0), REQUIRED[s] - shown[s]) for s in REQUIRED)
        assert missing >= best
        if missing == best and wish + other_part == total:
            assert least <= wish <= most
    assert max(reached) <= total
    for part in (least, (least + most) / 2, most):
        shown_at = binzhou.judge(case, {**chosen, "pool": "pool"}, strict, pool_public=part)
        assert sum(shown_at["shortfall"].values()) == best
        assert shown_at["credited"]["total"] == result["credited"]["total"]
        for subject in POOL:
            by_record = sum(record["credited"][subject] for record in shown_at["records"].values())
            assert shown_at["credited"][subject] == by_record


@given(case=cases("binzhou"), chosen=readings("binzhou"), strict=st.booleans())
def test_splitting_is_never_worse_than_whole_items(case: Case, chosen: dict[str, str], strict: bool) -> None:
    split = judge(case, {**chosen, "pool": "pool"}, strict)
    whole = judge(case, {**chosen, "pool": "item"}, strict)
    assert sum(split["shortfall"].values()) <= sum(whole["shortfall"].values())
    order = {"non_compliant": 0, "undetermined": 1, "compliant": 2}
    assert order[split["verdict"]] >= order[whole["verdict"]]


@given(case=cases("binzhou"), chosen=readings("binzhou"), data=st.data())
def test_what_would_decide_decides(case: Case, chosen: dict[str, str], data: st.DataObject) -> None:
    """Put an open record's least amount in as hours of other learning: the year is compliant; a little less is not."""
    result = judge(case, chosen)
    if not result["would_decide"]:
        return
    name, ways = data.draw(st.sampled_from(sorted(result["would_decide"].items())))
    amount = max(sum(way) for way in ways)
    kept = [record for record in case["records"] if record["id"] == name or record["id"] not in result["open"]]

    def with_hours(figure_: Fraction) -> str:
        known = {"id": name, "kind": "other_learning", "hours": figure_}
        records = [known if record["id"] == name else record for record in kept]
        return str(judge({**case, "records": records}, chosen)["verdict"])

    assert with_hours(amount) == "compliant"
    assert with_hours(amount - Fraction(1, 100)) == "non_compliant"


@given(case=point_cases(), chosen=readings("binzhou"), strict=st.booleans())
def test_points_add_up(case: Case, chosen: dict[str, str], strict: bool) -> None:
    result = judge(case, chosen, strict)
    given_points = sum(sum(record["credited"].values()) for record in result["records"].values())
    assert result["credited"]["total"] == given_points
    for record in result["records"].values():
        assert record["amount"] - record["lost"] == sum(record["credited"].values())
        assert record["lost"] in (0, record["amount"])
    assert judge({**case, "records": list(reversed(case["records"]))}, chosen, strict) == result


@given(dossier_=binzhou_dossiers(), chosen=readings("binzhou"), strict=st.booleans())
def test_dossiers_follow_their_parts(dossier_: Case, chosen: dict[str, str], strict: bool) -> None:
    result = judge_dossier(dossier_, chosen, strict)
    met = [part["met"] for part in result["parts"].values()]
    expected = "not_eligible" if False in met else "undetermined" if None in met else "eligible"
    assert result["verdict"] == expected
    if "points" in result["parts"] and result["parts"]["points"]["met"] is not None:
        # each year alone gives no more than the window, one work claimed twice aside
        alone = sum(
            found["result"]["credited"]["total"]
            for year, found in result["years"].items()
            if "result" in found and dossier_["window"]["from"] <= year <= 2019
        )
        named = any("work_id" in record for year in dossier_["years"].values() for record in year["records"])
        if chosen.get("year", "inside_window") == "inside_window" and not named:
            assert result["parts"]["points"]["credited"] >= alone
