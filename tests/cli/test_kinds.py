from __future__ import annotations

import json
from typing import Any

import pytest
from wcwidth import wcswidth

from tests.cli.running import bad, good

JURISDICTIONS = ["jining", "weihai"]


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
