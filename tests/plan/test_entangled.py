"""Activities that stand in each other's way, or change the year as a whole, against trying every combination."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.plan.every import Activity, Case, agree, counts_of, sparse
from tests.plan.plain import plain

Draw = Callable[[st.SearchStrategy[Any]], Any]

YEARS = {"jining": 2024, "weihai": 2022, "lishui": 2024, "gansu": 2024, "binzhou": 2021}


def begun(draw: Draw, city: str, **more: Any) -> Case:  # noqa: ANN401 - keys of a case
    """Return a case with plain hours near the minima."""
    public = draw(st.sampled_from([30, 30, 28, 24]))
    professional = draw(st.sampled_from([36, 46, 50, 53, 56, 60]))
    first = "general_public" if city == "lishui" else "public"
    records = [plain(city, first, public, "b-public"), plain(city, "professional", professional, "b-professional")]
    return {"person": "P", "jurisdiction": city, "year": YEARS[city], "records": records, **more}


def offered(draw: Draw, city: str, records: list[dict[str, Any]]) -> list[Activity]:
    """Return each record as an activity with some cost, under a name that may stand before those of the case."""
    found = [
        {
            **record,
            "id": f"{draw(st.sampled_from(['a', 'x']))}{at}",
            "cost": draw(st.sampled_from([0, 1, 2, 3, 5, 8])),
            "most": draw(st.integers(1, 2)),
        }
        for at, record in enumerate(records)
    ]
    if draw(st.integers(0, 3)):  # mostly there is a way out, at a price
        for subject in ("public", "professional"):
            sort = "general_public" if (city, subject) == ("lishui", "public") else subject
            price, hours = draw(st.sampled_from([4, 9])), draw(st.sampled_from([20] if city == "lishui" else [6, 15]))
            found.append({**plain(city, sort, hours, f"y{subject}"), "cost": price, "most": draw(st.integers(1, 2))})
    return found


def days(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return activities on the same days, where all of a day are capped together."""
    kinds = ["training", "expert_service"] + (["offline_public_course"] if city in {"gansu", "lishui"} else [])

    def one(name: str) -> dict[str, Any]:
        first = draw(st.integers(20, 22))
        figures = draw(st.lists(st.sampled_from([2, 4, 8, 9]), min_size=1, max_size=2))
        kind = draw(st.sampled_from(kinds))
        return {
            "id": name,
            "kind": kind,
            "start": date(YEARS[city], 6, first),
            "end": date(YEARS[city], 6, first + len(figures) - 1),
            "daily_hours": figures,
            **({"filed": "before"} if kind == "training" else {}),
            **({"passed": True, "subject": "public"} if kind == "offline_public_course" else {}),
        }

    case = begun(draw, city)
    case["records"] += [one(f"m{at}") for at in range(draw(st.integers(0, 2)))]
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), {"day": "merged"}


def works(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return claims of one work, and of one result, in the case and in the catalogue."""
    kinds = {
        "jining": ["paper", "award", "competition", "training", "premium_course", "skill_certificate"],
        "weihai": ["paper", "award", "competition", "training", "self_study_exam"],
        "lishui": ["paper", "training", "advanced_seminar"],
        "gansu": ["paper", "award", "competition", "qualification_exam", "training"],
        "binzhou": ["paper", "award", "competition", "training", "monograph"],
    }[city]

    def one(name: str) -> dict[str, Any]:
        kind = draw(st.sampled_from(kinds))
        record: dict[str, Any] = {"id": name, "kind": kind, "work_id": draw(st.sampled_from(["w", "v"]))}
        if kind in {"competition", "award", "advanced_seminar", "monograph"}:
            record["level"] = draw(st.sampled_from(["national", "municipal", "county"]))
        if kind in {"competition", "award"}:
            record["prize"] = "first"
        if kind in {"training", "paper", "premium_course"} or (city == "gansu" and kind != "qualification_exam"):
            record["hours"] = draw(st.sampled_from([5, 9, 12, 30]))
        if kind == "premium_course":
            record["live_hours"] = draw(st.sampled_from([4, 8]))
        if kind == "qualification_exam":
            record |= {"scope": "national", "passed": True}
        if kind == "self_study_exam":
            record["courses"] = 1
        if kind == "skill_certificate":
            record["grade"] = draw(st.sampled_from(["technician", "senior_worker"]))
        if kind == "paper":
            record["outlet"] = "national"
        if kind == "training":
            record["filed"] = draw(st.sampled_from(["before", "before", "none"]))
        return record

    case = begun(draw, city)
    case["records"] += [one(f"m{at}") for at in range(draw(st.integers(0, 2)))]
    readings = draw(st.sampled_from([{}, {"skill": "highest"}, {"peritem": "one"}])) if city == "jining" else {}
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), readings


def groups(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return contests and certificates of which one counts."""
    assert city == "jining"

    def one(name: str) -> dict[str, Any]:
        if draw(st.booleans()):
            grade = draw(st.sampled_from(["chief_technician", "technician", "senior_worker"]))
            return {"id": name, "kind": "skill_certificate", "grade": grade, "issuer": "enterprise"}
        level = draw(st.sampled_from(["national", "provincial", "county"]))
        return {"id": name, "kind": "competition", "level": level, "organiser": "sector_authority"}

    case = begun(draw, city)
    case["records"] += [one(f"m{at}") for at in range(draw(st.integers(0, 2)))]
    readings = {"skill": "highest", "peritem": "one"}
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), readings


