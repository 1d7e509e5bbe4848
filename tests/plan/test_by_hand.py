"""Plans that were worked out by hand, city by city: those of the comments in ``facts/catalogues`` and smaller ones."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.engine.toycity import Figures, build
from tests.plan.every import agree, cheapest, counts_of
from tests.plan.plain import plain
from tests.plan.test_least import least
from xueshi.engine.judge import Settings
from xueshi.model.plan_result import Additional, Cheapest
from xueshi.model.units import UNITS_PER_HOUR
from xueshi.plan.planned import planned
from xueshi.read import read_case
from xueshi.read.activities import read_activities

FACTS = Path(__file__).resolve().parents[2] / "facts"


def of_facts(case: str, catalogue: str) -> Cheapest:
    read = read_case(FACTS / f"{case}.yaml")
    offered = read_activities(FACTS / "catalogues" / f"{catalogue}.yaml", read.jurisdiction)
    found = planned(read, Settings({}), offered).cheapest
    assert found is not None
    return found


def chosen(found: Cheapest) -> list[dict[str, int]]:
    return [{one.activity: one.units for one in plan.chosen} for plan in found.plans]


@pytest.mark.parametrize(
    ("case", "catalogue", "cost", "plans"),
    [
        (
            "jining/late-starter-2024",
            "jining/autumn-2024",
            435,
            [{"public-topic": 3, "public-lecture": 3, "self-study": 3}],
        ),
        (
            "weihai/late-starter-2022",
            "weihai/second-half-2022",
            420,
            [{"distance": 3, "public": 3}, {"distance": 3, "module": 4}],
        ),
        ("lishui/rejected-claims-2023", "lishui/秋季-2023", 525, [{"线下培训": 5, "一般公需": 5}]),
        ("gansu/constructor-exam-2024", "gansu/winter-2024", 30, [{"public": 3}]),
        ("gansu/rejected-claims-2024", "gansu/winter-2024", 32, [{"self-study": 4, "service": 2}]),
        ("binzhou/late-starter-2020", "binzhou/second-half-2021", 330, [{"exam": 4, "platform": 2, "public": 5}]),
    ],
)
def test_realistic_catalogues(case: str, catalogue: str, cost: int, plans: list[dict[str, int]]) -> None:
    found = of_facts(case, catalogue)
    assert found.status == "found"
    assert found.cost == cost
    assert chosen(found) == plans
    assert (found.count, found.count_is_exact) == (len(plans), True)


def hours(found: Additional) -> dict[str, Decimal | None]:
    return {key: None if units is None else Decimal(units) / UNITS_PER_HOUR for key, units in found.least.items()}


def case(city: str, year: int, records: list[dict[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of a case
    return {"person": "P", "jurisdiction": city, "year": year, "records": records, **more}


# -- the least additional hours --------------------------------------------------------------------------------------


def test_jining_places_free_records_anew() -> None:
    # 29 public and 40 professional hours, and a national competition, 5 public or 30 professional: under professional
    # it leaves 1 public hour to do, under public 20 professional ones.
    free = {"id": "k", "kind": "competition", "level": "national"}
    records = [plain("jining", "public", 29, "p"), plain("jining", "professional", 40, "q"), free]
    assert hours(least(case("jining", 2024, records))) == {"public": 1, "professional": 0, "total": 1}


def test_divisions_of_one_total_that_are_far_apart_are_both_told() -> None:
    free = {"id": "k", "kind": "competition", "level": "county"}
    records = [plain("jining", "public", 27, "p"), plain("jining", "professional", 57, "q"), free]
    # Placed under public (3 hours) it leaves 3 professional, under professional (5) 3 public hours.
    found = least(case("jining", 2024, records))
    # `check` puts it under professional, where it brings more.
    assert hours(found) == {"public": 3, "professional": 0, "total": 3}
    assert [dict(way) for way in found.other_ways] == [
        {"public": 0, "professional": 3 * UNITS_PER_HOUR, "total": 3 * UNITS_PER_HOUR}
    ]
    assert found.any_subject == 0


def test_a_form_of_study_is_named() -> None:
    # 25 public hours, 12 of them compulsory: 8 compulsory ones are missing, though only 5 of the 30.
    records = [
        plain("jining", "public", 12, "p"),
        {**plain("jining", "public", 13, "e"), "compulsory": False},
        plain("jining", "professional", 60, "q"),
    ]
    assert hours(least(case("jining", 2024, records))) == {"public": 5, "professional": 0, "total": 5}
    found = least(case("jining", 2024, records), {"2010": "binding"})
    assert hours(found) == {"public": 8, "professional": 0, "total": 8}
    assert [(note.code, note.fact, note.hours, note.clause) for note in found.notes] == [
        ("form", "compulsory", 8 * UNITS_PER_HOUR, "二(二)")
    ]


def test_lishui_leaves_twelve_hours_to_any_subject() -> None:
    found = least(case("lishui", 2023, []))
    assert hours(found) == {"public": 18, "professional": 60, "total": 90}
    assert found.any_subject == 12 * UNITS_PER_HOUR
    each = least(case("lishui", 2023, [plain("lishui", "general_public", 20, "g")]), {"18": "each"})
    assert hours(each) == {"public": 18, "professional": 60, "total": 78}
    assert dict(each.by_kind) == {"general_public": 0, "sector_public": 18 * UNITS_PER_HOUR}


def test_lishui_minutes_that_no_decimal_writes() -> None:
    # 20 minutes of 45 are 4/9 hour: 59 5/9 professional hours are missing.
    minutes = {"id": "m", "kind": "online_course", "subject": "professional", "platform": "local", "minutes": 20}
    found = least(case("lishui", 2023, [minutes, plain("lishui", "general_public", 31, "g")]))
    assert found.least["professional"] == found.least["total"] == 60 * UNITS_PER_HOUR - 4000


def test_gansu_share_of_what_is_credited() -> None:
    # 60 public hours: of the 90 required 60 must be professional; two thirds of all hours are 120.
    records = [plain("gansu", "public", 60, "p")]
    assert hours(least(case("gansu", 2024, records))) == {"public": 0, "professional": 60, "total": 60}
    found = least(case("gansu", 2024, records), {"23": "actual"})
    assert hours(found) == {"public": 0, "professional": 120, "total": 120}
    assert [note.code for note in found.notes] == ["share"]


def test_gansu_deemed_hours_are_shown_already() -> None:
    # The examination shows 60 professional hours, none of them done; 20 of the total are missing: public hours.
    exam = {"id": "x", "kind": "qualification_exam", "scope": "national", "passed": True}
    found = least(case("gansu", 2024, [exam, plain("gansu", "public", 10, "p")]))
    assert hours(found) == {"public": 20, "professional": 0, "total": 20}
    assert [(note.code, note.subject, note.hours) for note in found.notes] == [
        ("deemed", "professional", 60 * UNITS_PER_HOUR)
    ]


def test_gansu_deferred() -> None:
    ill = {"id": "L", "kind": "illness", "start": "2024-02-01", "end": "2024-05-31"}
    found = least(case("gansu", 2024, [plain("gansu", "professional", 70, "q")], leave=[ill]))
    assert hours(found) == {"public": 0, "professional": 0, "total": 20}
    assert (found.any_subject, [note.code for note in found.notes]) == (20 * UNITS_PER_HOUR, ["deferred"])


def test_binzhou_divides_offset_hours() -> None:
    # 10 offset hours, 5 of them at most public: of 20 public and 60 professional hours that are missing beside them,
    # 15 must be public and 50 professional; 5 more of either.
    records = [
        plain("binzhou", "public", 10, "p"),
        {"id": "e", "kind": "self_study_exam", "courses": 2, "evidence": ["course_certificate"]},
    ]
    found = least(case("binzhou", 2021, records))
    assert hours(found) == {"public": 15, "professional": 50, "total": 70}
    assert found.any_subject == 5 * UNITS_PER_HOUR


def test_binzhou_points_are_not_judged_by_the_year() -> None:
    found = least(case("binzhou", 2018, []))
    assert set(found.least.values()) == {None}
    assert [note.code for note in found.notes] == ["points"]


def test_weihai_sector() -> None:
    # Health: professional hours are the sector's; 5 public hours are missing, whatever it decides.
    records = [plain("weihai", "public", 25, "p"), plain("weihai", "professional", 60, "q")]
    found = least(case("weihai", 2022, records, sector="health"))
    assert hours(found) == {"public": 5, "professional": None, "total": None}
    assert [(note.code, note.clause) for note in found.notes if note.code == "sector"] == [("sector", "二(三) ¶2")]
    result = {"id": "s", "kind": "sector_certificate", "professional": 40}
    there = least(case("weihai", 2022, [*records, result], sector="health"))
    assert hours(there) == {"public": 5, "professional": None, "total": None}
    assert [note.code for note in there.notes] == ["sector_result"]
    enough = least(case("weihai", 2022, [*records, {**result, "professional": 60}], sector="health"))
    assert hours(enough) == {"public": 5, "professional": 0, "total": 5}


def test_a_share_of_a_year_whose_records_choose_is_not_worked_out(tmp_path: Path) -> None:
    roots = build(tmp_path, Figures())
    with (tmp_path / "toycity" / "toycity-2020.lp").open("a", encoding="utf-8") as encoding:
        encoding.write('share_of_total(C,professional,2,3,"1") :- context(C).\n')
    contest = {"id": "k", "kind": "competition", "level": "county"}
    found = least(case("toycity", 2020, [contest]), roots=roots)
    assert set(found.least.values()) == {None}
    assert next((note.code, note.subject) for note in found.notes) == ("share_and_choice", "professional")
    assert least(case("toycity", 2020, []), roots=roots).least["total"] == 60 * UNITS_PER_HOUR
    activities = [
        {**plain("toycity", "public", 20, "p"), "cost": 1, "most": 2},
        {**plain("toycity", "professional", 20, "q"), "cost": 1, "most": 3},
        {**contest, "id": "r", "cost": 0},
    ]
    assert counts_of(agree(case("toycity", 2020, [contest]), activities, roots=roots), activities)


def test_a_share_of_three_fifths(tmp_path: Path) -> None:
    roots = build(tmp_path, Figures(public=20, professional=30, total=55))
    with (tmp_path / "toycity" / "toycity-2020.lp").open("a", encoding="utf-8") as encoding:
        encoding.write('share_of_total(C,professional,3,5,"1") :- context(C).\n')
    # 26 public hours want 39 professional ones.
    begun = case("toycity", 2020, [plain("toycity", "public", 26, "p"), plain("toycity", "professional", 9, "q")])
    assert hours(least(begun, roots=roots)) == {"public": 0, "professional": 30, "total": 30}
    activities = [
        {**plain("toycity", "professional", 10, "x"), "cost": 3, "most": 3},
        {**plain("toycity", "professional", 7, "y"), "cost": 2, "most": 2},
        {**plain("toycity", "public", 5, "z"), "cost": 0, "most": 1},
    ]
    assert counts_of(agree(begun, activities, roots=roots), activities) == {(3, 0, 0)}


def test_a_compliant_year_needs_nothing() -> None:
    records = [plain("weihai", "public", 30, "p"), plain("weihai", "professional", 60, "q")]
    found = least(case("weihai", 2022, records))
    assert hours(found) == {"public": 0, "professional": 0, "total": 0}
    assert (found.any_subject, found.notes, found.other_ways) == (0, (), ())


# -- catalogues ------------------------------------------------------------------------------------------------------


def test_caps_that_are_used_already_count() -> None:
    # Two of the three works of a year are there: a third one counts, a fourth does not.
    works = [{"id": f"w{n}", "kind": "paper", "work_id": f"w{n}"} for n in (1, 2)]
    records = [plain("weihai", "public", 30, "p"), plain("weihai", "professional", 20, "q"), *works]
    activities = [
        {"id": "paper", "kind": "paper", "cost": 1, "most": 3},
        {"id": "class", "kind": "training", "hours": 8, "days": 1, "cost": 50, "most": 5},
    ]
    # 20 professional hours are missing: one paper (10) and two days (16), not two papers.
    found = cheapest(case("weihai", 2022, records), activities)
    assert found.cost == 101
    assert counts_of(found, activities) == {(1, 2)}


def test_nothing_to_buy_for_a_compliant_year() -> None:
    records = [plain("weihai", "public", 30, "p"), plain("weihai", "professional", 60, "q")]
    found = cheapest(case("weihai", 2022, records), [{"id": "a", "kind": "paper", "cost": 0}])
    assert (found.status, found.plans[0].chosen, found.judged) == ("found", (), 0)
    assert found.cost == 0


def test_no_plan_says_what_stays_missing_and_why() -> None:
    records = [plain("jining", "public", 30, "p"), plain("jining", "professional", 10, "q")]
    activities = [
        {"id": "exam", "kind": "self_study_exam", "courses": 1, "cost": 1, "most": 6},
        {"id": "late", "kind": "training", "hours": 8, "filed": "before", "date": "2025-01-10", "cost": 1},
        {"id": "unfiled", "kind": "training", "hours": 8, "filed": "none", "organiser": "other", "cost": 1},
    ]
    found = cheapest(case("jining", 2024, records), activities)
    assert (found.status, found.cost, found.plans) == ("infeasible", None, ())
    shortage = found.shortage
    assert shortage is not None
    # 10 + 40 hours of 60: the sixth and the fifth course are beyond the year's 40.
    assert shortage.shortfall["professional"] == 10 * UNITS_PER_HOUR
    told = {
        one.activity: [(r.code, r.clause, r.hours // UNITS_PER_HOUR) for r in one.reasons]
        for one in shortage.activities
    }
    assert told["exam"] == [("cap_exhausted", "附件1 二(3)", 20)]
    assert told["late"][0][:2] == ("other_year", "")
    assert told["unfiled"][0][:2] == ("not_filed", "三(二)、附件1 二(2)")
    # Each alone is told, too: what one unit would bring.
    alone = {offer.activity: (offer.credited["professional"], offer.reasons[0].code) for offer in found.offers}
    assert alone == {"exam": (10 * UNITS_PER_HOUR, "credited"), "late": (0, "other_year"), "unfiled": (0, "not_filed")}


def test_what_is_not_stated_is_told() -> None:
    records = [plain("jining", "public", 30, "p"), plain("jining", "professional", 55, "q")]
    activities = [{"id": "class", "kind": "training", "hours": 8, "days": 1, "organiser": "employer", "cost": 3}]
    (plan,) = cheapest(case("jining", 2024, records), activities).plans
    assert {(one.record, one.fact) for one in plan.assumptions} == {
        ("class", "registered"),
        ("class", "filed"),
        ("class", "evidence"),
    }
    assert cheapest(case("jining", 2024, records), activities, strict=True).status == "infeasible"


def test_equally_cheap_plans_beyond_the_limit_are_counted() -> None:
    # Ten hours of one course in any mixture of two: eleven plans.
    records = [plain("weihai", "public", 20, "p"), plain("weihai", "professional", 60, "q")]
    activities = [{"id": name, **plain("weihai", "public", 1, name), "cost": 2, "most": 10} for name in "ab"]
    found = cheapest(case("weihai", 2022, records), activities, limit=3)
    assert found.cost == 20
    assert (found.count, found.count_is_exact, len(found.plans)) == (11, True, 3)
    # More than fifty are not counted to the end.
    many = [{"id": name, **plain("weihai", "public", 1, name), "cost": 2, "most": 10} for name in "abcd"]
    found = cheapest(case("weihai", 2022, records), many, limit=3)
    assert found.cost == 20
    assert (found.count, found.count_is_exact, len(found.plans)) == (50, False, 3)


def test_the_order_of_the_file_does_not_matter() -> None:
    records = [plain("weihai", "public", 20, "p"), plain("weihai", "professional", 50, "q")]
    activities = [
        {"id": name, **plain("weihai", "public", n, name), "cost": n, "most": 9} for n, name in enumerate("ab", 1)
    ]
    activities += [
        {"id": name, **plain("weihai", "professional", n, name), "cost": n, "most": 9} for n, name in enumerate("cd", 1)
    ]
    one = cheapest(case("weihai", 2022, records), activities)
    other = cheapest(case("weihai", 2022, list(reversed(records))), list(reversed(activities)))
    assert one == other
    assert [sum(units.values()) for units in chosen(one)] == sorted(sum(units.values()) for units in chosen(one))
