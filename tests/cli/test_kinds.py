from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from wcwidth import wcswidth

from tests.cli.running import bad, good
from xueshi.law.regulation import regulations

JURISDICTIONS = list(dict.fromkeys(law.jurisdiction for law in regulations()))


def counting(jurisdiction: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(good("kinds", jurisdiction, "--json"))
    return found


def ways(jurisdiction: str) -> dict[str, list[Any]]:
    return {item["kind"]: item["ways"] for item in counting(jurisdiction)["kinds"]}


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_page_fits(jurisdiction: str, lang: str, columns: int) -> None:
    lines = good("kinds", jurisdiction, "--lang", lang, COLUMNS=str(columns)).splitlines()
    assert max(map(wcswidth, lines)) <= columns
    assert all(line == line.rstrip() for line in lines)


def test_a_table_stands_row_by_row() -> None:
    (contest,) = ways("jining")["competition"]
    assert contest["choice"] is True
    assert contest["clause"] == "附件1 一(4)、二(7)"
    assert contest["tables"] == [
        {
            "field": "level",
            "rows": [
                {"value": "national", "hours": {"public": 5, "professional": 30}},
                {"value": "provincial", "hours": {"public": 4, "professional": 20}},
                {"value": "municipal", "hours": {"public": 3, "professional": 10}},
                {"value": "county", "hours": {"public": 3, "professional": 5}},
            ],
        }
    ]
    page = good("kinds", "jining")
    assert "county      3 h public or 5 h professional" in page
    assert "one subject of choice, never both" in page


def test_keys_are_written_as_a_case_file_writes_them() -> None:
    (exam,) = ways("jining")["language_exam"]
    assert [row["value"] for row in exam["tables"][0]["rows"]] == ["A", "B", "C"]
    assert "organiser: sector_authority" in good("kinds", "jining", "--lang", "en")
    assert "组织单位：行业主管部门" in good("kinds", "jining", "--lang", "zh")


def test_what_a_kind_leads_to_may_depend_on_a_key() -> None:
    public, professional = ways("jining")["online_course"]
    assert {"field": "subject", "value": "public"} in public["when"]
    assert professional["when"] == [{"field": "subject", "value": "professional"}]
    assert [cap["hours"] for cap in professional["caps"]] == [8]


def test_rates_that_an_encoding_derives_are_found_out() -> None:
    (teaching,) = ways("jining")["course_teaching"]
    assert {(rate["form"], rate["subject"], rate["number"], rate["field"]) for rate in teaching["rates"]} == {
        ("times", "public", 2, "class_hours"),
        ("times", "professional", 2, "class_hours"),
    }


def test_conditions_documents_and_thresholds() -> None:
    (premium,) = ways("jining")["premium_course"]
    assert {item["fact"]: item["threshold"] for item in premium["conditions"]} == {
        "published": None,
        "attended": None,
        "live_hours": 8,
    }
    assert premium["deems"] == [{"scope": "professional", "clause": "五(二)"}]
    (degree,) = ways("weihai")["degree_study"]
    papers = [item["documents"] for item in degree["conditions"] if item["form"] == "paper"]
    assert papers == [["admission_letter"], ["transcript", "diploma"]]


@pytest.mark.parametrize(
    ("jurisdiction", "kind", "counts"),
    [
        ("jining", "degree_study", False),
        ("weihai", "degree_study", True),
        ("jining", "premium_course", True),
        ("weihai", "premium_course", False),
        ("jining", "other_learning", True),
        ("weihai", "other_learning", False),
        ("jining", "offline_public_course", False),
        ("weihai", "transferred_hours", True),
    ],
)
def test_kinds_count_or_give_nothing(jurisdiction: str, kind: str, counts: bool) -> None:
    found = counting(jurisdiction)
    assert (kind in {item["kind"] for item in found["kinds"]}) is counts
    assert (kind in found["no_rule"]) is not counts


def test_a_kind_without_a_rate_has_a_line_of_its_own() -> None:
    assert counting("weihai")["without_rate"] == [{"kind": "business_inspection", "clause": "一 ¶1"}]
    assert "Named without a rate" in good("kinds", "weihai")


def test_minima_leave_sectors_and_readings() -> None:
    found = counting("weihai")
    assert {item["subject"]: item["hours"] for item in found["minima"]} == {
        "public": 30,
        "professional": 60,
        "total": 90,
    }
    grounds = {tuple(item["kinds"]): item["longer_than"] for item in found["leave"]["grounds"]}
    assert grounds[("injury", "illness")] == grounds[("overseas_assignment",)] == 6
    assert grounds[("maternity",)] is None
    assert {item["sector"] for item in found["sectors"]} == {"education", "health", "accounting", "archives"}
    assert {"len", "insp", "round"} <= {item["id"] for item in found["readings"]}
    assert found["notice_clause"] == "二(一)4"
    assert next(item["answers"] for item in found["readings"] if item["id"] == "round")[0] == "exact"


@pytest.mark.parametrize("name", ["jining", "Jining", "JINING", "济宁", "济宁市"])
def test_a_jurisdiction_has_several_names(name: str) -> None:
    assert good("kinds", name) == good("kinds", "jining")


def test_year_and_regulation() -> None:
    assert counting("weihai")["year"] == 2022
    assert json.loads(good("kinds", "weihai", "--year", "2024", "--json"))["year"] == 2024
    assert (
        json.loads(good("kinds", "weihai", "--regulation", "weihai-2022", "--json"))["regulation"]["id"]
        == "weihai-2022"
    )


def test_faults() -> None:
    assert bad("kinds", "atlantis")[0].startswith("JURISDICTION: found `atlantis`, allowed: a jurisdiction")
    assert bad("kinds", "jining", "--year", "1999")[0].startswith("--year: found 1999, allowed: a year")
    assert bad("kinds", "jining", "--year", "soon")[0].startswith("--year: found `soon`")
    assert bad("kinds", "jining", "--regulation", "weihai-2022") == [
        "--regulation: found `weihai-2022`, allowed: one of jining-2024"
    ]
    assert bad("kinds", "jining", "--regulation", "no")[0].startswith("--regulation: found `no`")


def test_a_rule_of_the_encoding_says_what_meets_it() -> None:
    public = ways("jining")["online_course"][0]
    (opening,) = [item for item in public["conditions"] if item["form"] == "own"]
    assert (opening["allowed"], opening["documents"], opening["clause"]) == ([], [], "二(二)")


INVENTED = """
#include "{core}".
subject(public,1). subject(professional,2).
minimum(public,10,"1"). minimum_under(C,total,40,"1") :- context(C).
share_of_total(C,professional,2,3,"1") :- context(C).
judged_as(paper,work). clause(work,"2"). requires(work,own(held),document_missing,"2").
own(T,professional,4*hour) :- route(T,work), says(T,outlet,national).
own(T,professional,2*hour) :- route(T,work), says(T,outlet,provincial).
met(T,own(held)) :- says(T,rank_first,yes).
met(T,own(held)) :- paper(T,work_copy).
met(T,own(held)) :- says(T,related,yes).
record_limit(T,3,"2") :- route(T,work).
judged_as(book,book). clause(book,"3"). into_pool(T,pot) :- route(T,book). own(T,public,hour) :- route(T,book).
pool(pot,"3"). pool_limit(pot,public,5). pool_limit(pot,professional,30).
judged_as(self_study,study). clause(study,"4"). own(T,public,3*U) :- route(T,study), measure(T,hours,U).
needs_key(study,organised_by).
judged_as(secondment,posting). clause(posting,"5"). deems(T,year,"5") :- route(T,posting).
judged_as(degree_study,degree). clause(degree,"6"). awaits(degree,professional).
ground(illness,sick). deferral_clause("7"). no_shorter_than(C,sick,2) :- context(C).
one_only(T,book,"3") :- route(T,book).
"""


def test_an_invented_regulation_is_understood_without_a_line_of_python(tmp_path: Path) -> None:
    folder = tmp_path / "utopia"
    folder.mkdir()
    core = Path(__file__).resolve().parents[2] / "asp" / "core" / "core.lp"
    (folder / "utopia-1.lp").write_text(INVENTED.replace("{core}", str(core)), encoding="utf-8")
    (folder / "utopia-1.toml").write_text(
        'id = "utopia-1"\ninstrument = "U1"\ntitle = {zh = "乌", en = "U"}\nin_force = ["2024-01-01", ""]\n',
        encoding="utf-8",
    )
    found = json.loads(good("kinds", "utopia", "--json", "--asp-path", str(tmp_path)))
    page = good("kinds", "utopia", "--asp-path", str(tmp_path))
    of = {item["kind"]: item["ways"][0] for item in found["kinds"]}
    assert [item["subject"] for item in found["minima"]] == ["public", "total"]
    assert found["shares"] == [{"subject": "professional", "share": [2, 3], "clause": "1"}]
    assert "at least 2/3 of all hours" in page
    assert of["paper"]["tables"] == [
        {
            "field": "outlet",
            "rows": [
                {"value": "national", "hours": {"professional": 4}},
                {"value": "provincial", "hours": {"professional": 2}},
            ],
        }
    ]
    (held,) = of["paper"]["conditions"]
    assert (held["allowed"], held["documents"]) == ([{"field": "related", "value": True}], ["work_copy"])
    assert [(cap["per"], cap["hours"]) for cap in of["paper"]["caps"]] == [("record", 3)]
    assert [(cap["subjects"], cap["hours"]) for cap in of["book"]["caps"]] == [(["public"], 5), (["professional"], 30)]
    assert of["book"]["rates"] == [{"form": "flat", "subject": "public", "number": 1, "field": None}]
    assert of["book"]["one_only"] == ["3"]
    assert of["self_study"]["rates"][0] == {"form": "times", "subject": "public", "number": 3, "field": "hours"}
    assert of["self_study"]["keys"] == ["organised_by"]
    assert of["secondment"]["deems"] == [{"scope": "year", "clause": "5"}]
    assert "completes the whole year" in page
    assert of["degree_study"]["open"][0]["code"] == "delegated"
    assert "no figure in the text" in page
    assert found["leave"]["grounds"] == [{"kinds": ["illness"], "longer_than": None, "no_shorter_than": 2}]
    assert (found["leave"]["relief_clause"], found["leave"]["deferral_clause"]) == (None, "7")
    assert "at least 2 months" in page
    template = good("new", "utopia", "2024", "--asp-path", str(tmp_path))
    assert "organised_by: individual" in template
    assert good("check", "--asp-path", str(tmp_path), "-", stdin=template)


def test_hours_that_another_body_sets_and_lessons_are_told() -> None:
    assert "open without a figure" in good("kinds", "gansu", "--lang", "en", COLUMNS="120")
    assert "45 minutes are an hour" in good("kinds", "lishui", "--lang", "en", COLUMNS="120")
    assert "minutes are an hour" not in good("kinds", "jining", "--lang", "en", COLUMNS="120")
    assert counting("lishui")["lesson_minutes"] == 45
    assert any(way["awaits"] for way in ways("gansu")["paper"])