def lessons(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return courseware that makes whole hours course by course, or only together."""
    assert city == "lishui"

    def one(name: str) -> dict[str, Any]:
        subject = draw(st.sampled_from(["public", "sector_public", "professional"]))
        minutes = draw(st.sampled_from([30, 44, 45, 100, 300]))
        return {"id": name, "kind": "online_course", "subject": subject, "minutes": minutes, "passed": True}

    case = begun(draw, city)
    case["records"] += [one(f"m{at}") for at in range(draw(st.integers(0, 3)))]
    readings = {
        "45": draw(st.sampled_from(["year_sum", "year_sum", "per_course"])),
        "18": draw(st.sampled_from(["sum", "each"])),
    }
    plainly = [plain(city, "professional", draw(st.sampled_from([5, 12, 20])), "")] if draw(st.booleans()) else []
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))] + plainly), readings


def sectors(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return a person under a sector's rule, with results and figures of the sector to be had."""

    def one(name: str) -> dict[str, Any]:
        shape = draw(st.sampled_from(["result", "result", "figure", "course", "public", "premium"]))
        if shape == "result":
            hours = draw(st.sampled_from([20, 30, 60]))
            public = draw(st.sampled_from([0, 5]))
            return {"id": name, "kind": "sector_certificate", "professional": hours, "public": public}
        if shape == "figure":
            hours = draw(st.sampled_from([20, 40, 60]))
            return {
                "id": name,
                "kind": "training",
                "filed": "before",
                "sector_rule": {"hours": hours, "subject": "professional"},
            }
        if shape == "premium" and city == "jining":
            return {"id": name, "kind": "premium_course", "hours": 8, "live_hours": 8}
        return plain(city, "public" if shape == "public" else "professional", draw(st.sampled_from([5, 20])), name)

    case = begun(draw, city, sector="health")
    case["records"] += [one(f"m{at}") for at in range(draw(st.integers(0, 2)))]
    readings = {"sector": draw(st.sampled_from(["undetermined", "municipal"]))}
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), readings


def shares(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return a year in which the professional part must be a share of all hours."""
    assert city == "gansu"

    def one(_: str) -> dict[str, Any]:
        kind = draw(st.sampled_from(["public", "public", "professional", "professional", "exam", "self_study"]))
        if kind == "exam":
            return {"kind": "qualification_exam", "scope": "national", "passed": True}
        if kind == "self_study":
            return {"kind": "self_study", "hours": draw(st.sampled_from([15, 30])), "study_file": True}
        return plain(city, kind, draw(st.sampled_from([1, 2.5, 10, 16, 20])), "")

    case = begun(draw, city)
    case["records"] += [plain(city, "public", draw(st.sampled_from([1, 10, 40])), "m")]
    readings = {"23": "actual", "deem": draw(st.sampled_from(["larger", "added"]))}
    return case, offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), readings


def completions(draw: Draw, city: str) -> tuple[Case, list[Activity], dict[str, str]]:
    """Return records that deem a subject or the year complete."""

    def one(name: str) -> dict[str, Any]:
        if draw(st.booleans()):
            return plain(
                city, draw(st.sampled_from(["public", "professional"])), draw(st.sampled_from([5, 10, 20])), name
            )
        if city == "jining":
            live = draw(st.sampled_from([7, 8]))
            return {"kind": "premium_course", "hours": draw(st.sampled_from([8, 20])), "live_hours": live}
        if draw(st.booleans()):
            filing = {"provincial_filing": draw(st.sampled_from([True, False]))}
            return {"kind": "secondment", "months": 3, "unit_certificate": True, **filing}
        return {"kind": "qualification_exam", "scope": "national", "passed": True}

    readings = {"deem": draw(st.sampled_from(["larger", "added"]))}
    return begun(draw, city), offered(draw, city, [one("") for _ in range(draw(st.integers(1, 2)))]), readings


SHAPES = [
    *[(days, city) for city in ("jining", "weihai", "gansu", "lishui")],
    *[(works, city) for city in YEARS],
    (groups, "jining"),
    (lessons, "lishui"),
    (sectors, "jining"),
    (sectors, "weihai"),
    (shares, "gansu"),
    (completions, "jining"),
    (completions, "gansu"),
]


@pytest.mark.parametrize(
    ("shape", "city"), SHAPES, ids=lambda value: value if isinstance(value, str) else value.__name__
)
@sparse
@given(data=st.data())
def test_entangled(
    shape: Callable[[Draw, str], tuple[Case, list[Activity], dict[str, str]]], city: str, data: st.DataObject
) -> None:
    case, activities, readings = shape(data.draw, city)
    note(f"case {case}\nactivities {activities}\nreadings {readings}")
    agree(case, activities, readings)


# -- by hand: what each part of the search is there for --------------------------------------------------------------


def dated(kind: str, first: int, figures: list[int], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - keys of a record
    """Return an activity of June 2024 with its hours day by day."""
    last = date(2024, 6, first + len(figures) - 1)
    return {"kind": kind, "start": date(2024, 6, first), "end": last, "daily_hours": figures, **more}


def year(city: str, records: list[dict[str, Any]], **hours: int) -> Case:
    """Return a case with plain hours and further records."""
    plainly = [plain(city, subject, amount, f"b-{subject}") for subject, amount in hours.items()]
    return {"person": "P", "jurisdiction": city, "year": 2024, "records": [*plainly, *records]}


def test_a_unit_that_takes_hours_of_another_subject_cuts_off_nothing_below() -> None:
    # 8 professional hours are missing.  c brings none: the case's own training has its day.  With a, a public course on
    # the day of b, b brings none either; alone it does.
    case = year("gansu", [{"id": "0", **dated("training", 3, [8])}], public=40, professional=44)
    activities = [
        {"id": "a", **dated("offline_public_course", 5, [8], subject="public"), "cost": 3},
        {"id": "b", **dated("training", 5, [8]), "cost": 1},
        {"id": "c", **dated("training", 3, [8]), "cost": 0.5},
    ]
    assert counts_of(agree(case, activities, {"day": "merged"}), activities) == {(0, 1, 0)}


def test_a_record_that_makes_way_gives_its_day_to_another() -> None:
    # 17 professional hours are missing.  The new claim of the work brings 9 and puts the old one aside, which had taken
    # the day of a training of 8 hours.
    records = [
        {"id": "0a", **dated("offline_public_course", 3, [8], subject="public", work_id="w")},
        {"id": "0b", **dated("training", 3, [8])},
    ]
    activities = [{"id": "x", "kind": "training", "hours": 9, "work_id": "w", "cost": 1}]
    found = agree(year("gansu", records, public=40, professional=43), activities, {"day": "merged"})
    assert counts_of(found, activities) == {(1,)}


def test_minutes_that_make_an_hour_only_with_those_of_the_case() -> None:
    # 27 and 18 minutes: 45 make the hour that is missing.
    course = {"kind": "online_course", "subject": "professional", "platform": "local"}
    case = year("lishui", [{"id": "m", **course, "minutes": 27}], general_public=31, professional=59)
    activities = [{"id": "x", **course, "minutes": 18, "cost": 1}, {"id": "y", **course, "hours": 2, "cost": 2}]
    assert counts_of(agree(case, activities, {"45": "year_sum"}), activities) == {(1, 0)}
    assert counts_of(agree(case, activities, {"45": "per_course"}), activities) == {(0, 1)}


def test_a_further_unit_is_tried_where_the_first_brings_less_than_it_states() -> None:
    # Its first day is taken by the case's own training: a unit brings 2 hours, not 10, and 4 are missing.
    case = year("jining", [{"id": "0", **dated("training", 3, [8], filed="before")}], public=30, professional=48)
    activities = [
        {"id": "x", **dated("training", 3, [8, 2], filed="before"), "cost": 1, "most": 3},
        {"id": "y", **plain("jining", "professional", 5, "y"), "cost": 100},
    ]
    assert counts_of(agree(case, activities, {"day": "merged"}), activities) == {(2, 0)}
    assert counts_of(agree(case, activities), activities) == {(1, 0)}


def test_a_result_of_the_sector_that_makes_things_worse_is_left_out() -> None:
    # Under the municipal table 60 hours of courses count; with a result of the sector, that alone.
    case = year("jining", [], public=25, professional=60) | {"sector": "health"}
    activities = [
        {"id": "x", "kind": "sector_certificate", "public": 5, "professional": 20, "cost": 1},
        {"id": "y", **plain("jining", "public", 5, "y"), "cost": 2},
    ]
    assert counts_of(agree(case, activities, {"sector": "municipal"}), activities) == {(0, 1)}
    assert agree(case, activities).status == "infeasible"
    more = [{**activities[0], "most": 3}]
    assert counts_of(agree(case, more), more) == {(3,)}
